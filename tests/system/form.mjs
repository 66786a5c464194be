// The public form by HTTP, as a browser without script fills it in. Half of it is refusals.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { parse } from 'node-html-parser';
import { hub, pause, until } from '../lib/hub.mjs';
import { request } from '../lib/visitor.mjs';
import { check, file, plain, sent } from '../lib/report.mjs';

let h;

before(async () => { h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined,
	settings: { fill_seconds: 30, flood_per_minute: 100000 } }); });	// thirty: a busy machine, too, is quicker than a hand
after(async () => { await h?.stop(); });

const rows = () => Number(h.sql('root', 'SELECT COUNT(*) FROM report')[0][0]);
const additions = () => Number(h.sql('root', 'SELECT COUNT(*) FROM report_addition')[0][0]);
const row = (reference, columns) => h.sql('root', `SELECT ${columns} FROM report WHERE reference = '${reference}'`)[0];
const value = (page, name) => page.root.querySelector(`[name="${name}"]`)?.getAttribute('value') ?? '';
const typed = (page, name) => page.fields(page.form('state')).find(([n]) => n === name)?.[1];
// From the first page to the page that asks `name`.
async function to(name, answers = plain, visitor = h.visitor()) {
	let page = await visitor.get('/nl/melden');

	for (let i = 0; i < 30; i++) {
		const asked = page.root.querySelectorAll('main [name]').map((e) => e.getAttribute('name'));
		if (asked.includes(name))
			return page;
		page = await page.submit(Object.fromEntries(Object.entries(answers).filter(([n]) => asked.includes(n))), 'go=next');
	}
	throw new Error(`nobody asks ${name}`);
}
const post = (body, headers = {}, path = '/nl/melden') => request(h.port, 'POST', path,
	{ headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `http://localhost:${h.port}`, ...headers }, body });

