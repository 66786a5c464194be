// Files of the public form by HTTP, as a browser without script sends them: one per POST, sealed as
// they come, a report's once it is sent. Half of it is refusals (groups M, F, L).
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hub, pause, until } from '../lib/hub.mjs';
import { original } from '../lib/files.mjs';
import { check, plain, sent } from '../lib/report.mjs';
import { multipart, request } from '../lib/visitor.mjs';

let h;

before(async () => { h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
	settings: { fill_seconds: 0, flood_per_minute: 100000, release_seconds: 1, file_hour_mb: 1000 } }); });
after(async () => { await h?.stop(); });

const sql = (text) => h.sql('root', text);
const MB = 1 << 20, CHUNK = 512 * 1024 - 4;
const sha = (b) => createHash('sha256').update(b).digest('hex');
// Bytes that no two files share, and that begin as a JPEG does; after that they may be anything.
function jpeg(size = 5000) {
	const data = randomBytes(size);
	Buffer.from([0xff, 0xd8, 0xff]).copy(data);
	return data;
}
const photo = (data = jpeg(), name = 'foto.jpg', type = 'image/jpeg') => ({ file: { name, type, data } });
const files = async (answers = plain, visitor = h.visitor(), lang = 'nl') => (await check(visitor, answers, lang)).submit({}, 'change=files.0');
const listed = (page) => page.root.querySelectorAll('main form dl > div').map((d) => d.querySelector('dt').text.trim());
const state = (page) => page.root.querySelector('[name=state]').getAttribute('value');
const action = (page) => page.form('state').getAttribute('action');
const unsent = () => sql('SELECT LOWER(HEX(id)), chunks FROM upload WHERE sent = 0 ORDER BY id');
const loose = () => Number(sql(`SELECT COUNT(*) FROM file_chunk c WHERE NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = c.envelope)
	AND NOT EXISTS (SELECT 1 FROM envelope e WHERE e.id = c.envelope)`)[0][0]);
const newest = (before) => unsent().filter(([id]) => !before.some(([old]) => old === id)).map(([id]) => id);
const post = (where, list, boundary) => {
	const { type, body } = multipart(list, boundary);
	return request(h.port, 'POST', where, { headers: { 'content-type': type, origin: `http://localhost:${h.port}` }, body });
};
const attached = (reference) => sql(`SELECT a.no, a.chunks, LOWER(HEX(a.id)), e.guarded, e.class FROM report r JOIN attachment a ON a.signal_id = r.signal_id
	JOIN envelope e ON e.id = a.id WHERE r.reference = '${reference}' ORDER BY a.no`);

