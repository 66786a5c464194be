// Filing a report as a reporter would: page after page, answering what is asked.
// Stops at the check page (check) or goes on to the end (file).

export const plain = {
	subject: 'documents',
	story: 'In het kantoor boven de winkel worden paspoorten gemaakt. Ik zag het zelf op dinsdag.',
	identity: 'anonymous',
	code: 'with',
};

// Answers only what the page asks; presses the button that goes on.
async function step(page, answers) {
	const asked = new Set(page.root.querySelectorAll('main [name]').map((e) => e.getAttribute('name')));
	const values = Object.fromEntries(Object.entries(answers).filter(([n]) => asked.has(n)));
	const next = page.root.querySelector('main button[value=next]') ? 'go=next' : undefined;

	return page.submit(values, next);
}

export async function check(visitor, answers = plain, lang = 'nl') {
	let page = await start(visitor, lang);

	for (let i = 0; i < 40; i++) {
		if (page.root.querySelector('main button[value=send]'))
			return page;
		const before = page.heading;
		page = await step(page, answers);
		if (page.status >= 400)
			throw new Error(`${page.status} on "${before}": ${page.errors.join('; ') || page.heading}`);
	}
	throw new Error(`never reached the check page: ${page.heading}`);
}

export async function start(visitor, lang = 'nl') {
	return visitor.get(lang === 'nl' ? '/nl/melden' : '/en/report');
}

// { page, receipt, reference } of the sent page.
export async function file(visitor, answers = plain, lang = 'nl') {
	const last = await check(visitor, answers, lang);

	return sent(await last.submit({}, 'go=send'));
}

export function sent(page) {
	const of = (id) => page.root.querySelector(`#${id}`)?.text.trim() ?? '';

	return { page, receipt: of('receipt'), reference: of('reference') };
}
