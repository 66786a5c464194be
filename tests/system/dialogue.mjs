// The staff side of the dialogue by HTTP and under its procedures: who may ask, what goes to the reporter,
// taking back, translations. Promise: a question is read by its reporter and by the desk, and by nobody else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { dutchDay, hub, until } from '../lib/hub.mjs';
import { cellText } from '../lib/visitor.mjs';
import { file, plain } from '../lib/report.mjs';

let h, mila, sem, noor, daan, iris;	// two caseworkers, a lead, an analyst, an adviser

before(async () => {
	h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
		settings: { fill_seconds: 0, flood_per_minute: 100000, read_limit: 20, release_seconds: 1 } });
	[mila, sem, noor, daan, iris] = [await h.login('caseworker', 0), await h.login('caseworker', 1),
		await h.login('lead'), await h.login('analyst'), await h.login('security_adviser')];
});
after(async () => { if (!process.env.KP_KEEP) await h?.stop(); });

const sql = (text) => h.sql('root', text);
const one = (text) => sql(text)[0]?.[0];
const url = (number, tail = '', lang = 'nl') => `/${lang}/signals/${number}${tail}`;
const marker = (word) => `Zeldzaam${word}${Math.random().toString(36).slice(2, 12)}`;

async function filed(answers = {}, lang = 'nl') {
	const { reference } = await file(h.visitor(), { ...plain, ...answers }, lang);

	return until('registered', () => sql(`SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
		WHERE r.reference = '${reference}'`)[0]?.[0]);
}
function press(page, number, tail, values = {}, lang = 'nl') {
	const form = page.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(number, tail, lang));

	assert.ok(form, `no form to ${tail} on ${page.path}: ${page.heading}`);
	return page.visitor.post(url(number, tail, lang), page.encode(form, values));
}
const claim = async (who, number) => press(await who.get(url(number)), number, '/claimed');
async function taken(answers = {}, lang = 'nl', who = mila) {
	const number = await filed(answers, lang);

	assert.equal((await claim(who, number)).status, 200);
	return number;
}
const id = (number) => `X'${one(`SELECT HEX(id) FROM fraud_signal WHERE number = '${number}'`)}'`;
const asked = (number, columns = 'COUNT(*)') => sql(`SELECT ${columns} FROM question WHERE signal_id = ${id(number)} ORDER BY day, id`);
const events = (number) => sql(`SELECT what FROM signal_event WHERE signal_id = ${id(number)} ORDER BY seq`).flat();
// Fills in the page, looks at the preview, and sends it; each of the two on its own as well.
const preview = async (who, number, values, lang = 'nl') => press(await who.get(url(number, '/ask', lang)), number, '/ask', { ...values, go: 'preview' }, lang);
const send = (page, number, lang = 'nl') => press(page, number, '/ask', { go: 'send' }, lang);
const ask = async (who, number, values, lang = 'nl') => send(await preview(who, number, values, lang), number, lang);
const day = (days) => dutchDay(days).split('-');
const before_ = (days) => { const [y, m, d] = day(days); return { 'before.day': d, 'before.month': m, 'before.year': y }; };
const panel = (page) => page.root.querySelector('[aria-labelledby=h-vragen]')?.structuredText ?? '';

// What somebody who took the intranet's program over can call.
const ticket = (who) => one(`SELECT HEX(s.ticket) FROM session s JOIN account a ON a.id = s.account
	WHERE a.name = '${who.account.name}' AND s.ended = 0 ORDER BY s.started DESC LIMIT 1`);
const as = (who, text) => h.refusal('staff', `SET @ticket = X'${ticket(who)}'; ${text}`);
const copy = (signal) => `SET @c = RANDOM_BYTES(16); CALL envelope_add(@c, ${signal}, 1, REPEAT('k', 8), REPEAT('w', 96), 8, CURRENT_DATE, 'x')`;
const key = (signal) => `X'${one(`SELECT HEX(reporter_key) FROM report WHERE signal_id = ${signal}`)}'`;
const call = (signal, { version = one(`SELECT version FROM fraud_signal WHERE id = ${signal}`), of = key(signal), sealed = 4138, envelope = '@c', lang = 'nl',
	tap = 0, look = 'CURRENT_DATE + INTERVAL 7 DAY', today = 'CURRENT_DATE' } = {}) => `START TRANSACTION; ${copy(signal)};
	CALL dialogue_ask(${signal}, ${version}, RANDOM_BYTES(16), ${of}, REPEAT('w', 96), REPEAT('s', ${sealed}), ${envelope}, '${lang}', ${tap}, ${look}, ${today}, NULL); COMMIT`;
const state = (signal) => [sql(`SELECT * FROM fraud_signal WHERE id = ${signal}`)[0].join(), one(`SELECT COUNT(*) FROM question WHERE signal_id = ${signal}`),
	one(`SELECT COUNT(*) FROM signal_event WHERE signal_id = ${signal}`), one(`SELECT COUNT(*) FROM record WHERE object = ${signal}`),
	one(`SELECT COUNT(*) FROM audit WHERE object = ${signal}`)].join('|');
