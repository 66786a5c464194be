// The procedures under somebody who took the intranet's program over: he has its database account and a
// person's live ticket, and no C between him and the procedures. What they refuse, nobody can do.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hub, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';

let h, mila, sem, noor, daan, iris;	// two caseworkers, a lead, an analyst, an adviser

before(async () => {
	h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
		settings: { fill_seconds: 0, flood_per_minute: 100000, read_limit: 6, release_seconds: 1 } });
	[mila, sem, noor, daan, iris] = [await h.login('caseworker', 0), await h.login('caseworker', 1),
		await h.login('lead'), await h.login('analyst'), await h.login('security_adviser')];
});
after(() => h?.stop());

const sql = (text) => h.sql('root', text);
const one = (text) => sql(text)[0][0];
const ticket = (who) => one(`SELECT HEX(s.ticket) FROM session s JOIN account a ON a.id = s.account
	WHERE a.name = '${who.account.name}' AND s.ended = 0 ORDER BY s.started DESC LIMIT 1`);
const account = (who) => `X'${one(`SELECT HEX(id) FROM account WHERE name = '${who.account.name}'`)}'`;
const as = (who, text) => h.refusal('staff', `SET @ticket = X'${ticket(who)}'; ${text}`);
const whole = (text) => `START TRANSACTION; ${text}; COMMIT`;
const words = (id, kind = 6, day = 'CURRENT_DATE', key = '@e') => `SET ${key} = RANDOM_BYTES(16);
	CALL envelope_add(${key}, ${id}, 1, REPEAT('k', 8), REPEAT('w', 96), ${kind}, ${day}, 'x')`;
const move = (id, version, from, to, what, { assign = 0, to_whom = 'NULL', desk = 'NULL', code = 'NULL', recheck = 'NULL',
	envelope = '@e', day = 'CURRENT_DATE', detail = 'NULL' } = {}) => `CALL signal_move(${id}, ${version}, ${from}, ${to}, '${what}',
	${detail}, ${assign}, ${to_whom}, ${desk}, ${code}, ${recheck}, ${envelope}, ${day}, NULL)`;

async function filed(set = '', answers = {}) {
	const { reference } = await file(h.visitor(), { ...plain, ...answers });
	const id = await until('registered', () => sql(`SELECT HEX(signal_id) FROM report WHERE reference = '${reference}' AND signal_id IS NOT NULL`)[0]?.[0]);

	if (set)
		sql(`UPDATE fraud_signal SET ${set} WHERE id = X'${id}'`);
	return `X'${id}'`;
}
const row = (id, columns = 'status, version, recheck') => sql(`SELECT ${columns} FROM fraud_signal WHERE id = ${id}`)[0].join();
// Everything that a decision could leave behind.
const state = (id) => [row(id, '*'), one(`SELECT COUNT(*) FROM signal_event WHERE signal_id = ${id}`),
	one(`SELECT COUNT(*) FROM record WHERE object = ${id}`), one(`SELECT COUNT(*) FROM audit WHERE object = ${id}`)].join('|');
// On its page, with a purpose and a reason.
async function opens(who, id) {
	const page = await who.get(`/nl/signals/${one(`SELECT number FROM fraud_signal WHERE id = ${id}`)}`);

	assert.equal((await page.submit({ purpose: 'lookup', reason: 'Meekijken met een collega' })).status, 200);
}
function refused(who, id, text, why) {
	const was = state(id);

	assert.match(as(who, text), why);
	assert.equal(state(id), was, 'and nothing is left of it');
}

