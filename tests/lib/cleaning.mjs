// A hub that cleans files, with a scanner of its own, and what tests of cleaning ask it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { hub, until } from './hub.mjs';
import { file, plain } from './report.mjs';
import { attach, fileRow } from './files.mjs';

// clamd in the foreground, with one signature and a folder of its own in memory.
class Scanner {
	constructor() {
		this.dir = mkdtempSync('/dev/shm/kp-clamd-');
		this.socket = path.join(this.dir, 'clamd.sock');
		mkdirSync(path.join(this.dir, 'db'));
		writeFileSync(path.join(this.dir, 'db/test.hdb'), '44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test\n');
		writeFileSync(path.join(this.dir, 'clamd.conf'), `Foreground yes\nLocalSocket ${this.socket}\nDatabaseDirectory ${this.dir}/db\n`
			+ `TemporaryDirectory ${this.dir}\nStreamMaxLength 2M\nLogSyslog no\n`);
	}
	async start() {
		this.process = spawn('/usr/sbin/clamd', ['-c', path.join(this.dir, 'clamd.conf')], { stdio: 'ignore' });
		await until('clamd listens', () => this.listens());
	}
	// Its socket is there a moment before it can be connected to.
	listens() {
		return new Promise((tell) => {
			const c = connect(this.socket, () => { c.destroy(); tell(true); }).on('error', () => tell(false));
		});
	}
	// From now on these bytes are something that it finds.
	async finds(bytes) {
		appendFileSync(path.join(this.dir, 'db/test.hdb'), `${createHash('md5').update(bytes).digest('hex')}:${bytes.length}:Made\n`);
		await this.stop();
		await this.start();
	}
	async stop() {
		const p = this.process, gone = new Promise((r) => p.on('exit', r));

		if (p.kill('SIGKILL'))	// else it ended by itself
			await gone;
		rmSync(this.socket, { force: true });
	}
	async end() {
		if (this.process?.exitCode === null && !this.process.killed)
			await this.stop();
		rmSync(this.dir, { recursive: true, force: true });
	}
}

// { h, scanner, signal, usz }: a signal of each class. The scanner is not started yet.
export async function cleaningHub() {
	const scanner = new Scanner();
	const h = await hub({ own: true, settings: { release_seconds: 1, clamd_socket: scanner.socket, clean_pages: 20, clean_seconds: 15 } });

	await file(h.visitor(), plain);
	await file(h.visitor(), { ...plain, subject: 'national_security' });
	const rows = await until('registered', () => {
		const found = h.sql('root', 'SELECT LOWER(HEX(id)), class FROM fraud_signal ORDER BY class');
		return found.length === 2 && found;
	});
	return { h, scanner, signal: rows[0][0], usz: rows[1][0] };
}

export const log = (h) => readFileSync(path.join(h.var, 'log/cleand.log'), 'utf8');
export const events = (h, id) => h.sql('root', `SELECT what, detail, at, actor FROM signal_event WHERE signal_id = X'${id}' AND what LIKE 'file%' ORDER BY seq`);

// The row of a file once it no longer waits.
export async function ended(h, id, ms = 180000) {
	await until(`file ${id} is done`, () => {
		try {
			return fileRow(h, id).state !== 'waits';
		} catch {
			return false;	// the database is on its way back
		}
	}, ms);
	return fileRow(h, id);
}
export const became = async (h, signal, bytes, options) => ended(h, attach(h, signal, bytes, options));
