// Walks through the public form in a real browser, by its buttons, and stops at every page on the
// way, right and wrong. Which pages come depends on the answers.
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fill, press } from './browsers.mjs';

const stories = {
	marriage: {
		subject: 'sham_marriage', identity: 'anonymous', code: 'with', known_by: 'only_me', adds: ['person', 'company'],
	},
	trafficking: { subject: 'trafficking', identity: 'confidential', danger: 'yes', known_by: 'others', adds: [] },
	security: { subject: 'national_security', identity: 'anonymous', code: 'without', known_by: 'others', adds: [] },
	addition: { subject: 'addition', identity: 'organisation', known_by: 'others', adds: [] },
};
const typed = {
	story: 'Op de tweede verdieping worden papieren gemaakt.\nIk hoor elke dinsdag de machine, en daarna komt er een witte bus.',
	where_address: 'Dorpsstraat 1', where_place: 'Emmen', name: 'محمد Ali (verzonnen)', phone: '0600000000',
	company_name: 'Voorbeeld & Zonen <bv>', your_name: 'Verzonnen Melder', your_email: 'melder@voorbeeld.example',
};

async function heading(page) {
	return page.evaluate(() => document.querySelector('h1')?.textContent.trim() ?? '');
}
const has = (page, selector) => page.evaluate((s) => !!document.querySelector(s), selector);
const slug = (url) => new URL(url).pathname.split('/').filter(Boolean).join('-') || 'start';

// What the program looks at of a picture: its first bytes.
function picture() {
	const file = path.join(tmpdir(), 'een foto van het kantoor, genomen op een dinsdag in november (verzonnen).jpg');

	writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_500_000, 'x')]));
	return file;
}

// stop(page, name) is called on every page. Returns the words of the sent page.
export async function walk(page, base, lang, story, stop) {
	const answers = { ...typed, ...stories[story] };
	const adds = [...answers.adds];
	let met = 0;

	delete answers.adds;
	await page.goto(`${base}/${lang}/`, { waitUntil: 'load' });
	await stop(page, 'start');
	await press(page, 'main button[value=start]');
	for (let i = 0; i < 60; i++) {
		const name = `${story}-${String(++met).padStart(2, '0')}-${slug(page.url())}`;
		await stop(page, name);
		if (await has(page, 'main button[value=send]'))
			break;
		if (await has(page, 'main [name=story], main [name=subject], main [name=identity], main [name=your_email], main [name="birth.year"], main [name$=".birth.year"]')) {
			await fill(page, { 'birth.day': '31', 'birth.month': '2', 'birth.year': '1985' });
			await press(page, 'main button[value=next]');
			if (await has(page, '#fouten'))
				await stop(page, `${name}-wrong`);
			await fill(page, { 'birth.day': '', 'birth.month': '', 'birth.year': '' });
		}
		if (await has(page, 'main input[type=file]')) {
			await press(page, 'main button[value=add]');
			await stop(page, `${name}-wrong`);
			await (await page.$('main input[type=file]')).uploadFile(picture());
			await press(page, 'main button[value=add]');
			await stop(page, `${name}-added`);
		}
		await fill(page, await has(page, 'main [name=add]') ? { add: adds.shift() ?? 'nobody' } : answers);
		const before = await heading(page);
		await press(page, 'main button[value=next]');
		if (await has(page, '#fouten'))
			throw new Error(`no way on from "${before}": ${await page.evaluate(() => document.getElementById('fouten').textContent)}`);
	}
	await press(page, 'main button[value=send]');
	await stop(page, `${story}-sent`);
	return page.evaluate(() => document.querySelector('main').textContent);
}
