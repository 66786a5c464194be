// The first desk by HTTP: the queue, one signal, every decision; and what the
// desk refuses. Promise: what a person may not see does not exist for them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dutchDay, hub, until } from '../lib/hub.mjs';
import { file, plain, sent, start } from '../lib/report.mjs';
import { Visitor } from '../lib/visitor.mjs';

let h, mila, sem, noor, daan, iris;	// two caseworkers, a lead, an analyst, an adviser

before(async () => {
	h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
		settings: { fill_seconds: 0, flood_per_minute: 100000, recheck_percent: 100, read_limit: 6, release_seconds: 1 } });
	[mila, sem, noor, daan, iris] = [await h.login('caseworker', 0), await h.login('caseworker', 1),
		await h.login('lead'), await h.login('analyst'), await h.login('security_adviser')];
});
after(async () => { if (!process.env.KP_KEEP) await h?.stop(); });

const sql = (text) => h.sql('root', text);
// Files a report and waits until it is on the desk; its number.
async function filed(answers = {}, lang = 'nl') {
	const { reference } = await file(h.visitor(), { ...plain, ...answers }, lang);

	return until('registered', () => sql(`SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
		WHERE r.reference = '${reference}'`)[0]?.[0]);
}
const url = (number, tail = '') => `/nl/signals/${number}${tail}`;
// Presses the button of the form that goes to <signal>/<tail>, as it stands on the page.
function press(page, number, tail, values = {}) {
	const form = page.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(number, tail));

	assert.ok(form, `no form to ${tail} on ${page.path}: ${page.heading}`);
	return page.visitor.post(url(number, tail), page.encode(form, values));
}
const step = async (who, number, tail, values) => press(await who.get(url(number, tail)), number, tail, values);
const claim = async (who, number) => press(await who.get(url(number)), number, '/claimed');
// Reads what is not this person's work: with a purpose and a reason.
const looked = async (who, number) => press(await who.get(url(number)), number, '/open', { purpose: 'lookup', reason: 'Meekijken met een collega' });
const row = (number, columns) => sql(`SELECT ${columns} FROM fraud_signal WHERE number = '${number}'`)[0];
const events = (number) => sql(`SELECT e.what, a.name FROM signal_event e JOIN fraud_signal s ON s.id = e.signal_id
	LEFT JOIN account a ON a.id = e.actor WHERE s.number = '${number}' ORDER BY e.seq`);
const numbers = (page) => page.root.querySelectorAll('tbody .kp-code').map((e) => e.text.trim());
const judged = { kind: 'person', source: 'B', information: '2', verdict: 'plausible', intent: 'deliberate',
	method: ['debt', 'force'], description: 'Een verzonnen persoon', reason: 'past bij het adres' };
async function assessed(number, who = mila, verdict = 'unfounded') {
	await claim(who, number);
	assert.equal((await step(who, number, '/assess', { ...judged, verdict })).status, 200);
	assert.equal((await step(who, number, '/assessed', { reason: 'Alles is bekeken' })).status, 200);
	return number;
}
async function closed(number, code = 'no_follow_up') {
	await assessed(number);
	assert.equal((await step(mila, number, '/close', { code, reason: 'Er is geen vervolg nodig' })).status, 200);
	return number;
}

