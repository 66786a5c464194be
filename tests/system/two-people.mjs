// What one administrator alone cannot do: make an account that reads reports or the chain, and hold the
// code that opens it. And what a flood of log-ins cannot do: stall the desk.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { hub, until } from '../lib/hub.mjs';
import { administrator, changes, codeFor, shownCode, token } from '../lib/people.mjs';
import { Visitor } from '../lib/visitor.mjs';

const password = 'vlag tafel regen brug';
const reading = ['caseworker', 'lead', 'analyst', 'security_adviser', 'auditor', 'privacy_officer'];
let h, first, second;
// What the chain says of that account since it was made: actions, with their detail.
const told = (name) => h.sql('root', `SELECT u.action, u.detail FROM audit u JOIN account a ON a.id = u.object WHERE a.name = '${name}' AND u.program = 'staff' ORDER BY u.seq`)
	.map((row) => row.join(' ').trim());
const fresh = () => 't' + randomBytes(5).toString('hex');
const roles = (name) => h.sql('root', `SELECT r.role FROM account_role r JOIN account a ON a.id = r.account WHERE a.name = '${name}' ORDER BY 1`).flat().join(' ');
const ask = async (v, name, body) => v.post(`/nl/users/${name}`, `${body}&csrf=${await token(v)}`);
const decide = async (v, name, word = 'approve') => v.post('/nl/changes', `do=${word}&change=${changes(h, name)[0]}&csrf=${await token(v)}`);
const add = async (v, name, role) => (await v.get('/nl/users')).submit({ name, display: 'Iemand Nieuws', role, tongue: 'nl' });
// Takes an account with a code; 1 when it is then logged in.
async function takes(name, code) {
	let page = await (await new Visitor(h.staffPort).get('/nl/enrol')).submit({ code, new: password, again: password });
	if (page.status !== 200 || !page.root.querySelector('[name=without]'))
		return 0;
	await page.submit({}, 'without=1');
	return opens(name);
}
async function opens(name) {
	const v = new Visitor(h.staffPort);
	await (await v.get('/nl/login')).submit({ name, password });
	return v.cookies.size;
}

before(async () => {
	h = await hub({ own: true, port: process.env.KP_OWN_PORT ? Number(process.env.KP_OWN_PORT) : undefined });
	first = await administrator(h, 0);
	second = await administrator(h, 1);
});
after(async () => { await h?.stop(); });

