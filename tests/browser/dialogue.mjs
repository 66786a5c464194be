// Pages of the dialogue at the desk: choosing and writing a question, what the reporter will see, questions
// and answers on the signal, a translation. In two languages, with a text from right to left.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hub, until } from '../lib/hub.mjs';
import { fill, fresh, launch, press } from '../lib/browsers.mjs';
import { check } from '../lib/page-checks.mjs';
import { open } from '../lib/dialogue.mjs';
import { file, plain } from '../lib/report.mjs';

let h, base, browser, page, code;
const at = {};

before(async () => {
	h = await hub();
	base = `http://localhost:${h.staffPort}`;
	browser = await launch('chromium');
	page = await as('caseworker', 0);
	const sent = await file(h.visitor(), { ...plain, story: 'في المنزل يعيش عشرة أشخاص. لا يسمح لهم بالخروج.' }, 'en');
	code = sent.receipt;
	const n = await until('registered', () => h.sql('root', `SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
		WHERE r.reference = '${sent.reference}'`)[0]?.[0]);
	for (const lang of ['nl', 'en'])
		at[lang] = `${base}/${lang}/signals/${n}`;
});
after(async () => {
	await browser?.close();
	if (h?.own)
		await h.stop();
});

async function as(role, nth = 0) {
	const v = await h.login(role, nth), p = await fresh(browser, 'chromium', base);

	for (const [name, value] of v.cookies)
		await p.setCookie({ name, value, url: base, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' });
	return p;
}
const seen = async (name, options = {}) => assert.deepEqual(await check(page, name, options), []);
const words = (selector) => page.evaluate((s) => document.querySelector(s)?.textContent ?? '', selector);
const go = (value) => press(page, `button[value=${value}]`);

test('a signal that is new says what comes before asking', async () => {
	await page.goto(at.nl);
	assert.match(await words('[aria-labelledby=h-vragen]'), /eerst in behandeling/);
	await press(page, 'form[action$="/claimed"] button');
	assert.match(await words('[aria-labelledby=h-vragen]'), /Stel een vraag/);
});

test('the page of a question can be used by everybody, and leads the eye to what is wrong', async () => {
	await page.goto(`${at.nl}/ask`);
	await seen('ask');
	await go('preview');
	await seen('ask-wrong', { quick: true });
	await page.goto(`${at.en}/ask`);
	await seen('ask-en', { quick: true });
});

test('the preview shows both languages, warns, and gives everything back', async () => {
	await page.goto(`${at.nl}/ask`);
	await page.click('#question-danger');
	await go('preview');
	await seen('ask-preview');
	await go('back');
	assert.equal(await page.evaluate(() => document.querySelector('#question-danger').checked), true);
	await page.click('#question-own');
	await fill(page, { text: 'Where do you live? It is true, right?' });
	await go('preview');
	await seen('ask-preview-warned', { quick: true });
	await go('back');
	assert.equal(await page.evaluate(() => document.querySelector('#text').value), 'Where do you live? It is true, right?');
	await page.click('#question-danger');
	await go('preview');
	await go('send');
	assert.match(await words('[role=status]'), /verstuurd/);
});

test('questions, an answer from right to left and its translation stand on the signal', async () => {
	const mine = await open(h, code, 'en');

	await mine.submit({ 'tap.1': 'unknown', 'text.1': 'لا أعرف. لم أرهم منذ يوم الثلاثاء.' }, 'go=send');
	await until('registered', async () => {
		await page.goto(at.nl);
		return /لا أعرف/.test(await words('[aria-labelledby=h-vragen]'));
	});
	await page.goto(`${at.nl}/ask`);
	await page.click('#question-own');
	await fill(page, { text: 'How many people live in the house?' });
	await go('preview');
	await go('send');
	await page.goto(`${at.nl}/translate`);
	await press(page, 'main form button');
	await seen('translate-wrong');
	await fill(page, { text: 'In het huis wonen tien mensen. Zij mogen niet naar buiten.', who: 'Tolk 4711' });
	await page.click('#by');
	await page.click('#grade');
	await press(page, 'main form button');
	await seen('signal-dialogue');
	await page.goto(at.en);
	await seen('signal-dialogue-en', { quick: true });
});

test('queue and overview say who waits and what became of the questions', async () => {
	await page.goto(`${base}/nl/queue?who=me`);
	assert.match(await words('.kp-queue'), /Wacht op melder/);
	await seen('queue-dialogue', { quick: true });
	page = await as('lead');
	await page.goto(`${base}/nl/overview`);
	await seen('overview-dialogue', { quick: true });
});
