// Files at the desk by HTTP and under its procedures: who may look, what is sent, and the way to an original.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { build, hub, root, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';

let h, mila, sem, noor, daan, iris, dir;
const sql = (text) => h.sql('root', text);

before(async () => {
	h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
		settings: { fill_seconds: 0, flood_per_minute: 100000, read_limit: 50, release_seconds: 1 } });
	[mila, sem, noor, daan, iris] = [await h.login('caseworker', 0), await h.login('caseworker', 1),
		await h.login('lead'), await h.login('analyst'), await h.login('security_adviser')];
	dir = mkdtempSync(path.join(tmpdir(), 'kp-files.'));
	execFileSync('make', ['-s', `B=${build}`, path.relative(root, path.join(build, 'tool/attach'))], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
});
after(async () => { rmSync(dir, { recursive: true, force: true }); await h?.stop(); });

const url = (number, tail = '') => `/nl/signals/${number}${tail}`;
async function filed(answers = {}) {
	const { reference } = await file(h.visitor(), { ...plain, ...answers }, 'nl');
	return until('registered', () => sql(`SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
		WHERE r.reference = '${reference}'`)[0]?.[0]);
}
function press(page, number, tail, values = {}, pick = () => true) {
	const form = page.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(number, tail) && pick(f));
	assert.ok(form, `no form to ${tail} on ${page.path}: ${page.heading}`);
	return page.visitor.post(url(number, tail), page.encode(form, values));
}
const claim = async (who, number) => press(await who.get(url(number)), number, '/claimed');

// PNG, annex D. Node's own crc32 is younger than Debian's Node.
const table = Int32Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? -306674912 ^ (n >>> 1) : n >>> 1; return n; });
const crc32 = (b) => (b.reduce((c, x) => table[(c ^ x) & 255] ^ (c >>> 8), -1) ^ -1) >>> 0;

// A picture of `n` bytes or more: valid, and never the same twice.
function png(n = 1000) {
	const side = Math.max(4, Math.ceil(Math.sqrt(n / 3)));
	const chunk = (type, data) => {
		const body = Buffer.concat([Buffer.from(type), data]), head = Buffer.alloc(4), tail = Buffer.alloc(4);
		head.writeUInt32BE(data.length);
		tail.writeUInt32BE(crc32(body));
		return Buffer.concat([head, body, tail]);
	};
	const ihdr = Buffer.alloc(13);
	ihdr.writeUInt32BE(side, 0);
	ihdr.writeUInt32BE(side, 4);
	ihdr.set([8, 2, 0, 0, 0], 8);
	const rows = Buffer.concat(Array.from({ length: side }, () => Buffer.concat([Buffer.from([0]), randomBytes(side * 3)])));
	return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', ihdr), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const keep = (name, bytes) => { const p = path.join(dir, name); writeFileSync(p, bytes); return p; };
const STATES = { waits: 0, clean: 1, infected: 2, password: 3, damaged: 7 };
// An attachment as registration and cleaning leave it; its id.
function attach(number, no, { state = 'clean', scan = 1, original = png(), clean = png(), pages = [png()] } = {}) {
	const [id, klass] = sql(`SELECT HEX(id), class FROM fraud_signal WHERE number = '${number}'`)[0];
	const parts = state === 'clean' ? [keep('clean', clean), ...pages.map((p, i) => keep(`page${i}`, p))] : [];
	const text = execFileSync(path.join(build, 'tool/attach'), [path.join(h.var, 'keys/public'), klass, id, String(no),
		String(STATES[state]), String(scan), keep('original', original), ...parts], { encoding: 'utf8', maxBuffer: 1 << 28 });
	execFileSync('mariadb', ['--no-defaults', `--socket=${h.socket('mariadb')}`, 'knooppunt'], { input: text });
	sql(`UPDATE fraud_signal SET files = files + 1 WHERE number = '${number}'`);
	return text.match(/^-- ([0-9a-f]{32})/)[1];
}
async function mine(who = mila, answers = {}) {
	const n = await filed(answers);
	await claim(who, n);
	return n;
}
const sha = (b) => createHash('sha256').update(b).digest('hex');
async function bytes(who, where) {
	const r = await fetch(`http://localhost:${h.staffPort}${where}`, { headers: { cookie: [...who.cookies].map(([k, v]) => `${k}=${v}`).join('; ') }, redirect: 'manual' });
	return { status: r.status, headers: r.headers, body: Buffer.from(await r.arrayBuffer().catch(() => new ArrayBuffer(0))) };
}
const csrfs = new Map();
async function csrf(who) {
	if (!csrfs.has(who))
		csrfs.set(who, (await who.get('/nl/account')).root.querySelector('[name=csrf]').getAttribute('value'));
	return csrfs.get(who);
}
// Pressing a button that sends bytes: the clean copy to take along, or an original.
async function pressed(who, where, values) {
	const r = await fetch(`http://localhost:${h.staffPort}${where}`, { method: 'POST', redirect: 'manual',
		headers: { cookie: [...who.cookies].map(([k, v]) => `${k}=${v}`).join('; '), origin: `http://localhost:${h.staffPort}`, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ csrf: await csrf(who), ...values }).toString() });
	return { status: r.status, headers: r.headers, body: Buffer.from(await r.arrayBuffer().catch(() => new ArrayBuffer(0))) };
}
const copy = (who, n, no = 1, values = {}) => pressed(who, url(n, '/file/clean'), { no: String(no), ...values });
const looks = (number, action) => Number(sql(`SELECT COUNT(*) FROM audit a JOIN fraud_signal s ON s.id = a.object
	WHERE s.number = '${number}' AND a.action = '${action}'`)[0][0]);