describe('a report with files', () => {
	test('says before one is chosen what is removed, what is kept, and why', async () => {
		for (const [lang, words] of [['nl', [/verborgen gegevens/, /versleuteld/, /bewijs/, /blijft zichtbaar/]],
			['en', [/hidden details/, /encrypted/, /evidence/, /stays visible/]]]) {
			const page = await files(plain, h.visitor(), lang);
			const before = page.text.slice(0, page.text.indexOf(lang === 'nl' ? 'Kies een bestand' : 'Choose a file'));
			for (const word of words)
				assert.match(before, word);
			const input = page.root.querySelector('input[type=file]');
			assert.equal(input.getAttribute('accept'), 'image/jpeg,image/png,application/pdf');
			assert.equal(page.form('state').getAttribute('enctype'), 'multipart/form-data');
		}
	});

	test('is one signal with its files, sealed to its class and guarded, each byte as it came', async () => {
		const data = [jpeg(2_000_000), Buffer.from(`%PDF-1.4 ${'pagina '.repeat(3000)}`), jpeg(100)];
		let page = await files();

		page = await page.submit(photo(data[0]), 'go=add');
		assert.equal(page.status, 200);
		assert.match(page.text, /Bestand 1 is toegevoegd/);
		page = await page.submit(photo(data[1], 'brief van de baas.pdf', 'application/pdf'), 'go=add');
		assert.deepEqual(listed(page), ['1. Foto (JPG), 1,9 MB', '2. Document (PDF), 21 kB']);
		page = await page.submit(photo(data[2], 'محضر.jpg'), 'go=next');
		assert.equal(page.heading, 'Kijk uw antwoorden na');
		assert.match(page.text, /1\. foto\.jpg – Foto \(JPG\), 1,9 MB\s*2\. brief van de baas\.pdf – Document \(PDF\), 21 kB\s*3\. محضر\.jpg – Foto \(JPG\)/);
		assert.ok(page.root.querySelector('button[name=change][value="files.0"]'));
		const { reference } = sent(await page.submit({}, 'go=send'));
		const rows = await until('registered', () => { const r = attached(reference); return r.length === 3 ? r : null; });
		assert.deepEqual(rows.map(([no, , , guarded, cls]) => [no, guarded, cls]), [['1', '1', '1'], ['2', '1', '1'], ['3', '1', '1']]);
		assert.deepEqual(rows.map(([, , id]) => sha(original(h, id))), data.map(sha), 'numbered as they were chosen');
		assert.equal(sql(`SELECT s.files FROM fraud_signal s JOIN report r ON r.signal_id = s.id WHERE r.reference = '${reference}'`)[0][0], '3');
		assert.equal(loose(), 0);
		assert.match(h.kp('audit', 'verify'), /unbroken/);
	});

	test('added to later has the reporter\'s next number, whatever staff added in between', async () => {
		let page = await (await files()).submit(photo(), 'go=next');
		const { reference } = sent(await page.submit({}, 'go=send'));
		await until('registered', () => attached(reference).length === 1);
		sql(`INSERT INTO attachment (id, signal_id, no, author, day, chunks, state) SELECT RANDOM_BYTES(16), signal_id, 101, REPEAT('a', 16), CURRENT_DATE, 1, 1
			FROM report WHERE reference = '${reference}'`);
		page = await page.submit({}, 'change=files.0');
		page = await page.submit(photo(jpeg(), 'later.jpg'), 'go=next');
		await page.submit({}, 'go=send');
		const rows = await until('registered too', () => { const r = attached(reference); return r.length === 2 ? r : null; });
		assert.deepEqual(rows.map(([no]) => no), ['1', '2']);
	});

	test('about national security goes to that class alone, files and all', async () => {
		let page = await files({ ...plain, subject: 'national_security' });

		page = await page.submit(photo(), 'go=next');
		const { reference } = sent(await page.submit({}, 'go=send'));
		const rows = await until('registered', () => { const r = attached(reference); return r.length ? r : null; });
		assert.equal(rows[0][4], '2');
	});

	test('sent twice at once is one report with one of each', async () => {
		const page = await (await files()).submit(photo(), 'go=next');
		const body = page.encode(page.form('state'), {}, ['go', 'send']);
		const pages = await Promise.all(Array.from({ length: 10 }, () => h.visitor().post(action(page), body)));

		assert.equal(new Set(pages.map((p) => sent(p).reference)).size, 1);
		await until('registered', () => attached(sent(pages[0]).reference).length === 1);
	});

	test('sent again with another file is an addition, and news', async () => {
		let page = await (await files()).submit(photo(), 'go=next');
		const { reference } = sent(await page.submit({}, 'go=send'));
		const signal = () => sql(`SELECT s.files, s.news IS NOT NULL FROM fraud_signal s JOIN report r ON r.signal_id = s.id WHERE r.reference = '${reference}'`)[0];
		await until('registered', () => signal()?.[0] === '1');
		page = await page.submit({}, 'change=files.0');
		page = await page.submit(photo(jpeg(700_000), 'tweede.jpg'), 'go=next');
		assert.equal((await page.submit({}, 'go=send')).status, 200);
		await until('both', () => signal()[0] === '2');
		assert.equal(signal()[1], '1');
		assert.equal(unsent().length, 0);
	});

	test('names what is no longer there, and is not sent without saying so', async () => {
		const was = unsent();
		let page = await (await files()).submit(photo(jpeg(), 'weg.jpg'), 'go=add');
		page = await page.submit(photo(jpeg(), 'er nog.jpg'), 'go=next');
		const [gone] = newest(was).filter((id) => sql(`SELECT 1 FROM upload WHERE id = X'${id}'`).length);
		sql(`DELETE FROM file_chunk WHERE envelope = X'${gone}'; DELETE FROM upload WHERE id = X'${gone}'`);
		const reports = sql('SELECT COUNT(*) FROM report')[0][0];
		page = await page.submit({}, 'go=send');
		assert.equal(page.status, 422);
		assert.match(page.errors[0], /nog niet verstuurd.*(weg|er nog)\.jpg/);
		assert.equal(listed(page).length, 1);
		assert.equal(sql('SELECT COUNT(*) FROM report')[0][0], reports);
		page = await page.submit({}, 'go=next');
		assert.notEqual(sent(await page.submit({}, 'go=send')).receipt, '');
	});
});

describe('every button of the page', () => {
	for (const [press, heading] of [['go=next', 'Kijk uw antwoorden na'], ['go=previous', 'Uw eigen veiligheid'], ['go=check', 'Kijk uw antwoorden na'],
		['go=add', 'Bestanden'], ['lang=en', 'Files']])
		for (const chosen of [true, false])
			test(`${press} ${chosen ? 'takes the file along' : 'works without a file'}`, async () => {
				const was = unsent();
				let page = await files();
				// The language buttons stand in the head of the page, and belong to the form.
				const { type, body } = page.parts(page.form('state'), chosen ? photo() : {}, press.split('='));
				page = await page.visitor.send('POST', action(page), body, type);
				if (press === 'go=add' && !chosen) {
					assert.equal(page.status, 422);
					assert.match(page.errors[0], /Kies eerst een bestand/);
				} else {
					assert.equal(page.status, 200);
				}
				assert.equal(page.heading, heading);
				assert.equal(newest(was).length, chosen ? 1 : 0);
			});

	test('takes a file back, and the others move up', async () => {
		const was = unsent();
		let page = await files();
		for (const name of ['een.jpg', 'twee.jpg', 'drie.jpg'])
			page = await page.submit(photo(jpeg(), name), 'go=add');
		page = await page.submit({}, 'remove=2');
		assert.equal(page.status, 200);
		assert.deepEqual(page.root.querySelectorAll('main dd bdi.kp-words').map((b) => b.text), ['een.jpg', 'drie.jpg']);
		assert.equal(newest(was).length, 2);
		assert.equal(loose(), 0);
		assert.equal((await page.submit({}, 'remove=1')).status, 200);
		assert.equal((await post(action(page), [['state', state(page)], ['remove', '9']])).status, 400);
	});

	test('works as well when the form comes in the other encoding', async () => {
		const page = await files();
		const next = await h.visitor().post(action(page), new URLSearchParams({ state: state(page), go: 'next' }).toString());
		assert.equal(next.heading, 'Kijk uw antwoorden na');
	});
});