describe('the queue', () => {
	test('shows first words, place, danger, language and the term in words', async () => {
		const n = await filed({ subject: 'trafficking', danger: 'yes', where_place: 'Verzonnendam',
			story: 'Twee mensen mogen het huis niet uit.' }, 'en');
		const page = await mila.get('/nl/queue');
		const text = page.root.querySelectorAll('tbody tr').find((r) => r.text.includes(n)).structuredText;

		assert.match(text, /Twee mensen mogen het huis niet uit/);
		assert.match(text, /Verzonnendam/);
		assert.match(text, /Gevaar/);
		assert.match(text, /Engels/);
		assert.match(text, /vandaag|morgen|werkdag/);
	});

	test('puts the earlier clock first, and danger now before the rest', async () => {
		const slow = await filed(), fast = await filed({ subject: 'smuggling', danger: 'yes' });
		const order = numbers(await mila.get('/nl/queue'));

		assert.ok(order.indexOf(fast) < order.indexOf(slow));
	});

	test('says what is overdue in words and not by colour alone', async () => {
		const n = await filed();
		sql(`UPDATE fraud_signal SET due = due - INTERVAL 30 DAY WHERE number = '${n}'`);
		const late = await mila.get('/nl/queue?due=overdue');

		assert.ok(numbers(late).includes(n));
		assert.match(late.root.querySelector('tr.kp-row--late').text, /! ?\d+ werkdagen over tijd/);
		assert.ok(!numbers(await mila.get('/nl/queue?due=today')).includes(n));
	});

	test('is late with nothing that is done: urgent until it is passed on, due until the last of four steps, and again when it is given back', async () => {
		const n = await assessed(await filed({ subject: 'smuggling' })), other = await assessed(await filed());
		const clock = () => sql(`SELECT top, first_due = due, first_due = act_by FROM fraud_signal WHERE number = '${n}'`)[0].join('');
		const late = async () => numbers(await mila.get('/nl/queue?due=overdue&rows=50')).includes(n);
		const status = async (number) => (await mila.get(url(number))).root.querySelector('h1 + p').text;

		sql(`UPDATE fraud_signal SET urgent = 1, due = due - INTERVAL 30 DAY, act_by = due - INTERVAL 2 DAY WHERE number = '${n}'`);
		assert.equal(clock(), '101');
		assert.equal((await step(mila, n, '/forward', { destination: 'kmar', reason: 'Past bij de marechaussee' })).status, 200);
		assert.equal(clock(), '010');
		assert.ok(await late());
		for (const number of [n, other])
			assert.equal((await step(mila, number, '/linked', { found: 'no', reason: 'Gezocht op adres, niets gevonden' })).status, 200);
		assert.ok(await late());
		for (const number of [n, other])
			assert.equal((await step(mila, number, '/enriched', { found: 'no', reason: 'Niets toe te voegen' })).status, 200);
		assert.equal((await step(mila, other, '/forward', { reason: 'Past bij het primaire proces' })).status, 200);
		assert.ok(!await late());
		assert.match(await status(n), /klaar op \d+ \w+ \d{4}, te laat/);
		assert.match(await status(other), /gehaald op \d+ \w+ \d{4}/);
		const rows = (await mila.get('/nl/queue?status=forwarded&rows=50')).root.querySelectorAll('tbody tr');
		assert.match(rows.find((r) => r.text.includes(n)).text, /te laat klaar/);
		assert.match(rows.find((r) => r.text.includes(other)).text, /termijn gehaald/);
		assert.equal((await step(mila, n, '/returned', { reason: 'Zij doen dit niet' })).status, 200);
		assert.equal(clock(), '101');
		assert.ok(await late());
		assert.equal((await step(mila, n, '/assessed', { reason: 'Zoals eerder' })).status, 200);
		assert.equal((await step(mila, n, '/close', { code: 'no_follow_up', reason: 'Er is geen vervolg nodig' })).status, 200);
		assert.equal(clock(), '000');
	});

	test('filters, and counts what it shows', async () => {
		const n = await filed({ subject: 'sham_marriage' });
		const page = await mila.get('/nl/queue?subject=sham_marriage&who=nobody&status=new');

		assert.ok(numbers(page).includes(n));
		assert.equal(page.root.querySelector('caption').text.match(/\d+/)[0], String(numbers(page).length));
		await claim(mila, n);
		assert.ok(!numbers(await mila.get('/nl/queue?who=nobody')).includes(n));
		assert.ok(numbers(await mila.get('/nl/queue?who=me')).includes(n));
		assert.ok(numbers(await noor.get(`/nl/queue?status=assessing&sort=received&rows=50`)).includes(n));
	});

	test('stands in the order that is asked for, and by subject or status with danger first', async () => {
		for (const more of [{ danger: 'yes' }, { subject: 'documents' }, { subject: 'income' }])
			await filed(more);
		await claim(mila, await filed({ subject: 'documents' }));
		// Days of receipt that differ, and an order of them that is not that of the clock.
		sql(`UPDATE fraud_signal SET received = received - INTERVAL ASCII(id) % 5 DAY WHERE open = 1`);
		const top = 'top DESC, first_due, id';
		for (const [sort, order] of [['due', top], ['received', 'received DESC, first_due, id'], ['subject', `subject, ${top}`], ['status', `status, ${top}`]])
			for (const [filter, where] of [['', '1'], ['&channel=web', "channel = 'web'"], ['&who=nobody', 'assignee IS NULL'], ['&subject=documents', "subject = 'documents'"]])
				assert.deepEqual(numbers(await mila.get(`/nl/queue?sort=${sort}&rows=50${filter}`)),
					sql(`SELECT number FROM fraud_signal WHERE open = 1 AND class = 1 AND ${where} ORDER BY ${order} LIMIT 50`).flat(), sort + filter);
	});

	test('counts by every filter what is there, by the tally or by the index', async () => {
		await claim(sem, await filed({ subject: 'documents', danger: 'yes' }));
		const many = async (filter) => Number((await mila.get(`/nl/queue?${filter}`)).root.querySelector('caption')?.text.match(/\d+/)[0] ?? 0);
		sql(`UPDATE fraud_signal SET due = '2026-01-05' WHERE number = '${await filed()}'`);
		for (const [filter, where] of [['channel=web', "channel = 'web'"], ['who=nobody', 'assignee IS NULL'], ['danger=1', 'danger = 1'],
			['suspect=1', 'suspect = 1'], ['subject=documents&status=assessing', "subject = 'documents' AND status = 1"],
			['who=nobody&channel=web&danger=1', "assignee IS NULL AND channel = 'web' AND danger = 1"],
			['due=overdue&channel=web', `channel = 'web' AND first_due < '${dutchDay()}'`],
			[`who=${sql("SELECT HEX(assignee) FROM fraud_signal WHERE assignee IS NOT NULL LIMIT 1")[0][0].toLowerCase()}`,
				'assignee = (SELECT s.assignee FROM fraud_signal s WHERE s.assignee IS NOT NULL LIMIT 1)']])
			assert.equal(await many(filter), Number(sql(`SELECT COUNT(*) FROM fraud_signal WHERE open = 1 AND class = 1 AND ${where}`)[0][0]), filter);
	});

	test('offers as caseworkers only who can work signals', async () => {
		const options = (await mila.get('/nl/queue')).root.querySelectorAll('#who option').map((o) => o.text.trim());
		const others = sql(`SELECT a.display FROM account a WHERE NOT EXISTS (SELECT 1 FROM account_role r
			WHERE r.account = a.id AND r.role IN (0, 1, 3))`).flat();

		assert.ok(options.length > 3 && others.length > 0);
		assert.deepEqual(others.filter((name) => options.includes(name)), []);
	});

	test('offers who never logged in neither as caseworker nor for work, and who left only while signals are theirs', async () => {
		const options = async (id, path) => (await noor.get(path)).root.querySelectorAll(`#${id} option`).map((o) => o.text.trim());
		const n = await filed();

		sql(`INSERT INTO account (id, name, display) VALUES (REPEAT('n', 16), 'nooit', 'Nooit Geweest');
			INSERT INTO account_role (account, role) VALUES (REPEAT('n', 16), 0)`);
		try {
			assert.equal((await options('who', '/nl/queue')).includes('Nooit Geweest'), false);
			assert.equal((await options('assignee', url(n))).includes('Nooit Geweest'), false);
			assert.equal((await press(await noor.get(url(n)), n, '/assigned', { assignee: Buffer.from('n'.repeat(16)).toString('hex') })).status, 422);
			sql(`UPDATE account SET state = 'disabled' WHERE name = 'nooit'; UPDATE fraud_signal SET assignee = REPEAT('n', 16) WHERE number = '${n}'`);
			assert.ok((await options('who', '/nl/queue')).includes('Nooit Geweest'), 'what lies with somebody who left can be found');
		} finally {
			sql(`UPDATE fraud_signal SET assignee = NULL WHERE number = '${n}'; DELETE FROM account_role WHERE account = REPEAT('n', 16);
				DELETE FROM account WHERE name = 'nooit'`);
		}
	});

	test('leads back to the first page from one that is not there', async () => {
		await filed({ subject: 'sham_marriage' });
		const page = await mila.get('/nl/queue?subject=sham_marriage&page=99');
		const back = page.root.querySelectorAll('.kp-notice a').map((a) => a.getAttribute('href'));

		assert.deepEqual(back, ['/nl/queue?subject=sham_marriage']);
		assert.ok(numbers(await mila.get(back[0])).length > 0);
	});

	for (const bad of ['subject=nonsense', 'status=1', 'bogus=1', 'who=zz', 'page=-1', 'sort=due;drop'])
		test(`refuses a filter that our page cannot send: ${bad}`, async () => {
			assert.equal((await mila.get(`/nl/queue?${bad}`)).status, 400);
		});

	test('says which filter of an address it does not know, and keeps the others', async () => {
		const n = await filed({ subject: 'sham_marriage' });
		const notice = (page) => page.root.querySelectorAll('[role=status]').map((e) => e.text.replace(/\s+/g, ' ')).find((t) => /klopt niet/.test(t));
		const page = await mila.get('/nl/queue?subject=sham_marriage&who=zz&status=1&page=-1&bogus=1&sort=received');
		const chosen = (name) => page.root.querySelector(`select[name=${name}] option[selected]`)?.getAttribute('value');

		assert.equal(page.heading, 'Werkvoorraad');
		assert.match(notice(page), /kennen wij niet.*: Status, Pagina, Iets anders, Behandelaar\./);
		assert.deepEqual([chosen('subject'), chosen('sort')], ['sham_marriage', 'received']);
		assert.ok(numbers(page).includes(n), 'what the other filters find is there');
		for (const a of page.root.querySelectorAll('.kp-tabs a'))
			assert.doesNotMatch(a.getAttribute('href'), /zz|bogus|status=1|page=/);
		assert.equal(notice(await mila.get('/nl/queue?subject=sham_marriage&sort=received')), undefined);
	});

	test('works with plain columns and a calm notice while keyd is away', async () => {
		const n = await filed();

		h.signal('keyd', 'SIGSTOP');
		try {
			const page = await mila.get('/nl/queue?sort=received');

			assert.equal(page.status, 200);
			assert.ok(numbers(page).includes(n));
			assert.match(page.text, /De eerste woorden zijn er nu niet/);
			assert.doesNotMatch(page.text, /eerste 120 tekens/);
		} finally {
			h.signal('keyd', 'SIGCONT');
		}
	});
});

describe('national security', () => {
	let n;
	before(async () => { n = await filed({ subject: 'national_security', story: 'Iemand praat over gevaarlijke plannen.' }); });

	test('stands on top for an adviser, with its words', async () => {
		const page = await iris.get('/nl/queue');

		assert.equal(numbers(page)[0], n);
		assert.match(page.text, /gevaarlijke plannen/);
		assert.match((await iris.get(url(n))).text, /gevaarlijke plannen/);
	});

	test('is in no list, no count and no filter of anybody else', async () => {
		for (const who of [mila, noor, daan]) {
			const total = Number(sql("SELECT COUNT(*) FROM fraud_signal WHERE class = 1 AND open = 1")[0][0]);
			const page = await who.get('/nl/queue?rows=50');

			assert.ok(!numbers(page).includes(n));
			assert.equal(Number(page.root.querySelector('.kp-tabs .kp-badge').text), total);
			assert.equal(numbers(await who.get('/nl/queue?subject=national_security')).length, 0);
			assert.equal(numbers(await who.get('/nl/queue?class=usz')).length, 0);
		}
		assert.doesNotMatch((await noor.get('/nl/overview')).body, new RegExp(n));
	});

	test('by number answers exactly as a number that never was', async () => {
		const there = await mila.get(url(n)), nowhere = await mila.get(url('0000-00000'));

		assert.equal(there.status, 404);
		assert.equal(nowhere.status, 404);
		const same = (p) => p.body.replaceAll(n, 'X').replaceAll('0000-00000', 'X').replace(/value="[^"]*"/g, '');
		assert.equal(same(there), same(nowhere));
		for (const tail of ['/assess', '/forward', '/close', '/waiting'])
			assert.equal((await mila.get(url(n, tail))).status, 404);
	});

	test('cannot be touched by a forged address either', async () => {
		const own = await filed(), page = await mila.get(url(own));
		const form = page.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(own, '/claimed'));

		for (const tail of ['/claimed', '/note', '/close'])
			assert.equal((await mila.post(url(n, tail), page.encode(form, tail === '/claimed' ? {} : { version: [] }))).status
				< 400, false);
		assert.equal(row(n, 'status, assignee IS NULL').join(), '0,1');
	});

	test('by id is nothing for the account of the intranet with another person\'s ticket', () => {
		const ticket = sql(`SELECT HEX(s.ticket) FROM session s JOIN account a ON a.id = s.account
			WHERE a.name = '${mila.account.name}' AND s.ended = 0 ORDER BY s.started DESC LIMIT 1`)[0][0];
		const id = sql(`SELECT HEX(id) FROM fraud_signal WHERE number = '${n}'`)[0][0];

		assert.deepEqual(h.sql('staff', `SET @ticket = X'${ticket}'; SELECT COUNT(*) FROM seen_signal WHERE id = X'${id}'`), [['0']]);
		assert.match(h.refusal('staff', `SET @ticket = X'${ticket}'; CALL signal_note(X'${id}', NULL, '2026-01-01', '')`), /KP404/);
		assert.match(h.refusal('staff', `CALL signal_note(X'${id}', NULL, '2026-01-01', '')`), /KP401/);
	});
});