describe('a file', () => {
	test('is on its signal with what became of it, and is looked at page by page', async (t) => {
		const n = await mine();
		h.signal('cleand', 'SIGSTOP');	// it would begin with what waits
		t.after(() => h.signal('cleand', 'SIGCONT'));
		attach(n, 1, { pages: [png(), png()] });
		attach(n, 2, { state: 'waits', scan: 0 });
		attach(n, 3, { state: 'infected', scan: 2 });
		const page = await mila.get(url(n));
		const section = page.root.querySelector('section[aria-labelledby=h-bestanden]').structuredText;
		assert.match(section, /schone kopie/);
		assert.match(section, /wordt nagekeken/);
		assert.match(section, /virus gevonden/);
		const view = await mila.get(url(n, '/file?no=1'));
		const pictures = view.root.querySelectorAll('figure img');
		assert.equal(pictures.length, 2);
		assert.ok(pictures.every((i) => i.getAttribute('alt')));
		for (const no of [2, 3])
			assert.equal((await mila.get(url(n, `/file?no=${no}`))).status, 404, 'no copy, no page');
	});

	test('comes as it was sealed, in an answer that can do nothing', async () => {
		const n = await mine(), clean = png(1_700_000), page = png(900_000);
		attach(n, 1, { clean, pages: [page] });
		const picture = await bytes(mila, url(n, '/file/page?no=1&page=1'));
		assert.equal(picture.status, 200);
		assert.equal(sha(picture.body), sha(page));
		assert.equal(picture.headers.get('content-type'), 'image/png');
		assert.match(picture.headers.get('content-security-policy'), /^sandbox; default-src 'none'/);
		assert.equal(picture.headers.get('x-content-type-options'), 'nosniff');
		assert.equal(picture.headers.get('cache-control'), 'no-store');
		const taken = await copy(mila, n, 1, { name: 'Foto van de \u202egnp.kelder.HEIC' });
		assert.equal(sha(taken.body), sha(clean));
		assert.equal(taken.headers.get('content-disposition'), `attachment; filename="${n}-1.png"; filename*=UTF-8''${n}-1%20Foto%20van%20de%20_gnp.kelder.png`);
		assert.match(taken.headers.get('content-security-policy'), /^sandbox/);
		for (const [name, value] of [['cross-origin-resource-policy', 'same-origin'], ['x-content-type-options', 'nosniff'], ['cache-control', 'no-store'], ['content-length', String(clean.length)]])
			for (const answer of name === 'content-length' ? [taken] : [picture, taken])
				assert.equal(answer.headers.get(name), value);
	});

	test('at every edge of a chunk is the same to the byte', async () => {
		const n = await mine(), edge = 512 * 1024 - 4;
		const sizes = [edge - 1, edge, edge + 1, 2 * edge, 2 * edge + 1];
		sizes.forEach((size, i) => attach(n, i + 1, { clean: Buffer.concat([png(), randomBytes(size)]).subarray(0, size) }));
		for (let i = 0; i < sizes.length; i++)
			assert.equal((await copy(mila, n, i + 1)).body.length, sizes[i]);
	});

	test('that nobody scanned may be looked at and not be taken along', async () => {
		const n = await mine();
		attach(n, 1, { scan: 0 });
		assert.equal((await bytes(mila, url(n, '/file/page?no=1&page=1'))).status, 200);
		assert.equal((await copy(mila, n)).status, 403);
		const page = await mila.get(url(n, '/file?no=1'));
		assert.match(page.text, /Niet op virussen nagekeken/);
		assert.equal(page.root.querySelector('form[action$="/file/clean"]'), null);
	});

	test('whose opening is in the chain before its bytes leave, each time', async () => {
		const n = await mine();
		const id = attach(n, 1, { clean: png(1_100_000) });
		const before = looks(n, 'open');
		await bytes(mila, url(n, '/file/page?no=1&page=1'));
		await copy(mila, n);
		await copy(mila, n);
		const chunks = sql(`SELECT clean_chunks FROM attachment WHERE id = X'${id}'`)[0][0];
		assert.deepEqual(sql(`SELECT a.detail FROM audit a JOIN fraud_signal s ON s.id = a.object WHERE s.number = '${n}' AND a.action = 'open_file' ORDER BY a.seq`).flat(),
			[`no=1 part=1 chunks=1 file=${id}`, `no=1 part=0 chunks=${chunks} file=${id}`, `no=1 part=0 chunks=${chunks} file=${id}`]);
		assert.equal(looks(n, 'open'), before, 'the words of the signal are not opened for it');
		sql('RENAME TABLE audit TO audit_gone');
		try {
			const r = await copy(mila, n);
			assert.equal(r.status, 500);
			assert.ok(!r.body.includes(Buffer.from('89504e47', 'hex')));
		} finally {
			sql('RENAME TABLE audit_gone TO audit');
		}
		assert.match((await mila.get(url(n))).text, /Bestand bekeken/);
	});

	test('fifty at once are fifty times the same bytes, and fifty rows', async () => {
		const n = await mine(), page = png(300_000);
		attach(n, 1, { pages: [page] });
		const got = await Promise.all(Array.from({ length: 50 }, () => bytes(mila, url(n, '/file/page?no=1&page=1'))));
		assert.deepEqual([...new Set(got.map((r) => `${r.status} ${sha(r.body)}`))], [`200 ${sha(page)}`]);
		assert.equal(looks(n, 'open_file'), 50);
		assert.match(h.kp('audit', 'verify'), /unbroken/);
	});

	test('whose page is no picture is no page: nothing but pictures of ours is shown', async () => {
		const n = await mine();
		attach(n, 1, { pages: [Buffer.from('%PDF-1.7 and so on'), Buffer.from('<script>alert(1)</script>')] });
		for (const page of [1, 2]) {
			const r = await bytes(mila, url(n, `/file/page?no=1&page=${page}`));
			assert.equal(r.status, 500);
			assert.match(r.headers.get('content-type'), /^text\/html/);
			assert.ok(!/%PDF|<script>/.test(r.body.toString()));
		}
	});

	for (const [what, change] of [
		['swapped with another chunk', (c) => `UPDATE file_chunk a JOIN file_chunk b ON b.envelope = a.envelope AND b.part = 0 AND b.seq = 1
			SET a.sealed = b.sealed WHERE a.envelope = ${c} AND a.part = 0 AND a.seq = 0`],
		['swapped with another part', (c) => `UPDATE file_chunk a JOIN file_chunk b ON b.envelope = a.envelope AND b.part = 1 AND b.seq = 0
			SET a.sealed = b.sealed WHERE a.envelope = ${c} AND a.part = 0 AND a.seq = 1`],
		['cut behind a full chunk', (c) => `DELETE FROM file_chunk WHERE envelope = ${c} AND part = 0 AND seq = 2`],
		['altered by a bit', (c) => `UPDATE file_chunk SET sealed = INSERT(sealed, 100, 1, CHAR(ORD(SUBSTRING(sealed, 100, 1)) ^ 1)) WHERE envelope = ${c} AND part = 0 AND seq = 1`],
		['said to have fewer chunks', (c) => `UPDATE attachment SET clean_chunks = 2 WHERE clean = ${c}`],
	])
		test(`${what} is no file: not a byte of it is sent`, async () => {
			const n = await mine();
			const id = attach(n, 1, { clean: Buffer.concat([png(), randomBytes(1_100_000)]), pages: [png()] });
			const c = `(SELECT clean FROM (SELECT clean FROM attachment WHERE id = X'${id}') x)`;
			sql(change(c));
			const r = await copy(mila, n);
			assert.equal(r.status, 500);
			assert.ok(!r.body.includes(Buffer.from('89504e47', 'hex')));
		});

	test('of somebody else, of another class or of nobody is the same 404', async () => {
		const n = await mine(iris, { subject: 'national_security' });
		attach(n, 1);
		for (const tail of ['/file?no=1', '/file/page?no=1&page=1', '/original?no=1'])
			assert.equal((await bytes(mila, url(n, tail))).status, 404, tail);
		assert.equal((await copy(mila, n)).status, 404);
		const own = await mine();
		attach(own, 1);
		for (const tail of ['/file?no=9', '/file/page?no=1&page=2', '/file/page?no=1&page=0', '/file?no=1&page=99'])
			assert.equal((await bytes(mila, url(own, tail))).status, 404, tail);
		assert.equal((await copy(mila, own, 2)).status, 404);
		assert.equal((await bytes(mila, url(own, '/file/clean?no=1'))).status, 405, 'a link takes nothing along');
		for (const tail of ['/file?no=x', '/file/page?no=1&page=-1', '/file?no=1&part=0', '/file?no=1&no=2'])
			assert.equal((await bytes(mila, url(own, tail))).status, 400, tail);
	});

	test('outside one\'s own work asks why, and the reason goes along', async () => {
		const n = await mine(sem);
		attach(n, 1, { pages: [png(), png(), png()] });
		assert.equal((await bytes(mila, url(n, '/file/page?no=1&page=1'))).status, 403);
		assert.equal((await bytes(mila, url(n, '/file?no=1'))).status, 303);
		const opened = await press(await mila.get(url(n)), n, '/open', { purpose: 'lookup', reason: 'Overleg met de behandelaar' });
		const link = opened.root.querySelector('a[href*="/file?no=1"]').getAttribute('href').replaceAll('&amp;', '&');
		assert.match(link, /purpose=lookup&reason=[0-9a-f]{32}/);
		const view = await mila.get(link);
		const counted = () => sql(`SELECT COUNT(*) FROM reading r JOIN fraud_signal s ON s.id = r.object WHERE s.number = '${n}'`)[0][0];
		const before = counted();
		for (const i of view.root.querySelectorAll('figure img'))
			assert.equal((await bytes(mila, i.getAttribute('src').replaceAll('&amp;', '&'))).status, 200);
		assert.equal(counted(), before, 'pages of what was just looked up are not counted again');
		assert.equal(looks(n, 'open_file'), 3, 'but each stands in the chain');
		const form = view.root.querySelector('form[action$="/file/clean"]');
		assert.equal((await copy(mila, n, 1, Object.fromEntries(view.fields(form).filter(([k]) => k !== 'csrf' && k !== 'no')))).status, 200);
		assert.equal((await copy(mila, n)).status, 403, 'without the reason it is not');
		assert.equal((await copy(mila, n, 1, { purpose: 'lookup', reason: 'ab'.repeat(16) })).status, 422, 'nor with one that nobody wrote');
		const picture = view.root.querySelector('figure img').getAttribute('src').replaceAll('&amp;', '&');
		assert.equal((await bytes(mila, picture)).status, 200);
		assert.equal((await bytes(sem, picture)).status === 200, false, 'a reason is its writer\'s');
	});

	test('may be looked at by an analyst with a reason, and not be taken along', async () => {
		const n = await mine();
		attach(n, 1);
		const opened = await press(await daan.get(url(n)), n, '/open', { purpose: 'lookup', reason: 'Fenomeen met dezelfde foto' });
		const link = opened.root.querySelector('a[href*="/file?no=1"]').getAttribute('href').replaceAll('&amp;', '&');
		const view = await daan.get(link);
		assert.equal((await bytes(daan, view.root.querySelector('figure img').getAttribute('src').replaceAll('&amp;', '&'))).status, 200);
		assert.equal(view.root.querySelector('form[action$="/file/clean"]'), null);
		assert.equal((await copy(daan, n)).status, 403);
		assert.equal((await bytes(daan, url(n, '/original?no=1'))).status, 403);
	});
});