function refused(who, signal, text, why) {
	const was = state(signal);

	assert.match(as(who, text), why);
	assert.equal(state(signal), was, 'and nothing is left of it');
}

describe('nobody asks', () => {
	test('who does not handle it, nor an analyst, nor another class', async () => {
		const n = await taken(), secret = await filed({ subject: 'national_security' });

		for (const who of [sem, daan]) {
			const page = await who.get(url(n));

			assert.equal(page.root.querySelectorAll('a').filter((a) => /\/ask$/.test(a.getAttribute('href') ?? '')).length, 0);
			assert.notEqual((await who.get(url(n, '/ask'))).heading, 'Vraag aan de melder');
		}
		const form = await mila.get(url(n, '/ask'));
		const values = form.encode(form.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(n, '/ask')), { question: 'ongoing', go: 'send' });
		const own = (v, page) => values.replace(/csrf=[^&]*/, `csrf=${encodeURIComponent(page.root.querySelector('[name=csrf]').getAttribute('value'))}`);
		for (const who of [sem, daan, iris]) {
			const page = await who.get('/nl/account');
			assert.ok([403, 404].includes((await who.post(url(n, '/ask'), own(who, page))).status));
		}
		assert.equal((await mila.get(url(secret, '/ask'))).status, 404);
		assert.equal(asked(n)[0][0], '0');
	});

	test('on a signal that is new or closed', async () => {
		const n = await filed();

		assert.equal((await mila.get(url(n, '/ask'))).path, url(n));
		assert.match(panel(await mila.get(url(n))), /Neem het signaal eerst in behandeling/);
		sql(`UPDATE fraud_signal SET status = 6, closed = CURRENT_DATE, assignee = (SELECT id FROM account WHERE name = '${mila.account.name}') WHERE number = '${n}'`);
		assert.equal((await mila.get(url(n, '/ask'))).path, url(n));
		assert.match(panel(await mila.get(url(n))), /Heropen het eerst/);
		refused(mila, id(n), call(id(n)), /KP409/);
	});

	test('without a code, and the page says why not', async () => {
		const n = await taken({ code: 'without' });

		assert.match(panel(await mila.get(url(n))), /wilde geen code/);
		assert.equal((await mila.get(url(n, '/ask'))).path, url(n));
		sql(`UPDATE fraud_signal SET confidential = 1 WHERE number = '${n}'`);
		assert.match(panel(await mila.get(url(n))), /bel of mail/);
		refused(mila, id(n), call(id(n)), /KP409.*no such mailbox/);
	});

	test('when the reporter ended it', async () => {
		const n = await taken();

		sql(`UPDATE report SET ended = CURRENT_DATE WHERE signal_id = ${id(n)}`);
		assert.match(panel(await mila.get(url(n))), /de melder is gestopt/);
		refused(mila, id(n), call(id(n)), /KP409/);
	});

	test('a reporter whose dialogue ends between the preview and the button', async () => {
		const n = await taken(), word = marker('Tussen');
		const page = await preview(mila, n, { question: 'own', text: `${word} wat zag u?` });

		sql(`UPDATE report SET ended = CURRENT_DATE WHERE signal_id = ${id(n)}`);
		const answer = await send(page, n);
		assert.equal(answer.status, 409);
		assert.match(answer.body, new RegExp(word), 'the text is still there, to keep as a note');
		assert.match(answer.text, /de melder is gestopt/);
		assert.equal(asked(n)[0][0], '0');
	});

	test('a sixth open question', async () => {
		const n = await taken();

		for (const code of ['ongoing', 'seen', 'danger', 'free', 'police'])
			assert.equal((await ask(mila, n, { question: code })).status, 200);
		assert.match(panel(await mila.get(url(n))), /vijf vragen open/);
		assert.equal((await mila.get(url(n, '/ask'))).path, url(n));
		refused(mila, id(n), call(id(n)), /KP422.*five/);
	});

	test('to look today, yesterday, in two months and a week, or on a day that is none', async () => {
		const n = await taken();

		for (const days of [-1, 0, 67]) {
			const page = await preview(mila, n, { question: 'ongoing', ...before_(days) });
			assert.equal(page.status, 422);
			assert.match(page.errors.join(), /zestig dagen/);
		}
		const none = await preview(mila, n, { question: 'ongoing', 'before.day': '31', 'before.month': '2', 'before.year': '2030' });
		assert.equal(none.status, 422);
		assert.match(none.errors.join(), /een dag in die bestaat/);
		for (const look of ['CURRENT_DATE', 'CURRENT_DATE - INTERVAL 1 DAY', 'CURRENT_DATE + INTERVAL 62 DAY', 'NULL'])
			refused(mila, id(n), call(id(n), { look }), /KP422/);
		assert.equal(asked(n)[0][0], '0');
	});

	test('without a question, with one of no list, or with one too long', async () => {
		const n = await taken();

		assert.match((await preview(mila, n, {})).errors.join(), /Kies een vraag/);
		assert.match((await preview(mila, n, { question: 'own' })).errors.join(), /Schrijf uw vraag/);
		assert.equal((await preview(mila, n, { question: 'nothing' })).status, 400);
		const long = await preview(mila, n, { question: 'own', text: 'a'.repeat(1001) });
		assert.match(long.errors.join(), /te lang/);
		assert.equal(long.root.querySelector('textarea').text.trim().length, 1001, 'and what was typed is still there');
		assert.equal(asked(n)[0][0], '0');
	});
});

