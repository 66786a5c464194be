// National security is at stake after all: a caseworker hands a signal over to the security unit.
// From that moment it is the unit's and nobody else's, whatever is killed meanwhile.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hub, pause, until } from '../lib/hub.mjs';
import { file, plain, sent, start } from '../lib/report.mjs';

let h, mila, sem, noor, daan, iris;	// two caseworkers, a lead, an analyst, an adviser

before(async () => {
	h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
		settings: { fill_seconds: 0, flood_per_minute: 100000, release_seconds: 1, read_limit: 100 } });
	[mila, sem, noor, daan, iris] = [await h.login('caseworker', 0), await h.login('caseworker', 1),
		await h.login('lead'), await h.login('analyst'), await h.login('security_adviser')];
});
after(async () => {
	for (const program of h ? ['keyd', 'workd'] : [])
		h.signal(program, 'SIGCONT');
	await h?.stop();
});

const sql = (text) => h.sql('root', text);
const one = (text) => Number(sql(text)[0][0]);

async function filed(answers = {}, visitor = h.visitor()) {
	const { reference, receipt } = await file(visitor, { ...plain, ...answers });
	const number = await until('registered', () => sql(`SELECT s.number FROM fraud_signal s
		JOIN report r ON r.signal_id = s.id WHERE r.reference = '${reference}'`)[0]?.[0]);

	return { number, receipt };
}
const url = (number, tail = '') => `/nl/signals/${number}${tail}`;
function press(page, number, tail, values = {}) {
	const form = page.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(number, tail));

	assert.ok(form, `no form to ${tail} on ${page.path}: ${page.heading}`);
	return page.visitor.post(url(number, tail), page.encode(form, values));
}
const why = { reason: 'De melder noemt plannen voor een aanslag' };
const handOver = async (who, number, values = why) =>
	press(await who.get(url(number, '/handed_over')), number, '/handed_over', values);
const row = (number, columns) => sql(`SELECT ${columns} FROM fraud_signal s WHERE number = '${number}'`)[0];
const id = (number) => row(number, 'HEX(id)')[0];
const moved = (number) => until('moved', () => row(number, 'class = 2 AND moving_to IS NULL')[0] === '1', 30000);
const numbers = (page) => page.root.querySelectorAll('tbody .kp-code').map((e) => e.text.trim());
const ticket = (who) => sql(`SELECT HEX(s.ticket) FROM session s JOIN account a ON a.id = s.account
	WHERE a.name = '${who.account.name}' AND s.ended = 0 ORDER BY s.started DESC LIMIT 1`)[0][0];
const as = (who, text) => h.sql('staff', `SET @ticket = X'${ticket(who)}'; ${text}`);
const refused = (who, text, account = 'staff') => h.refusal(account,
	`SET @ticket = X'${ticket(who)}'; START TRANSACTION; ${text}`);
const events = (number) => sql(`SELECT e.what FROM signal_event e JOIN fraud_signal s ON s.id = e.signal_id
	WHERE s.number = '${number}' ORDER BY e.seq`).flat();
// Every envelope is of the class of the signal, under that class's own key.
function whole(number) {
	const keys = new Set(sql('SELECT HEX(e.key_id) FROM envelope e WHERE e.class = 1').flat());
	const rows = sql(`SELECT e.class, HEX(e.key_id) FROM envelope e WHERE e.object = X'${id(number)}'`);

	assert.ok(rows.length > 0);
	for (const [cls, key] of rows) {
		assert.equal(cls, '2');
		assert.ok(!keys.has(key));
	}
}
// Nothing anywhere tells these people that there is such a signal.
async function gone(number) {
	for (const who of [mila, sem, noor, daan]) {
		const there = await who.get(url(number)), nowhere = await who.get(url('0000-00000'));
		const same = (p) => p.body.replaceAll(number, 'X').replaceAll('0000-00000', 'X').replace(/value="[^"]*"/g, '');

		assert.equal(there.status, 404);
		assert.equal(same(there), same(nowhere));
		assert.ok(!numbers(await who.get('/nl/queue?rows=50&sort=received')).includes(number));
		assert.equal(as(who, `SELECT COUNT(*) FROM seen_signal WHERE id = X'${id(number)}'`)[0][0], '0');
		for (const view of ['seen_record', 'seen_event', 'seen_audit'])
			assert.equal(as(who, `SELECT COUNT(*) FROM ${view} WHERE ${view === 'seen_event' ? 'signal_id' : 'object'} = X'${id(number)}'`)[0][0], '0');
		assert.deepEqual(as(who, 'SELECT status, COUNT(*) FROM seen_count GROUP BY 1 ORDER BY 1'),
			as(who, 'SELECT status, COUNT(*) FROM seen_signal GROUP BY 1 ORDER BY 1'));
		assert.match(refused(who, `CALL keyd_open(X'${id(number)}', 1, NULL, 100, 10)`, 'keyd'), /KP404/);
		assert.deepEqual(h.sql('keyd', `SET @ticket = X'${ticket(who)}'; SELECT COUNT(*) FROM seen_envelope WHERE object = X'${id(number)}'`), [['0']]);
		assert.match(refused(who, `CALL signal_note(X'${id(number)}', NULL, CURRENT_DATE, '')`), /KP404/);
		assert.match(refused(who, `CALL envelope_add(RANDOM_BYTES(16), X'${id(number)}', 1, REPEAT('k', 8), REPEAT('w', 96), 4, CURRENT_DATE, 'x')`), /KP404/);
	}
	assert.match((await mila.get('/nl/queue?who=me')).body, new RegExp(`^(?!.*${number})`, 's'));
}