describe('one administrator alone', () => {
	for (const role of [...reading, 'administrator'])
		test(`adds a ${role}, and gets neither the role into it nor a code`, async () => {
			const name = fresh();
			const added = await add(first, name, role);
			assert.equal(shownCode(added), undefined);
			assert.match(added.text, /Wacht op een tweede persoon/);
			assert.equal(added.root.querySelector('[name=do][value=code]'), null);
			assert.equal(roles(name), '');
			const [[no]] = h.sql('root', `SELECT role FROM account_change c JOIN account a ON a.id = c.account WHERE a.name = '${name}'`);
			assert.deepEqual(told(name), [`account_add role=${no}`, `role_propose role=${no}`], 'and the chain says that it was proposed');
			assert.equal((await ask(first, name, 'do=code')).status, 403);
			assert.equal((await decide(first, name)).status, 403);
			assert.equal(h.sql('root', `SELECT enrol_hash IS NULL FROM account WHERE name = '${name}'`)[0][0], '1');
		});
	test('gets no code for a security adviser whose reset another approved', async () => {
		await ask(first, 'iris', 'do=reset');
		const code = shownCode(await decide(second, 'iris'));
		assert.ok(code);
		assert.equal((await ask(first, 'iris', 'do=code')).status, 403);
		assert.equal((await ask(first, 'iris', 'do=revoke&role=security_adviser&sure=1')).status, 200);
		assert.equal((await ask(first, 'iris', 'do=code')).status, 403, 'nor after taking the role away');
		assert.equal(await takes('iris', code), 1);
	});
	test('keeps no code of a colleague who is given a role that reads', async () => {
		const name = fresh();
		const code = shownCode(await add(first, name, 'colleague'));
		assert.ok(code);
		await ask(first, name, 'do=grant&role=security_adviser');
		assert.equal((await ask(first, name, 'do=code')).status, 403);
		const theirs = shownCode(await decide(second, name));
		assert.equal(await takes(name, code), 0);
		assert.equal(await takes(name, theirs), 1);
		assert.equal(roles(name), '3 4');
	});
	test('who took such an account before the approval is put out of it', async () => {
		const name = fresh();
		assert.equal(await takes(name, shownCode(await add(first, name, 'colleague'))), 1);
		await ask(first, name, 'do=grant&role=caseworker');
		const theirs = shownCode(await decide(second, name));
		assert.ok(theirs);
		assert.equal(await opens(name), 0);
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM session s JOIN account a ON a.id = s.account WHERE a.name = '${name}' AND s.ended = 0`)[0][0], '0');
		assert.equal(await takes(name, theirs), 1);
	});
	test('gives nobody a look at the chain: the page says that it waits', async () => {
		const name = fresh();
		await takes(name, await codeFor(h, name, 'caseworker'));
		for (const role of ['auditor', 'privacy_officer'])
			assert.match((await ask(first, name, `do=grant&role=${role}`)).text, /Wacht op een tweede persoon/, role);
		assert.equal(roles(name), '0');
	});
	test('by hand in the database of the intranet neither', () => {
		assert.match(h.refusal('staff', `CALL account_start_anew(X'${'00'.repeat(16)}', X'${'00'.repeat(32)}')`), /denied/);
	});
});

describe('the operator', () => {
	const refused = (...args) => { try { h.kp('users', 'add', ...args); return ''; } catch (e) { return String(e.stderr); } };

	for (const role of [...reading, 'colleague', 'nobody'])
		test(`makes no ${role}`, () => assert.match(refused(fresh(), role), /only administrators/));
	test('makes no third administrator', () => assert.match(refused(fresh(), 'administrator'), /there are two/));
	test('makes the second when one has left, and the chain knows', () => {
		h.sql('root', "UPDATE account SET state = 'disabled' WHERE name = 'thijs'");
		const name = fresh();
		assert.match(h.kp('users', 'add', name, 'administrator'), /^\S{20,}\n$/);
		assert.match(refused(fresh(), 'administrator'), /there are two/);
		h.sql('root', `UPDATE account SET state = 'disabled' WHERE name = '${name}'`);
		h.sql('root', "UPDATE account SET state = 'active' WHERE name = 'thijs'");
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM audit u JOIN account a ON a.id = u.object WHERE u.action = 'account_add' AND u.program = 'kp' AND a.name = '${name}'`)[0][0], '1');
	});
});

