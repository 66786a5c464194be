// Mijn melding by HTTP: the reporter's side of the dialogue, as a browser without script walks it. More
// than half of it is refusals, doubles and things that end in between.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hub, pause, until } from '../lib/hub.mjs';
import { decode, Page, request } from '../lib/visitor.mjs';
import { check, file, plain, sent } from '../lib/report.mjs';
import { ask, asked, open, postFile, question, registered, state, tagOf, value } from '../lib/dialogue.mjs';

let h;

before(async () => { h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
	settings: { fill_seconds: 0, flood_per_minute: 100000, release_seconds: 1 } }); });
after(async () => { await h?.stop(); });

const sql = (text) => h.sql('root', text);
const one = (text) => sql(text)[0][0];
const report = (reference, columns) => sql(`SELECT ${columns} FROM report WHERE reference = '${reference}'`)[0];
const additions = (reference, where = '1') => Number(one(`SELECT COUNT(*) FROM report_addition a JOIN report r ON r.tag = a.tag
	WHERE r.reference = '${reference}' AND ${where}`));
const settled = () => until('all is registered', () => one('SELECT (SELECT COUNT(*) FROM report WHERE waiting = 1) + (SELECT COUNT(*) FROM report_addition WHERE waiting = 1)') === '0');
const told = () => until('the desk is told', () => one('SELECT COUNT(*) FROM dialogue_untold') === '0');
const events = (signal) => sql(`SELECT what, detail, at FROM signal_event WHERE signal_id = X'${signal}' ORDER BY seq`);
const post = (body, path = '/nl/mijn-melding', headers = {}) => request(h.port, 'POST', path,
	{ headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `http://localhost:${h.port}`, ...headers }, body });
const form = (page, values, button) => page.encode(page.form('state'), values, button);
const png = (n, words = '') => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(n, 7), Buffer.from(words)]);
const code = (page) => page.root.querySelector('#receipt')?.text.trim() ?? '';

// A report with these questions, opened.
async function asking(...questions) {
	const { receipt, reference, page: last } = await file(h.visitor());
	const ids = [];

	for (const q of questions.length ? questions : [{ text: 'Welke kleur heeft de bus?' }])
		ids.push(await ask(h, reference, q));
	return { receipt, reference, ids, last, page: await open(h, receipt), signal: await registered(h, reference) };
}

describe('a question', () => {
	test('is answered, registered as an answer, and is news', async () => {
		const { ids, page, reference, signal, receipt } = await asking({ code: 'ongoing', tap: 1 });

		assert.equal(page.status, 200);
		assert.deepEqual(asked(page), ['Gebeurt dit nog steeds?']);
		assert.deepEqual(page.root.querySelectorAll('[name="tap.1"]').map((e) => e.getAttribute('value')), ['yes', 'no', 'unknown']);
		const done = await page.submit({ 'tap.1': 'yes', 'text.1': 'Elke week.' }, 'go=send');
		assert.equal(done.status, 200);
		assert.equal(done.heading, 'Uw antwoord is verstuurd');
		assert.match(done.headers['clear-site-data'], /"cache", "storage"/);
		assert.deepEqual(question(h, ids[0]).map((x) => x.slice(0, 4)), ['1', '2026', '2026'].map((x, i) => (i ? one('SELECT YEAR(CURRENT_DATE)') : x)));
		assert.equal(one(`SELECT LENGTH(wrap) + LENGTH(sealed) FROM question WHERE id = X'${ids[0]}'`), '0');
		await settled();
		assert.deepEqual(events(signal).slice(1), [['answered', `question=${ids[0]}`, 'NULL']]);
		assert.equal(one(`SELECT COUNT(*) FROM record WHERE object = X'${signal}' AND kind = 9 AND added IS NULL AND author IS NULL`), '1');
		assert.equal(one(`SELECT news IS NOT NULL AND news_due = due FROM fraud_signal WHERE id = X'${signal}'`), '1');
		assert.equal(additions(reference), 1);
		assert.deepEqual(asked(await open(h, receipt)), []);
	});

	test('by hand keeps its language, direction and lines; one of the library speaks the page\'s', async () => {
		const { receipt } = await asking({ text: 'هل رأيت ذلك بنفسك؟\nمتى؟', lang: 'ar' }, { code: 'where' });
		const page = await open(h, receipt, 'en');
		const own = page.root.querySelectorAll('.kp-asked .kp-words');

		assert.equal(own.length, 1);
		assert.equal(own[0].getAttribute('dir'), 'auto');
		assert.equal(own[0].getAttribute('lang'), 'ar');
		assert.equal(own[0].text, 'هل رأيت ذلك بنفسك؟\nمتى؟');
		assert.ok(asked(page).some((t) => /^Where does this happen/.test(t)), asked(page).join());
	});

	test('leaves the others open when it is answered alone, in Arabic', async () => {
		const { ids, page, receipt } = await asking({ text: 'Vraag een?', before: 'CURRENT_DATE + INTERVAL 3 DAY' },
			{ text: 'Vraag twee?', before: 'CURRENT_DATE + INTERVAL 4 DAY' });

		assert.deepEqual(asked(page), ['Vraag een?', 'Vraag twee?']);
		await page.submit({ 'text.2': 'نعم، رأيت ذلك.\nمرتين.' }, 'go=send');
		assert.deepEqual(ids.map((id) => question(h, id, 'state')[0]), ['0', '1']);
		assert.deepEqual(asked(await open(h, receipt)), ['Vraag een?']);
	});

	test('is marked as read on a day, once, and a visit leaves nothing else', async () => {
		const { receipt, reference } = await file(h.visitor());
		const all = () => sql(`SELECT * FROM report WHERE reference = '${reference}'`).concat(
			sql('SELECT COUNT(*) FROM audit'), sql('SELECT COUNT(*) FROM signal_event'), sql('SELECT * FROM question ORDER BY id')).join('|');

		await ask(h, reference, { text: 'Nog een vraag?' });
		const id = one(`SELECT LOWER(HEX(q.id)) FROM question q JOIN report r ON r.tag = q.tag WHERE r.reference = '${reference}'`);
		assert.equal(question(h, id, 'read_on')[0], 'NULL');
		await open(h, receipt);
		assert.equal(question(h, id, 'read_on = CURRENT_DATE')[0], '1');
		await told();
		sql(`UPDATE question SET read_on = '2020-01-01' WHERE id = X'${id}'`);
		await settled();
		const was = all();
		await open(h, receipt);
		await open(h, receipt, 'en');
		assert.equal(all(), was);
	});

	test('shows as read, answered or ended with the next release, many at once, and not at the moment of the visit', async () => {
		const all = await Promise.all(Array.from({ length: 3 }, () => asking({ text: 'Wanneer kijkt u?' })));
		const seen = ({ ids: [id] }) => question(h, id, 'told_state, told_read IS NOT NULL, told_answered IS NOT NULL').join();
		const [read, answered, ended] = all;
		await told();

		assert.deepEqual(all.map(seen), ['0,1,0', '0,1,0', '0,1,0'], 'opened by asking()');
		sql('UPDATE question SET read_on = NULL, told_read = NULL');
		h.signal('workd', 'SIGSTOP');
		try {
			await open(h, read.receipt);
			await answered.page.submit({ 'text.1': 'Vandaag' }, 'go=send');
			await (await ended.page.submit({}, 'go=end')).submit({}, 'go=yes');
			assert.deepEqual(all.map(({ ids }) => question(h, ids[0], 'state')[0]), ['0', '1', '4']);
			assert.deepEqual(all.map(seen), ['0,0,0', '0,0,0', '0,0,0'], 'the desk sees nothing yet');
			assert.deepEqual(events(ended.signal).map((e) => e[0]), ['registered']);
			assert.equal(one('SELECT COUNT(*) FROM dialogue_untold'), '3');
		} finally {
			h.signal('workd', 'SIGCONT');
		}
		await told();
		assert.deepEqual(all.map(seen), ['0,1,0', '1,0,1', '4,0,0']);
		assert.deepEqual(events(ended.signal).map((e) => e[0]), ['registered', 'dialogue_ended']);
	});

	test('that does not open is said to be so, and can still be answered', async () => {
		const { ids, receipt } = await asking({ text: 'Goede vraag' }, { text: 'Kapotte vraag' });

		sql(`UPDATE question SET sealed = CONCAT(LEFT(sealed, 100), 'x', SUBSTRING(sealed, 102)) WHERE id = X'${ids[1]}'`);
		const page = await open(h, receipt);
		assert.equal(page.status, 200);
		assert.equal(asked(page).filter((t) => /kunnen wij niet laten zien/.test(t)).length, 1);
		assert.ok(!page.body.includes('Kapotte'));
		// The wrap of one question opens no other.
		sql(`UPDATE question a, question b SET a.wrap = b.wrap WHERE a.id = X'${ids[0]}' AND b.id = X'${ids[1]}'`);
		assert.equal(asked(await open(h, receipt)).filter((t) => /kunnen wij niet laten zien/.test(t)).length, 2);
	});

	test('answered after it lapsed, or after it was taken back, is not lost', async () => {
		for (const [was, is] of [[2, '1'], [3, '3']]) {
			const { ids, page, reference, signal } = await asking();
			sql(`UPDATE question SET state = ${was}, wrap = '', sealed = '' WHERE id = X'${ids[0]}'`);
			assert.equal((await page.submit({ 'text.1': 'Laat, maar toch.' }, 'go=send')).status, 200);
			assert.equal(question(h, ids[0], 'state')[0], is);
			assert.equal(additions(reference, `kind = 9 AND question = X'${ids[0]}'`), 1);
			await settled();
			assert.deepEqual(events(signal).map((e) => e[0]), ['registered', 'answered']);
		}
	});

	test('that went while its answer was typed: the text stands below it and can be sent', async () => {
		const { ids, page, reference } = await asking({ text: 'Vraag een?' }, { text: 'Vraag twee?' });
		const which = asked(page).indexOf('Vraag een?') + 1;

		sql(`UPDATE question SET state = 3 WHERE id = X'${ids[0]}'`);
		const after_ = await h.visitor().post('/nl/mijn-melding', form(page, { [`text.${which}`]: 'Al getypt antwoord', add: 'En dit ook' }, ['go', 'look']));
		assert.deepEqual(asked(after_), ['Vraag twee?']);
		assert.equal(value(after_, 'add').replace(/\r/g, ''), 'En dit ook\n\nAl getypt antwoord');
		assert.equal(value(after_, 'text.1'), '');
		await after_.submit({}, 'go=send');
		assert.equal(additions(reference, 'kind = 3'), 1);
	});
});

