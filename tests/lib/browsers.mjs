// Debian's Chromium and Firefox, headless, with scripts of pages switched off as a careful
// reporter has them. Questions of ours (evaluate) still run in both.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { pause, until } from './hub.mjs';

// Without motion: a button whose colour is on its way to another is not what axe is to measure.
const quiet = ['--no-sandbox', '--force-prefers-reduced-motion', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars',
	'--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

const PATIENCE = 120000;	// ms: three browsers that start at once on two processors take their time

// Its profile is ours to remove: puppeteer would do so while what the browser started still writes there, and call that an error.
export async function launch(name, { scripts = false } = {}) {
	const userDataDir = mkdtempSync(path.join(tmpdir(), 'kp-browser.'));
	const browser = await started(name, { userDataDir, headless: true, timeout: PATIENCE }, scripts);
	const close = browser.close.bind(browser);

	browser.close = async () => {
		await close();
		try { rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 }); } catch { /* with the folder of the run */ }
	};
	return browser;
}

function started(name, options, scripts) {
	if (name === 'firefox')
		return puppeteer.launch({
			...options, browser: 'firefox', executablePath: '/usr/bin/firefox-esr',
			extraPrefsFirefox: { 'javascript.enabled': scripts, 'svg.disabled': !scripts,
				'accessibility.tabfocus': 7, 'ui.prefersReducedMotion': 1, 'datareporting.policy.dataSubmissionEnabled': false },
		});
	// Without a locale Chromium does not find a file whose name is not in ASCII.
	return puppeteer.launch({ ...options, browser: 'chrome', executablePath: '/usr/bin/chromium', args: quiet,
		env: { ...process.env, LC_ALL: 'C.UTF-8' } });
}

// A page in a fresh profile of its own; hosts it asks besides `base` are collected in page.elsewhere.
export async function fresh(browser, name, base) {
	const context = await browser.createBrowserContext();
	const page = await context.newPage();

	page.elsewhere = [];
	page.browserName = name;
	page.setDefaultTimeout(PATIENCE);
	page.on('request', (r) => {
		const url = new URL(r.url());
		if (/^https?:$/.test(url.protocol) && url.origin !== base)
			page.elsewhere.push(url.origin);
	});
	if (name === 'chromium') {
		page.on('response', (r) => {
			if (r.request().resourceType() === 'document')
				page.answer = r;
		});
		await page.setJavaScriptEnabled(false);
	}
	await page.setViewport({ width: 1280, height: 900 });
	return page;
}

// Asked again when the page was on its way to another at that moment.
export async function told(page, f, ...args) {
	const end = Date.now() + 30000;

	for (;;)
		try {
			return await page.evaluate(f, ...args);
		} catch (e) {
			if (Date.now() > end)
				throw e;
			await pause(50);
		}
}

// A page that comes back from memory tells no driver so: look until it is there, and whole.
export const arrive = (page, heading) => until(`the page "${heading}"`, () => told(page, (h) =>
	document.readyState === 'complete' && document.querySelector('h1')?.textContent.trim() === h, heading), PATIENCE);

// Presses the first control that matches and waits for the page after it; its status.
export async function press(page, selector) {
	const found = await page.evaluate((s) => {
		const e = document.querySelector(s);
		if (!e)
			return false;
		e.scrollIntoView();
		return true;
	}, selector);

	if (!found)
		throw new Error(`no ${selector} on ${page.url()}`);
	const [answer] = await Promise.all([
		page.waitForNavigation({ waitUntil: 'load' }),
		page.evaluate((s) => { document.querySelector(s).click(); }, selector),
	]);
	return answer?.status();
}

// Fills in what the page asks among the answers: text, choices, ticks, lists.
export async function fill(page, answers) {
	await page.evaluate((list) => {
		for (const [name, value] of Object.entries(list))
			for (const e of document.querySelectorAll(`main [name="${name}"], main [name$=".${name}"]`)) {
				if (e.type === 'radio' || e.type === 'checkbox')
					e.checked = [value].flat().includes(e.value);
				else if (e.type !== 'hidden' && e.tagName !== 'BUTTON')
					e.value = value;
			}
	}, answers);
}

// With name and password. That the programs are busy is an answer, which asks to try again.
export async function login(page, base, lang, account) {
	await until('a log-in is looked at', async () => {
		await page.goto(`${base}/${lang}/login`, { waitUntil: 'load' });
		await fill(page, { name: account.name, password: account.password });
		return await press(page, 'main form button') !== 503;
	}, PATIENCE);
}
