// Takes the pictures of the README (docs/img) from a running demo:
//   make demo && node tools/pictures.mjs [VAR] [PORT]
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fill, fresh, launch, press } from '../tests/lib/browsers.mjs';
import { walk } from '../tests/lib/walk.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dir = process.argv[2] ?? join(root, 'var');
const port = Number(process.argv[3] ?? 8080);
const form = `http://localhost:${port}`, desk = `http://localhost:${port + 1}`;
const browser = await launch('chromium');

mkdirSync(join(root, 'docs/img'), { recursive: true });
async function picture(page, name, width, height) {
	await page.setViewport({ width, height });
	await page.evaluate(() => scrollTo(0, 0));
	await page.screenshot({ path: join(root, 'docs/img', `${name}.png`) });
	await page.setViewport({ width: 1280, height: 900 });
}

let page = await fresh(browser, 'chromium', form);
await walk(page, form, 'nl', 'marriage', async (p, name) => {
	if (name === 'start') {
		await picture(p, 'start', 1280, 860);
		await picture(p, 'start-phone', 390, 800);
	}
	if (/melden-1-wrong/.test(name))
		await picture(p, 'form-error', 1280, 860);
	if (/-sent$/.test(name))
		await picture(p, 'sent', 1280, 860);
});

page = await fresh(browser, 'chromium', desk);
const a = readFileSync(join(dir, 'accounts.txt'), 'utf8').split('\n').map((l) => l.split('\t')).find((l) => l[0] === 'caseworker');
await page.goto(`${desk}/nl/login`);
await fill(page, { name: a[1], password: a[2] });
await press(page, 'main form button');
await page.goto(`${desk}/nl/queue`);
await picture(page, 'queue', 1280, 860);
await picture(page, 'queue-phone', 390, 800);
await press(page, '.kp-queue tbody th a');
if (await page.evaluate(() => !!document.querySelector('form[action$=claimed]')))
	await press(page, 'form[action$=claimed] button');
await picture(page, 'signal', 1280, 960);
await browser.close();