test('a caseworker hands over, and the adviser reads the story, old notes and the reason', async () => {
	const { number } = await filed({ story: 'Hij bewaart kaarten van een station.' });
	const { number: mine } = await filed();

	await press(await mila.get(url(number)), number, '/claimed');
	await press(await mila.get(url(number)), number, '/note', { note: 'Een eerdere notitie' });
	const page = await mila.get(url(number));
	assert.match(page.root.querySelector('.kp-acts').text, /Nationale veiligheid: draag over/);
	const ask = await mila.get(url(number, '/handed_over'));
	assert.match(ask.text, /Daarna ziet alleen de Unit Speciale Zaken dit signaal\. U ziet het niet meer terug\./);
	const done = await press(ask, number, '/handed_over', why);
	assert.equal(done.status, 200);
	assert.match(done.path, /\/nl\/queue/);
	assert.match(done.root.querySelector('[role=status]').text, /Overgedragen\./);
	await gone(number);
	await moved(number);
	await gone(number);
	whole(number);
	assert.deepEqual(row(number, `status, desk, assignee IS NULL, top, act_by = '${sql('SELECT CURRENT_DATE')[0][0]}' OR act_by IS NOT NULL`),
		['0', 'security_unit', '1', '1', '1']);
	const read = await iris.get(url(number));
	assert.match(read.text, /kaarten van een station/);
	assert.match(read.text, /Een eerdere notitie/);
	assert.match(read.root.querySelector('.kp-timeline').text, /Overgedragen aan de Unit Speciale Zaken/);
	assert.match(read.root.querySelector('.kp-timeline').text, /plannen voor een aanslag/);
	const queue = await iris.get('/nl/queue');
	assert.ok(numbers(queue).includes(number));
	assert.match(queue.text, /kaarten van een station/);
	assert.equal((await mila.get(url(mine))).status, 200);
	assert.deepEqual(row(mine, 'class, moving_to IS NULL, version'), ['1', '1', '1']);
});

test('it needs a reason, and waits for no assessment', async () => {
	const { number } = await filed();
	const empty = await handOver(mila, number, { reason: '' });

	assert.equal(empty.status, 422);
	assert.deepEqual(row(number, 'class, moving_to IS NULL, status'), ['1', '1', '0']);
	assert.equal((await press(empty, number, '/handed_over', why)).status, 200);	// new, and nobody's
	await gone(number);
	await moved(number);
});

test('the forward page offers the unit, says what follows, and hands over', async () => {
	const { number } = await filed();
	const step = async (tail, values) => press(await mila.get(url(number, tail)), number, tail, values);

	await press(await mila.get(url(number)), number, '/claimed');
	await step('/assessed', { reason: 'Aannemelijk verhaal' });
	const form = await mila.get(url(number, '/forward'));
	assert.match(form.text, /U ziet het niet meer terug/);
	const done = await press(form, number, '/forward', { destination: 'security_unit', ...why });
	assert.match(done.path, /queue/);
	assert.match(done.text, /Overgedragen\./);
	await gone(number);
	await moved(number);
	assert.equal(events(number).includes('forwarded'), false);
});

