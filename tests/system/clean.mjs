// Files are made anew: what the desk gets holds pixels and nothing else; what cannot be made anew says
// so; nothing of a file is found outside the sealed chunks; and whatever is killed when, a file ends once.
import { test, before, after, describe } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, hub, until, pause } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';
import { attach, fileRow, head, part } from '../lib/files.mjs';
import { animated, eicar, flood, jpegSize, pdf, picture, withComment, withExif, withText } from '../lib/strange-files.mjs';

let h, signal, usz, scanner, big;
const marker = `merk${randomBytes(12).toString('hex')}`;
const log = () => readFileSync(path.join(h.var, 'log/cleand.log'), 'utf8');
const events = (id) => h.sql('root', `SELECT what, detail, at, actor FROM signal_event WHERE signal_id = X'${id}' AND what LIKE 'file%' ORDER BY seq`);

async function ended(id, ms = 60000) {
	await until(`file ${id} is done`, () => {
		try {
			return fileRow(h, id).state !== 'waits';
		} catch {
			return false;	// the database is on its way back
		}
	}, ms);
	return fileRow(h, id);
}
const became = async (bytes, options) => ended(attach(h, signal, bytes, options));

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
		await until('clamd listens', () => existsSync(this.socket), 60000);
	}
	async stop() {
		const gone = new Promise((r) => this.process.on('exit', r));

		this.process.kill('SIGKILL');
		await gone;
		rmSync(this.socket, { force: true });
	}
	async end() {
		if (this.process?.exitCode === null && !this.process.killed)
			await this.stop();
		rmSync(this.dir, { recursive: true, force: true });
	}
}

before(async () => {
	scanner = new Scanner();
	h = await hub({ own: true, settings: { release_seconds: 1, clamd_socket: scanner.socket, clean_pages: 20, clean_seconds: 15 } });
	await file(h.visitor(), plain);
	await file(h.visitor(), { ...plain, subject: 'national_security' });
	const rows = await until('registered', () => {
		const found = h.sql('root', 'SELECT LOWER(HEX(id)), class FROM fraud_signal ORDER BY class');
		return found.length === 2 && found;
	});
	[[signal], [usz]] = rows;
});
after(async () => {
	await h?.stop();
	await scanner?.end();
});

describe('a scanner that is configured and away', () => {
	test('a file waits, says so once, and its tries do not count', async () => {
		const id = attach(h, signal, picture('jpg', 60, 40));
		await pause(6000);
		assert.equal(fileRow(h, id).state, 'waits');
		assert.ok(fileRow(h, id).tries <= 1);
		assert.equal(log().match(/the scanner is away/g)?.length, 1);
		await scanner.start();
		const row = await ended(id);
		assert.equal(row.state, 'clean');
		assert.equal(row.scan, 'clean');
		assert.match(log(), /files are cleaned again/);
	});
});