describe('the procedure refuses a program that was taken over', () => {
	test('outside a transaction, without a session, on an old version, for a colleague', async () => {
		const n = await taken(), s = id(n);

		refused(mila, s, call(s).replace(/START TRANSACTION;|COMMIT/g, '').replace(/;\s*$/, ''), /KP409.*not in a transaction/);
		assert.match(h.refusal('staff', call(s)), /KP401/);
		refused(mila, s, call(s, { version: 1 }), /KP409.*first/);
		refused(sem, s, call(s), /KP403/);
		refused(daan, s, call(s), /KP403/);
		assert.match(as(iris, call(s)), /KP404/);
	});

	test('another key, another language, another size, no copy for the desk', async () => {
		const n = await taken(), other = await taken(), s = id(n);

		refused(mila, s, call(s, { of: key(id(other)) }), /KP409.*mailbox/);
		refused(mila, s, call(s, { lang: 'en' }), /KP422/);
		refused(mila, s, call(s, { sealed: 300 }), /KP422/);
		refused(mila, s, call(s, { tap: 2 }), /KP422/);
		refused(mila, s, call(s, { envelope: 'RANDOM_BYTES(16)' }), /KP422/);
		assert.equal(as(mila, call(s)), '', 'and takes the right one');
	});

	test('to write an event of the dialogue as if it were a step', async () => {
		const n = await taken(), s = id(n), version = one(`SELECT version FROM fraud_signal WHERE id = ${s}`);

		for (const what of ['asked', 'withdrawn', 'translated', 'judged'])
			refused(mila, s, `START TRANSACTION; CALL signal_move(${s}, ${version}, 1, 1, '${what}', NULL, 0, NULL, NULL, NULL, NULL, NULL, CURRENT_DATE, NULL); COMMIT`, /KP422/);
	});

	test('while the signal is on its way to another class', async () => {
		const n = await taken(), s = id(n);

		sql(`UPDATE fraud_signal SET restricted = 0 WHERE id = ${s}`);
		const text = call(s);
		h.signal('workd', 'SIGSTOP');
		try {
			sql(`UPDATE fraud_signal SET moving_to = 2 WHERE id = ${s}`);
			assert.match(as(mila, text), /KP404/);
			assert.match(as(iris, text), /KP409/);
			sql(`UPDATE fraud_signal SET moving_to = NULL WHERE id = ${s}`);
		} finally {
			h.signal('workd', 'SIGCONT');
		}
		assert.equal(asked(n)[0][0], '0');
	});
});

