// What every page must hold, whatever is on it: the criteria of WCAG 2.2 that a machine can check
// beyond axe, our promises about the public pages, and valid HTML. Each check returns sentences
// about what is wrong; an empty list is a pass.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';
import { pause } from './hub.mjs';
import { look } from './page-questions.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const html = new HtmlValidate({
	extends: ['html-validate:recommended', 'html-validate:document'],
	rules: {
		'form-dup-name': 'off',			// checkboxes of one question share a name
		'heading-level': 'off',			// the summary of errors stands above the h1
		'void-style': 'off', 'attribute-boolean-style': 'off', 'no-trailing-whitespace': 'off',
		'require-sri': 'off', 'no-implicit-button-type': 'off', 'long-title': 'off', 'tel-non-breaking': 'off',
		'valid-id': ['error', { relaxed: true }],	// ids are names of fields: "birth.day"
		'prefer-native-element': ['error', { exclude: ['region'] }],
		'unique-landmark': 'off',		// axe does this one better
	},
});

async function width(page, w) {
	await page.setViewport({ width: w, height: 900 });
}

async function axeCheck(page) {
	if (page.browserName !== 'chromium')
		return [];
	await page.setJavaScriptEnabled(true);
	await page.evaluate(`${axe}; 0`);
	const found = await page.evaluate(async () => (await window.axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
	})).violations.map((v) => `axe ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`));
	await page.setJavaScriptEnabled(false);
	return found;
}

export async function htmlText(text) {
	const report = await html.validateString(text);
	return report.results.flatMap((r) => r.messages).map((m) => `html ${m.ruleId}: ${m.message} (line ${m.line})`);
}

async function htmlCheck(page) {
	const text = await page.answer?.text().catch(() => null);

	return text ? htmlText(text) : [];
}

// Where the focus is now. On a busy machine a browser moves it, and brings it into view, a moment after the key:
// looked at until it stands somewhere new with nothing wrong.
async function focused(page, met, ms) {
	const end = Date.now() + ms;

	for (;;) {
		const at = await look(page, 'focused');
		if ((at && !met.includes(at.id) && !at.wrong.length) || Date.now() > end)
			return at;
		await pause(50);
	}
}

// Tab from the top of the document: every control is met once, in order, seen and uncovered. Once in thousands of keys
// Firefox, on a busy machine, moves the focus and never brings it into view. What the page does wrong is wrong each
// time it is gone through.
async function tabCheck(page) {
	let wrong;

	for (let i = 0; i < 3 && wrong?.length !== 0; i++)
		wrong = await goThrough(page);
	return wrong;
}

// Not beyond the last one: Firefox would hand the focus to its own toolbar and keep it there.
async function goThrough(page) {
	const wrong = [];
	const wanted = await look(page, 'stops');
	const met = [];

	await look(page, 'begin');
	// A box that scrolls may be a stop as well.
	for (let i = 0; i < wanted.length + 6 && wanted.some((x) => !met.includes(x.id)); i++) {
		await page.keyboard.press('Tab');
		const at = await focused(page, met, wrong.length ? 0 : 10000);	// who waited in vain once, need not again
		if (!at || met.includes(at.id))
			break;
		met.push(at.id);
		for (const w of at.wrong)
			wrong.push(`tab: ${at.name}: ${w}`);
	}
	const missed = wanted.filter((w) => !met.includes(w.id));
	if (missed.length)
		wrong.push(`tab: not reached: ${missed.map((m) => m.name).join(', ')}`);
	const order = met.filter((id) => wanted.some((w) => w.id === id));
	if (order.some((id, i) => i > 0 && id < order[i - 1]))
		wrong.push('tab: another order than the page');
	return wrong;
}

async function mediaCheck(page, features, then) {
	const cdp = await page.createCDPSession();

	await cdp.send('Emulation.setEmulatedMedia', features);
	const out = await then();
	await cdp.send('Emulation.setEmulatedMedia', { media: '', features: [] });
	await cdp.detach();
	return out;
}

// One picture per page and width in the folder SHOTS.
async function shots(page, name) {
	const dir = process.env.SHOTS;

	if (!dir || page.browserName !== 'chromium')
		return;
	for (const w of [390, 1280]) {
		await width(page, w);
		await page.screenshot({ path: `${dir}/${name}-${w}.png`, fullPage: true });
	}
	await width(page, 1280);
	await mediaCheck(page, { features: [{ name: 'forced-colors', value: 'active' }] },
		() => page.screenshot({ path: `${dir}/${name}-forced.png`, fullPage: true }));
	await mediaCheck(page, { media: 'print' },
		() => page.screenshot({ path: `${dir}/${name}-print.png`, fullPage: true }));
}

const said = (where, list) => list.map((l) => `${where}: ${l}`);

// Everything, on the page that is open now. isPublic: no script, no inline style, no image but PNG.
export async function check(page, name, { isPublic = false, quick = false } = {}) {
	const wrong = [];

	await shots(page, name);
	wrong.push(...await look(page, isPublic ? 'plain' : 'modest'));
	wrong.push(...await look(page, 'frame'));
	wrong.push(...await look(page, 'summary'));
	if (page.browserName === 'chromium')
		wrong.push(...await htmlCheck(page));
	for (const w of quick ? [320] : [320, 390, 1280]) {
		await width(page, w);
		wrong.push(...said(`${w} px`, await look(page, 'reflow')));
		wrong.push(...said(`${w} px`, await look(page, 'targets')));
	}
	await width(page, 320);
	wrong.push(...said('text spacing', await look(page, 'spacing')));
	wrong.push(...said('right to left', await look(page, 'mirrored')));
	await width(page, 1280);
	wrong.push(...said('200 %', await look(page, 'doubled')));
	if (page.browserName === 'chromium') {
		wrong.push(...await mediaCheck(page, { features: [{ name: 'forced-colors', value: 'active' }] },
			async () => said('forced colours', await look(page, 'bordered'))));
		wrong.push(...await mediaCheck(page, { media: 'print' }, async () => said('print', await look(page, 'printed'))));
	}
	for (const w of quick ? [390] : [390, 1280]) {
		await width(page, w);
		wrong.push(...said(`${w} px`, await axeCheck(page)));
		wrong.push(...said(`${w} px`, await tabCheck(page)));
	}
	if (page.elsewhere.length)
		wrong.push(`asks another host: ${[...new Set(page.elsewhere)].join(' ')}`);
	await width(page, 1280);
	return [...new Set(wrong)];
}
