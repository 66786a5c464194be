// Promise 5: every reading and every decision has a name, a reason and a place
// in an unbroken chain.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { hub, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';

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