describe('a number', () => {
	test('of the reporter stands on the page and finds the signal; unknown and unseen answer alike', async () => {
		const n = await filed(), secret = await filed({ subject: 'national_security' });
		const of = (number) => sql(`SELECT r.reference FROM report r JOIN fraud_signal s ON s.id = r.signal_id
			WHERE s.number = '${number}'`)[0][0];
		const seek = (who, number) => who.get(`/nl/queue?number=${number}`);

		assert.equal((await seek(mila, of(n).toLowerCase())).path, url(n));
		assert.equal((await seek(mila, n)).path, url(n));
		assert.match((await mila.get(url(n))).text, new RegExp(of(n)));
		assert.equal((await seek(iris, of(secret))).path, url(secret));
		const answers = [];
		for (const number of [of(secret), secret, 'K7P2-M9QXZ', 'zomaar'])
			answers.push((await seek(mila, number)).root.querySelector('[role=status]').text.trim());
		assert.match(answers[0], /Niet gevonden/);
		assert.equal(new Set(answers).size, 1);
	});

	test('of an earlier report is a link for who sees that signal, else text', async () => {
		const earlier = await filed(), secret = await filed({ subject: 'national_security' });
		const of = (number) => sql(`SELECT r.reference FROM report r JOIN fraud_signal s ON s.id = r.signal_id
			WHERE s.number = '${number}'`)[0][0];

		for (const [number, link] of [[earlier, true], [secret, false]]) {
			const n = await filed({ subject: 'addition', earlier_reference: of(number) });

			await claim(mila, n);
			const page = await mila.get(url(n));
			assert.equal(!!page.root.querySelector(`a[href="${url(number)}"]`), link);
			assert.match(page.text, new RegExp(of(number)));
		}
	});
});

test('a page that is not there, or not for this person, leads on to where the work of this person begins', async () => {
	const way = (page) => page.root.querySelectorAll('main a').map((a) => `${a.getAttribute('href')} ${a.text.trim()}`);
	const eva = await h.login('auditor');

	for (const [who, words] of [[mila, 'Naar de werkvoorraad'], [eva, 'Naar uw eerste pagina']])
		for (const [page, status] of [['/nl/nowhere', 404], ['/nl/signals/K7P2-M9QXZ/nowhere', 404], ['/nl/users', 403], ['/nl/login/code', 405]]) {
			const told = await who.get(page);
			assert.equal(told.status, status, page);
			assert.deepEqual(way(told), [`/nl/ ${words}`], page);
			assert.ok(told.root.querySelector('.kp-menu'), 'with the menu');
		}
	const stranger = await new Visitor(h.staffPort).get('/nl/nowhere');
	assert.deepEqual([stranger.status, ...way(stranger)], [404, '/nl/login Naar het inlogscherm']);
	assert.equal(stranger.root.querySelector('.kp-menu'), null);
	const former = new Visitor(h.staffPort);
	former.cookies.set(`__Host-kp-staff-${h.staffPort}`, 'a'.repeat(64));
	assert.deepEqual(way(await former.get('/nl/nowhere')), ['/nl/login Naar het inlogscherm']);
});

test('that something was done is said to who did it, until the signal changes, and no link says it', async () => {
	const n = await filed(), m = await filed();
	const told = (page) => page.root.querySelectorAll('.kp-notice--success').map((e) => e.text.trim()).join();
	const done = await claim(mila, n), query = done.path.slice(done.path.indexOf('?'));

	assert.match(query, /^\?done=claimed\.[0-9a-f]{32}$/);
	assert.match(told(done), /Dit signaal is nu van u/);
	assert.match(told(await mila.get(done.path)), /Dit signaal is nu van u/, 'loaded again');
	assert.equal(told(await noor.get(done.path)), '', 'sent to a colleague');
	assert.equal(told(await mila.get(url(m, query))), '', 'of another signal');
	for (const tail of ['?done=closed', '?done=closed.', `?done=closed.${query.slice(-32)}`, '?done=nonsense', '/assess?done=judged']) {
		const page = await mila.get(url(n, tail));
		assert.deepEqual([page.status, told(page)], [200, ''], tail);
	}
	assert.equal(told(await mila.get(url(n, `/assess${query}`))), '', 'that it was claimed is no saved judgement');
	assert.equal(told(await mila.get('/nl/queue?done=handed_over')), '');
	assert.match(told(await step(mila, n, '/assess', judged)), /Het oordeel is bewaard/);
	assert.equal(told(await mila.get(done.path)), '', 'the signal was changed since');
});

test('what was stored is not offered to be sent again when the signal cannot be read just after it', async () => {
	const n = await filed(), page = await mila.get(url(n));
	let answer;

	sql(`CREATE TRIGGER shuts AFTER INSERT ON audit FOR EACH ROW
		UPDATE fraud_signal SET restricted = 1 WHERE id = NEW.object AND NEW.action = 'signal_note'`);
	try {
		answer = await press(page, n, '/note', { note: 'Eén keer opgeslagen' });
	} finally {
		sql(`DROP TRIGGER shuts; UPDATE fraud_signal SET restricted = 0 WHERE number = '${n}'`);
	}
	assert.deepEqual([answer.path, answer.status], [url(n), 404], 'the page of the signal is asked for, and not the note again');
	assert.deepEqual(events(n).filter(([what]) => what === 'note'), [['note', mila.account.name]]);
});

test('an auditor is told which filter of an address is none, and keeps the others', async () => {
	const n = await filed(), eva = await h.login('auditor');

	await claim(mila, n);
	const page = await eva.get(`/nl/audit?action=nonsense&actor=me&before=-1&brief=yes&bogus=1&number=${n}`);
	const told = page.root.querySelectorAll('[role=status]').map((e) => e.text.replace(/\s+/g, ' ')).find((t) => /klopt niet/.test(t));

	assert.equal(page.status, 400);
	assert.equal(page.heading, 'Wie keek waar');
	assert.match(told, /kennen wij niet.*: Wat, Oudere handelingen, Zonder lijsten, inloggen en deze pagina, Iets anders, Wie\./);
	const found = page.root.querySelectorAll('tbody .kp-code').map((e) => e.text.trim());
	assert.ok(found.length > 0 && found.every((number) => number === n), found.join());
	const first = (await eva.get('/nl/audit')).root.querySelector('tbody tr').text;
	assert.match(first, /Filter op nummer/);
	assert.doesNotMatch(first, /Filter op wat|Filter op wie|Oudere/, 'what counted for nothing is no filter in the chain');
	assert.doesNotMatch((await eva.get('/nl/audit?action=open')).text, /klopt niet/);
});

test('an auditor filters by the number of a signal, and leaves out lists and log-ins', async () => {
	const n = await filed(), eva = await h.login('auditor');

	await claim(mila, n);
	const objects = (page) => page.root.querySelectorAll('tbody .kp-code').map((e) => e.text.trim());
	const found = objects(await eva.get(`/nl/audit?number=${n.toLowerCase()}`));
	assert.ok(found.length > 0 && found.every((number) => number === n), found.join());
	// A list that showed it is a reading of it.
	const lists = async () => ((await eva.get(`/nl/audit?number=${n}`)).root.querySelector('tbody').text.match(/Rij in de werkvoorraad gezien/g) ?? []).length;
	const before = await lists();
	await mila.get(`/nl/queue?number=${n}`);
	await mila.get('/nl/queue');
	assert.ok(await lists() > before);
	assert.doesNotMatch((await eva.get(`/nl/audit?number=${n}&brief=1`)).root.querySelector('tbody').text, /Rij in de werkvoorraad gezien/);
	assert.equal((await eva.get('/nl/audit?number=zomaar')).root.querySelector('tbody'), null);
	assert.match((await eva.get('/nl/audit')).root.querySelector('tbody').text, /Ingelogd|Inloggen/);
	assert.doesNotMatch((await eva.get('/nl/audit?brief=1')).root.querySelector('tbody').text, /Ingelogd|Inloggen/);
	const refused = await eva.get('/nl/queue');
	assert.equal(refused.status, 403);
	const way = refused.root.querySelectorAll('main a').map((a) => a.getAttribute('href'));
	assert.deepEqual(way, ['/nl/'], 'the way out is not the page that refused');
	assert.equal((await eva.get('/nl/')).status, 200);
});