describe('sending', () => {
	test('twice, or fifty times at once, stores once and answers the same', async () => {
		const { page, reference, ids } = await asking({ code: 'seen', tap: 1 });
		const body = form(page, { 'tap.1': 'no', 'text.1': 'Gehoord van een ander.', add: 'Meer weet ik niet.' }, ['go', 'send']);
		const answers = await Promise.all(Array.from({ length: 50 }, () => post(body)));

		assert.deepEqual([...new Set(answers.map((a) => a.status))], [200]);
		assert.equal(new Set(answers.map((a) => a.body.match(/<h1[^>]*>([^<]*)/)[1])).size, 1);
		assert.equal(additions(reference), 2);
		assert.equal(question(h, ids[0], 'state')[0], '1');
	});

	test('the same words written again another time are stored again; the same page sent twice is one', async () => {
		const { page, reference, receipt } = await asking();

		await page.submit({ add: 'Het is weer gebeurd.' }, 'go=send');
		await page.submit({ add: 'Het is weer gebeurd.' }, 'go=send');
		assert.equal(additions(reference), 1);
		const again = await (await open(h, receipt)).submit({ add: 'Het is weer gebeurd.' }, 'go=send');
		assert.equal(again.status, 200);
		assert.equal(additions(reference), 2);
		const third = await (await again.submit({}, 'go=back')).submit({ add: 'Het is weer gebeurd.' }, 'go=send');
		assert.equal(third.status, 200);
		assert.equal(additions(reference), 3);
	});

	test('Back to the page with a file, Reload and sending it all again stores nothing twice', async () => {
		for (const typed of [{ 'text.1': 'De blauwe bus', add: 'En nog iets.' }, { 'text.1': 'Een rode bus' }]) {
			const { page, reference } = await asking();
			const files = await postFile(await page.submit(typed, 'go=file'), { name: 'bus.png', bytes: png(40) });
			const back = () => files.submit({}, 'go=back');

			assert.equal((await (await back()).submit({}, 'go=send')).status, 200);
			const was = additions(reference);
			const again = await back();
			assert.deepEqual([asked(again), value(again, 'add').replace(/\r/g, '')], [[], typed.add ?? '']);
			assert.equal((await again.submit({}, 'go=send')).status, typed.add ? 200 : 422, 'with nothing left to send it says so');
			assert.equal(additions(reference), was);
			assert.equal(additions(reference, 'a.question IS NOT NULL'), 1);
		}
	});

	test('the same words as an answer and as an addition are two', async () => {
		const { page, reference } = await asking();

		await page.submit({ 'text.1': 'Zelfde woorden', add: 'Zelfde woorden' }, 'go=send');
		assert.equal(additions(reference), 2);
	});

	test('two answers to one question at once keeps both: nothing acknowledged is lost', async () => {
		const { page, reference, ids } = await asking();
		const pages = await Promise.all(['Blauw', 'Rood'].map((text) => post(form(page, { 'text.1': text }, ['go', 'send']))));

		assert.deepEqual(pages.map((p) => p.status), [200, 200]);
		assert.equal(additions(reference, `question = X'${ids[0]}'`), 2);
	});

	test('twenty different texts at once stores all, each once; the next is one too many and stays', async () => {
		const { page, reference, ids } = await asking();
		const texts = Array.from({ length: 20 }, (_, i) => `Aanvulling nummer ${i}`);
		const pages = await Promise.all([...texts, ...texts].map((add) => post(form(page, { add }, ['go', 'send']))));

		assert.deepEqual([...new Set(pages.map((p) => p.status))], [200]);
		assert.equal(additions(reference), 20);
		const more = await page.submit({ add: 'Nummer eenentwintig', 'text.1': 'Dit antwoord mag nog' }, 'go=send');
		assert.equal(more.status, 429);
		assert.match(more.errors[0], /20 keer/);
		assert.equal(value(more, 'add'), 'Nummer eenentwintig');
		assert.equal(additions(reference), 21);
		assert.equal(question(h, ids[0], 'state')[0], '1');
		assert.deepEqual(asked(more), []);
	});

	test('nothing, or too much, is said beside the field, and nothing typed is lost', async () => {
		const { page, reference } = await asking({ code: 'danger', tap: 1 }, { text: 'Waar precies?' });
		const n = page.root.querySelector('[name="tap.1"]') ? 1 : 2;
		const nothing = await page.submit({}, 'go=send');
		assert.equal(nothing.status, 422);
		assert.match(nothing.errors[0], /nog niets ingevuld/);
		const long = 'é'.repeat(5001);
		const much = await page.submit({ [`tap.${n}`]: 'unknown', [`text.${3 - n}`]: long, add: 'kort' }, 'go=send');
		assert.equal(much.status, 422);
		assert.match(much.title, /^Fout: /);
		assert.match(much.errors[0], /5\.001 tekens, er passen 5\.000/);
		assert.equal(value(much, `text.${3 - n}`), long);
		assert.equal(value(much, 'add'), 'kort');
		assert.equal(much.root.querySelector('input[checked]').getAttribute('value'), 'unknown');
		assert.equal(additions(reference), 0);
	});

	test('a secret code to the desk is asked about once', async () => {
		const { page, receipt, reference } = await asking();
		const first = await page.submit({ 'text.1': `Mijn code is ${receipt}` }, 'go=send');

		assert.equal(first.status, 422);
		assert.match(first.errors[0], /geheime code/);
		assert.equal(additions(reference), 0);
		assert.equal((await first.submit({}, 'go=send')).status, 200);
	});

	test('a sealed answer is as long as any other, whatever it says', async () => {
		const { page, reference } = await asking({ code: 'free', tap: 1 }, { text: 'Vertel meer' });
		const n = page.root.querySelector('[name="tap.1"]') ? 1 : 2;

		await page.submit({ [`tap.${n}`]: 'no', [`text.${3 - n}`]: 'woord '.repeat(600), add: 'kort' }, 'go=send');
		const sizes = sql(`SELECT DISTINCT LENGTH(a.sealed) FROM report_addition a JOIN report r ON r.tag = a.tag WHERE r.reference = '${reference}' AND a.waiting = 1`);
		await settled();
		const kept = sql(`SELECT DISTINCT LENGTH(c.sealed) FROM record c JOIN report r ON r.signal_id = c.object WHERE r.reference = '${reference}' AND c.kind IN (3, 9)`);
		assert.deepEqual(new Set([...sizes, ...kept].flat()), new Set(['4138']));
	});

	test('while a worker is killed: sent again it is stored once', async () => {
		const { page, reference } = await asking();
		const body = form(page, { 'text.1': 'Onder vuur getypt.', add: 'En ook dit.' }, ['go', 'send']);
		let stop = false;
		const killer = (async () => {
			while (!stop) {
				for (const pid of h.pids('tip').slice(1))
					try { process.kill(pid, 'SIGKILL'); } catch { /* gone */ }
				await pause(25);
			}
		})();
		for (let i = 0; i < 12; i++)
			await post(body).catch(() => null);
		stop = true;
		await killer;
		await until('stored after all', async () => (await post(body).catch(() => ({}))).status === 200);
		assert.equal(additions(reference), 2);
	});

	test('without a database loses nothing: the page sends it once more', async () => {
		const { page, reference } = await asking();
		const [pid] = h.pids('mariadbd');
		let late;

		process.kill(pid, 'SIGSTOP');
		try {
			late = await page.submit({ 'text.1': 'Dit mag niet weg', add: 'En dit ook niet' }, 'go=send');
		} finally {
			process.kill(pid, 'SIGCONT');
		}
		assert.equal(late.status, 503);
		assert.ok(Number(late.headers['retry-after']) > 0);
		const done = await until('stored after all', async () => {
			const p = await late.submit({});
			return p.status === 200 ? p : null;
		});
		assert.equal(done.heading, 'Uw bericht is verstuurd');
		assert.equal(additions(reference), 2);
	});

	test('is added by the signal\'s own class, also after it was handed over', async () => {
		const { page, signal } = await asking();

		sql(`UPDATE fraud_signal SET moving_to = 2 WHERE id = X'${signal}'`);
		await page.submit({ 'text.1': 'Antwoord onderweg.' }, 'go=send');
		await settled();
		assert.equal(one(`SELECT class FROM fraud_signal WHERE id = X'${signal}'`), '2');
		assert.deepEqual(sql(`SELECT DISTINCT e.class FROM envelope e WHERE e.object = X'${signal}'`), [['2']]);
		assert.equal(one(`SELECT COUNT(*) FROM record WHERE object = X'${signal}' AND kind = 9`), '1');
	});
});

