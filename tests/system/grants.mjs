// Who may run which statement: every query of db/query, executed under every
// program's account in a rolled-back transaction, against the wanted table
// (tests/system/grants.expected); and SHOW GRANTS against db/grants.sql.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hub, root, until } from '../lib/hub.mjs';

let h;
before(async () => {
	h = await hub();
	// Of the tests before, in the same hub: what is counted below must not grow meanwhile.
	await until('all is registered', () => h.sql('root', 'SELECT COUNT(*) FROM report WHERE waiting = 1')[0][0] === '0', 60000);
});
after(() => h.own && h.stop());

const accounts = ['tip', 'staff', 'keyd', 'authd', 'workd', 'cleand'];
const expected = path.join(root, 'tests/system/grants.expected');

// The same reading of the files as tools/querygen: "-- name(args)" ... statement ";"
export function queries() {
	const out = [];
	for (const file of readdirSync(path.join(root, 'db/query')).filter((f) => f.endsWith('.sql')).sort()) {
		let name = null, text = '';
		for (const line of readFileSync(path.join(root, 'db/query', file), 'utf8').split('\n')) {
			const head = line.match(/^-- ([a-z0-9_]+)\(.*\)/);
			if (head && !text) { name = head[1]; continue; }
			if (!name || line.startsWith('--')) continue;
			text += line + '\n';
			if (/;\s*(--.*)?$/.test(line)) { out.push([name, text.trim().replace(/;\s*(--.*)?$/, '')]); name = null; text = ''; }
		}
	}
	return out;
}

// Executed, because CALL prepares without the right and fails only when run.
function may(account, sql) {
	const marks = (sql.match(/\?/g) ?? []).length;
	const using = marks ? ` USING ${Array(marks).fill("''").join(', ')}` : '';
	const quoted = sql.replace(/\\/g, '\\\\').replace(/'/g, "''");
	const error = h.refusal(account, `SET autocommit = 0; START TRANSACTION; PREPARE s FROM '${quoted}'; EXECUTE s${using}; ROLLBACK`);

	return !/ERROR (1044|1142|1143|1370|1227|1345|1356)/.test(error);
}

test('every query runs under the accounts that need it and no other', () => {
	const lines = queries().map(([name, sql]) => `${name}: ${accounts.filter((a) => may(a, sql)).join(' ') || '-'}`);

	assert.ok(lines.length > 20);
	if (process.env.KP_WRITE)
		writeFileSync(expected, lines.join('\n') + '\n');
	assert.deepEqual(lines, readFileSync(expected, 'utf8').trim().split('\n'));
});

test('SHOW GRANTS of every account equals db/grants.sql', () => {
	const text = readFileSync(path.join(root, 'db/grants.sql'), 'utf8').replace(/--.*$/gm, '');
	const want = {};
	for (const g of text.split(';').map((s) => s.replace(/\s+/g, ' ').trim()).filter(Boolean)) {
		const m = g.match(/^GRANT (.+) ON (?:(PROCEDURE|FUNCTION) )?knooppunt\.(\w+) TO kp_(\w+)@localhost$/);
		assert.ok(m, `unexpected statement in grants.sql: ${g}`);
		for (const right of m[1].split(/, (?![^(]*\))/))
			(want[m[4]] ??= new Set()).add(`${right.replace(/\((.*)\)/, (_, c) => `(${c.split(/, ?/).sort().join(', ')})`)} ${m[2] ?? 'TABLE'} ${m[3]}`);
	}
	for (const account of accounts) {
		const have = new Set();
		for (const [line] of h.sql('root', `SHOW GRANTS FOR kp_${account}@localhost`)) {
			if (/GRANT USAGE ON/.test(line)) continue;
			const m = line.match(/^GRANT (.+) ON (?:(PROCEDURE|FUNCTION) )?`knooppunt`\.`(\w+)` TO/);
			assert.ok(m, line);
			for (const right of m[1].split(/, (?![^(]*\))/))
				have.add(`${right.replace(/`/g, '').replace(/\((.*)\)/, (_, c) => `(${c.split(/, ?/).sort().join(', ')})`)} ${m[2] ?? 'TABLE'} ${m[3]}`);
		}
		assert.deepEqual([...have].sort(), [...(want[account] ?? [])].sort(), account);
	}
});

test('the definer and the owner cannot log in; root of the instance is not reachable by the programs', () => {
	const locked = h.sql('root', "SELECT User, JSON_VALUE(Priv, '$.account_locked') FROM mysql.global_priv WHERE User IN ('kp_definer')");
	assert.deepEqual(locked, [['kp_definer', '1']]);
});

test('the intranet\'s account without a live ticket reads nothing', () => {
	for (const view of ['seen_signal', 'seen_record', 'seen_event', 'seen_subject', 'seen_audit', 'me', 'colleague', 'auditor_audit', 'admin_account']) {
		assert.equal(h.sql('staff', `SELECT COUNT(*) FROM ${view}`)[0][0], '0', view);
		assert.equal(h.sql('staff', `SET @ticket = REPEAT('x', 32); SELECT COUNT(*) FROM ${view}`)[0][0], '0', `${view}, invented ticket`);
	}
});

test('the intranet\'s account reads no base table, ticket or not', () => {
	const tables = h.sql('root', "SELECT table_name FROM information_schema.tables WHERE table_schema = 'knooppunt' AND table_type = 'BASE TABLE'").flat();
	for (const name of tables)
		assert.match(h.refusal('staff', `SELECT 1 FROM \`${name}\` LIMIT 1`), /ERROR 1142/, name);
});

test('with a live ticket the intranet\'s account sees what that person may, and no more', async () => {
	const v = await h.login('caseworker');
	assert.ok(v.cookies.size > 0);
	const id = h.sql('root', `SELECT HEX(s.ticket) FROM session s, account a WHERE a.id = s.account AND a.name = '${v.account.name}'
		AND s.ended = 0 ORDER BY s.started DESC LIMIT 1`)[0][0];
	const seen = h.sql('staff', `SET @ticket = UNHEX('${id}'); SELECT COUNT(*), COALESCE(SUM(class = 2), 0) FROM seen_signal`)[0];
	const all = h.sql('root', 'SELECT COUNT(*) FROM fraud_signal WHERE class = 1 AND restricted = 0')[0][0];
	assert.deepEqual(seen, [all, '0']);
	assert.notEqual(h.refusal('staff', `SET @ticket = UNHEX('${id}'); UPDATE seen_signal SET class = 2`), '');
});
