// The way through the public form with the browser's own means: Back, Enter, a double click; scripts off.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hub, pause, until } from '../lib/hub.mjs';
import { arrive, fill, fresh, launch, press, told } from '../lib/browsers.mjs';

let h, base;

before(async () => {
	h = await hub();
	base = `http://localhost:${h.port}`;
});
after(async () => { if (h?.own) await h.stop(); });

const rows = () => Number(h.sql('root', 'SELECT COUNT(*) FROM report')[0][0]);
const heading = (page) => told(page, () => document.querySelector('h1')?.textContent.trim() ?? '');
const value = (page, name) => page.evaluate((n) => document.querySelector(`main [name="${n}"]`)?.value ?? null, name);
const text = (page) => page.evaluate(() => document.body?.textContent ?? '');

async function back(page, words) {
	page.goBack({ timeout: 3000 }).catch(() => null);
	await arrive(page, words);
}

async function next(page, answers = {}) {
	await fill(page, answers);
	await press(page, 'main button[value=next]');
}

async function toStory(page) {
	await page.goto(`${base}/nl/melden`, { waitUntil: 'load' });
	await next(page, { subject: 'documents' });
}

async function toCheck(page, story = 'In het kantoor worden papieren gemaakt.') {
	await toStory(page);
	await fill(page, { story });
	await press(page, 'main button[value=check]');
	await next(page, { identity: 'anonymous' });
	while (!await page.evaluate(() => !!document.querySelector('main button[value=send]')))
		await next(page);
}

for (const name of ['chromium', 'firefox'])
	describe(name, () => {
		let browser, page;

		before(async () => { browser = await launch(name); });
		after(() => browser?.close());
		const open = async () => { page = await fresh(browser, name, base); };

		// One-line fields do not come back in every browser: autocomplete="off" keeps names and
		// addresses out of the browser's own list of typed words, which matters more here.
		test('Back brings the story and the choices back', async () => {
			await open();
			await toStory(page);
			await next(page, { story: 'Een lang verhaal over een kelder.' });
			await arrive(page, 'Hoe en wanneer');
			await next(page, { ongoing: 'yes', how_known: ['seen', 'heard'] });
			await back(page, 'Hoe en wanneer');
			assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('main input:checked')].map((e) => e.value)),
				['seen', 'heard', 'yes']);
			await back(page, 'Uw verhaal');
			assert.equal(await value(page, 'story'), 'Een lang verhaal over een kelder.');
			await page.evaluate(() => document.querySelector('main button[value=next]').click());
			await arrive(page, 'Hoe en wanneer');
		});

		test('no browser keeps a list of the names that were typed', async () => {
			await open();
			await toStory(page);
			await fill(page, { story: 'Een verhaal.' });
			await next(page);
			for (let i = 0; i < 2; i++)
				await next(page);
			await next(page, { add: 'person' });
			assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('main input[type=text]')]
				.filter((e) => e.autocomplete !== 'off').map((e) => e.name)), []);
		});

		test('the addresses in the history do not tell what the report is about', async () => {
			const seen = [];

			await open();
			page.on('framenavigated', (f) => seen.push(f.url()));
			await toCheck(page, 'Onvindbaar woord: blauwtong.');
			assert.ok(seen.length >= 3);
			for (const url of seen)
				assert.match(url, /^http:\/\/localhost:\d+\/nl\/melden(\/\d+)?$|^about:blank$/);
		});

		test('an error takes the focus, above everything else', async () => {
			await open();
			await toStory(page);
			await next(page);
			// By autofocus, which is for the first picture of the page: that may come after its load.
			await until('the focus is on the errors', () => page.evaluate(() => document.activeElement.id === 'fouten'), 20000);
			assert.match(await page.title(), /^Fout: /);
		});

		test('Enter in a field goes on, not to another language', async () => {
			await open();
			await toStory(page);
			await next(page, { story: 'Een verhaal.' });
			await next(page);
			await page.focus('#where_place');
			await page.keyboard.type('Emmen');
			// The page may be gone before the key is up again.
			await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter').catch(() => null)]);
			assert.equal(await heading(page), 'Personen en bedrijven');
		});

		test('another language keeps what was typed', async () => {
			await open();
			await toStory(page);
			await fill(page, { story: 'Een verhaal in het Nederlands.' });
			await press(page, 'header button[value=en]');
			assert.equal(await heading(page), 'Your story');
			assert.equal(await value(page, 'story'), 'Een verhaal in het Nederlands.');
		});

		test('a double click stores one report', async () => {
			await open();
			await toCheck(page);
			const count = rows();
			await page.evaluate(() => {
				const button = document.querySelector('main button[value=send]');
				button.click();
				button.click();
			});
			await arrive(page, 'Uw melding is verstuurd');
			await pause(500);
			assert.equal(rows(), count + 1);
		});

		test('Back and reload after sending show no answer and store nothing more', async () => {
			await open();
			await toCheck(page, 'Onvindbaar woord: roestvogel.');
			await press(page, 'main button[value=send]');
			const count = rows();
			const code = await page.evaluate(() => document.querySelector('#receipt').textContent);
			await page.reload({ waitUntil: 'load', timeout: 10000 }).catch(() => null);
			await pause(500);
			assert.equal(rows(), count);
			await until('the page is whole', () => told(page, () => document.readyState === 'complete'));
			if (/verstuurd/.test(await heading(page)))
				assert.equal(await told(page, () => document.querySelector('#receipt')?.textContent), code);
			await page.goto(`${base}/nl/privacy`, { waitUntil: 'load' });
			for (let i = 0; i < 3; i++) {
				page.goBack({ timeout: 1500 }).catch(() => null);
				await pause(2000);
				assert.doesNotMatch(await text(page).catch(() => ''), /roestvogel/);
			}
			assert.equal(rows(), count);
		});

		test('the code just received opens Mijn melding', async () => {
			await open();
			await toCheck(page);
			await press(page, 'main button[value=send]');
			const code = await page.evaluate(() => document.querySelector('#receipt').textContent.trim());
			await fill(page, { try: code });
			await press(page, 'main button[value=try]');
			assert.match(await text(page), /De code klopt/);
			await page.goto(`${base}/nl/mijn-melding`, { waitUntil: 'load' });
			await fill(page, { code });
			await press(page, 'main form button');
			assert.match(await text(page), /Ontvangen|In behandeling/);
			assert.equal(new URL(page.url()).search, '');
		});

		test('no page asks another host for anything', async () => {
			await open();
			await toCheck(page);
			assert.deepEqual(page.elsewhere, []);
		});
	});