describe('a question', () => {
	test('is seen before it is sent, in the language of the reporter and in one\'s own', async () => {
		const n = await taken({}, 'en');
		const page = await preview(mila, n, { question: 'danger' });

		assert.equal(page.heading, 'Dit ziet de melder');
		assert.equal(page.root.querySelector('[lang=en] .kp-words').text.trim(), 'Is anybody in danger now?');
		assert.match(page.text, /Is er nu iemand in gevaar\?/);
		assert.deepEqual(page.root.querySelectorAll('.kp-taps li').map((e) => e.text.trim()), ['Yes', 'No', 'I do not know']);
		assert.equal(asked(n)[0][0], '0', 'nothing is sent yet');
		assert.match((await send(page, n)).root.querySelector('[role=status]').text, /De vraag is verstuurd/);
		assert.deepEqual(asked(n, 'lang, tap, state'), [['en', '1', '0']]);
	});

	test('goes back from the preview with everything that was typed', async () => {
		const n = await taken(), text = 'Hoe vaak gebeurt dit?\n\nSchrijf alleen wat u weet. <b>"\' & zo';
		const page = await preview(mila, n, { question: 'own', text, tap: '1', wait: '1', ...before_(20) });
		const back = await press(page, n, '/ask', { go: 'back' });

		assert.equal(back.heading, 'Vraag aan de melder');
		assert.equal(back.fields(back.form('text')).find(([k]) => k === 'text')[1].replace(/\r/g, ''), text);
		for (const name of ['tap', 'wait'])
			assert.ok(back.root.querySelector(`#${name}`).hasAttribute('checked'), name);
		assert.equal(Number(back.root.querySelector('#before').getAttribute('value')), Number(day(20)[2]));
		assert.equal(back.root.querySelector('#question-own').hasAttribute('checked'), true);
	});

	test('is asked for in the fifth working day after the reporter was told to look', async () => {
		const n = await taken(), page = await mila.get(url(n, '/ask'));
		const [d, m, y] = ['before', 'before.month', 'before.year'].map((i) => Number(page.root.querySelector(`[id="${i}"]`).getAttribute('value')));
		const days = Math.round((Date.UTC(y, m - 1, d) - Date.parse(h.kp('due', dutchDay()).trim())) / 86400000);

		assert.ok(days >= 7 && days <= 14, `${days} days on`);	// a week, and what holidays there are
		assert.ok(![0, 6].includes(new Date(Date.UTC(y, m - 1, d)).getUTCDay()));
	});

	test('wanted before the reporter was told to look is warned about', async () => {
		const n = await taken();
		const warned = async (days) => (await preview(mila, n, { question: 'ongoing', ...before_(days) })).text.includes('te laat voor deze vraag');

		assert.equal(await warned(4), true);
		assert.equal(await warned(40), false);	// ten working days, and all the holidays of a spring
	});

	test('that may frighten or lead is warned about, and can be sent all the same', async () => {
		const n = await taken();
		const page = await preview(mila, n, { question: 'own', text: 'Waar woont u? Klopt het dat hij liegt? Als u niet antwoordt, stoppen wij.' });
		const warnings = page.root.querySelectorAll('.kp-notice--warning li').map((e) => e.text.trim());

		assert.equal(warnings.length, 4);
		assert.match(warnings.join(), /wie of waar de melder is/);
		assert.equal((await send(page, n)).status, 200);
		assert.equal(asked(n)[0][0], '1');
		assert.equal((await preview(mila, n, { question: 'own', text: 'Welke kleur had de auto?' })).root.querySelectorAll('.kp-notice--warning').length, 0);
	});

	test('sent twice with one button is one question', async () => {
		const n = await taken();
		const page = await preview(mila, n, { question: 'own', text: 'Welke kleur had de auto?', wait: '1' });
		const [a, b] = await Promise.all([send(page, n), send(page, n)]);

		assert.deepEqual([a.status, b.status], [200, 200]);
		assert.match(a.root.querySelector('[role=status]').text + b.root.querySelector('[role=status]').text, /verstuurd.*verstuurd/s);
		assert.equal((await send(page, n)).status, 200, 'and once more, later');
		assert.equal(asked(n)[0][0], '1');
		assert.equal(events(n).filter((e) => e === 'asked').length, 1);
	});

	test('of two people at once: one is asked, the other keeps the text and sees what happened', async () => {
		const n = await taken();
		await press(await noor.get(url(n)), n, '/open', { purpose: 'lookup', reason: 'Meekijken met een collega' });
		const mine = await preview(mila, n, { question: 'ongoing' }), hers = await preview(noor, n, { question: 'own', text: 'Wat zag u precies?' });

		assert.equal((await send(mine, n)).status, 200);
		const late = await send(hers, n);
		assert.equal(late.status, 409);
		assert.match(late.text, /Iemand was u voor/);
		assert.match(late.text, /Vraag aan de melder gesteld/);
		assert.match(late.root.querySelector('textarea').text, /Wat zag u precies/);
		assert.equal(asked(n)[0][0], '1');
		assert.equal((await send(await press(late, n, '/ask', { go: 'preview' }), n)).status, 200, 'and can send it after all');
		assert.equal(asked(n)[0][0], '2');
	});

	test('sets the signal to waiting when that is ticked, and not otherwise', async () => {
		const n = await taken(), calm = await taken();

		await ask(mila, n, { question: 'own', text: 'Wat zag u precies?', wait: '1' });
		await ask(mila, calm, { question: 'ongoing' });
		assert.equal(one(`SELECT status FROM fraud_signal WHERE number = '${n}'`), '2');
		assert.equal(one(`SELECT status FROM fraud_signal WHERE number = '${calm}'`), '1');
		assert.deepEqual(events(n).slice(-2), ['asked', 'waiting']);
		const page = await mila.get(url(n));
		assert.match(page.text, /Wacht op antwoord van de melder, die kijkt voor/);
		assert.match(page.text, /Kijken voor/);
	});

	test('of an ended session waits for the same person to log in again', async () => {
		const v = await h.login('caseworker', 0), n = await taken({}, 'nl', v), word = marker('Sessie');
		const page = await preview(v, n, { question: 'own', text: `${word}: wat zag u?` });

		sql(`UPDATE session SET ended = 1 WHERE account = (SELECT id FROM account WHERE name = '${v.account.name}')`);
		const login = await send(page, n);
		assert.equal(login.status, 401);
		let back = await login.submit({ name: v.account.name, password: v.account.password });
		if (back.root.querySelector('[name=otp]'))
			back = await back.submit({ otp: h.kp('otp', v.account.name).trim() });
		assert.match(back.body, new RegExp(word));
		assert.equal((await back.submit()).status, 200);
		assert.equal(asked(n)[0][0], '1');
		mila = v;
	});

	test('is in the chain: who asked, which signal, until when', async () => {
		const n = await taken();

		await ask(mila, n, { question: 'ongoing' });
		assert.deepEqual(sql(`SELECT action FROM audit WHERE object = ${id(n)} AND program = 'staff' AND action LIKE 'question%' ORDER BY seq`).flat(),
			['question_added', 'question_asked']);
		assert.match(h.kp('audit', 'verify'), /audit chain: \d+ rows, unbroken/);
	});
});

