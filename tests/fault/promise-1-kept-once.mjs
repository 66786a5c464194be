// Promise 1: a report that was acknowledged is never lost, and is stored once,
// whatever crashes, retries or doubles. A hub of its own, because things are killed.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import net from 'node:net';
import { hub, until, pause } from '../lib/hub.mjs';
import { check, file, plain, sent } from '../lib/report.mjs';
import { ask, open, question } from '../lib/dialogue.mjs';

let h;
before(async () => { h = await hub({ own: true }); });
after(() => h.stop());

const count = (sql) => Number(h.sql('root', sql)[0][0]);
const stored = () => count('SELECT COUNT(*) FROM report');
const registered = () => count('SELECT COUNT(*) FROM fraud_signal');
const settled = () => until('nothing waits', () => {
	try { return count('SELECT COUNT(*) FROM report WHERE waiting = 1') === 0; } catch { return false; }
}, 60000);

// A reporter's, until which he sends again: on a busy machine what was killed comes back in its own time. Those
// who kill do it more and more seldom, for somebody who needs longer than that to serve anything must serve at last.
const patience = () => Date.now() + 180000;
const seldom = (first, k) => pause(first + k);

// The final post as a browser would send it, so that it can be sent many times.
async function ready(story, lang = 'nl') {
	const page = await check(h.visitor(), { ...plain, story }, lang);
	const form = page.form('state');
	return { body: page.encode(form, {}, ['go', 'send']), path: form.getAttribute('action') || page.path };
}
const send = (r) => h.visitor().post(r.path, r.body);

test('fifty posts of one form at once: one row, and fifty success pages with the same receipt', async () => {
	const was = stored();
	const r = await ready('Vijftig keer tegelijk verzonden, maar een melding.');
	const pages = await Promise.all(Array.from({ length: 50 }, () => send(r)));

	assert.deepEqual([...new Set(pages.map((p) => p.status))], [200]);
	assert.equal(new Set(pages.map((p) => sent(p).receipt)).size, 1);
	assert.equal(new Set(pages.map((p) => sent(p).reference)).size, 1);
	assert.match(sent(pages[0]).receipt, /^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/);
	assert.equal(stored(), was + 1);
});

test('went back, corrected and sent again: an addition, nothing dropped, no receipt shown', async () => {
	const v = h.visitor();
	const last = await check(v, { ...plain, story: 'Eerst schreef ik dit over de woning.' });
	const state = last.form('state');
	const first = await last.submit({}, 'go=send');
	assert.ok(sent(first).receipt);
	const was = stored();
	// Back in the browser to the check page, change the story, send again.
	const body = last.encode(state, {}, ['change', 'story.0']);
	let page = await v.post(state.getAttribute('action') || last.path, body);
	assert.equal(page.status, 200, page.heading);
	page = await page.submit({ story: 'Later schreef ik erbij dat er nog iemand woont.' }, 'go=next');
	for (let i = 0; i < 30 && !page.root.querySelector('main button[value=send]'); i++)
		page = await page.submit({}, 'go=next');
	page = await page.submit({}, 'go=send');
	assert.equal(page.status, 200);
	assert.equal(sent(page).receipt, '', 'the receipt is not shown again');
	assert.equal(stored(), was, 'no second report');
	assert.ok(count('SELECT COUNT(*) FROM report_addition') >= 1);
	await until('the addition is at the desk', () => count('SELECT COUNT(*) FROM report_addition WHERE waiting = 1') === 0);
	assert.ok(count("SELECT COUNT(*) FROM signal_event WHERE what = 'addition'") >= 1);
});