describe('a report', () => {
	for (const lang of ['nl', 'en'])
		test(`is filed in ${lang} without script and stored once, with a date and no time`, async () => {
			const count = rows();
			const { page, receipt, reference } = await file(h.visitor(), plain, lang);

			assert.equal(page.status, 200);
			assert.match(receipt, /^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/);
			assert.match(reference, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
			assert.equal(rows(), count + 1);
			assert.deepEqual(row(reference, 'subject, lang, danger, urgent, has_code, confidential'),
				['documents', lang, '0', '0', '1', '0']);
			assert.match(row(reference, 'received')[0], /^\d{4}-\d\d-\d\d$/);
		});

	test('is acknowledged on a page that the browser does not keep', async () => {
		const { page } = await file(h.visitor());

		assert.equal(page.headers['cache-control'], 'no-store');
		assert.match(page.headers['clear-site-data'], /"cache", "storage"/);
		assert.doesNotMatch(page.headers['clear-site-data'], /cookies/);
		assert.equal(page.headers['set-cookie'], undefined);
	});

	test('sent fifty times at once is one row and fifty success pages with the same code', async () => {
		const page = await check(h.visitor());
		const body = page.encode(page.form('state'), {}, ['go', 'send']);
		const count = rows();
		const pages = await Promise.all(Array.from({ length: 50 }, () => h.visitor().post(page.form('state').getAttribute('action'), body)));
		const seen = pages.map(sent);

		assert.deepEqual([...new Set(pages.map((p) => p.status))], [200]);
		assert.equal(new Set(seen.map((s) => s.receipt)).size, 1);
		assert.equal(new Set(seen.map((s) => s.reference)).size, 1);
		assert.notEqual(seen[0].receipt, '');
		assert.equal(rows(), count + 1);
	});

	test('sent again while its row is being changed is the same page, not an error', async () => {
		const page = await check(h.visitor());
		const first = sent(await page.submit({}, 'go=send'));
		const changing = h.sqlMeanwhile('root', `START TRANSACTION; UPDATE report SET suspect = 1 - suspect
			WHERE reference = '${first.reference}'; DO SLEEP(0.5); COMMIT`);
		await pause(150);
		const again = await page.submit({}, 'go=send');

		await changing;
		assert.equal(again.status, 200);
		assert.equal(sent(again).receipt, first.receipt);
	});

	test('corrected and sent again is an addition, and the code is not shown again', async () => {
		const page = await check(h.visitor());
		const first = sent(await page.submit({}, 'go=send'));
		const count = rows();
		const more = additions();
		let changed = await page.submit({}, 'change=story.0');

		changed = await changed.submit({ story: 'Het was toch op woensdag, en er waren twee mannen bij.' }, 'go=next');
		const again = await changed.submit({}, 'go=send');
		assert.equal(again.status, 200);
		assert.equal(sent(again).receipt, '');
		assert.ok(!again.body.includes(first.receipt));
		assert.equal(sent(again).reference, first.reference);
		await changed.submit({}, 'go=send');
		assert.equal(rows(), count);
		assert.equal(additions(), more + 1);
	});

	test('takes twenty additions and then says that it is enough', async () => {
		const page = await check(h.visitor());
		const more = additions();
		const statuses = [];

		await page.submit({}, 'go=send');
		for (let i = 0; i < 21; i++) {
			let changed = await page.submit({}, 'change=story.0');
			changed = await changed.submit({ story: `Nog iets over dezelfde zaak, nummer ${i}.` }, 'go=next');
			statuses.push((await changed.submit({}, 'go=send')).status);
		}
		assert.deepEqual(statuses, [...Array(20).fill(200), 429]);
		assert.equal(additions(), more + 20);
	});

	test('without a code shows none, and no code opens it', async () => {
		const { page, receipt, reference } = await file(h.visitor(), { ...plain, code: 'without' });

		assert.equal(receipt, '');
		assert.ok(!/([0-9A-HJKMNP-TV-Z]{5}-){4}/.test(page.text));
		assert.match(page.text, /kan iemand op dit apparaat uw antwoorden terugkrijgen/);
		assert.deepEqual(row(reference, 'has_code'), ['0']);
	});

	test('on danger or national security goes at once, and its reporter was told', async () => {
		const danger = await check(h.visitor(), { ...plain, subject: 'smuggling', danger: 'yes' });
		assert.match(danger.text, /112/);
		assert.match(danger.text, /komt meteen bij ons binnen, maar niemand let daar dag en nacht op\./);
		assert.match(danger.text, /uiterlijk op de eerste werkdag nadat u haar verstuurt\./, 'true whenever it is sent');
		const done = sent(await danger.submit({}, 'go=send'));
		assert.match(done.page.text, /Wij lezen haar uiterlijk op \w+dag \d+ \w+ \d{4}\./);
		assert.deepEqual(row(done.reference, 'danger, urgent'), ['1', '1']);
		const told = await (await h.visitor().get('/nl/melden')).submit({ subject: 'national_security' }, 'go=next');
		assert.match(told.text, /meteen door/);
		assert.match(told.text, /komt meteen bij ons binnen, maar niemand let daar dag en nacht op\. .*op de eerste werkdag nadat u haar verstuurt\./);
		const secret = await file(h.visitor(), { ...plain, subject: 'national_security' });
		assert.deepEqual(row(secret.reference, 'danger, urgent'), ['0', '1']);
		const other = await file(h.visitor(), { ...plain, subject: 'smuggling', danger: 'no' });
		assert.doesNotMatch(other.page.text, /Wij lezen haar uiterlijk op/, 'this one waits for others');
		assert.deepEqual(row(other.reference, 'danger, urgent'), ['0', '0']);
	});

	test('for an organisation or in confidence says so in its row', async () => {
		for (const [identity, n] of [['confidential', '1'], ['organisation', '2']]) {
			const { reference } = await file(h.visitor(), { ...plain, identity, your_name: 'Piet Voorbeeld', your_phone: '06 00 00 00 00', share: 'police' });
			assert.deepEqual(row(reference, 'confidential, has_code'), [n, '1']);
		}
	});

	test('that looks like a machine\'s is marked, not refused', async () => {
		const quick = await file(h.visitor());
		const slow = async (answers) => {
			const page = await check(h.visitor(), answers);
			try {
				h.clock(60);
				return sent(await page.submit({}, 'go=send')).reference;
			} finally {
				h.clock(0);
			}
		};

		assert.deepEqual(row(quick.reference, 'suspect'), ['1']);
		assert.deepEqual(row(await slow(plain), 'suspect'), ['0']);
		assert.deepEqual(row(await slow({ ...plain, homepage: 'http://verzonnen.example' }), 'suspect'), ['1']);
		assert.deepEqual(row(await slow({ ...plain, story: 'Help' }), 'suspect'), ['1']);
	});

	test('keeps names in every script, emoji and line ends as they are', async () => {
		const name = 'محمد 小林 Łukasz 👩‍👩‍👧';
		let page = await to('add');
		page = await page.submit({ add: 'person' }, 'go=next');
		page = await page.submit({ name }, 'go=next');
		page = await page.submit({}, 'go=next');
		assert.ok(page.text.includes(name));
		page = await page.submit({}, 'edit=1');
		assert.equal(typed(page, 'name'), name);
	});
});

describe('nothing typed is lost', () => {
	const story = 'Een verhaal van twee regels,\nmet <b>tekens</b> & "aanhalingstekens".';

	test('by an error', async () => {
		const page = await (await to('birth', { ...plain, add: 'person' }).catch(() => null) ?? await persons())
			.submit({ name: 'Anna', 'birth.day': '31', 'birth.month': '2', 'birth.year': '1990' }, 'go=next');

		assert.equal(page.status, 422);
		assert.match(page.title, /^Fout: /);
		assert.equal(page.root.querySelector('main').childNodes.find((n) => n.tagName)?.getAttribute('id'), 'fouten');
		assert.equal(typed(page, 'name'), 'Anna');
		assert.equal(typed(page, 'birth.day'), '31');
		assert.equal(page.headers['cache-control'], 'no-store');
	});
	async function persons() { return (await to('add')).submit({ add: 'person' }, 'go=next'); }

	test('by the previous step', async () => {
		let page = await (await to('story')).submit({ story }, 'go=previous');
		assert.equal(typed(page, 'subject'), 'documents');
		page = await page.submit({}, 'go=next');
		assert.equal(typed(page, 'story').replace(/\r/g, ''), story);
	});

	test('by another language midway', async () => {
		const page = await (await to('story')).submit({ story, lang: 'en' });

		assert.equal(page.root.querySelector('html').getAttribute('lang'), 'en');
		assert.equal(page.heading, 'Your story');
		assert.equal(typed(page, 'story').replace(/\r/g, ''), story);
		assert.match(page.form('state').getAttribute('action'), /^\/en\/report/);
	});

	test('by a form that lay open for more than a day', async () => {
		const page = await to('story');
		const last = await check(h.visitor());

		try {
			h.clock(25 * 3600);
			const next = await page.submit({ story }, 'go=next');
			assert.equal(next.status, 200);
			assert.match(next.text, /lang open/);
			const count = rows();
			const renewed = await last.submit({}, 'go=send');
			assert.match(renewed.text, /nog niet verstuurd/);
			assert.equal(rows(), count);
			assert.notEqual(sent(await renewed.submit({}, 'go=send')).receipt, '');
			assert.equal(rows(), count + 1);
		} finally {
			h.clock(0);
		}
	});

	test('by a state that is not ours: the text comes back to be copied', async () => {
		const page = await to('story');
		const state = value(page, 'state');
		const answer = await post(new URLSearchParams({ state: state.slice(0, -4) + 'AAAA', go: 'next', story }).toString());

		assert.equal(answer.status, 400);
		assert.ok(answer.body.includes('Een verhaal van twee regels'));
		assert.ok(!answer.body.includes('<b>tekens'));
		assert.equal(answer.headers['cache-control'], 'no-store');
	});

	test('by a database that does not answer', async () => {
		const page = await check(h.visitor());
		const count = rows();
		const [pid] = h.pids('mariadbd');
		let late;

		process.kill(pid, 'SIGSTOP');
		try {
			late = await page.submit({}, 'go=send');
		} finally {
			process.kill(pid, 'SIGCONT');
		}
		assert.equal(late.status, 503);
		assert.ok(Number(late.headers['retry-after']) > 0);
		const again = await until('stored after all', async () => {
			const p = await late.submit({}, undefined);
			return p.status === 200 ? p : null;
		});
		assert.notEqual(sent(again).receipt, '');
		assert.equal(rows(), count + 1);
	});
});

describe('sent again', () => {
	test('within half an hour shows the code, later it does not', async () => {
		const page = await check(h.visitor());
		const first = sent(await page.submit({}, 'go=send'));

		try {
			h.clock(20 * 60);
			assert.equal(sent(await page.submit({}, 'go=send')).receipt, first.receipt);
			h.clock(40 * 60);
			const late = await page.submit({}, 'go=send');
			assert.equal(sent(late).receipt, '');
			assert.ok(!late.body.includes(first.receipt));
			assert.equal(sent(late).reference, first.reference);
			h.clock(26 * 3600);
			assert.equal(sent(await page.submit({}, 'go=send')).receipt, '');
		} finally {
			h.clock(0);
		}
	});

	// Every page this reporter came past keeps answers and the receipt in its hidden field.
	const buttons = [['go', 'next'], ['go', 'previous'], ['go', 'check'], ['go', 'send'], ['lang', 'en'], ['change', 'story.0']];
	const press = (page, [name, pressed]) => h.visitor().post('/nl/melden', new URLSearchParams({ state: value(page, 'state'), [name]: pressed }).toString());
	async function all_over(pages, receipt) {
		for (const page of pages)
			for (const button of buttons) {
				const answer = await press(page, button);
				assert.equal(answer.status, 200, button.join('='));
				assert.match(answer.heading, /was al ontvangen|had already been received/, button.join('='));
				assert.ok(!answer.body.includes('duinpieper') && !answer.body.includes(receipt), button.join('='));
				assert.equal(value(answer, 'state'), '', button.join('='));
			}
	}
	async function old_pages() {
		const story = { ...plain, story: 'Onvindbaar woord: duinpieper.' };
		const v = h.visitor();
		const early = await to('how_known', story, v);
		let page = await early.submit({}, 'go=next');

		for (let i = 0; i < 30 && !page.root.querySelector('main button[value=send]'); i++)
			page = await page.submit(page.root.querySelector('[name=identity]') ? { identity: 'anonymous' } : {}, 'go=next');
		return [early, page];
	}

	for (const [name, minutes] of [['three quarters of an hour', 45], ['thirty hours', 30 * 60]])
		test(`after ${name} no button of an old page shows answers or the code`, async () => {
			const pages = await old_pages();
			const first = sent(await press(pages[1], ['go', 'send']));

			assert.notEqual(first.receipt, '');
			try {
				h.clock(25 * 60);
				assert.ok((await press(pages[0], ['go', 'previous'])).body.includes('duinpieper'));
				const resent = await press(pages[1], ['go', 'send']);
				assert.equal(sent(resent).receipt, first.receipt);
				h.clock(minutes * 60);
				await all_over(pages, first.receipt);
				await all_over([first.page, resent], first.receipt);
			} finally {
				h.clock(0);
			}
		});

	test('to workers that forgot shows nothing either, and one that was never sent goes on', async () => {
		const pages = await old_pages();
		const waiting = await old_pages();
		const first = sent(await press(pages[1], ['go', 'send']));

		h.signal('tip', 'SIGKILL');
		await until('the form is back', async () => (await post('go=next&subject=other').catch(() => ({}))).status === 200);
		try {
			h.clock(45 * 60);
			await all_over(pages, first.receipt);
			assert.ok((await press(waiting[0], ['go', 'previous'])).body.includes('duinpieper'));
			assert.notEqual(sent(await press(waiting[1], ['go', 'send'])).receipt, '');
		} finally {
			h.clock(0);
		}
	});

	test('by a slow reader still shows the code', async () => {
		const page = await check(h.visitor());

		try {
			h.clock(3 * 3600);
			const first = sent(await page.submit({}, 'go=send'));
			assert.notEqual(first.receipt, '');
			assert.equal(sent(await page.submit({}, 'go=send')).receipt, first.receipt);
		} finally {
			h.clock(0);
		}
	});

	test('the last page can change its language and try the code, and holds no answers', async () => {
		const last = (await file(h.visitor(), { ...plain, story: 'Onvindbaar woord: kwartelhaven.' }));
		const english = await last.page.submit({ lang: 'en' });

		assert.equal(sent(english).receipt, last.receipt);
		assert.equal(english.heading, 'Your report has been sent');
		assert.match((await english.submit({ try: last.receipt }, 'go=try')).text, /The code is right/);
		const wrong = await english.submit({ try: last.receipt.replace(/^./, (c) => (c === '0' ? '1' : '0')) }, 'go=try');
		assert.equal(wrong.status, 422);
		assert.equal(sent(wrong).receipt, last.receipt);
		const peek = await post(new URLSearchParams({ state: value(last.page, 'state'), change: 'story.0' }).toString());
		assert.ok(!peek.body.includes('kwartelhaven'));
		assert.equal((await post(new URLSearchParams({ state: value(last.page, 'state'), lang: 'xx' }).toString())).status, 400);
	});
});

describe('Mijn melding', () => {
	const open = async (code, lang = 'nl') => (await h.visitor().get(lang === 'nl' ? '/nl/mijn-melding' : '/en/my-report')).submit({ code });

	test('opens by the code, in any spelling, and shows the status only', async () => {
		const { receipt, reference } = await file(h.visitor(), { ...plain, story: 'Onvindbaar woord: zilverkraai.' });

		for (const spelled of [receipt, receipt.toLowerCase(), receipt.replaceAll('-', ' '), receipt.replaceAll('-', '')]) {
			const page = await open(spelled);
			assert.equal(page.status, 200);
			assert.match(page.text, /Ontvangen/);
			assert.ok(!page.body.includes('zilverkraai') && !page.body.includes(reference) && !page.body.includes(receipt));
		}
		assert.match((await open(receipt, 'en')).text, /Received/);
	});

	test('does not open by the reference', async () => {
		const { reference } = await file(h.visitor());

		const page = await open(reference);
		assert.equal(page.status, 422);
		assert.match(page.errors[0], /^Dit is het nummer van uw melding/);
		assert.equal((await open('')).errors[0], 'Vul uw code in.');
	});

	test('says the same of an unknown code, one without rights and one whose time has passed', async () => {
		const { receipt, reference } = await file(h.visitor());
		const unknown = await open(made());

		h.sql('root', `UPDATE report SET has_code = 0 WHERE reference = '${reference}'`);
		const withoutRight = await open(receipt);
		assert.equal(unknown.status, 422);
		assert.equal(withoutRight.body, unknown.body);
		assert.ok(!unknown.body.includes(receipt));
	});

	test('says in plain words how it stands, until ninety days after closing', async () => {
		const { receipt, reference } = await file(h.visitor());
		const [[id]] = await until('registered', () => {
			const found = h.sql('root', `SELECT HEX(signal_id) FROM report WHERE reference = '${reference}' AND signal_id IS NOT NULL`);
			return found.length ? found : null;
		});
		const stands = async (status, days) => {
			h.sql('root', `UPDATE fraud_signal SET status = ${status}, closed = IF(${status} = 6, received - INTERVAL ${days} DAY, NULL) WHERE id = UNHEX('${id}')`);
			return open(receipt);
		};

		assert.match((await stands(2, 0)).text, /In behandeling/);
		assert.match((await stands(6, 89)).text, /Afgerond[^]*tot en met \w+dag \d+ \w+ 20\d\d/);
		const over = await stands(6, 91);
		assert.equal(over.status, 422);
		assert.equal(over.body, (await open(made())).body);
	});

	test('finds a typing error without asking the database', async () => {
		const [pid] = h.pids('mariadbd');

		process.kill(pid, 'SIGSTOP');
		try {
			const page = await open('12345-12345-12345-12345-1234Z');
			assert.equal(page.status, 422);
			assert.match(page.errors[0], /25 tekens/);
		} finally {
			process.kill(pid, 'SIGCONT');
		}
	});

	test('takes no code from an address', async () => {
		const answer = await request(h.port, 'GET', `/nl/mijn-melding?code=${made()}`);

		assert.ok([200, 400, 404].includes(answer.status));
		assert.doesNotMatch(answer.body, /Ontvangen|geen melding/);
	});

	// A code nobody was given: 24 digits and the check character that fits (Luhn mod 32).
	function made() {
		const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
		const d = Array.from({ length: 24 }, () => Math.floor(Math.random() * 32));
		const sum = d.reduce((s, _, i) => { const v = d[23 - i] * (i % 2 ? 1 : 2); return s + Math.floor(v / 32) + v % 32; }, 0);
		return [...d, (32 - sum % 32) % 32].map((n) => alphabet[n]).join('').replace(/(.{5})(?=.)/g, '$1-');
	}
});

describe('a secret code, an address and a number', () => {
	const refused = async (page, values, words) => {
		const answer = await page.submit(values, 'go=next');
		assert.equal(answer.status, 422);
		assert.match(answer.errors.join(' '), words);
		return answer;
	};

	test('a code is refused as the number of an earlier report, and in any other line', async () => {
		const { receipt, reference } = await file(h.visitor());
		const page = await to('earlier_reference', { ...plain, subject: 'addition' });

		await refused(page, { earlier_reference: receipt }, /Dit is uw geheime code/);
		await refused(page, { earlier_reference: receipt.replaceAll('-', '').toLowerCase() }, /Dit is uw geheime code/);
		assert.equal((await page.submit({ earlier_reference: reference }, 'go=next')).status, 200);
		await refused(await to('where_place'), { where_place: `bij ${receipt}` }, /Hier staat een geheime code/);
	});

	test('a code in the story is said once', async () => {
		const { receipt } = await file(h.visitor());
		const story = `Mijn code is ${receipt}, kunt u kijken?`;
		const page = await refused(await to('story'), { story }, /Hier staat een geheime code/);

		assert.equal((await page.submit({ story }, 'go=next')).status, 200);
	});

	test('whoever cannot be reached is told once, and kindly', async () => {
		const answers = { ...plain, identity: 'confidential' };
		let page = await to('your_email', answers);

		await refused(page, { your_email: 'piet' }, /Er hoort een @ in/);
		await refused(page, { your_phone: 'geen' }, /geen cijfer/);
		page = await refused(page, {}, /Zo kunnen wij u niet bereiken/);
		assert.equal((await page.submit({}, 'go=next')).status, 200);
	});

	test('a V-number of another form is taken, with a word beside it', async () => {
		let page = await (await to('add')).submit({ add: 'person' }, 'go=next');

		page = await page.submit({ name: 'Anna', v_number: '12345' }, 'go=next');
		assert.equal(page.status, 200);
		assert.match((await page.submit({}, 'go=previous')).text, /heeft meestal 10 cijfers/);
	});

	test('what was not filled in is one line of the last page', async () => {
		const page = await check(h.visitor());

		assert.match(page.root.querySelector('main details summary').text, /^Niet ingevuld: \d+ vragen$/);
		assert.ok(!page.root.querySelector('main details').text.includes(plain.story));
	});

	test('links out of the form open a new tab, and say so; elsewhere they do not', async () => {
		const links = (page) => page.root.querySelectorAll('.kp-test a, .kp-brand a, footer nav a');
		const inside = links(await to('story'));

		assert.ok(inside.some((a) => a.getAttribute('href') === 'https://www.ind.nl'));
		for (const a of inside) {
			assert.equal(a.getAttribute('target'), '_blank');
			assert.match(a.getAttribute('rel'), /^noopener( noreferrer)?$/);
			assert.match(a.text, /opent in een nieuw tabblad/);
		}
		for (const a of links(await h.visitor().get('/nl/privacy')))
			assert.equal(a.getAttribute('target') ?? null, null);
	});
});

describe('what our form cannot send', () => {
	const bad = {
		'40,000 fields': () => 'a=&'.repeat(40000),
		'an unknown field': () => 'go=next&subject=other&status=6',
		'a state twice': () => 'state=&state=&go=next&subject=other',
		'a token twice': () => 'csrf=&go=next&csrf=&subject=other',
		'a field twice': () => 'go=next&subject=other&subject=documents',
		'an array, a path, a prototype': () => 'go=next&subject[0]=other',
		'a dotted name': () => 'go=next&subject.kind=other',
		'__proto__': () => 'go=next&__proto__=1',
		'an empty name': () => 'go=next&=1&subject=other',
		'a bad escape': () => 'go=next&subject=%zz',
		'half an escape': () => 'go=next&subject=other%2',
		'a choice that is none': () => 'go=next&subject=%253Cother',
		'overlong UTF-8': () => 'go=next&subject=other%C0%AF',
		'a lone surrogate': () => 'go=next&subject=%ED%A0%80',
		'a NUL': () => 'go=next&subject=other%00',
		'an unknown button': () => 'go=delete&subject=other',
		'an unknown language': () => 'lang=xx&subject=other',
	};

	for (const [name, body] of Object.entries(bad))
		test(`${name} is refused with a page in style, and nothing is stored`, async () => {
			const count = rows();
			let answer, quickest = Infinity;	// of some, as in http.mjs

			for (let i = 0; i < 10 && quickest >= 1000; i++) {
				const begin = Date.now();
				answer = await post(body());
				quickest = Math.min(quickest, Date.now() - begin);
			}
			assert.equal(answer.status, 400);
			assert.ok(quickest < 1000, `${quickest} ms`);
			assert.match(answer.headers['content-security-policy'], /default-src 'none'/);
			assert.match(answer.body, /<h1/);
			assert.equal(rows(), count);
		});

	test('a field in the address and in the body is refused', async () => {
		assert.equal((await post('go=next&subject=other', {}, '/nl/melden?subject=other')).status, 400);
	});

	test('a body of 400 kB is refused by the program, one of a megabyte by the door', async () => {
		assert.equal((await post('story=' + 'a'.repeat(400000))).status, 413);
		assert.equal((await post('story=' + 'a'.repeat(1100000)).catch(() => ({ status: 413 }))).status, 413);
	});

	test('and both say the same: what was typed is there when one goes back', async () => {
		const door = parse(readFileSync(new URL('../../static/error/413.html', import.meta.url), 'utf8')).querySelector('main');
		for (const [lang, path, heading] of [['nl', '/nl/melden', 'h1'], ['en', '/en/report', 'h2']]) {
			const page = parse((await post('story=' + 'a'.repeat(400000), {}, path)).body).querySelector('main');
			const words = door.querySelectorAll(lang === 'nl' ? 'p:not([lang])' : 'p[lang=en]').map((e) => e.text);
			assert.deepEqual([page.querySelector('h1').text, page.querySelector('p').text], [door.querySelector(heading).text, words[0]]);
			assert.match(words[0], /Ga terug in uw browser|Go back in your browser/);
		}
	});

	test('a form of another site is refused', async () => {
		assert.equal((await post('go=next&subject=other', { origin: 'https://evil.example' })).status, 403);
	});

	test('a form of another site leaves its words in no field, and shows them to who typed them', async () => {
		const page = await to('story');

		for (const origin of ['https://evil.example', 'null'])
			for (const more of [{}, { state: value(page, 'state') }]) {
				const { status, body } = await post(new URLSearchParams({ ...more, story: 'Woorden van elders', go: 'next' }).toString(), { origin });
				assert.equal(status, 403);
				assert.match(body, /kwam niet van onze site/);
				assert.match(body, /<div class="kp-words"[^>]*>Woorden van elders<\/div>/);
				assert.equal(body.split('Woorden van elders').length, 2);
				assert.doesNotMatch(body, /name="state"|<textarea/);
			}
	});

	test('10,000 characters are a story, 10,001 come back to be made shorter', async () => {
		const page = await to('story');

		assert.equal((await page.submit({ story: '🙂'.repeat(10000) }, 'go=next')).status, 200);
		const long = await page.submit({ story: 'x'.repeat(10001) }, 'go=next');
		assert.equal(long.status, 422);
		assert.equal(typed(long, 'story').length, 10001);
		assert.ok(long.errors.includes('Uw verhaal heeft 10.001 tekens. Er passen 10.000. Maak het iets korter.'), long.errors.join());
		const empty = await page.submit({ story: '' }, 'go=next');
		assert.ok(empty.errors.includes('Vertel wat er aan de hand is. Een paar zinnen is genoeg.'), empty.errors.join());
	});

	test('a date says what is missing, or that it does not exist, with an example of its own kind', async () => {
		const birth = await (await to('add')).submit({ add: 'person' }, 'go=next');
		const journey = await to('route', { ...plain, subject: 'smuggling' });
		const says = async (page, name, day, month, year, words) => {
			const back = await page.submit({ [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year }, 'go=next');

			assert.equal(back.status, 422, `${day} ${month} ${year}`);
			assert.match(back.errors[0], words);
			assert.equal(typed(back, `${name}.month`) ?? '', month);
			return back;
		};

		await says(birth, 'birth', '', '3', '1985', /^Deze datum is niet compleet\. Vul ook de dag in\. .*"Leeftijd of geboortejaar"/);
		await says(birth, 'birth', '', '', '1985', /Vul ook de dag en de maand in\./);
		await says(birth, 'birth', '3', '', '', /Vul ook de maand en het jaar in\./);
		await says(birth, 'birth', '31', '2', '1985', /^Deze datum bestaat niet\. .*27 3 1985/);
		await says(journey, 'travel_day', '', '3', '2027', /Vul ook de dag in\. .* bij de route /);
		await says(journey, 'travel_day', '31', '2', '2027', /^Deze datum bestaat niet\. .*27 3 2027/);
		assert.match(journey.text, /Bijvoorbeeld 27 3 2027\. Weet u de dag niet\? Schrijf dan hierboven bij de route/);
	});

	test('nobody is born in the future, and whoever goes to sending with it hears so', async () => {
		const page = await (await to('add')).submit({ add: 'person' }, 'go=next');
		const [today, next] = [0, 86400e3].map((later) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' })
			.format(Date.now() + later).split('-'));
		const born = ([year, month, day]) => ({ 'birth.day': day, 'birth.month': month, 'birth.year': year });
		const words = 'Deze geboortedatum ligt in de toekomst. Kijk vooral het jaar na. Of laat alles leeg.';

		assert.equal((await page.submit(born(today), 'go=next')).status, 200);
		const back = await page.submit(born(next), 'go=next');
		assert.equal(back.status, 422);
		assert.deepEqual([back.errors[0], typed(back, 'birth.year')], [words, next[0]]);
		const later = await (await page.submit(born(next), 'go=previous')).submit({}, 'go=check');
		assert.equal(later.errors[0], words);
	});

	test('as long as every field may be, in the longest letters, is sent, and its story can still be corrected', async () => {
		const most = { story: 10000, happened: 200, where_address: 200, where_place: 100, where_country: 100, name: 200, other_names: 200, age: 60, v_number: 40,
			document_number: 60, address: 300, phone: 60, social: 300, workplace: 300, present: 300, vehicle: 200, employer: 300, hours: 200, pay: 200, housing: 1000,
			threats: 1000, organisation: 200, your_name: 200, your_address: 300, relation: 200, best_time: 200 };
		const chosen = { subject: 'labour_exploitation', danger: 'no', identity: 'organisation', your_phone: '0612345678' };
		let page = await h.visitor().get('/nl/melden');

		for (let i = 0, people = 0; i < 60 && !page.root.querySelector('main button[value=send]'); i++) {
			const asked = page.root.querySelectorAll('main [name]').map((e) => e.getAttribute('name'));
			const values = Object.fromEntries(asked.filter((n) => most[n] || chosen[n]).map((n) => [n, chosen[n] ?? '🙂'.repeat(most[n])]));
			if (asked.includes('add'))
				values.add = people++ < 10 ? 'person' : 'nobody';
			page = await page.submit(values, 'go=next');
			assert.equal(page.status, 200, `${page.heading}: ${page.errors.join()}`);
		}
		page = await page.submit({}, 'change=story.0');
		page = await page.submit({ story: `${'🙂'.repeat(9999)}!` }, 'go=next');
		assert.equal(page.status, 200, page.heading);
		assert.notEqual(sent(await page.submit({}, 'go=send')).receipt, '');
	});

	test('an answer of one character too many comes back, ten times too many does not', async () => {
		const page = await to('where_place');

		assert.equal((await page.submit({ where_place: 'x'.repeat(100) }, 'go=next')).status, 200);
		const long = await page.submit({ where_place: 'x'.repeat(101) }, 'go=next');
		assert.equal(long.status, 422);
		assert.match(long.errors[0], /te lang: 101 tekens, er passen 100/);
		assert.equal((await page.submit({ where_place: 'x'.repeat(1000) }, 'go=next')).status, 400);
	});
});

describe('the pages around the form', () => {
	test('leaving answers 200, clears and goes on to a neutral site', async () => {
		const answer = await post('', {}, '/nl/uit');

		assert.equal(answer.status, 200);
		assert.match(answer.headers['clear-site-data'], /"cache", "storage"/);
		assert.match(answer.headers.refresh, /^0; url=https:\/\//);
		assert.match(answer.body, /geschiedenis van uw browser/);
		assert.match(answer.body, /Wat u al verstuurde, hebben wij ontvangen/);
	});

	test('security.txt and robots.txt say what they must', async () => {
		const security = (await request(h.port, 'GET', '/.well-known/security.txt')).body;
		const expires = new Date(/^Expires: (.*)$/m.exec(security)[1]);

		assert.match(security, /^Contact: (mailto|https):/m);
		assert.match(security, /^Preferred-Languages: nl, en$/m);
		assert.match(security, /^Canonical: http/m);
		assert.ok(expires > Date.now() && expires < Date.now() + 366 * 86400e3);
		assert.match((await request(h.port, 'GET', '/robots.txt')).body, /^Disallow: \/$/m);
	});

	test('the start page knows the hours, and says where else to go', async () => {
		const v = h.visitor();

		// Friday 20 November 2026 09:00, Saturday 21 November, in Amsterdam
		for (const [moment, words] of [['2026-11-20T08:00:00Z', /Nu open, tot 12\.00 uur/],
			['2026-11-21T10:00:00Z', /Nu gesloten\. Weer open op maandag 23 november 2026 om 08\.30 uur/],
			['2026-11-20T06:00:00Z', /Vandaag weer open om 08\.30 uur/]]) {
			h.clock(Math.round((Date.parse(moment) - Date.now()) / 1000));
			await until(`the hours of ${moment}`, async () => words.test((await v.get('/nl/')).text));
		}
		h.clock(0);
		const text = (await v.get('/nl/')).text;
		for (const must of ['112', '0900 8844', '0800 5151', 'CoMensha', 'verblijfsvergunning', 'anoniem'])
			assert.ok(text.includes(must), must);
	});

	test('every page of the demo says that it is a test', async () => {
		for (const path of ['/nl/', '/nl/melden', '/nl/mijn-melding', '/nl/privacy', '/nl/toegankelijkheid', '/nl/contact', '/en/', '/en/contact', '/nl/niets'])
			assert.match((await h.visitor().get(path)).text, /www\.ind\.nl/, path);
	});

	test('question pages that repeat nothing may be kept for the Back button, others may not', async () => {
		const story = await to('story');

		assert.equal(story.headers['cache-control'], 'private, no-cache');
		const back = await (await story.submit({ story: 'Dit is een verhaal.' }, 'go=next')).submit({}, 'go=previous');
		assert.equal(back.headers['cache-control'], 'no-store');
		assert.equal((await check(h.visitor())).headers['cache-control'], 'no-store');
	});

	test('a later page asked for by its address begins the form', async () => {
		const answer = await request(h.port, 'GET', '/nl/melden/7');

		assert.equal(answer.status, 303);
		assert.equal(answer.headers.location, '/nl/melden');
	});
});
