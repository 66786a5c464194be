// Every page of the public site, in both languages, in Chromium and Firefox with scripts off.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { hub } from '../lib/hub.mjs';
import { fresh, launch } from '../lib/browsers.mjs';
import { check } from '../lib/page-checks.mjs';
import { walk } from '../lib/walk.mjs';

let h, base;

before(async () => {
	h = await hub();
	base = `http://localhost:${h.port}`;
});
after(async () => { if (h?.own) await h.stop(); });

const plain = {
	nl: ['/nl/mijn-melding', '/nl/privacy', '/nl/toegankelijkheid', '/nl/contact', '/nl/bestaat-niet'],
	en: ['/en/my-report', '/en/privacy', '/en/accessibility', '/en/contact', '/en/nowhere'],
};

// The same questions need no second look on another walk.
const kind = (page) => page.evaluate(() => [document.documentElement.lang, document.querySelector('h1').textContent,
	!!document.getElementById('fouten'), ...[...document.querySelectorAll('main [name]')].map((e) => e.name)].join(' '));

async function all(t, page, lang, story, options) {
	const wrong = [];
	let pages = 0;

	page.seen ??= new Set();
	const text = await walk(page, base, lang, story, async (p, name) => {
		const what = await kind(p);
		if (page.seen.has(what))
			return;
		page.seen.add(what);
		pages++;
		wrong.push(...(await check(p, `${lang}-${name}`, { isPublic: true, ...options })).map((w) => `${name}: ${w}`));
	});
	t.diagnostic(`${pages} pages checked`);
	assert.deepEqual(wrong, []);
	return text;
}

for (const name of ['chromium', 'firefox'])
	describe(name, () => {
		let browser, page;

		before(async () => {
			browser = await launch(name);
			page = await fresh(browser, name, base);
		});
		after(() => browser?.close());

		for (const lang of ['nl', 'en'])
			test(`the plain pages hold every check (${lang})`, async () => {
				const wrong = [];
				for (const url of plain[lang]) {
					await page.goto(base + url, { waitUntil: 'load' });
					wrong.push(...(await check(page, `${lang}${url.slice(3).replaceAll('/', '-')}`, { isPublic: true })).map((w) => `${url}: ${w}`));
				}
				assert.deepEqual(wrong, []);
			});
		test('a report about a sham marriage, page by page, right and wrong', (t) => all(t, page, 'nl', 'marriage'));
		test('the same in English', (t) => all(t, page, 'en', 'marriage', { quick: true }));
		if (name === 'chromium') {
			test('a report with danger', (t) => all(t, page, 'nl', 'trafficking'));
			test('a report that goes on at once', (t) => all(t, page, 'nl', 'security'));
			test('an addition, for an organisation', (t) => all(t, page, 'nl', 'addition'));
		}
	});