describe('the code', () => {
	const made = () => '00000-00000-00000-00000-00000';
	const other = '7K2M9-QXZ4T-C8WPB-N3RVE-6YHJD';

	test('is forgiven spelling, and its spelling errors are found without the database', async () => {
		const { receipt } = await file(h.visitor());
		const misread = receipt.replaceAll('0', 'O').replaceAll('1', 'l');

		for (const typed of [misread, receipt.toLowerCase().replaceAll('-', ' '), receipt.replaceAll('-', '\u2013')])
			assert.equal((await open(h, typed)).status, 200, typed.slice(0, 3));
		const [pid] = h.pids('mariadbd');
		process.kill(pid, 'SIGSTOP');
		try {
			const page = await open(h, receipt.replace(/.$/, (c) => (c === '5' ? '6' : '5')));
			assert.equal(page.status, 422);
			assert.match(page.errors[0], /Kijk elk teken na/);
		} finally {
			process.kill(pid, 'SIGCONT');
		}
	});

	test('that is unknown, expired, ended, replaced or none gets one and the same page, byte for byte', async () => {
		const expired = await asking(), ended = await asking(), replaced = await asking(), none = await asking();

		sql(`UPDATE fraud_signal SET status = 6, closed = CURRENT_DATE - INTERVAL 91 DAY WHERE id = X'${expired.signal}'`);
		await (await ended.page.submit({}, 'go=end')).submit({}, 'go=yes');
		await (await replaced.page.submit({}, 'go=replace')).submit({}, 'go=yes');
		sql(`UPDATE report SET has_code = 0 WHERE reference = '${none.reference}'`);
		const unknown = await open(h, made());
		assert.equal(unknown.status, 422);
		assert.match(unknown.errors[0], /vinden wij geen melding/);
		const without = (headers) => Object.fromEntries(Object.entries(headers).filter(([n]) => n !== 'date'));
		for (const dead of [expired, ended, replaced, none]) {
			const page = await open(h, dead.receipt);
			assert.equal(page.body, unknown.body);
			assert.deepEqual(without(page.headers), without(unknown.headers));
		}
	});

	test('of no page tells anything by its length: all are filled up to the same', async () => {
		const { page, receipt, last } = await asking({ text: 'Een vraag' }, { code: 'ongoing', tap: 1 });
		const lengths = [page, await open(h, made()), await open(h, 'x'), await page.submit({}, 'go=replace'),
			await page.submit({}, 'go=end'), await page.submit({}, 'go=send'), await page.submit({ add: 'x' }, 'go=send'),
			await open(h, (await file(h.visitor())).receipt)].map((p) => p.headers['content-length']);

		assert.deepEqual([...new Set(lengths)], ['32768']);
		assert.ok(last.body.includes(receipt));
	});

	test('stands in no address, no title and no readable field of any page', async () => {
		const { page, receipt, reference } = await asking();
		const pages = [page, await page.submit({}, 'go=replace'), await page.submit({}, 'go=end'), await page.submit({}, 'go=send'),
			await page.submit({ 'text.1': 'ja' }, 'go=send')];

		for (const p of pages) {
			assert.ok(!p.body.includes(receipt) && !p.body.includes(receipt.replaceAll('-', '')) && !p.body.includes(reference));
			assert.equal(p.headers['cache-control'], 'no-store');
			assert.equal(p.headers['set-cookie'], undefined);
			assert.equal(p.form('state').getAttribute('action'), '/nl/mijn-melding');
			assert.ok(p.root.querySelector('form[action="/nl/uit"]'));
		}
		assert.equal((await request(h.port, 'GET', `/nl/mijn-melding?code=${receipt}`)).body.includes('Ontvangen'), false);
	});

	test('is replaced: the old one is dead at once, questions and answers go along, and twice is once', async () => {
		const { page, receipt, reference, ids, signal } = await asking({ text: 'Welke kleur?' });

		await page.submit({ add: 'Voor de nieuwe code' }, 'go=send');
		const sure = await page.submit({ 'text.1': 'half getypt' }, 'go=replace');
		assert.match(sure.text, /oude code werkt daarna meteen niet meer/);
		const [a, b] = await Promise.all([sure.submit({}, 'go=yes'), sure.submit({}, 'go=yes')]);
		assert.equal(code(a), code(b));
		assert.match(code(a), /^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
		assert.notEqual(code(a), receipt);
		assert.match(a.headers['clear-site-data'], /"cache"/);
		assert.equal((await open(h, receipt)).status, 422);
		const fresh = await open(h, code(a));
		assert.deepEqual(asked(fresh), ['Welke kleur?']);
		assert.equal((await fresh.submit({ 'text.1': 'Groen' }, 'go=send')).status, 200);
		assert.equal(question(h, ids[0], 'state')[0], '1');
		assert.equal(additions(reference), 2);
		await settled();
		assert.equal(one(`SELECT COUNT(*) FROM record WHERE object = X'${signal}' AND kind IN (3, 9)`), '2');
		assert.equal(report(reference, 'LOWER(HEX(tag))')[0], tagOf(code(a)));
		assert.match((await a.submit({ try: code(a) }, 'go=try')).text, /De code klopt/);
		const wrong = await a.submit({ try: receipt }, 'go=try');
		assert.equal(wrong.status, 422);
		assert.equal(wrong.errors.length, 1);
		assert.equal(code(await a.submit({ lang: 'en' })), code(a));
	});

	test('replaced while a question is asked keeps that question readable', async () => {
		const { page, reference } = await asking({ text: 'Eerste vraag' });
		const sure = await page.submit({}, 'go=replace');

		await ask(h, reference, { text: 'Tweede vraag' });
		const done = await sure.submit({}, 'go=yes');
		assert.deepEqual(asked(await open(h, code(done))).sort(), ['Eerste vraag', 'Tweede vraag']);
		assert.notEqual(h.refusal('tip', `SET @a = X'${tagOf(code(done))}'; START TRANSACTION;
			CALL mailbox_replace(@a, RANDOM_BYTES(16), RANDOM_BYTES(32), CURRENT_DATE, 90, '[]')`), '', 'a wrap for every open question, or nothing');
	});

	test('is replaced ten times at most while former ones are kept; the code of then goes on working', async () => {
		let { receipt, signal } = await asking(), page;

		for (let i = 0; i < 10; i++) {
			page = await (await (await open(h, receipt)).submit({}, 'go=replace')).submit({}, 'go=yes');
			assert.equal(page.status, 200);
			receipt = code(page);
		}
		page = await (await (await open(h, receipt)).submit({}, 'go=replace')).submit({}, 'go=yes');
		assert.equal(page.status, 429);
		assert.match(page.text, /Probeer het over drie dagen opnieuw/);
		assert.equal((await open(h, receipt)).heading, 'Mijn melding');
		sql("UPDATE report_former f JOIN report r ON r.tag = f.now_tag SET f.day = '2020-01-01' WHERE r.signal_id = X'" + signal + "'");
		sql("START TRANSACTION; CALL mailbox_expire(CURRENT_DATE, 90, 100); COMMIT");
		assert.equal((await page.submit({}, 'go=yes')).status, 200);
	});

	test('replaced marks no question as read', async () => {
		const { page, reference } = await asking();
		const id = await ask(h, reference, { text: 'Kwam er later bij' });

		await (await page.submit({}, 'go=replace')).submit({}, 'go=yes');
		assert.equal(question(h, id, 'read_on')[0], 'NULL');
	});

	test('is ended: nothing opens it, open questions end, the desk sees the day', async () => {
		const { page, receipt, reference, ids, signal } = await asking({ text: 'Nog iets?' });
		const sure = await page.submit({}, 'go=end');

		assert.match(sure.text, /Dat kunt u niet terugdraaien/);
		assert.equal((await sure.submit({}, 'go=back')).heading, 'Mijn melding');
		const [a, b] = await Promise.all([sure.submit({}, 'go=yes'), sure.submit({}, 'go=yes')]);
		assert.deepEqual([a.heading, b.heading], ['U bent gestopt', 'U bent gestopt']);
		assert.equal(state(a), '');
		assert.equal((await open(h, receipt)).status, 422);
		assert.equal(question(h, ids[0], 'state')[0], '4');
		assert.deepEqual(report(reference, 'ended = CURRENT_DATE, waiting'), ['1', 'NULL']);
		assert.notEqual(report(reference, 'LOWER(HEX(tag))')[0], tagOf(receipt));
		await told();
		assert.deepEqual(events(signal).slice(1), [['dialogue_ended', '', 'NULL']]);
	});

	test('ended or replaced while a page lay open: what was typed comes back, nothing is stored', async () => {
		for (const step of ['end', 'replace']) {
			const { page, reference } = await asking();
			await (await page.submit({}, `go=${step}`)).submit({}, 'go=yes');
			const late = await page.submit({ 'text.1': 'Te laat getypt <b>woord</b>', add: 'En meer' }, 'go=send');
			assert.equal(late.status, 422);
			assert.ok(late.text.includes('Te laat getypt <b>woord</b>') && late.text.includes('En meer'));
			assert.ok(!late.body.includes('<b>woord'));
			assert.equal(additions(reference), 0);
		}
	});

	test('a form sent at the very moment its code is replaced makes no second report', async () => {
		const page = await check(h.visitor());
		const first = sent(await page.submit({}, 'go=send')), count = one('SELECT COUNT(*) FROM report');
		const replacing = await h.holding('root', `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION;
			CALL mailbox_replace(X'${tagOf(first.receipt)}', RANDOM_BYTES(16), RANDOM_BYTES(32), CURRENT_DATE, 90, '[]')`);
		const waits = h.waits(), sending = page.submit({}, 'go=send');

		await waits;
		await replacing.release();
		const again = await sending;
		assert.match(again.heading, /was al ontvangen/);
		assert.equal(sent(again).reference, first.reference);
		assert.equal(one('SELECT COUNT(*) FROM report'), count);
	});

	test('once replaced or ended, the form of before makes no second report', async () => {
		for (const step of ['end', 'replace']) {
			const page = await check(h.visitor());
			const first = sent(await page.submit({}, 'go=send'));
			await registered(h, first.reference);
			await (await (await open(h, first.receipt)).submit({}, `go=${step}`)).submit({}, 'go=yes');
			const count = one('SELECT COUNT(*) FROM report');
			const same = await page.submit({}, 'go=send');
			assert.match(same.heading, /was al ontvangen/);
			assert.equal(sent(same).receipt, '');
			assert.equal(sent(same).reference, first.reference);
			let changed = await page.submit({}, 'change=story.0');
			changed = await changed.submit({ story: 'Later toch anders geschreven, na de nieuwe code.' }, 'go=next');
			assert.equal((await changed.submit({}, 'go=send')).heading, 'Uw aanvulling is verstuurd');
			assert.equal(one('SELECT COUNT(*) FROM report'), count);
			assert.equal(additions(first.reference), 1);
		}
	});

	test('replaced twice still knows the first form', async () => {
		const page = await check(h.visitor());
		const first = sent(await page.submit({}, 'go=send'));
		let now = first.receipt;

		await registered(h, first.reference);
		for (let i = 0; i < 2; i++)
			now = code(await (await (await open(h, now)).submit({}, 'go=replace')).submit({}, 'go=yes'));
		const count = one('SELECT COUNT(*) FROM report');
		assert.equal(sent(await page.submit({}, 'go=send')).reference, first.reference);
		assert.equal(one('SELECT COUNT(*) FROM report'), count);
		assert.ok(other);
	});
});

describe('the state of a page', () => {
	const press = (sealed, more, path) => post(new URLSearchParams({ state: sealed, ...more }).toString(), path);

	test('of the mailbox is none of the form, and the other way round', async () => {
		const { page } = await asking();
		const story = await (await h.visitor().get('/nl/melden')).submit({ subject: 'documents' }, 'go=next');

		const asForm = await press(state(page), { go: 'next' }, '/nl/melden');
		assert.equal(asForm.status, 400);
		assert.match(asForm.body, /Dit formulier kunnen wij niet meer lezen/);
		const asMailbox = await press(state(story), { add: 'Onvindbaar woord: wolkenspin' });
		assert.equal(asMailbox.status, 400);
		assert.match(asMailbox.body, /Vul uw code nog een keer in/);
		assert.ok(!asMailbox.body.includes('wolkenspin'), 'not shown before the code');
	});

	test('of one report answers no question of another', async () => {
		const [a, b] = [await asking({ text: 'Vraag van A' }), await asking({ text: 'Vraag van B' })];

		await press(state(a.page), { 'text.1': 'Antwoord', go: 'send' });
		assert.equal(question(h, a.ids[0], 'state')[0], '1');
		assert.equal(question(h, b.ids[0], 'state')[0], '0');
		assert.match(h.refusal('tip', `START TRANSACTION; CALL mailbox_add(X'${tagOf(a.receipt)}', REPEAT('d', 32), 9, X'${b.ids[0]}',
			RANDOM_BYTES(16), REPEAT('k', 8), REPEAT('w', 96), CURRENT_DATE, 90, 'x', NULL)`), /KP422/);
		assert.equal((await press(state(a.page), { 'text.9': 'x', go: 'send' })).status, 400);
		assert.equal((await press(state(a.page), { question: b.ids[0], add: 'x', go: 'send' })).status, 400);
	});

	test('that lay open too long asks for the code again and keeps the text', async () => {
		const { page, receipt, ids } = await asking({ code: 'police', tap: 1 }, { text: 'Waar staat hij?' });
		const n = page.root.querySelector('[name="tap.1"]') ? 1 : 2;

		try {
			h.clock(61 * 60);
			const again = await page.submit({ [`tap.${n}`]: 'no', [`text.${3 - n}`]: 'In de schuur', add: 'Bij het kanaal' }, 'go=send');
			assert.equal(again.status, 200);
			assert.match(again.heading + again.text, /Vul uw code nog een keer in/);
			assert.ok(!again.body.includes('schuur'), 'not shown before the code');
			assert.deepEqual(ids.map((id) => question(h, id, 'state')[0]), ['0', '0']);
			const english = await again.submit({ lang: 'en' });
			assert.match(english.text, /Enter your code once more/);
			const stranger = await english.submit({ code: (await file(h.visitor())).receipt });
			assert.equal(stranger.status, 200);
			assert.ok(!stranger.body.includes('schuur'), 'another code gets nothing of it');
			const wrong = await english.submit({ code: '7K2M9' });
			assert.equal(wrong.status, 422);
			const back = await wrong.submit({ code: receipt });
			assert.equal(back.status, 200);
			assert.equal(value(back, `text.${3 - n}`), 'In de schuur');
			assert.equal(value(back, 'add'), 'Bij het kanaal');
			assert.equal(back.root.querySelector('input[checked]').getAttribute('value'), 'no');
			assert.equal((await back.submit({}, 'go=send')).status, 200);
			assert.deepEqual(ids.map((id) => question(h, id, 'state')[0]), ['1', '1']);
		} finally {
			h.clock(0);
		}
	});

	test('that was altered, or is under a key that is gone, keeps what came with it', async () => {
		const { page, receipt } = await asking();
		const again = await h.visitor().post('/nl/mijn-melding', new URLSearchParams({ state: state(page).slice(0, -4) + 'AAAA',
			'text.1': 'Eerste', add: 'Tweede', go: 'send' }).toString());

		assert.equal(again.status, 400);
		assert.equal(value(await again.submit({ code: receipt }), 'add').replace(/\r/g, ''), 'Eerste\n\nTweede');
	});

	test('travels through another language with everything typed', async () => {
		const { page } = await asking({ code: 'seen', tap: 1 }, { text: 'Wie was erbij?' });
		const n = page.root.querySelector('[name="tap.1"]') ? 1 : 2;
		const english = await page.submit({ [`tap.${n}`]: 'yes', [`text.${3 - n}`]: 'Twee mannen', add: 'Meer\r\nregels', lang: 'en' });

		assert.equal(english.root.querySelector('html').getAttribute('lang'), 'en');
		assert.equal(english.form('state').getAttribute('action'), '/en/my-report');
		assert.equal(value(english, `text.${3 - n}`), 'Twee mannen');
		assert.equal(value(english, 'add').replace(/\r/g, ''), 'Meer\nregels');
		assert.equal(english.root.querySelector('input[checked]').getAttribute('value'), 'yes');
		const there = await english.submit({}, 'go=replace');
		assert.equal((await (await there.submit({ lang: 'nl' })).submit({}, 'go=back')).fields(page.form('state')).length > 0, true);
	});

	test('posted from elsewhere leaves its words in no field, and shows them to who typed them', async () => {
		const { page, receipt } = await asking();
		const first = (body, headers) => post(body, '/nl/mijn-melding', headers);
		const mine = form(page, { 'text.1': 'Van <b>elders</b>', add: 'Ik trek alles in' }, ['go', 'send']);

		for (const headers of [{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
			for (const body of [mine, new URLSearchParams({ add: 'Ik trek alles in', 'text.1': 'Van <b>elders</b>' }).toString()]) {
				const answer = new Page(h.visitor(), '/nl/mijn-melding', await first(body, headers));

				assert.equal(answer.status, 403);
				assert.match(answer.text, /kwam niet van onze site/);
				assert.deepEqual(answer.root.querySelectorAll('main .kp-words').map((e) => decode(e.text)).sort(), ['Ik trek alles in', 'Van <b>elders</b>']);
				assert.equal(answer.root.querySelector('main [name=state]'), null);
				assert.ok(!answer.root.querySelectorAll('form').some((f) => /elders|Ik trek/.test(f.outerHTML)));
				const opened = await answer.submit({ code: receipt });
				assert.equal(opened.status, 200);
				assert.equal(value(opened, 'add') ?? '', '');
				assert.doesNotMatch(opened.body, /elders|Ik trek/);
			}
	});

	test('posted from elsewhere does nothing', async () => {
		const { page, reference } = await asking();
		const answer = await post(form(page, { 'text.1': 'Van elders' }, ['go', 'send']), '/nl/mijn-melding', { origin: 'http://evil.example' });

		assert.equal(answer.status, 403);
		assert.equal(additions(reference), 0);
		for (const body of ['go=send', 'go=end_yes&code=', 'state=&go=yes'])
			assert.ok((await post(body)).status >= 400, body);
	});
});

describe('a file', () => {
	const uploads = (receipt) => sql(`SELECT sent, chunks FROM upload WHERE tag = X'${tagOf(receipt)}'`);
	const attached = (signal) => Number(one(`SELECT COUNT(*) FROM attachment WHERE signal_id = X'${signal}' AND author IS NULL`));
	const names = (page) => page.root.querySelectorAll('main bdi.kp-words').map((e) => e.text);

	test('goes along with the one answer, with several or with none, and is registered', async () => {
		const { page, receipt, signal, ids, reference } = await asking({ code: 'proof', tap: 1 });
		let files = await page.submit({ 'tap.1': 'yes', 'text.1': 'Zie de foto.' }, 'go=file');

		assert.equal(files.form('state').getAttribute('action'), '/nl/mijn-melding/bestand');
		files = await postFile(files, { name: 'kelder één.png', bytes: png(700000) });
		assert.equal(files.status, 200, files.errors.join());
		assert.match(files.text, /Bestand 1 is toegevoegd/);
		files = await postFile(files, { name: 'tweede.png', bytes: png(30) });
		assert.deepEqual(names(files), ['kelder één.png', 'tweede.png']);
		assert.deepEqual(uploads(receipt).map((u) => u.join()).sort(), ['0,1', '0,2']);
		const back = await postFile(files, null, ['go', 'back']);
		assert.equal(value(back, 'text.1'), 'Zie de foto.');
		assert.deepEqual(names(back), ['kelder één.png', 'tweede.png']);
		const done = await back.submit({}, 'go=send');
		assert.equal(done.heading, 'Uw antwoord is verstuurd');
		assert.equal(question(h, ids[0], 'state')[0], '1');
		assert.equal(additions(reference), 1);
		await until('registered', () => attached(signal) === 2);
		assert.equal(one(`SELECT files FROM fraud_signal WHERE id = X'${signal}'`), '2');
		assert.deepEqual(uploads(receipt), []);
		assert.match((await open(h, receipt)).text, /Uw eerdere bestanden[^]*Bestand 1, van/);

		let more = await (await open(h, receipt)).submit({}, 'go=file');
		more = await postFile(await postFile(more, { name: 'los.png', bytes: png(99) }), null, ['go', 'back']);
		assert.equal((await more.submit({}, 'go=send')).heading, 'Uw bericht is verstuurd');
		await until('registered', () => attached(signal) === 3);
		assert.deepEqual(sql(`SELECT kind, COUNT(*) FROM record WHERE object = X'${signal}' AND kind IN (3, 9) GROUP BY kind`), [['3', '1'], ['9', '1']]);
	});

	test('posted twice is one file; taken back it is gone; another button with it takes it along', async () => {
		const { page, receipt } = await asking();
		const files = await page.submit({}, 'go=file');
		const file = { name: 'a.png', bytes: png(50) };
		const [a, b] = [await postFile(files, file), await postFile(files, file)];

		assert.deepEqual([names(a), names(b)], [['a.png'], ['a.png']]);
		assert.equal(uploads(receipt).length, 1);
		const gone = await postFile(a, null, ['remove', '1']);
		assert.deepEqual(names(gone), []);
		assert.equal(uploads(receipt).length, 0);
		const back = await postFile(gone, { name: 'b.png', bytes: png(60) }, ['go', 'back']);
		assert.equal(back.heading, 'Mijn melding');
		assert.deepEqual(names(back), ['b.png']);
		assert.equal(uploads(receipt)[0][0], '0', 'stored and not sent');
	});

	test('of the wrong type, empty, none, too many or too large is said, and nothing typed is lost', async () => {
		const { page, receipt } = await asking();
		let files = await page.submit({ 'text.1': 'Nog niet verstuurd' }, 'go=file');

		for (const [file, button, why] of [[{ name: 'x.png', bytes: Buffer.from('MZ geen plaatje, lang genoeg') }, ['go', 'add'], /./],
			[{ name: 'leeg.png', bytes: Buffer.alloc(0) }, ['go', 'back'], /leeg/i], [null, ['go', 'add'], /./],
			[{ name: 'groot.png', bytes: png(26 * 1024 * 1024) }, ['go', 'add'], /25/]]) {
			const wrong = await postFile(files, file, button);
			assert.equal(wrong.status, 422);
			assert.equal(wrong.headers['content-length'], '32768');
			assert.equal(wrong.errors.length, 1);
			assert.match(wrong.errors[0], why);
			files = wrong;
		}
		assert.equal(value(await postFile(files, null, ['go', 'back']), 'text.1'), 'Nog niet verstuurd');
		assert.deepEqual(uploads(receipt), []);
	});

	test('that was swept, or whose code was replaced meanwhile, is never said to have arrived', async () => {
		const swept = await asking();
		let page = await postFile(await swept.page.submit({}, 'go=file'), { name: 'weg.png', bytes: png(40) }, ['go', 'back']);
		sql(`DELETE FROM upload WHERE tag = X'${tagOf(swept.receipt)}'`);
		const gone = await page.submit({ 'text.1': 'Met bestand' }, 'go=send');
		assert.equal(gone.status, 422);
		assert.match(gone.errors[0], /weg\.png/);
		assert.equal(additions(swept.reference), 0);
		const sentAfter = await (await postFile(gone, null, ['go', 'back'])).submit({}, 'go=send');
		assert.equal(sentAfter.status, 200);
		assert.equal(additions(swept.reference), 1);

		const replaced = await asking();
		page = await postFile(await replaced.page.submit({}, 'go=file'), { name: 'mee.png', bytes: png(40) }, ['go', 'back']);
		const fresh = code(await (await page.submit({}, 'go=replace')).submit({}, 'go=yes'));
		assert.equal(sql(`SELECT COUNT(*) FROM upload WHERE tag = X'${tagOf(fresh)}'`)[0][0], '1');
		const dead = await page.submit({ 'text.1': 'x' }, 'go=send');
		assert.equal(dead.status, 422);
		assert.equal(additions(replaced.reference), 0);
	});

	test('is taken by its own page only, of its own state only', async () => {
		const { page } = await asking();
		const story = await (await h.visitor().get('/nl/melden')).submit({ subject: 'documents' }, 'go=next');
		const files = await page.submit({}, 'go=file');

		assert.equal((await postFile(files, { name: 'a.png', bytes: png(9) }, ['go', 'add'], { state: state(page) })).status, 400);
		assert.equal((await postFile(files, { name: 'a.png', bytes: png(9) }, ['go', 'add'], { state: state(story) })).status, 400);
		assert.equal((await request(h.port, 'GET', '/nl/mijn-melding/bestand')).status, 303);
		try {
			h.clock(2 * 3600);
			const late = await postFile(files, { name: 'a.png', bytes: png(9) });
			assert.match(late.text, /Vul uw code nog een keer in/);
		} finally {
			h.clock(0);
		}
	});
});

describe('files and status', () => {
	test('what became of each file is told in words, and nothing of its name', async () => {
		const { receipt, signal } = await asking();

		for (const [no, state_] of [[1, 0], [2, 1], [3, 2], [4, 3], [5, 4], [6, 7]])
			sql(`INSERT INTO attachment (id, signal_id, no, day, chunks, state) VALUES (RANDOM_BYTES(16), X'${signal}', ${no}, CURRENT_DATE, 1, ${state_})`);
		sql(`INSERT INTO attachment (id, signal_id, no, author, day, chunks, state) VALUES (RANDOM_BYTES(16), X'${signal}', 7, REPEAT('a', 16), CURRENT_DATE, 1, 1)`);
		const lines = (await open(h, receipt)).root.querySelectorAll('main li').map((e) => e.text.trim());
		assert.equal(lines.length, 6);
		assert.match(lines[0], /^Bestand 1, van \w+dag \d+ \w+ \d{4}: ontvangen, wordt nog bekeken/);
		assert.match(lines[2], /virus/);
		assert.match(lines[3], /wachtwoord/);
		assert.match(lines[4], /beschadigd/);
		assert.match(lines[5], /niet aan u/);
	});

	test('says when to look again and until when the code works', async () => {
		const { receipt, signal } = await asking();
		const text = async () => (await open(h, receipt)).text;

		assert.match(await text(), /Ontvangen[^]*vanaf \w+dag \d+ \w+ \d{4}[^]*tot 90 dagen/);
		sql(`UPDATE fraud_signal SET status = 2 WHERE id = X'${signal}'`);
		assert.match(await text(), /In behandeling/);
		sql(`UPDATE fraud_signal SET status = 6, closed = CURRENT_DATE WHERE id = X'${signal}'`);
		assert.match(await text(), /Afgerond[^]*tot en met \w+dag \d+ \w+ 20\d\d/);
	});
});

describe('the clock', () => {
	const day = 86400;
	const at = (days) => h.clock(days * day);

	test('lets a question lapse five working days after its day, once, also after days of standing still', async () => {
		const { ids, receipt, signal } = await asking({ text: 'Wacht op niemand', before: 'CURRENT_DATE' }, { text: 'Heeft nog tijd', before: 'CURRENT_DATE + INTERVAL 14 DAY' });

		try {
			h.signal('workd', 'SIGSTOP');
			at(15);
			h.signal('workd', 'SIGCONT');
			await until('lapsed', () => question(h, ids[0], 'state')[0] === '2');
			assert.equal(question(h, ids[1], 'state')[0], '0');
			assert.deepEqual(asked(await open(h, receipt)), ['Heeft nog tijd']);
			at(16);
			await pause(1200);
			assert.deepEqual(events(signal).slice(1).map((e) => e.slice(0, 2)), [['lapsed', `question=${ids[0]}`]]);
		} finally {
			h.clock(0);
		}
	});

	test('makes a code unknown when its time has passed, and forgets former tags after three days', async () => {
		const { receipt, reference, ids, signal } = await asking();
		const gone = await asking();

		await (await gone.page.submit({}, 'go=end')).submit({}, 'go=yes');
		sql(`UPDATE fraud_signal SET status = 6, closed = CURRENT_DATE - INTERVAL 89 DAY WHERE id = X'${signal}'`);
		assert.equal((await open(h, receipt)).status, 200);
		try {
			at(2);
			assert.equal((await open(h, receipt)).status, 422, 'before anything was done at night');
			await until('expired', () => report(reference, 'ended IS NOT NULL')[0] === '1');
			assert.notEqual(report(reference, 'LOWER(HEX(tag))')[0], tagOf(receipt));
			assert.equal(question(h, ids[0], 'state')[0], '4');
			assert.equal(one(`SELECT COUNT(*) FROM report_former WHERE tag = X'${tagOf(gone.receipt)}'`), '1');
			at(5);
			await until('forgotten', () => one(`SELECT COUNT(*) FROM report_former WHERE tag = X'${tagOf(gone.receipt)}'`) === '0');
		} finally {
			h.clock(0);
		}
	});
});

describe('an addition by the number of an earlier report', () => {
	const adding = (earlier, more = {}) => file(h.visitor(), { ...plain, subject: 'addition', earlier_reference: earlier, ...more });
	const news = (signal) => sql(`SELECT e.detail FROM signal_event e WHERE e.signal_id = X'${signal}' AND e.what = 'addition_by_reference'`).flat();

	test('is a report of its own, and news at the signal it names', async () => {
		const earlier = await asking();
		const later = await adding(earlier.reference.toLowerCase().replace('-', ' '));

		assert.deepEqual(report(later.reference, 'adds_to'), [earlier.reference]);
		const signal = await registered(h, later.reference);
		const number = one(`SELECT number FROM fraud_signal WHERE id = X'${signal}'`);
		assert.deepEqual(news(earlier.signal), [number]);
		assert.equal(one(`SELECT news IS NOT NULL FROM fraud_signal WHERE id = X'${earlier.signal}'`), '1');
		assert.deepEqual(news(signal), []);
	});

	test('never says whether the number exists', async () => {
		const earlier = await asking();
		const gone = (await file(h.visitor())).reference;

		sql(`UPDATE report SET reference = 'GONE' WHERE reference = '${gone}'`);
		const known = await adding(earlier.reference), unknown = await adding(gone);
		const same = (page) => page.page.body.replace(page.receipt, '').replace(page.reference, '').replace(/name="state" value="[^"]*"/, '');

		assert.equal(same(known), same(unknown));
		assert.deepEqual(report(unknown.reference, 'adds_to').length, 1);
	});

	test('brings no number of the security unit to the hub\'s desk; the other way it does', async () => {
		const hik = await asking();
		const usz = await asking();
		sql(`UPDATE fraud_signal SET moving_to = 2 WHERE id = X'${usz.signal}'`);
		await until('moved', () => one(`SELECT class = 2 AND moving_to IS NULL FROM fraud_signal WHERE id = X'${usz.signal}'`) === '1');
		const later = await adding(usz.reference);
		await registered(h, later.reference);
		assert.equal(news(usz.signal).length, 1);
		// A report on national security names an earlier one of the hub: the form does not let both be said, the table does.
		sql(`INSERT INTO report (tag, digest, reporter_key, envelope, key_id, wrap, received, subject, lang, summary, sealed, reference, adds_to, waiting)
			SELECT RANDOM_BYTES(16), digest, reporter_key, RANDOM_BYTES(16), REPEAT('k', 8), REPEAT('w', 96), received, 'national_security', lang, 'x', 'x', 'X-SECURITY', '${hik.reference}', 2 FROM report WHERE reference = '${hik.reference}'`);
		sql(`START TRANSACTION; UPDATE report SET waiting = 1 WHERE reference = 'X-SECURITY';
			CALL registration_add((SELECT CONCAT('[["', HEX(tag), '","', REPEAT('5a', 16), '","SECR-00001",2,"', REPEAT('6b', 8), '","', REPEAT('77', 96), '","', CURRENT_DATE + INTERVAL 30 DAY, '",null,1]]') FROM report WHERE reference = 'X-SECURITY'), 1, CURRENT_DATE); COMMIT`);
		assert.equal(one("SELECT class FROM fraud_signal WHERE number = 'SECR-00001'"), '2');
		assert.deepEqual(news(hik.signal), []);
	});
});