test('the region is set by who works signals, and stands in the chain', async () => {
	const n = await filed();

	await press(await mila.get(url(n)), n, '/region', { province: 'zeeland' });
	assert.equal(row(n, 'province')[0], 'zeeland');
	assert.ok(events(n).some(([what]) => what === 'region'));
	assert.equal(sql(`SELECT COUNT(*) FROM audit a JOIN fraud_signal s ON s.id = a.object
		WHERE s.number = '${n}' AND a.action = 'signal_region'`)[0][0], '1');
	assert.equal((await daan.get(url(n))).root.querySelector('#province'), null);
});

test('the region of a colleague\'s signal is for who opened it: what was chosen waits for that', async () => {
	const n = await filed();
	const chosen = (page) => page.root.querySelector('#province option[selected]')?.getAttribute('value');

	await claim(mila, n);
	let page = await noor.get(url(n));
	assert.equal(page.root.querySelector('#province'), null);
	assert.match(page.text, /Daarna kunt u een dag lang ook de stappen nemen/);
	page = await noor.post(url(n, '/region'), `province=zeeland&csrf=${page.root.querySelector('[name=csrf]').getAttribute('value')}`);
	assert.equal(page.status, 409);
	assert.match(page.text, /Open eerst de tekst[^]*Uw keuze voor de regio blijft staan: Zeeland\./);
	assert.equal(row(n, 'province')[0], '');
	page = await press(page, n, '/open', { purpose: 'lookup' });
	assert.equal(page.status, 422, 'without a reason it waits on');
	page = await press(page, n, '/open', { purpose: 'lookup', reason: 'Meekijken met een collega' });
	assert.deepEqual([page.status, chosen(page)], [200, 'zeeland']);
	assert.match(page.text, /Uw keuze voor de regio is nog niet bewaard/, 'who reads on is not made to believe it');
	page = await press(page, n, '/region', { province: chosen(page) });
	assert.match(page.text, /De regio is bewaard/);
	assert.doesNotMatch(page.text, /nog niet bewaard/);
	assert.equal(row(n, 'province')[0], 'zeeland');
	await press(await noor.get(url(n)), n, '/note', { note: 'Zonder te lezen: de wijkagent belde' });
	assert.ok(events(n).some(([what, who]) => what === 'note' && who === noor.account.name), 'a note asks for no reading');
});

test('the reporter\'s subject stands with name and kind in the table of verdicts and on the page', async () => {
	let page = await start(h.visitor(), 'nl'), added = false;

	while (!page.root.querySelector('main button[value=send]')) {
		const asked = new Set(page.root.querySelectorAll('main [name]').map((e) => e.getAttribute('name')));
		const add = asked.has('add') && !added ? { add: 'company' } : {};

		added ||= asked.has('add');
		page = await page.submit({ ...Object.fromEntries(Object.entries({ ...plain, company_name: 'Verzonnen Bedrijf' })
			.filter(([name]) => asked.has(name))), ...add },
		page.root.querySelector('main button[value=next]') ? 'go=next' : undefined);
		assert.ok(page.status < 400, page.heading);
	}
	const { reference } = sent(await page.submit({}, 'go=send'));
	const n = await until('registered', () => sql(`SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
		WHERE r.reference = '${reference}'`)[0]?.[0]);

	await claim(mila, n);
	for (const tail of ['', '/assess'])
		assert.match((await mila.get(url(n, tail))).root.querySelector('#oordeel').parentNode.text, /Bedrijf, Verzonnen Bedrijf/);
	assert.equal((await mila.get(url(n, '/assess'))).root.querySelector('[name=kind][checked]').getAttribute('value'), 'company');
});

test('what is counted is what is seen, for every person', () => {
	for (const who of [mila, noor, daan, iris]) {
		const ticket = sql(`SELECT HEX(s.ticket) FROM session s JOIN account a ON a.id = s.account
			WHERE a.name = '${who.account.name}' AND s.ended = 0 ORDER BY s.started DESC LIMIT 1`)[0][0];
		const [seen, counted] = ['seen_signal', 'seen_count'].map((view) => h.sql('staff',
			`SET @ticket = X'${ticket}'; SELECT class, status, subject, COUNT(*) FROM ${view} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`));

		assert.ok(seen.length > 0);
		assert.deepEqual(counted, seen);
	}
	assert.deepEqual(h.sql('staff', 'SELECT COUNT(*) FROM seen_count'), [['0']]);
});

describe('one signal', () => {
	test('opens by itself for who treats it, and stands in "who looked"', async () => {
		const n = await filed({ story: 'Een verhaal met <b>tekens</b> & "aanhalingstekens".' });
		const page = await mila.get(url(n));

		assert.match(page.root.querySelector('.kp-story').innerHTML, /&lt;b&gt;tekens&lt;\/b&gt; &amp; /);
		assert.match(page.root.querySelector('details').text, new RegExp(mila.page.root.querySelector('.kp-me bdi').text));
	});

	test('asks an analyst why, seals the reason, and counts', async () => {
		const n = await filed({ story: 'Alleen na een reden.' });
		const asked = await daan.get(url(n));

		assert.doesNotMatch(asked.text, /Alleen na een reden/);
		const short = await press(asked, n, '/open', { purpose: 'lookup', reason: 'ja' });
		assert.equal(short.status, 422);
		assert.equal(short.root.querySelector('[name=reason]').text.trim(), 'ja');
		assert.doesNotMatch(short.text, /Alleen na een reden/);
		const open = await press(short, n, '/open', { purpose: 'lookup', reason: 'Fenomeen op hetzelfde adres' });
		assert.equal(open.status, 200);
		assert.match(open.text, /Alleen na een reden/);
		const looks = (page) => page.root.querySelector('#gekeken').parentNode.text;
		assert.match(looks(open), /Opzoeken\s*Fenomeen op hetzelfde adres/);
		assert.match(looks(await mila.get(url(n))), /Fenomeen op hetzelfde adres/, 'who handles it reads why somebody looked');
		assert.doesNotMatch(looks(await daan.get(url(n))), /Fenomeen op hetzelfde adres/, 'who has not opened it does not');
		assert.deepEqual(sql(`SELECT a.purpose, a.reason IS NOT NULL FROM audit a JOIN fraud_signal s ON s.id = a.object
			WHERE s.number = '${n}' AND a.action = 'open' AND a.purpose <> 1`), [['2', '1']]);
	});

	test('warns before the limit of look-ups and then stays closed', async () => {
		const n = await filed({ story: 'Dit blijft een keer dicht.' });
		let page, warned = false;

		for (let i = 0; i < 8; i++) {
			page = await press(await daan.get(url(n)), n, '/open', { purpose: 'lookup', reason: 'Nog een keer kijken' });
			warned ||= /U zoekt veel op/.test(page.text);
			if (/grens voor opzoeken bereikt/.test(page.text))
				break;
		}
		assert.ok(warned);
		assert.match(page.text, /grens voor opzoeken bereikt/);
		assert.doesNotMatch(page.text, /Dit blijft een keer dicht/);
	});

	test('keeps a note sealed, with who and when', async () => {
		const n = await filed();
		const page = await press(await mila.get(url(n)), n, '/note', { note: 'Notitie van Mila\nmet twee regels' });

		assert.match(page.root.querySelector('.kp-note').text, /Notitie van Mila\nmet twee regels/);
		assert.equal(sql("SELECT COUNT(*) FROM record WHERE sealed LIKE '%Notitie van%'")[0][0], '0');
		const empty = await press(page, n, '/note', { note: '  ' });
		assert.equal(empty.status, 422);
		assert.deepEqual(empty.errors, ['Schrijf eerst een notitie.']);
	});

	test('or a note sent again by the same press is kept once, and answered as the first time', async () => {
		const n = await filed(), page = await mila.get(url(n)), text = 'Drie keer gedrukt';
		const notes = () => [events(n).filter(([what]) => what === 'note').length,
			Number(sql(`SELECT COUNT(*) FROM record r JOIN fraud_signal s ON s.id = r.object WHERE s.number = '${n}' AND r.kind = 4`)[0][0])];
		const kept = (answer, heading = page.heading) => assert.deepEqual([answer.status, answer.heading,
			answer.root.querySelectorAll('.kp-note').filter((e) => e.text.includes(text)).length, /notitie is bewaard/.test(answer.text)], [200, heading, 1, true]);

		for (const answer of await Promise.all([1, 2, 3].map(() => press(page, n, '/note', { note: text }))))
			kept(answer);
		kept(await press(page, n, '/note', { note: text }));
		assert.deepEqual(notes(), [1, 1]);
		page.visitor = await h.login('caseworker', 0);
		const asked = await press(page, n, '/note', { note: text });
		assert.equal(asked.status, 409, 'made before another log-in');
		kept(await asked.submit());
		page.visitor = mila;
		assert.deepEqual(notes(), [1, 1], 'in a later session too');
		assert.equal((await press(page, n, '/note', { note: 'Iets anders, uit dezelfde pagina' })).status, 200);
		assert.equal((await press(await mila.get(url(n)), n, '/note', { note: text })).status, 200, 'written down anew it is another note');
		assert.deepEqual(notes(), [3, 3]);
		assert.equal((await press(await sem.get(url(n)), n, '/note', { note: text, form: page.form('note').querySelector('[name=form]').getAttribute('value') })).status, 200);
		assert.deepEqual(notes(), [4, 4], 'of a colleague it is another one, whatever the form says');
	});

	test('or a reason that is too long is told so, and stays in its field', async () => {
		const n = await filed();
		for (const [who, tail, field, most, values] of [[mila, '/note', 'note', 8000, {}], [daan, '/open', 'reason', 2000, { purpose: 'lookup' }]]) {
			const long = await press(await who.get(url(n)), n, tail, { ...values, [field]: 'x'.repeat(most + 1) });
			assert.equal(long.status, 422, tail);
			assert.deepEqual(long.errors, ['Deze tekst is te lang. Maak hem korter.']);
			assert.equal(long.root.querySelector(`[name=${field}]`).text.trim().length, most + 1);
		}
	});

	test('from a page of before one logged in anew is kept, and sent again at a press', async () => {
		const n = await filed(), v = await h.login('caseworker', 0);
		const page = await v.get(url(n));

		v.cookies = (await h.login('caseworker', 0)).cookies;
		const asked = await press(page, n, '/note', { note: 'Ook uit een oude pagina' });
		assert.equal(asked.status, 409);
		assert.equal(asked.heading, 'Verder met uw tekst');
		const done = await asked.submit();
		assert.match(done.root.querySelector('.kp-note').text, /Ook uit een oude pagina/);
	});

	test('of an ended session keeps the typed note for the same person', async () => {
		const n = await filed(), v = await h.login('caseworker', 0);
		const page = await v.get(url(n));

		sql(`UPDATE session SET ended = 1 WHERE account = (SELECT id FROM account WHERE name = '${v.account.name}')`);
		const asked = await press(page, n, '/note', { note: 'Mag niet verloren gaan' });
		assert.equal(asked.status, 401);
		const again = await asked.submit({ name: v.account.name, password: v.account.password });
		const back = again.form('note') && again.root.querySelector('[name=note]') ? again : await again.submit({});
		assert.match(`${again.body}${back.body}`, /Mag niet verloren gaan/);
		mila = await h.login('caseworker', 0);
	});
});

