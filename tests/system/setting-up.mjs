// One installation on a machine: it starts, serves, comes back, ends, and leaves nothing.
import { test, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hub, build, root, until, pause } from '../lib/hub.mjs';
import { request } from '../lib/visitor.mjs';

const port = Number(process.env.KP_OWN_PORT) || 26000 + 8 * (process.pid % 400);
const base = mkdtempSync(path.join(tmpdir(), 'kp-set-'));
const h = new Hub(path.join(base, 'one'), port, true);

after(async () => {
	await h.stop().catch(() => {});
	rmSync(base, { recursive: true, force: true });
});

const sessionOf = (pid) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[3]);
function processesOf(session) {
	return readdirSync('/proc').filter((p) => /^\d+$/.test(p)).filter((p) => {
		try {
			const [, state, , , sid] = readFileSync(`/proc/${p}/stat`, 'utf8').replace(/^(.*)\) /, ') ').split(' ');
			return Number(sid) === session && state !== 'Z';
		} catch { return false; }
	});
}
const pidOf = (hub, name) => Number(readFileSync(path.join(hub.var, 'run', `${name}.pid`), 'utf8'));
const status = async (p, where) => (await request(p, 'GET', where).catch((e) => ({ status: e.code }))).status;

test('start returns when everything serves, and the accounts are listed', async () => {
	await h.tool('start');
	assert.equal(await status(port, '/nl/'), 200);
	assert.equal(await status(port + 1, '/nl/login'), 200);
	const roles = new Set(h.accounts().map((a) => a.role));
	for (const role of ['caseworker', 'lead', 'analyst', 'security_adviser', 'colleague', 'auditor',
		'privacy_officer', 'legal_owner', 'administrator'])
		assert.ok(roles.has(role), role);
});

test('nothing but this user reads what it wrote', () => {
	for (const f of ['knooppunt.conf', 'accounts.txt', 'secret', 'keys/secret', 'db'])
		assert.equal(statSync(path.join(h.var, f)).mode & 0o077, 0, f);
	for (const f of readdirSync(path.join(h.var, 'secret')))
		assert.equal(statSync(path.join(h.var, 'secret', f)).mode & 0o777, 0o400, f);
});

test('the database commits durably, has no network and writes no log of statements', () => {
	const wanted = { innodb_flush_log_at_trx_commit: '1', innodb_doublewrite: '1', secure_timestamp: 'YES',
		local_infile: '0', log_bin: '0', general_log: '0', slow_query_log: '0', skip_networking: '1',
		innodb_rollback_on_timeout: '1', innodb_snapshot_isolation: '1', 'GLOBAL.time_zone': '+00:00',
		performance_schema: '0', symbolic_links: undefined };
	for (const [name, value] of Object.entries(wanted))
		if (value !== undefined)
			assert.equal(h.sql('root', `SELECT @@${name}`)[0][0], value, name);
	assert.match(h.sql('root', 'SELECT @@sql_mode')[0][0], /STRICT_ALL_TABLES.*NO_ZERO_DATE/);
	assert.deepEqual(readdirSync(h.sql('root', 'SELECT @@secure_file_priv')[0][0]), []);
});

test('a killed program, web server or database is back by itself', async () => {
	for (const name of ['tip', 'upload', 'staff', 'authd', 'keyd', 'workd', 'cleand', 'nginx', 'mariadb']) {
		const before = pidOf(h, name);
		process.kill(before, 'SIGKILL');
		await until(`${name} runs again`, () => pidOf(h, name) !== before);
	}
	await until('the form answers', async () => await status(port, '/nl/') === 200);
	await until('the intranet answers', async () => await status(port + 1, '/nl/login') === 200);
	await until('the database answers', () => h.refusal('root', 'SELECT 1') === '');
});

test('a second installation runs beside the first, and ends without it', async () => {
	const other = new Hub(path.join(base, 'two'), port + 2, true);
	try {
		await other.tool('start');
		assert.equal(await status(port + 2, '/nl/'), 200);
		assert.equal(await status(port, '/nl/'), 200);
	} finally {
		await other.stop();
	}
	assert.equal(await status(port + 2, '/nl/'), 'ECONNREFUSED');
	assert.equal(await status(port, '/nl/'), 200);
});

test('a port in use is said; nothing of the second installation stays', async () => {
	const other = new Hub(path.join(base, 'three'), port, true);
	await assert.rejects(other.tool('start'), (e) => /Address already in use/.test(e.stderr));
	assert.ok(!existsSync(path.join(other.var, 'run', 'watch.pid')));
	assert.equal(await status(port, '/nl/'), 200);
});

test('stop ends everything it started and nothing else, and start serves a second time', async () => {
	const session = sessionOf(pidOf(h, 'watch'));
	assert.ok(processesOf(session).length > 8);
	await h.tool('stop');
	await until('what was killed has ended', () => processesOf(session).length === 0);
	assert.deepEqual(readdirSync(path.join(h.var, 'run')), ['lock']);
	await h.tool('start');	// how quickly: make bench
	assert.equal(await status(port, '/nl/'), 200);
});

test('a supervisor that was killed itself leaves nothing that stop does not find', async () => {
	const session = sessionOf(pidOf(h, 'watch'));
	process.kill(pidOf(h, 'watch'), 'SIGKILL');
	await pause(100);
	await h.tool('stop');
	await until('all ended', () => processesOf(session).length === 0);
});

