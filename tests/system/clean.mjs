// Files are made anew: what the desk gets holds pixels and nothing else; what cannot be made anew says
// so; sealed bytes that were changed are noticed.
import { test, before, after, describe } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, pause, until } from '../lib/hub.mjs';
import { became, cleaningHub, ended, events, log } from '../lib/cleaning.mjs';
import { attach, fileRow, head, part } from '../lib/files.mjs';
import { file, plain } from '../lib/report.mjs';
import { animated, eicar, flood, jpegSize, pdf, picture, withComment, withExif, withText } from '../lib/strange-files.mjs';

const marker = `merk${randomBytes(12).toString('hex')}`;
let h, signal, usz, scanner;

before(async () => {
	({ h, scanner, signal, usz } = await cleaningHub());
});
after(async () => {
	await h?.stop();
	await scanner?.end();
});

describe('a scanner that is configured and away', () => {
	test('a file waits, says so once, and its tries do not count', async () => {
		const id = attach(h, signal, picture('jpg', 60, 40));
		await until('it is said', () => /the scanner is away/.test(log(h)));
		await pause(5000);
		assert.equal(fileRow(h, id).state, 'waits');
		assert.ok(fileRow(h, id).tries <= 1);
		assert.equal(log(h).match(/the scanner is away/g)?.length, 1);
		await scanner.start();
		const row = await ended(h, id);
		assert.equal(row.state, 'clean');
		assert.equal(row.scan, 'clean');
		await until('said', () => /files are cleaned again/.test(log(h)));
	});
});

