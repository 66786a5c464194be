// Promise 4: nothing we keep identifies an anonymous reporter: no address, no
// browser string, no clock time. Runs after all other system tests, on what they left behind.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Hub, build, hub, root, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';
import { ask, open, postFile } from '../lib/dialogue.mjs';

let h, receipt;
const agent = `ZZAgent${Math.random().toString(36).slice(2, 10)}`;
// Made up anew each time, so that it stands in no source file either (RFC 3849: for documentation).
const address = `2001:db8:${Math.random().toString(16).slice(2, 6)}::${Math.random().toString(16).slice(2, 6)}`;
const words = `ZZWoorden${Math.random().toString(36).slice(2, 10)}`;
// A file that stands on no disk of this test itself: large enough for what nginx keeps beside its memory.
const inside = `ZZBinnenin${Math.random().toString(36).slice(2, 10)}`;
const photo = { name: `${inside}.jpg`, type: 'image/jpeg', data: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(` ${inside} `.repeat(100000))]) };
before(async () => {
	h = await hub();
	({ receipt } = await file(h.visitor({ 'user-agent': agent, 'x-forwarded-for': address,
		referer: `http://localhost/${agent}` }), { ...plain, file: photo, story: `Niemand mag weten wie dit schrijft: ${words}` }));
	assert.ok(receipt);
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM report WHERE waiting = 1')[0][0] === '0');
});
after(() => h.own && h.stop());