describe('an original', () => {
	const ask = async (who, n, no = 1, reason = 'De politie vraagt de opnamegegevens') => press(await who.get(url(n, `/original?no=${no}`)), n, '/original', { reason });
	const state = (id) => sql(`SELECT state FROM original_request WHERE attachment = X'${id}' ORDER BY asked DESC`)[0]?.[0];
	const decide = async (who, n, decision) => press(await open(who, n), n, '/original/decided', { decision });
	async function open(who, n) {
		const page = await who.get(url(n));
		return page.root.querySelectorAll('form').some((f) => f.getAttribute('action') === url(n, '/open'))
			? press(page, n, '/open', { purpose: 'lookup', reason: 'Beoordelen van een verzoek om het origineel' }) : page;
	}
	const take = (who, n, no = 1) => pressed(who, url(n, '/original/opened'), { no: String(no) });

	test('is opened once, by who asked, after a second person\'s yes; all of it in the chain', async () => {
		const n = await mine(), original = png(700_000), id = attach(n, 1, { original });
		assert.equal((await take(mila, n)).status, 403, 'nobody said yes');
		assert.match((await ask(mila, n)).text, /Een tweede persoon beslist/);
		assert.equal((await take(mila, n)).status, 403, 'only asked');
		assert.match((await noor.get('/nl/queue')).root.querySelector('main').text, new RegExp(`Wacht op een tweede persoon[^]*${n}`));
		const page = await open(noor, n);
		assert.match(page.text, /De politie vraagt de opnamegegevens/);
		await decide(noor, n, 'yes');
		assert.equal(state(id), '1');
		assert.equal((await take(sem, n)).status, 403, 'it is not his');
		assert.equal((await take(noor, n)).status, 403, 'nor hers who said yes');
		const got = await take(mila, n);
		assert.equal(got.status, 200);
		assert.equal(sha(got.body), sha(original));
		assert.match(got.headers.get('content-disposition'), new RegExp(`^attachment; filename="${n}-1-original\\.png"; filename\\*=`));
		assert.equal((await take(mila, n)).status, 409, 'once');
		for (const action of ['original_asked', 'original_approved', 'open_original'])
			assert.equal(looks(n, action), 1, action);
		assert.match(h.kp('audit', 'verify'), /unbroken/);
	});

	const told = async (who, n, words) => [...(await who.get('/nl/queue')).root.querySelectorAll('.kp-notice')]
		.some((x) => words.test(x.text) && x.text.includes(n));

	test('that was approved is on the queue of who asked, and of nobody else, until it is downloaded', async () => {
		const n = await mine(), yes = /Uw verzoek is goedgekeurd/;
		attach(n, 1);
		await ask(mila, n);
		assert.equal(await told(mila, n, yes), false, 'only asked');
		await decide(noor, n, 'yes');
		assert.equal(await told(mila, n, yes), true);
		assert.match((await mila.get('/en/queue')).text, /Your request was approved/);
		for (const who of [sem, noor])
			assert.equal(await told(who, n, yes), false);
		sql(`UPDATE original_request SET decided = decided - INTERVAL 25 HOUR WHERE signal_id = (SELECT id FROM fraud_signal WHERE number = '${n}')`);
		assert.equal(await told(mila, n, yes), false, 'over');
		sql(`UPDATE original_request SET decided = UTC_TIMESTAMP() WHERE signal_id = (SELECT id FROM fraud_signal WHERE number = '${n}')`);
		await take(mila, n);
		assert.equal(await told(mila, n, yes), false, 'downloaded');
	});

	test('asked for twice is said; the first request stands with its reason', async () => {
		const n = await mine(), id = attach(n, 1);
		await ask(mila, n);
		assert.match((await ask(mila, n, 1, 'Een andere reden voor hetzelfde')).text, /U vroeg dit origineel al/);
		assert.equal(sql(`SELECT COUNT(*) FROM original_request WHERE attachment = X'${id}'`)[0][0], '1');
	});

	test('is not allowed by who did not read the reason', async () => {
		const n = await mine(), id = attach(n, 1);
		await ask(mila, n);
		const page = await noor.get(url(n)), request = page.root.querySelector('[id^=origineel-]').getAttribute('id').slice('origineel-'.length);
		assert.equal((await pressed(noor, url(n, '/original/decided'), { request, decision: 'yes', scan: '1' })).status, 403);
		assert.equal(state(id), '0');
		await decide(noor, n, 'yes');
		assert.equal(state(id), '1');
	});

	test('is decided at the same moment as another of that signal: each waits for its turn', async () => {
		const n = await mine(), ids = [attach(n, 1), attach(n, 2)];

		for (const no of [1, 2])
			await ask(mila, n, no);
		await open(noor, n);
		const [[ticket]] = sql(`SELECT HEX(s.ticket) FROM session s JOIN account a ON a.id = s.account WHERE a.name = '${noor.account.name}'
			AND s.ended = 0 ORDER BY s.started DESC LIMIT 1`);
		const decided = (id) => `SET @ticket = X'${ticket}'; START TRANSACTION;
			CALL original_decide(X'${sql(`SELECT HEX(id) FROM original_request WHERE attachment = X'${id}'`)[0][0]}', 1, 1, CURRENT_DATE)`;
		const first = await h.holding('staff', decided(ids[0]));
		const waits = h.waits(), second = h.sqlMeanwhile('staff', `${decided(ids[1])}; COMMIT`);
		await waits;
		await first.release();
		await second;
		assert.deepEqual(ids.map(state), ['1', '1']);
		assert.deepEqual(sql(`SELECT e.what, e.detail FROM signal_event e JOIN fraud_signal s ON s.id = e.signal_id WHERE s.number = '${n}'
			ORDER BY e.seq DESC LIMIT 2`), [['original_approved', 'file=2'], ['original_approved', 'file=1']]);
	});

	test('is said to be decided already only when it was', async () => {
		const n = await mine(), id = attach(n, 1);

		await ask(mila, n);
		const page = await open(noor, n);
		sql(`CREATE TRIGGER fails BEFORE INSERT ON signal_event FOR EACH ROW SIGNAL SQLSTATE 'KP409' SET MESSAGE_TEXT = 'for a test'`);
		try {
			const answer = await press(page, n, '/original/decided', { decision: 'yes' });
			assert.equal(answer.status, 409);
			assert.doesNotMatch(answer.text, /al beslist|toestemming/);
		} finally {
			sql('DROP TRIGGER fails');
		}
		assert.equal(state(id), '0');
		assert.match((await press(page, n, '/original/decided', { decision: 'yes' })).text, /U gaf toestemming/);
		assert.match((await press(page, n, '/original/decided', { decision: 'no' })).text, /al beslist/);
		assert.equal(state(id), '1');
	});

	test('is no longer of who lost the signal, nor by the yes of who no longer leads', async () => {
		const n = await mine(), id = attach(n, 1), who = (v) => `(SELECT id FROM account WHERE name = '${v.account.name}')`;
		await ask(mila, n);
		await decide(noor, n, 'yes');
		const [[assignee]] = sql(`SELECT HEX(assignee) FROM fraud_signal WHERE number = '${n}'`);
		sql(`UPDATE fraud_signal SET assignee = ${who(sem)} WHERE number = '${n}'`);
		assert.equal((await take(mila, n)).status, 403, 'reassigned');
		sql(`UPDATE fraud_signal SET assignee = X'${assignee}' WHERE number = '${n}'; DELETE FROM account_role WHERE account = ${who(noor)} AND role = 1`);
		try {
			assert.equal((await take(mila, n)).status, 403, 'the second person leads no more');
		} finally {
			sql(`INSERT INTO account_role (account, role) VALUES (${who(noor)}, 1)`);
		}
		assert.equal(state(id), '1', 'the yes was not used up');
		assert.equal((await take(mila, n)).status, 200);
	});

	test('that was refused is told on the queue of who asked, and of nobody else, for a day', async () => {
		const n = await mine(), no = /Uw verzoek is afgewezen/;
		attach(n, 1);
		await ask(mila, n);
		await decide(noor, n, 'no');
		assert.equal(await told(mila, n, no), true);
		assert.equal(await told(mila, n, /goedgekeurd/), false);
		assert.match((await mila.get('/en/queue')).text, /Your request was refused/);
		for (const who of [sem, noor])
			assert.equal(await told(who, n, no), false);
		sql(`UPDATE original_request SET decided = decided - INTERVAL 25 HOUR WHERE signal_id = (SELECT id FROM fraud_signal WHERE number = '${n}')`);
		assert.equal(await told(mila, n, no), false, 'over');
	});

	test('downloaded already says when and how to ask again; the list and the timeline name who had it', async () => {
		const n = await mine();
		attach(n, 1);
		await ask(mila, n);
		await decide(noor, n, 'yes');
		await take(mila, n);
		const again = (await take(mila, n)).body.toString();
		assert.match(again, /U hebt dit origineel al gedownload op \d+ \w+ \d{4}, \d\d:\d\d\./);
		assert.match(again, new RegExp(`href="${url(n, '/original')}\\?no=1">Vraag het origineel opnieuw`));
		const [asker, approver] = [mila, noor].map((who) => sql(`SELECT display FROM account WHERE name = '${who.account.name}'`)[0][0]);
		for (const [lang, downloaded, approved, row] of [['nl', 'Gedownload door', 'Goedgekeurd door', 'Origineel gedownload'],
			['en', 'Downloaded by', 'Approved by', 'Original downloaded']]) {
			const page = await mila.get(url(n).replace('/nl/', `/${lang}/`));
			const box = page.root.querySelector('[id^=origineel-]').text;
			assert.match(box, new RegExp(`${downloaded} ${asker}`));
			assert.match(box, new RegExp(`${approved} ${approver}`));
			const newest = page.root.querySelector('.kp-timeline li').text;
			assert.match(newest, new RegExp(`${row} · ${asker}`));
			assert.match(newest, /\d\d:\d\d[^]*: 1/);
		}
		assert.deepEqual(sql(`SELECT e.what FROM signal_event e JOIN fraud_signal s ON s.id = e.signal_id WHERE s.number = '${n}' AND e.what LIKE 'original%' ORDER BY e.seq`).flat(),
			['original_asked', 'original_approved', 'original_opened']);
		assert.match((await ask(mila, n)).text, /Een tweede persoon beslist/);
		assert.equal((await take(mila, n)).status, 403, 'asked anew: a second person decides first');
	});

	test('is decided on by opening the signal for that; nobody else opens it so, and nothing that is decided', async () => {
		const n = await mine();
		attach(n, 1);
		const choices = async (who) => (await who.get(url(n))).root.querySelectorAll('[name=purpose]').map((i) => i.getAttribute('value'));
		const deciding = (who) => pressed(who, url(n, '/open'), { purpose: 'decide', reason: 'Ik beslis over het verzoek' });
		const shows = async (r) => /id="h-melding"[^]*kp-story/.test(r.body.toString());
		assert.deepEqual(await choices(noor), ['lookup', 'break_glass'], 'nothing to decide');
		assert.equal(await shows(await deciding(noor)), false);
		await ask(mila, n);
		assert.deepEqual(await choices(noor), ['decide', 'lookup', 'break_glass']);
		assert.deepEqual(await choices(sem), ['lookup', 'break_glass'], 'not for a colleague');
		assert.equal(await shows(await deciding(sem)), false);
		const page = await press(await noor.get(url(n)), n, '/open', { purpose: 'decide', reason: 'Ik beslis over het verzoek' });
		assert.match(page.text, /De politie vraagt de opnamegegevens/);
		const view = await noor.get(page.root.querySelector('a[href*="/file?no=1"]').getAttribute('href').replaceAll('&amp;', '&'));
		assert.equal((await bytes(noor, view.root.querySelector('figure img').getAttribute('src').replaceAll('&amp;', '&'))).status, 200);
		await press(page, n, '/original/decided', { decision: 'no' });
		assert.equal(await shows(await deciding(noor)), false, 'decided');
		assert.match((await mila.get(url(n))).text, /Beslissen over een verzoek/, 'who looked, and what for');
	});

	test('without a reason is not asked for, and nothing typed is lost', async () => {
		const n = await mine();
		attach(n, 1);
		const page = await ask(mila, n, 1, 'kort');
		assert.equal(page.status, 422);
		assert.equal(page.root.querySelector('textarea[name=reason]').text.trim(), 'kort');
	});

	test('asked for twice is one request', async () => {
		const n = await mine(), id = attach(n, 1);
		const page = await mila.get(url(n, '/original?no=1'));
		await Promise.all([1, 2, 3].map(() => press(page, n, '/original', { reason: 'De politie vraagt het' })));
		assert.equal(sql(`SELECT COUNT(*) FROM original_request WHERE attachment = X'${id}'`)[0][0], '1');
	});

	test('is not for who does not handle the signal', async () => {
		const n = await mine(sem);
		const id = attach(n, 1);
		assert.equal((await bytes(mila, url(n, '/original?no=1'))).status, 303);
		const csrf = (await mila.get(url(n))).root.querySelector('[name=csrf]').getAttribute('value');
		const r = await mila.post(url(n, '/original'), `csrf=${csrf}&no=1&reason=${encodeURIComponent('Ik wil het graag zien')}`);
		assert.equal(r.status, 403);
		assert.equal(state(id), undefined);
	});

	test('is never approved by who asked, even a lead; nor by a colleague', async () => {
		const n = await mine(noor), id = attach(n, 1);
		await ask(noor, n);
		assert.equal((await noor.get(url(n))).root.querySelectorAll('form').filter((f) => /decided/.test(f.getAttribute('action'))).length, 0);
		const request = sql(`SELECT LOWER(HEX(id)) FROM original_request WHERE attachment = X'${id}'`)[0][0];
		for (const who of [noor, mila]) {
			const csrf = (await who.get(url(n))).root.querySelector('[name=csrf]').getAttribute('value');
			assert.equal((await who.post(url(n, '/original/decided'), `csrf=${csrf}&request=${request}&decision=yes`)).status, 403);
		}
		assert.equal(state(id), '0');
	});

	test('that was refused stays sealed; a yes is good for a day', async () => {
		const n = await mine(), id = attach(n, 1);
		await ask(mila, n);
		await decide(noor, n, 'no');
		assert.equal((await take(mila, n)).status, 403);
		await ask(mila, n);
		await decide(noor, n, 'yes');
		sql(`UPDATE original_request SET decided = decided - INTERVAL 25 HOUR WHERE attachment = X'${id}' AND state = 1`);
		const page = await mila.get(url(n));
		assert.match(page.text, /toestemming verlopen/);
		assert.equal(page.root.querySelector('form[action$="/original/opened"]'), null);
		assert.equal((await take(mila, n)).status, 403);
	});

	test('of an infected file says so to both, and takes a yes that says so', async () => {
		const n = await mine(), id = attach(n, 1, { state: 'infected', scan: 2 });
		assert.match((await mila.get(url(n, '/original?no=1'))).text, /een virus gevonden/);
		await ask(mila, n);
		const page = await open(noor, n);
		assert.match(page.text, /in dit bestand is een virus gevonden/);
		assert.match(page.text, /Geef toestemming, met het virus/);
		await press(page, n, '/original/decided', { decision: 'yes', scan: '1' });
		assert.equal(state(id), '0', 'a yes to a clean file is no yes to this one');
		await press(page, n, '/original/decided', { decision: 'yes' });
		assert.equal(state(id), '1');
		assert.equal((await take(mila, n)).status, 200);
	});

	test('that nobody scanned is approved as such; when a scanner finds something afterwards it stays sealed', async () => {
		const n = await mine(), id = attach(n, 1, { scan: 0 });
		assert.match((await mila.get(url(n, '/original?no=1'))).text, /Niet op virussen nagekeken/);
		await ask(mila, n);
		const page = await open(noor, n);
		sql(`UPDATE attachment SET scan = 2 WHERE id = X'${id}'`);
		assert.match((await press(page, n, '/original/decided', { decision: 'yes' })).text, /intussen op virussen nagekeken/);
		assert.equal(state(id), '0');
		sql(`UPDATE attachment SET scan = 0 WHERE id = X'${id}'`);
		await press(page, n, '/original/decided', { decision: 'yes' });
		assert.equal(state(id), '1');
		sql(`UPDATE attachment SET scan = 2 WHERE id = X'${id}'`);
		assert.equal((await take(mila, n)).status, 403);
		assert.equal(state(id), '1', 'and the yes is not used up');
		sql(`UPDATE attachment SET scan = 1 WHERE id = X'${id}'`);
		assert.equal((await take(mila, n)).status, 200);
	});

	test('counts as a reading; at the limit it stays sealed and the yes stays good', async () => {
		const n = await mine(), id = attach(n, 1), me = `(SELECT id FROM account WHERE name = '${mila.account.name}')`;
		await ask(mila, n);
		await decide(noor, n, 'yes');
		sql(`DELETE FROM reading WHERE account = ${me}`);
		sql(`INSERT INTO reading (account, at, object) SELECT ${me}, UTC_TIMESTAMP(6) - INTERVAL seq MICROSECOND, RANDOM_BYTES(16) FROM seq_1_to_50`);
		assert.equal((await take(mila, n)).status, 429);
		assert.equal(state(id), '1');
		sql(`DELETE FROM reading WHERE account = ${me}`);
		assert.equal((await take(mila, n)).status, 200);
		assert.equal(sql(`SELECT COUNT(*) FROM reading WHERE account = ${me}`)[0][0], '1');
	});

	test('pressed six times at once is sent once', async () => {
		const n = await mine(), id = attach(n, 1);
		await ask(mila, n);
		await decide(noor, n, 'yes');
		const got = await Promise.all(Array.from({ length: 6 }, () => take(mila, n)));
		assert.equal(got.filter((r) => r.status === 200).length, 1);
		assert.ok(got.every((r) => r.status === 200 || r.status === 409));
		assert.equal(state(id), '3');
		assert.equal(looks(n, 'open_original'), 1);
	});

	test('of national security is decided by another adviser, never by a lead', async () => {
		const n = await mine(iris, { subject: 'national_security' }), id = attach(n, 1);
		await ask(iris, n);
		const request = sql(`SELECT LOWER(HEX(id)) FROM original_request WHERE attachment = X'${id}'`)[0][0];
		for (const [who, status] of [[iris, 403], [noor, 404]])
			assert.equal((await pressed(who, url(n, '/original/decided'), { request, decision: 'yes', scan: '1' })).status, status);
		assert.equal(state(id), '0');
		assert.doesNotMatch((await noor.get('/nl/queue')).text, new RegExp(n));
	});

	test('has no key among those that opening its signal gives, and the taken-over intranet gets none', async () => {
		const n = await mine(), id = attach(n, 1);
		const [ticket] = sql(`SELECT HEX(s.ticket) FROM session s JOIN account a ON a.id = s.account
			WHERE a.name = '${h.accounts().find((a) => a.role === 'caseworker').name}' AND s.ended = 0 ORDER BY s.started DESC LIMIT 1`)[0];
		const as = (account, text) => h.refusal(account, `SET @ticket = X'${ticket}'; SET autocommit = 0; START TRANSACTION; ${text}; ROLLBACK`);
		assert.equal(h.sql('keyd', `SET @ticket = X'${ticket}'; SELECT COUNT(*) FROM seen_envelope WHERE id = X'${id}'`)[0][0], '0');
		const of = (number) => `X'${sql(`SELECT HEX(id) FROM fraud_signal WHERE number = '${number}'`)[0][0]}'`;
		const signal = `(SELECT signal_id FROM seen_attachment WHERE id = X'${id}')`;
		assert.match(h.refusal('staff', `SET @ticket = X'${ticket}'; SET @s = ${signal}; CALL keyd_original(@s, X'${id}', 50, 10, CURRENT_DATE)`), /ERROR 1370/);
		assert.match(as('keyd', `CALL keyd_original(${of(n)}, X'${id}', 50, 10, CURRENT_DATE)`), /no second person/);
		// As the purpose of old, with any reason: refused.
		assert.match(as('keyd', `CALL keyd_open(${of(n)}, 3, NULL, 50, 10)`), /no purpose of a person/);
		// Of another signal's file.
		const other = await mine();
		assert.match(as('keyd', `CALL keyd_original(${of(other)}, X'${id}', 50, 10, CURRENT_DATE)`), /not seen/);
	});
});