describe('pictures and documents are made anew', () => {
	test('a JPEG: upright, without place, device or words; a copy and one page', async () => {
		const row = await became(h, signal, withExif(picture('jpg', 300, 200), marker));
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
		const row = await became(h, signal, withText(picture('png', 300, 200), marker));
		const copy = part(h, row, 0);

		assert.equal(copy.subarray(1, 4).toString(), 'PNG');
		assert.ok(!copy.includes(marker) && !copy.includes('tEXt'));
		assert.ok(jpegSize(part(h, row, 1)));
		assert.equal(head(h, row).type, 'png');
	});
	test('a large picture: a copy of 4000 and a page of 1600 points at most', async () => {
		const row = await became(h, signal, picture('jpg', 5000, 2500));

		assert.deepEqual(jpegSize(part(h, row, 0)), [4000, 2000]);
		assert.deepEqual(jpegSize(part(h, row, 1)), [1600, 800]);
	});
	test('HEIC and WebP become JPEG; of what moves the first picture', async () => {
		const webp = picture('webp', 64, 64);

		for (const bytes of [picture('heic', 128, 96), webp, animated(webp, 5000)]) {
			const row = await became(h, signal, bytes);
			assert.equal(row.state, 'clean');
			assert.ok(jpegSize(part(h, row, 0)));
			assert.equal(head(h, row).type, 'jpeg');
		}
	});
	test('a PDF becomes a PDF of pixels: no author, no text, no script, no fonts; each page an image', async () => {
		const row = await became(h, signal, pdf(3, { words: marker, author: marker,
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
	test('the words on the pages of a PDF are kept beside them, sealed', async () => {
		const row = await became(h, signal, pdf(2, { words: 'Het paspoort ligt in de kluis' }));

		assert.equal(row.state, 'clean');
		assert.match(part(h, row, 60000).toString(), /Het paspoort ligt in de kluis 1[^]*Het paspoort ligt in de kluis 2/);
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM file_chunk WHERE envelope = X'${row.clean}' AND LOCATE('paspoort', sealed)`)[0][0], '0');
		const none = await became(h, signal, picture('jpg', 60, 40));
		assert.equal(part(h, none, 60000).length, 0, 'of a picture there is none');
	});
	test('what is two things at once is one afterwards: JPEG with HTML, PDF with ZIP', async () => {
		const html = await became(h, signal, Buffer.concat([withComment(picture('jpg', 60, 40), '<script>alert(1)</script>'), Buffer.from('<html><script>alert(2)</script>')]));
		const zip = await became(h, signal, Buffer.concat([pdf(1), Buffer.from('PK\x03\x04' + 'x'.repeat(60) + 'PK\x05\x06' + '\0'.repeat(18), 'latin1')]));

		assert.equal(html.state, 'clean');
		assert.ok(!part(h, html, 0).includes('script'));
		assert.equal(zip.state, 'clean');
		assert.ok(!part(h, zip, 0).includes('PK\x03\x04'));
	});
	test('a huge page gives no huge picture', async () => {
		const row = await became(h, signal, pdf(1, { size: '14400 14400' }));

		assert.equal(row.state, 'clean');
		assert.deepEqual(jpegSize(part(h, row, 1)), [1754, 1754]);
	});
	test('the copy opens with its signal and its class, the original stays guarded', async () => {
		const id = attach(h, usz, picture('jpg', 60, 40), { kind: 2 });
		const row = await ended(h, id);

		assert.deepEqual(h.sql('root', `SELECT class, guarded, LOWER(HEX(object)) FROM envelope WHERE id = X'${row.clean}'`), [['2', '0', usz]]);
		assert.equal(h.sql('root', `SELECT guarded FROM envelope WHERE id = X'${id}'`)[0][0], '1');
		assert.ok(jpegSize(part(h, row, 0)));
	});
	test('what happened stands in the story of the signal: a date, no clock, nobody', () => {
		const all = events(h, signal);

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
		['a picture of 60,000 by 60,000', () => flood(60000, 60000), 'too_much'],
		['a picture wider than any', () => flood(2000000, 1), 'too_much'],
		['a PDF of more pages than allowed', () => pdf(21), 'too_much'],
		['the EICAR file', () => eicar, 'infected'],
	];
	for (const [what, bytes, state] of cases)
		test(`${what}: ${state}`, async () => {
			const id = attach(h, signal, bytes());
			const row = await ended(h, id);

			assert.equal(row.state, state);
			assert.equal(row.clean, 'NULL');
			assert.equal(row.pages, 0);
			assert.equal(row.scan, state === 'infected' ? 'found' : 'clean');
			assert.equal(events(h, signal).at(-1)[1], `file=${row.no} became=${state}`);
			assert.equal(h.sql('root', `SELECT COUNT(*) FROM file_chunk WHERE envelope = X'${id}'`)[0][0], '1', 'the original stays');
		});
	test('a picture that takes longer than allowed is too much', async () => {
		// Lines of a page drawn over and over: little to send, much to do.
		const draw = '0 0 m 595 842 l S\n'.repeat(400000);
		const body = `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[${'3 0 R '.repeat(20)}]/Count 20>>\nendobj\n`
			+ `3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[${'4 0 R '.repeat(60)}]>>\nendobj\n4 0 obj\n<</Length ${draw.length}>>stream\n${draw}endstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
		assert.equal((await became(h, signal, Buffer.from(body))).state, 'too_much');
	});
	test('what was made is scanned too, the copy and each page: what is found in it is stored as no copy', async () => {
		for (const [n, bytes] of [[0, picture('png', 311, 200)], [1, picture('jpg', 211, 100)], [2, pdf(2)]]) {
			const good = await became(h, signal, bytes);
			assert.deepEqual([good.state, good.scan], ['clean', 'clean']);
			await scanner.finds(part(h, good, n));
			const id = attach(h, signal, bytes), row = await ended(h, id);
			assert.deepEqual([row.state, row.scan, row.clean, row.pages], ['infected', 'found', 'NULL', 0], `part ${n}`);
			assert.match(log(h), new RegExp(`file ${id}: the scanner finds something in what was made of it`));
			assert.equal(h.sql('root', `SELECT COUNT(*) FROM file_chunk c WHERE NOT EXISTS (SELECT 1 FROM attachment a WHERE a.id = c.envelope OR a.clean = c.envelope)`)[0][0], '0');
			assert.equal(events(h, signal).at(-1)[1], `file=${row.no} became=infected`);
		}
	});
	test('a file larger than the scanner takes is made anew, is not called scanned, and the operator hears it', async () => {
		const row = await became(h, signal, picture('png', 1600, 1300, { noise: true }));

		assert.equal(row.state, 'clean');
		assert.equal(row.scan, 'none');
		assert.match(log(h), /larger than the scanner takes/);
	});
});

describe('files wait in turn', () => {
	// Lines of a page drawn over and over, 0.6 ms each.
	const slow = (lines) => {
		const draw = '0 0 m 595 842 l S\n'.repeat(lines);
		return Buffer.from(`%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n`
			+ `3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>\nendobj\n4 0 obj\n<</Length ${draw.length}>>stream\n${draw}endstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
	};
	const small = () => picture('jpg', 60, 40);
	const report = async () => {
		const { reference } = await file(h.visitor(), plain);
		return until('registered', () => h.sql('root', `SELECT LOWER(HEX(signal_id)) FROM report WHERE reference = '${reference}' AND signal_id IS NOT NULL`)[0]?.[0]);
	};
	const restart = async (seconds, name = 'clean_first_seconds') => {
		const conf = path.join(h.var, 'knooppunt.conf');
		const both = (gone = []) => until('cleand runs', () => { const p = h.pids('cleand'); return p.length === 2 && !p.some((x) => gone.includes(x)) && p; });
		const olds = await both();
		writeFileSync(conf, readFileSync(conf, 'utf8').replace(new RegExp(`^#?\\s*${name}\\s*=.*\n`, 'm'), '') + `${name} = ${seconds}\n`);
		process.kill(olds[0], 'SIGTERM');
		await both(olds);
	};
	// What cleand is given, in its order: the client writes ids in hexadecimal.
	const hexed = ([first, ...rest]) => [first, '--binary-as-hex', ...rest.filter((w) => w !== '--raw')];
	const seen = (hub) => execFileSync('mariadb', hexed(hub.client('cleand', 'CALL clean_waiting(20)')), { encoding: 'utf8' })
		.split('\n').filter(Boolean).map((l) => l.split('\t')[0].replace(/^0x/, '').toLowerCase());
	let one, two;

	before(async () => {
		[one, two] = [await report(), await report()];
		await restart(2);
	});
	test('urgent reports first, then one of each report, then the second of each; a second try after all', async () => {
		h.signal('cleand', 'SIGSTOP');
		try {
			const a = [1, 2, 3].map(() => attach(h, one, small())), b = [1, 2].map(() => attach(h, two, small()));
			assert.deepEqual(new Set(seen(h).slice(0, 2)), new Set([a[0], b[0]]));
			assert.deepEqual(new Set(seen(h).slice(2, 4)), new Set([a[1], b[1]]));
			assert.equal(seen(h)[4], a[2]);
			h.sql('root', `UPDATE attachment SET tries = 1 WHERE id = X'${a[0]}'`);
			assert.deepEqual(seen(h), [b[0], ...seen(h).slice(1, 3), a[2], a[0]]);
			h.sql('root', `UPDATE attachment SET tries = 0 WHERE id = X'${a[0]}'; UPDATE report SET urgent = 1 WHERE signal_id = X'${two}'`);
			assert.deepEqual(seen(h), [b[0], b[1], ...a]);
		} finally {
			h.sql('root', `UPDATE report SET urgent = 0 WHERE signal_id = X'${two}'`);
			h.signal('cleand', 'SIGCONT');
		}
		await until('all are done', () => seen(h).length === 0, 60000);
	});
	test('one that takes long keeps a later one waiting no longer than its first try, and is made at its second', async () => {
		await restart(300, 'clean_seconds');
		await restart(5);
		const long = attach(h, one, slow(14000));
		await until('begun', () => fileRow(h, long).tries > 0);
		h.signal('cleand', 'SIGSTOP');	// however long it takes to attach another: its first try ends no sooner
		const later = attach(h, two, small());
		h.signal('cleand', 'SIGCONT');
		assert.equal((await ended(h, later)).state, 'clean');
		assert.equal(fileRow(h, long).state, 'waits', 'the later one did not wait for its second try');
		const row = await ended(h, long, 300000);
		assert.deepEqual([row.state, row.tries, row.pages], ['clean', 2, 1]);
		assert.match(log(h), new RegExp(`file ${long} takes long`));
	});
	test('one that takes longer than that is too much', async () => {
		await restart(2);
		await restart(5, 'clean_seconds');
		const longer = await became(h, one, slow(400000));
		assert.deepEqual([longer.state, longer.tries], ['too_much', 2]);
		await restart(15, 'clean_seconds');
	});
	test('one above scan_mb is not called scanned, though the scanner would take it and say OK', async () => {
		const bytes = picture('png', 1300, 900, { noise: true });
		assert.ok(bytes.length > 1 << 20 && bytes.length < 2 << 20, `${bytes.length}`);
		assert.deepEqual([(await became(h, one, bytes)).scan], ['clean']);
		await restart(1, 'scan_mb');
		const id = attach(h, one, bytes), row = await ended(h, id);
		assert.deepEqual([row.state, row.scan], ['clean', 'none']);
		assert.match(log(h), new RegExp(`file ${id} is larger than the scanner takes`));
		assert.equal((await became(h, one, small())).scan, 'clean');
		h.sql('root', `UPDATE attachment SET scan = 1 WHERE id = X'${id}'`);	// nothing of it for those below
		await restart(25, 'scan_mb');
	});
	after(() => restart(20));
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
		const small = await became(h, signal, picture('jpg', 60, 40));
		h.sql('root', `UPDATE attachment SET scan = 0 WHERE clean = X'${small.clean}'`);
		const [[id]] = h.sql('root', `SELECT LOWER(HEX(id)) FROM attachment WHERE clean = X'${small.clean}'`);
		assert.match(h.kp('files', 'rescan'), /^2 files/);
		const row = await ended(h, id);
		await ended(h, before[0]);
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

describe('sealed bytes that were changed are noticed, and named', () => {
	const long = () => picture('png', 900, 700, { noise: true });
	const damaged = async (change, piece) => {
		const id = attach(h, signal, long(), { change });
		const row = await ended(h, id);

		assert.equal(row.state, 'damaged');
		assert.match(log(h), new RegExp(`file ${id}: part 0, piece ${piece} is `));
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
		await ended(h, other);
		await damaged((sql, id) => `${sql};\nUPDATE file_chunk SET sealed = (SELECT x.sealed FROM (SELECT sealed FROM file_chunk WHERE envelope = X'${other}' AND seq = 1) x) WHERE envelope = X'${id}' AND seq = 1;`, 1);
	});
	test('a wrap that does not open', async () => {
		const id = attach(h, signal, long(), { change: (sql, f) => `${sql};\nUPDATE envelope SET wrap = REPEAT('x', 96) WHERE id = X'${f}';` });
		assert.equal((await ended(h, id)).state, 'damaged');
		assert.match(log(h), new RegExp(`file ${id}: its wrap does not open`));
	});
});
