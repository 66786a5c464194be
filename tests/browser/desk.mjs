// Pages of the desk that need somebody else: a colleague who was first, a signal
// that lies elsewhere, a reason that is too short. The rest is in staff.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hub, until } from '../lib/hub.mjs';
import { fill, fresh, launch, press } from '../lib/browsers.mjs';
import { check } from '../lib/page-checks.mjs';
import { file, plain } from '../lib/report.mjs';

let h, base, browser;

before(async () => {
	h = await hub();
	base = `http://localhost:${h.staffPort}`;
	browser = await launch('chromium');
});
after(async () => {
	await browser?.close();
	if (h?.own)
		await h.stop();
});

async function filed(answers = {}) {
	const { reference } = await file(h.visitor(), { ...plain, ...answers });

	return until('registered', () => h.sql('root', `SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
		WHERE r.reference = '${reference}'`)[0]?.[0]);
}
// A browser page with the session of a visitor who logged in.
async function as(role, nth = 0) {
	const v = await h.login(role, nth), page = await fresh(browser, 'chromium', base);

	for (const [name, value] of v.cookies)
		await page.setCookie({ name, value, url: base, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' });
	return page;
}
const seen = async (page, name) => assert.deepEqual(await check(page, name, {}), []);
const act = (tail) => `form[action$="${tail}"] .utrecht-button`;

test('who was second reads who was first', async () => {
	const url = `${base}/nl/signals/${await filed()}`;
	const [first, second] = [await as('caseworker', 0), await as('caseworker', 1)];

	await second.goto(url);
	await first.goto(url);
	await press(first, act('/claimed'));
	await press(second, act('/claimed'));
	assert.match(await second.evaluate(() => document.querySelector('[role=alert]').textContent), /Iemand was u voor/);
	await seen(second, 'desk-conflict');
});

test('who does not treat a signal is asked why, and corrected beside the field', async () => {
	const url = `${base}/nl/signals/${await filed()}`;
	const page = await as('analyst');

	await page.goto(url);
	await seen(page, 'desk-asked');
	await press(page, act('/open'));
	await seen(page, 'desk-asked-wrong');
	await fill(page, { reason: 'Fenomeen met hetzelfde adres' });
	await press(page, act('/open'));
	assert.match(await page.evaluate(() => document.querySelector('.kp-story').textContent), /paspoorten/);
	await seen(page, 'desk-opened');
});

test('lines of two scripts each stand in their own direction, from their own side', async () => {
	const lines = ['Eerste regel, in het Nederlands.', 'هذا سطر باللغة العربية.', 'Laatste regel (einde).'];
	const url = `${base}/nl/signals/${await filed({ story: lines.join('\n') })}`;
	const page = await as('caseworker');

	await page.goto(url);
	for (const width of [390, 1280]) {
		await page.setViewport({ width, height: 900 });
		const edges = await page.evaluate(() => {
			const box = document.querySelector('.kp-story'), all = box.getBoundingClientRect(), text = box.firstChild;
			let at = 0;
			return text.data.split('\n').map((line) => {
				const range = document.createRange();
				range.setStart(text, at);
				range.setEnd(text, at + line.length);
				at += line.length + 1;
				const r = range.getBoundingClientRect();
				return [r.left - all.left < 2, all.right - r.right < 2];
			});
		});
		assert.deepEqual(edges.map(([left, right]) => (left ? 'left' : right ? 'right' : 'neither')), ['left', 'right', 'left'], `${width} px`);
	}
	assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('.kp-words')].filter((x) => getComputedStyle(x).unicodeBidi !== 'plaintext').length), 0);
});

test('an original that nobody scanned, with the request for it and both dates, fits a phone', async () => {
	const number = await filed({ subject: 'trafficking' }), url = `${base}/nl/signals/${number}`;
	const page = await as('caseworker'), lead = await as('lead');
	const sql = (text) => h.sql('root', text.replaceAll('$S', `(SELECT id FROM fraud_signal WHERE number = '${number}')`));

	await page.goto(url);
	await press(page, act('/claimed'));
	sql("INSERT INTO attachment (id, signal_id, no, day, chunks, state, scan, pages) SELECT RANDOM_BYTES(16), $S, 1, CURRENT_DATE, 1, 1, 0, 1");
	await page.goto(`${url}/original?no=1`);
	await fill(page, { reason: 'De politie vraagt het bestand met de opnamegegevens' });
	await press(page, 'form[action$="/original"] .utrecht-button');
	await lead.goto(url);
	assert.equal(await lead.evaluate(() => document.querySelector('[name=purpose]:checked').value), 'decide');
	await fill(lead, { reason: 'Ik beslis over dit verzoek' });
	await press(lead, act('/open'));
	await seen(lead, 'desk-decides');
	await press(lead, 'form[action$="/original/decided"] [value=yes]');
	await page.goto(url);
	const facts = await page.evaluate(() => document.querySelector('[aria-labelledby=h-feiten]').textContent);
	assert.match(facts, /Uiterlijk[^]*vijf werkdagen na ontvangst/);
	assert.match(facts, /Handelen uiterlijk op[^]*heeft haast/);
	await seen(page, 'desk-original');
});
