// Promise 2: the public side can write and cannot read. Taking over the report
// form yields no stored report. What the program's database account can do is
// tried here with the account itself, as somebody who took the program over would.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { hub } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';
import { ask, tagOf } from '../lib/dialogue.mjs';

let h;
before(async () => { h = await hub(); await file(h.visitor(), plain); });
after(() => h.own && h.stop());

const tables = () => h.sql('root', "SELECT table_name FROM information_schema.tables WHERE table_schema = 'knooppunt'").flat();

test('the account of the public form reads no table and no view', () => {
	const all = tables();
	assert.ok(all.length > 20, 'the database has its tables');
	for (const name of all)
		assert.match(h.refusal('tip', `SELECT * FROM \`${name}\` LIMIT 1`), /ERROR 1142/, name);
});

test('the account of the public form changes, adds and drops nothing by itself', () => {
	for (const statement of [
		'DELETE FROM report', "UPDATE report SET received = '2020-01-01'", 'DROP TABLE report',
		"INSERT INTO report (tag) VALUES ('x')", 'TRUNCATE audit', 'CREATE TABLE mine (a INT)',
		'CREATE TEMPORARY TABLE mine (a INT)', "REPLACE INTO report (tag) VALUES ('x')",
		'INSERT INTO report_addition (tag) VALUES (1) RETURNING sealed',
		'CREATE VIEW mine AS SELECT 1', "CREATE PROCEDURE mine() SELECT 1",
		'INSERT INTO report (tag, waiting) VALUES (1, NULL)',
	])
		assert.match(h.refusal('tip', statement), /ERROR (1142|1044|1143|1370)/, statement);
});

test('through the slot for reports goes a new row, and nothing comes out or changes', () => {
	const row = (tag) => `INSERT INTO report_entry (tag, digest, reporter_key, envelope, key_id, received, subject, lang,
		summary, sealed, reference) VALUES (X'${tag.repeat(32)}', '', '', '', '', '2026-04-24', 'other', 'nl', '', '', '${tag}')`;
	const other = (end) => h.refusal('tip', `START TRANSACTION; ${row('e')}${end}; ROLLBACK`);

	assert.equal(other(''), '');
	for (const statement of ['SELECT tag FROM report_entry', 'DELETE FROM report_entry', "UPDATE report_entry SET lang = 'en'",
		'LOCK TABLES report_entry READ', 'LOCK TABLES report_entry WRITE', 'SHOW CREATE VIEW report_entry',
		'SELECT COUNT(*) FROM report_entry WHERE tag = 1', `EXPLAIN ${row('f')}`,
		row('f').replace('INSERT', 'REPLACE'), row('f').replace("'other'", '(SELECT MIN(subject) FROM report_entry x)')])
		assert.match(h.refusal('tip', statement), /ERROR (1142|1044|1143|1370|1345)/, statement);
	for (const end of ['(SELECT MIN(x.sealed) FROM report_entry x)', 'EXISTS (SELECT 1 FROM report_entry x)', '(SELECT MIN(x.sealed) FROM report x)'])
		assert.match(other(` RETURNING ${end}`), /ERROR (1142|1143)/, end);
	for (const end of ["lang = 'en'", 'lang = lang', "lang = 'en' RETURNING sealed"])
		assert.match(other(` ON DUPLICATE KEY UPDATE ${end}`), /ERROR (1142|1143)/, end);
	// What stands there already does not come back for who guesses its tag.
	const known = h.sql('root', 'SELECT HEX(tag) FROM report LIMIT 1')[0][0];
	const taken = row('f').replace('f'.repeat(32), known);
	assert.match(h.refusal('tip', `${taken} RETURNING sealed, digest`), /ERROR 1062/);
	assert.deepEqual(h.sql('tip', `${taken.replace('INSERT', 'INSERT IGNORE')} RETURNING sealed, digest`), []);
	for (const column of ['waiting', 'signal_id'])
		assert.match(h.refusal('tip', row('f').replace('(tag,', `(${column}, tag,`).replace('VALUES (', 'VALUES (1, ')), /ERROR (1054|1143)/, column);
	assert.equal(h.sql('root', "SELECT COUNT(*) FROM report WHERE reference IN ('e', 'f')")[0][0], '0');
});

test('the account of the public form reads no file', () => {
	assert.equal(h.sql('tip', "SELECT COALESCE(LOAD_FILE('/etc/hostname'), 'nothing')")[0][0], 'nothing');
	assert.notEqual(h.refusal('tip', "SELECT 1 INTO OUTFILE '/tmp/kp-out'"), '');
	assert.notEqual(h.refusal('tip', "LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE report"), '');
});

// A mailbox gives its questions, sealed to the key of the receipt: what the desk wrote, never what a reporter did.
test('the procedures of the public form answer with states and questions, never with a report', () => {
	const may = h.sql('root', `SELECT routine_name FROM information_schema.routines r
		WHERE routine_schema = 'knooppunt' AND EXISTS (SELECT 1 FROM mysql.procs_priv p
		WHERE p.User = 'kp_tip' AND p.Routine_name = r.routine_name)`).flat();

	assert.ok(may.includes('report_stored') && may.includes('mailbox_questions'));
	for (const name of may) {
		const body = h.sql('root', `SHOW CREATE PROCEDURE ${name}`).join(' ');
		for (const [select] of body.matchAll(/SELECT[^;]*?\b(?:sealed|summary|wrap|reporter_key)\b[^;]*?FROM\s+\w+/gi))
			assert.match(select, /FROM (question|DUAL)$/i, name);
	}
	assert.match(h.refusal('tip', 'CALL audit_add(NULL, NULL, NULL, NULL, NULL, NULL)'), /ERROR 1370/);
});

