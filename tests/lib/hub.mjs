// A running hub for the tests: the shared one that tests/run started (KP_VAR,
// KP_PORT), or one of a test's own with sharp edges (faults, other settings).
import { execFile, execFileSync, spawn } from 'node:child_process';
import { appendFileSync, closeSync, constants, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Visitor } from './visitor.mjs';

const run = promisify(execFile);
// What is stored has the day of the Netherlands, which for an hour or two is not that of UTC: so has a test's CURRENT_DATE.
const amsterdam = (options) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', ...options });
const zone = amsterdam({ timeZoneName: 'longOffset' }).formatToParts().find((x) => x.type === 'timeZoneName').value.replace('GMT', '');
// "2026-11-25". Counted in days: twice a year one has 23 or 25 hours.
export const dutchDay = (days = 0) => new Date(Date.parse(amsterdam().format()) + days * 86400000).toISOString().slice(0, 10);
export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
export const build = process.env.B ?? path.join(root, 'build');

export class Hub {
	constructor(dir, port, own) {
		this.var = dir;
		this.port = port;
		this.staffPort = port + 1;
		this.own = own;
	}

	async tool(word) {
		const said = await run(path.join(root, 'tools/hub'), [word], {
			cwd: root, env: { ...process.env, VAR: this.var, PORT: String(this.port), B: build },
			timeout: 120000,
		});
		if (word === 'stop')
			this.keepErrors();
		return said;
	}
	// What programs said on stderr, for tests/run, which looks for reports of sanitizers: a worker
	// that one of them ended is started again, and no test may have noticed.
	keepErrors() {
		const log = path.join(this.var, 'log');

		if (process.env.KP_ERRORS && existsSync(log))
			for (const f of readdirSync(log).filter((n) => n.endsWith('.err')))
				appendFileSync(process.env.KP_ERRORS, readFileSync(path.join(log, f)));
	}
	async stop() {
		await this.tool('stop');
		if (this.own)
			rmSync(this.var, { recursive: true, force: true });
	}

	kp(...args) {
		return execFileSync(path.join(build, 'bin/kp'), ['-c', path.join(this.var, 'knooppunt.conf'), ...args],
			{ encoding: 'utf8' });
	}

	// Rows as arrays of strings; NULL is "NULL". account: tip, staff, keyd, authd, workd, owner or root.
	sql(account, text) {
		const out = execFileSync('mariadb', this.client(account, text), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
		return out === '' ? [] : out.replace(/\n$/, '').split('\n').map((l) => l.split('\t'));
	}
	// The same beside whatever else goes on: resolves when all of it is done.
	sqlMeanwhile(account, text) { return run('mariadb', this.client(account, text)); }
	// A session of its own that has done this and keeps what it locked, until release() says how it ends.
	async holding(account, text, ms) {
		const client = spawn('mariadb', [...this.client(account, '').slice(0, -2), '--unbuffered']);
		const ended = new Promise((r) => client.on('close', r));
		let said = '', wrong = '';

		client.stdout.on('data', (d) => { said += d; });
		client.stderr.on('data', (d) => { wrong += d; });
		client.stdin.on('error', () => { /* it ended: see below */ });
		// A test that failed before its release ends all the same, and with it what is held.
		const parts = [client, client.stdin, client.stdout, client.stderr];
		parts.forEach((x) => x.unref());
		client.stdin.write(`${text};\nSELECT 'it is held';\n`);
		await until(`held: ${text}`, () => {
			if (client.exitCode !== null)
				throw new Error(wrong);
			return said.includes('it is held');
		}, ms);
		return { release: async (end = 'COMMIT') => {
			parts.forEach((x) => x.ref());
			client.stdin.end(`${end};\n`);
			await ended;
			if (wrong)
				throw new Error(wrong);
		} };
	}
	// Until so many other sessions wait for what is held. Begun before that one is, and looked for by the database itself:
	// nobody waits for longer than five seconds. Not more often: that table is made anew for who did not ask for a tenth of one.
	waits(many = 1) {
		return this.sqlMeanwhile('root', `DELIMITER //
BEGIN NOT ATOMIC DECLARE n INT DEFAULT 0;
WHILE (SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT') < ${many} DO
DO SLEEP(0.2); SET n = n + 1;
IF n > 150 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'nobody waits'; END IF; END WHILE; END//`);
	}
	client(account, text) {
		const args = ['--no-defaults', `--socket=${this.socket('mariadb')}`, '-N', '-B', '--raw', `--init-command=SET time_zone = '${zone}'`];
		if (account !== 'root')
			args.push(`--user=kp_${account}`, `--password=${readFileSync(path.join(this.var, 'secret', `kp_${account}.password`), 'utf8').trim()}`);
		args.push('knooppunt', '-e', text);
		return args;
	}
	// The refusal of a statement ("1142: ..."), or '' when it was allowed.
	refusal(account, text) {
		try {
			this.sql(account, text);
			return '';
		} catch (e) {
			return String(e.stderr).trim() || String(e);
		}
	}

	setting(key) {
		const line = readFileSync(path.join(this.var, 'knooppunt.conf'), 'utf8').split('\n')
			.find((l) => l.replace(/\s*=.*/, '').trim() === key);
		return line?.replace(/^[^=]*=\s*/, '').trim();
	}
	socket(name) { return path.join(this.var, 'run', `${name}.sock`); }
	// Process ids of a program: parent first, then its workers. By who began whom: numbers start anew at 32768.
	pids(program) {
		const found = new Map();
		const depth = (p) => (found.has(found.get(p)) ? 1 + depth(found.get(p)) : 0);
		for (const p of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
			try {
				const words = readFileSync(`/proc/${p}/cmdline`, 'utf8').split('\0');
				if (path.basename(words[0]) === program && words.some((w) => w.includes(`${this.var}/`)))
					found.set(Number(p), Number(readFileSync(`/proc/${p}/stat`, 'utf8').replace(/^.*\) \S /s, '').split(' ')[0]));
			} catch { /* gone meanwhile */ }
		}
		return [...found.keys()].sort((a, b) => depth(a) - depth(b) || a - b);
	}

