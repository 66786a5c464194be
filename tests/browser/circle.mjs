// The whole circle in a browser with scripts off: a report with three files, a question from the desk,
// an answer by the code, read at the desk. In Dutch, in English, and with Arabic words.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fill, fresh, launch, login, press } from '../lib/browsers.mjs';
import { hub, root, until } from '../lib/hub.mjs';
import { check } from '../lib/page-checks.mjs';

let h, form, desk, dir;
const shots = process.env.KP_SHOTS;	// a folder: pictures of every page on the way

before(async () => {
	h = await hub();
	form = `http://localhost:${h.port}`;
	desk = `http://localhost:${h.staffPort}`;
	dir = mkdtempSync(path.join(tmpdir(), 'kp-circle.'));
	// Invented pictures and a document of two pages, by the tools that the product uses itself.
	execFileSync('vips', ['gaussnoise', path.join(dir, 'kamer.jpg'), '640', '420', '--mean', '128', '--sigma', '30']);
	execFileSync('vips', ['zone', path.join(dir, 'zone.v'), '300', '300']);
	execFileSync('vips', ['linear', path.join(dir, 'zone.v'), path.join(dir, 'plattegrond.png'), '120', '128', '--uchar']);
	execFileSync('vips', ['copy', path.join(dir, 'kamer.jpg'), path.join(dir, 'صورة.jpg')]);
	rmSync(path.join(dir, 'zone.v'));
});
after(async () => {
	rmSync(dir, { recursive: true, force: true });
	if (h?.own)
		await h.stop();
});

const has = (page, selector) => page.evaluate((s) => !!document.querySelector(s), selector);
const words = (page) => page.evaluate(() => document.querySelector('main').textContent);

const said = {
	nl: { story: 'In het pand achter de bakker slapen acht mensen in een kamer. Hun paspoorten liggen in een kluis.', answer: 'Elke dag om zes uur, met een witte bus.',
		mine: '/nl/mijn-melding', received: /hebben.*ontvangen|verstuurd/i },
	en: { story: 'Eight people sleep in one room behind the bakery. Their passports are kept in a safe.', answer: 'Every day at six, in a white van.',
		mine: '/en/my-report', received: /received|sent/i },
	ar: { story: 'ثمانية أشخاص ينامون في غرفة واحدة خلف المخبز. جوازات سفرهم في خزنة.', answer: 'كل يوم في الساعة السادسة، في حافلة بيضاء.',
		mine: '/nl/mijn-melding', received: /hebben.*ontvangen|verstuurd/i },
};