test('a colleague, an analyst and a stale page are refused', async () => {
	const { number } = await filed();

	await press(await mila.get(url(number)), number, '/claimed');
	const stale = await mila.get(url(number, '/handed_over'));
	assert.doesNotMatch((await sem.get(url(number))).body, /handed_over/);
	const form = stale.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(number, '/handed_over'));
	const csrf = (await sem.get(url(number))).root.querySelector('[name=csrf]').getAttribute('value');
	assert.equal((await sem.post(url(number, '/handed_over'), stale.encode(form, { csrf, ...why }))).status, 403);
	assert.equal((await daan.get(url(number, '/handed_over'))).status, 403);
	const version = row(number, 'version')[0];
	const reason = `SET @e = RANDOM_BYTES(16); CALL envelope_add(@e, X'${id(number)}', 1,
		REPEAT('k', 8), REPEAT('w', 96), 6, CURRENT_DATE, 'x'); CALL signal_hand_over(X'${id(number)}', ${version}, `;
	assert.match(refused(sem, `${reason} @e, CURRENT_DATE)`), /KP403/);
	assert.match(refused(daan, `${reason} @e, CURRENT_DATE)`), /KP403/);
	assert.match(refused(mila, `${reason} NULL, CURRENT_DATE)`), /KP422/);
	assert.match(refused(mila, `${reason.replace(`, ${version}, `, `, ${version - 1}, `)} @e, CURRENT_DATE)`), /KP409/);
	assert.match(h.refusal('staff', `START TRANSACTION; CALL signal_hand_over(X'${id(number)}', ${version}, NULL, CURRENT_DATE)`), /KP401/);
	sql(`UPDATE fraud_signal SET version = version + 1 WHERE number = '${number}'`);
	assert.equal((await press(stale, number, '/handed_over', why)).status, 409);
	assert.deepEqual(row(number, 'class, moving_to IS NULL'), ['1', '1']);
	assert.equal((await handOver(noor, number)).status, 200);	// a lead may
	await moved(number);
});

test('the unit cannot hand a signal to HIK, nor over once more', async () => {
	const { number } = await filed({ subject: 'national_security' });

	assert.doesNotMatch((await iris.get(url(number))).body, /handed_over/);
	assert.doesNotMatch((await iris.get(url(number, '/handed_over'))).path, /handed_over$/);
	assert.match(refused(iris, `CALL signal_hand_over(X'${id(number)}', 1, NULL, CURRENT_DATE)`), /KP403/);
	assert.equal(row(number, 'class')[0], '2');
	assert.match(h.refusal('staff', `CALL signal_arrive(X'${id(number)}', '[]')`), /1370|denied/);
	h.sql('workd', `CALL signal_arrive(X'${id(number)}', '[]')`);	// not marked: nothing happens
	assert.deepEqual(row(number, 'class, version'), ['2', '1']);
});

test('a double click is one hand-over and no reproach; for a colleague it is not there', async () => {
	const { number } = await filed();
	const page = await mila.get(url(number, '/handed_over')), others = await sem.get(url(number, '/handed_over'));
	const both = await Promise.all([press(page, number, '/handed_over', why), press(page, number, '/handed_over', why)]);

	assert.deepEqual(both.map((p) => p.status), [200, 200]);
	for (const p of both)
		assert.match(p.text, /Overgedragen\./);
	assert.equal((await press(page, number, '/handed_over', why)).status, 200);
	assert.equal((await press(others, number, '/handed_over', why)).status, 404);
	assert.equal(events(number).filter((e) => e === 'handed_over').length, 1);
	await moved(number);
	whole(number);
	assert.equal(one(`SELECT COUNT(*) FROM envelope WHERE object = X'${id(number)}'`), 2);	// report and one reason
});

test('without keyd the unit sees plain columns and a notice; with it again all is there', async () => {
	const { number } = await filed({ story: 'Zodra de sleutels er zijn.' });

	h.signal('keyd', 'SIGSTOP');
	try {
		assert.match((await handOver(sem, number)).text, /Overgedragen\./);
		await gone(number);
		assert.equal(row(number, 'moving_to')[0], '2');
		const page = await iris.get(url(number));
		assert.equal(page.status, 200);
		assert.match(page.text, /Dit signaal is net aan u overgedragen/);
		assert.doesNotMatch(page.text, /Zodra de sleutels/);
		assert.equal(page.root.querySelector('.kp-acts'), null);
		assert.ok(numbers(await iris.get('/nl/queue')).includes(number));
		assert.match(refused(iris, `CALL signal_note(X'${id(number)}', NULL, CURRENT_DATE, '')`), /KP409/);
	} finally {
		h.signal('keyd', 'SIGCONT');
	}
	await moved(number);
	whole(number);
	assert.match((await iris.get(url(number))).text, /Zodra de sleutels er zijn/);
});