test('the database killed under load: nothing acknowledged is lost, nothing is stored twice', async () => {
	await settled();
	const was = stored();
	const ready_ = [];
	for (let i = 0; i < 120; i++)
		ready_.push(await ready(`Melding nummer ${i} tijdens een storing van de database.`));
	const acknowledged = new Set();
	const end = patience();
	let refused = 0, stop = false;
	const killer = (async () => {
		for (let k = 0; k < 3 && !stop; k++) {
			await pause(150);
			h.signal('mariadbd', 'SIGKILL');
			await until('the database is back', () => h.refusal('root', 'SELECT 1') === '', 60000);
		}
	})();
	// Each reporter tries until the page says it arrived, as the 503 page asks.
	await Promise.all(Array.from({ length: 8 }, async (_, w) => {
		for (let i = w; i < ready_.length; i += 8) {
			while (Date.now() < end) {
				let page;
				try { page = await send(ready_[i]); } catch { page = { status: 0 }; }
				if (page.status === 200) {
					assert.ok(sent(page).receipt, 'acknowledged with a receipt');
					acknowledged.add(i);
					break;
				}
				refused++;
				assert.ok([0, 502, 503].includes(page.status), `status ${page.status}`);
				if (page.status === 503) {
					assert.ok(page.headers['retry-after'], 'Retry-After');
				}
				await pause(200);
			}
		}
	}));
	stop = true;
	await killer;
	assert.equal(acknowledged.size, ready_.length, `all were acknowledged in the end (${refused} refusals meanwhile)`);
	assert.equal(stored(), was + ready_.length, 'each once');
	await settled();
	assert.equal(count('SELECT COUNT(*) FROM fraud_signal s WHERE (SELECT COUNT(*) FROM report r WHERE r.signal_id = s.id) <> 1'), 0);
	assert.equal(registered(), stored(), 'each registered once');
});

test('answers sent while the database and the workers are killed: each acknowledged one is kept, once', async () => {
	const all = [];
	for (let i = 0; i < 24; i++) {
		const made = await file(h.visitor(), { ...plain, story: `Melding ${i}, waarover iets gevraagd wordt.` });
		const id = await ask(h, made.reference, { code: 'changed' });
		const page = await open(h, made.receipt);
		const form = page.form('state');
		all.push({ id, path: form.getAttribute('action'),
			body: page.encode(form, { 'text.1': `Antwoord ${i} onder vuur`, add: `Aanvulling ${i} onder vuur` }, ['go', 'send']) });
	}
	const end = patience();
	let stop = false;
	const killer = (async () => {
		for (let k = 0; !stop; k++) {
			await seldom(60, k);
			for (const pid of k % 8 === 4 ? h.pids('mariadbd') : h.pids('tip').slice(1))
				try { process.kill(pid, 'SIGKILL'); } catch { /* gone */ }
			if (k % 8 === 4)
				await until('the database is back', () => h.refusal('root', 'SELECT 1') === '', 60000);
		}
	})();
	await Promise.all(Array.from({ length: 6 }, async (_, w) => {
		for (let i = w; i < all.length; i += 6)
			while (Date.now() < end && !all[i].done) {
				const page = await send(all[i]).catch(() => ({ status: 0 }));
				assert.ok([0, 200, 502, 503].includes(page.status), `status ${page.status}`);
				all[i].done = page.status === 200;
				if (!all[i].done)
					await pause(100);
			}
	}));
	stop = true;
	await killer;
	assert.ok(all.every((a) => a.done), 'all were acknowledged in the end');
	await until('registered', () => { try { return count('SELECT COUNT(*) FROM report_addition WHERE waiting = 1') === 0; } catch { return false; } }, 60000);
	for (const a of all) {
		assert.equal(question(h, a.id, 'state')[0], '1');
		assert.equal(count(`SELECT COUNT(*) FROM report_addition WHERE question = X'${a.id}'`), 1);
		assert.equal(count(`SELECT COUNT(*) FROM question q JOIN record r ON r.object = q.signal_id AND r.kind IN (3, 9) WHERE q.id = X'${a.id}'`), 2);
	}
});

test('the 503 page of the form keeps what was typed and offers to send again', async () => {
	const r = await ready('De database is even weg, maar deze tekst mag niet weg.');
	h.signal('mariadbd', 'SIGSTOP');
	let page;
	try { page = await send(r); } finally {
		h.signal('mariadbd', 'SIGCONT');
	}
	assert.equal(page.status, 503);
	assert.ok(page.headers['retry-after']);
	assert.ok(page.form('state'), 'the state is on the page');
	const again = await page.submit({});
	assert.equal(again.status, 200);
	assert.ok(sent(again).receipt);
});

