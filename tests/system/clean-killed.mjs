// Cleaning under kills: a file ends once, whatever dies when. What cleand and its converter may do, and
// that nothing of what is inside a file stands anywhere but in sealed chunks.
import { test, before, after, describe } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pause, until } from '../lib/hub.mjs';
import { became, cleaningHub, ended, events, log } from '../lib/cleaning.mjs';
import { attach, fileRow, head, part } from '../lib/files.mjs';
import { jpegSize, pdf, picture, withComment, withExif, withText } from '../lib/strange-files.mjs';

let h, signal, usz, scanner, big;

before(async () => {
	({ h, scanner, signal, usz } = await cleaningHub());
	await scanner.start();
	big = picture('jpg', 3000, 2000, { noise: true });
});
after(async () => {
	await h?.stop();
	await scanner?.end();
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
		for (let i = 0; i < 6; i++) {
			const id = attach(h, signal, big);
			await until('begun', () => fileRow(h, id).tries > 0);
			await pause(i * 200);
			kill('cleand', [0, 1]);
			const row = await ended(h, id);
			whole(row, big);
			assert.equal(events(h, signal).filter(([, d]) => d.startsWith(`file=${row.no} `)).length, 1);
		}
		nothingLeft();
	});
	test('the press, keyd, and the database', async () => {
		for (const [program, which] of [['cleand', [1, 2]], ['bwrap', [0]], ['keyd', [0]], ['mariadbd', [0]]]) {
			const id = attach(h, signal, big);
			await until('begun', () => fileRow(h, id).tries > 0);
			await pause(700);
			kill(program, which);
			const row = await ended(h, id, 90000);
			whole(row, big);
		}
		nothingLeft();
	});
	// nofile: no converter can be started. data: bubblewrap and the shell run, and a converter finds no memory.
	for (const [what, few] of [['nofile', '5'], ['data', '1800000']])
		test(`a press that the machine fails (${what}) costs no file a try, is said once, and shown`, async () => {
			const limit = (n) => execFileSync('prlimit', ['--pid', h.pids('cleand')[1], `--${what}=${n}:`]);
			const was = execFileSync('prlimit', ['--pid', h.pids('cleand')[1], `--${what}`, '-o', 'SOFT', '--noheadings'], { encoding: 'utf8' }).trim();
			const said = () => log(h).match(/bubblewrap or a converter does not work here/g)?.length ?? 0, before = said();
			const status = () => { try { return h.kp('status'); } catch (e) { return String(e.stdout); } };

			assert.doesNotMatch(status(), /making anew/);
			limit(few);
			const id = attach(h, signal, picture('jpg', 60, 40));
			await until('it is said', () => said() > before, 60000);
			await pause(5000);
			assert.equal(fileRow(h, id).state, 'waits');
			assert.equal(fileRow(h, id).tries, 0);
			assert.equal(said(), before + 1);
			assert.match(status(), /^making anew: +does not work: files wait/m);
			limit(was);
			const row = await ended(h, id);
			assert.deepEqual([row.state, row.tries], ['clean', 1]);
			await until('shown no more', () => !/making anew/.test(status()));
		});
	test('a file that cleand dies with three times is given up, and the others go on', async () => {
		const id = attach(h, signal, picture('jpg', 60, 40), { change: (sql, f) => `${sql};\nUPDATE attachment SET tries = 3 WHERE id = X'${f}';` });
		const row = await ended(h, id);

		assert.equal(row.state, 'broken');
		assert.match(log(h), new RegExp(`file ${id} is given up: 3 tries died with it`));
		assert.equal((await became(h, signal, picture('jpg', 60, 40))).state, 'clean');
		nothingLeft();
		// kp files again: what was given up for a reason that has gone. Nothing else is touched, and the chain says so.
		const others = h.sql('root', `SELECT id, state FROM attachment WHERE id <> X'${id}' ORDER BY id`);
		const [[number]] = h.sql('root', `SELECT number FROM fraud_signal WHERE id = X'${signal}'`);
		assert.match(h.kp('files', 'again', 'X'), /^0 files/);
		assert.match(h.kp('files', 'again', number), /^1 files/);
		assert.equal((await ended(h, id)).state, 'clean');
		assert.deepEqual(h.sql('root', `SELECT id, state FROM attachment WHERE id <> X'${id}' ORDER BY id`), others);
		h.sql('root', `UPDATE attachment SET state = 6, clean = NULL WHERE id = X'${id}'`);
		assert.match(h.kp('files', 'again', 'all'), /^1 files/);
		await ended(h, id);
		assert.deepEqual(h.sql('root', "SELECT detail FROM audit WHERE action = 'files_again' ORDER BY seq").flat(),
			['files=0 of=X', `files=1 of=${number}`, 'files=1 of=all']);
	});
	test('told to stop, it stops at once and the try does not count', async () => {
		const id = attach(h, signal, big);
		await until('begun', () => fileRow(h, id).tries > 0);
		const [pid] = h.pids('cleand');
		process.kill(pid, 'SIGTERM');
		await until('ended', () => !existsSync(`/proc/${pid}`), 10000);	// a try may take fifteen seconds
		whole(await ended(h, id), big);
		assert.equal(fileRow(h, id).tries, 1);
	});
	test('a signal that is handed over meanwhile keeps its files waiting; their copies are of the new class', async () => {
		h.signal('workd', 'SIGSTOP');
		const id = attach(h, signal, picture('jpg', 60, 40), { change: (sql) => `${sql};\nUPDATE fraud_signal SET moving_to = 2 WHERE id = X'${signal}';` });
		await pause(2000);
		assert.equal(fileRow(h, id).state, 'waits');
		h.signal('workd', 'SIGCONT');
		const row = await ended(h, id);
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
		assert.match(h.refusal('cleand', `CALL clean_chunk_add(X'${done[0]}', X'${done[1]}', 0, 999)`), /another try/);
		assert.match(h.refusal('cleand', `CALL clean_done(X'${done[0]}', X'${done[1]}', 1, 1, 2, 'x', REPEAT('x', 96), 1, 1, CURRENT_DATE())`), /another try|moved/);
		call(`CALL clean_drop(X'${done[0]}')`);
		assert.notEqual(h.sql('root', `SELECT COUNT(*) FROM file_chunk WHERE envelope = X'${done[1]}'`)[0][0], '0', 'a copy in use is not dropped');
		assert.match(h.refusal('cleand', 'SELECT 1 FROM attachment'), /ERROR 1142/);
		for (const [state, scan] of [[0, 0], [8, 0], [1, 2], [2, 1], [3, 3]])
			assert.notEqual(h.refusal('cleand', `CALL clean_done(X'${done[0]}', X'${done[1]}', ${state}, ${scan}, 1, 'x', REPEAT('x', 96), 1, 1, CURRENT_DATE())`), '', `${state} ${scan}`);
	});
	describe('an id that is another thing\'s is no copy: nothing of it is dropped, forged or opened', () => {
		const random = () => randomBytes(16).toString('hex');
		const many = (id) => h.sql('root', `SELECT (SELECT COUNT(*) FROM file_chunk WHERE envelope = X'${id}'), (SELECT COUNT(*) FROM envelope WHERE id = X'${id}')`)[0];
		let mine, other, done, copy, report, upload;

		before(() => {
			h.signal('cleand', 'SIGSTOP');	// it would begin with what waits
			[done, copy] = h.sql('root', "SELECT LOWER(HEX(id)), LOWER(HEX(clean)) FROM attachment WHERE state = 1 LIMIT 1")[0];
			[[report]] = h.sql('root', `SELECT LOWER(HEX(id)) FROM envelope WHERE object = X'${signal}' AND guarded = 0 AND id NOT IN (SELECT clean FROM attachment WHERE clean IS NOT NULL) LIMIT 1`);
			mine = attach(h, signal, picture('jpg', 60, 40));
			other = attach(h, signal, picture('jpg', 60, 40));
			upload = random();
			h.sql('root', `INSERT INTO upload (id, tag, key_id, wrap, day, writer) VALUES (X'${upload}', RANDOM_BYTES(16), '', '', CURRENT_DATE(), RANDOM_BYTES(16));
				INSERT INTO file_chunk (envelope, part, seq, sealed) VALUES (X'${upload}', 0, 0, 'x')`);
		});
		after(async () => {
			h.sql('root', `DELETE FROM upload WHERE id = X'${upload}'; DELETE FROM file_chunk WHERE envelope = X'${upload}'`);
			h.signal('cleand', 'SIGCONT');
			for (const id of [mine, other])
				assert.equal((await ended(h, id)).state, 'clean');
		});
		test('a try does not begin with it', () => {
			for (const [what, id] of Object.entries({ other, itself: mine, done, copy, report, upload })) {
				assert.match(h.refusal('cleand', `CALL clean_begin(X'${mine}', X'${id}')`), /no new copy/, what);
				assert.match(h.refusal('cleand', `CALL clean_chunk_add(X'${mine}', X'${id}', 0, 999)`), /another try/, what);
			}
			const free = random();
			h.sql('cleand', `CALL clean_begin(X'${mine}', X'${free}')`);
			assert.match(h.refusal('cleand', `CALL clean_begin(X'${other}', X'${free}')`), /no new copy/, 'a copy of two files');
		});
		test('and where it stands already, as before ids were looked at, it is left alone', () => {
			for (const [what, id] of Object.entries({ other, itself: mine, report, upload })) {
				const before = many(id);
				h.sql('root', `UPDATE attachment SET clean = X'${id}', clean_chunks = NULL WHERE id = X'${mine}'`);
				h.sql('cleand', `CALL clean_drop(X'${mine}')`);
				assert.deepEqual(many(id), before, what);
				assert.match(h.refusal('cleand', `SET @file_chunk = 'forged'; CALL clean_chunk_add(X'${mine}', X'${id}', 0, 999)`), /another try/, what);
				assert.match(h.refusal('cleand', `CALL clean_done(X'${mine}', X'${id}', 1, 1, 2, REPEAT('k', 8), REPEAT('x', 96), 1, 1, CURRENT_DATE())`), /another try|moved/, what);
				assert.deepEqual(many(id), before, what);
			}
		});
		test('a chunk larger than any is refused', () => {
			const free = random();
			h.sql('cleand', `CALL clean_begin(X'${mine}', X'${free}')`);
			assert.match(h.refusal('cleand', `SET @file_chunk = REPEAT('x', 1048577); CALL clean_chunk_add(X'${mine}', X'${free}', 0, 0)`), /no such chunk/);
			assert.equal(many(free)[0], '0');
		});
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
	test('a converter is told a type and limits, and no name of a file', async () => {
		const id = attach(h, usz, big, { kind: 2 }), press = h.pids('cleand')[1];
		const words = await until('a converter runs', () => {
			for (const p of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
				try {
					const w = readFileSync(`/proc/${p}/cmdline`, 'utf8').split('\0');
					const parent = Number(readFileSync(`/proc/${p}/stat`, 'utf8').replace(/^.*\) \S /, '').split(' ')[0]);
					if (w[0] === 'bwrap' && w.includes('remake') && parent === press)
						return { line: w.slice(w.indexOf('remake')), env: readFileSync(`/proc/${p}/environ`, 'utf8') };
				} catch { /* gone meanwhile */ }
			}
			return null;
		});
		assert.deepEqual(words.line, ['remake', 'jpeg', '120', '20', '15', '']);
		assert.equal(words.env, '');
		await ended(h, id);
	});
});