// What it found, also when a file of somebody else was gone before it was looked at, which it ends with a number for.
function found(program, args) {
	try {
		return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch (e) {
		if (typeof e.status !== 'number')
			throw e;
		return e.stdout.trim();
	}
}
// One look for all of them: what these places hold may be gigabytes.
const grep = (what, ...where) => found('grep', ['-rlaF', ...[what].flat().flatMap((w) => ['-e', w]), '--', ...where.filter((w) => existsSync(w))]);
const newer = (dir, ...tests) => found('find', [dir, '-maxdepth', '2', '-type', 'f', '-newer', path.join(h.var, 'knooppunt.conf'), ...tests]);
const places = () => [h.var, '/var/log', '/run/log', '/var/crash', '/var/lib/systemd/coredump', '/var/lib/nginx', '/var/tmp', ...readdirSync('/dev/shm').map((n) => `/dev/shm/${n}`)];

test('no file holds the browser string, the receipt, the text or the address', () => {
	assert.equal(grep([agent, receipt, receipt.replaceAll('-', ''), words, address], ...places()), '');
});

test('what stood in a file, and its name, are on no file system, in no table and in no log', async () => {
	await until('taken in hand', () => h.sql('root', 'SELECT COUNT(*) FROM upload WHERE sent = 1')[0][0] === '0'
		&& h.sql('root', 'SELECT COUNT(*) FROM attachment WHERE author IS NULL')[0][0] !== '0');
	h.sql('root', 'SET GLOBAL innodb_max_dirty_pages_pct = 0; SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0');
	assert.equal(grep(inside, ...places(), process.env.TMPDIR ?? '/nowhere'), '');
	const fresh = newer('/tmp').split('\n').filter(Boolean);
	if (fresh.length)
		assert.equal(grep(inside, ...fresh), '');
	for (const [table] of h.sql('root', `SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'knooppunt'
		AND data_type LIKE '%blob' OR data_type LIKE 'var%'`).filter(([t]) => /^(upload|file_chunk|attachment|report|record|fraud_signal|audit)$/.test(t))) {
		const dump = execFileSync('mariadb-dump', ['--no-defaults', `--socket=${h.socket('mariadb')}`, 'knooppunt', table], { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
		assert.ok(!dump.includes(inside), table);
	}
});

test('a visit to Mijn melding leaves the date a question was read, and an answer its date: no clock, no code', async () => {
	const mark = `ZZAntwoord${Math.random().toString(36).slice(2, 10)}`;
	const made = await file(h.visitor(), plain);
	const id = await ask(h, made.reference, { text: `ZZVraag${mark}` });
	const of = () => h.sql('root', `SELECT * FROM report WHERE reference = '${made.reference}'`).concat(
		h.sql('root', `SELECT e.* FROM signal_event e JOIN report r ON r.signal_id = e.signal_id WHERE r.reference = '${made.reference}'`),
		h.sql('root', `SELECT id, signal_id, tag, day, look_before, state, answered FROM question WHERE id = X'${id}'`),
		h.sql('root', `SELECT a.* FROM audit a JOIN report r ON r.signal_id = a.object WHERE r.reference = '${made.reference}'`)).join('|');
	const was = of();

	await open(h, made.receipt, 'nl', h.visitor({ 'user-agent': agent, 'x-forwarded-for': address }));
	assert.equal(of(), was, 'a visit');
	assert.equal(h.sql('root', `SELECT read_on = CURRENT_DATE FROM question WHERE id = X'${id}'`)[0][0], '1');
	let page = await (await open(h, made.receipt)).submit({ 'text.1': `${mark} staat nergens leesbaar` }, 'go=file');
	page = await postFile(page, { name: `${mark}.png`, bytes: Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(mark.repeat(50))]) }, ['go', 'back']);
	assert.equal((await page.submit({}, 'go=send')).status, 200);
	const fresh = await (await (await open(h, made.receipt)).submit({}, 'go=replace')).submit({}, 'go=yes');
	const code = fresh.root.querySelector('#receipt').text.trim();
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM report_addition WHERE waiting = 1')[0][0] === '0');
	assert.equal(grep([mark, agent, address, made.receipt, made.receipt.replaceAll('-', ''), code, code.replaceAll('-', '')], ...places()), '');
	for (const [table, columns] of [['report_addition', 'received'], ['question', 'day, read_on, answered'], ['report_former', 'day'], ['upload', 'day']])
		h.sql('root', `SELECT ${columns} FROM ${table}`).flat().filter((v) => v !== 'NULL')
			.forEach((v) => assert.match(v, /^\d{4}-\d\d-\d\d$/, table));
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
		AND table_name IN ('report', 'report_addition', 'report_former', 'question', 'upload', 'file_chunk', 'attachment', 'file_room',
			'fraud_signal', 'envelope', 'intake_chain', 'intake_head')`).flat();
	assert.deepEqual(timed, []);
	const clocks = h.sql('root', `SELECT COUNT(*) FROM record r WHERE r.author IS NULL AND r.added IS NOT NULL`)[0][0];
	assert.equal(clocks, '0', 'what a reporter wrote has a day and no time');
	const events = h.sql('root', "SELECT COUNT(*) FROM signal_event WHERE what IN ('registered', 'addition', 'answered', 'lapsed', 'dialogue_ended', 'addition_by_reference') AND at IS NOT NULL")[0][0];
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
		assert.equal(newer(dir, '-name', '*fcgi*'), '');
	}
});

test('temporary folders that cannot be written to change nothing: a file comes in all the same', async (t) => {
	if (process.getuid() !== 0)
		return t.skip('needs to mount');
	// /tmp and /var/tmp of this hub are empty and read-only; what it has stands beside the build. A clone
	// below /tmp cannot do without that one.
	const temps = ['/var/tmp', ...(build.startsWith('/tmp/') || root.startsWith('/tmp/') ? [] : ['/tmp'])];
	const dir = mkdtempSync(path.join(build, 'no-temp.')), port = Number(process.env.KP_OWN_PORT ?? 18800);
	const bare = new Hub(dir, port, true);
	const env = { ...process.env, VAR: dir, PORT: String(port), B: build, TMPDIR: temps.at(-1) };
	try {
		execFileSync('unshare', ['--mount', '--propagation', 'private', 'sh', '-euc', `for d in ${temps.join(' ')}; do mount -t tmpfs -o ro tmpfs $d; ! touch $d/x 2>/dev/null; done; exec tools/hub start`], { cwd: root, env, stdio: 'ignore', timeout: 120000 });
		const sent = await file(bare.visitor(), { ...plain, file: photo });
		assert.notEqual(sent.receipt, '');
		// Registered by now, or not yet.
		assert.deepEqual(bare.sql('root', 'SELECT COUNT(*), MIN(chunks) > 1 FROM (SELECT chunks FROM upload UNION ALL SELECT chunks FROM attachment) f'), [['1', '1']]);
		assert.equal(grep(inside, dir), '');
	} finally {
		await bare.stop();
	}
});