describe('a decision is whole or not at all', () => {
	test('outside a transaction none is made', async () => {
		const id = await filed(`status = 3, assignee = ${account(mila)}`);

		refused(mila, id, move(id, 1, 3, 6, 'closed', { code: "'unfounded'" }), /KP409.*not in a transaction/);
		refused(mila, id, words(id), /KP409.*not in a transaction/);
		refused(mila, id, `CALL signal_note(${id}, NULL, CURRENT_DATE, '')`, /KP409.*not in a transaction/);
	});

	test('one that fails halfway leaves nothing to COMMIT', async () => {
		const id = await filed(`status = 3, assignee = ${account(mila)}`);

		refused(mila, id, whole(`${words(id)}; ${move(id, 1, 3, 6, 'closed', { code: "'unfounded'", day: 'NULL' })}`), /KP422/);
		refused(mila, id, whole(move(id, 1, 0, 6, 'closed', { envelope: 'NULL' })), /KP409/);
		sql('RENAME TABLE signal_event TO signal_event_gone');
		try {
			const was = [row(id), one('SELECT seq FROM audit_head')].join();
			const ticketed = `SET @ticket = X'${ticket(mila)}'; ${words(id)}`;
			const script = `START TRANSACTION; ${ticketed}; ${move(id, 1, 3, 6, 'closed', { code: "'unfounded'" })}`;

			assert.match(h.refusal('staff', script), /signal_event/);
			assert.equal([row(id), one('SELECT seq FROM audit_head')].join(), was);
		} finally {
			sql('RENAME TABLE signal_event_gone TO signal_event');
		}
	});

	// Those that write one's own session or language only, and have nothing to leave half done.
	const single = ['account_enter', 'account_language'];
	test('holds for every procedure that the intranet may run and that writes', () => {
		const writing = sql(`SELECT r.ROUTINE_NAME, r.ROUTINE_DEFINITION LIKE '%EXIT HANDLER FOR SQLEXCEPTION%ROLLBACK%RESIGNAL%',
			r.ROUTINE_DEFINITION LIKE '%whole_or_not()%' OR r.ROUTINE_DEFINITION LIKE '%account_guard(%'
			FROM information_schema.ROUTINES r JOIN mysql.procs_priv p ON p.Routine_name = r.ROUTINE_NAME AND p.Db = r.ROUTINE_SCHEMA
			WHERE p.User = 'kp_staff' AND r.ROUTINE_SCHEMA = 'knooppunt' AND r.SQL_DATA_ACCESS = 'MODIFIES SQL DATA' ORDER BY 1`);

		assert.ok(writing.length > 10);
		assert.deepEqual(writing.filter(([name, handler, guard]) => !single.includes(name) && !(handler === '1' && guard === '1'))
			.map(([name]) => name), []);
	});
});