describe('two administrators', () => {
	test('make a caseworker, who takes the account with the code of the second', async () => {
		const name = fresh();
		assert.equal(await takes(name, await codeFor(h, name, 'caseworker')), 1);
		assert.equal(roles(name), '0');
	});
	test('start an account anew, and no session of before is left when its person has come', async () => {
		const name = fresh();
		const live = () => h.sql('root', `SELECT COUNT(*) FROM session s JOIN account a ON a.id = s.account WHERE a.name = '${name}' AND s.ended = 0`)[0][0];
		await takes(name, await codeFor(h, name, 'caseworker'));
		await ask(first, name, 'do=reset');
		const code = shownCode(await decide(second, name));
		assert.equal(live(), '0');
		h.sql('root', `UPDATE session s JOIN account a ON a.id = s.account SET s.ended = 0 WHERE a.name = '${name}'`);	// as one that slipped through
		assert.equal(await takes(name, code), 1);
		assert.equal(live(), '1', 'that of who just logged in');
	});
	test('give an account of two people one role more without putting its person out', async () => {
		const name = fresh();
		await takes(name, await codeFor(h, name, 'caseworker'));
		await ask(first, name, 'do=grant&role=analyst');
		assert.equal(shownCode(await decide(second, name)), undefined);
		assert.equal(roles(name), '0 2');
		assert.equal(await opens(name), 1);
	});
	test('decide once: whoever presses again reads that it is decided, and nothing of a text', async () => {
		const name = fresh();
		await add(first, name, 'caseworker');
		const [change] = changes(h, name), body = `do=approve&change=${change}&csrf=${await token(second)}`;
		assert.ok(shownCode(await second.post('/nl/changes', body)));
		const again = await second.post('/nl/changes', body);
		assert.equal(again.status, 409);
		assert.equal(shownCode(again), undefined);
		assert.match(again.text, /Over dit voorstel is al beslist/);
		assert.doesNotMatch(again.text, /uw tekst|Een collega heeft/i);
	});
	test('are two while it lasts: what one proposed who has left can only be refused', async () => {
		const left = { disabled: ["UPDATE account SET state = 'disabled' WHERE name = 'lotte'", "UPDATE account SET state = 'active' WHERE name = 'lotte'"],
			revoked: ["DELETE r FROM account_role r JOIN account a ON a.id = r.account WHERE a.name = 'lotte'",
				"INSERT INTO account_role (account, role) SELECT id, 8 FROM account WHERE name = 'lotte'"] };
		for (const [how, [away, back]] of Object.entries(left)) {
			const name = fresh();
			await add(first, name, 'caseworker');
			h.sql('root', away);
			try {
				const late = await decide(second, name);
				assert.equal(late.status, 409, how);
				assert.match(late.text, /Wie dit voorstelde, is geen beheerder meer/);
				assert.equal(roles(name), '', how);
				assert.equal(changes(h, name).length, 1, 'it still waits');
				assert.equal((await decide(second, name, 'refuse')).status, 200, how);
			} finally {
				h.sql('root', back);
			}
		}
	});
	test('are found again: who proposes it anew takes the place of who has left', async () => {
		const name = fresh(), other = fresh();
		await add(first, name, 'caseworker');
		await add(first, other, 'colleague');
		await ask(first, other, 'do=reset');
		const [[lotte]] = h.sql('root', "SELECT HEX(id) FROM account WHERE name = 'lotte'");
		h.sql('root', `DELETE FROM account_role WHERE account = X'${lotte}'`);
		try {
			assert.match((await ask(second, name, 'do=grant&role=caseworker')).text, /Wacht op een tweede persoon/);
			assert.equal((await ask(second, other, 'do=reset')).status, 200);
		} finally {
			h.sql('root', `INSERT INTO account_role (account, role) VALUES (X'${lotte}', 8)`);
		}
		assert.deepEqual(told(name), ['account_add role=0', 'role_propose role=0', 'grant_role_lapse role=0', 'role_propose role=0']);
		assert.deepEqual(told(other), ['account_add role=4', 'reset_propose', 'reset_lapse', 'reset_propose'], 'the chain says that the first lapsed');
		for (const one of [name, other]) {
			assert.equal(changes(h, one).length, 1);
			assert.equal((await decide(second, one)).status, 403, 'it is his own now');
			assert.ok(shownCode(await decide(first, one)));
		}
		assert.equal(roles(name), '0');
	});
	test('are not needed for somebody who reads neither reports nor the chain', async () => {
		const name = fresh();
		assert.equal(await takes(name, shownCode(await add(first, name, 'legal_owner'))), 1);
		assert.equal(roles(name), '7');
		assert.deepEqual(told(name), ['account_add role=7'], 'nothing was proposed');
	});
});

describe('twenty log-ins that wait', () => {
	test('leave the desk its pages, and who comes too many is told at once', async () => {
		const desk = await h.login('caseworker');
		const page = await new Visitor(h.staffPort).get('/nl/login');
		const answers = [];
		h.signal('authd', 'SIGSTOP');
		try {
			const waiting = Array.from({ length: 20 }, async (_, i) => {
				const body = page.encode(page.form('name'), { name: `nobody${i}`, password: 'not the password' });
				const answer = await new Visitor(h.staffPort).send('POST', '/nl/login', body);
				answers.push({ status: answer.status, retry: answer.headers['retry-after'] });
			});
			await until('seventeen are told', () => answers.length >= 17);
			for (let i = 0; i < 5; i++)
				assert.equal((await desk.get('/nl/queue')).status, 200);
			assert.ok(answers.length < 20, 'some wait still');
			assert.ok(answers.every((a) => a.status === 503 && a.retry), JSON.stringify(answers));
			h.signal('authd', 'SIGCONT');
			await Promise.all(waiting);
		} finally {
			h.signal('authd', 'SIGCONT');
		}
	});
});
