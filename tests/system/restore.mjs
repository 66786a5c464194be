// docs/operator.md, 6: from a dump, the folder of keys without its secrets and two shares, on another machine,
// the same hub comes back. Nothing of the first is used but what the guide says to keep.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hub, made, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';

const words = 'Achter de bakkerij slapen zes mensen op matrassen; woord: lisdoddehof.';
let h, kept, number, was;

before(async () => {
	h = await hub({ own: true, settings: { release_seconds: 1 } });
	kept = mkdtempSync(path.join(tmpdir(), 'kp-kept-'));
	const { reference } = await file(h.visitor(), { ...plain, story: words });
	number = await until('registered', () => h.sql('root', `SELECT s.number FROM report r JOIN fraud_signal s ON s.id = r.signal_id WHERE r.reference = '${reference}'`)[0]?.[0]);
	was = await h.login('caseworker');

	// What the guide says to keep, and what a person has: the shares, a log-in, a second factor.
	writeFileSync(path.join(kept, 'dump.sql'), execFileSync('mariadb-dump', ['--no-defaults', `--socket=${h.socket('mariadb')}`,
		'--single-transaction', '--routines', 'knooppunt'], { maxBuffer: 1 << 28 }));
	cpSync(path.join(h.var, 'keys'), path.join(kept, 'keys'), { recursive: true });
	for (const secret of ['secret', 'state', 'authd.key', 'staff.key', 'shares-demo.txt'])
		rmSync(path.join(kept, 'keys', secret), { recursive: true, force: true });
	readFileSync(path.join(h.var, 'keys/shares-demo.txt'), 'utf8').split('\n\n').slice(1, 3)
		.forEach((s, i) => writeFileSync(path.join(kept, `share${i}`), `${s}\n`));
	cpSync(path.join(h.var, 'accounts.txt'), path.join(kept, 'accounts.txt'));
	await h.stop();
});
after(async () => {
	await h?.stop();
	rmSync(kept, { recursive: true, force: true });
});

test('another machine: the dump, rights anew, the keys by two shares', async () => {
	h = await made(h.port);
	const at = (...p) => path.join(h.var, ...p);

	// As it would be there: no key and no account of the first.
	rmSync(at('keys'), { recursive: true });
	cpSync(path.join(kept, 'keys'), at('keys'), { recursive: true });
	mkdirSync(at('keys/secret'), { mode: 0o700 });
	cpSync(path.join(kept, 'accounts.txt'), at('accounts.txt'));
	await h.tool('db');
	execFileSync('mariadb', ['--no-defaults', `--socket=${h.socket('mariadb')}`, 'knooppunt'], { input: readFileSync(path.join(kept, 'dump.sql')) });
	h.kp('migrate');
	h.kp('recover', path.join(kept, 'share0'), path.join(kept, 'share1'));
	assert.match(h.kp('keys'), /^hik +[0-9a-f]{16}$/m);
	h.kp('restored');
	await h.tool('start');
});

test('a log-in of before is none', async () => {
	assert.match((await was.get('/nl/queue')).root.querySelector('form').getAttribute('action'), /login/);
});

test('people come in as before, with the second factor too', async () => {
	const v = await h.login('legal_owner');

	assert.notEqual(v.account.totp, '-');
	assert.equal(v.page.heading, 'Mijn account');
});

test('what a reporter wrote is read at the desk, a new report comes in, and both chains hold', async () => {
	const v = await h.login('caseworker');

	assert.match((await v.get(`/nl/signals/${number}`)).text, /lisdoddehof/);
	const { reference } = await file(h.visitor(), plain);
	await until('registered', () => h.sql('root', `SELECT 1 FROM report WHERE reference = '${reference}' AND signal_id IS NOT NULL`)[0]);
	assert.match(h.kp('audit', 'verify'), /^audit chain: \d+ rows, unbroken\nintake chain: 2 rows, unbroken$/m);
	assert.equal(h.sql('root', "SELECT COUNT(*) FROM audit WHERE action = 'restored'")[0][0], '1');
});