describe('a page posted twice', () => {
	test('brings one file, one after the other or at once', async () => {
		const page = await files(), was = unsent(), one = photo(jpeg(1_500_000));
		const { type, body } = page.parts(page.form('state'), one, ['go', 'add']);
		const again = () => h.visitor().send('POST', action(page), body, type);
		const first = await again(), second = await again();
		assert.deepEqual([first.status, second.status], [200, 200]);
		assert.equal(newest(was).length, 1);
		await Promise.all(Array.from({ length: 6 }, again));
		await until('settled', () => newest(was).length === 1);
		const [id] = newest(was);
		assert.equal(sha(original(h, id)), sha(one.file.data));
		assert.equal(loose(), 0);
		// Whichever answer the browser shows, the report names the file that is there.
		const done = await second.submit({}, 'go=next');
		const { reference } = sent(await done.submit({}, 'go=send'));
		await until('registered', () => attached(reference).length === 1);
	});

	test('with another file (Back, chosen anew) keeps both apart', async () => {
		const page = await files(), was = unsent();
		const first = await page.submit(photo(jpeg(), 'eerste.jpg'), 'go=add');
		const other = photo(jpeg(), 'andere.jpg');
		const second = await page.submit(other, 'go=add');
		assert.equal(first.status + second.status, 400);
		assert.equal(newest(was).length, 2);
		const { reference } = sent(await (await second.submit({}, 'go=next')).submit({}, 'go=send'));
		const rows = await until('registered', () => { const r = attached(reference); return r.length ? r : null; });
		assert.equal(rows.length, 1);
		assert.equal(sha(original(h, rows[0][2])), sha(other.file.data));
	});

	test('long after its report was sent says that the file was not added, and where it can go', async () => {
		const was = unsent(), page = await files();
		const text = { nl: [/Uw bestand is niet toegevoegd/, /verstuurd/, /bij Mijn melding/, '/nl/mijn-melding'], en: [/Your file was not added/, /already sent/, /at My report/, '/en/my-report'] };
		try {
			h.clock(40 * 60);	// begun long ago, sent this very moment: this program knows the first only
			sent(await (await page.submit({}, 'go=next')).submit({}, 'go=send'));
			for (const at of [40, 80])
				for (const [lang, [heading, ...words]] of Object.entries(text)) {
					h.clock(at * 60);
					const answer = await post(lang === 'nl' ? action(page) : '/en/report/file/8', [['state', state(page)], ['file', photo().file], ['go', 'add']]);
					assert.equal(answer.status, 409);
					assert.match(answer.body, new RegExp(`<h1[^>]*>${heading.source}`));
					for (const word of words.slice(0, 2))
						assert.match(answer.body, word);
					assert.ok(answer.body.includes(`href="${words[2]}"`));
					assert.doesNotMatch(answer.body, /name="state"|paspoorten/);
				}
			const none = await page.submit({}, 'go=next');
			assert.equal(none.heading, 'Uw melding was al ontvangen');
		} finally {
			h.clock(0);
		}
		assert.equal(newest(was).length, 0);
	});

	test('after its report was registered does not touch what is at the desk', async () => {
		const page = await files();
		const first = await page.submit(photo(jpeg(), 'eerste.jpg'), 'go=next');
		const { reference } = sent(await first.submit({}, 'go=send'));
		const [row] = await until('registered', () => { const r = attached(reference); return r.length ? r : null; });
		const before = sha(original(h, row[2]));
		assert.equal((await page.submit(photo(jpeg(), 'later.jpg'), 'go=add')).status, 200);
		assert.equal(sha(original(h, row[2])), before);
	});
});