for (const name of ['chromium', 'firefox'])
	describe(name, () => {
		let browser;

		before(async () => { browser = await launch(name); });
		after(() => browser?.close());

		async function picture(page, what) {
			if (!shots)
				return;
			mkdirSync(shots, { recursive: true });
			for (const width of [390, 1280]) {
				await page.setViewport({ width, height: 900 });
				await page.screenshot({ path: path.join(shots, `${name}-${what}-${width}.png`), fullPage: true });
			}
			await page.setViewport({ width: 1280, height: 900 });
		}
		async function choose(page, ...files) {
			await (await page.$('main input[type=file]')).uploadFile(...files.map((f) => path.join(dir, f)));
		}

		// Files the report by its pages; its code.
		async function report(page, lang, say) {
			const answers = { subject: 'labour_exploitation', danger: 'no', known_by: 'others', identity: 'anonymous', code: 'with', story: say.story, where_place: 'Verzonnendam' };

			await page.goto(`${form}/${lang === 'ar' ? 'nl' : lang}/`, { waitUntil: 'load' });
			await press(page, 'main button[value=start]');
			for (let i = 0; i < 40 && !await has(page, 'main button[value=send]'); i++) {
				if (await has(page, 'main input[type=file]')) {
					await picture(page, `${lang}-files-empty`);
					for (const file of ['kamer.jpg', 'plattegrond.png', 'صورة.jpg']) {
						await choose(page, file);
						await press(page, 'main button[value=add]');
						assert.ok(!await has(page, '#fouten'), await words(page));
					}
					await picture(page, `${lang}-files`);
				}
				await fill(page, await has(page, 'main [name=add]') ? { add: 'nobody' } : answers);
				await press(page, 'main button[value=next]');
				assert.ok(!await has(page, '#fouten'), await words(page));
			}
			await picture(page, `${lang}-check`);
			assert.match(await words(page), /plattegrond\.png|PNG/);
			await press(page, 'main button[value=send]');
			await picture(page, `${lang}-sent`);
			return page.evaluate(() => ({ receipt: document.getElementById('receipt').textContent.replace(/\s/g, ''),
				reference: document.getElementById('reference').textContent.trim() }));
		}

		for (const lang of ['nl', 'en', 'ar'])
			test(`a report with three files, a question, an answer with a file, read at the desk (${lang})`, { timeout: 480000 }, async () => {
				const say = said[lang], staffLang = lang === 'en' ? 'en' : 'nl';
				const reporter = await fresh(browser, name, form), staff = await fresh(browser, name, desk);
				const { receipt, reference } = await report(reporter, lang, say);
				const number = await until('registered', () => h.sql('root', `SELECT s.number FROM fraud_signal s
					JOIN report r ON r.signal_id = s.id WHERE r.reference = '${reference}'`)[0]?.[0]);
				const signal = `${desk}/${staffLang}/signals/${number}`;

				await until('files cleaned', () => h.sql('root', `SELECT COUNT(*) FROM attachment a JOIN fraud_signal s ON s.id = a.signal_id
					WHERE s.number = '${number}' AND a.state = 1`)[0][0] === '3', 180000);
				await login(staff, desk, staffLang, h.accounts().find((x) => x.role === 'caseworker'));
				await staff.goto(signal, { waitUntil: 'load' });
				await press(staff, 'form[action$=claimed] button');
				await picture(staff, `${lang}-signal`);
				assert.match(await words(staff), /3\. (Bestand|File)/);
				assert.doesNotMatch(await words(staff), /صورة|kamer\.jpg|plattegrond\.png/, 'what the reporter called a file stays with the original');
				await press(staff, 'a[href*="/file?no=1"]');
				await picture(staff, `${lang}-file`);
				assert.ok(await staff.evaluate(() => [...document.querySelectorAll('figure img')].every((i) => i.complete && i.naturalWidth > 100)), 'the picture is seen');
				assert.deepEqual(await check(staff, `${lang}-file`, { quick: true }), []);
				await staff.goto(`${signal}/ask`, { waitUntil: 'load' });
				await fill(staff, { question: 'when' });
				await press(staff, 'main button[value=preview]');
				await picture(staff, `${lang}-preview`);
				await press(staff, 'main button[value=send]');

				await reporter.goto(form + say.mine, { waitUntil: 'load' });
				await fill(reporter, { code: receipt });
				await press(reporter, 'main form button');
				await picture(reporter, `${lang}-mine`);
				await reporter.evaluate((text) => { document.querySelector('.kp-asked textarea').value = text; }, say.answer);
				await press(reporter, 'main button[value=file]');
				await choose(reporter, 'kamer.jpg');
				await press(reporter, 'main button[value=add]');
				assert.ok(!await has(reporter, '#fouten'), await words(reporter));
				await picture(reporter, `${lang}-mine-files`);
				await press(reporter, 'main button[value=back]');
				await press(reporter, 'main button[value=send]');
				await picture(reporter, `${lang}-mine-sent`);
				await until('answer registered', () => h.sql('root', `SELECT 1 FROM record c JOIN fraud_signal s ON s.id = c.object
					WHERE s.number = '${number}' AND c.kind = 9`)[0]);
				await until('its file registered', () => h.sql('root', `SELECT COUNT(*) FROM attachment a JOIN fraud_signal s ON s.id = a.signal_id
					WHERE s.number = '${number}' AND a.state = 1`)[0][0] === '4', 180000);
				await staff.goto(signal, { waitUntil: 'load' });
				await picture(staff, `${lang}-answered`);
				const page = await words(staff);
				assert.ok(page.includes(say.answer), 'the answer is read');
				assert.ok(page.includes(say.story));
				assert.match(page, /4\. (Bestand|File)/, 'the file of the answer is there');
				assert.deepEqual(reporter.elsewhere, []);
			});
	});
