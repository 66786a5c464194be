// The audit chain under somebody who owns the database: whatever is changed is named.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { build, hub, until } from '../lib/hub.mjs';

const run = promisify(execFile);
let h;
const root = (text) => h.sql('root', text);
const verify = (...file) => {
	try {
		return h.kp('audit', 'verify', ...file);
	} catch (e) {
		return `exit ${e.status}: ${e.stdout}${e.stderr}`;
	}
};
const good = /^audit chain: \d+ rows, unbroken\nintake chain: \d+ rows, unbroken\n$/;
const add = (n = 1, extra = '') => root(`BEGIN; CALL audit_add('test', 'looked', RANDOM_BYTES(16), 1, ${extra || 'NULL'}, 'n=1'); COMMIT;`.repeat(n));
const last = () => Number(root('SELECT seq FROM audit_head')[0][0]);

before(async () => {
	h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined });
	// The one row that nobody here asks for: workd's of the day, a moment after it started.
	await until('the day is anchored', () => root('SELECT anchored IS NOT NULL FROM intake_head')[0][0] === '1');
});
after(async () => { await h?.stop(); });
beforeEach(() => {
	root('CREATE OR REPLACE TABLE kept_audit AS SELECT * FROM audit; CREATE OR REPLACE TABLE kept_head AS SELECT * FROM audit_head');
	root('CREATE OR REPLACE TABLE kept_intake AS SELECT * FROM intake_chain; CREATE OR REPLACE TABLE kept_object AS SELECT * FROM audit_object');
});
const restore = () => {
	for (const [table, kept] of [['audit', 'kept_audit'], ['audit_head', 'kept_head'], ['intake_chain', 'kept_intake'], ['audit_object', 'kept_object']])
		root(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM ${kept}`);
};
// Breaks something, expects the verification to name it, and mends it.
function breaks(change, words) {
	root(change);
	const said = verify();
	restore();
	assert.match(said, words);
	assert.match(said, /^exit 1:/);
	assert.match(verify(), good);
}

describe('the chain', () => {
	test('verifies after ordinary work, as a computation of its own', () => {
		add(20);
		root("BEGIN; CALL audit_add('test', 'odd', NULL, 255, RANDOM_BYTES(16), REPEAT('d', 2000)); COMMIT");
		root("BEGIN; CALL audit_add_list('test', 'page', RANDOM_BYTES(320), 1); COMMIT");
		root("BEGIN; CALL intake_chain_add('2026-04-24', RANDOM_BYTES(32)); CALL intake_chain_add('2026-04-25', RANDOM_BYTES(32)); COMMIT");
		root("BEGIN; UPDATE intake_head SET anchored = NULL; CALL intake_anchor('2026-04-25'); COMMIT");
		assert.match(verify(), good);
	});
	for (const [what, set] of [['time', 'at = at + INTERVAL 1 MICROSECOND'], ['actor', 'actor = RANDOM_BYTES(16)'], ['object', 'object = NULL'],
		['purpose', 'purpose = 2'], ['action', "action = 'lookedd'"], ['detail', "detail = 'n=2'"], ['reason', 'reason = RANDOM_BYTES(16)']])
		test(`names a row whose ${what} was changed`, () => {
			const seq = last() + 1;
			add(3, 'RANDOM_BYTES(16)');
			root('CREATE OR REPLACE TABLE kept_audit AS SELECT * FROM audit; CREATE OR REPLACE TABLE kept_head AS SELECT * FROM audit_head');
			breaks(`UPDATE audit SET ${set} WHERE seq = ${seq}`, new RegExp(`row ${seq} was changed`));
		});
	test('a letter moved from one column to the next is a change', () => {
		const seq = last() + 1;
		root("BEGIN; CALL audit_add('ab', 'cd', NULL, 0, NULL, ''); COMMIT");
		root('CREATE OR REPLACE TABLE kept_audit AS SELECT * FROM audit; CREATE OR REPLACE TABLE kept_head AS SELECT * FROM audit_head');
		breaks(`UPDATE audit SET program = 'abc', action = 'd' WHERE seq = ${seq}`, new RegExp(`row ${seq} was changed`));
	});
	test('names where a row was taken out', () => {
		const seq = last() - 3;
		breaks(`DELETE FROM audit WHERE seq = ${seq}`, new RegExp(`row ${seq} is missing`));
	});
	test('names the first of two rows that changed places', () => {
		const seq = last() - 4;
		breaks(`UPDATE audit SET seq = 0 WHERE seq = ${seq}; UPDATE audit SET seq = ${seq} WHERE seq = ${seq + 1};
			UPDATE audit SET seq = ${seq + 1} WHERE seq = 0`, new RegExp(`row ${seq} `));
	});
	test('a changed row with a new hash breaks at the next one', () => {
		const seq = last() - 2;
		breaks(`UPDATE audit SET action = 'x' WHERE seq = ${seq}; UPDATE audit SET hash = audit_hash(prev, seq, at, actor, program, action, object,
			purpose, reason, detail) WHERE seq = ${seq}`, new RegExp(`row ${seq + 1} does not follow`));
	});
	test('names a tail that was cut off', () => {
		const seq = last();
		breaks(`DELETE FROM audit WHERE seq = ${seq}`, new RegExp(`row ${seq} is gone from the end`));
	});
	test('cut off with its head repaired, it is found by a head that was kept elsewhere', () => {
		const heads = path.join(h.var, 'heads');
		writeFileSync(heads, h.kp('audit', 'head'));
		assert.match(verify(heads), good);
		const seq = last();
		root(`DELETE FROM audit WHERE seq = ${seq}; UPDATE audit_head SET seq = ${seq - 1}, hash = (SELECT hash FROM audit WHERE seq = ${seq - 1})`);
		assert.match(verify(), good, 'nothing inside the database could tell');
		assert.match(verify(heads), /is gone: a later head was kept elsewhere/);
		add();
		assert.match(verify(heads), /not the one whose hash was kept elsewhere/);
		restore();
		assert.match(verify(heads), good);
	});
	test('a database that is away is said to be away, and no chain is called good or broken', () => {
		const conf = path.join(h.var, 'away.conf');
		const lines = readFileSync(path.join(h.var, 'knooppunt.conf'), 'utf8').split('\n').filter((l) => !/^db_socket/.test(l));
		writeFileSync(conf, [...lines, `db_socket = ${path.join(h.var, 'run/nobody.sock')}`, ''].join('\n'));
		for (const word of ['verify', 'head']) {
			const said = spawnSync(path.join(build, 'bin/kp'), ['-c', conf, 'audit', word], { encoding: 'utf8' });
			assert.match(`${said.status} ${said.stderr}`, /^1 kp: the database is away/, word);
			assert.equal(said.stdout, '');
		}
	});
	test('a file of heads that cannot be read is no good news', () => {
		const heads = path.join(h.var, 'heads.bad');
		writeFileSync(heads, 'nonsense\n');
		assert.match(verify(heads), /^exit 1:/);
		assert.match(verify(heads + '.absent'), /^exit 1:/);
	});
	test('of a page of objects holds each of them', () => {
		breaks('DELETE FROM audit_object', /lost its objects/);
		breaks('DELETE FROM audit_object ORDER BY seq, object LIMIT 1', /row \d+ lost its objects/);
		breaks('INSERT INTO audit_object SELECT RANDOM_BYTES(16), MIN(seq) FROM audit_object', /row \d+ lists objects that it does not name/);
		breaks(`UPDATE audit_object SET object = RANDOM_BYTES(16) ORDER BY seq LIMIT 1`, /does not name the objects/);
	});
	test('does not fork under eight writers', async () => {
		const was = last();
		const script = Array.from({ length: 25 }, () => "BEGIN; SELECT COUNT(*) INTO @n FROM account; CALL audit_add('test', 'race', NULL, 0, NULL, ''); COMMIT;").join('\n');
		await Promise.all(Array.from({ length: 8 }, () => run('mariadb', ['--no-defaults', `--socket=${h.socket('mariadb')}`, 'knooppunt', '-e', script])));
		assert.equal(last(), was + 200);
		assert.match(verify(), good);
	});
});

describe('the chain of registrations', () => {
	test('names a changed day, a missing row', () => {
		breaks("UPDATE intake_chain SET day = '2026-04-23' WHERE seq = 1", /intake chain: BROKEN: row 1 was changed|anchors an intake chain/);
		breaks('DELETE FROM intake_chain WHERE seq = 2', /BROKEN/);
	});
	test('made anew from the start does not fit what was anchored', () => {
		const said = (() => {
			root(`UPDATE intake_chain SET day = '2026-04-23' WHERE seq = 1;
				UPDATE intake_chain SET hash = intake_hash(prev, seq, day, leaf) WHERE seq = 1;
				UPDATE intake_chain SET prev = (SELECT k.hash FROM (SELECT hash FROM intake_chain WHERE seq = 1) k) WHERE seq = 2;
				UPDATE intake_chain SET hash = intake_hash(prev, seq, day, leaf) WHERE seq = 2;
				UPDATE intake_head SET hash = (SELECT hash FROM intake_chain WHERE seq = 2)`);
			return verify();
		})();
		const was = root('SELECT HEX(hash) FROM kept_intake WHERE seq = 2')[0][0];
		restore();
		root(`UPDATE intake_head SET hash = UNHEX('${was}')`);
		assert.match(said, /anchors an intake chain that was changed since/);
		assert.match(verify(), good);
	});
});

describe('no program', () => {
	for (const account of ['tip', 'staff', 'keyd', 'authd', 'workd', 'cleand'])
		test(`${account} changes, removes or reads the chain`, () => {
			for (const sql of ["UPDATE audit SET action = 'x'", 'DELETE FROM audit', 'TRUNCATE audit', 'DROP TABLE audit', 'SELECT * FROM audit',
				"INSERT INTO audit (seq, at, program, action, prev, hash) VALUES (99999999, NOW(), 'x', 'x', '', '')", 'UPDATE audit_head SET seq = 0',
				"SET timestamp = 1; UPDATE audit SET at = NOW()", 'DELETE FROM audit_object', 'DELETE FROM intake_chain'])
				assert.match(h.refusal(account, sql), /ERROR (1142|1044|1290|1227)/, sql);
		});
	test('says that another did it', () => {
		const before = last();
		for (const program of ['staff', 'keyd', 'kp', 'owner', 'Authd', 'authd ', ''])
			assert.match(h.refusal('authd', `CALL audit_add('${program}', 'test', NULL, 0, NULL, '')`), /KP403.*not this program/, program);
		for (const program of ['staff', 'authd'])
			assert.match(h.refusal('keyd', `CALL audit_add_list('${program}', 'test', RANDOM_BYTES(16), 1)`), /KP403.*not this program/, program);
		assert.match(h.refusal('owner', "CALL audit_add('staff', 'test', NULL, 0, NULL, '')"), /KP403.*not this program/);
		for (const account of ['tip', 'staff', 'keyd', 'workd', 'cleand'])
			assert.match(h.refusal(account, `CALL audit_add('${account}', 'test', NULL, 0, NULL, '')`), /ERROR 1370/, account);
		assert.equal(last(), before);
	});
	test('that may add a row chooses its actor or its hour', () => {
		const t0 = root('SELECT UTC_TIMESTAMP()')[0][0];
		h.sql('authd', "CALL audit_add('authd', 'test', NULL, 0, NULL, '')");
		const [actor, late] = root(`SELECT actor IS NULL, at >= '${t0}' FROM audit ORDER BY seq DESC LIMIT 1`)[0];
		assert.deepEqual([actor, late], ['1', '1']);
		assert.match(h.refusal('authd', "SET timestamp = 1000; CALL audit_add('authd', 'test', NULL, 0, NULL, '')"), /ERROR (1290|1227)/);
	});
});
