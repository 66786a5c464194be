// Takes the pictures of the README (docs/img) from a running demo:
//   make demo && node tools/pictures.mjs [VAR] [PORT]
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
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
// From the top of the page, or of something on it.
async function picture(page, name, width, height, from) {
	await page.setViewport({ width, height });
	await page.evaluate((s) => scrollTo(0, s ? document.querySelector(s).getBoundingClientRect().top + scrollY - 24 : 0), from);
	const large = join(dir, 'picture.png');
	await page.screenshot({ path: large });
	// A palette: a third of the bytes, and nobody sees it.
	execFileSync('vips', ['pngsave', large, join(root, 'docs/img', `${name}.png`), '--palette', '--Q', '95', '--dither', '0', '--strip', '--compression', '9', '--effort', '10']);
	rmSync(large);
	await page.setViewport({ width: 1280, height: 900 });
}

let page = await fresh(browser, 'chromium', form);
await walk(page, form, 'nl', 'marriage', async (p, name) => {
	if (name === 'start')
		await picture(p, 'start', 1280, 860);
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
await picture(page, 'queue', 1280, 1180);
await picture(page, 'queue-phone', 390, 800, '.kp-queue');
await press(page, '.kp-queue tbody th a');
if (await page.evaluate(() => !!document.querySelector('form[action$=claimed]')))
	await press(page, 'form[action$=claimed] button');
await picture(page, 'signal', 1280, 960);

// A report in English that the desk of the demo asked something about, with a photo.
const code = readFileSync(join(dir, 'demo.done'), 'utf8').split('\n').map((l) => l.split(/ +/)).find(([, url]) => url?.includes('/en/'))[0];
await page.goto(`${desk}/nl/queue?who=me&rows=50`);
await page.goto(await page.evaluate(() => [...document.querySelectorAll('.kp-queue tbody tr')]
	.find((r) => /met bestanden/.test(r.textContent) && /Venlo/.test(r.textContent)).querySelector('th a').href));
await picture(page, 'files', 1280, 860, '[aria-labelledby=h-bestanden]');
await press(page, '[aria-labelledby=h-bestanden] a[href*="/file?"]');
await picture(page, 'copy', 1280, 860);
page = await fresh(browser, 'chromium', form);
await page.goto(`${form}/en/my-report`);
await fill(page, { code });
await press(page, 'main form button');
await picture(page, 'my-report', 1280, 1480);
await browser.close();