describe('the words of a question', () => {
	test('are in no table and no dump', async () => {
		const n = await taken(), word = marker('Vraag');

		await ask(mila, n, { question: 'own', text: `${word}: welke kleur had de auto?` });
		const dump = execFileSync('mariadb-dump', ['--no-defaults', `--socket=${h.socket('mariadb')}`, '--hex-blob', '--single-transaction', 'knooppunt'],
			{ encoding: 'latin1', maxBuffer: 1 << 30 });
		const hex = Buffer.from(word).toString('hex');
		assert.ok(dump.length > 100000);
		assert.ok(!dump.includes(word) && !dump.toLowerCase().includes(hex) && !dump.includes(Buffer.from(word).toString('base64').slice(0, -3)));
		assert.match(panel(await mila.get(url(n))), new RegExp(word), 'and yet the desk reads them');
	});

	test('are opened by keyd from the desk\'s copy only', async () => {
		const n = await taken();

		await ask(mila, n, { question: 'ongoing' });
		const [[theirs, ours]] = asked(n, 'HEX(id), HEX(envelope)');
		assert.notEqual(theirs, ours);
		assert.equal(one(`SELECT COUNT(*) FROM envelope WHERE id = X'${theirs}'`), '0');
		assert.equal(one(`SELECT COUNT(*) FROM envelope WHERE id = X'${ours}' AND class = 1`), '1');
		// A wrap to the reporter's key, put where keyd looks, opens nothing: keyd has no such key.
		sql(`INSERT INTO envelope (id, object, class, key_id, wrap) SELECT q.id, q.signal_id, 1, e.key_id, q.wrap FROM question q JOIN envelope e ON e.id = q.envelope WHERE q.id = X'${theirs}'`);
		sql(`INSERT INTO record (envelope, seq, kind, object, day, sealed) SELECT q.id, 0, 8, q.signal_id, q.day, q.sealed FROM question q WHERE q.id = X'${theirs}'`);
		assert.match((await mila.get(url(n))).text, /Een stuk van dit signaal is beschadigd|sleuteldienst|Een deel kan niet/);
	});

	test('all have one size for the reporter, whatever they say', async () => {
		const n = await taken();

		await ask(mila, n, { question: 'ongoing' });
		await ask(mila, n, { question: 'own', text: 'é'.repeat(999) + '?' });
		await ask(mila, n, { question: 'own', text: '𝒳'.repeat(1000) });
		assert.deepEqual([...new Set(asked(n, 'LENGTH(sealed)').flat())], ['4138']);
	});

	test('are not there for a colleague who did not open the signal', async () => {
		const n = await taken(), word = marker('Collega');

		await ask(mila, n, { question: 'own', text: `${word}: wat zag u?` });
		const page = await sem.get(url(n));
		assert.ok(!page.body.includes(word));
		assert.match(panel(page), /Open, nog niet gelezen/);
		assert.match(panel(page), /Alleen de behandelaar of een teamleider/);
		assert.equal(page.root.querySelectorAll('form').filter((f) => f.getAttribute('action') === url(n, '/withdrawn')).length, 0);
	});
});

describe('what the desk was not told yet', () => {
	test('it does not see: a question that was read and answered stands there as open', async () => {
		const n = await taken();

		await ask(mila, n, { question: 'ongoing' });
		sql(`UPDATE question SET state = 1, read_on = CURRENT_DATE, answered = CURRENT_DATE WHERE signal_id = ${id(n)}`);
		assert.match(panel(await mila.get(url(n))), /Open, nog niet gelezen/);
		sql(`UPDATE question SET told_state = state, told_read = read_on, told_answered = answered WHERE signal_id = ${id(n)}`);
		assert.match(panel(await mila.get(url(n))), /Beantwoord op/);
	});
});