describe('pictures and documents are made anew', () => {
	test('a JPEG: upright, without place, device or words; a copy and one page (F6)', async () => {
		const row = await became(withExif(picture('jpg', 300, 200), marker));
		const copy = part(h, row, 0), page = part(h, row, 1);

		assert.equal(row.state, 'clean');
		assert.equal(row.pages, 1);
		assert.equal(row.scan, 'clean');
		assert.deepEqual(jpegSize(copy), [200, 300], 'the side that is up is up');
		for (const b of [copy, page])
			for (const trace of ['Exif', 'GPS', marker, 'http', 'ICC'])
				assert.ok(!b.includes(trace), trace);
		assert.deepEqual(head(h, row), { type: 'jpeg', pages: '1', size: String(copy.length) });
	});
	test('a PNG stays a PNG, without its author; its page is a JPEG', async () => {
		const row = await became(withText(picture('png', 300, 200), marker));
		const copy = part(h, row, 0);

		assert.equal(copy.subarray(1, 4).toString(), 'PNG');
		assert.ok(!copy.includes(marker) && !copy.includes('tEXt'));
		assert.ok(jpegSize(part(h, row, 1)));
		assert.equal(head(h, row).type, 'png');
	});
	test('a large picture: a copy of 4000 and a page of 1600 points at most', async () => {
		const row = await became(picture('jpg', 5000, 2500));

		assert.deepEqual(jpegSize(part(h, row, 0)), [4000, 2000]);
		assert.deepEqual(jpegSize(part(h, row, 1)), [1600, 800]);
	});
	test('HEIC and WebP become JPEG; of what moves the first picture (F4)', async () => {
		const webp = picture('webp', 64, 64);

		for (const bytes of [picture('heic', 128, 96), webp, animated(webp, 5000)]) {
			const row = await became(bytes);
			assert.equal(row.state, 'clean');
			assert.ok(jpegSize(part(h, row, 0)));
			assert.equal(head(h, row).type, 'jpeg');
		}
	});
	test('a PDF becomes a PDF of pixels: no author, no text, no script, no fonts; each page an image (F1, F6)', async () => {
		const row = await became(pdf(3, { words: marker, author: marker,
			extra: `/OpenAction<</S/JavaScript/JS(app.alert\\('${marker}'\\))>>/AA<</WC<</S/Launch/F(${marker})>>>>` }));
		const copy = part(h, row, 0);

		assert.equal(row.state, 'clean');
		assert.equal(row.pages, 3);
		assert.equal(copy.subarray(0, 5).toString(), '%PDF-');
		for (const trace of [marker, 'JavaScript', 'OpenAction', 'Launch', 'Author', 'Font', 'Info'])
			assert.ok(!copy.includes(trace), trace);
		assert.equal(copy.toString('latin1').match(/\/Type\/Page\//g).length, 3);
		for (const n of [1, 2, 3]) {
			assert.deepEqual(jpegSize(part(h, row, n)), [1240, 1754]);
			assert.ok(copy.includes(part(h, row, n)), 'the same pixels');
		}
		const text = execFileSync('pdftotext', ['-', '-'], { input: copy }).toString();
		assert.equal(text.trim(), '');
		assert.match(execFileSync('pdfinfo', ['-'], { input: copy }).toString(), /Pages:\s+3\n/);
	});
	test('what is two things at once is one afterwards: JPEG with HTML, PDF with ZIP (F1)', async () => {
		const html = await became(Buffer.concat([withComment(picture('jpg', 60, 40), '<script>alert(1)</script>'), Buffer.from('<html><script>alert(2)</script>')]));
		const zip = await became(Buffer.concat([pdf(1), Buffer.from('PK\x03\x04' + 'x'.repeat(60) + 'PK\x05\x06' + '\0'.repeat(18), 'latin1')]));

		assert.equal(html.state, 'clean');
		assert.ok(!part(h, html, 0).includes('script'));
		assert.equal(zip.state, 'clean');
		assert.ok(!part(h, zip, 0).includes('PK\x03\x04'));
	});
	test('a huge page gives no huge picture', async () => {
		const row = await became(pdf(1, { size: '14400 14400' }));

		assert.equal(row.state, 'clean');
		assert.deepEqual(jpegSize(part(h, row, 1)), [1754, 1754]);
	});
	test('the copy opens with its signal and its class, the original stays guarded', async () => {
		const id = attach(h, usz, picture('jpg', 60, 40), { kind: 2 });
		const row = await ended(id);

		assert.deepEqual(h.sql('root', `SELECT class, guarded, LOWER(HEX(object)) FROM envelope WHERE id = X'${row.clean}'`), [['2', '0', usz]]);
		assert.equal(h.sql('root', `SELECT guarded FROM envelope WHERE id = X'${id}'`)[0][0], '1');
		assert.ok(jpegSize(part(h, row, 0)));
	});
	test('what happened stands in the story of the signal: a date, no clock, nobody', () => {
		const all = events(signal);

		assert.ok(all.length > 5);
		for (const [what, detail, at, actor] of all) {
			assert.equal(at, 'NULL');
			assert.equal(actor, 'NULL');
			assert.match(detail, /^file=\d+ became=[a-z_]+$/);
			assert.equal(what, detail.endsWith('=clean') ? 'file_cleaned' : 'file_refused');
		}
	});
});

describe('what cannot be made anew says why', () => {
	const cases = [
		['a locked PDF', () => pdf(1, { encrypt: true }), 'password'],
		['half a JPEG', () => picture('jpg', 900, 700, { noise: true }).subarray(0, 40000), 'broken'],
		['half a PNG', () => picture('png', 300, 200, { noise: true }).subarray(0, 40000), 'broken'],
		['half a PDF', () => pdf(3).subarray(0, 700), 'broken'],
		['a PDF without pages', () => pdf(0), 'broken'],
		['nothing', () => Buffer.alloc(0), 'other_type'],
		['a program called a picture', () => Buffer.concat([Buffer.from('MZ\x90\0'), randomBytes(5000)]), 'other_type'],
		['a picture that is a text after three bytes', () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from('<html>'.repeat(500))]), 'broken'],
		['HTML', () => Buffer.from('<html><script>alert(1)</script>'), 'other_type'],
		['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'other_type'],
		['a GIF', () => Buffer.from('GIF89a' + '\0'.repeat(500), 'latin1'), 'other_type'],
		['a ZIP', () => Buffer.from('PK\x03\x04' + '\0'.repeat(500), 'latin1'), 'other_type'],
		['a picture of 60,000 by 60,000 (F4)', () => flood(60000, 60000), 'too_much'],
		['a picture wider than any', () => flood(2000000, 1), 'too_much'],
		['a PDF of more pages than allowed (F4)', () => pdf(21), 'too_much'],
		['the EICAR file', () => eicar, 'infected'],
	];
	for (const [what, bytes, state] of cases)
		test(`${what}: ${state}`, async () => {
			const id = attach(h, signal, bytes());
			const row = await ended(id);

			assert.equal(row.state, state);
			assert.equal(row.clean, 'NULL');
			assert.equal(row.pages, 0);
			assert.equal(row.scan, state === 'infected' ? 'found' : 'clean');
			assert.equal(events(signal).at(-1)[1], `file=${row.no} became=${state}`);
			assert.equal(h.sql('root', `SELECT COUNT(*) FROM file_chunk WHERE envelope = X'${id}'`)[0][0], '1', 'the original stays');
		});
	test('a picture that takes longer than allowed is too much', async () => {
		// Lines of a page drawn over and over: little to send, much to do.
		const draw = '0 0 m 595 842 l S\n'.repeat(400000);
		const body = `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[${'3 0 R '.repeat(20)}]/Count 20>>\nendobj\n`
			+ `3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[${'4 0 R '.repeat(60)}]>>\nendobj\n4 0 obj\n<</Length ${draw.length}>>stream\n${draw}endstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
		assert.equal((await became(Buffer.from(body))).state, 'too_much');
	});
	test('a file larger than the scanner takes is made anew, is not called scanned, and the operator hears it', async () => {
		const row = await became(picture('png', 1600, 1300, { noise: true }));

		assert.equal(row.state, 'clean');
		assert.equal(row.scan, 'none');
		assert.match(log(), /larger than the scanner takes/);
	});
});

describe('what the operator sees', () => {
	const status = () => { try { return h.kp('status'); } catch (e) { return String(e.stdout); } };

	test('kp status: what waits, what was not scanned, whether the scanner answers', () => {
		assert.match(status(), /^files to clean: +0$/m);
		assert.match(status(), /^files not scanned: +1$/m);
		assert.match(status(), /^virus scanner: +answers$/m);
	});
	test('kp files rescan: what was not scanned is, its first copy goes, and the chain says so', async () => {
		const before = h.sql('root', "SELECT LOWER(HEX(id)), LOWER(HEX(clean)) FROM attachment WHERE state = 1 AND scan = 0")[0];
		// As if it had been made before there was a scanner: now it fits.
		const small = await became(picture('jpg', 60, 40));
		h.sql('root', `UPDATE attachment SET scan = 0 WHERE clean = X'${small.clean}'`);
		const [[id]] = h.sql('root', `SELECT LOWER(HEX(id)) FROM attachment WHERE clean = X'${small.clean}'`);
		assert.match(h.kp('files', 'rescan'), /^2 files/);
		const row = await ended(id);
		await ended(before[0]);
		assert.equal(row.scan, 'clean');
		assert.notEqual(row.clean, small.clean);
		for (const old of [small.clean, before[1]]) {
			assert.equal(h.sql('root', `SELECT COUNT(*) FROM envelope WHERE id = X'${old}'`)[0][0], '0');
			assert.equal(h.sql('root', `SELECT COUNT(*) FROM file_chunk WHERE envelope = X'${old}'`)[0][0], '0');
		}
		assert.equal(h.sql('root', "SELECT detail FROM audit WHERE action = 'files_rescan'")[0][0], 'files=2');
	});
	test('kp files rescan without a scanner is refused', () => {
		const file = path.join(h.var, 'without.conf');
		writeFileSync(file, readFileSync(path.join(h.var, 'knooppunt.conf'), 'utf8').replace(/^clamd_socket.*$/m, ''));
		assert.throws(() => execFileSync(path.join(build, 'bin/kp'), ['-c', file, 'files', 'rescan'], { stdio: 'pipe' }), /there is no scanner/);
		rmSync(file);
	});
});

describe('sealed bytes that were changed are noticed, and named (F9)', () => {
	const long = () => picture('png', 900, 700, { noise: true });
	const damaged = async (change, piece) => {
		const id = attach(h, signal, long(), { change });
		const row = await ended(id);

		assert.equal(row.state, 'damaged');
		assert.match(log(), new RegExp(`file ${id}: part 0, piece ${piece} is `));
		assert.equal(row.clean, 'NULL');
	};
	test('one byte', () => damaged((sql, id) => `${sql};\nUPDATE file_chunk SET sealed = INSERT(sealed, 5000, 1, CHAR(ASCII(SUBSTR(sealed, 5000, 1)) ^ 1)) WHERE envelope = X'${id}' AND seq = 1;`, 1));
	test('two pieces swapped', () => damaged((sql, id) => `${sql};\nUPDATE file_chunk SET seq = 99 WHERE envelope = X'${id}' AND seq = 0;
		UPDATE file_chunk SET seq = 0 WHERE envelope = X'${id}' AND seq = 1; UPDATE file_chunk SET seq = 1 WHERE envelope = X'${id}' AND seq = 99;`, 0));
	test('the last piece gone, and the count with it', () => damaged((sql, id) => `${sql};\nDELETE FROM file_chunk WHERE envelope = X'${id}' AND seq = (SELECT c.chunks - 1 FROM attachment c WHERE c.id = X'${id}');
		UPDATE attachment SET chunks = chunks - 1 WHERE id = X'${id}';`, '\\d'));
	test('a piece missing', () => damaged((sql, id) => `${sql};\nDELETE FROM file_chunk WHERE envelope = X'${id}' AND seq = 1;`, 1));
	test('a piece of another file', async () => {
		const other = attach(h, signal, long());
		await ended(other);
		await damaged((sql, id) => `${sql};\nUPDATE file_chunk SET sealed = (SELECT x.sealed FROM (SELECT sealed FROM file_chunk WHERE envelope = X'${other}' AND seq = 1) x) WHERE envelope = X'${id}' AND seq = 1;`, 1);
	});
	test('a wrap that does not open', async () => {
		const id = attach(h, signal, long(), { change: (sql, f) => `${sql};\nUPDATE envelope SET wrap = REPEAT('x', 96) WHERE id = X'${f}';` });
		assert.equal((await ended(id)).state, 'damaged');
		assert.match(log(), new RegExp(`file ${id}: its wrap does not open`));
	});
});

describe('whatever is killed when, a file ends once', () => {
	const kill = (program, which) => h.pids(program).slice(...which).forEach((p) => { try { process.kill(p, 'SIGKILL'); } catch { /* gone */ } });
	const nothingLeft = () => assert.equal(h.sql('root', `SELECT COUNT(*) FROM file_chunk c WHERE NOT EXISTS
		(SELECT 1 FROM attachment a WHERE a.id = c.envelope OR (a.clean = c.envelope AND a.state = 1))`)[0][0], '0', 'no chunk of a copy that is none');
	const whole = (row, big) => {
		assert.equal(row.state, 'clean');
		assert.equal(part(h, row, 0).length, Number(head(h, row).size));
		assert.deepEqual(jpegSize(part(h, row, 0)), jpegSize(big));
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM envelope WHERE object = X'${signal}' AND id = X'${row.clean}'`)[0][0], '1');
	};
	test('cleand, at six moments', async () => {
		big = picture('jpg', 3000, 2000, { noise: true });
		for (let i = 0; i < 6; i++) {
			const id = attach(h, signal, big);
			await until('begun', () => fileRow(h, id).tries > 0, 20000);
			await pause(i * 200);
			kill('cleand', [0, 1]);
			const row = await ended(id);
			whole(row, big);
			assert.equal(events(signal).filter(([, d]) => d.startsWith(`file=${row.no} `)).length, 1);
		}
		nothingLeft();
	});
	test('the press, keyd, and the database', async () => {
		for (const [program, which] of [['cleand', [1, 2]], ['bwrap', [0]], ['keyd', [0]], ['mariadbd', [0]]]) {
			const id = attach(h, signal, big);
			await until('begun', () => fileRow(h, id).tries > 0, 20000);
			await pause(700);
			kill(program, which);
			const row = await ended(id, 90000);
			whole(row, big);
		}
		nothingLeft();
	});
	test('a file that cleand dies with three times is given up, and the others go on', async () => {
		const id = attach(h, signal, picture('jpg', 60, 40), { change: (sql, f) => `${sql};\nUPDATE attachment SET tries = 3 WHERE id = X'${f}';` });
		const row = await ended(id);

		assert.equal(row.state, 'broken');
		assert.match(log(), new RegExp(`file ${id} is given up: 3 tries died with it`));
		assert.equal((await became(picture('jpg', 60, 40))).state, 'clean');
		nothingLeft();
	});
	test('told to stop, it stops at once and the try does not count', async () => {
		const id = attach(h, signal, big);
		await until('begun', () => fileRow(h, id).tries > 0, 20000);
		const [pid] = h.pids('cleand');
		const began = Date.now();
		process.kill(pid, 'SIGTERM');
		await until('ended', () => !existsSync(`/proc/${pid}`), 5000);
		assert.ok(Date.now() - began < 3000);
		whole(await ended(id), big);
		assert.equal(fileRow(h, id).tries, 1);
	});
	test('a signal that is handed over meanwhile keeps its files waiting; their copies are of the new class', async () => {
		h.pids('workd').forEach((p) => process.kill(p, 'SIGSTOP'));
		const id = attach(h, signal, picture('jpg', 60, 40), { change: (sql) => `${sql};\nUPDATE fraud_signal SET moving_to = 2 WHERE id = X'${signal}';` });
		await pause(2000);
		assert.equal(fileRow(h, id).state, 'waits');
		h.pids('workd').forEach((p) => process.kill(p, 'SIGCONT'));
		const row = await ended(id);
		assert.deepEqual(h.sql('root', `SELECT class FROM envelope WHERE id IN (X'${id}', X'${row.clean}')`).flat(), ['2', '2']);
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM envelope WHERE object = X'${signal}' AND class <> 2 AND wrap <> REPEAT('x', 96)`)[0][0], '0');
	});
});

describe('cleand may do what it must, and nothing else', () => {
	test('its account reads and writes files that wait, and no others', async () => {
		const done = h.sql('root', "SELECT LOWER(HEX(id)), LOWER(HEX(clean)) FROM attachment WHERE state = 1 LIMIT 1")[0];
		const call = (text) => h.sql('cleand', text);

		assert.deepEqual(call(`CALL clean_chunk_read(X'${done[0]}', 0)`), [], 'an original that is cleaned');
		assert.match(h.refusal('cleand', `CALL clean_begin(X'${done[0]}', RANDOM_BYTES(16))`), /KP409|45|does not wait/);
		assert.match(h.refusal('cleand', `CALL clean_chunk_add(X'${done[0]}', X'${done[1]}', 0, 999, 'x')`), /another try/);
		assert.match(h.refusal('cleand', `CALL clean_done(X'${done[0]}', X'${done[1]}', 1, 1, 2, 'x', REPEAT('x', 96), 1, 1, CURRENT_DATE())`), /another try|moved/);
		call(`CALL clean_drop(X'${done[0]}')`);
		assert.notEqual(h.sql('root', `SELECT COUNT(*) FROM file_chunk WHERE envelope = X'${done[1]}'`)[0][0], '0', 'a copy in use is not dropped');
		assert.match(h.refusal('cleand', 'SELECT 1 FROM attachment'), /ERROR 1142/);
		for (const [state, scan] of [[0, 0], [8, 0], [1, 2], [2, 1], [3, 3]])
			assert.notEqual(h.refusal('cleand', `CALL clean_done(X'${done[0]}', X'${done[1]}', ${state}, ${scan}, 1, 'x', REPEAT('x', 96), 1, 1, CURRENT_DATE())`), '', `${state} ${scan}`);
	});
	test('it is locked in; the press holds one socket, and no key', () => {
		const [parent, press] = h.pids('cleand');
		const status = readFileSync(`/proc/${parent}/status`, 'utf8');

		assert.match(status, /^NoNewPrivs:\s*1$/m);
		if (!process.env.SANITIZE)
			assert.match(status, /^Seccomp:\s*2$/m);
		assert.deepEqual(readdirSync(`/proc/${press}/fd`).sort(), ['0', '1', '2']);
		assert.match(readlinkSync(`/proc/${press}/fd/0`), /^socket:/);
		assert.match(readFileSync(`/proc/${press}/limits`, 'utf8'), /^Max core file size\s+0\s+0/m);
		assert.equal(readFileSync(`/proc/${press}/status`, 'utf8').match(/^PPid:\s*(\d+)/m)[1], String(parent));
	});
	test('a converter is told a type and limits, and no name of a file (I12)', async () => {
		const id = attach(h, usz, big, { kind: 2 });
		const words = await until('a converter runs', () => {
			for (const p of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
				try {
					const w = readFileSync(`/proc/${p}/cmdline`, 'utf8').split('\0');
					if (w[0] === 'bwrap' && w.includes('remake'))
						return { line: w.slice(w.indexOf('remake')), env: readFileSync(`/proc/${p}/environ`, 'utf8') };
				} catch { /* gone meanwhile */ }
			}
			return null;
		}, 20000);
		assert.deepEqual(words.line, ['remake', 'jpeg', '120', '20', '']);
		assert.equal(words.env, '');
		await ended(id);
	});
});

test('nothing of what is inside a file stands anywhere but in sealed chunks', async () => {
	const secret = `merk${randomBytes(12).toString('hex')}`;
	const since = path.join(h.var, 'since');
	writeFileSync(since, '');
	const half = withComment(picture('jpg', 400, 300, { noise: true }), secret);
	for (const bytes of [withExif(picture('jpg', 300, 200), secret), withText(picture('png', 300, 200), secret), pdf(2, { words: secret, author: secret }),
		half.subarray(0, half.length - 9000), Buffer.from(`<html>${secret}`), pdf(1, { extra: `/X(${secret})`, encrypt: true }), Buffer.concat([pdf(1), Buffer.from(secret)]).subarray(0, 500)])
		await became(bytes);
	h.sql('root', 'SET GLOBAL innodb_max_dirty_pages_pct = 0; SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0');
	await pause(1500);
	const found = execFileSync('sh', ['-c', `find "$2" /tmp /var/tmp /dev/shm /run -xdev -type f -newer "$3" -exec grep -laF -e "$1" {} + 2>/dev/null || true`,
		'sh', secret, h.var, since], { maxBuffer: 1 << 26 }).toString();
	assert.equal(found, '');
	assert.ok(!readdirSync('/dev/shm').some((n) => n.startsWith('kp-picture')));
	const cores = execFileSync('sh', ['-c', 'find "$1" /tmp /var/tmp -xdev \\( -name core -o -name "core.[0-9]*" \\) -type f -not -path "*/node_modules/*" 2>/dev/null | head -3', 'sh', h.var]).toString();
	assert.equal(cores, '');
});
