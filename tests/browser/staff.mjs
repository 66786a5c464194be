// Every page of the intranet, in both browsers. The pages must work with scripts off as well.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { hub, until } from '../lib/hub.mjs';
import { fill, fresh, launch, login, press } from '../lib/browsers.mjs';
import { check } from '../lib/page-checks.mjs';
import { file } from '../lib/report.mjs';

let h, base;

const rich = {
	subject: 'trafficking', danger: 'yes', identity: 'confidential', your_name: 'Verzonnen Melder', your_phone: '06 00 00 00 00',
	where_place: 'Emmen', where_address: 'Industrieweg 12',
};

before(async () => {
	h = await hub();
	base = `http://localhost:${h.staffPort}`;
});
after(async () => { if (h?.own) await h.stop(); });

// A new signal of our own on the desk; other tests may work on the same queue.
async function signal(word) {
	const lead = await h.login('lead');

	await file(h.visitor(), { ...rich, story: `Zes mensen slapen in ${word} zonder ramen.\nZij krijgen geen loon. هذه قصة مخترعة.` });
	return until('the signal is on the desk', async () => {
		const queue = await lead.get('/nl/queue?status=new&subject=trafficking&sort=received&rows=50');
		const row = queue.root.querySelectorAll('tbody tr').find((r) => r.text.includes(word));
		return row?.querySelector('th a').getAttribute('href').split('/').pop();
	});
}

async function enter(page, role) {
	const a = h.accounts().find((x) => x.role === role);

	await login(page, base, 'nl', a);
	if (await page.evaluate(() => !!document.querySelector('[name=otp]'))) {
		await fill(page, { otp: h.kp('otp', a.name).trim() });
		await press(page, 'main form button');
	}
}

// Opens each address and checks it; then sends its last form empty where `wrong` says so.
async function visit(page, role, urls, options) {
	const found = [];

	for (const [url, wrong] of urls) {
		const name = `${role}-${url.replace(/[0-9A-Z]{4}-[0-9A-Z]{5}/, 'x').replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}`;
		await page.goto(base + url, { waitUntil: 'load' });
		found.push(...(await check(page, name, options)).map((w) => `${url}: ${w}`));
		if (!wrong)
			continue;
		await press(page, wrong);
		found.push(...(await check(page, `${name}-wrong`, options)).map((w) => `${url}, wrong: ${w}`));
	}
	assert.deepEqual(found, []);
}

// On a phone no table scrolls sideways: each row stands under itself.
async function stands(page, urls) {
	for (const width of [320, 390]) {
		await page.setViewport({ width, height: 800 });
		for (const url of urls) {
			await page.goto(base + url, { waitUntil: 'load' });
			assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('.kp-table')].map((t) => t.scrollWidth - t.clientWidth).filter((n) => n > 0)), [], `${url} at ${width}`);
			assert.ok(await page.evaluate(() => document.querySelectorAll('.kp-table').length), url);
		}
	}
}

const go = 'main form .utrecht-button--primary-action';

for (const name of ['chromium', 'firefox'])
	describe(name, () => {
		let browser;
		const as = async (role) => {
			const page = await fresh(browser, name, base);
			if (role)
				await enter(page, role);
			return page;
		};
		const options = { quick: name === 'firefox' };

		before(async () => { browser = await launch(name); });
		after(() => browser?.close());

		test('logging in', async () => visit(await as(), 'nobody', [
			['/nl/login', go], ['/en/login'], ['/nl/enrol', go], ['/nl/nowhere'],
		], options));
		test('a caseworker: queue, signal and every step with it', async () => {
			const number = await signal(`loods ${name}`);
			const page = await as('caseworker');
			const s = `/nl/signals/${number}`;

			await visit(page, 'caseworker', [
				['/nl/queue'], ['/en/queue?due=overdue&sort=received'], ['/nl/queue?status=closed'], [s],
				['/nl/signals/K000-00000'], ['/nl/account'],
			], options);
			await page.goto(base + s);
			await press(page, 'form[action$=claimed] button');
			await visit(page, 'caseworker-own', [[s], [`${s}/assess`, go], [`${s}/waiting`, go], [`${s}/linked`, go]], options);
			await page.goto(`${base}${s}/assessed`);
			await fill(page, { reason: 'Niemand te noemen (verzonnen).' });
			await press(page, go);
			await visit(page, 'caseworker-assessed', [[s], [`${s}/forward`, go], [`${s}/close`, go]], options);
		});
		test('a lead: overview and assigning', async () => visit(await as('lead'), 'lead', [
			['/nl/overview'], ['/nl/queue'], ['/nl/users'],
		], options));
		if (name === 'chromium') {
			test('an adviser national security', async () => visit(await as('security_adviser'), 'usz', [['/nl/queue']], options));
			test('an administrator', async () => visit(await as('administrator'), 'administrator', [
				['/nl/users', go], [`/nl/users/${h.accounts().find((a) => a.role === 'caseworker').name}`, 'main form button[value=disable]'], ['/nl/calendar', go], ['/en/calendar'],
			], options));
			test('on a phone each row of a table stands under itself', async () => {
				await stands(await as('lead'), ['/nl/overview', '/nl/users', '/en/account']);
				await stands(await as('auditor'), ['/nl/audit', '/en/audit']);
			});
			test('an auditor', async () => visit(await as('auditor'), 'auditor', [['/nl/audit'], ['/en/audit']], options));
		}
	});