	// To a program and its workers; one that ended meanwhile, by itself or with its parent, is no failure. Stopped
	// in the midst of a transaction it would keep what it locked from all others: then it goes on, and is stopped later.
	signal(program, name) {
		for (const pid of this.pids(program))
			try { process.kill(pid, name); } catch { /* gone */ }
		if (name === 'SIGSTOP' && this.locks(program)) {
			this.signal(program, 'SIGCONT');
			this.signal(program, name);
		}
	}
	locks(program) {
		return ['authd', 'keyd', 'workd', 'cleand'].includes(program) && this.sql('root', `SELECT COUNT(*) FROM information_schema.innodb_trx t
			JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE p.user = 'kp_${program}' AND t.trx_rows_locked > 0`)[0][0] !== '0';
	}

	// Demo accounts: [{ role, name, password, totp }]
	accounts() {
		return readFileSync(path.join(this.var, 'accounts.txt'), 'utf8').split('\n')
			.filter((l) => l && !l.startsWith('#'))
			.map((l) => { const [role, name, password, totp] = l.split('\t'); return { role, name, password, totp }; });
	}
	// Written over what stands there: cut to nothing first, a program that looks just then would be told no offset.
	clock(seconds) {
		const file = openSync(path.join(this.var, 'clock'), constants.O_WRONLY | constants.O_CREAT, 0o600);

		writeSync(file, `${String(seconds).padEnd(20)}\n`, 0);
		closeSync(file);
	}

	visitor(headers) { return new Visitor(this.port, headers); }
	// Logged in as the nth demo account of that role.
	async login(role, nth = 0, lang = 'nl') {
		const a = this.accounts().filter((x) => x.role === role)[nth];
		const v = new Visitor(this.staffPort);
		const form = await v.get(`/${lang}/login`);
		// Busy is an answer, which asks to try again.
		let page = await until('a log-in is looked at', async () => {
			const answer = await form.submit({ name: a.name, password: a.password });
			return answer.status !== 503 && answer;
		});

		if (page.form('otp') && page.root.querySelector('[name=otp]'))
			page = await page.submit({ otp: a.totp === '-' ? '' : this.kp('otp', a.name).trim() });
		v.page = page;
		v.account = a;
		return v;
	}
}

export async function hub({ own = false, port, settings = {} } = {}) {
	if (!own && process.env.KP_VAR)
		return new Hub(process.env.KP_VAR, Number(process.env.KP_PORT), false);
	const h = await made(port);

	if (Object.keys(settings).length)
		change(h, settings);
	await h.tool('start');
	return h;
}

// One of its own, initialised and not started.
export async function made(port) {
	const dir = mkdtempSync(path.join(tmpdir(), 'kp-'));
	const h = new Hub(dir, port ?? (Number(process.env.KP_OWN_PORT) || 18000 + 4 * (process.pid % 2000)), true);

	if (existsSync(process.env.KP_MADE ?? ''))
		execFileSync('cp', ['-a', `${process.env.KP_MADE}/.`, dir]);
	else
		await h.tool('init');
	return h;
}

function change(h, settings) {
	const file = path.join(h.var, 'knooppunt.conf');
	let text = readFileSync(file, 'utf8');

	for (const [k, v] of Object.entries(settings)) {
		const line = new RegExp(`^#?\\s*${k}\\s*=.*$`, 'm');
		text = line.test(text) ? text.replace(line, `${k} = ${v}`) : `${text}\n${k} = ${v}\n`;
	}
	writeFileSync(file, text);
}

// The limit only ends a test that would wait for ever: on a busy machine a second's work takes many.
export async function until(what, check, ms = 30000) {
	const end = Date.now() + ms;

	for (;;) {
		const value = await check();
		if (value)
			return value;
		if (Date.now() > end)
			throw new Error(`not within ${ms} ms: ${what}`);
		await new Promise((r) => setTimeout(r, 50));
	}
}
export const pause = (ms) => new Promise((r) => setTimeout(r, ms));