describe('a decision', () => {
	test('goes from claim to forward with a name, a reason and a day each time', async () => {
		const n = await assessed(await filed());

		assert.equal((await step(mila, n, '/linked', { found: 'no', reason: 'Gezocht op adres, niets gevonden' })).status, 200);
		assert.equal((await step(mila, n, '/enriched', { found: 'yes', reason: 'Uittreksel toegevoegd' })).status, 200);
		const form = await mila.get(url(n, '/forward'));
		assert.equal(form.root.querySelector('[name=destination][checked]').getAttribute('value'), 'primary_process');
		const page = await press(form, n, '/forward', { reason: 'Past bij het primaire proces' });
		assert.equal(page.status, 200);
		assert.deepEqual(row(n, 'status, desk, assessed IS NOT NULL, linked IS NOT NULL, enriched IS NOT NULL, forwarded IS NOT NULL'),
			['4', 'primary_process', '1', '1', '1', '1']);
		assert.deepEqual(events(n).map(([what]) => what),
			['registered', 'claimed', 'judged', 'assessed', 'linked', 'enriched', 'forwarded']);
		assert.ok(events(n).slice(1).every(([, who]) => who === mila.account.name));
		assert.deepEqual(sql(`SELECT a.action FROM audit a JOIN fraud_signal s ON s.id = a.object WHERE s.number = '${n}'
			AND a.action LIKE 'signal_%' ORDER BY a.seq`).flat(),
		['signal_claimed', 'signal_judged', 'signal_assessed', 'signal_linked', 'signal_enriched', 'signal_forwarded']);
		assert.match(page.root.querySelector('.kp-timeline').text, /Past bij het primaire proces/);
	});

	test('of two people at once is one, and the other is told by whom', async () => {
		const n = await filed();
		const pages = await Promise.all([mila.get(url(n)), sem.get(url(n))]);
		const done = await Promise.all(pages.map((p) => press(p, n, '/claimed')));

		assert.deepEqual(done.map((p) => p.status).sort(), [200, 409]);
		const loser = done.find((p) => p.status === 409);
		assert.match(loser.text, /Iemand was u voor/);
		assert.match(loser.text, /In behandeling genomen/);
		assert.equal(events(n).filter(([what]) => what === 'claimed').length, 1);
	});

	// A form that was being filled in when a colleague took the signal over.
	const lost = async (path, go, fill) => {
		const n = await filed();
		let page = await mila.get(url(n));

		await press(page, n, '/claimed');
		page = await mila.get(url(n, path));
		await step(sem, n, '/taken_over', { reason: 'Mila is ziek.' });
		return { n, page: await page.submit(fill, go) };
	};
	const keptText = (page) => page.root.querySelector('textarea[name=note]')?.text ?? '';

	test('of two people, who lost the signal while judging is told by whom and keeps every word', async () => {
		const { n, page } = await lost('/assess', undefined, { kind: 'company', description: 'Bakkerij Zonneweide, Kade 9', source: 'C',
			information: '2', verdict: 'plausible', reason: 'Twee meldingen zeggen hetzelfde.' });

		assert.equal(page.status, 409);
		assert.match(page.text, /Iemand was u voor/);
		for (const words of ['Bakkerij Zonneweide, Kade 9', 'C2', 'Twee meldingen zeggen hetzelfde.'])
			assert.ok(keptText(page).includes(words), words);
		const kept = await page.submit({ note: keptText(page) });
		assert.equal(kept.status, 200);
		assert.equal(events(n).filter(([what]) => what === 'judged').length, 0);
	});

	test('is read in the other language without losing the filter or the signal', async () => {
		const other = (page) => page.root.querySelector('.kp-langs a').getAttribute('href').replaceAll('&amp;', '&');
		const n = await filed();
		assert.equal(other(await mila.get('/nl/queue?danger=1&sort=received')), '/en/queue?danger=1&sort=received');
		await claim(mila, n);
		assert.equal(other(await step(mila, n, '/assess', { kind: 'person', source: 'C', information: '2' })), `/en/signals/${n}`);
	});

	test('names a subject that the reporter did not name by how its description begins', async () => {
		const n = await filed();
		await claim(mila, n);
		await press(await mila.get(url(n, '/assess?subject=0')), n, '/assess', { kind: 'company', description: 'Bakkerij Zonneweide\nKade 9', source: 'C', information: '2', verdict: 'plausible' });
		const page = await mila.get(url(n));
		assert.match(page.text, /Bedrijf[^\n]*, *Bakkerij Zonneweide\s/);
	});

	test('of two people, who lost the signal while asking keeps the question', async () => {
		const { page } = await lost('/ask', 'go=preview', { question: 'own', text: 'Waar was het?' });
		const sent = await page.submit({}, 'go=send');

		assert.equal(sent.status, 409);
		assert.match(sent.text, /Iemand was u voor/);
		assert.equal(keptText(sent).trim(), 'Waar was het?');
	});

	test('who never had the signal is refused and told so', async () => {
		const n = await filed();
		await press(await mila.get(url(n)), n, '/claimed');
		const mine = await filed();
		await press(await sem.get(url(mine)), mine, '/claimed');
		const page = await sem.get(url(mine, '/assess'));
		const [version] = row(n, 'version');
		const got = await sem.post(url(n, '/assess'), `csrf=${page.root.querySelector('[name=csrf]').getAttribute('value')}&version=${version}&no=0&kind=person&source=C&information=2&verdict=plausible`);
		assert.equal(got.status, 403);
	});

	test('pressed twice by the same person is one decision and no reproach', async () => {
		const n = await filed(), page = await mila.get(url(n));
		const done = await Promise.all([press(page, n, '/claimed'), press(page, n, '/claimed')]);

		assert.deepEqual(done.map((p) => p.status), [200, 200]);
		assert.equal(events(n).filter(([what]) => what === 'claimed').length, 1);
	});

	test('posted again from an old page is told as one\'s own, with where the signal stands now', async () => {
		const n = await filed(), old = await mila.get(url(n));

		await assessed(n);
		const again = await press(old, n, '/claimed');
		assert.equal(again.status, 409);
		assert.match(again.text, /U hebt dit signaal zelf al veranderd/);
		assert.match(again.text, /Het signaal staat nu op: Beoordeeld\./);
		assert.doesNotMatch(again.text, /Iemand was u voor/);
		const lost = await press(await sem.get(url(n, '/taken_over')), n, '/taken_over', { reason: 'Mila is ziek.' });
		assert.equal(lost.status, 200);
		assert.equal((await press(await mila.get(url(n)), n, '/note', { note: 'Ik dacht dat het van mij was' })).status, 200);
		const theirs = await press(old, n, '/claimed');
		assert.match(theirs.text, /Iemand was u voor/, 'a colleague is one');
		assert.match(theirs.text, /Het signaal staat nu op: Beoordeeld\./);
	});

	test('of a signal that waits goes on with its first button', async () => {
		const n = await filed(), first = (page) => page.root.querySelectorAll('.kp-acts .utrecht-button--primary-action').map((e) => e.text.trim());

		await claim(mila, n);
		assert.equal((await step(mila, n, '/waiting', { reason: 'Wacht op de gemeente' })).status, 200);
		assert.deepEqual(first(await mila.get(url(n))), ['Ga verder met behandelen']);
	});

	test('to forward early says what is still to do, and is then no longer the first button', async () => {
		const n = await assessed(await filed());

		assert.ok((await mila.get(url(n))).root.querySelector(`a.utrecht-button--primary-action[href="${url(n, '/forward')}"]`));
		assert.equal((await step(mila, n, '/forward', { destination: 'kmar', reason: 'Past bij de marechaussee' })).status, 200);
		const page = await mila.get(url(n));
		assert.match(page.text, /Nog te doen, uiterlijk op \d+ [a-z]+ \d{4}: gekoppeld, verrijkt\./);
		assert.equal(page.root.querySelector(`a.utrecht-button--primary-action[href="${url(n, '/forward')}"]`), null);
	});

	test('with nothing typed says nothing of what was typed', async () => {
		const n = await filed(), late = await sem.get(url(n));

		await claim(mila, n);
		const page = await press(late, n, '/claimed');
		assert.equal(page.status, 409);
		assert.doesNotMatch(page.text, /Wat u typte/);
	});

	test('in two tabs of one person about two subjects is no double click', async () => {
		const n = await filed();

		await claim(mila, n);
		for (const description of ['De eerste', 'De tweede'])
			await press(await mila.get(url(n, '/assess?subject=0')), n, '/assess', { ...judged, description });
		const [one, two] = [await mila.get(url(n, '/assess?subject=1')), await mila.get(url(n, '/assess?subject=2'))];

		assert.equal((await press(one, n, '/assess', { ...judged, verdict: 'unfounded' })).status, 200);
		const lost = await press(two, n, '/assess', { ...judged, description: 'Mijn lange tekst' });
		assert.equal(lost.status, 409);
		assert.equal(lost.root.querySelector('[name=description]').text.trim(), 'Mijn lange tekst');
		assert.equal((await press(lost, n, '/assess')).status, 200);
		const [again, still] = [await mila.get(url(n, '/assess?subject=1')), await mila.get(url(n, '/assess?subject=1'))];
		const same = await Promise.all([press(again, n, '/assess', judged), press(still, n, '/assess', judged)]);
		assert.deepEqual(same.map((p) => p.status), [200, 200], 'the same form twice is a double click');
		assert.deepEqual(sql(`SELECT u.verdict FROM signal_subject u JOIN fraud_signal s ON s.id = u.signal_id
			WHERE s.number = '${n}' ORDER BY u.subject_no`).flat(), ['plausible', 'plausible']);
	});

	test('about a new subject says at least something of it', async () => {
		const n = await filed(), subjects = () => sql(`SELECT COUNT(*) FROM signal_subject u JOIN fraud_signal s ON s.id = u.signal_id WHERE s.number = '${n}'`)[0][0];
		const nothing = { ...judged, kind: 'company', description: '', reason: '', method: [] };

		await claim(mila, n);
		const was = subjects();
		const page = await press(await mila.get(url(n, '/assess?subject=0')), n, '/assess', nothing);
		assert.equal(page.status, 422);
		assert.ok(page.root.querySelector('#description-error'));
		assert.equal(page.root.querySelector('#reason-error'), null);
		assert.equal(subjects(), was);
		assert.equal((await press(page, n, '/assess', { ...nothing, description: 'Bakkerij Zonneweide' })).status, 200);
		assert.equal(Number(subjects()), Number(was) + 1);
		assert.equal((await press(await mila.get(url(n, '/assess?subject=1')), n, '/assess', nothing)).status, 200, 'who is there already need not be named again');
	});

	test('in two tabs with another reason is no double click either', async () => {
		const n = await assessed(await filed());
		const [one, two] = [await mila.get(url(n, '/linked')), await mila.get(url(n, '/linked'))];

		assert.equal((await press(one, n, '/linked', { found: 'no', reason: 'Gezocht op adres' })).status, 200);
		const lost = await press(two, n, '/linked', { found: 'yes', reason: 'Gezocht op naam' });
		assert.equal(lost.status, 409);
		assert.equal(lost.root.querySelector('[name=reason]').text.trim(), 'Gezocht op naam');
	});

	test('that a subject is a duplicate names another signal that is seen', async () => {
		const n = await filed(), other = await filed(), secret = await filed({ subject: 'national_security' });

		await claim(mila, n);
		for (const leads of ['', n, secret, 'K7P2M9QXZ0']) {
			const page = await step(mila, n, '/assess', { ...judged, verdict: 'duplicate', leads });

			assert.equal(page.status, 422, leads);
			assert.ok(page.root.querySelector('#leads-error'));
		}
		assert.equal((await step(mila, n, '/assess', { ...judged, verdict: 'duplicate', leads: other })).status, 200);
		assert.match((await mila.get(url(n))).text, new RegExp(`Ander signaal: ${other}`));
	});

	test('rounds off after saving; who is not judged is named with a link', async () => {
		const n = await filed();

		await claim(mila, n);
		await press(await mila.get(url(n, '/assess?subject=0')), n, '/assess', judged);
		sql(`INSERT INTO signal_subject (signal_id, subject_no, kind) SELECT id, 2, 'unknown' FROM fraud_signal
			WHERE number = '${n}'`);
		const early = await mila.get(url(n, '/assessed'));
		assert.equal(early.root.querySelector('[role=alert] a').getAttribute('href'), url(n, '/assess?subject=2'));
		assert.equal(early.root.querySelector('[name=reason]'), null);
		const on = await press(await mila.get(url(n, '/assess')), n, '/assess', { ...judged, then: 'assessed' });
		assert.equal(on.path, url(n, '/assessed'));
		assert.ok(on.root.querySelector('[name=reason]'));
	});

	test('on an old version keeps the text and can be sent again', async () => {
		const n = await assessed(await filed());
		await looked(noor, n);
		const [early, late] = [await mila.get(url(n, '/forward')), await noor.get(url(n, '/forward'))];

		assert.equal((await press(early, n, '/forward', { reason: 'Ik was eerst' })).status, 200);
		const lost = await press(late, n, '/forward', { destination: 'kmar', reason: 'Mijn lange reden' });
		assert.equal(lost.status, 409);
		assert.match(lost.root.querySelector('.kp-notice').text, /Doorgezet/);
		assert.equal(lost.root.querySelector('[name=reason]').text.trim(), 'Mijn lange reden');
		assert.equal(lost.root.querySelector('[name=destination][checked]').getAttribute('value'), 'kmar');
		assert.equal((await press(lost, n, '/forward')).status, 200);
		assert.equal(row(n, 'desk')[0], 'enforcement');
	});

	test('that is no longer possible keeps the text as a note', async () => {
		const n = await assessed(await filed());
		await looked(noor, n);
		const late = await noor.get(url(n, '/close'));

		assert.equal((await step(mila, n, '/close', { code: 'unfounded', reason: 'Blijkt niet te kloppen' })).status, 200);
		const wrong = await press(late, n, '/close', { code: 'no_follow_up', reason: 'x'.repeat(4001) });
		assert.equal(wrong.status, 409, 'what happened meanwhile is said before what is wrong with the text');
		assert.match(wrong.text, /Iemand was u voor/);
		assert.deepEqual(wrong.errors, []);
		const lost = await press(late, n, '/close', { code: 'duplicate', leads: 'K7P2-M9QXZ', reason: 'Tekst van de lead' });
		assert.equal(lost.status, 409);
		assert.equal(lost.root.querySelector('[name=note]').text.trim(), 'Dubbel met een ander signaal\nK7P2-M9QXZ\nTekst van de lead');
		const kept = await press(lost, n, '/note');
		assert.equal(kept.status, 200);
		assert.equal(sql(`SELECT COUNT(*) FROM signal_event e JOIN fraud_signal s ON s.id = e.signal_id
			WHERE s.number = '${n}' AND e.what = 'note'`)[0][0], '1');
	});

	test('needs its reason, and says so beside the field', async () => {
		const n = await filed();
		await claim(mila, n);
		for (const [tail, values] of [['/waiting', {}], ['/linked', { found: 'yes', reason: '' }], ['/assessed', { reason: '' }]]) {
			const page = await step(mila, n, tail, { reason: '', ...values });

			assert.equal(page.status, 422);
			assert.ok(page.errors.length > 0);
			assert.ok(page.root.querySelector('#reason-error'));
		}
		assert.equal(row(n, 'status')[0], '1');
	});

	test('about every subject comes before the conclusion', async () => {
		const n = await filed();
		await claim(mila, n);
		const form = await mila.get(url(n, '/assessed'));
		sql(`INSERT INTO signal_subject (signal_id, subject_no, kind) SELECT id, 1, 'unknown' FROM fraud_signal WHERE number = '${n}'`);
		const page = await press(form, n, '/assessed', { reason: 'Ik ben klaar' });

		assert.equal(page.status, 422);
		assert.equal(page.root.querySelector('[role=alert] a').getAttribute('href'), url(n, '/assess?subject=1'));
		assert.equal(page.root.querySelector('[name=reason]').text.trim(), 'Ik ben klaar');
	});

	test('that the table does not have is refused, whoever posts it', async () => {
		const n = await filed(), form = (await mila.get(url(n))).root.querySelectorAll('form')
			.find((f) => f.getAttribute('action') === url(n, '/claimed'));
		const body = (await mila.get(url(n))).encode(form, { reason: 'zomaar een reden', code: 'unfounded' });

		assert.equal((await mila.post(url(n, '/close'), body)).status, 409);
		assert.equal((await mila.post(url(n, '/assessed'), body.replace('&code=unfounded', ''))).status, 409);
		assert.equal(row(n, 'status, version').join(), '0,1');
	});

	test('to forward stays inside the class of the signal', async () => {
		const n = await assessed(await filed()), page = await mila.get(url(n, '/forward'));

		assert.equal(page.root.querySelector('[name=desk]'), null, 'the desk follows from the destination');
		assert.equal((await press(page, n, '/forward', { desk: 'security_unit', reason: 'Toch naar de eenheid' })).status, 400);
		assert.equal(row(n, 'status')[0], '3');
		const secret = await assessed(await filed({ subject: 'national_security' }), iris);
		const own = await iris.get(url(secret, '/forward'));
		assert.deepEqual(own.root.querySelectorAll('[name=destination]').map((e) => e.getAttribute('value')), ['security_unit']);
		assert.equal((await press(own, secret, '/forward', { destination: 'kmar', reason: 'Naar buiten de eenheid' })).status, 422);
		assert.equal((await press(own, secret, '/forward', { reason: 'Binnen de eenheid' })).status, 200);
	});

	test('of a colleague\'s signal is refused', async () => {
		const n = await assessed(await filed());
		const page = await mila.get(url(n, '/close')), others = await sem.get(url(n));
		const csrf = others.root.querySelector('[name=csrf]').getAttribute('value');
		const form = page.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(n, '/close'));
		const answer = await sem.post(url(n, '/close'), page.encode(form, { csrf, code: 'unfounded', reason: 'Niet van mij' }));

		assert.equal(answer.status, 403);
		assert.equal(row(n, 'status')[0], '3');
	});

	test('is not for an analyst', async () => {
		const n = await filed(), page = await daan.get(url(n));

		assert.equal((await daan.get(url(n, '/assess'))).status, 403);
		assert.equal((await daan.post(url(n, '/claimed'), page.encode(page.form('purpose'), { version: 1, purpose: [], reason: [] }))).status, 403);
		assert.equal(page.root.querySelector('.kp-acts'), null);
	});
});