test('workd and keyd killed meanwhile: marked or moved, never half', async () => {
	const all = [];

	for (let i = 0; i < 12; i++)
		all.push((await filed({ story: `Verhaal nummer ${i}.` })).number);
	h.signal('workd', 'SIGSTOP');
	for (const number of all)
		assert.equal((await handOver(mila, number)).status, 200);
	h.signal('workd', 'SIGKILL');
	for (let i = 0; i < 8 && one('SELECT COUNT(*) FROM fraud_signal WHERE moving_to IS NOT NULL') > 0; i++) {
		await until('workd is back', () => h.pids('workd').length > 0);
		await pause(20 + Math.random() * 60);
		h.signal(i % 3 === 2 ? 'keyd' : 'workd', 'SIGKILL');
		assert.equal(one(`SELECT COUNT(*) FROM envelope e JOIN fraud_signal s ON s.id = e.object WHERE e.class <> s.class`), 0);
	}
	for (const number of all) {
		await moved(number);
		whole(number);
		assert.equal(events(number).filter((e) => e === 'handed_over').length, 1);
	}
	const read = await until('keyd is back', async () => {
		const page = await iris.get(url(all[5]));
		return /Verhaal nummer 5/.test(page.text) && page;
	});
	assert.equal(read.status, 200);
});

test('notes that race are in before it, or refused: none is left behind', async () => {
	for (let round = 0; round < 6; round++) {
		const { number } = await filed();
		const page = await mila.get(url(number)), ask = await mila.get(url(number, '/handed_over'));
		const notes = await Promise.all([sem, noor].map((who) => who.get(url(number))));
		const answers = await Promise.all([...notes.map((p) => press(p, number, '/note', { note: `Notitie in ronde ${round}` })),
			press(ask, number, '/handed_over', why), press(page, number, '/note', { note: 'Nog een' })]);

		assert.equal(answers[2].status, 200);
		for (const a of answers)
			assert.ok([200, 404].includes(a.status), `${a.status} ${a.path}`);
		await moved(number);
		whole(number);
		const kept = events(number).filter((e) => e === 'note').length;
		assert.equal(one(`SELECT COUNT(*) FROM record WHERE object = X'${id(number)}' AND kind = 4`), kept);
		assert.equal((await iris.get(url(number))).root.querySelectorAll('.kp-note').length, kept);
	}
});

test('an envelope that workd did not see keeps the signal marked until it did', async () => {
	const { number } = await filed();

	h.signal('workd', 'SIGSTOP');
	try {
		await handOver(mila, number);
		const some = sql(`SELECT LOWER(HEX(id)) FROM envelope WHERE object = X'${id(number)}' LIMIT 1`)[0][0];
		assert.match(h.refusal('workd', `CALL signal_arrive(X'${id(number)}', '[["${some}",null,null]]')`), /KP409/);
		assert.equal(row(number, 'moving_to')[0], '2');
	} finally {
		h.signal('workd', 'SIGCONT');
	}
	await moved(number);
	whole(number);
});

test('the reporter sees nothing of it, and what he adds reaches the unit', async () => {
	const visitor = h.visitor();
	const story = await (await start(visitor)).submit({ subject: plain.subject }, 'go=next');
	const onward = async (page, words) => {
		page = await page.submit({ story: words }, 'go=next');
		for (let i = 0; i < 40 && !page.root.querySelector('main button[value=send]'); i++)
			page = await page.submit(page.root.querySelector('[name=identity]') ? { identity: plain.identity } :
				page.root.querySelector('[name=code]') ? { code: plain.code } : {}, 'go=next');
		return page;
	};
	const first = sent(await (await onward(story, plain.story)).submit({}, 'go=send'));
	const number = await until('registered', () => sql(`SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
		WHERE r.reference = '${first.reference}'`)[0]?.[0]);
	const stage = () => sql(`SELECT HEX(tag) FROM report WHERE reference = '${first.reference}'`)
		.map(([tag]) => h.sql('tip', `CALL mailbox_status(X'${tag}')`)[0][1])[0];

	await press(await mila.get(url(number)), number, '/claimed');
	assert.equal(stage(), '1');
	h.signal('keyd', 'SIGSTOP');
	try {
		await handOver(mila, number);
		assert.equal(stage(), '1');	// not "received" again
		assert.equal((await (await onward(story, `${plain.story} Er is ook een tweede man.`)).submit({}, 'go=send')).status, 200);
		await pause(1500);
		assert.equal(one('SELECT COUNT(*) FROM report_addition WHERE waiting = 1'), 1);
	} finally {
		h.signal('keyd', 'SIGCONT');
	}
	await moved(number);
	await until('the addition is in', () => one('SELECT COUNT(*) FROM report_addition WHERE waiting = 1') === 0);
	whole(number);
	assert.equal(stage(), '1');
	await gone(number);
	assert.match((await iris.get(url(number))).text, /Er is ook een tweede man/);
});

test('the chain is unbroken after all this, and nothing went to the log as a fault', () => {
	assert.match(h.kp('audit', 'verify'), /good|unbroken|ok/i);
	assert.equal(one("SELECT COUNT(*) FROM audit WHERE program = 'workd' AND action = 'signal_moved'"),
		one("SELECT COUNT(*) FROM audit WHERE action = 'signal_handed_over'"));
});
