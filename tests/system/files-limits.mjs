// How much may come in by files, of everybody in an hour and of one address at once: nobody uses it
// up for the others with what is refused.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import { after, before, describe, test } from 'node:test';
import { hub, pause, until } from '../lib/hub.mjs';
import { check, file, plain } from '../lib/report.mjs';
import { multipart, request } from '../lib/visitor.mjs';

const MB = 1 << 20, HOUR_MB = 30;
let h, hours = 0;

before(async () => { h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
	settings: { fill_seconds: 0, flood_per_minute: 100000, file_hour_mb: HOUR_MB, nginx_uploads: 8, nginx_uploads_each: 4 } }); });
after(async () => { await h?.stop(); });

function jpeg(size) {
	const data = randomBytes(size);
	Buffer.from([0xff, 0xd8, 0xff]).copy(data);
	return data;
}
const photo = (data, name = 'foto.jpg', type = 'image/jpeg') => ({ file: { name, type, data } });
const files = async () => (await check(h.visitor(), plain, 'nl')).submit({}, 'change=files.0');
const state = (page) => page.root.querySelector('[name=state]').getAttribute('value');
const action = (page) => page.form('state').getAttribute('action');
const body = (page, data, more = []) => multipart([['state', state(page)], ['file', { name: 'x.jpg', type: 'image/jpeg', data }], ['go', 'add'], ...more]);

describe('what all reporters may bring in an hour', () => {
	const taken = async (mb, why) => {
		const page = await (await files()).submit(photo(jpeg(mb * MB)), 'go=add');
		assert.equal(page.status, 200, why);
		return page.submit({}, 'remove=1');
	};
	const full = async (mb, why) => {
		const page = await (await files()).submit(photo(jpeg(mb * MB)), 'go=add');
		assert.equal(page.status, 503, why);
		assert.match(page.errors[0], /geen bestanden aannemen/);
	};
	// The hub's next hour, from its beginning: none ends in the middle of a test.
	const next_hour = () => { const now = Math.floor(Date.now() / 1000); h.clock(++hours * 3600 - now % 3600); };

	test('is not used up by files of a type that is refused', async () => {
		next_hour();
		const page = await files();
		for (let i = 0; i < 12; i++)
			assert.equal((await page.submit(photo(Buffer.alloc(5 * MB, 'MZ'), 'x.png', 'image/png'), 'go=add')).status, 422, `file ${i}`);
		await taken(20, 'after 60 MB of junk');
	});

	test('is given back for a file that is too large, or whose form is refused behind it', async () => {
		next_hour();
		const page = await files();
		for (let i = 0; i < 3; i++)
			assert.equal((await page.submit(photo(jpeg(25 * MB + 1)), 'go=add')).status, 422);
		for (let i = 0; i < 3; i++) {
			const { type, body: all } = body(page, jpeg(20 * MB), [['role', 'admin']]);
			assert.equal((await request(h.port, 'POST', action(page), { headers: { 'content-type': type, origin: `http://localhost:${h.port}` }, body: all })).status, 400);
		}
		await taken(25);
	});

	test('is given back when the disk proves to be short', async () => {
		next_hour();
		h.sql('root', 'UPDATE file_room SET short = 1');
		try {
			for (let i = 0; i < 3; i++)
				assert.equal((await (await files()).submit(photo(jpeg(20 * MB)), 'go=add')).status, 503);
		} finally {
			h.sql('root', 'UPDATE file_room SET short = 0');
		}
		await taken(25);
	});

	test('counts the same file once, however often its page is posted', async () => {
		next_hour();
		const page = await files(), one = photo(jpeg(10 * MB));
		for (let i = 0; i < 4; i++)
			assert.equal((await page.submit(one, 'go=add')).status, 200, `post ${i}`);
	});

	test('counts what is kept, to the byte, until the hour is over', async () => {
		next_hour();
		await taken(15);
		await taken(14);
		await full(2, 'one MB is left');
		assert.equal((await (await files()).submit(photo(jpeg(MB - 4096)), 'go=add')).status, 200, 'a smaller one still fits');
		next_hour();
		await taken(25);
	});
});