describe('a lead', () => {
	test('gives a signal to a caseworker, who then treats it', async () => {
		const n = await filed(), page = await noor.get(url(n));
		const to = page.root.querySelectorAll('[name=assignee] option').find((o) => o.text.trim() === sem.page.root.querySelector('.kp-me bdi').text);
		const done = await press(page, n, '/assigned', { assignee: to.getAttribute('value') });

		assert.equal(done.status, 200);
		assert.equal(row(n, `assignee = (SELECT id FROM account WHERE name = '${sem.account.name}')`)[0], '1');
		assert.match((await sem.get('/nl/queue?who=me')).body, new RegExp(n));
		const back = await press(await noor.get(url(n)), n, '/assigned', { assignee: '' });
		assert.match(back.root.querySelector('.kp-timeline li').text, /Aan: Niemand/);
	});

	test('decides about a colleague\'s signal after reading it, with a reason; passes it on without', async () => {
		const n = await filed({ story: 'Alleen voor wie het leest.' });
		const links = (page) => page.root.querySelectorAll('.kp-acts a').map((a) => a.getAttribute('href').split('/').pop());

		await claim(mila, n);
		const shut = await noor.get(url(n));
		assert.doesNotMatch(shut.text, /Alleen voor wie het leest/);
		assert.deepEqual(links(shut), ['taken_over', 'handed_over']);
		assert.ok(shut.root.querySelector('[name=assignee]'));
		assert.match(shut.text, /Open eerst de tekst/, 'nor is the reporter asked something');
		for (const tail of ['/assess', '/assessed', '/waiting', '/linked', '/ask'])
			assert.notEqual((await noor.get(url(n, tail))).path, url(n, tail), tail);
		const form = (await mila.get(url(n, '/waiting')));
		const body = form.encode(form.form('reason'), { csrf: shut.root.querySelector('[name=csrf]').getAttribute('value'), reason: 'Ongelezen' });
		assert.equal((await noor.post(url(n, '/waiting'), body)).status, 409);
		assert.equal(row(n, 'status')[0], '1');
		const open = await looked(noor, n);
		assert.match(open.text, /Alleen voor wie het leest/);
		for (const act of ['assess', 'waiting', 'linked', 'enriched', 'taken_over'])
			assert.ok(links(open).includes(act), act);
		assert.equal((await step(noor, n, '/assess', judged)).status, 200);
	});

	test('whose look-up is over when a decision is sent keeps what was typed', async () => {
		const n = await filed();
		const older = (days) => sql(`UPDATE audit a JOIN fraud_signal s ON s.id = a.object SET a.at = a.at - INTERVAL ${days} DAY
			WHERE s.number = '${n}' AND a.action = 'open'`);

		await claim(mila, n);
		await looked(noor, n);
		const form = await noor.get(url(n, '/waiting'));
		older(2);
		let shut;
		try {
			shut = await press(form, n, '/waiting', { reason: 'Wacht op de gemeente' });
		} finally {
			older(-2);
		}
		assert.equal(shut.status, 409);
		assert.match(shut.text, /Open eerst de tekst/);
		assert.doesNotMatch(shut.text, /Iemand was u voor/);
		assert.equal(shut.root.querySelector('[name=note]').text.trim(), 'Wacht op de gemeente');
		assert.match(shut.text, /Bewaar eerst uw tekst als notitie/);
		assert.equal((await shut.submit({ note: 'Wacht op de gemeente' })).status, 200);
		await looked(noor, n);
		assert.equal((await press(form, n, '/waiting', { reason: 'Wacht op de gemeente' })).status, 200, 'opened again it can be sent');
	});

	test('cannot give it to who has it already', async () => {
		const n = await filed();
		const same = await press(await noor.get(url(n)), n, '/assigned');

		assert.equal(same.status, 422);
		assert.match(same.text, /ligt al bij niemand/);
		await claim(mila, n);
		const again = await press(await noor.get(url(n)), n, '/assigned');
		assert.equal(again.status, 422);
		assert.match(again.root.querySelector('#assignee-error').text, /ligt al bij deze collega/);
		assert.doesNotMatch(again.text, /De behandelaar is veranderd/);
		assert.equal(row(n, 'version')[0], '2');
		assert.equal(events(n).some(([what]) => what === 'assigned'), false);

		const page = await noor.get(url(n)), to = sql(`SELECT LOWER(HEX(id)) FROM account WHERE name = '${sem.account.name}'`)[0][0];
		const twice = [await press(page, n, '/assigned', { assignee: to }), await press(page, n, '/assigned', { assignee: to })];
		assert.deepEqual(twice.map((p) => p.status), [200, 200], 'a double click is none of that');
		assert.equal(row(n, 'version')[0], '3');
	});

	test('cannot give it to somebody who may not see it', async () => {
		const n = await filed(), page = await noor.get(url(n));
		const adviser = sql(`SELECT LOWER(HEX(id)) FROM account WHERE name = '${iris.account.name}'`)[0][0];

		assert.equal(page.root.querySelectorAll('[name=assignee] option').some((o) => o.getAttribute('value') === adviser), false);
		assert.equal((await press(page, n, '/assigned', { assignee: adviser })).status, 422);
		assert.equal(row(n, 'assignee IS NULL')[0], '1');
	});

	test('sees numbers that are the queue\'s own', async () => {
		const page = await noor.get('/nl/overview');
		const open = sql('SELECT COUNT(*) FROM fraud_signal WHERE class = 1 AND open = 1')[0][0];

		assert.equal(page.root.querySelector('.kp-numbers strong').text, open);
		assert.equal((await mila.get('/nl/overview')).status, 403);
	});

	test('alone reopens; a caseworker when new information came in', async () => {
		const n = await closed(await filed());

		assert.equal((await sem.get(url(n))).root.querySelector(`a[href$="/reopened"]`), null);
		sql(`UPDATE fraud_signal SET news = CURRENT_DATE, news_due = CURRENT_DATE WHERE number = '${n}'`);
		assert.ok(numbers(await sem.get('/nl/queue?news=1')).includes(n));
		assert.equal((await step(sem, n, '/reopened', { reason: 'De melder gaf meer' })).status, 200);
		assert.deepEqual(row(n, 'status, closed IS NULL, news IS NULL, close_reason'), ['1', '1', '1', '']);
	});
});