describe('a file that staff add', () => {
	// The form as the browser sends it: fields first, then the file.
	async function add(who, n, { about = 'Brief van 3 november, per post', name = 'brief.png', type = 'image/png', body = png(), page } = {}) {
		const form = page ?? await who.get(url(n, '/file/add'));
		const data = new FormData();
		for (const field of ['csrf', 'id'])
			data.set(field, form.root.querySelector(`main form [name=${field}]`).getAttribute('value'));
		data.set('about', about);
		if (body)
			data.set('file', new Blob([body], { type }), name);
		const r = await fetch(`http://localhost:${h.staffPort}${url(n, '/file/add')}`, { method: 'POST', redirect: 'manual', body: data,
			headers: { cookie: [...who.cookies].map(([k, v]) => `${k}=${v}`).join('; '), origin: `http://localhost:${h.staffPort}` } });
		return { status: r.status, headers: r.headers, location: r.headers.get('location'), text: await r.text(), page: form };
	}
	const rows = (n) => sql(`SELECT a.no, a.chunks, a.state, e.guarded, e.class FROM attachment a JOIN fraud_signal s ON s.id = a.signal_id
		JOIN envelope e ON e.id = a.id WHERE s.number = '${n}' ORDER BY a.no`);

	test('is sealed to the class of its signal, guarded, and named at the desk', async () => {
		const n = await mine(), body = png(1_300_000);
		const r = await add(mila, n, { body, name: 'brief van de buren.png' });
		assert.equal(r.status, 303, r.text.slice(0, 300));
		assert.match(r.location, /done=file_added/);
		assert.deepEqual(rows(n).map((x) => x.slice(0, 2).concat(x.slice(3))), [['101', '3', '1', '1']]);
		const page = await mila.get(url(n));
		assert.match(page.root.querySelector('section[aria-labelledby=h-bestanden]').text, /brief van de buren\.png/);
		const there = page.root.querySelector('#bestand-101').closest('article').text;
		assert.match(there, /Brief van 3 november, per post/, 'what it is stands at the file');
		assert.match(page.root.querySelector('section[aria-labelledby=h-notities]').text, /Brief van 3 november, per post/);
		assert.match(page.text, /ziet in Mijn melding dezelfde nummers/);
		assert.equal(looks(n, 'file_added'), 1);
	});

	test('is made anew like a reporter\'s, and its copy can be looked at', async () => {
		const n = await mine();
		assert.equal((await add(mila, n)).status, 303);
		await until('cleaned', () => sql(`SELECT 1 FROM attachment a JOIN fraud_signal s ON s.id = a.signal_id WHERE s.number = '${n}' AND a.state = 1`)[0], 60000);
		const picture = await bytes(mila, url(n, '/file/page?no=101&page=1'));
		assert.equal(picture.status, 200);
		assert.equal(picture.headers.get('content-type'), 'image/jpeg');
	});

	test('sent twice from one page is one file', async () => {
		const n = await mine(), body = png(600_000), first = await add(mila, n, { body });
		const again = await add(mila, n, { body, page: first.page });
		assert.equal(again.status, 303);
		assert.equal(rows(n).length, 1);
	});

	for (const [what, values, words] of [
		['no file', { body: null }, /Kies een bestand/],
		['an empty one', { body: Buffer.alloc(0) }, /leeg|Kies een bestand/],
		['another type than its name', { body: Buffer.from('MZ' + 'x'.repeat(100)) }, /geen JPG, PNG of PDF/],
		['no word about it', { about: ' ' }, /Schrijf kort wat het is/],
	])
		test(`with ${what} comes back with what was typed`, async () => {
			const n = await mine(), r = await add(mila, n, values);
			assert.equal(r.status, 422);
			assert.match(r.text, words);
			if (!values.about)
				assert.match(r.text, /Brief van 3 november, per post/);
			assert.equal(rows(n).length, 0);
			assert.equal(sql('SELECT COUNT(*) FROM file_chunk c WHERE NOT EXISTS (SELECT 1 FROM envelope e WHERE e.id = c.envelope)')[0][0], '0');
		});

	test('is refused to who does not work signals, and for a signal that is not there', async () => {
		const n = await mine(), secret = await mine(iris, { subject: 'national_security' });
		const page = (await mila.get(url(n, '/file/add')));
		assert.equal((await bytes(daan, url(n, '/file/add'))).status, 403);
		assert.equal((await bytes(mila, url(secret, '/file/add'))).status, 404);
		assert.equal((await add(mila, secret, { page })).status, 404);
		assert.equal(rows(secret).length, 0);
	});

	test('of who has no session is not kept, and no word of it is said', async () => {
		const n = await mine(), page = await mila.get(url(n, '/file/add'));
		const r = await add({ cookies: new Map() }, n, { page, body: png(2_000_000) });
		assert.equal(r.status, 401);
		assert.equal(rows(n).length, 0);
		assert.equal(sql("SELECT COUNT(*) FROM attachment WHERE chunks IS NULL")[0][0], '0');
	});

	test('when the disk is short is refused kindly, with what was typed; words still come in', async () => {
		const n = await mine();
		sql('UPDATE file_room SET short = 1');
		try {
			const r = await add(mila, n);
			assert.equal(r.status, 503);
			assert.ok(r.headers.get('retry-after'));
			assert.match(r.text, /De schijf is bijna vol/);
			assert.match(r.text, /Brief van 3 november, per post/);
			assert.equal(rows(n).length, 0);
		} finally {
			sql('UPDATE file_room SET short = 0');
		}
		assert.equal((await add(mila, n)).status, 303);
	});

	test('beside three that are not whole waits, and a colleague\'s does not', async () => {
		const n = await mine(), other = await mine(sem);
		const half = (day) => sql(`INSERT INTO attachment (id, signal_id, no, author, day) SELECT RANDOM_BYTES(16), RANDOM_BYTES(16), 1, a.id, ${day} FROM account a WHERE a.name = '${mila.account.name}'`);
		try {
			half('CURRENT_DATE - INTERVAL 1 DAY');
			half('CURRENT_DATE');
			half('CURRENT_DATE');
			assert.equal((await add(mila, n)).status, 303, 'two of today, one of yesterday');
			half('CURRENT_DATE');
			const r = await add(mila, n);
			assert.equal(r.status, 429);
			assert.match(r.text, /Drie bestanden van u zijn nog niet klaar/);
			assert.match(r.text, /Brief van 3 november, per post/);
			assert.equal(rows(n).length, 1);
			assert.equal((await add(sem, other)).status, 303);
		} finally {
			sql('DELETE FROM attachment WHERE chunks IS NULL');
		}
		assert.equal((await add(mila, n)).status, 303);
	});

	test('begun eight times at once, by whatever program, is begun three times', async () => {
		const n = await mine();
		const [id, ticket] = sql(`SELECT HEX(f.id), (SELECT HEX(s.ticket) FROM session s JOIN account a ON a.id = s.account
			WHERE a.name = '${mila.account.name}' AND s.ended = 0 ORDER BY s.started DESC LIMIT 1) FROM fraud_signal f WHERE f.number = '${n}'`)[0];
		try {
			await Promise.allSettled(Array.from({ length: 8 }, () => h.sqlMeanwhile('staff', `SET @ticket = X'${ticket}', @e = RANDOM_BYTES(16);
				START TRANSACTION; CALL staff_file_begin(@e, X'${id}', 1, REPEAT('k', 8), REPEAT('w', 96), CURRENT_DATE); COMMIT`)));
			assert.equal(rows(n).length, 3);
		} finally {
			sql('DELETE e FROM envelope e JOIN attachment a ON a.id = e.id WHERE a.chunks IS NULL; DELETE FROM attachment WHERE chunks IS NULL');
		}
	});

	test('that broke off is nobody\'s, and is swept', async () => {
		const n = await mine();
		sql(`INSERT INTO attachment (id, signal_id, no, author, day) SELECT REPEAT('z', 16), id, 1, REPEAT('a', 16), CURRENT_DATE - INTERVAL 4 DAY FROM fraud_signal WHERE number = '${n}'`);
		sql("INSERT INTO file_chunk VALUES (REPEAT('z', 16), 0, 0, 'x')");
		assert.doesNotMatch((await mila.get(url(n))).text, /wordt nagekeken/);
		h.sql('workd', 'START TRANSACTION; CALL staff_file_sweep(CURRENT_DATE - INTERVAL 2 DAY); COMMIT');
		assert.equal(sql("SELECT COUNT(*) FROM file_chunk WHERE envelope = REPEAT('z', 16)")[0][0], '0');
	});
});
