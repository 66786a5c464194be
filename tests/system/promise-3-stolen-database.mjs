// Promise 3: a stolen database or backup holds no content, yet staff can search and count.
// A marker is put into every field a reporter can fill in, and into what staff write;
// then a full dump and every file of the database are read for it.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { hub, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';

let h;
const mark = `QZ${Math.random().toString(36).slice(2, 10).toUpperCase()}`;
const answers = { ...plain, subject: 'income', story: `Verhaal ${mark} over loon dat niet klopt.`,
	happened: `toen ${mark}`, where_address: `Straat ${mark}`, where_place: `Plaats ${mark}`,
	name: `Naam ${mark}`, employer: `Werkgever ${mark}`, identity: 'confidential', your_name: `Melder ${mark}`,
	your_email: `${mark}@example.org`, your_phone: '0612345678', relation: mark,
	file: { name: `${mark}.jpg`, type: 'image/jpeg', data: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(` ${mark} `.repeat(60000))]) } };

before(async () => { h = await hub(); });
after(() => h.own && h.stop());

function dump() {
	return execFileSync('mariadb-dump', ['--no-defaults', `--socket=${h.socket('mariadb')}`, '--all-databases',
		'--hex-blob=FALSE', '--routines'], { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
}

test('what a reporter wrote is in no table, no dump and no database file, but at the desk it can be read', async () => {
	await file(h.visitor(), answers);
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM report WHERE waiting = 1')[0][0] === '0'
		&& h.sql('root', 'SELECT COUNT(*) FROM upload WHERE sent = 1')[0][0] === '0');
	assert.notEqual(h.sql('root', 'SELECT COUNT(*) FROM attachment WHERE author IS NULL')[0][0], '0', 'its file too');

	const v = await h.login('caseworker');
	const number = h.sql('root', "SELECT number FROM fraud_signal WHERE subject = 'income' ORDER BY received DESC").flat();
	let seen = false;
	for (const n of number.slice(0, 200)) {
		const page = await v.get(`/nl/signals/${n}`);
		if (page.body.includes(mark)) { seen = true; break; }
	}
	assert.ok(seen, 'the caseworker reads the story');

	const all = dump();
	assert.ok(all.length > 10000);
	assert.ok(!all.includes(mark), 'dump');
	assert.ok(!all.toString('latin1').includes(Buffer.from(mark).toString('hex').toUpperCase()), 'dump, in hex');
	h.sql('root', 'SET GLOBAL innodb_max_dirty_pages_pct = 0; SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0');
	const hits = spawnGrep(mark, path.join(h.var, 'db'));
	assert.equal(hits, '', 'files of the database');
});

test('counting and filtering work on what is plain: subject, status, dates', async () => {
	const v = await h.login('caseworker');
	const page = await v.get('/nl/queue?subject=income');
	assert.equal(page.status, 200);
	assert.match(page.body, /\/nl\/signals\//);
});

test('controlled vocabulary is all that stands plain', () => {
	const columns = h.sql('root', `SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = 'knooppunt' AND data_type IN ('varchar', 'char', 'text', 'mediumtext', 'longtext')
		AND table_name IN ('report', 'report_addition', 'fraud_signal', 'signal_event', 'signal_subject', 'record', 'envelope')`);
	for (const [table, column] of columns) {
		const values = h.sql('root', `SELECT DISTINCT \`${column}\` FROM \`${table}\` WHERE \`${column}\` <> '' LIMIT 200`).flat();
		for (const value of values)
			assert.match(value, /^[A-Za-z0-9_ :=.,>-]{0,400}$/, `${table}.${column}: codes only`);
	}
});

export function spawnGrep(what, where) {
	try {
		return execFileSync('grep', ['-rlaF', what, where], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch (e) {
		return e.stdout?.trim() ?? '';
	}
}