// In the foreground, from a shell that holds a lock open.
async function foreground(hub, lock) {
	const child = spawn('bash', ['-c', `exec 7>"${lock}" && exec tools/hub run`], { cwd: root,
		env: { ...process.env, VAR: hub.var, PORT: String(hub.port), B: build }, stdio: ['ignore', 'pipe', 'pipe'] });
	const said = { out: '', err: '', code: new Promise((done) => child.on('exit', done)) };

	child.stdout.on('data', (d) => { said.out += d; });
	child.stderr.on('data', (d) => { said.err += d; });
	await until('it says how to stop it', () => child.exitCode !== null || /Ctrl-C stops all/.test(said.out), 120000);
	return said;
}

test('what runs in the foreground ends well when stop is asked for elsewhere, and not when its supervisor dies', async () => {
	const other = new Hub(path.join(base, 'six'), port + 6, true);
	const lock = path.join(base, 'held');
	try {
		const asked = await foreground(other, lock);
		for (const pid of processesOf(sessionOf(pidOf(other, 'watch'))))
			for (const fd of readdirSync(`/proc/${pid}/fd`)) {
				let held = '';
				try { held = readlinkSync(`/proc/${pid}/fd/${fd}`); } catch { /* closed meanwhile */ }
				assert.notEqual(held, lock, `process ${pid} holds what its caller had open`);
			}
		await other.tool('stop');
		assert.deepEqual([await asked.code, asked.err], [0, '']);
		const died = await foreground(other, lock);
		process.kill(pidOf(other, 'watch'), 'SIGKILL');
		assert.equal(await died.code, 1);
		assert.match(died.err, /the supervisor ended/);
	} finally {
		await other.stop();
	}
});

test('a pid file that names a stranger ends no stranger', async () => {
	const stranger = spawn('sleep', ['60']);
	mkdirSync(path.join(h.var, 'run'), { recursive: true });
	for (const name of ['watch', 'tip', 'mariadb', 'nginx'])
		writeFileSync(path.join(h.var, 'run', `${name}.pid`), `${stranger.pid}\n`);
	await h.tool('stop');
	assert.equal(stranger.exitCode, null);
	assert.equal(stranger.signalCode, null);
	stranger.kill();
});

test('a folder too deep for a socket works all the same', async () => {
	const deep = new Hub(path.join(base, 'x'.repeat(60), 'y'.repeat(60)), port + 4, true);
	try {
		await deep.tool('start');
		assert.equal(await status(port + 4, '/nl/'), 200);
	} finally {
		await deep.stop();
	}
});

test('a migration that was killed is finished by the next', async () => {
	await h.tool('start');
	h.sql('root', 'DROP DATABASE knooppunt');
	const kp = (args, options) => spawn(path.join(build, 'bin/kp'), ['-c', path.join(h.var, 'knooppunt.conf'), ...args], options);
	for (const ms of [10, 30, 60, 100, 150]) {
		const child = kp(['migrate'], { stdio: 'ignore', detached: true });
		const ended = new Promise((r) => child.on('exit', r));
		await pause(ms);
		try {
			process.kill(-child.pid, 'SIGKILL');
		} catch { /* already done */ }
		await ended;
	}
	h.kp('migrate');
	h.kp('migrate');
	const files = readdirSync(path.join(root, 'db/schema')).filter((f) => f.endsWith('.sql')).length;
	assert.equal(h.sql('root', 'SELECT COUNT(*) FROM migration')[0][0], String(files));
	assert.equal(h.sql('root', 'SELECT COUNT(*) FROM installation')[0][0], '1');
});

test('a demo that is filled already is told of once more, and left as it is', () => {
	const codes = path.join(h.var, 'demo.done'), reports = () => h.sql('root', 'SELECT COUNT(*) FROM report')[0][0];
	const before = reports();
	writeFileSync(codes, `AAAAA-BBBBB-CCCCC-DDDDD-EEEEE  http://localhost:${port}/nl/mijn-melding\n`);
	try {
		const said = execFileSync(path.join(root, 'tools/demo'), { cwd: root, encoding: 'utf8',
			env: { ...process.env, VAR: h.var, PORT: String(port), B: build } });
		assert.match(said, /has its demo reports already/);
		assert.match(said, /AAAAA-BBBBB-CCCCC-DDDDD-EEEEE/);
		assert.match(said, new RegExp(`Public form +http://localhost:${port}/`));
		assert.equal(reports(), before);
	} finally {
		rmSync(codes);
	}
});

test('what is wrong with the settings is said by the program that reads them', () => {
	const conf = path.join(base, 'wrong.conf');
	writeFileSync(conf, 'no_such_key = 1\n');
	for (const [file, words] of [['/nonexist', 'kp: /nonexist: No such file or directory\n'], [conf, `kp: ${conf}:1: unknown key\n`]])
		assert.throws(() => execFileSync(path.join(build, 'bin/kp'), ['-c', file, 'status'], { stdio: 'pipe' }),
			(e) => String(e.stderr) === words);
});

test('kp init --production refuses, and says all that is missing', () => {
	const conf = path.join(base, 'production.conf');
	writeFileSync(conf, `var = ${base}/production\nsecond_factor = optional\n`);
	let said = '';
	try {
		execFileSync(path.join(build, 'bin/kp'), ['-c', conf, 'init', '--production'], { stdio: 'pipe' });
		assert.fail('it went on');
	} catch (e) {
		said = String(e.stderr);
	}
	if (!/demo build/.test(said))
		for (const key of ['operator_name', 'privacy_text', 'public_host', 'second_factor = required'])
			assert.match(said, new RegExp(key));
	assert.ok(!/production = 1/.test(readFileSync(conf, 'utf8')));
});