describe('a step is one of the table', () => {
	test('and no other name, way or outcome', async () => {
		const id = await filed(`status = 6, open = DEFAULT, closed = CURRENT_DATE, closed_by = ${account(mila)}, assignee = ${account(mila)}, recheck = 1`);

		for (const [what, from, to] of [['x', 6, 1], ['closed', 0, 6], ['claimed', 6, 1], ['assessed', 6, 3], ['', 6, 6]])
			refused(mila, id, whole(`${words(id)}; ${move(id, 1, from, to, what)}`), /KP409/);
		refused(mila, id, whole(`${words(id)}; ${move(id, 1, 6, 6, 'x', { recheck: 2 })}`), /KP409/);
		refused(mila, id, whole(`${words(id)}; ${move(id, 1, 6, 6, 'news_read', { recheck: 2 })}`), /KP422/);
	});

	test('taken by whom the table says', async () => {
		const id = await filed(`status = 6, closed = CURRENT_DATE, closed_by = ${account(mila)}, assignee = ${account(mila)}, recheck = 1`);
		const open = await filed(`status = 3, assignee = ${account(mila)}`);

		refused(mila, id, whole(`${words(id)}; ${move(id, 1, 6, 6, 'rechecked', { recheck: 2 })}`), /KP403/);
		refused(sem, id, whole(`${words(id)}; ${move(id, 1, 6, 1, 'reopened', { assign: 1, to_whom: account(sem), recheck: 0 })}`), /KP403/);
		refused(sem, open, whole(`${words(open)}; ${move(open, 1, 3, 6, 'closed', { code: "'unfounded'" })}`), /KP403/);
		refused(sem, open, whole(`${words(open, 5)}; CALL signal_judge(${open}, 1, 3, 0, 'person', 'B', 2, 'plausible', '', '', @e, CURRENT_DATE, '', NULL)`), /KP403/);
		refused(sem, id, whole(`${words(id)}; ${move(id, 1, 6, 6, 'rechecked', { recheck: 2 })}`), /KP403.*not opened/);
		await opens(sem, id);
		assert.equal(as(sem, whole(`${words(id)}; ${move(id, 1, 6, 6, 'rechecked', { recheck: 2 })}`)), '');
		assert.equal(row(id), '6,2,2');
	});

	test('and who closed it washes off no mark for a second look by reopening and closing again', async () => {
		const closed = (by) => filed(`status = 6, closed = CURRENT_DATE, closed_by = ${account(by)}, recheck = 1`);
		const reopen = (id, who) => whole(`${words(id)}; ${move(id, 1, 6, 1, 'reopened', { assign: 1, to_whom: account(who), recheck: 0 })}`);
		const [own, other] = [await closed(noor), await closed(mila)];

		const waiting = async () => Number((await noor.get('/nl/overview')).root.querySelector('a[href$="recheck=1"] strong').text);
		const before = await waiting();
		assert.equal(as(noor, reopen(own, noor)), '');
		assert.equal(row(own), '1,2,1');
		assert.equal(await waiting(), before - 1, 'what is open waits for no second look');
		sql(`UPDATE fraud_signal SET status = 3 WHERE id = ${own}`);
		assert.equal(as(noor, whole(`${words(own)}; ${move(own, 2, 3, 6, 'closed', { code: "'no_follow_up'", recheck: 0 })}`)), '');
		assert.equal(row(own), '6,3,1');
		assert.equal(as(noor, reopen(other, noor)), '');
		assert.equal(row(other), '1,2,0', 'a second person has looked');
	});

	test('of that class: an adviser leads and works nothing of another', async () => {
		const open = await filed(`status = 3, assignee = ${account(mila)}`), nobodys = await filed();
		const advises = (who, yes) => sql(yes ? `INSERT INTO account_role (account, role) VALUES (${account(who)}, 3)`
			: `DELETE FROM account_role WHERE account = ${account(who)} AND role = 3`);

		advises(sem, true);
		advises(daan, true);
		try {
			refused(sem, open, whole(`${words(open)}; ${move(open, 1, 3, 6, 'closed', { code: "'unfounded'" })}`), /KP403/);
			refused(sem, nobodys, whole(move(nobodys, 1, 0, 0, 'assigned', { assign: 1, to_whom: account(mila), envelope: 'NULL' })), /KP403/);
			refused(daan, nobodys, whole(move(nobodys, 1, 0, 1, 'claimed', { assign: 1, to_whom: account(daan), envelope: 'NULL' })), /KP403/);
			refused(daan, nobodys, whole(words(nobodys, 4)), /KP403/);
			assert.equal(as(sem, whole(move(nobodys, 1, 0, 1, 'claimed', { assign: 1, to_whom: account(sem), envelope: 'NULL' }))), '');
		} finally {
			advises(sem, false);
			advises(daan, false);
		}
	});

	test('and by nobody who did not open the signal, where he must know what it says', async () => {
		const assessing = await filed(`status = 1, assignee = ${account(mila)}`), assessed = await filed(`status = 3, assignee = ${account(mila)}`);
		const judge = `CALL signal_judge(${assessing}, 1, 1, 0, 'person', 'B', 2, 'plausible', '', '', @e, CURRENT_DATE, '', NULL)`;
		const close = whole(`${words(assessed)}; ${move(assessed, 1, 3, 6, 'closed', { code: "'unfounded'" })}`);
		const steps = [[assessing, judge], [assessing, move(assessing, 1, 1, 3, 'assessed')], [assessing, move(assessing, 1, 1, 2, 'waiting')],
			[assessing, move(assessing, 1, 1, 1, 'linked')], [assessing, move(assessing, 1, 1, 1, 'enriched')],
			[assessing, move(assessing, 1, 1, 1, 'news_read')], [assessed, move(assessed, 1, 3, 4, 'forwarded', { desk: "'kmar'" })]];
		const talks = [`CALL dialogue_ask(${assessing}, 1, RANDOM_BYTES(16), REPEAT('k', 32), REPEAT('w', 96), 'x', @e, 'nl', 0, CURRENT_DATE + INTERVAL 9 DAY, CURRENT_DATE, NULL)`,
			`CALL dialogue_withdraw(${assessing}, RANDOM_BYTES(16), CURRENT_DATE)`, `CALL dialogue_translated(${assessing}, @e, 'human', 'A', CURRENT_DATE, NULL)`];

		for (const [id, call] of [...steps, ...talks.map((call) => [assessing, call])])
			refused(noor, id, whole(`${words(id)}; ${call}`), /KP403.*not opened/);
		refused(noor, assessed, close, /KP403.*not opened/);
		const region = whole(`CALL signal_region(${assessed}, 'zeeland', CURRENT_DATE)`);
		refused(noor, assessed, region, /KP403.*not opened/);
		await opens(noor, assessed);
		assert.equal(as(noor, region), '');
		const older = (days) => sql(`UPDATE audit SET at = at - INTERVAL ${days} DAY WHERE object = ${assessed} AND action = 'open' AND actor = ${account(noor)}`);
		older(2);
		try {
			refused(noor, assessed, close, /KP403.*not opened/);
		} finally {
			older(-2);
		}
		assert.equal(as(noor, close), '');
		assert.equal(as(noor, whole(move(assessing, 1, 1, 1, 'assigned', { assign: 1, to_whom: account(sem), envelope: 'NULL' }))), '', 'passing it on needs no reading');
	});

	test('that is to change hands does', async () => {
		const id = await filed(`status = 1, assignee = ${account(mila)}`), nobodys = await filed();
		const assign = (signal, status, to) => whole(move(signal, 1, status, status, 'assigned', { assign: 1, to_whom: to, envelope: 'NULL' }));

		refused(noor, id, assign(id, 1, account(mila)), /KP422.*already/);
		refused(noor, nobodys, assign(nobodys, 0, 'NULL'), /KP422.*already/);
	});

	test('with a reason of one\'s own where one is asked', async () => {
		const id = await filed(`status = 3, assignee = ${account(mila)}`), other = await filed();

		refused(mila, id, whole(move(id, 1, 3, 6, 'closed', { code: "'unfounded'", envelope: 'NULL' })), /KP422/);
		refused(mila, id, whole(move(id, 1, 3, 6, 'closed', { code: "'unfounded'", envelope: 'RANDOM_BYTES(16)' })), /KP422/);
		refused(mila, id, whole(`${words(other)}; ${move(id, 1, 3, 6, 'closed', { code: "'unfounded'" })}`), /KP422/);
	});

	test('as forwarded only when it was, so that nobody closes past the second look', async () => {
		const id = await filed(`status = 3, assignee = ${account(mila)}`);
		const close = (version, from) => whole(`${words(id)}; ${move(id, version, from, 6, 'closed', { code: "'forwarded_done'" })}`);
		const step = (text) => assert.equal(as(mila, whole(`${words(id)}; ${text}`)), '');

		refused(mila, id, close(1, 3), /KP422.*closed as forwarded/);
		step(move(id, 1, 3, 4, 'forwarded', { desk: "'kmar'" }));
		step(move(id, 2, 4, 1, 'returned', { desk: "'intake'" }));
		step(move(id, 3, 1, 3, 'assessed'));
		refused(mila, id, close(4, 3), /KP422.*closed as forwarded/);
		step(move(id, 4, 3, 4, 'forwarded', { desk: "'kmar'" }));
		assert.equal(as(mila, close(5, 4)), '');
	});

	test('today, but for a demo whose clock moves', async () => {
		const id = await filed(`status = 3, assignee = ${account(mila)}`);
		const close = whole(`${words(id)}; ${move(id, 1, 3, 6, 'closed', { code: "'unfounded'", day: "'1999-01-01'" })}`);

		sql('UPDATE installation SET production = 1');
		try {
			refused(mila, id, close, /KP422.*not today/);
			refused(mila, id, whole(words(id, 4, "'1999-01-01'")), /KP422.*not today/);
		} finally {
			sql('UPDATE installation SET production = 0');
		}
		assert.equal(as(mila, close), '');
	});
});