describe('the look at the disk', () => {
	const stale = (seconds) => h.sql('root', `UPDATE file_look SET at = UTC_TIMESTAMP() - INTERVAL ${seconds} SECOND`);
	const fresh = () => h.sql('root', 'SELECT at > UTC_TIMESTAMP() - INTERVAL 15 SECOND FROM file_look')[0][0] === '1';
	const offered = async () => (await (await files()).submit(photo(jpeg(4096)), 'go=add')).status;
	const texts = async () => assert.match((await file(h.visitor(), plain)).reference, /^[A-Z0-9-]{10}$/);
	const status = () => { try { return h.kp('status'); } catch (e) { return String(e.stdout); } };
	const held = async (program, work) => {
		h.signal(program, 'SIGSTOP');
		try {
			await work();
		} finally {
			h.signal(program, 'SIGCONT');
		}
	};

	test('goes on while keyd is away and urgent reports wait for it; what it sees counts', async () => {
		h.clock(++hours * 3600);
		await held('keyd', async () => {
			await file(h.visitor(), { ...plain, subject: 'national_security' });
			await pause(4000);
			assert.equal(h.sql('root', 'SELECT COUNT(*) FROM report WHERE waiting = 1 AND urgent = 1')[0][0], '1', 'an urgent report waits');
			await held('workd', async () => {
				stale(91);
				assert.equal(await offered(), 503);
			});
			await until('workd looks', fresh, 60000);
			assert.equal(await offered(), 200);
			// What the database says of the disk is put right too, by a workd that starts anew.
			h.sql('root', 'UPDATE file_room SET short = 1');
			h.signal('workd', 'SIGKILL');
			await until('it is seen that there is room', () => h.sql('root', 'SELECT short FROM file_room')[0][0] === '0', 60000);
			assert.equal(await offered(), 200);
		});
	});

	test('that stays away, or never was, keeps files out, and no text; it comes again and files are taken', async () => {
		h.clock(++hours * 3600);
		await held('workd', async () => {
			stale(70);	// of ninety: the walk to the page of files takes its time, too
			assert.equal(await offered(), 200);
			for (const age of ['UTC_TIMESTAMP() - INTERVAL 91 SECOND', 'NULL']) {
				h.sql('root', `UPDATE file_look SET at = ${age}`);
				assert.equal(await offered(), 503, age);
				await texts();
				assert.match(status(), /files are refused/);
			}
		});
		await until('workd looks', fresh, 60000);
		assert.equal(await offered(), 200);
		assert.doesNotMatch(status(), /files are refused/);
	});
});

test('what files gave back counts as room for files: workd reads how much the table holds for nothing', async () => {
	const freed = () => Number(h.sql('workd', 'CALL file_room_freed()')[0][0]);

	h.sql('root', `INSERT INTO file_chunk (envelope, part, seq, sealed)
		SELECT REPEAT('x', 16), 0, seq, REPEAT('x', 500000) FROM seq_0_to_99`);
	const full = freed();
	h.sql('root', "DELETE FROM file_chunk WHERE envelope = REPEAT('x', 16)");
	await until('the table has room', () => freed() > full + 40 * MB, 60000);
});

describe('one address', () => {
	// Sends the head of a file and then nothing more; from: an address of this machine.
	const slow = (port, where, from) => new Promise((resolve, reject) => {
		const s = net.connect({ port, host: '127.0.0.1', localAddress: from }, () => {
			s.write(`POST ${where} HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n--b`);
			resolve(s);
		});
		s.on('error', reject);
	});
	const answer = (s, ms) => new Promise((resolve) => { s.on('data', (d) => resolve(String(d))); setTimeout(resolve, ms, ''); });
	// What it is told before it sent anything; '' when it is waited for.
	const told = async (port, where, from = '127.0.0.1', ms = 1500) => {
		const s = await slow(port, where, from), came = await answer(s, ms);
		s.destroy();
		return came;
	};
	// One more and one more, all held, until one is refused: what that one is told.
	const fill = (held, port, where, from) => until(`${from} is refused`, async () => {
		held.push(await slow(port, where, from));
		return answer(held.at(-1), 500);
	});

	for (const [what, at, where] of [['the form', () => h.port, '/nl/melden/bestand/8'], ['the intranet', () => h.staffPort, '/nl/signals/26-000-001/file/add']])
		test(`holds no more than its places with slow files at ${what}, is told so, and leaves the others theirs`, async () => {
			const held = [];
			try {
				const no = await fill(held, at(), where, '127.0.0.1');
				assert.match(no, /^HTTP\/1\.1 429 [^]*<h1>Even wachten/);
				assert.match(no, /^retry-after: \d+\r$/im);
				assert.match(no, /^cache-control: no-store\r$/im);
				assert.equal(await told(at(), where, '127.0.0.2'), '', 'another address is waited for, not refused');
				assert.equal((await request(at(), 'GET', '/nl/')).status < 400, true, 'and pages come to the first one too');
			} finally {
				for (const s of held)
					s.destroy();
			}
			await until('its places are free again', async () => !(await told(at(), where)));
		});

	test('and its accomplices take every place of files, and no report in words waits for one', async () => {
		const where = '/nl/melden/bestand/8';
		const held = [];
		try {
			for (const from of ['127.0.0.1', '127.0.0.2', '127.0.0.3'])
				assert.match(await fill(held, h.port, where, from), /^HTTP\/1\.1 429 /);
			assert.match(await told(h.port, where, '127.0.0.4', 10000), /^HTTP\/1\.1 429 /);
			const { receipt } = await file(h.visitor(), plain);
			assert.notEqual(receipt, '');
		} finally {
			for (const s of held)
				s.destroy();
		}
		await until('places are free again', async () => !(await told(h.port, where)));
	});
});
