// Promise 4: nothing we keep identifies an anonymous reporter: no address, no
// browser string, no clock time. Runs after all other system tests, on what they left behind.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { hub, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';

let h, receipt;
const agent = `ZZAgent${Math.random().toString(36).slice(2, 10)}`;
// Made up anew each time, so that it stands in no source file either (RFC 3849: for documentation).
const address = `2001:db8:${Math.random().toString(16).slice(2, 6)}::${Math.random().toString(16).slice(2, 6)}`;
const words = `ZZWoorden${Math.random().toString(36).slice(2, 10)}`;
before(async () => {
	h = await hub();
	({ receipt } = await file(h.visitor({ 'user-agent': agent, 'x-forwarded-for': address,
		referer: `http://localhost/${agent}` }), { ...plain, story: `Niemand mag weten wie dit schrijft: ${words}` }));
	assert.ok(receipt);
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM report WHERE waiting = 1')[0][0] === '0');
});
after(() => h.own && h.stop());

function grep(what, ...where) {
	try {
		return execFileSync('grep', ['-rlaF', '--', what, ...where.filter((w) => existsSync(w))],
			{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch (e) {
		return (e.stdout ?? '').trim();
	}
}
const places = () => [h.var, '/var/log', '/run/log', '/var/crash', '/var/lib/systemd/coredump', '/var/lib/nginx', '/var/tmp', ...readdirSync('/dev/shm').map((n) => `/dev/shm/${n}`)];

test('no file holds the browser string, the receipt, the text or the address', () => {
	for (const what of [agent, receipt, receipt.replaceAll('-', ''), words, address])
		assert.equal(grep(what, ...places()), '', what.slice(0, 4));
});

test('no log of the public side holds any address or a line per request', () => {
	const log = path.join(h.var, 'log');
	for (const name of readdirSync(log).filter((n) => /tip|upload|nginx/.test(n))) {
		const text = readFileSync(path.join(log, name), 'utf8');
		assert.doesNotMatch(text, /127\.0\.0\.1|\[::1\]|Mozilla|POST |GET /, name);
	}
});

test('no column of a report or of its signal tells the time of day', () => {
	const timed = h.sql('root', `SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns
		WHERE table_schema = 'knooppunt' AND data_type IN ('datetime', 'timestamp', 'time')
		AND table_name IN ('report', 'report_addition', 'fraud_signal', 'envelope', 'intake_chain', 'intake_head')`).flat();
	assert.deepEqual(timed, []);
	const clocks = h.sql('root', `SELECT COUNT(*) FROM record r WHERE r.author IS NULL AND r.added IS NOT NULL`)[0][0];
	assert.equal(clocks, '0', 'what a reporter wrote has a day and no time');
	const events = h.sql('root', "SELECT COUNT(*) FROM signal_event WHERE what IN ('registered', 'addition') AND at IS NOT NULL")[0][0];
	assert.equal(events, '0');
	const audit = h.sql('root', "SELECT COUNT(*) FROM audit WHERE action LIKE '%rewrap%' OR action LIKE 'regist%'")[0][0];
	assert.equal(audit, '0', 'registration leaves no timed audit row');
});

test('no key gives the order in which reports came: ids, tags and numbers are random', () => {
	for (const [table, column] of [['report', 'tag'], ['report', 'envelope'], ['fraud_signal', 'id'], ['envelope', 'id']]) {
		const rows = Number(h.sql('root', `SELECT COUNT(*) FROM ${table}`)[0][0]);
		const firsts = Number(h.sql('root', `SELECT COUNT(DISTINCT LEFT(${column}, 1)) FROM ${table}`)[0][0]);
		if (rows >= 100)
			assert.ok(firsts > 40, `${table}.${column}: ${firsts} first bytes in ${rows} rows`);
	}
	const serial = h.sql('root', `SELECT table_name FROM information_schema.columns WHERE table_schema = 'knooppunt'
		AND extra LIKE '%auto_increment%'`).flat();
	assert.deepEqual(serial, []);
});

test('the public form sets no cookie and loads nothing from elsewhere', async () => {
	const v = h.visitor();
	const page = await v.get('/nl/');
	assert.equal(page.headers['set-cookie'], undefined);
	assert.equal(page.headers.etag, undefined);
	for (const e of page.root.querySelectorAll('[src],link[href]'))
		assert.match(e.getAttribute('src') ?? e.getAttribute('href'), /^(\/|data:,)/);
});

test('binary, general and slow logs of the database are off', () => {
	const on = h.sql('root', `SELECT variable_name FROM information_schema.global_variables
		WHERE variable_name IN ('log_bin', 'general_log', 'slow_query_log') AND variable_value NOT IN ('OFF', '0')`).flat();
	assert.deepEqual(on, []);
});

test('nothing of an upload or a long text is left in a temporary folder', () => {
	for (const dir of ['/var/tmp', '/tmp', '/var/lib/nginx']) {
		if (!existsSync(dir) || !statSync(dir).isDirectory()) continue;
		const old = execFileSync('find', [dir, '-maxdepth', '2', '-name', '*fcgi*', '-newer', path.join(h.var, 'knooppunt.conf'), '-type', 'f'],
			{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
		assert.equal(old, '');
	}
});