test('what is over is over today: nobody calls another day to end mailboxes, questions or files', () => {
	const says = (text) => h.refusal('workd', `START TRANSACTION; ${text}; ROLLBACK`);

	assert.match(says("CALL dialogue_lapse(CURRENT_DATE, CURRENT_DATE, 100)"), /KP422.*not over yet/);
	assert.match(says("CALL mailbox_expire(CURRENT_DATE, 0, 100)"), /KP422.*not over yet/);
	sql('UPDATE installation SET production = 1');
	try {
		for (const call of ["dialogue_lapse('2098-12-01', '2099-01-01', 100)", "mailbox_expire('2099-01-01', 90, 100)"])
			assert.match(says(`CALL ${call}`), /KP422.*not today/, call);
		assert.match(says("CALL upload_sweep('2099-01-01', 100)"), /KP422.*not over yet/);
		for (const call of ['dialogue_lapse(CURRENT_DATE - INTERVAL 9 DAY, CURRENT_DATE, 100)', 'mailbox_expire(CURRENT_DATE, 90, 100)',
			'upload_sweep(CURRENT_DATE - INTERVAL 2 DAY, 100)'])
			assert.equal(says(`CALL ${call}`), '', call);
	} finally {
		sql('UPDATE installation SET production = 0');
	}
});

