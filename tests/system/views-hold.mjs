// The need-to-know views hold against the optimizer: what a viewer may not see
// stays unseen when a query names it by its key and adds an IN beside it.
// MariaDB 10.11 drops "column = viewer()" of a merged view in that case.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { hub, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';

const ROLES = ['lead', 'security_adviser', 'administrator', 'auditor'];
const KEYS = ['id', 'ticket', 'account', 'role', 'class', 'seq', 'envelope', 'object', 'signal_id', 'number', 'subject_no'];
// A program that was taken over sets what it likes for its own connection.
const SWITCHES = ['semijoin=on,materialization=on', 'semijoin=off', 'semijoin=on,materialization=off'];

let h, views, tickets;

before(async () => {
	h = await hub({ own: true, settings: { release_seconds: 1 } });
	await file(h.visitor(), plain);
	await file(h.visitor(), { ...plain, subject: 'national_security' });
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM fraud_signal')[0][0] === '2');
	tickets = {};
	for (const role of [...ROLES, 'caseworker']) {
		const known = new Set(h.sql('root', 'SELECT HEX(ticket) FROM session').map(([t]) => t));
		await h.login(role);
		tickets[role] = h.sql('root', 'SELECT HEX(ticket) FROM session').map(([t]) => t).find((t) => !known.has(t));
	}
	views = {};
	for (const [view, column, type] of h.sql('root', `SELECT c.table_name, c.column_name, c.data_type
			FROM information_schema.columns c JOIN information_schema.table_privileges p
				ON p.table_schema = c.table_schema AND p.table_name = c.table_name
			WHERE c.table_schema = 'knooppunt' AND p.grantee LIKE '%kp\\_staff%' AND p.privilege_type = 'SELECT'`))
		(views[view] ??= []).push({ column, binary: type === 'binary' });
	delete views.calendar_day;
});
after(() => h?.stop());

const literal = (binary, hex) => (binary ? `X'${hex}'` : `'${Buffer.from(hex, 'hex').toString()}'`);

// Rows of a view that somebody with rights sees, as conditions on their keys.
function rows_of(view, ticket) {
	const keys = views[view].filter((c) => KEYS.includes(c.column));

	if (keys.length === 0)
		return [];
	const list = keys.map((k) => `HEX(CAST(${k.column} AS ${k.binary ? 'BINARY' : 'CHAR'}))`).join(', ');
	return h.sql('root', `SET @ticket = X'${ticket}'; SELECT ${list} FROM ${view} LIMIT 4`)
		.map((row) => keys.map((k, i) => ({ ...k, hex: row[i] })).filter((k) => k.hex !== 'NULL'));
}

// Ways to ask for one row by its key with an IN beside it.
function* questions(view, keys) {
	const where = keys.map((k) => `v.${k.column} = ${literal(k.binary, k.hex)}`).join(' AND ');

	for (const k of keys) {
		const value = literal(k.binary, k.hex);
		yield `SELECT COUNT(*) FROM ${view} v WHERE ${where} AND v.${k.column} IN (SELECT ${value} FROM calendar_day)`;
		yield `SELECT COUNT(*) FROM ${view} v WHERE ${where} AND v.${k.column} IN (SELECT c.id FROM colleague c)`;
		yield `SELECT COUNT(*) FROM ${view} v JOIN calendar_day d ON v.${k.column} = ${value} WHERE ${where}`;
	}
	yield `SELECT COUNT(*) FROM ${view} v WHERE ${where} AND 1 IN (SELECT LENGTH(note) + 1 FROM calendar_day)`;
	yield `SELECT COUNT(*) FROM ${view} v WHERE ${where}`;
}

function shown(ticket, asked) {
	const leaks = [];

	for (const s of SWITCHES) {
		const set = `SET optimizer_switch = '${s}'; SET @ticket = ${ticket ? `X'${ticket}'` : 'NULL'};`;
		h.sql('staff', set + asked.join(';')).forEach(([n], i) => {
			if (n !== '0')
				leaks.push(`${s}: ${asked[i]}`);
		});
	}
	return leaks;
}

test('without a live session no view shows a row, however it is asked for', () => {
	const asked = [];

	for (const view of Object.keys(views))
		for (const role of ROLES)
			for (const keys of rows_of(view, tickets[role]))
				asked.push(...questions(view, keys));
	assert.ok(asked.length > 200, `${asked.length} questions`);
	assert.deepEqual(shown(null, asked), []);
});

test('a caseworker sees nothing that is another\'s, however it is asked for', () => {
	const asked = [];

	for (const view of Object.keys(views)) {
		for (const role of ROLES)
			for (const keys of rows_of(view, tickets[role])) {
				const where = keys.map((k) => `${k.column} = ${literal(k.binary, k.hex)}`).join(' AND ');
				const seen = h.sql('root', `SET @ticket = X'${tickets.caseworker}'; SELECT ${where} AS it FROM ${view}`)
					.some(([it]) => it === '1');
				if (!seen)
					asked.push(...questions(view, keys));
			}
	}
	assert.ok(asked.length > 50, `${asked.length} questions`);
	assert.deepEqual(shown(tickets.caseworker, asked), []);
});

// A worker of ours serves one person after another with the same prepared statements.
test('a statement prepared for one viewer shows the next one nothing of the first', () => {
	const tables = Object.keys(views).filter((v) => rows_of(v, tickets.lead).length > 0);
	const count = (of) => h.sql('staff', of.map(([ticket, view, prepared]) => `SET @ticket = ${ticket ? `X'${ticket}'` : 'NULL'};
		${prepared ? 'EXECUTE q' : `PREPARE q FROM 'SELECT COUNT(*) FROM ${view}'; EXECUTE q`}`).join(';')).map(([n]) => n);

	assert.ok(tables.length > 5, tables.join());
	for (const view of tables) {
		const turns = [tickets.lead, null, tickets.security_adviser, tickets.lead, tickets.caseworker, tickets.auditor, null];
		const alone = turns.map((ticket) => count([[ticket, view, false]])[0]);

		assert.deepEqual(count(turns.map((ticket, i) => [ticket, view, i > 0])), alone, view);
		assert.equal(alone[1], '0', view);
	}
});