describe('taking a question back', () => {
	const question = (n) => asked(n, 'LOWER(HEX(id))')[0][0];

	test('is not for a colleague, not of another signal, not once it is answered', async () => {
		const n = await taken(), other = await taken();

		await ask(mila, n, { question: 'ongoing' });
		const withdraw = (signal, q) => `START TRANSACTION; CALL dialogue_withdraw(${signal}, X'${q}', CURRENT_DATE); COMMIT`;
		refused(sem, id(n), withdraw(id(n), question(n)), /KP403/);
		refused(daan, id(n), withdraw(id(n), question(n)), /KP403/);
		refused(mila, id(other), withdraw(id(other), question(n)), /KP409/);
		const page = await mila.get(url(n));
		sql(`UPDATE question SET state = 1, told_state = 1, answered = CURRENT_DATE, told_answered = CURRENT_DATE WHERE signal_id = ${id(n)}`);
		refused(mila, id(n), withdraw(id(n), question(n)), /KP409/);
		const late = await press(page, n, '/withdrawn');
		assert.equal(late.status, 409);
		assert.match(panel(late), /Beantwoord op/);
		assert.equal(asked(n, 'state')[0][0], '1');
	});

	test('leaves the date, and nothing for the reporter to read', async () => {
		const n = await taken();

		await ask(mila, n, { question: 'ongoing' });
		const page = await mila.get(url(n));
		const done = await press(page, n, '/withdrawn');
		assert.match(done.root.querySelector('[role=status]').text, /ingetrokken/);
		assert.deepEqual(asked(n, 'state, LENGTH(wrap), LENGTH(sealed)'), [['3', '0', '0']]);
		assert.deepEqual(events(n).slice(-1), ['withdrawn']);
		assert.equal((await press(page, n, '/withdrawn')).status, 200, 'pressed twice it is done');
		assert.equal(events(n).filter((e) => e === 'withdrawn').length, 1);
		assert.equal(one(`SELECT COUNT(*) FROM audit WHERE object = ${id(n)} AND action = 'question_withdrawn'`), '1');
		assert.match(panel(await mila.get(url(n))), /Ingetrokken/);
	});
});

describe('a translation', () => {
	const good = { lang: 'nl', by: 'human', who: 'Tolk 4711', grade: 'A', text: 'In het huis wonen tien mensen.' };
	const add = async (who, n, values) => press(await who.get(url(n, '/translate')), n, '/translate', values);
	const records = (n) => one(`SELECT COUNT(*) FROM record WHERE object = ${id(n)} AND kind = 10`);

	test('is not for who does not handle the signal', async () => {
		const n = await taken();

		assert.equal((await sem.get(url(n, '/translate'))).path, url(n));
		assert.equal((await daan.get(url(n, '/translate'))).status, 403);
		refused(sem, id(n), `START TRANSACTION; ${copy(id(n)).replace(', 8,', ', 10,')}; CALL dialogue_translated(${id(n)}, @c, 'human', 'A', CURRENT_DATE, NULL); COMMIT`, /KP403/);
		refused(mila, id(n), `START TRANSACTION; CALL dialogue_translated(${id(n)}, RANDOM_BYTES(16), 'human', 'A', CURRENT_DATE, NULL); COMMIT`, /KP422/);
		refused(mila, id(n), `START TRANSACTION; ${copy(id(n)).replace(', 8,', ', 10,')}; CALL dialogue_translated(${id(n)}, @c, 'machine', 'A', CURRENT_DATE, NULL); COMMIT`, /KP422/);
	});

	test('says by whom and how good, and a machine is never better than D', async () => {
		const n = await taken();

		for (const [name, why] of [['who', /tolk/], ['text', /vertaling/], ['by', /Kies wie/], ['grade', /Kies hoe goed/]]) {
			const page = await add(mila, n, { ...good, [name]: [] });
			assert.equal(page.status, 422, name);
			assert.match(page.errors.join(), why);
		}
		assert.match((await add(mila, n, { ...good, by: 'machine', who: 'Programma' })).errors.join(), /altijd D/);
		assert.match((await add(mila, n, { ...good, grade: 'D' })).errors.join(), /altijd D/);
		assert.equal((await add(mila, n, { ...good, of: '0'.repeat(32) })).status, 422);
		assert.equal(records(n), '0');
	});

	test('stands below the original, which stays first; sealed, once, in the timeline', async () => {
		const word = marker('Vertaald'), n = await taken({ story: 'في المنزل يعيش عشرة أشخاص.' }, 'en');
		const form = await mila.get(url(n, '/translate'));
		const send2 = () => press(form, n, '/translate', { ...good, text: `${word}: tien mensen` });
		const [a, b] = await Promise.all([send2(), send2()]);

		assert.deepEqual([a.status, b.status], [200, 200]);
		assert.equal(records(n), '1');
		assert.deepEqual(events(n).slice(-1), ['translated']);
		const page = await mila.get(url(n)), text = page.root.querySelector('[aria-labelledby=h-melding]').structuredText;
		assert.ok(text.indexOf('في المنزل') >= 0 && text.indexOf('في المنزل') < text.indexOf(word));
		assert.match(text, /Vertaling, Nederlands · Een mens: Tolk 4711 · A – Beëdigd/);
		assert.match(page.text, /Door: Een mens · Kwaliteit: A – Beëdigd/);
		const dump = execFileSync('mariadb-dump', ['--no-defaults', `--socket=${h.socket('mariadb')}`, '--hex-blob', 'knooppunt', 'record'], { encoding: 'latin1', maxBuffer: 1 << 30 });
		assert.ok(!dump.toLowerCase().includes(Buffer.from(word).toString('hex')));
		assert.ok(!(await sem.get(url(n))).body.includes(word));
	});
});