test('what comes in by the public form came in today, whoever took it over', async () => {
	const { reference } = await file(h.visitor(), plain);
	const [tag, has] = await until('registered', () => sql(`SELECT CONCAT("X'", HEX(tag), "'"), signal_id IS NOT NULL FROM report
		WHERE reference = '${reference}' AND signal_id IS NOT NULL`)[0]);
	const entry = (day) => `X'${'e'.repeat(32)}', REPEAT('d', 32), REPEAT('p', 32), REPEAT('e', 16), REPEAT('k', 8), REPEAT('w', 96), ${day}, 'other',
		'', 'nl', 0, 0, 0, 1, 0, 0, 'e', NULL, 's', 's'`;
	const add = (day) => `CALL report_addition(${tag}, RANDOM_BYTES(32), RANDOM_BYTES(16), REPEAT('k', 8), REPEAT('w', 96), ${day}, 'x', NULL)`;
	const calls = {
		report_entry: (day) => `INSERT INTO report_entry (tag, digest, reporter_key, envelope, key_id, wrap, received, subject, province, lang,
			danger, urgent, suspect, has_code, confidential, subjects, reference, adds_to, summary, sealed) VALUES (${entry(day)})`,
		report_add_files: (day) => `CALL report_add_files(${entry(day)}, '')`,
		upload_begin: (day) => `CALL upload_begin(RANDOM_BYTES(16), ${tag}, REPEAT('k', 8), REPEAT('w', 96), ${day}, RANDOM_BYTES(16), 10)`,
		mailbox_add: (day) => `CALL mailbox_add(${tag}, RANDOM_BYTES(32), 3, NULL, RANDOM_BYTES(16), REPEAT('k', 8), REPEAT('w', 96), ${day}, 90, 'x', NULL)`,
		mailbox_replace: (day) => `CALL mailbox_replace(${tag}, RANDOM_BYTES(16), REPEAT('p', 32), ${day}, 90, '[]')`,
		mailbox_end: (day) => `CALL mailbox_end(${tag}, RANDOM_BYTES(16), ${day}, 90)`,
		mailbox_questions: (day) => `CALL mailbox_questions(${tag}, ${day})`,
	};
	const says = (text) => h.refusal('tip', `START TRANSACTION; ${text}; ROLLBACK`);

	assert.equal(has, '1');
	sql('UPDATE installation SET production = 1');
	try {
		for (const day of ["'9999-12-31'", 'CURRENT_DATE - INTERVAL 9 DAY', 'NULL']) {
			for (const [name, call] of Object.entries(calls))
				assert.match(says(call(day)), /KP422.*not today|ERROR 1369|ERROR 1048/, `${name} ${day}`);
			assert.match(h.refusal('tip', add(day)), /KP422.*not today/, day);
		}
		for (const [name, call] of Object.entries(calls))
			assert.equal(says(call('CURRENT_DATE')), '', name);
		assert.equal(h.refusal('tip', add('CURRENT_DATE')), '');
	} finally {
		sql('UPDATE installation SET production = 0');
	}
	assert.equal(one("SELECT COUNT(*) FROM report WHERE reference = 'e'"), '0');
	assert.deepEqual(sql(`SELECT received = CURRENT_DATE FROM report_addition WHERE tag = ${tag}`), [['1']]);
	for (const [name, call] of Object.entries(calls))
		assert.equal(says(call("'2099-01-01'")), '', `${name}: a demo's clock moves`);
	sql(`DELETE FROM report_addition WHERE tag = ${tag}`);
});