test('nothing of what is inside a file stands anywhere but in sealed chunks', async () => {
	const secret = `merk${randomBytes(12).toString('hex')}`;
	const since = path.join(h.var, 'since');
	writeFileSync(since, '');
	const half = withComment(picture('jpg', 400, 300, { noise: true }), secret);
	for (const bytes of [withExif(picture('jpg', 300, 200), secret), withText(picture('png', 300, 200), secret), pdf(2, { words: secret, author: secret }),
		half.subarray(0, half.length - 9000), Buffer.from(`<html>${secret}`), pdf(1, { extra: `/X(${secret})`, encrypt: true }), Buffer.concat([pdf(1), Buffer.from(secret)]).subarray(0, 500)])
		await became(h, signal, bytes);
	h.sql('root', 'SET GLOBAL innodb_max_dirty_pages_pct = 0; SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0');
	await pause(1500);
	const places = [h.var, process.env.TMPDIR ?? '/tmp', '/tmp', '/var/tmp', '/dev/shm', '/run'];
	const found = execFileSync('sh', ['-c', `word=$1 since=$2; shift 2; find "$@" -xdev -mindepth 1 -name "kp-test.*" -prune -o -type f -newer "$since" -exec grep -laF -e "$word" {} + 2>/dev/null || true`,
		'sh', secret, since, ...places], { maxBuffer: 1 << 26 }).toString();
	assert.equal(found, '');
	const cores = execFileSync('sh', ['-c', 'find "$1" /tmp /var/tmp -xdev \\( -name core -o -name "core.[0-9]*" \\) -type f -not -path "*/node_modules/*" 2>/dev/null | head -3', 'sh', h.var]).toString();
	assert.equal(cores, '');
});