describe('the very bytes', () => {
	test('of files of every kind of size, whatever the boundary', async () => {
		const sizes = [3, 4, 15, 16, 17, 251, 252, 253, 1000, 4095, 4096, 4097, 8191, 8192, 8193, 16383, 16384, 20000, 32767, 32768,
			32769, 65535, 65536, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1];
		const wrong = [];

		for (let i = 0; i < sizes.length; i++) {
			const page = i % 10 ? null : await files();
			files.page = page ?? files.page;
			const was = unsent(), data = jpeg(sizes[i]), now = files.page;
			// CR LF and dashes where a boundary would be.
			if (sizes[i] > 40)
				Buffer.from('\r\n--').copy(data, sizes[i] - 4);
			const answer = await post(action(now), [['state', state(now)], ['file', { name: 'x.jpg', type: 'image/jpeg', data }], ['go', 'add']], 'b'.repeat(1 + (i * 7) % 70));
			const ids = newest(was);
			if (answer.status !== 200 || ids.length !== 1 || sha(original(h, ids[0])) !== sha(data))
				wrong.push(`${sizes[i]}: ${answer.status} ${ids.length}`);
		}
		assert.deepEqual(wrong, []);
	});

	test('of a file sent in chunks of the transport', async () => {
		const page = await files(), was = unsent(), data = jpeg(300_000);
		const { type, body } = multipart([['state', state(page)], ['file', { name: 'x.jpg', type: 'image/jpeg', data }], ['go', 'add']]);
		const answer = await new Promise((resolve, reject) => {
			const s = net.connect(h.port, '127.0.0.1', () => {
				s.write(`POST ${action(page)} HTTP/1.1\r\nHost: localhost:${h.port}\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`);
				for (let at = 0; at < body.length; at += 7001) {
					const piece = body.subarray(at, at + 7001);
					s.write(`${piece.length.toString(16)}\r\n`);
					s.write(piece);
					s.write('\r\n');
				}
				s.write('0\r\n\r\n');
			});
			let got = '';
			s.on('data', (d) => { got += d; });
			s.on('error', reject);
			s.on('close', () => resolve(got));
		});
		assert.match(answer, /^HTTP\/1\.1 200/);
		assert.equal(sha(original(h, newest(was)[0])), sha(data));
	});
});

