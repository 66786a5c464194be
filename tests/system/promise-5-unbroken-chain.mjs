// Promise 5: every reading and every decision has a name, a reason and a place
// in an unbroken chain.
import { describe, test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { hub, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';
import { Visitor, cellText } from '../lib/visitor.mjs';

let h, v, number;
before(async () => {
	h = await hub({ own: true });
	await file(h.visitor(), plain);
	number = (await until('registered', () => h.sql('root', 'SELECT number FROM fraud_signal')[0]))[0];
	v = await h.login('caseworker');
});
after(() => h.stop());

const rows = (action) => h.sql('root', `SELECT a.seq, HEX(a.actor), a.action, a.purpose FROM audit a WHERE a.action LIKE '${action}' ORDER BY seq`);

test('opening a signal leaves a row with who, what and why before the text is shown', async () => {
	const before = rows('open%').length;
	const page = await v.get(`/nl/signals/${number}`);
	assert.ok(page.body.includes('paspoorten'), 'the story is shown');
	const after = rows('open%');
	assert.ok(after.length > before);
	assert.match(after.at(-1)[1], /^[0-9A-F]{32}$/, 'a name');
	assert.notEqual(after.at(-1)[3], '0', 'a purpose');
});

test('a page of the queue leaves one row that names the signals whose words were shown', async () => {
	const before = rows('open_list').length;
	await v.get('/nl/queue');
	assert.equal(rows('open_list').length, before + 1);
	const named = h.sql('root', 'SELECT COUNT(*) FROM audit_object')[0][0];
	assert.notEqual(named, '0');
});

test('queues that were read, however often, leave who opened a signal in sight', async () => {
	const other = await h.login('lead'), readers = [v, other];
	for (let i = 0; i < 220; i++)
		await readers[i % 2].get('/nl/queue');
	const page = await v.get(`/nl/signals/${number}`);
	const rows = page.root.querySelectorAll('details tbody tr').map((e) => e.text);
	const queues = rows.filter((row) => /Rij in de werkvoorraad/.test(row));
	assert.equal(queues.length, 2, 'a row a person');
	for (const row of queues)
		assert.ok(Number(row.match(/(\d+) keer/)[1]) >= 110, row);
	assert.ok(rows.some((row) => /Behandelen/.test(row)), rows.join('|'));
});

describe('the auditor', () => {
	let eva;
	before(async () => { eva = await h.login('auditor'); });
	const looks = () => h.sql('root', "SELECT a.detail FROM audit a WHERE a.action = 'open_audit' ORDER BY a.seq").flat();
	const first = (page) => page.root.querySelector('tbody tr')?.querySelectorAll('td').map(cellText);

	test('who looks at the chain stands in it: by what was filtered, not what was filled in', async () => {
		const id = h.sql('root', "SELECT LOWER(HEX(id)) FROM account WHERE name = 'mila'")[0][0];
		await eva.get('/nl/audit');
		await eva.get(`/nl/audit?number=${number}&action=open`);
		await eva.get(`/nl/audit?number=${number}&action=open`);
		await eva.get(`/nl/audit?actor=${id}&before=100&brief=1`);
		assert.deepEqual(looks(), ['', 'by=action+number', 'by=action+number', 'by=actor+brief+older']);
		assert.equal(h.sql('root', "SELECT COUNT(*) FROM audit a WHERE a.action = 'open_audit' AND (a.object IS NOT NULL OR a.actor IS NULL)")[0][0], '0');
	});

	test('loading the newest page again and again is one row in ten minutes', async () => {
		const was = looks().length;
		for (let i = 0; i < 3; i++)
			await eva.get('/nl/audit');
		assert.equal(looks().length, was);
		const other = await h.login('privacy_officer');
		await other.get('/nl/audit');
		await other.get('/nl/audit');
		assert.equal(looks().length, was + 1, 'of each person');
		assert.match(h.refusal('staff', "START TRANSACTION; CALL audit_looked(''); COMMIT"), /KP401/);
	});

	test('does not find that look on top of what it was for, and can leave looks out', async () => {
		await v.get('/nl/queue');
		assert.equal(first(await eva.get('/nl/audit'))[3], 'Rij in de werkvoorraad gezien');
		await eva.get('/nl/audit?action=login');
		const rows = first(await eva.get('/nl/audit'));
		assert.equal(rows[3], 'Pagina ‘Wie keek waar’ bekeken');
		assert.equal(rows[5], 'Filter op wat');
		assert.doesNotMatch((await eva.get('/nl/audit?brief=1')).root.querySelector('tbody')?.text ?? '', /Pagina ‘Wie keek waar’ bekeken/);
	});

	test('reads what a row is about: a signal, a colleague by name, how long a list was, or a dash', async () => {
		await v.get(`/nl/signals/${number}`);
		const about = async (action) => first(await eva.get(`/nl/audit?action=${action}`))?.[5];
		assert.equal(await about('open'), number);
		assert.equal(await about('open_list'), 'Werkvoorraad: 1 signaal');
		assert.equal(await about('login'), h.sql('root', `SELECT c.display FROM audit a JOIN account c ON c.id = a.object WHERE a.action = 'login' ORDER BY a.seq DESC LIMIT 1`)[0][0]);
		h.sql('root', "BEGIN; CALL audit_add('kp', 'restored', NULL, 0, NULL, ''); COMMIT");
		assert.equal(await about('restored'), '–');
		const admin = await h.login('administrator');
		await (await admin.get('/nl/users')).submit({ name: 'op.proef', display: 'Iemand Op Proef', role: 'analyst', tongue: 'nl' });
		assert.equal(await about('role_propose'), 'Iemand Op Proef: Analist');
		const page = (await eva.get('/nl/audit')).root.querySelector('tbody').text;
		assert.doesNotMatch(page, /\b[0-9a-f]{8}\b/, 'no inner ids');
	});
});

describe('a page that a person may not open', () => {
	const denied = (name) => h.sql('root', `SELECT a.detail, COALESCE((SELECT s.number FROM fraud_signal s WHERE s.id = a.object), '')
		FROM audit a JOIN account c ON c.id = a.actor WHERE a.action = 'denied' AND c.name = '${name}' ORDER BY a.seq`);

	test('leaves a row that names the page, and the signal when there is one', async () => {
		const eva = await h.login('auditor'), was = denied(eva.account.name).length;
		for (const page of ['/nl/queue', '/en/users/mila', `/nl/signals/${number}`, `/nl/signals/${number.toLowerCase()}/close`, '/nl/signals/K7P2-M9QXZ'])
			assert.equal((await eva.get(page)).status, 403, page);
		assert.deepEqual(denied(eva.account.name).slice(was), [['page=/queue', ''], ['page=/users/:ref', ''], ['page=/signals/:ref', number],
			['page=/signals/:ref/close', number], ['page=/signals/:ref', '']]);
		const page = await eva.get('/nl/audit?action=denied');
		assert.match(page.root.querySelector('tbody').text, new RegExp(`${number}: pagina /signals/\\.\\.\\./close`));
	});

	test('leaves none when there is no such page, nobody is logged in, or the form was not ours', async () => {
		const many = () => h.sql('root', "SELECT COUNT(*) FROM audit WHERE action = 'denied'")[0][0];
		const was = many();
		assert.equal((await v.get('/nl/nowhere')).status, 404);
		assert.equal((await v.get('/nl/users/mila/nowhere')).status, 404);
		await new Visitor(h.staffPort).get('/nl/audit');
		assert.equal((await v.post('/nl/users', 'name=x&csrf=' + 'a'.repeat(64))).status, 403);
		assert.equal(many(), was);
		assert.equal((await v.get('/nl/audit')).status, 403);
		assert.equal(many(), String(Number(was) + 1));
	});

	test('is in the chain once in ten minutes, however often it is asked for', async () => {
		const other = await h.login('privacy_officer'), was = denied(other.account.name).length;
		for (const page of ['/nl/users', '/nl/users', '/nl/queue', '/en/users'])
			assert.equal((await other.get(page)).status, 403, page);
		assert.deepEqual(denied(other.account.name).slice(was).map(([page]) => page), ['page=/users', 'page=/queue']);
		const [[seq]] = h.sql('root', "SELECT MAX(seq) FROM audit WHERE action = 'denied' AND detail = 'page=/users'");
		const older = (minutes) => h.sql('root', `UPDATE audit SET at = at - INTERVAL ${minutes} MINUTE WHERE seq = ${seq}`);
		older(11);
		try {
			assert.equal((await other.get('/nl/users')).status, 403);
		} finally {
			older(-11);
		}
		assert.equal(denied(other.account.name).length, was + 3);
	});

	test('by hand names no other page, and nobody without a session', () => {
		assert.match(h.refusal('staff', "START TRANSACTION; CALL page_denied('/queue', NULL); COMMIT"), /KP401/);
	});
});

test('the chain verifies, whatever was done', () => {
	assert.match(h.kp('audit', 'verify'), /unbroken|ongebroken|ok/i);
});

test('a changed row is named by the verification', () => {
	const seq = h.sql('root', 'SELECT MAX(seq) - 1 FROM audit')[0][0];
	const was = h.sql('root', `SELECT action FROM audit WHERE seq = ${seq}`)[0][0];
	h.sql('root', `UPDATE audit SET action = 'looked_away' WHERE seq = ${seq}`);
	assert.throws(() => h.kp('audit', 'verify'), (e) => `${e.stdout}${e.stderr}`.includes(seq));
	h.sql('root', `UPDATE audit SET action = '${was}' WHERE seq = ${seq}`);
	assert.match(h.kp('audit', 'verify'), /unbroken|ok/i);
});

test('a row taken away, or the tail cut off, is found', () => {
	const [seq] = h.sql('root', 'SELECT MAX(seq) FROM audit')[0];
	h.sql('root', `CREATE TABLE kept AS SELECT * FROM audit WHERE seq = ${seq}; DELETE FROM audit WHERE seq = ${seq}`);
	assert.throws(() => h.kp('audit', 'verify'));
	h.sql('root', 'INSERT INTO audit SELECT * FROM kept; DROP TABLE kept');
	h.kp('audit', 'verify');
});

test('no program may change or remove a row of the chain', () => {
	for (const account of ['tip', 'staff', 'keyd', 'authd', 'workd', 'cleand'])
		for (const statement of ["UPDATE audit SET action = 'x'", 'DELETE FROM audit', 'TRUNCATE audit',
			'INSERT INTO audit (seq) VALUES (1)', 'UPDATE audit_head SET seq = 0'])
			assert.match(h.refusal(account, statement), /ERROR (1142|1044)/, `${account}: ${statement}`);
});
