// What a stranger types is words on every page that shows it, his own and the desk's: never mark-up, a command of a
// template, a format, or letters in another order than they were typed.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { dutchDay, hub, until } from '../lib/hub.mjs';
import { plain, sent } from '../lib/report.mjs';
import { open } from '../lib/dialogue.mjs';
import { Visitor, decode } from '../lib/visitor.mjs';

// Short enough for the smallest field; each is in some field of every page.
const strange = ['"><svg/onload=alert(1)>', '\'><img src=x onerror=a()>', '<?cs include:"/etc/passwd" ?>', '</textarea><script>a()</script>',
	'%n%s%x {{7*7}} ${7*7} &lt;b&gt;', 'javascript:alert(1)', 'V\u202e12\u202c \u2066x\u2069', '\u{1F469}\u200d\u{1F467} a' + '\u0301'.repeat(20)].map((s) => s.normalize('NFC'));
const turning = /[\u202a-\u202e\u2066-\u2069]/;
let h, mila, noor, n, receipt;

before(async () => {
	h = await hub({ own: true, settings: { fill_seconds: 0, flood_per_minute: 100000 } });
	[mila, noor] = [await h.login('caseworker'), await h.login('lead')];
});
after(async () => { await h?.stop(); });

// Nothing on the page came alive; the decoded text of it.
function inert(page, what, status = 200) {
	assert.equal(page.status, status, `${what}: ${page.heading} ${page.errors.join()}`);
	assert.deepEqual(page.root.querySelectorAll('svg, script, iframe, object, embed, base, style, [onload], [onerror], [onclick], [style]').map((e) => e.outerHTML), [], what);
	for (const img of page.root.querySelectorAll('img'))
		assert.match(img.getAttribute('src'), /^\/(static\/|nl\/signals\/)/, what);
	for (const e of page.root.querySelectorAll('a, form, button, link'))
		for (const to of ['href', 'action', 'formaction'].map((a) => e.getAttribute(a)).filter(Boolean))
			assert.match(decode(to), /^(\/(?!\/)|#|https:\/\/(www\.)?[a-z.-]+\/?[\w/.-]*$|tel:|mailto:)/, what);
	assert.doesNotMatch(page.body, /root:x:|\{\{49|\$\{49/, what);
	return decode(page.body);
}
const shows = (page, what, words, status) => {
	const text = inert(page, what, status);
	for (const w of [words].flat())
		assert.ok(text.includes(w), `${what}: "${w}" as it was typed`);
};
const textual = (page) => page.root.querySelectorAll('main textarea, main input').filter((e) => e.tagName === 'TEXTAREA'
	|| /^(text|email|tel|search)?$/.test(e.getAttribute('type') ?? '')).map((e) => e.getAttribute('name'))
	.filter((name) => name && !/\.(day|month|year)$/.test(name));
let turn = 0;
const typed = (page) => Object.fromEntries(textual(page).map((name) => {
	const word = strange[turn++ % strange.length];
	return [name, name === 'story' ? strange.join(' ') : name === 'your_email' ? `${word}@x` : name === 'your_phone' ? `06${word}` : name === 'earlier_reference' ? '' : word];
}));

// Each page with something strange in every field of it, forth and back; to the check page.
async function walked(answers) {
	const adds = ['person', 'company', 'nobody'];
	let page = await h.visitor().get('/nl/melden');

	for (let i = 0; i < 40 && !page.root.querySelector('main button[value=send]'); i++) {
		const names = page.root.querySelectorAll('main [name]').map((e) => e.getAttribute('name'));
		const values = { ...typed(page), ...Object.fromEntries(Object.entries(answers).filter(([name]) => names.includes(name))) };
		const words = Object.values(values).filter((v) => strange.some((s) => v.includes(s)));
		const what = `${answers.subject}: ${page.heading}`;
		if (names.includes('add'))
			values.add = adds.shift();
		const at = page;
		page = await page.submit(values, 'go=next');
		inert(page, `after ${what}`, page.status);
		assert.equal(page.status, 200, `${what}: ${page.errors.join()}`);
		if (words.length) {	// in its own fields: as it was typed, to the letter
			const again = await at.submit({ ...values, lang: 'en' });
			shows(again, `${what} again`, words);
		}
	}
	return page;
}
const subjects = { sham_marriage: {}, documents: {}, smuggling: { danger: 'no' }, sponsor: {}, labour_exploitation: { danger: 'no' } };
for (const [subject, more] of Object.entries(subjects))
	describe(`strange words in every field of a report (${subject})`, () => {
		let story;
		test('are words on every page of the form', async () => {
			const named = subject === 'sponsor';
			const page = await walked({ ...plain, story: strange.join(' '), subject, ...more, ...(named ? { identity: 'organisation' } : {}) });
			shows(page, 'check', strange);
			const done = sent(await page.submit({}, 'go=send'));
			inert(done.page, 'sent');
			receipt = named ? receipt : done.receipt;
			n = await until('registered', () => h.sql('root', `SELECT s.number FROM fraud_signal s JOIN report r ON r.signal_id = s.id WHERE r.reference = '${done.reference}'`)[0]?.[0]);
			story = n;
		});
		test('are words at the desk, in the order they were typed in', async () => {
			for (const page of [await mila.get('/nl/queue'), await mila.get(`/nl/signals/${story}`)]) {
				const text = inert(page, page.path);
				assert.doesNotMatch(text, turning, page.path);
				assert.match(text, /"><svg\/onload=alert\(1\)>/, page.path);
			}
			shows(await mila.get(`/nl/signals/${story}`), story, [...strange.slice(0, 6), 'V\ufffd12\ufffd \ufffdx\ufffd', strange[7]]);
		});
	});

describe('strange words of the desk, and of who answers it', () => {
	const url = (tail = '') => `/nl/signals/${n}${tail}`;
	const all = strange.join(' ');
	const step = async (tail, values, who = mila) => {
		const page = await who.get(url(tail));
		inert(page, tail);
		const form = page.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(tail)) ?? page.form('version');
		const done = await page.visitor.post(url(tail), page.encode(form, values));
		inert(done, `after ${tail}`, done.status);
		return done;
	};

	test('are words in notes, judgements, questions and translations', async () => {
		const press = async (tail, values = {}, page = null) => {	// the form that goes there, of this page or of the signal's
			const on = page ?? await mila.get(url());
			return mila.post(url(tail), on.encode(on.root.querySelectorAll('form').find((f) => f.getAttribute('action') === url(tail)), values));
		};
		inert(await press('/claimed'), 'claimed');
		shows(await press('/note', { note: all }), 'note', strange.slice(0, 6));
		shows(await step('/assess', { kind: 'person', source: 'B', information: '2', verdict: 'plausible', intent: 'deliberate', description: strange[0], reason: all }), 'assess', strange[0]);
		shows(await step('/assess', { kind: 'person', description: all, reason: all }), 'assess, not accepted', strange.slice(0, 6), 422);
		const day = dutchDay(10).split('-');
		const preview = await step('/ask', { go: 'preview', question: 'own', text: all, 'before.day': day[2], 'before.month': day[1], 'before.year': day[0] });
		shows(preview, 'preview of a question', strange.slice(0, 6));
		inert(await press('/ask', { go: 'send' }, preview), 'asked');
		for (const tail of ['/translate', '/forward', '/close', '/linked', '/enriched', '/waiting', '/handed_over', '/file/add'])
			inert(await mila.get(url(tail)), tail);
		const of = (await mila.get(url('/translate'))).root.querySelector('[name=of]').getAttribute('value');
		shows(await step('/translate', { of, lang: 'en', text: all, by: 'machine', who: strange[1], grade: 'D' }), 'translation', strange.slice(0, 6));
		shows(await mila.get(url()), 'signal', strange.slice(0, 6));
	});
	test('are words in the mailbox, and in its answers', async () => {
		const page = await open(h, receipt);
		shows(page, 'mailbox', strange.slice(0, 6));
		const field = textual(page).find((name) => name.startsWith('text'));
		shows(await page.submit({ [field]: all, add: 'x'.repeat(20000) }, 'go=send'), 'mailbox, not accepted', strange.slice(0, 6), 422);
		inert(await page.submit({ [field]: all, add: all }, 'go=send'), 'answered');
		await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM report_addition WHERE waiting = 1')[0][0] === '0');
		const desk = await mila.get(url());
		assert.ok(inert(desk, 'answers').split(strange[0]).length > 5);
		for (const e of desk.root.querySelectorAll('.kp-words'))
			assert.doesNotMatch(decode(e.innerHTML), turning);
	});
	test('are words in an address, a search, a name to log in with and a filter', async () => {
		const auditor = await h.login('auditor');
		for (const word of strange) {
			const q = encodeURIComponent(word);
			for (const where of [`/nl/queue?number=${q}`, `/nl/queue?status=${q}`, `/nl/login?to=${q}`])
				inert(await noor.get(where), where, (await noor.get(where)).status);
			const login = await new Visitor(h.staffPort).get('/nl/login');
			const page = await login.submit({ name: word, password: word });
			inert(page, `log-in as ${word}`, page.status);
			const found = await auditor.get(`/nl/audit?signal=${q}&who=${q}`);
			inert(found, `audit ${word}`, found.status);
		}
	});
	test('and no program fell over or wrote them in a log', async () => {
		for (const f of readdirSync(`${h.var}/log`))
			assert.doesNotMatch(readFileSync(`${h.var}/log/${f}`, 'utf8'), /onload|signal 6|signal 11|alert\(/, f);
		assert.match(h.kp('audit', 'verify'), /unbroken/);
	});
});