test('a mailbox gives what its own code opens, and to a form that was taken over only sealed bytes', async () => {
	const { receipt, reference } = await file(h.visitor(), { ...plain, story: 'Onvindbaar woord: schemerkauw.' });
	const tag = tagOf(receipt);

	await ask(h, reference, { text: 'Onvindbare vraag: nevelkraai?' });
	const questions = h.sql('tip', `SET NAMES binary; CALL mailbox_questions(X'${tag}', CURRENT_DATE)`).flat().join(' ');
	assert.ok(questions.length > 4000);
	assert.ok(!questions.includes('nevelkraai') && !questions.includes('schemerkauw'));
	assert.deepEqual(h.sql('tip', `CALL mailbox_status(X'${tag}')`)[0].map((x) => x.slice(0, 2)), ['1', '0', '99', '20', '1', '0']);
	for (const other of ['00'.repeat(16), tag.replace(/^../, (x) => (x === 'ff' ? '00' : 'ff'))]) {
		assert.deepEqual(h.sql('tip', `CALL mailbox_status(X'${other}')`), [['0', '0', '', '', '0', '0']], 'nothing of another report');
		assert.deepEqual(h.sql('tip', `CALL mailbox_questions(X'${other}', CURRENT_DATE)`), []);
		assert.deepEqual(h.sql('tip', `CALL mailbox_files(X'${other}')`), []);
		assert.match(h.refusal('tip', `START TRANSACTION; CALL mailbox_end(X'${other}', RANDOM_BYTES(16), CURRENT_DATE, 90)`), /KP404/);
	}
	for (const inner of ['mailbox_move', 'mailbox_close', 'mailbox_hold', 'addition_store', 'mailbox_expire', 'dialogue_lapse'])
		assert.match(h.refusal('tip', `CALL ${inner}()`), /ERROR (1370|1318)/, inner);
});

test('a live ticket does not help the public form', () => {
	const statement = "SET @ticket = (SELECT 1); SELECT * FROM seen_signal";
	assert.match(h.refusal('tip', statement), /ERROR 1142/);
});

test('a program of the public form holds no secret key and no way to open one', async () => {
	const fs = await import('node:fs');
	for (const pid of h.pids('tip')) {
		let open;
		try {
			open = fs.readdirSync(`/proc/${pid}/fd`).map((n) => {
				try { return fs.readlinkSync(`/proc/${pid}/fd/${n}`); } catch { return ''; }
			});
		} catch {
			continue;	/* not dumpable: even its owner may not look */
		}
		assert.ok(!open.some((f) => f.includes('/keys/secret')), `process ${pid}`);
	}
});

test('files go in and do not come out: for the holder of a receipt, too, there are states only', () => {
	const id = 'a'.repeat(32), tag = 'b'.repeat(32), writer = 'c'.repeat(32);
	const begin = (more) => `CALL upload_begin(X'${id}', X'${more}', REPEAT('k', 8), REPEAT('w', 96), CURRENT_DATE, X'${writer}', 10)`;
	const as = (text) => h.sql('tip', `START TRANSACTION; ${text}; COMMIT`);

	assert.deepEqual(as(begin(tag)), [['0']]);
	assert.deepEqual(as(`SET @file_chunk = 'sealed'; CALL upload_chunk(X'${id}', X'${writer}', 0)`), []);
	assert.deepEqual(as(`CALL upload_end(X'${id}', X'${writer}', 1, 6, REPEAT('d', 32))`), []);
	assert.deepEqual(h.sql('tip', `CALL upload_there(X'${tag}', X'${id}')`), [['1']]);
	assert.deepEqual(h.sql('tip', `CALL upload_same(X'${id}', X'${tag}', REPEAT('d', 32))`), [['1']]);
	assert.deepEqual(h.sql('tip', 'SELECT @file_chunk'), [['NULL']]);
	// Not for another receipt, another writer, or a file that is whole.
	assert.deepEqual(h.sql('tip', `CALL upload_there(X'${'e'.repeat(32)}', X'${id}')`), [['0']]);
	as(`CALL upload_drop(X'${id}', X'${'e'.repeat(32)}', NULL)`);
	assert.match(h.refusal('tip', `START TRANSACTION; ${begin('e'.repeat(32))}`), /another report/);
	for (const call of [`CALL upload_chunk(X'${id}', X'${writer}', 1)`, `CALL upload_chunk(X'${id}', X'${'e'.repeat(32)}', 0)`])
		assert.match(h.refusal('tip', `START TRANSACTION; SET @file_chunk = 'x'; ${call}`), /taken over/);
	assert.match(h.refusal('tip', `START TRANSACTION; CALL upload_end(X'${id}', X'${writer}', 2, 6, NULL)`), /not whole/);
	// Nothing by halves: a step outside a transaction is refused.
	assert.match(h.refusal('tip', begin(tag)), /not in a transaction/);
	assert.deepEqual(h.sql('root', `SELECT chunks, sent FROM upload WHERE id = X'${id}'`), [['1', '0']]);
	as(`CALL upload_drop(X'${id}', X'${tag}', NULL)`);
	assert.deepEqual(h.sql('root', `SELECT COUNT(*) FROM upload WHERE id = X'${id}'`), [['0']]);
});