test('files of one reporter are counted whatever code they came with, and whatever program says how many', async () => {
	const { reference } = await file(h.visitor(), plain);
	const now = await until('registered', () => sql(`SELECT HEX(tag) FROM report WHERE reference = '${reference}' AND signal_id IS NOT NULL`)[0]?.[0]);
	const codes = ['a', 'b'].map((x) => x.repeat(32));	// of before, each with a form that is still open
	const begin = (tag, most) => h.sql('tip', `START TRANSACTION; CALL upload_begin(RANDOM_BYTES(16), X'${tag}', REPEAT('k', 8), REPEAT('w', 96),
		CURRENT_DATE, RANDOM_BYTES(16), ${most}); ROLLBACK`)[0][0];
	const had = (tag, n) => `INSERT INTO upload (id, tag, key_id, wrap, day, writer, chunks) SELECT RANDOM_BYTES(16), X'${tag}', '', '', CURRENT_DATE, '', 1
		FROM seq_1_to_${n}`;

	sql(codes.map((tag) => `INSERT INTO report_former (tag, now_tag, day) VALUES (X'${tag}', X'${now}', CURRENT_DATE)`).join(';'));
	sql(`${had(codes[0], 2)}; ${had(now, 1)}; INSERT INTO attachment (id, signal_id, no, day, chunks, state)
		SELECT RANDOM_BYTES(16), signal_id, 1, CURRENT_DATE, 1, 1 FROM report WHERE tag = X'${now}'`);
	for (const tag of [...codes, now])
		assert.deepEqual([begin(tag, 5), begin(tag, 4)], ['0', '3'], tag);
	assert.equal(begin('c'.repeat(32), 4), '0', 'of another reporter');
	assert.equal(begin('c'.repeat(32), 'NULL'), '3', 'no number is no room');
	sql(had('c'.repeat(32), 60));
	assert.equal(begin('c'.repeat(32), 1000), '3');
	sql('DELETE FROM upload');
});

test('a file that was acknowledged is registered, however many its signal has', async () => {
	const id = await filed('files = 255'), upload = `X'${'f'.repeat(32)}'`;

	sql(`START TRANSACTION; INSERT INTO file_chunk (envelope, part, seq, sealed) VALUES (${upload}, 0, 0, 'x');
		INSERT INTO upload (id, tag, key_id, wrap, day, writer, chunks, sent) SELECT ${upload}, tag, '', '', CURRENT_DATE, '', 1, 1
			FROM report WHERE signal_id = ${id};
		CALL attachment_register(${upload}, 1, REPEAT('k', 8), REPEAT('w', 96), CURRENT_DATE, CURRENT_DATE);
		UPDATE attachment SET state = 1 WHERE id = ${upload}; COMMIT`);
	assert.equal(one(`SELECT COUNT(*) FROM attachment WHERE id = ${upload}`), '1');
});

describe('words beside a signal', () => {
	test('have a row of their own in the chain', async () => {
		const id = await filed();

		assert.equal(as(mila, whole(words(id, 4))), '');
		assert.equal(as(mila, whole(words(id, 6))), '');
		assert.deepEqual(sql(`SELECT action FROM audit WHERE object = ${id} AND program = 'staff' ORDER BY seq`).flat(), ['note_added', 'reason_added']);
	});

	test('are written by who works signals; an analyst says why he looks and no more', async () => {
		const id = await filed();

		for (const kind of [4, 5, 7, 8, 10])
			refused(daan, id, whole(words(id, kind)), /KP403/);
		for (const kind of [0, 1, 2, 3, 9, 11, 12, 13])
			refused(mila, id, whole(words(id, kind)), /KP422/);	// a reporter's words, or a file's
		assert.equal(as(daan, whole(words(id, 6))), '');
	});
});

