// Logging in, sessions and rights, by HTTP and by hand in the database. Half of it is refusals.
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { dutchDay, hub, until } from '../lib/hub.mjs';
import { administrator, changes, codeFor, shownCode } from '../lib/people.mjs';
import { Visitor, request } from '../lib/visitor.mjs';

let h;
const cookieName = () => `__Host-kp-staff-${h.staffPort}`;
const account = (role, nth = 0) => h.accounts().filter((a) => a.role === role)[nth];
const live = (name) => Number(h.sql('root', `SELECT COUNT(*) FROM session s JOIN account a ON a.id = s.account
	WHERE a.name = '${name}' AND s.ended = 0`)[0][0]);
const traces = (name) => Number(h.sql('root', `SELECT COUNT(*) FROM audit u JOIN account a ON a.id = u.object
	WHERE u.action = 'code_failed' AND a.name = '${name}'`)[0][0]);
const asked = (page) => page.root.querySelector('form#login') !== null;

before(async () => { h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined }); });
after(async () => { await h?.stop(); });

// RFC 6238, written here once more so that the program does not check itself.
function totp(base32, steps = 0) {
	const bits = [...base32].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
	const mac = createHmac('sha1', key).update(counter).digest();
	const at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

async function tryLogin(name, password, extra = {}, visitor = new Visitor(h.staffPort)) {
	const page = await visitor.get('/nl/login');
	const form = page.form('name');
	const body = page.encode(form, { name, password, ...extra });
	return visitor.send('POST', '/nl/login', body);
}
// A person of our own, enrolled as a newcomer would; returns name, password, secret.
async function newcomer(role = 'caseworker', { factor = false } = {}) {
	const name = 'n' + randomBytes(5).toString('hex');
	const password = 'vlag-tafel-regen-' + randomBytes(3).toString('hex');
	const code = await codeFor(h, name, role);
	const v = new Visitor(h.staffPort);
	let page = await (await v.get('/nl/enrol')).submit({ code, new: password, again: password });
	assert.equal(page.heading, 'Uw telefoon als tweede stap');
	const secret = page.root.querySelectorAll('.kp-code').map((e) => e.text.replace(/ /g, '')).find((s) => /^[A-Z2-7]{32}$/.test(s));
	page = factor ? await page.submit({ otp: totp(secret) }) : await page.submit({}, 'without=1');
	assert.ok(asked(page), page.text);
	return { name, password, secret, code };
}
const enter = async (p, lang = 'nl') => {
	const v = new Visitor(h.staffPort);
	let page = await (await v.get(`/${lang}/login`)).submit({ name: p.name, password: p.password });
	if (page.root.querySelector('form#code'))
		page = await page.submit({ otp: p.code });
	v.page = page;
	return v;
};
const csrf = async (v, at = '/nl/account') => (await v.get(at)).root.querySelector('[name=csrf]').getAttribute('value');

// Presses a button by its word and value, in whichever form it stands.
function press(page, button, values = {}) {
	const [name, value] = button.split('=');
	const form = page.root.querySelectorAll('form').find((f) =>
		f.querySelectorAll('button').some((b) => b.getAttribute('name') === name && b.getAttribute('value') === value));
	assert.ok(form, `no button ${button} on ${page.path}`);
	return page.visitor.post(form.getAttribute('action'), page.encode(form, values, [name, value]));
}

// The same for a button that stands outside its form.
function turn(page, button, values = {}) {
	const [name, value] = button.split('=');
	const b = page.root.querySelectorAll('button[form]').find((e) => e.getAttribute('name') === name && e.getAttribute('value') === value);
	assert.ok(b, `no button ${button} on ${page.path}`);
	const form = page.root.querySelector(`form#${b.getAttribute('form')}`);
	return page.visitor.post(form.getAttribute('action'), page.encode(form, values, [name, value]));
}

describe('a session', () => {
	test('begins with a new token in a cookie that only our pages get back', async () => {
		const v = new Visitor(h.staffPort);
		v.stay = true;
		const answer = await tryLogin(account('caseworker').name, account('caseworker').password, {}, v);
		const set = answer.headers['set-cookie'][0];
		assert.equal(answer.status, 303);
		assert.match(set, new RegExp(`^${cookieName()}=[0-9a-f]{64}; Path=/; Secure; HttpOnly; SameSite=Strict$`));
	});
	test('is never the one a stranger planted before', async () => {
		const planted = randomBytes(32).toString('hex');
		const v = new Visitor(h.staffPort);
		v.cookies.set(cookieName(), planted);
		assert.ok(asked(await v.get('/nl/account')));
		await tryLogin(account('lead').name, account('lead').password, {}, v);
		assert.notEqual(v.cookies.get(cookieName()), planted);
		const thief = new Visitor(h.staffPort);
		thief.cookies.set(cookieName(), planted);
		assert.ok(asked(await thief.get('/nl/account')));
	});
	test('of before ends when its browser logs in anew', async () => {
		const v = await h.login('caseworker');
		const old = v.cookies.get(cookieName());
		await tryLogin(account('caseworker', 1).name, account('caseworker', 1).password, {}, v);
		const thief = new Visitor(h.staffPort);
		thief.cookies.set(cookieName(), old);
		assert.notEqual(v.cookies.get(cookieName()), old);
		assert.ok(asked(await thief.get('/nl/account')));
	});
	test('speaks the language its person chose, or the one chosen on the way', async () => {
		const p = await newcomer('analyst');
		assert.equal((await enter(p, 'en')).page.root.querySelector('html').getAttribute('lang'), 'en');
		const v = await enter(p);
		assert.equal(v.page.root.querySelector('html').getAttribute('lang'), 'nl');
		const page = await (await v.get('/nl/account')).submit({ tongue: 'en' });
		assert.match(page.text, /Your language was saved/);
		assert.equal((await enter(p)).page.root.querySelector('html').getAttribute('lang'), 'en');
		assert.equal((await v.post('/en/account/language', `tongue=xx&csrf=${await csrf(v)}`)).status, 400);
	});
	test('that comes twice in one header counts as none', async () => {
		const v = await h.login('caseworker');
		const token = v.cookies.get(cookieName());
		const r = await request(h.staffPort, 'GET', '/nl/account',
			{ headers: { cookie: `${cookieName()}=${token}; ${cookieName()}=${token}` } });
		assert.equal(r.status, 303);
	});
	test('ends on the server when its person logs out', async () => {
		const v = await h.login('caseworker');
		const stolen = v.cookies.get(cookieName());
		const r = await request(h.staffPort, 'POST', '/nl/logout', { headers: { cookie: `${cookieName()}=${stolen}`,
			'content-type': 'application/x-www-form-urlencoded' }, body: `csrf=${await csrf(v)}` });
		assert.equal(r.status, 303);
		assert.match(r.headers['clear-site-data'], /"cache", "storage"/);
		assert.match(r.headers['set-cookie'][0], /Max-Age=0/);
		const thief = new Visitor(h.staffPort);
		thief.cookies.set(cookieName(), stolen);
		assert.ok(asked(await thief.get('/nl/account')));
	});
	test('ends when the password is changed elsewhere, and the person is told', async () => {
		const p = await newcomer();
		const [here, there] = [await enter(p), await enter(p)];
		const next = 'molen-kaas-fiets-' + randomBytes(3).toString('hex');
		const page = await (await here.get('/nl/account')).submit({ password: p.password, new: next, again: next });
		assert.match(page.text, /Uw wachtwoord is gewijzigd/);
		assert.ok(!asked(await here.get('/nl/account')));
		const sent = await there.get('/nl/account');
		assert.ok(asked(sent));
		assert.match(sent.text, /Uw wachtwoord is gewijzigd/);
		assert.equal((await tryLogin(p.name, p.password)).status, 422);
	});
	const changes_meanwhile = { 'its password': 'version = version + 1', 'and switched off': "state = 'disabled'" };
	for (const [what, change] of Object.entries(changes_meanwhile))
		test(`is not opened on what was right a moment ago: ${what} changed while it was looked at`, async () => {
			const p = await newcomer();
			// The row is held with its change, so that the log-in has read the old one and must wait to write.
			const changing = await h.holding('root', `START TRANSACTION; UPDATE account SET ${change} WHERE name = '${p.name}'`);
			const waits = h.waits(), trying = until('it is looked at', async () => { const a = await tryLogin(p.name, p.password); return a.status !== 503 && a; });
			await waits;
			await changing.release();
			assert.equal((await trying).status, 422);
			assert.equal(h.sql('root', `SELECT COUNT(*) FROM session s JOIN account a ON a.id = s.account WHERE a.name = '${p.name}'`)[0][0], '0');
			h.sql('root', `UPDATE account SET state = 'active' WHERE name = '${p.name}'`);
			assert.ok(!asked((await enter(p)).page), 'a moment later it is');
		});
	test('ends at once when an administrator disables its person', async () => {
		const p = await newcomer();
		const v = await enter(p);
		const admin = await h.login('administrator');
		assert.ok(!asked(await v.get('/nl/account')));
		const sure = await press(await admin.get(`/nl/users/${p.name}`), 'do=disable', {});
		assert.equal(h.sql('root', `SELECT state FROM account WHERE name = '${p.name}'`)[0][0], 'active', 'asked about first');
		assert.match(sure.text, /kan niet meer inloggen/);
		await sure.submit({ sure: '1' });
		assert.ok(asked(await v.get('/nl/account')));
		assert.equal((await tryLogin(p.name, p.password)).status, 422);
	});
	test('of a database that was restored is none', async () => {
		const v = await h.login('analyst');
		const old = h.sql('root', 'SELECT HEX(generation) FROM installation')[0][0];
		h.kp('restored');
		assert.equal(h.sql('root', 'SELECT action FROM audit ORDER BY seq DESC LIMIT 1')[0][0], 'restored');
		assert.ok(asked(await v.get('/nl/account')));
		h.sql('root', `UPDATE installation SET generation = UNHEX('${old}')`);
		assert.ok(!asked(await v.get('/nl/account')));
		h.sql('root', `DELETE FROM session WHERE account = (SELECT id FROM account WHERE name = '${account('analyst').name}')`);
		assert.ok(asked(await v.get('/nl/account')));
	});
	for (const [what, change] of [['idle too long', 'seen = UTC_TIMESTAMP() - INTERVAL 31 MINUTE'],
		['too old', 'until = UTC_TIMESTAMP() - INTERVAL 1 SECOND']])
		test(`that is ${what} is over`, async () => {
			const p = await newcomer();
			const v = await enter(p);
			h.sql('root', `UPDATE session SET ${change} WHERE account = (SELECT id FROM account WHERE name = '${p.name}')`);
			const page = await v.get('/nl/account');
			assert.ok(asked(page));
			assert.match(page.text, /Uw sessie is verlopen/);
		});
	test('is one of five at most; the oldest ends and its person is told', async () => {
		const p = await newcomer();
		const begun = Date.now() / 1000 - 1;
		const at = [];
		for (let i = 0; i < 9; i++) {
			at.push(await enter(p));
			// The first five, in their order, within one second of a minute ago: however quick or slow we are.
			if (i === 4)
				h.sql('root', `UPDATE session SET started = UTC_TIMESTAMP() - INTERVAL 1 MINUTE + INTERVAL
					(UNIX_TIMESTAMP(started) - ${begun}) * 1000 MICROSECOND WHERE account = (SELECT id FROM account WHERE name = '${p.name}')`);
			if (i < 5)
				continue;
			const page = await at[i - 5].get('/nl/account');
			assert.ok(asked(page), `log-in ${i + 1} ends ${i - 4}`);
			assert.match(page.text, /op vijf andere plekken ingelogd/);
			assert.ok(!asked(await at[i - 4].get('/nl/account')), `log-in ${i + 1} leaves ${i - 3}`);
		}
		assert.equal(live(p.name), 5);
		assert.match((await enter(p)).page.text, /Uw oudste sessie is beëindigd/);
	});
	test('is named nowhere in a log', async () => {
		const v = await h.login('caseworker');
		const token = v.cookies.get(cookieName());
		await v.get('/nl/account?x=1');
		for (const f of readdirSync(path.join(h.var, 'log')))
			assert.ok(!readFileSync(path.join(h.var, 'log', f), 'latin1').includes(token), f);
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM session WHERE HEX(ticket) = '${token}'`)[0][0], '0');
	});
	test('of one person is not ended by another', async () => {
		const [mine, other] = [await newcomer(), await newcomer()];
		const [v, w] = [await enter(mine), await enter(other)];
		const handle = h.sql('root', `SELECT LOWER(HEX(SUBSTRING(ticket, 1, 8))) FROM session WHERE ended = 0
			AND account = (SELECT id FROM account WHERE name = '${other.name}')`)[0][0];
		await v.post('/nl/account/sessions', `handle=${handle}&csrf=${await csrf(v)}`);
		assert.ok(!asked(await w.get('/nl/account')));
	});
});

describe('a form', () => {
	const end = (v, body, headers = {}) => request(h.staffPort, 'POST', '/nl/account/sessions', { headers: {
		cookie: `${cookieName()}=${v.cookies.get(cookieName())}`, 'content-type': 'application/x-www-form-urlencoded', ...headers }, body });

	test('works with its own token, from our own page', async () => {
		const v = await h.login('lead');
		assert.equal((await end(v, `csrf=${await csrf(v)}`, { origin: `http://localhost:${h.staffPort}`, 'sec-fetch-site': 'same-origin' })).status, 303);
	});
	for (const [what, body] of [['no token', async () => ''], ['an invented one', async () => `csrf=${'0'.repeat(64)}.x`],
		['the token of a colleague', async () => `csrf=${await csrf(await h.login('caseworker', 1))}`],
		['the token of the log-in page', async () => `csrf=${(await new Visitor(h.staffPort).get('/nl/login')).root.querySelector('[name=csrf]').getAttribute('value')}`]])
		test(`with ${what} is refused`, async () => {
			const v = await h.login('lead');
			assert.equal((await end(v, await body())).status, 403);
		});
	for (const headers of [{ origin: 'http://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
		test(`from elsewhere (${JSON.stringify(headers)}) is refused, token or not`, async () => {
			const v = await h.login('lead');
			assert.equal((await end(v, `csrf=${await csrf(v)}`, headers)).status, 403);
		});
	test('of an ended session is no use with a new one of the same person', async () => {
		const v = await h.login('lead');
		const old = await csrf(v);
		const again = await h.login('lead');
		assert.equal((await end(again, `csrf=${old}`)).status, 403);
	});
	test('without a text, of before its person logged in anew, leads home and is no empty page', async () => {
		const v = await h.login('caseworker');
		const old = await csrf(v);
		await tryLogin(account('caseworker', 0).name, account('caseworker', 0).password, {}, v);
		const r = await request(h.staffPort, 'POST', '/nl/logout', { headers: { cookie: `${cookieName()}=${v.cookies.get(cookieName())}`,
			origin: `http://localhost:${h.staffPort}`, 'content-type': 'application/x-www-form-urlencoded' }, body: `csrf=${old}` });
		assert.equal(r.status, 303);
		assert.match(r.headers.location, /\/nl\/queue$/);
	});
});

describe('a text typed while the session ended', () => {
	const note = 'Eerste regel <b>&"\'\ntweede regel é \u{1F600} ' + 'x'.repeat(3000);
	// The code of the telephone, as if the last one were long ago.
	function freshCode(p) {
		h.sql('root', `UPDATE account SET totp_step = 0 WHERE name = '${p.name}'`);
		return totp(p.secret);
	}
	// Any POST will do; adding a user shows most of it.
	async function interrupted({ factor = false } = {}) {
		const p = await newcomer('administrator', { factor });
		h.sql('root', `INSERT IGNORE INTO account_role SELECT id, 8 FROM account WHERE name = '${p.name}'`);
		const v = new Visitor(h.staffPort);
		const first = await (await v.get('/nl/login')).submit({ name: p.name, password: p.password });
		if (factor)
			await first.submit({ otp: freshCode(p) });
		const page = await v.get('/nl/users');
		h.sql('root', `UPDATE session SET ended = 1 WHERE account = (SELECT id FROM account WHERE name = '${p.name}')`);
		const name = 't' + randomBytes(4).toString('hex');
		const sent = await page.submit({ name, display: 'Bewaarde Tekst', role: 'caseworker', tongue: 'nl' });
		return { p, v, sent, name };
	}
	test('is carried over the log-in and sent by the same person', async () => {
		const { p, sent, name } = await interrupted();
		assert.equal(sent.status, 401);
		assert.match(sent.text, /Uw tekst is niet weg/);
		let page = await sent.submit({ name: p.name, password: 'wrong-password-here' });
		assert.equal(page.status, 422);
		page = await page.submit({ name: p.name, password: p.password });
		assert.equal(page.heading, 'Verder met uw tekst');
		const told = page.root.querySelectorAll('main dl > div').map((e) => [e.querySelector('dt').text, e.querySelector('dd').text.trim()]);
		assert.deepEqual(told, [['Wat u wilde doen', 'Een gebruiker toevoegen'], ['Naam', name],
			["Naam zoals collega's die zien", 'Bewaarde Tekst'], ['Rol', 'Behandelaar'], ['Taal', 'Nederlands']]);
		assert.equal(page.root.querySelector('form#resume button').text, 'Bewaar nu');
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM account WHERE name = '${name}'`)[0][0], '0', 'seen before it is stored');
		page = await turn(page, 'lang=en');
		assert.deepEqual([page.heading, page.root.querySelector('form#resume button').text], ['Go on with your text', 'Save now']);
		assert.match(page.text, /Role\s+Caseworker/);
		page = await turn(page, 'lang=nl');
		page = await page.submit({}, undefined);
		assert.match(page.text, /Eenmalige code/);
		assert.equal(h.sql('root', `SELECT display FROM account WHERE name = '${name}'`)[0][0], 'Bewaarde Tekst');
	});
	test('is not shown to somebody else, nor stored', async () => {
		const { sent, name } = await interrupted();
		const page = await sent.submit({ name: account('administrator').name, password: account('administrator').password });
		assert.match(page.text, /Deze tekst is van iemand anders/);
		assert.ok(!page.body.includes(name) && !page.body.includes('Bewaarde Tekst'));
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM account WHERE name = '${name}'`)[0][0], '0');
	});
	test('waits for who typed it when somebody else logged in', async () => {
		const { p, sent, name } = await interrupted(), other = await newcomer();
		let page = await sent.submit({ name: other.name, password: other.password });
		const shown = page.body;
		assert.match(page.text, /Deze tekst is van iemand anders/);
		page = await turn(page, 'lang=en');
		assert.match(page.text, /This text is somebody else's/);
		assert.ok(!`${shown}${page.body}`.includes(name) && !`${shown}${page.body}`.includes('Bewaarde Tekst'));
		const theirs = page.visitor.cookies.get(cookieName()), out = page.root.querySelector('form#owner');
		const body = page.encode(out, {}), at = out.getAttribute('action');
		page = await page.visitor.post(at, body);
		assert.deepEqual([page.status, asked(page), live(other.name), page.visitor.cookies.has(cookieName())], [200, true, 0, false]);
		assert.equal(page.root.querySelector('.kp-me'), null, 'nobody is logged in');
		assert.match(page.text, /Your text is not lost/);
		// The page loaded anew, which sends the form again: it is still the text of who typed it.
		page.visitor.cookies.set(cookieName(), theirs);
		page = await page.visitor.post(at, body);
		assert.deepEqual([page.status, asked(page), sealed(page)], [401, true, sealed(sent)]);
		assert.equal(page.root.querySelector('[name=to]').getAttribute('value'), '');
		page = await page.submit({ name: p.name, password: p.password });
		await resumed(page, name);
	});
	// A new one-time code for somebody who lost the password: one proposes, another approves.
	async function resetCode(name) {
		await press(await (await administrator(h, 0)).get(`/nl/users/${name}`), 'do=reset', {});
		const second = await administrator(h, 1), [change] = changes(h, name);
		return shownCode(await second.post('/nl/changes', `do=approve&change=${change}&csrf=${await csrf(second)}`));
	}
	const resumed = async (page, name) => {
		assert.match(page.heading, /^(Verder met uw tekst|Go on with your text)$/, page.text);
		assert.equal((await page.submit({}, undefined)).status, 200);
		assert.equal(h.sql('root', `SELECT display FROM account WHERE name = '${name}'`)[0]?.[0], 'Bewaarde Tekst');
	};
	const lang = (page) => page.root.querySelector('html').getAttribute('lang');
	const sealed = (page) => page.root.querySelector('[name=carry]')?.getAttribute('value');
	test('is not lost by choosing another language on the way', async () => {
		const { p, sent, name } = await interrupted();
		let page = await turn(sent, 'lang=en', { name: p.name, password: 'not yet' });
		assert.deepEqual([page.status, lang(page), sealed(page)], [200, 'en', sealed(sent)]);
		assert.match(page.text, /Your text is not lost/);
		assert.equal(page.root.querySelector('.kp-langs [aria-current]').text, 'English');
		assert.equal(page.root.querySelector('#name').getAttribute('value'), p.name, 'nor is the name');
		assert.ok(!page.body.includes('not yet'), 'the password is not kept');
		page = await page.submit({ name: p.name, password: p.password });
		assert.equal(lang(page), 'en');
		await resumed(page, name);
	});
	test('has no plain link away from it but where one goes on without it', async () => {
		const { sent } = await interrupted();
		for (const page of [sent, await turn(sent, 'go=enrol'), await turn(sent, 'lang=en')])
			assert.deepEqual(page.root.querySelectorAll('a').filter((a) => !a.getAttribute('href').startsWith('#') && a.getAttribute('target') !== '_blank'), []);
	});
	test('is not lost by who has to use a one-time code first', async () => {
		const { p, sent, name } = await interrupted();
		const code = '00000-00000-00000-00000-00000', next = 'molen kaas fiets brug';
		let page = await turn(sent, 'go=enrol');
		assert.deepEqual([page.heading, sealed(page)], ['Voor het eerst inloggen', sealed(sent)]);
		page = await page.submit({ code, new: next, again: next + '!' });
		assert.deepEqual([page.status, sealed(page)], [422, sealed(sent)]);
		page = await turn(page, 'lang=en', { code });
		assert.deepEqual([lang(page), sealed(page), page.root.querySelector('#code').getAttribute('value')], ['en', sealed(sent), code]);
		const words = await resetCode(p.name);
		page = await page.submit({ code: words, new: next, again: next });
		assert.equal(page.heading, 'Your telephone as the second step');
		assert.equal(sealed(page), sealed(sent));
		page = await turn(page, 'lang=nl');
		assert.deepEqual([page.heading, page.errors, sealed(page)], ['Uw telefoon als tweede stap', [], sealed(sent)]);
		page = await page.submit({}, 'without=1');
		assert.match(page.text, /Uw tekst is niet weg/);
		assert.match(page.text, /Uw account is klaar. Log nu in/);
		await resumed(await page.submit({ name: p.name, password: next }), name);
	});
	test('is not lost where the code of the telephone is asked', async () => {
		const { p, sent, name } = await interrupted({ factor: true });
		let page = await sent.submit({ name: p.name, password: p.password });
		assert.equal(page.path, '/nl/login');
		assert.ok(page.root.querySelector('form#code'), page.text);
		page = await turn(page, 'lang=en');
		assert.deepEqual([page.status, lang(page), sealed(page), page.errors], [200, 'en', sealed(sent), []]);
		page = await turn(page, 'go=back');
		assert.deepEqual([asked(page), lang(page), sealed(page)], [true, 'en', sealed(sent)]);
		page = await page.submit({ name: p.name, password: p.password });
		await resumed(await page.submit({ otp: freshCode(p) }), name);
	});
	test('comes back byte for byte', async () => {
		const { p, v, sent } = await interrupted();
		const form = sent.form('carry');
		assert.ok(!sent.body.includes('Bewaarde'), 'sealed on the way');
		const again = await enter(p);
		const body = new URLSearchParams({ display: note, csrf: await csrf(again) }).toString();
		h.sql('root', `UPDATE session SET ended = 1 WHERE account = (SELECT id FROM account WHERE name = '${p.name}')`);
		const page = await (await again.post('/nl/users', body)).submit({ name: p.name, password: p.password });
		assert.equal(page.fields(page.form('display')).find(([n]) => n === 'display')[1].replace(/\r/g, ''), note);
		assert.ok(form && v);
	});
	test('or when the database was away is offered to be sent again', async () => {
		const admin = await h.login('administrator');
		const page = await admin.get('/nl/users');
		const name = 'w' + randomBytes(4).toString('hex');
		const [mariadbd] = h.pids('mariadbd');
		process.kill(mariadbd, 'SIGSTOP');
		let busy;
		try {
			busy = await page.submit({ name, display: 'Bewaarde Tekst', role: 'analyst', tongue: 'nl' });
		} finally {
			process.kill(mariadbd, 'SIGCONT');
		}
		assert.equal(busy.status, 503);
		assert.ok(busy.headers['retry-after']);
		const sent = await busy.submit({}, undefined);
		assert.equal(sent.status, 200, sent.text);
		assert.equal(h.sql('root', `SELECT display FROM account WHERE name = '${name}'`)[0][0], 'Bewaarde Tekst');
	});
	test('is a password: it is not carried, nor shown after the log-in', async () => {
		const p = await newcomer();
		const v = await enter(p);
		const page = await v.get('/nl/account');
		h.sql('root', `UPDATE session SET ended = 1 WHERE account = (SELECT id FROM account WHERE name = '${p.name}')`);
		const sent = await page.submit({ password: p.password, new: 'molen kaas fiets brug', again: 'molen kaas fiets brug' });
		assert.equal(sent.status, 401);
		assert.equal(sent.root.querySelector('[name=carry]')?.getAttribute('value') ?? '', '');
		const after = await sent.submit({ name: p.name, password: p.password });
		assert.ok(!after.body.includes('molen kaas') && !after.body.includes(p.password));
		assert.equal(after.status, 200, 'the page of the account, where it can be typed again');
		assert.ok(after.form('again'));
	});
	test('is not taken from a form that we did not make', async () => {
		const v = new Visitor(h.staffPort);
		const page = await v.post('/nl/users', 'name=zomaar&display=Wie+dan+ook&csrf=' + 'a'.repeat(64) + '.AAAA');
		assert.equal(page.status, 401);
		assert.equal(page.root.querySelector('[name=carry]'), null);
	});
	test('altered on the way is dropped', async () => {
		const { p, sent } = await interrupted();
		const carry = sent.root.querySelector('[name=carry]').getAttribute('value');
		const page = await sent.submit({ name: p.name, password: p.password, carry: carry.slice(0, -8) + 'AAAAAAAA' });
		assert.notEqual(page.heading, 'Verder met uw tekst');
	});
	for (const to of ['//evil.example/', 'https://evil.example/', '/nl/../../evil', '/\\evil.example', 'javascript:alert(1)', '/nl//evil'])
		test(`leads nowhere else: to=${to}`, async () => {
			const v = new Visitor(h.staffPort);
			v.stay = true;
			const page = await v.get('/nl/login?to=' + encodeURIComponent(to));
			const p = await newcomer('auditor');
			const answer = await tryLogin(p.name, p.password, { to }, v);
			assert.equal(page.root.querySelector('[name=to]').getAttribute('value'), '');
			assert.doesNotMatch(page.root.querySelector('.kp-langs a').getAttribute('href'), /evil|alert/);
			assert.equal(answer.headers.location, '/nl/audit');
		});
	test('in another language leads to the page one was going to, in that language', async () => {
		const p = await newcomer('auditor', { factor: true });
		const v = new Visitor(h.staffPort);
		const to = (page) => page.root.querySelector('[name=to]').getAttribute('value');
		let page = await v.get('/nl/login?to=/nl/account');

		page = await page.follow('English');
		assert.deepEqual([page.path, to(page)], ['/en/login?to=/en/account', '/en/account']);
		page = await (await page.submit({ name: p.name, password: 'wrong-it-is' })).follow('Nederlands');
		assert.equal(to(page), '/nl/account', 'after a wrong password too');
		page = await page.submit({ name: p.name, password: p.password });
		assert.equal(page.path, '/nl/login');
		page = await page.follow('English');
		assert.equal(to(page), '/en/account', 'and where the code is asked');
		page = await (await h.login('auditor')).get('/nl/account?to=/nl/audit');
		assert.equal(page.root.querySelector('.kp-langs a').getAttribute('href'), '/en/account', 'of any other page the address says nothing');
	});
});

describe('a password', () => {
	async function changeTo(next) {
		const p = await newcomer();
		const v = await enter(p);
		const page = await (await v.get('/nl/account')).submit({ password: p.password, new: next, again: next });
		return { p, page };
	}
	for (const [what, next] of [['64 characters', 'kpzwbtrxqm'.repeat(7).slice(0, 64)], ['1024 bytes', 'kpzwbtrxqm'.repeat(103).slice(0, 1024)],
		['spaces before and behind', '  regen op het tafeltje  '], ['letters in two parts (NFD)', 'caf\u0065\u0301 naast de brug']])
		test(`of ${what} works exactly as typed`, async () => {
			const { p, page } = await changeTo(next);
			assert.match(page.text, /Uw wachtwoord is gewijzigd/);
			assert.equal((await tryLogin(p.name, next)).status, 200);
			assert.equal((await tryLogin(p.name, next.normalize('NFC').trim().slice(0, 1000) + '!')).status, 422);
		});
	for (const [what, next, word] of [['11 characters', 'kpzwbtrxqma', /te kort/], ['a word everybody knows', 'Wachtwoord2026!', /te makkelijk/],
		['a run', 'abcdefghijklmnop', /te makkelijk/], ['nothing', '', /Vul een nieuw/]])
		test(`of ${what} is refused`, async () => {
			const { p, page } = await changeTo(next);
			assert.equal(page.status, 422);
			assert.match(page.text, word);
			assert.equal((await tryLogin(p.name, p.password)).status, 200);
		});
	test('of more than 1024 bytes is refused before any work', async () => {
		assert.equal((await tryLogin('mila', 'k'.repeat(1025))).status, 400);
		assert.ok([400, 413].includes((await tryLogin('mila', 'k'.repeat(1 << 20))).status));
	});
	test('stands nowhere in the database', async () => {
		const p = await newcomer();
		assert.match(h.sql('root', `SELECT password FROM account WHERE name = '${p.name}'`)[0][0], /^\$argon2id\$v=19\$m=65536,t=2,p=1\$/);
	});
	test('wrong, unknown and disabled get the same page', async () => {
		const p = await newcomer();
		h.sql('root', `UPDATE account SET state = 'disabled' WHERE name = '${p.name}'`);
		const strip = (r) => r.body.replace(/value="[^"]*"/g, '');
		const wrong = await tryLogin(account('legal_owner').name, 'not the password');
		const unknown = await tryLogin('nobody-here', 'not the password');
		const disabled = await tryLogin(p.name, p.password);
		assert.equal(wrong.status, 422);
		assert.equal(strip(wrong), strip(unknown));
		assert.equal(strip(wrong), strip(disabled));
	});
	// The quickest of each is compared: what else the machine does is in the others.
	test('takes as long for an unknown name as for a known one', async () => {
		const p = await newcomer();
		const times = { known: [], unknown: [] };
		const quickest = () => Object.values(times).map((a) => Math.min(...a));
		const alike = ([a, b]) => Math.abs(a - b) < 0.35 * Math.max(a, b);
		const v = new Visitor(h.staffPort);
		const page = await v.get('/nl/login');
		for (let i = 0; i < 12 || (i < 60 && !alike(quickest())); i++)
			for (const [kind, name] of [['known', p.name], ['unknown', 'x' + p.name.slice(1)]]) {
				const body = page.encode(page.form('name'), { name, password: 'guess number ' + i });
				const start = process.hrtime.bigint();
				await v.send('POST', '/nl/login', body);
				times[kind].push(Number(process.hrtime.bigint() - start) / 1e6);
				h.sql('root', `UPDATE account SET not_before = NULL WHERE name = '${p.name}'`);
			}
		assert.ok(alike(quickest()), `${quickest()} ms`);
	});
	// Six that were judged: what the last one costs is long enough for what follows on a busy machine.
	const guessedAt = async (p) => {
		for (let i = 0; i < 6; i++) {
			h.sql('root', `UPDATE account SET not_before = NULL WHERE name = '${p.name}'`);
			await tryLogin(p.name, 'guess number ' + i);
		}
	};
	test('guessed at costs waiting, a minute at most, and is not judged meanwhile', async () => {
		const p = await newcomer();
		await guessedAt(p);
		const wait = () => Number(h.sql('root', `SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), not_before) FROM account WHERE name = '${p.name}'`)[0][0]);
		assert.ok(wait() >= 1 && wait() <= 60);
		assert.equal((await tryLogin(p.name, p.password)).status, 422);
		h.sql('root', `UPDATE account SET failures = 100000 WHERE name = '${p.name}'`);
		h.sql('root', `UPDATE account SET not_before = NULL WHERE name = '${p.name}'`);
		await tryLogin(p.name, 'one more guess');
		assert.ok(wait() <= 60);
		h.sql('root', `UPDATE account SET not_before = UTC_TIMESTAMP() WHERE name = '${p.name}'`);
		assert.equal((await tryLogin(p.name, p.password)).status, 200);
	});
	test('guessed at by a stranger does not keep its owner out, who has a telephone', async () => {
		const p = await newcomer('caseworker', { factor: true });
		await guessedAt(p);
		assert.equal((await tryLogin(p.name, p.password)).status, 422);
		const page = await tryLogin(p.name, p.password, { otp: totp(p.secret, 1) });
		assert.equal(page.status, 200);
		assert.ok(!asked(page));
	});
	test('guessed at with invented codes does not use up the tries of its owner either', async () => {
		const p = await newcomer('caseworker', { factor: true });
		for (let i = 0; i < 12; i++)
			assert.equal((await tryLogin(p.name, 'guess number ' + i, { otp: String(100000 + i) })).status, 422);
		const page = await tryLogin(p.name, p.password, { otp: totp(p.secret, 1) });
		assert.equal(page.status, 200);
		assert.ok(!asked(page));
	});
	test('right but with a wrong code is not let in while the account waits, and leaves its trace', async () => {
		const p = await newcomer('caseworker', { factor: true });
		await guessedAt(p);
		const page = await tryLogin(p.name, p.password, { otp: '000000' });
		assert.equal(page.status, 422);
		assert.equal(page.root.querySelector('form#code'), null, 'does not tell that the password was right');
		assert.equal(traces(p.name), 1);
	});
	test('tried by thirty at once is answered by all, none waits for ever', async () => {
		const start = Date.now();
		const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => tryLogin(`nobody${i}`, 'not the password')));
		for (const a of answers)
			assert.ok([422, 503].includes(a.status), String(a.status));
		assert.ok(Date.now() - start < 20000, `${Date.now() - start} ms`);
	});
});

describe('a one-time code of the telephone', () => {
	// A code of the step before is good for the rest of this step only: it is used when there is enough of it.
	const stepBegan = () => until('a step is young', () => Date.now() % 30000 < 12000);

	test('is asked for before there is any session', async () => {
		const p = await newcomer('caseworker', { factor: true });
		const v = new Visitor(h.staffPort);
		const page = await tryLogin(p.name, p.password, {}, v);
		assert.equal(page.heading, 'Tweede stap');
		assert.equal(v.cookies.size, 0);
		assert.equal(live(p.name), 0);
		assert.ok(asked(await v.get('/nl/account')));
	});
	test('works once, and one step off the clock', async () => {
		const p = await newcomer('caseworker', { factor: true });
		h.sql('root', `UPDATE account SET totp_step = 0 WHERE name = '${p.name}'`);
		await stepBegan();
		const code = totp(p.secret, -1);
		assert.ok((await enter({ ...p, code })).cookies.has(cookieName()));
		assert.ok(!(await enter({ ...p, code })).cookies.has(cookieName()));
		assert.ok((await enter({ ...p, code: totp(p.secret, 1) })).cookies.has(cookieName()));
		assert.ok(!(await enter({ ...p, code: totp(p.secret, 0) })).cookies.has(cookieName()), 'older than the last');
	});
	test('further off, of somebody else or invented is refused', async () => {
		const [p, other] = [await newcomer('caseworker', { factor: true }), await newcomer('caseworker', { factor: true })];
		for (const code of [totp(p.secret, 3), totp(p.secret, -2), totp(other.secret, 1), '000000'])
			assert.ok(!(await enter({ ...p, code })).cookies.has(cookieName()), code);
	});
	test('may be tried five times a minute', async () => {
		const p = await newcomer('caseworker', { factor: true });
		h.sql('root', `UPDATE account SET totp_step = 0, code_tries = 0 WHERE name = '${p.name}'`);
		let page = await tryLogin(p.name, p.password);
		for (let i = 0; i < 5; i++) {
			h.sql('root', `UPDATE account SET code_not_before = NULL WHERE name = '${p.name}'`);
			page = await page.submit({ otp: '00000' + i });
		}
		h.sql('root', `UPDATE account SET code_not_before = NULL WHERE name = '${p.name}'`);
		page = await page.submit({ otp: totp(p.secret) });
		assert.equal(page.status, 422);
		assert.equal(live(p.name), 0);
		h.sql('root', `UPDATE account SET code_since = UTC_TIMESTAMP() - INTERVAL 2 MINUTE, code_not_before = NULL WHERE name = '${p.name}'`);
		page = await page.submit({ otp: totp(p.secret) });
		assert.ok(!asked(page) && page.status === 200);
	});
	test('that is wrong leaves a row in the chain, counts for the alarm and soon costs waiting', async () => {
		const p = await newcomer('caseworker', { factor: true });
		const watched = () => Number(h.sql('root', 'SELECT failures FROM login_watch')[0][0]);
		h.sql('root', 'UPDATE login_watch SET since = UTC_TIMESTAMP(), failures = 0');
		let page = await tryLogin(p.name, p.password);
		for (let i = 0; i < 3; i++)
			page = await page.submit({ otp: '00000' + i });
		assert.equal(traces(p.name), 3);
		assert.equal(watched(), 3);
		// The two seconds that it costs, as many more as a busy machine needs to ask for it.
		h.sql('root', `UPDATE account SET code_not_before = code_not_before + INTERVAL 20 SECOND WHERE name = '${p.name}'`);
		page = await page.submit({ otp: totp(p.secret, 1) });
		assert.equal(page.status, 422, 'too soon');
		h.sql('root', `UPDATE account SET code_not_before = NULL WHERE name = '${p.name}'`);
		page = await page.submit({ otp: totp(p.secret, 1) });
		assert.equal(page.status, 200);
		assert.equal(h.sql('root', `SELECT code_failures FROM account WHERE name = '${p.name}'`)[0][0], '0');
	});
	test('cannot be left out by going back with another account\'s second step', async () => {
		const [p, other] = [await newcomer('caseworker', { factor: true }), await newcomer()];
		const page = await tryLogin(p.name, p.password);
		const pending = page.root.querySelector('[name=pending]').getAttribute('value');
		const damaged = pending.slice(0, 100) + (pending[100] === '0' ? '1' : '0') + pending.slice(101);
		assert.equal((await page.submit({ otp: totp(p.secret, 1), pending: damaged })).status, 401);
		assert.ok((await enter(other)).cookies.has(cookieName()));
	});
	test('is replaced only by who gives the password, and the old code', async () => {
		const p = await newcomer('caseworker', { factor: true });
		h.sql('root', `UPDATE account SET totp_step = 0 WHERE name = '${p.name}'`);
		await stepBegan();
		const v = await enter({ ...p, code: totp(p.secret, -1) });
		const me = () => v.get('/nl/account');
		const form = { current: 'not the password', otp: totp(p.secret, 0) };
		assert.equal((await (await me()).submit(form)).status, 422);
		assert.equal((await (await me()).submit({ current: p.password, otp: '000000' })).status, 422);
		const page = await (await me()).submit({ current: p.password, otp: totp(p.secret, 0) });
		assert.equal(page.heading, 'Uw telefoon als tweede stap');
	});
	test('stands sealed in the database, bound to its account', async () => {
		const p = await newcomer('caseworker', { factor: true });
		const sealed = h.sql('root', `SELECT HEX(totp) FROM account WHERE name = '${p.name}'`)[0][0];
		assert.equal(sealed.length, 120);
		h.sql('root', `UPDATE account SET totp_step = 0, totp = (SELECT x.totp FROM (SELECT totp FROM account WHERE name = '${account('legal_owner').name}') x) WHERE name = '${p.name}'`);
		assert.ok(!(await enter({ ...p, code: totp(account('legal_owner').totp) })).cookies.has(cookieName()));
	});
});

describe('enrolment', () => {
	const begin = async (code, password = 'vlag tafel regen brug') =>
		(await new Visitor(h.staffPort).get('/nl/enrol')).submit({ code, new: password, again: password });

	test('with a code that was used, is too old or never was is refused', async () => {
		const p = await newcomer();
		assert.equal((await begin(p.code)).status, 422);
		assert.equal((await begin('00000-00000-00000-00000-00000')).status, 422);
		const code = await codeFor(h, 'late' + randomBytes(3).toString('hex'), 'analyst');
		h.sql('root', `UPDATE account SET enrol_until = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE name LIKE 'late%'`);
		assert.equal((await begin(code)).status, 422);
	});
	const wrongs = (page) => page.root.querySelectorAll('#fouten a').map((a) => [a.getAttribute('href'), a.text.trim()]);
	test('says what is wrong with each field at once, in the order of the page', async () => {
		const code = await codeFor(h, 'told' + randomBytes(3).toString('hex'), 'analyst');
		const copied = code.slice(0, -1) + (code.endsWith('2') ? '3' : '2');
		const page = () => new Visitor(h.staffPort).get('/nl/enrol');
		for (const [typed, want] of [
			[{ code: '', new: '', again: '' }, [['#code', /Vul uw eenmalige code in/], ['#new', /Vul een nieuw wachtwoord in/]]],
			[{ code: copied, new: 'kort', again: 'anders' }, [['#code', /goed hebt overgenomen/], ['#new', /te kort/], ['#again', /niet hetzelfde/]]],
			[{ code, new: 'Wachtwoord2026!', again: 'Wachtwoord2026!' }, [['#new', /te makkelijk/]]],
			[{ code: '00000-00000-00000-00000-00000', new: 'vlag tafel regen brug', again: 'vlag tafel regen brug' }, [['#code', /werkt niet meer/]]],
		]) {
			const told = await (await page()).submit(typed);
			assert.equal(told.status, 422);
			assert.deepEqual(wrongs(told).map(([at]) => at), want.map(([at]) => at), JSON.stringify(typed));
			wrongs(told).forEach(([, words], i) => assert.match(words, want[i][1]));
		}
		assert.equal((await begin(code)).heading, 'Uw telefoon als tweede stap', 'and the code still works');
	});
	test('asks again for the code of the telephone, with the same secret, when none was typed or far too much', async () => {
		const name = 'otp' + randomBytes(3).toString('hex');
		const page = await begin(await codeFor(h, name, 'analyst'));
		for (const [otp, words] of [['', /Vul de code van uw telefoon in/], ['123456 7890123', /klopt niet/], ['é'.repeat(12), /klopt niet/]]) {
			const told = await page.submit({ otp });
			assert.equal(told.status, 422, otp);
			assert.equal(told.heading, 'Uw telefoon als tweede stap', otp);
			assert.deepEqual(wrongs(told).map(([at]) => at), ['#otp']);
			assert.match(wrongs(told)[0][1], words);
			assert.match(told.root.querySelector('main').text, new RegExp(name), 'the telephone is told whose it is');
		}
	});
	test('does not finish twice with one code', async () => {
		const name = 'twice' + randomBytes(3).toString('hex');
		const code = await codeFor(h, name, 'analyst');
		const [a, b] = [await begin(code), await begin(code)];
		assert.match((await a.submit({}, 'without=1')).text, /Uw account is klaar/);
		assert.doesNotMatch((await b.submit({}, 'without=1')).text, /Uw account is klaar/);
	});
	test('with a wrong code of the telephone shows the same secret again', async () => {
		const code = await codeFor(h, 'wrong' + randomBytes(3).toString('hex'), 'analyst');
		const page = await begin(code);
		const again = await page.submit({ otp: '000000' });
		assert.equal(again.status, 422);
		const secret = (p) => p.root.querySelectorAll('.kp-code').map((e) => e.text).find((t) => /^[A-Z2-7 ]{39}$/.test(t));
		assert.equal(secret(page), secret(again));
		assert.ok(page.root.querySelector('svg path').getAttribute('d').length > 1000);
	});
	test('without a telephone is not possible where a second factor is required', async () => {
		const strict = await hub({ own: true, port: h.port + 2, settings: { second_factor: 'required' } });
		try {
			strict.sql('root', "UPDATE account SET state = 'disabled' WHERE name = 'thijs'");
			const code = strict.kp('users', 'add', 'strict', 'administrator').trim();
			let page = await (await new Visitor(strict.staffPort).get('/nl/enrol')).submit({ code, new: 'vlag tafel regen brug', again: 'vlag tafel regen brug' });
			assert.equal(page.root.querySelector('[name=without]'), null);
			page = await page.visitor.post('/nl/enrol/confirm', page.encode(page.form('otp'), { without: '1', otp: '' }));
			assert.equal(page.status, 422);
			const demo = strict.accounts()[0];
			page = await (await new Visitor(strict.staffPort).get('/nl/login')).submit({ name: demo.name, password: demo.password });
			assert.equal(page.heading, 'Uw telefoon als tweede stap');
			const secret = page.root.querySelectorAll('.kp-code').map((e) => e.text.replace(/ /g, '')).find((s) => /^[A-Z2-7]{32}$/.test(s));
			page = await page.submit({ otp: totp(secret) });
			assert.equal(page.visitor.cookies.size, 1);
		} finally {
			await strict.stop();
		}
	});
});

describe('rights', () => {
	const roles = (name) => h.sql('root', `SELECT r.role FROM account_role r JOIN account a ON a.id = r.account WHERE a.name = '${name}' ORDER BY 1`).flat().join(' ');

	test('are given by an administrator and count from the next request', async () => {
		const p = await newcomer('analyst');
		const v = await enter(p);
		const [admin, second] = [await h.login('administrator', 0), await h.login('administrator', 1)];
		assert.equal((await v.get('/nl/audit')).status, 403);
		await press(await admin.get(`/nl/users/${p.name}`), 'do=grant', { role: 'auditor' });
		assert.equal((await v.get('/nl/audit')).status, 403);
		await second.post('/nl/changes', `do=approve&change=${changes(h, p.name)[0]}&csrf=${await csrf(second)}`);
		assert.equal((await v.get('/nl/audit')).status, 200);
		await admin.post(`/nl/users/${p.name}`, `do=revoke&role=auditor&sure=1&csrf=${await csrf(admin)}`);
		assert.equal((await v.get('/nl/audit')).status, 403);
	});
	test('to see national security need a second person, who is neither proposer nor receiver', async () => {
		const p = await newcomer();
		const [first, second] = [await h.login('administrator', 0), await h.login('administrator', 1)];
		await press(await first.get(`/nl/users/${p.name}`), 'do=grant', { role: 'security_adviser' });
		assert.equal(roles(p.name), '0');
		const change = h.sql('root', `SELECT LOWER(HEX(c.id)) FROM account_change c JOIN account a ON a.id = c.account WHERE a.name = '${p.name}' AND c.state = 'proposed'`)[0][0];
		const decide = async (v) => (await v.post('/nl/changes', `do=approve&change=${change}&csrf=${await csrf(v)}`)).status;
		assert.equal(await decide(first), 403);
		assert.equal(roles(p.name), '0');
		assert.equal(await decide(await h.login('caseworker')), 403);
		assert.equal(await decide(second), 200);
		assert.equal(roles(p.name), '0 3');
		assert.equal(await decide(second), 409);
	});
	test('to approve are not handed out by one person alone', async () => {
		const p = await newcomer();
		const admin = await h.login('administrator');
		for (const role of ['administrator', 'lead'])
			await press(await admin.get(`/nl/users/${p.name}`), 'do=grant', { role });
		assert.equal(roles(p.name), '0');
	});
	test('are not for oneself', async () => {
		const admin = await h.login('administrator');
		const name = account('administrator').name;
		const token = await csrf(admin);
		for (const body of ['do=grant&role=caseworker', 'do=grant&role=security_adviser', 'do=revoke&role=administrator', 'do=disable', 'do=reset', 'do=code'])
			assert.equal((await admin.post(`/nl/users/${name}`, `${body}&csrf=${token}`)).status, 403, body);
		assert.equal(roles(name), '8');
	});
	for (const role of ['caseworker', 'analyst', 'security_adviser', 'colleague', 'auditor', 'privacy_officer'])
		test(`of a ${role} do not reach people and their roles (Z3)`, async () => {
			const v = await h.login(role);
			const token = await csrf(v);
			assert.equal((await v.get('/nl/users')).status, 403);
			assert.equal((await v.post(`/nl/users/${account('lead').name}`, `do=disable&csrf=${token}`)).status, 403);
			assert.equal((await v.post('/nl/users', `name=hacker&display=Hacker&role=administrator&tongue=nl&csrf=${token}`)).status, 403);
			assert.equal((await v.post('/nl/calendar', `do=add&day=2030-01-02&kind=closing&csrf=${token}`)).status, 403);
		});
	test('of a new person are asked for field by field: what is wrong stands in the order of the page, each once', async () => {
		const admin = await h.login('administrator');
		const wrongs = (page) => page.root.querySelectorAll('#fouten a').map((a) => a.getAttribute('href'));
		const add = async (values) => (await admin.get('/nl/users')).submit({ display: '', role: 'analyst', tongue: 'nl', ...values });
		for (const name of ['', 'A', 'Grote.Letters', '1st'])
			assert.deepEqual(wrongs(await add({ name })), ['#name', '#display'], name);
		const taken = await add({ name: 'mila', display: 'Iemand Anders' });
		assert.deepEqual(wrongs(taken), ['#name']);
		assert.match(taken.errors[0], /bestaat al/);
	});
	test('cannot be taken by a field that the form does not have (Z6)', async () => {
		const admin = await h.login('administrator');
		const r = await admin.post('/nl/users', `name=extra&display=Extra&role=analyst&tongue=nl&owner=1&csrf=${await csrf(admin)}`);
		assert.equal(r.status, 400);
		assert.equal((await admin.post('/nl/users', `name=extra&display=Extra&role=analyst&tongue=nl&state=active&csrf=${await csrf(admin)}`)).status, 400);
		assert.equal(h.sql('root', "SELECT COUNT(*) FROM account WHERE name = 'extra'")[0][0], '0');
	});
	test('of the program without a session reach no account and change none', () => {
		for (const sql of ['SELECT * FROM account', 'SELECT * FROM session', 'SELECT * FROM audit', 'SELECT password FROM admin_account'])
			assert.match(h.refusal('staff', sql), /denied|Unknown column/, sql);
		assert.equal(h.sql('staff', 'SELECT COUNT(*) FROM admin_account')[0][0], '0');
		assert.equal(h.sql('staff', 'SELECT COUNT(*) FROM auditor_audit')[0][0], '0');
		for (const call of ["account_grant('mila', 8)", "account_add('x', 'x', 'nl', 8, '')", "account_disable('mila', 1)", "calendar_known_until('2030-01-01')"])
			assert.match(h.refusal('staff', `CALL ${call}`), /KP401/, call);
	});
	test('a new password needs two administrators; then the old one is no use', async () => {
		const p = await newcomer();
		const [first, second] = [await h.login('administrator', 0), await h.login('administrator', 1)];
		await press(await first.get(`/nl/users/${p.name}`), 'do=reset', {});
		assert.equal((await tryLogin(p.name, p.password)).status, 200);
		const change = h.sql('root', `SELECT LOWER(HEX(c.id)) FROM account_change c JOIN account a ON a.id = c.account WHERE a.name = '${p.name}' AND c.state = 'proposed'`)[0][0];
		assert.equal((await first.post('/nl/changes', `do=approve&change=${change}&csrf=${await csrf(first)}`)).status, 403);
		const page = await second.post('/nl/changes', `do=approve&change=${change}&csrf=${await csrf(second)}`);
		const code = page.root.querySelector('.kp-big .kp-code').text;
		assert.equal((await tryLogin(p.name, p.password)).status, 422);
		assert.equal(live(p.name), 0);
		let again = await (await new Visitor(h.staffPort).get('/nl/enrol')).submit({ code, new: 'nieuwe vlag op tafel', again: 'nieuwe vlag op tafel' });
		again = await again.submit({}, 'without=1');
		assert.equal((await tryLogin(p.name, 'nieuwe vlag op tafel')).status, 200);
	});
});

describe('an account that is added by a double click', () => {
	const add = { display: 'Dubbele Klik', role: 'colleague', tongue: 'nl' };
	test('is there once, and the second answer leads to where its code can be made anew', async () => {
		const admin = await h.login('administrator'), name = 'd' + randomBytes(4).toString('hex');
		const page = await admin.get('/nl/users');
		const code = shownCode(await page.submit({ name, ...add }));
		assert.ok(code);
		const again = await page.submit({ name, ...add });
		assert.equal(again.status, 409);
		assert.match(again.text, /U hebt dit account net gemaakt/);
		assert.doesNotMatch(again.text, /bestaat al/);
		assert.ok(!again.body.includes(code));
		const there = await again.follow(name);
		assert.equal(there.path, `/nl/users/${name}`);
		const anew = shownCode(await press(there, 'do=code'));
		const enrolled = async (words) => (await (await new Visitor(h.staffPort).get('/nl/enrol')).submit({ code: words, new: 'vlag regen tafel mos', again: 'vlag regen tafel mos' })).heading;
		assert.equal(await enrolled(code), 'Voor het eerst inloggen', 'the one before works no more');
		assert.equal(await enrolled(anew), 'Uw telefoon als tweede stap');
	});
	test('is only a name that is taken: of a colleague, some time ago, or when it is in use', async () => {
		const [admin, other] = [await h.login('administrator'), await h.login('administrator', 1)], name = 'd' + randomBytes(4).toString('hex');
		const page = await admin.get('/nl/users'), id = `(SELECT id FROM account WHERE name = '${name}')`;
		await page.submit({ name, ...add });
		const taken = async (from) => {
			const answer = await from.submit({ name, ...add });
			assert.equal(answer.status, 422);
			assert.deepEqual(answer.errors, ['Deze gebruikersnaam bestaat al.']);
			assert.doesNotMatch(answer.text, /net gemaakt/);
		};
		await taken(await other.get('/nl/users'));
		h.sql('root', `UPDATE account SET state = 'active' WHERE name = '${name}'`);
		await taken(page);
		h.sql('root', `UPDATE account SET state = 'new' WHERE name = '${name}'`);
		const row = (by) => h.sql('root', `UPDATE audit SET at = at ${by} INTERVAL 11 MINUTE WHERE action = 'account_add' AND object = ${id}`);
		row('-');
		try { await taken(page); } finally { row('+'); }
		assert.equal((await page.submit({ name, ...add })).status, 409);
	});
});

describe('the calendar of the administrator', () => {
	test('takes a day, refuses it twice, gives it back, and counts its versions', async () => {
		const admin = await h.login('administrator');
		const version = () => Number(h.sql('root', 'SELECT version FROM calendar_state')[0][0]);
		const was = version();
		const year = `${Number(dutchDay().slice(0, 4)) + 1}`;
		const date = [2, 3, 4].find((n) => new Date(Date.UTC(Number(year), 11, n)).getUTCDay() % 6 !== 0), day = `${year}-12-0${date}`;
		const add = { 'day.day': `${date}`, 'day.month': '12', 'day.year': year, kind: 'closing', note: 'Verhuizing' };
		assert.match((await press(await admin.get('/nl/calendar'), 'do=add', add)).root.querySelector('[role=status]').text, /De vrije dag is toegevoegd/);
		assert.equal(version(), was + 1);
		const twice = await press(await admin.get('/nl/calendar'), 'do=add', add);
		assert.equal(twice.status, 422);
		assert.match(twice.text, /staat er al/);
		assert.equal((await press(await admin.get('/nl/calendar'), 'do=add', { ...add, 'day.month': '13' })).status, 422);
		const sure = await admin.post('/nl/calendar', `do=remove&day=${day}&csrf=${await csrf(admin)}`);
		assert.equal(version(), was + 1, 'asked about first');
		assert.match(sure.text, new RegExp(`${date} december ${year}`));
		assert.match((await sure.submit({ sure: '1' })).root.querySelector('[role=status]').text, /De vrije dag is verwijderd/);
		assert.equal(version(), was + 2);
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM holiday WHERE day = '${day}'`)[0][0], '0');
	});

	test('refuses a day that has passed, or is free already, and says which', async () => {
		const admin = await h.login('administrator');
		const days = () => Number(h.sql('root', 'SELECT COUNT(*) FROM holiday')[0][0]), was = days();
		const year = Number(dutchDay().slice(0, 4)) + 1, sunday = new Date(Date.UTC(year, 5, 1));
		while (sunday.getUTCDay() !== 0)
			sunday.setUTCDate(sunday.getUTCDate() + 1);

		for (const [day, why] of [['2020-03-03', /Deze dag is voorbij/], [sunday.toISOString().slice(0, 10), /al vrij/], [`${year}-12-25`, /al vrij/]]) {
			const [y, m, d] = day.split('-');
			const page = await press(await admin.get('/nl/calendar'), 'do=add', { 'day.day': d, 'day.month': m, 'day.year': y, kind: 'closing', note: 'Verhuizing' });

			assert.equal(page.status, 422, day);
			assert.match(page.root.querySelector('#day-error').text, why);
			assert.equal(page.root.querySelector('[name=note]').getAttribute('value'), 'Verhuizing');
		}
		assert.equal(days(), was);
	});
});

describe('the alarm', () => {
	test('a hundred failures within ten minutes are one warning in the log and in the chain', async () => {
		h.sql('root', 'UPDATE login_watch SET since = UTC_TIMESTAMP(), failures = 98');
		const before = Number(h.sql('root', "SELECT COUNT(*) FROM audit WHERE action = 'login_alarm'")[0][0]);
		for (let i = 0; i < 4; i++)
			await tryLogin('nobody', 'guess ' + i);
		assert.equal(Number(h.sql('root', "SELECT COUNT(*) FROM audit WHERE action = 'login_alarm'")[0][0]), before + 1);
		await until('the log', () => /100 failed log-ins/.test(readFileSync(path.join(h.var, 'log/authd.log'), 'utf8')));
	});
	test('and the chain holds after all of this', () => {
		assert.match(h.kp('audit', 'verify'), /audit chain: \d+ rows, unbroken/);
	});
});
