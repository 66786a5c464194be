// Mijn melding in Chromium and Firefox with scripts off: every page of the mailbox held to every check,
// and the way through it by the browser's own means.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hub, pause } from '../lib/hub.mjs';
import { arrive, fill, fresh, launch, press, told } from '../lib/browsers.mjs';
import { check } from '../lib/page-checks.mjs';
import { file } from '../lib/report.mjs';
import { ask, question, registered } from '../lib/dialogue.mjs';

let h, base;

before(async () => {
	h = await hub();
	base = `http://localhost:${h.port}`;
});
after(async () => { if (h?.own) await h.stop(); });

const text = (page) => page.evaluate(() => document.body?.textContent ?? '');
const paths = { nl: '/nl/mijn-melding', en: '/en/my-report' };

async function asked() {
	const made = await file(h.visitor());

	await ask(h, made.reference, { code: 'ongoing', tap: 1, before: 'CURRENT_DATE + INTERVAL 5 DAY' });
	made.own = await ask(h, made.reference, { text: 'رأيت حافلة بيضاء. متى كان ذلك؟\nأين؟', lang: 'ar', before: 'CURRENT_DATE + INTERVAL 6 DAY' });
	made.signal = await registered(h, made.reference);
	h.sql('root', `INSERT INTO attachment (id, signal_id, no, day, chunks, state) VALUES
		(RANDOM_BYTES(16), X'${made.signal}', 1, CURRENT_DATE, 1, 1), (RANDOM_BYTES(16), X'${made.signal}', 2, CURRENT_DATE, 1, 3)`);
	return made;
}
async function enter(page, code, lang = 'nl') {
	await page.goto(base + paths[lang], { waitUntil: 'load' });
	await fill(page, { code });
	await press(page, 'main form button');
}

for (const name of ['chromium', 'firefox'])
	describe(name, () => {
		let browser, page;

		before(async () => { browser = await launch(name); });
		after(() => browser?.close());

		for (const lang of ['nl', 'en'])
			test(`every page of the mailbox holds every check (${lang})`, async () => {
				const { receipt } = await asked();
				const wrong = [];
				const look = async (what) => wrong.push(...(await check(page, `${lang}-mailbox-${what}`,
					{ isPublic: true, quick: lang === 'en' || name === 'firefox' })).map((w) => `${what}: ${w}`));

				page = await fresh(browser, name, base);
				await page.goto(base + paths[lang], { waitUntil: 'load' });
				await fill(page, { code: '7K2M9-QXZ4T-C8WPB-N3RVE-6YHJE' });
				await press(page, 'main form button');
				await look('wrong');
				await enter(page, receipt, lang);
				await look('open');
				await press(page, 'main button[value=send]');
				await look('nothing');
				await fill(page, { 'text.2': 'x'.repeat(5001) });
				await press(page, 'main button[value=send]');
				await look('long');
				await fill(page, { 'text.2': 'نعم', 'tap.1': 'yes', add: 'Onthoud dit.' });
				await press(page, 'main button[value=file]');
				await look('files');
				await press(page, 'main button[value=add]');
				await look('files-none');
				await press(page, 'main button[value=back]');
				await press(page, 'main button[value=end]');
				await look('end');
				await press(page, 'main button[value=back]');
				assert.equal(await page.evaluate(() => document.querySelector('[name=add]').value), 'Onthoud dit.');
				await press(page, 'main button[value=send]');
				await look('sent');
				await press(page, 'main button[value=back]');
				await look('empty');
				await press(page, 'main button[value=replace]');
				await look('replace');
				await press(page, 'main button[value=yes]');
				await look('replaced');
				await fill(page, { try: receipt });
				await press(page, 'main button[value=try]');
				await look('try-wrong');
				await press(page, 'main button[value=back]');
				await press(page, 'main button[value=end]');
				await press(page, 'main button[value=yes]');
				await look('ended');
				assert.deepEqual(wrong, []);
			});

		test('a page that lay open too long asks for the code and gives the text back', async () => {
			const { receipt } = await asked();
			const wrong = [];

			page = await fresh(browser, name, base);
			await enter(page, receipt);
			await fill(page, { 'text.2': 'Op woensdag', add: 'Bij de brug' });
			try {
				h.clock(2 * 3600);
				await press(page, 'main button[value=send]');
				wrong.push(...await check(page, 'nl-mailbox-again', { isPublic: true, quick: true }));
				assert.ok(!(await text(page)).includes('Bij de brug'));
				await fill(page, { code: receipt });
				await press(page, 'main form button:not([name=lang])');
				assert.equal(await page.evaluate(() => document.querySelector('[name="text.2"]').value), 'Op woensdag');
			} finally {
				h.clock(0);
			}
			assert.deepEqual(wrong, []);
		});

		test('the address stays the same from page to page, and no page asks another host', async () => {
			const { receipt } = await asked();
			const seen = [];

			page = await fresh(browser, name, base);
			page.on('framenavigated', (f) => seen.push(f.url()));
			await enter(page, receipt);
			await press(page, 'main button[value=replace]');
			await press(page, 'main button[value=back]');
			await fill(page, { 'tap.1': 'no' });
			await press(page, 'main button[value=send]');
			assert.deepEqual([...new Set(seen)].filter((u) => u !== 'about:blank'), [`${base}/nl/mijn-melding`]);
			assert.deepEqual(page.elsewhere, []);
		});

		test('an answer, a double click and Back leave one answer and no text on the screen', async () => {
			const { receipt, reference, own } = await asked();

			page = await fresh(browser, name, base);
			await enter(page, receipt);
			await fill(page, { 'text.2': 'Onvindbaar woord: moerasspin.' });
			await page.evaluate(() => {
				const button = document.querySelector('main button[value=send]');
				button.click();
				button.click();
			});
			await arrive(page, 'Uw antwoord is verstuurd');
			assert.equal(question(h, own, 'state')[0], '1');
			assert.equal(h.sql('root', `SELECT COUNT(*) FROM report_addition a JOIN report r ON r.tag = a.tag WHERE r.reference = '${reference}'`)[0][0], '1');
			await page.goto(`${base}/nl/privacy`, { waitUntil: 'load' });
			for (let i = 0; i < 3; i++) {
				page.goBack({ timeout: 1500 }).catch(() => null);
				await pause(2000);
				assert.doesNotMatch(await text(page).catch(() => ''), /moerasspin/);
			}
			assert.ok(!await told(page, () => !!document.querySelector('#receipt')));
		});
	});