describe('closing', () => {
	test('without follow-up is marked for a second person, who is not the first', async () => {
		const n = await closed(await filed());

		assert.equal(row(n, 'recheck')[0], '1');
		assert.ok(numbers(await noor.get('/nl/queue?recheck=1')).includes(n));
		assert.equal((await mila.get(url(n))).root.querySelector('a[href$="/rechecked"]'), null);
		const shut = await sem.get(url(n));
		assert.equal(shut.root.querySelector('a[href$="/rechecked"]'), null, 'a second look looks first');
		assert.match(shut.text, /Daarna kunt u een dag lang ook de stappen nemen/);
		assert.ok((await looked(sem, n)).root.querySelector('a[href$="/rechecked"]'));
		assert.equal((await step(sem, n, '/rechecked', { reason: 'Terecht geen vervolg' })).status, 200);
		assert.equal(row(n, 'recheck')[0], '2');
	});

	const reasons = (page) => page.root.querySelectorAll('[name=code]').map((e) => e.getAttribute('value'));

	test('as forwarded is for what was forwarded, and did not come back', async () => {
		const n = await assessed(await filed()), page = await mila.get(url(n, '/close'));

		assert.ok(reasons(page).includes('no_follow_up'));
		assert.equal(reasons(page).includes('forwarded_done'), false);
		const wrong = await press(page, n, '/close', { code: 'forwarded_done', reason: 'Ik zeg dat het weg is' });
		assert.equal(wrong.status, 422);
		assert.ok(wrong.root.querySelector('#code-error'));
		assert.equal(wrong.root.querySelector('[name=reason]').text.trim(), 'Ik zeg dat het weg is');
		assert.equal(row(n, 'status')[0], '3');

		const forward = () => step(mila, n, '/forward', { destination: 'kmar', reason: 'Past bij de marechaussee' });
		assert.equal((await forward()).status, 200);
		assert.ok(reasons(await mila.get(url(n, '/close'))).includes('forwarded_done'));
		assert.equal((await step(mila, n, '/returned', { reason: 'Niet voor hen' })).status, 200);
		assert.equal((await step(mila, n, '/assessed', { reason: 'Nog steeds hetzelfde' })).status, 200);
		assert.equal(reasons(await mila.get(url(n, '/close'))).includes('forwarded_done'), false, 'it came back');
		assert.equal((await forward()).status, 200);
		assert.equal((await step(mila, n, '/close', { code: 'forwarded_done', reason: 'Zij pakken het op' })).status, 200);
		assert.equal(row(n, 'close_reason')[0], 'forwarded_done');
	});

	test('for a reason that contradicts the verdict is asked about, and can be said yes to', async () => {
		const n = await assessed(await filed(), mila, 'confirmed'), page = await mila.get(url(n, '/close'));

		assert.match(page.text, /Oordeel\s*Bevestigd/);
		assert.match(page.text, /Nog niet gedaan\s*gekoppeld, verrijkt/);
		assert.equal(page.root.querySelector('[name=sure]'), null);
		const asked = await press(page, n, '/close', { code: 'unfounded', reason: 'Er is toch niets gebeurd' });
		assert.equal(asked.status, 422);
		assert.match(asked.text, /Deze reden past niet bij het oordeel/);
		assert.equal(asked.root.querySelector('[name=reason]').text.trim(), 'Er is toch niets gebeurd');
		assert.equal((await press(asked, n, '/close')).status, 422, 'not without the tick');
		const other = await press(asked, n, '/close', { code: 'no_follow_up', sure: 'unfounded' });
		assert.equal(other.status, 422, 'the yes was to another reason');
		assert.equal(row(n, 'status')[0], '3');
		assert.equal((await press(other, n, '/close', { sure: 'no_follow_up' })).status, 200);
		assert.equal(row(n, 'status, close_reason').join(), '6,no_follow_up');
		assert.match((await mila.get(url(n))).text, /Ondanks het oordeel: Bevestigd/);
	});

	test('says nothing of steps that were taken', async () => {
		const n = await assessed(await filed());

		for (const tail of ['/linked', '/enriched'])
			assert.equal((await step(mila, n, tail, { found: 'no', reason: 'Gezocht op adres' })).status, 200);
		assert.doesNotMatch((await mila.get(url(n, '/close'))).text, /Nog niet gedaan/);
	});

	test('as a duplicate names a signal that this person sees', async () => {
		const leads = await filed(), n = await assessed(await filed());
		const secret = await filed({ subject: 'national_security' });

		for (const number of ['', 'nonsense', n, secret]) {
			const page = await step(mila, n, '/close', { code: 'duplicate', leads: number, reason: 'Zelfde zaak' });

			assert.equal(page.status, 422);
			assert.equal(page.root.querySelector('[name=reason]').text.trim(), 'Zelfde zaak');
		}
		assert.equal((await step(mila, n, '/close', { code: 'duplicate', leads: leads.toLowerCase(), reason: 'Zelfde zaak' })).status, 200);
		assert.match((await mila.get(url(n))).text, new RegExp(`Ander signaal: ${leads}`));
	});

	test('takes it out of the open queue and puts it with the closed', async () => {
		const n = await closed(await filed(), 'information_given');

		assert.ok(!numbers(await mila.get('/nl/queue?rows=50')).includes(n));
		assert.equal(numbers(await mila.get('/nl/queue?status=closed')).includes(n), true);
		assert.equal((await mila.get(url(n))).root.querySelector('.kp-acts'), null, 'nothing can be done: no empty bar');
	});
});

test('the chain of readings and decisions is unbroken after all this', () => {
	assert.match(h.kp('audit', 'verify'), /good|unbroken|ok/i);
});