// Report, question, answer through the public page, the desk reads it: the whole circle.
describe('report, ask, answer, read', () => {
	const mine = { nl: '/nl/mijn-melding', en: '/en/my-report' };
	async function told(lang, answers = {}) {
		const sent = await file(h.visitor(), { ...plain, ...answers }, lang);
		const n = await until('registered', () => sql(`SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
			WHERE r.reference = '${sent.reference}'`)[0]?.[0]);

		assert.equal((await claim(mila, n)).status, 200);
		return { n, code: sent.receipt };
	}
	const open = async (lang, code) => (await h.visitor().get(mine[lang])).submit({ code });
	const question = (page, i = 0) => page.root.querySelectorAll('.kp-asked')[i];
	const at_desk = () => until('the desk is told', () => one('SELECT COUNT(*) FROM dialogue_untold') === '0');
	const arrived = async (n) => {
		await until('the answer is registered', () => events(n).includes('answered'));
		await at_desk();
	};

	for (const lang of ['nl', 'en'])
		test(`with a tap and words, the form in ${lang}`, async () => {
			const word = marker('Antwoord'), { n, code } = await told(lang);
			const shown = await preview(mila, n, { question: 'danger' });
			const promised = shown.root.querySelector('.kp-preview');

			await send(shown, n);
			const page = await open(lang, code), asked_ = question(page);
			// What the preview showed is what the reporter reads: words, day, choices.
			for (const text of [promised.querySelector('.kp-words').text, promised.querySelector('p').text, ...promised.querySelectorAll('li').map((e) => e.text)])
				assert.ok(asked_.text.includes(text.trim()), `"${text.trim()}" is not in "${asked_.text.trim()}"`);
			await at_desk();
			assert.match(panel(await mila.get(url(n))), /Gelezen op/);
			const answer = await page.submit({ 'tap.1': 'yes', 'text.1': `${word} in het huis` }, 'go=send');
			assert.equal(answer.status, 200);
			await arrived(n);
			const signal = await mila.get(url(n));
			assert.match(panel(signal), new RegExp(`Beantwoord op.*Ja.*${word} in het huis`, 's'));
			assert.match(signal.text, /Antwoord van de melder/);
			assert.match(signal.text, /Nieuwe informatie/);
			const row = (await mila.get('/nl/queue?news=1&rows=50')).root.querySelectorAll('tbody tr').find((r) => r.text.includes(n));
			assert.match(row.text, /Antwoord van de melder/);
			assert.ok(!(await sem.get(url(n))).body.includes(word), 'a colleague who did not open it reads nothing');
		});

	test('in Arabic, and a translation beside the answer', async () => {
		const { n, code } = await told('en', { story: 'في المنزل يعيش عشرة أشخاص.' }), words = 'نعم، رأيت ذلك يوم الثلاثاء.';

		await ask(mila, n, { question: 'own', text: 'ماذا رأيت؟' });
		const page = await open('en', code);
		assert.match(question(page).text, /ماذا رأيت؟/);
		assert.equal((await page.submit({ 'text.1': words }, 'go=send')).status, 200);
		await arrived(n);
		let signal = await mila.get(url(n));
		assert.ok(panel(signal).includes(words));
		const link = signal.root.querySelector('[aria-labelledby=h-vragen] a[href*="translate?of="]').getAttribute('href');
		const form = await mila.get(link);
		assert.match(form.root.querySelector('[name=of][checked]').closest('.kp-tick').text, /Het antwoord van/);
		signal = await press(form, n, '/translate', { lang: 'nl', by: 'machine', who: 'Vertaalprogramma', grade: 'D', text: 'Ja, ik zag het op dinsdag.' });
		const text = panel(signal);
		assert.ok(text.indexOf(words) < text.indexOf('Ja, ik zag het op dinsdag.'));
		assert.match(text, /Een programma: Vertaalprogramma/);
		assert.match(text, /D – Machine, niet nagekeken/);
	});

	test('and what the reporter adds without being asked', async () => {
		const { n, code } = await told('nl'), word = marker('Toegevoegd');

		await (await open('nl', code)).submit({ add: `${word}: er staat een andere auto` }, 'go=send');
		await until('registered', () => events(n).includes('addition'));
		const page = await mila.get(url(n));
		assert.match(page.root.querySelector('[aria-labelledby=h-extra]').structuredText, new RegExp(word));
		assert.match(page.root.querySelector('.kp-timeline').text, /Aanvulling van de melder/);
	});

	test('a question taken back is gone for the reporter', async () => {
		const { n, code } = await told('nl');

		await ask(mila, n, { question: 'ongoing' });
		assert.ok(question(await open('nl', code)));
		await press(await mila.get(url(n)), n, '/withdrawn');
		assert.equal(question(await open('nl', code)), undefined);
	});

	test('somebody who gives the number: news, and the way to the new signal', async () => {
		const n = await taken(), reference = one(`SELECT reference FROM report WHERE signal_id = ${id(n)}`);

		await file(h.visitor(), { ...plain, subject: 'addition', earlier_reference: reference });
		await until('registered', () => events(n).includes('addition_by_reference'));
		const later = one(`SELECT detail FROM signal_event WHERE signal_id = ${id(n)} AND what = 'addition_by_reference'`);
		const page = await mila.get(url(n));
		assert.match(page.text, /Aanvulling van iemand die het nummer noemde/);
		assert.equal((await page.follow(later)).path, url(later));
	});
});