describe('a colleague\'s signal', () => {
	const number = (id) => one(`SELECT number FROM fraud_signal WHERE id = ${id}`);
	const readings = (who) => Number(one(`SELECT COUNT(*) FROM reading WHERE account = ${account(who)}`));

	test('is not claimed, and taken over only with a reason', async () => {
		const id = await filed(`status = 1, assignee = ${account(mila)}`);

		refused(sem, id, whole(move(id, 1, 1, 1, 'claimed', { assign: 1, to_whom: account(sem), envelope: 'NULL' })), /KP409/);
		refused(sem, id, whole(move(id, 1, 1, 1, 'taken_over', { assign: 1, to_whom: account(sem), envelope: 'NULL' })), /KP422/);
		refused(noor, id, whole(move(id, 1, 1, 1, 'assigned', { assign: 1, to_whom: account(noor), envelope: 'NULL' })), /KP422/);
	});

	test('taken over on its page asks why, and is read as a look-up is', async () => {
		const id = await filed(`status = 1, assignee = ${account(mila)}`), url = `/nl/signals/${number(id)}`;
		const page = await sem.get(url), before = readings(sem);

		assert.equal(page.root.querySelector('form[action$="/claimed"]'), null);
		assert.ok(page.root.querySelector('a[href$="/taken_over"]'));
		const form = await sem.get(`${url}/taken_over`);
		assert.match(form.text, /Als u het overneemt, behandelt u het verder/);
		const send = (reason) => sem.post(`${url}/taken_over`, form.encode(form.root.querySelectorAll('form')
			.find((f) => f.getAttribute('action').endsWith('/taken_over')), { reason }));
		assert.equal((await send('')).status, 422);
		assert.equal((await send('Mila is ziek en dit kan niet wachten')).status, 200);
		assert.equal(row(id, `status, assignee = ${account(sem)}`), '1,1');
		assert.equal(readings(sem), before + 1);
		assert.deepEqual(sql(`SELECT DISTINCT purpose FROM audit WHERE object = ${id} AND actor = ${account(sem)} AND action IN ('signal_taken_over', 'open')`), [['1']], 'handling, as the page says');
		await sem.get(url);
		assert.equal(readings(sem), before + 1, 'once');

		const other = await filed(`status = 1, assignee = ${account(mila)}`);
		sql(`UPDATE reading SET at = at - INTERVAL 20 DAY WHERE account = ${account(sem)};
			UPDATE signal_event SET at = at - INTERVAL 20 DAY WHERE signal_id = ${id}`);
		assert.equal(as(sem, whole(`${words(other)}; ${move(other, 1, 1, 1, 'taken_over', { assign: 1, to_whom: account(sem) })}`)), '');
		await sem.get(`/nl/signals/${number(other)}`);
		await sem.get(url);
		assert.equal(readings(sem), before + 2, 'nor weeks later, beside what was taken since');
	});

	test('given to nobody first is a colleague\'s still, for who did that and nobody else', async () => {
		const id = await filed(), url = `/nl/signals/${number(id)}`;
		const assign = (version, status, to) => whole(move(id, version, status, status, 'assigned', { assign: 1, to_whom: to, envelope: 'NULL' }));
		const claim = (who, version) => whole(move(id, version, 1, 1, 'claimed', { assign: 1, to_whom: account(who), envelope: 'NULL' }));

		assert.equal(as(mila, whole(move(id, 1, 0, 1, 'claimed', { assign: 1, to_whom: account(mila), envelope: 'NULL' }))), '');
		assert.equal(as(noor, assign(2, 1, 'NULL')), '');
		refused(noor, id, claim(noor, 3), /KP409/);
		refused(noor, id, assign(3, 1, account(noor)), /KP422/);
		refused(noor, id, assign(3, 1, 'NULL'), /KP422/);	// once more changes nothing
		refused(noor, id, claim(noor, 3), /KP409/);
		const page = await noor.get(url), shut = await sem.get(url);
		assert.equal(page.root.querySelector('form[action$="/claimed"]'), null);
		assert.ok(page.root.querySelector('a[href$="/taken_over"]'), 'the way is taking over, with a reason');
		assert.ok(page.root.querySelector('form[action$="/open"]'), 'and reading asks for a purpose');
		assert.ok(shut.root.querySelector('form[action$="/claimed"]'), 'a colleague claims it');
		assert.equal(h.sql('root', `SET @ticket = X'${ticket(noor)}'; SELECT keyd_may_treat(${id})`)[0][0], '0');
		assert.equal((await (await noor.get(`${url}/taken_over`)).submit({ reason: 'Mila is ziek en dit kan niet wachten' })).status, 200);
		assert.equal(row(id, `assignee = ${account(noor)}`), '1');
		assert.equal(as(noor, assign(4, 1, 'NULL')), '', 'one\'s own is put back');
		assert.equal(as(noor, claim(noor, 5)), '', 'and claimed again');
	});

	test('that nobody but the lead ever held is no colleague\'s, whatever the way it came and went', async () => {
		const assign = (id, version, status, to) => whole(move(id, version, status, status, 'assigned', { assign: 1, to_whom: to, envelope: 'NULL' }));
		const claim = (id, version) => whole(move(id, version, 0, 1, 'claimed', { assign: 1, to_whom: account(noor), envelope: 'NULL' }));
		const own = await filed(), nobodys = await filed();

		assert.equal(as(noor, assign(own, 1, 0, account(noor))), '');
		assert.equal(as(noor, assign(own, 2, 0, 'NULL')), '');
		assert.equal(as(noor, claim(own, 3)), '', 'assigned to herself and put back');
		refused(noor, nobodys, assign(nobodys, 1, 0, 'NULL'), /KP422/);
		assert.equal(as(noor, claim(nobodys, 1)), '', 'to nobody, whose it was');
	});

	test('given to nobody is taken over with a reason by who is no lead any more, too', async () => {
		const id = await filed(`status = 1, assignee = ${account(mila)}`), url = `/nl/signals/${number(id)}`;
		const roles = sql(`SELECT role FROM account_role WHERE account = ${account(noor)}`).flat();

		assert.equal(as(noor, whole(move(id, 1, 1, 1, 'assigned', { assign: 1, to_whom: 'NULL', envelope: 'NULL' }))), '');
		sql(`INSERT IGNORE INTO account_role (account, role) VALUES (${account(noor)}, 0); DELETE FROM account_role WHERE account = ${account(noor)} AND role = 1`);
		try {
			const page = await noor.get(url);
			assert.equal(page.root.querySelector('form[action$="/claimed"]'), null);
			assert.equal((await (await noor.get(`${url}/taken_over`)).submit({ reason: 'Mila is ziek en dit kan niet wachten' })).status, 200);
		} finally {
			sql(`DELETE FROM account_role WHERE account = ${account(noor)}; INSERT INTO account_role (account, role) VALUES ${roles.map((r) => `(${account(noor)}, ${r})`)}`);
		}
		assert.equal(row(id, `assignee = ${account(noor)}`), '1');
	});

	test('taken over beyond the limit stays closed', async () => {
		for (let i = 0; i < 6; i++)
			sql(`INSERT INTO reading (account, at, object) VALUES (${account(sem)}, UTC_TIMESTAMP(6), RANDOM_BYTES(16))`);
		const id = await filed(`status = 1, assignee = ${account(mila)}`);

		assert.equal(as(sem, whole(`${words(id)}; ${move(id, 1, 1, 1, 'taken_over', { assign: 1, to_whom: account(sem) })}`)), '');
		assert.match((await sem.get(`/nl/signals/${number(id)}`)).text, /U hebt de grens voor opzoeken bereikt/);
		sql(`UPDATE signal_event SET at = at - INTERVAL 40 DAY WHERE signal_id = ${id}`);
		assert.match((await sem.get(`/nl/signals/${number(id)}`)).text, /U hebt de grens voor opzoeken bereikt/, 'and waiting opens it not');
	});
});

