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

async function filed() {
	const { reference } = await file(h.visitor(), plain);

	return until('registered', () => h.sql('root', `SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id
		WHERE r.reference = '${reference}'`)[0]?.[0], 20000);
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