describe('refused with what was typed still there', () => {
	const refusals = [
		['an empty file', photo(Buffer.alloc(0)), /leeg/],
		['one byte over the limit', photo(jpeg(25 * MB + 1)), /te groot: 25,0 MB.*hoogstens 25 MB/],
		['far over the limit', photo(jpeg(40 * MB)), /te groot: 40,0 MB/],
		['a program that says it is a picture', photo(Buffer.from('MZ\x90\0' + 'x'.repeat(500)), 'x.png', 'image/png'), /kunnen wij niet aannemen/],
		['a picture by another name', photo(jpeg(), 'x.pdf', 'application/pdf'), /kunnen wij niet aannemen/],
		['a picture with another claim', photo(jpeg(), 'x.jpg', 'image/png'), /kunnen wij niet aannemen/],
		['a type that is not on the list', photo(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.svg', 'image/svg+xml'), /kunnen wij niet aannemen/],
		['HTML named .jpg', photo(Buffer.from('<html><script>alert(1)</script>'), 'x.jpg', 'image/jpeg'), /kunnen wij niet aannemen/],
		['a name without an end', photo(jpeg(), 'foto'), /kunnen wij niet aannemen/],
	];

	for (const [what, values, words] of refusals)
		test(what, async () => {
			const was = unsent();
			let page = await (await files()).submit(photo(jpeg(), 'goed.jpg'), 'go=add');
			for (const press of ['go=add', 'go=next', 'go=previous']) {
				page = await page.submit(values, press);
				assert.equal(page.status, 422, press);
				assert.match(page.title, /^Fout: /);
				assert.match(page.errors[0], words);
				assert.equal(page.root.querySelector('#fouten a')?.getAttribute('href'), '#file');
				assert.match(page.root.querySelector('input[type=file]').getAttribute('aria-describedby'), /file-error/);
				assert.deepEqual(listed(page).length, 1);
			}
			assert.equal(newest(was).length, 1);
			assert.equal(loose(), 0);
			page = await page.submit({}, 'go=next');
			assert.match(page.text, /paspoorten gemaakt/);
		});

	test('25 MB to the byte is taken', async () => {
		const was = unsent(), data = jpeg(25 * MB);
		const page = await (await files()).submit(photo(data), 'go=next');
		assert.equal(page.status, 200);
		assert.match(page.text, /Foto \(JPG\), 25,0 MB/);
		assert.equal(sha(original(h, newest(was)[0])), sha(data));
	});

	test('the eleventh file', async () => {
		let page = await files();
		const before10 = [];
		for (let i = 0; i < 10; i++) {
			before10.push(page);
			page = await page.submit(photo(jpeg(), `${i + 1}.jpg`), 'go=add');
		}
		assert.equal(listed(page).length, 10);
		assert.equal(page.root.querySelector('input[type=file]'), null);
		assert.match(page.text, /Meer kan niet/);
		const was = unsent();
		const eleventh = await post(action(page), [['state', state(page)], ['file', { name: '11.jpg', type: 'image/jpeg', data: jpeg() }], ['go', 'add']]);
		assert.equal(eleventh.status, 422);
		assert.match(eleventh.body, /hoogstens 10 bestanden/);
		// From old pages, too, there is an end to it.
		let answers = 0;
		for (let i = 0; i < 30; i++)
			answers += (await before10[3].submit(photo(jpeg(), `oud ${i}.jpg`), 'go=add')).status === 200;
		assert.ok(answers < 25, `${answers} more`);
		assert.ok(newest(was).length <= 20);
		assert.equal((await page.submit({}, 'go=next')).heading, 'Kijk uw antwoorden na');
	});

	test('a file by a name that tries something is kept under a name that does nothing', async () => {
		let page = await files();
		for (const [name, shown] of [['../../x.jpg', 'x.jpg'], ['a\u202Egpj.jpg', 'a\uFFFDgpj.jpg'], ['"; filename="y.jpg', null], [`${'n'.repeat(300)}.jpg`, `${'n'.repeat(145)}`],
			['<b>x</b>.jpg', 'b>.jpg'], ['<?cs var:State ?>.jpg', '<?cs var:State ?>.jpg'], ['%n%s.jpg', '%n%s.jpg']]) {
			page = await page.submit(photo(jpeg(), name), 'go=add');
			assert.equal(page.status, 200, name);
			if (shown)
				assert.ok(page.root.querySelectorAll('main dd bdi.kp-words').at(-1).text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').startsWith(shown), name);
		}
		assert.doesNotMatch(page.body, /<b>x<\/b>/);
	});

	test('when the disk is short; the text is still taken', async () => {
		sql('UPDATE file_room SET short = 1');
		try {
			let page = await files();
			page = await page.submit(photo(), 'go=next');
			assert.equal(page.status, 503);
			assert.ok(page.headers['retry-after']);
			assert.match(page.errors[0], /geen bestanden aannemen.*zonder dit bestand/s);
			assert.match(h.refusal('root', "SELECT 1") || (() => { try { return h.kp('status'); } catch (e) { return String(e.stdout); } })(), /files are refused/);
			page = await page.submit({}, 'go=next');
			assert.notEqual(sent(await page.submit({}, 'go=send')).receipt, '');
		} finally {
			sql('UPDATE file_room SET short = 0');
		}
	});

	test('when the database is away for a moment; the page comes back whole', async () => {
		const page = await files();
		const [pid] = h.pids('mariadbd');
		let late;
		process.kill(pid, 'SIGSTOP');
		try {
			late = await page.submit(photo(), 'go=add');
		} finally {
			process.kill(pid, 'SIGCONT');
		}
		assert.equal(late.status, 503);
		assert.match(late.errors[0], /geen bestanden aannemen/);
		const again = await until('taken after all', async () => { const p = await late.submit(photo(), 'go=add'); return p.status === 200 ? p : null; });
		assert.equal(listed(again).length, 1);
	});
});

describe('refused whole: what our form cannot send', () => {
	const part = { name: 'x.jpg', type: 'image/jpeg', data: jpeg() };
	let page, was;
	const of = async () => { page ??= await files(); was = unsent(); return [['state', state(page)], ['file', part], ['go', 'add']]; };
	const nothing = () => { assert.equal(newest(was).length, 0); assert.equal(loose(), 0); };

	for (const [what, change] of [
		['an unknown field before the file', (l) => [['role', 'admin'], ...l]],
		['an unknown field behind the file', (l) => [...l, ['role', 'admin']]],
		['the same field twice', (l) => [...l, ['go', 'next']]],
		['a second file', (l) => [...l, ['file', part]]],
		['a file under another name', ([s, , g]) => [s, ['homepage', part], g]],
		['a text where the file belongs', ([s, , g]) => [s, ['file', 'text'], g]],
		['a button that does not exist', ([s, f]) => [s, f, ['go', 'delete']]],
		['a state that is not ours', ([, f, g]) => [['state', 'A'.repeat(300)], f, g]],
		['no state at all', ([, f, g]) => [f, g]],
		['the state behind the file', ([s, f, g]) => [f, s, g]],
		['text that is not UTF-8', ([s, f]) => [s, f, ['go', Buffer.from([0xff])]]],
	])
		test(what, async () => {
			const answer = await post('/nl/melden/bestand/8', change(await of()));
			assert.equal(answer.status, 400);
			assert.equal(answer.headers['cache-control'], 'no-store');
			nothing();
		});

	test('a body without its end, and one that is cut in its header', async () => {
		const { type, body } = multipart(await of());
		for (const cut of [body.length - 10, body.length - jpeg().length, 60]) {
			const answer = await request(h.port, 'POST', '/nl/melden/bestand/8', { headers: { 'content-type': type }, body: body.subarray(0, cut) });
			assert.equal(answer.status, 400);
			nothing();
		}
	});

	test('from another origin', async () => {
		const { type, body } = multipart(await of());
		const answer = await request(h.port, 'POST', '/nl/melden/bestand/8', { headers: { 'content-type': type, origin: 'https://evil.example' }, body });
		assert.equal(answer.status, 403);
		nothing();
	});

	test('with the state of another page, or of a report that was sent', async () => {
		const list = await of();
		const story = await h.visitor().get('/nl/melden').then((p) => p.submit({ subject: 'other' }, 'go=next'));
		assert.equal((await post('/nl/melden/bestand/8', [['state', state(story)], ...list.slice(1)])).status, 400);
		const last = await (await check(h.visitor())).submit({}, 'go=send');
		assert.equal((await post('/nl/melden/bestand/8', [['state', state(last)], ...list.slice(1)])).status, 400);
		nothing();
	});

	test('a file on a page that takes none, at the form itself', async () => {
		const list = await of();
		assert.equal((await post('/nl/melden/8', list)).status, 400);
		assert.equal((await post('/nl/melden', list)).status, 400);
		nothing();
	});

	test('what no browser sends for more than twice the limit stops at the web server', async () => {
		const answer = await post('/nl/melden/bestand/8', [['state', state(page)], ['file', { ...part, data: Buffer.alloc(51 * MB) }]]).catch((e) => ({ status: e.code }));
		assert.ok([413, 'EPIPE', 'ECONNRESET'].includes(answer.status), String(answer.status));
		nothing();
	});
});

describe('a line that breaks', () => {
	const begun = (page, data) => {
		const { type, body } = multipart([['state', state(page)], ['file', { name: 'x.jpg', type: 'image/jpeg', data }], ['go', 'add']]);
		const head = `POST ${action(page)} HTTP/1.1\r\nHost: localhost:${h.port}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
		const s = net.connect(h.port, '127.0.0.1');
		const answer = new Promise((resolve) => { let got = ''; s.on('data', (d) => { got += d; }); s.on('error', () => {}); s.on('close', () => resolve(got)); });
		s.write(head);
		return { s, body, answer };
	};

	test('at 99 % stores nothing, holds no worker, and leaves nothing waiting', async () => {
		const page = await files(), was = unsent();
		const stalled = Array.from({ length: 20 }, () => begun(page, jpeg(3 * MB)));
		for (const { s, body } of stalled)
			s.write(body.subarray(0, Math.floor(body.length * 0.99)));
		await pause(300);
		const quick = Date.now();
		assert.equal((await (await files()).submit(photo(jpeg(MB)), 'go=next')).status, 200);
		assert.ok(Date.now() - quick < 12000, 'others are served meanwhile: those are waited for fifteen seconds');
		const answers = await Promise.all(stalled.map((x) => x.answer));
		assert.ok(answers.every((a) => a === '' || a.startsWith('HTTP/1.1 408')), answers[0].slice(0, 40));
		assert.equal(newest(was).length, 1);
		const shm = readFileSync(path.join(h.var, 'nginx/tip.conf'), 'utf8').match(/client_body_temp_path (\S+);/)[1];
		await until('nothing waits there', () => readdirSync(shm).length === 0);
	});

	test('halfway stores nothing', async () => {
		const page = await files(), was = unsent();
		const { s, body } = begun(page, jpeg(2 * MB));
		s.write(body.subarray(0, MB));
		await pause(200);
		s.destroy();
		await pause(300);
		assert.equal(newest(was).length, 0);
	});

	test('a worker killed in the middle of a file leaves no half file, and the same page sent again brings it', async () => {
		const page = await files(), was = unsent(), one = photo(jpeg(20 * MB));
		const there = 'SELECT COUNT(*) FROM file_chunk c JOIN upload u ON u.id = c.envelope WHERE u.chunks IS NULL';
		// As soon as some of it is there the database takes no more, for as long as the killing takes.
		const holding = h.holding('root', `DELIMITER //
BEGIN NOT ATOMIC WHILE (${there}) <= ${Number(sql(there)[0][0]) + 2} DO DO SLEEP(0.001); END WHILE; END//
DELIMITER ;
LOCK TABLES file_chunk READ`, 60000);
		const going = page.submit(one, 'go=add').catch(() => ({ status: 0 }));
		const held = await holding;
		const [parent, ...workers] = h.pids('upload');
		assert.ok(parent && workers.length === 2);
		for (const w of workers)
			try { process.kill(w, 'SIGKILL'); } catch { /* gone by itself */ }
		const broken = await going;
		await held.release('UNLOCK TABLES');
		assert.ok([503, 0].includes(broken.status), String(broken.status));
		const [half] = newest(was);
		assert.equal(unsent().find(([id]) => id === half)[1], 'NULL');
		const again = await until('workers are back', async () => { const p = await page.submit(one, 'go=next'); return p.status === 200 ? p : null; });
		assert.deepEqual(newest(was), [half]);
		assert.equal(sha(original(h, half)), sha(one.file.data));
		assert.equal((await again.submit({}, 'go=send')).status, 200);
	});
});

describe('what is not sent', () => {
	test('taken back in one tab while another sends it: it is sent or it is gone, never said to have arrived and gone', async () => {
		for (const end of ['ROLLBACK', 'COMMIT']) {
			const was = unsent();
			const page = await (await files()).submit(photo(), 'go=next');
			const [id] = newest(was), tag = sql(`SELECT HEX(tag) FROM upload WHERE id = X'${id}'`)[0][0];
			const reports = () => Number(sql('SELECT COUNT(*) FROM report')[0][0]), before = reports();
			const other = await h.holding('tip', `START TRANSACTION; CALL upload_drop(X'${id}', X'${tag}', NULL)`);
			const waits = h.waits(), sending = page.submit({}, 'go=send');

			await waits;
			await other.release(end);
			const answer = await sending;
			assert.equal(answer.status, end === 'COMMIT' ? 422 : 200, end);
			assert.equal(reports(), before + (end === 'COMMIT' ? 0 : 1), end);
			assert.equal(newest(was).length, 0, end);
		}
	});

	test('taken back while a message that names it waits for another: neither is in the other\'s way', async () => {
		const [first, second, tag] = ['a', 'b', 'c'].map((x) => `X'${x.repeat(32)}'`);

		sql([first, second].map((id) => `INSERT INTO upload (id, tag, key_id, wrap, day, writer, chunks) VALUES (${id}, ${tag}, '', '', CURRENT_DATE, '', 1)`).join(';'));
		try {
			const held = await h.holding('root', `START TRANSACTION; SELECT id FROM upload WHERE id = ${second} FOR UPDATE`);
			const waits = h.waits(), sends = h.sqlMeanwhile('root', `SET innodb_lock_wait_timeout = 30; START TRANSACTION; CALL upload_mark(${tag}, CONCAT(${first}, ${second})); COMMIT`);
			await waits;
			const both = h.waits(2), drops = h.sqlMeanwhile('tip', `SET innodb_lock_wait_timeout = 30; START TRANSACTION; CALL upload_drop(${first}, ${tag}, NULL); COMMIT`);
			await both;
			await held.release('ROLLBACK');
			await Promise.all([sends, drops]);
			assert.deepEqual(sql(`SELECT sent FROM upload WHERE tag = ${tag}`), [['1'], ['1']]);
		} finally {
			sql(`DELETE FROM upload WHERE tag = ${tag}`);
		}
	});

	test('is swept when no form can hold it any more, and only then', async () => {
		const was = unsent();
		const page = await (await files()).submit(photo(), 'go=next');
		const [id] = newest(was);
		const sweep = () => h.sql('workd', 'CALL upload_sweep(CURRENT_DATE - INTERVAL 2 DAY, 100)');
		sweep();
		assert.equal(newest(was).length, 1);
		sql(`UPDATE upload SET day = CURRENT_DATE - INTERVAL 3 DAY WHERE id = X'${id}'`);
		sweep();
		assert.equal(newest(was).length, 0);
		assert.equal(loose(), 0);
		const late = await page.submit({}, 'go=send');
		assert.equal(late.status, 422);
		assert.match(late.errors[0], /foto\.jpg/);
	});

	test('is no signal\'s: only what was sent is registered', async () => {
		await (await files()).submit(photo(), 'go=next');
		await pause(1500);
		assert.equal(sql("SELECT COUNT(*) FROM attachment a WHERE EXISTS (SELECT 1 FROM upload u WHERE u.id = a.id)")[0][0], '0');
		assert.ok(unsent().length > 0);
	});

	test('a file waits for the addition that names it', async () => {
		const was = unsent();
		let page = await (await files()).submit({}, 'go=next');
		const { reference } = sent(await page.submit({}, 'go=send'));
		await until('registered', () => sql(`SELECT signal_id FROM report WHERE reference = '${reference}'`)[0][0] !== 'NULL');
		page = await page.submit({}, 'change=files.0');
		await page.submit(photo(), 'go=next');
		const [id] = newest(was), tag = `(SELECT tag FROM report WHERE reference = '${reference}')`;
		// As sending does, in one transaction, and undone again.
		const rows = sql(`START TRANSACTION;
			INSERT INTO report_addition (tag, digest, envelope, key_id, wrap, received, sealed)
				VALUES (${tag}, REPEAT('d', 32), REPEAT('e', 16), REPEAT('k', 8), REPEAT('w', 96), CURRENT_DATE, '');
			UPDATE upload SET sent = 1 WHERE id = X'${id}' AND tag = ${tag};
			CALL attachment_waiting(RANDOM_BYTES(16), 100); SELECT 'then';
			UPDATE report_addition SET waiting = NULL WHERE digest = REPEAT('d', 32);
			CALL attachment_waiting(RANDOM_BYTES(16), 100); ROLLBACK`);
		assert.equal(rows[0][0], 'then');
		assert.ok(rows.length > 1);	// bytes of the wrap may look like the end of a row
	});

	test('what no key opens is set aside, counted, and holds up nothing', async () => {
		let page = await (await files()).submit(photo(), 'go=next');
		const was = unsent();
		const [id] = sql("SELECT HEX(id) FROM upload WHERE sent = 0 AND chunks IS NOT NULL ORDER BY RAND() LIMIT 1")[0];
		sql(`UPDATE upload SET wrap = REPEAT('x', 96) WHERE id IN (SELECT id FROM (SELECT u.id FROM upload u WHERE u.sent = 0) x)`);
		const { reference } = sent(await page.submit({}, 'go=send'));
		await until('set aside', () => sql('SELECT COUNT(*) FROM upload WHERE sent = 2')[0][0] === '1');
		assert.ok(id && was.length);
		let status;
		try { status = h.kp('status'); } catch (e) { status = String(e.stdout); }
		assert.match(status, /files no key opens: +1/);
		page = await (await files()).submit(photo(), 'go=next');
		const next = sent(await page.submit({}, 'go=send'));
		await until('the next is registered', () => attached(next.reference).length === 1);
		assert.equal(attached(reference).length, 0);
		const list = h.sql('tip', `CALL mailbox_files(X'${sql(`SELECT HEX(tag) FROM report WHERE reference = '${reference}'`)[0][0]}')`);
		assert.deepEqual(list.map(([no, , state]) => [no, state]), [['0', '7']], 'its reporter sees it, as damaged');
		sql('DELETE FROM upload WHERE sent = 2');
	});

	test('those that cannot be registered keep no other one out', async () => {
		const one = async () => {
			const page = await (await files()).submit({}, 'go=next'), { reference } = sent(await page.submit({}, 'go=send'));
			await until('registered', () => sql(`SELECT signal_id FROM report WHERE reference = '${reference}'`)[0][0] !== 'NULL');
			return { page, reference, tag: sql(`SELECT HEX(tag) FROM report WHERE reference = '${reference}'`)[0][0] };
		};
		const bad = await one(), first = '0'.repeat(32);
		let good = await one();

		while (good.tag < '4')
			good = await one();
		// As a form that was taken over can: as many as are taken at a time, without a day that the calendar knows.
		sql(`UPDATE report SET tag = X'${first}' WHERE tag = X'${bad.tag}';
			INSERT INTO upload (id, tag, key_id, wrap, day, writer, chunks, sent, place)
			SELECT RANDOM_BYTES(16), X'${first}', RANDOM_BYTES(8), RANDOM_BYTES(96), '9999-12-31', RANDOM_BYTES(16), 1, 1, seq FROM seq_0_to_19`);
		try {
			const page = await (await good.page.submit({}, 'change=files.0')).submit(photo(), 'go=next');
			await page.submit({}, 'go=send');
			await until('the other one is in', () => attached(good.reference).length === 1, 60000);
			assert.equal(sql(`SELECT COUNT(*) FROM upload WHERE tag = X'${first}' AND sent = 1`)[0][0], '20');
		} finally {
			sql(`DELETE FROM upload WHERE tag = X'${first}'`);
		}
	});

	test('what cannot be registered for another reason is not set aside: it waits, and is registered later', async () => {
		const was = unsent();
		const page = await (await files()).submit(photo(), 'go=next');
		const [id] = newest(was);
		sql(`INSERT INTO envelope (id, object, class, key_id, wrap, guarded) VALUES (X'${id}', RANDOM_BYTES(16), 1, '', '', 1)`);
		const { reference } = sent(await page.submit({}, 'go=send'));
		const log = () => readFileSync(path.join(h.var, 'log/workd.log'), 'utf8');
		await until('it is said', () => /a file could not be registered and waits/.test(log()));
		assert.deepEqual(sql(`SELECT sent FROM upload WHERE id = X'${id}'`), [['1']]);
		sql(`DELETE FROM envelope WHERE id = X'${id}'`);
		await until('registered', () => attached(reference).length === 1);
	});
});

describe('a program that takes files', () => {
	test('needs no more than 40 MB, however large the files', async () => {
		for (let i = 0; i < 3; i++)
			await (await files()).submit(photo(jpeg(25 * MB)), 'go=next');
		const [, ...workers] = h.pids('upload');
		for (const pid of workers) {
			const status = readFileSync(`/proc/${pid}/status`, 'utf8');
			const peak = Number(status.match(/VmHWM:\s+(\d+)/)[1]);
			assert.ok(peak < 40 * 1024 || process.env.SANITIZE, `${peak} kB`);
		}
	});

	test('has a table of its own: nothing else answers there', async () => {
		for (const where of ['/nl/melden/bestand', '/nl/melden/bestand/8/x', '/en/report/file', '/nl/mijn-melding/bestandx'])
			assert.equal((await request(h.port, 'GET', where)).status, 404, where);
		const back = await request(h.port, 'GET', '/nl/melden/bestand/8');
		assert.deepEqual([back.status, back.headers.location], [303, '/nl/melden']);
	});

	test('writes no line of a file, its name or its bytes', async () => {
		const word = `ZZ${randomBytes(6).toString('hex')}`;
		await (await files()).submit(photo(Buffer.concat([jpeg(100), Buffer.from(word)]), `${word}.jpg`), 'go=add');
		await (await files()).submit(photo(Buffer.from(word), `${word}.exe`), 'go=add');
		const log = path.join(h.var, 'log');
		for (const name of readdirSync(log))
			assert.ok(!readFileSync(path.join(log, name), 'latin1').includes(word), name);
	});
});