test('asking for a signal that one may not see stands in the chain, and the answer tells nothing', async () => {
	const id = await filed('', { subject: 'national_security' });
	const number = one(`SELECT number FROM fraud_signal WHERE id = ${id}`);
	const page = await mila.get(`/nl/signals/${number}`);

	assert.equal(page.status, 404);
	assert.deepEqual(sql(`SELECT action, actor = ${account(mila)} FROM audit WHERE object = ${id} AND program = 'staff'`), [['denied', '1']]);
	assert.equal((await iris.get(`/nl/signals/${number}`)).status, 200);
	assert.equal(as(mila, `START TRANSACTION; CALL signal_denied('${number}'); CALL signal_denied('0000000000'); COMMIT`), '');
	assert.deepEqual(h.sql('staff', `SET @ticket = X'${ticket(mila)}'; START TRANSACTION; CALL signal_denied('${number}'); COMMIT`), []);
});

test('asking for it by the number its reporter has names it in the chain, and is answered as a number that is none', async () => {
	const id = await filed('', { subject: 'national_security' });
	const reference = one(`SELECT reference FROM report WHERE signal_id = ${id}`);
	const none = '0000-00000';	// its last sign fits
	const denied = () => sql(`SELECT COALESCE(object = ${id}, 'none'), detail FROM audit WHERE actor = ${account(mila)} AND action = 'denied' ORDER BY seq`);
	const was = denied().length;
	const told = async (number) => {
		const page = await mila.get(`/nl/queue?number=${number}`);
		return [page.status, page.body.replaceAll(number, '').replace(/name="csrf" value="[^"]*"/g, '')];
	};

	assert.deepEqual(await told(reference), await told(none));
	assert.deepEqual(denied().slice(was), [['1', ''], ['none', '']], 'what was typed is not in the chain');
	assert.equal((await iris.get(`/nl/queue?number=${reference}`)).path, `/nl/signals/${one(`SELECT number FROM fraud_signal WHERE id = ${id}`)}`);
});

test('after all this the chain is unbroken', () => {
	assert.match(h.kp('audit', 'verify'), /unbroken/);
});