describe('at one moment', () => {
	test('the desk asks and the reporter stops: no question stays open that nobody can answer', async () => {
		for (let i = 0; i < 6; i++) {
			const sent = await file(h.visitor(), plain);
			const n = await until('registered', () => sql(`SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
				WHERE r.reference = '${sent.reference}'`)[0]?.[0]);

			await claim(mila, n);
			const page = await preview(mila, n, { question: 'ongoing' });
			const sure = await (await (await h.visitor().get('/nl/mijn-melding')).submit({ code: sent.receipt })).submit({}, 'go=end');
			const [asked_, ended] = await Promise.all([send(page, n), sure.submit({}, 'go=yes')]);
			assert.ok([200, 409].includes(asked_.status), `${asked_.status}`);
			assert.equal(ended.status, 200);
			assert.equal(one(`SELECT ended IS NOT NULL FROM report WHERE reference = '${sent.reference}'`), '1');
			assert.equal(one(`SELECT COUNT(*) FROM question WHERE signal_id = ${id(n)} AND (state = 0 OR LENGTH(sealed) > 0)`), '0');
		}
	});

	test('a question and its answer go along when the signal is handed over', async () => {
		const n = await taken(), word = marker('Mee');

		await ask(mila, n, { question: 'own', text: `${word}: wat zag u?` });
		await press(await mila.get(url(n, '/handed_over')), n, '/handed_over', { reason: 'Iemand noemt gevaarlijke plannen' });
		assert.equal((await mila.get(url(n))).status, 404);
		await until('moved', () => one(`SELECT class = 2 AND moving_to IS NULL FROM fraud_signal WHERE number = '${n}'`) === '1');
		const page = await iris.get(url(n));
		assert.match(panel(page), new RegExp(word));
		assert.equal((await press(page, n, '/withdrawn')).status, 200, 'and can be taken back there');
		assert.equal(asked(n, 'state')[0][0], '3');
	});
});

describe('the desk sees at a glance', () => {
	test('in the queue who waits for a reporter', async () => {
		const n = await taken(), calm = await taken();

		await ask(mila, n, { question: 'own', text: 'Wat zag u?', wait: '1' });
		const rows = (await mila.get('/nl/queue?who=me&rows=50')).root.querySelectorAll('tbody tr');
		const of = (number) => rows.find((r) => r.text.includes(number))?.text;
		assert.match(of(n), /Wacht op melder.*melder kijkt voor/s);
		assert.doesNotMatch(of(calm) ?? '', /Wacht op melder/);
	});

	test('on the overview how many were asked, answered and lapsed, of what one sees', async () => {
		const cells = async (who) => (await who.get('/nl/overview')).root.querySelectorAll('[aria-labelledby=asked] td').map(cellText);
		const many = (where) => Number(one(`SELECT COUNT(*) FROM question q JOIN fraud_signal s ON s.id = q.signal_id WHERE s.class = 1 AND ${where}`));

		sql('UPDATE question SET state = 2, told_state = 2 WHERE state = 0 LIMIT 3');
		sql('UPDATE question SET day = day - INTERVAL 91 DAY WHERE state = 2 LIMIT 1');
		const recent = 'q.day >= CURDATE() - INTERVAL 90 DAY';
		const [all, open_, answered, lapsed, share] = await cells(noor);
		assert.equal(Number(all), many(recent));
		assert.equal(Number(open_), many(`${recent} AND q.state = 0`));
		assert.equal(Number(answered), many(`${recent} AND q.state = 1`));
		assert.equal(Number(lapsed), many(`${recent} AND q.state = 2`));
		assert.ok(Number(lapsed) === 2 && Number(answered) > 2);
		assert.equal(share, `${Math.round(100 * answered / many(`${recent} AND q.state IN (1, 2, 4)`))}\u00a0%`);
	});
});

test('and no log holds a word of it', () => {
	const logs = readdirSync(path.join(h.var, 'log'), { recursive: true, withFileTypes: true }).filter((f) => f.isFile());

	assert.ok(logs.length > 0);
	for (const f of logs)
		assert.doesNotMatch(readFileSync(path.join(f.parentPath ?? f.path, f.name), 'latin1'), /Zeldzaam/, f.name);
});
