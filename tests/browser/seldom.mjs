// Pages a walk seldom meets: the golden pages of the public site and nginx's own error pages, served
// from their files. And every golden page in every language is valid HTML.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import http from 'node:http';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/hub.mjs';
import { fresh, launch } from '../lib/browsers.mjs';
import { check, htmlText } from '../lib/page-checks.mjs';

const kinds = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.png': 'image/png' };
const seldom = ['added', 'received', 'lost', 'leave', 'mine', 'mine_open', 'mine_files', 'mine_ended', 'full', 'error', 'tell'];
let server, base, browser;

before(async () => {
	server = http.createServer((req, res) => {
		const file = path.join(root, path.normalize(decodeURIComponent(new URL(req.url, 'http://x').pathname)));
		const kind = kinds[path.extname(file)];
		if (!kind || !existsSync(file))
			return res.writeHead(404).end();
		res.writeHead(200, { 'content-type': kind }).end(readFileSync(file));
	});
	await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
	base = `http://127.0.0.1:${server.address().port}`;
	browser = await launch('chromium');
});
after(async () => {
	await browser?.close();
	server?.close();
});

const files = (folder) => existsSync(path.join(root, folder))
	? readdirSync(path.join(root, folder)).filter((f) => f.endsWith('.html')).map((f) => `${folder}/${f}`) : [];

test('every golden page and every error page is valid HTML', async () => {
	const wrong = [];
	for (const lang of ['nl', 'en'])
		for (const f of [...files(`tests/golden/${lang}/tip`), ...files(`tests/golden/${lang}/staff`)])
			wrong.push(...(await htmlText(readFileSync(path.join(root, f), 'utf8'))).map((w) => `${f}: ${w}`));
	for (const f of files('static/error'))
		wrong.push(...(await htmlText(readFileSync(path.join(root, f), 'utf8'))).map((w) => `${f}: ${w}`));
	assert.deepEqual(wrong, []);
});

test('pages that are seldom met hold every check', async () => {
	const page = await fresh(browser, 'chromium', base);
	const wrong = [];
	for (const f of [...files('tests/golden/nl/tip').filter((x) => seldom.includes(path.basename(x, '.html'))), ...files('static/error')]) {
		await page.goto(`${base}/${f}`, { waitUntil: 'load' });
		wrong.push(...(await check(page, f.replaceAll('/', '-').replace('.html', ''), { isPublic: true, quick: true })).map((w) => `${f}: ${w}`));
	}
	assert.deepEqual(wrong, []);
});