test('more reporters than the database has places for: those who are refused send again, each is kept once', async () => {
	const was = stored();
	const all = [];
	for (let i = 0; i < 24; i++)
		all.push(await ready(`Melding ${i} terwijl de database vol mensen zit.`));
	h.sql('root', 'ALTER USER kp_tip@localhost WITH MAX_USER_CONNECTIONS 1');
	let first;
	try {
		for (const pid of h.pids('tip').slice(1))
			process.kill(pid, 'SIGKILL');	// so that each worker asks for a place anew
		await until('workers again', () => h.pids('tip').length > 4);
		first = await Promise.all(all.map((r) => send(r).catch(() => ({ status: 0 }))));
	} finally {
		h.sql('root', 'ALTER USER kp_tip@localhost WITH MAX_USER_CONNECTIONS 40');
	}
	assert.deepEqual([...new Set(first.map((p) => p.status))].filter((x) => ![0, 200, 503].includes(x)), []);
	const refused = first.filter((p) => p.status === 503);
	assert.ok(refused.length > 0, 'somebody was refused');
	for (const page of refused)
		assert.ok(page.headers['retry-after']);
	assert.ok(refused.some((p) => p.form('state')), 'with a button to send it again');
	for (const [i, r] of all.entries()) {
		const page = await until('an answer', async () => { const again = await send(r).catch(() => ({})); return again.status === 200 && again; });
		assert.ok(sent(page).receipt);
		if (first[i].status === 200)
			assert.equal(sent(page).receipt, sent(first[i]).receipt);
	}
	assert.equal(stored(), was + all.length);
});

test('who hangs up at the moment of sending: the report is stored, and sent again it shows its receipt', async () => {
	const was = stored();
	const all = [];
	for (let i = 0; i < 20; i++)
		all.push(await ready(`Melding ${i}, en de verbinding valt meteen weg.`));
	await Promise.all(all.map((r) => new Promise((resolve) => {
		const s = net.connect(h.port, '127.0.0.1', () => s.write(`POST ${r.path} HTTP/1.1\r\nHost: localhost:${h.port}\r\nOrigin: http://localhost:${h.port}\r\n`
			+ `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(r.body)}\r\n\r\n${r.body}`, () => { s.resetAndDestroy(); resolve(); }));
		s.on('error', () => {});
	})));
	for (const r of all)
		assert.ok(sent(await send(r)).receipt);
	assert.equal(stored(), was + all.length);
});

test('registration killed again and again leaves each report waiting or registered once', async () => {
	await settled();
	const was = registered();
	const filing = (async () => {
		for (let i = 0; i < 40; i++)
			await file(h.visitor(), { ...plain, story: `Registratie onder vuur, nummer ${i}, nog steeds heel.` });
	})();
	for (let k = 0; k < 12; k++) {
		for (const name of ['workd', 'keyd'])
			h.signal(name, 'SIGKILL');
		await pause(250);
	}
	await filing;
	await settled();
	assert.equal(registered(), was + 40);
	assert.equal(registered(), stored());
	assert.equal(count('SELECT COUNT(DISTINCT number) FROM fraud_signal'), registered());
	assert.match(h.kp('audit', 'verify'), /unbroken|ok/i);
});

test('the form killed while it stores: what was acknowledged is there, once', async () => {
	const was = stored();
	const all = [];
	for (let i = 0; i < 60; i++)
		all.push(await ready(`Het formulier zelf valt om bij melding ${i}.`));
	const end = patience();
	let stop = false;
	const killer = (async () => {
		for (let k = 0; !stop; k++) {
			const workers = h.pids('tip').slice(1);
			if (workers.length)
				try { process.kill(workers[Math.floor(Math.random() * workers.length)], 'SIGKILL'); } catch { /* gone */ }
			await seldom(15, k);
		}
	})();
	const receipts = new Map();
	await Promise.all(Array.from({ length: 6 }, async (_, w) => {
		for (let i = w; i < all.length; i += 6)
			while (Date.now() < end && !receipts.has(i)) {
				let page;
				try { page = await send(all[i]); } catch { page = { status: 0 }; }
				if (page.status === 200) receipts.set(i, sent(page).receipt);
				else await pause(50);
			}
	}));
	stop = true;
	await killer;
	assert.equal(receipts.size, all.length);
	assert.equal(stored(), was + all.length);
});

test('thirty-two reporters at once: all stored, none answered 5xx', async () => {
	const was = stored();
	const seconds = Number(process.env.KP_LOAD_SECONDS ?? 60);
	const end = Date.now() + seconds * 1000;
	let filed = 0;
	const statuses = new Set();
	await Promise.all(Array.from({ length: 32 }, async (_, w) => {
		while (Date.now() < end) {
			const { page } = await file(h.visitor(), { ...plain, story: `Melder ${w} meldt ronde ${filed} van deze minuut.` });
			statuses.add(page.status);
			filed++;
		}
	}));
	assert.deepEqual([...statuses], [200]);
	assert.equal(stored(), was + filed);
	console.log(`# ${filed} reports filed page by page in ${seconds} s`);
});
