// kp keys and kp recover: a lost key file comes back with two of three shares,
// and with nothing less. No hub runs here.
import { test, beforeEach, afterEach } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from '../lib/hub.mjs';

let dir, shares;
const at = (...p) => path.join(dir, ...p);
const text = (...p) => readFileSync(at(...p), 'utf8');

function kp(args, input) {
	const r = spawnSync(path.join(build, 'bin/kp'), ['-c', at('knooppunt.conf'), ...args], { encoding: 'utf8', input });
	return { status: r.status, out: r.stdout + r.stderr };
}
const secrets = () => Object.fromEntries([...readdirSync(at('keys/secret')).map((n) => `keys/secret/${n}`), 'keys/authd.key']
	.map((n) => [n, text(n)]));

beforeEach(() => {
	dir = mkdtempSync(path.join(tmpdir(), 'kp-keys-'));
	writeFileSync(at('knooppunt.conf'), 'production = 0\n');
	assert.equal(kp(['keys']).status, 0);
	shares = text('keys/shares-demo.txt').split('\n\n').slice(1, 4);
	shares.forEach((s, i) => writeFileSync(at(`share${i}`), `${s}\n`));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('each pair of shares brings all lost key files back', () => {
	const was = secrets();

	for (const [a, b] of [[0, 1], [0, 2], [2, 1]]) {
		rmSync(at('keys/secret'), { recursive: true });
		rmSync(at('keys/authd.key'));
		spawnSync('mkdir', ['-m', '700', at('keys/secret')]);
		assert.equal(kp(['recover', at(`share${a}`), at(`share${b}`)]).status, 0);
		assert.deepEqual(secrets(), was);
	}
	for (const name of Object.keys(was))
		assert.equal(statSync(at(name)).mode & 0o777, 0o400, name);
});

test('typed shares work too, all three at once as well', () => {
	rmSync(at('keys/secret/usz.key'));
	assert.equal(kp(['recover'], shares.join('\r\n').replaceAll('\n', '\r\n')).status, 0);
	assert.ok(existsSync(at('keys/secret/usz.key')));
});

test('one share does not, and neither does the same one twice', () => {
	rmSync(at('keys/secret/hik.key'));
	assert.equal(kp(['recover', at('share0')]).status, 1);
	assert.equal(kp(['recover', at('share1'), at('share1')]).status, 1);
	assert.equal(kp(['recover'], '').status, 1);
	assert.ok(!existsSync(at('keys/secret/hik.key')));
});

test('a damaged share is named; the other two still do', () => {
	const lines = shares[1].split('\n');

	lines[2] = (lines[2][0] === '0' ? '1' : '0') + lines[2].slice(1);
	writeFileSync(at('share1'), lines.join('\n'));
	rmSync(at('keys/secret/hik.key'));
	const r = kp(['recover', at('share0'), at('share1')]);
	assert.equal(r.status, 1);
	assert.match(r.out, /2 of 3 [0-9a-f]{16}.*damaged/);
	assert.equal(kp(['recover', at('share0'), at('share1'), at('share2')]).status, 0);
	assert.ok(existsSync(at('keys/secret/hik.key')));
});

test('shares of another hub are refused', () => {
	const mine = dir;
	const theirs = mkdtempSync(path.join(tmpdir(), 'kp-keys-'));

	dir = theirs;
	writeFileSync(at('knooppunt.conf'), 'production = 0\n');
	kp(['keys']);
	const other = text('keys/shares-demo.txt').split('\n\n').slice(1, 3).join('\n');
	dir = mine;
	rmSync(theirs, { recursive: true, force: true });
	rmSync(at('keys/secret/hik.key'));
	assert.equal(kp(['recover'], other).status, 1);
	assert.ok(!existsSync(at('keys/secret/hik.key')));
});

test('a damaged key file is replaced, a whole one left alone', () => {
	const was = secrets();
	const damaged = text('keys/secret/hik.key').replace(/[0-9a-f](?=[0-9a-f]*\n$)/, 'g');

	chmodSync(at('keys/secret/hik.key'), 0o600);
	writeFileSync(at('keys/secret/hik.key'), damaged);
	assert.equal(kp(['recover', at('share0'), at('share1')]).status, 0);
	assert.deepEqual(secrets(), was);
});

test('kp keys never replaces what was ever made', () => {
	const was = secrets();

	assert.equal(kp(['keys']).status, 0);
	assert.deepEqual(secrets(), was);
	rmSync(at('keys/secret/hik.key'));
	const r = kp(['keys']);
	assert.equal(r.status, 1);
	assert.match(r.out, /recover/);
	assert.ok(!existsSync(at('keys/secret/hik.key')), 'no new key in its place');
});

test('with all secret keys elsewhere kp keys makes the rest, shows whose keys they are, and no new one', () => {
	renameSync(at('keys/secret'), at('kept'));
	rmSync(at('keys/staff.key'), { force: true });
	const r = kp(['keys']);
	assert.equal(r.status, 0, r.out);
	assert.match(r.out, /^hik +[0-9a-f]{16} \(its secret key is not in keys\/secret\)$/m);
	assert.ok(existsSync(at('keys/staff.key')));
	assert.deepEqual(readdirSync(at('keys/secret')), []);
	assert.equal(kp(['keys', 'rotate', 'hik']).status, 1);
	rmSync(at('keys/public/usz.pub'));
	assert.equal(kp(['keys']).status, 1);
	rmSync(at('keys/secret'), { recursive: true });
	renameSync(at('kept'), at('keys/secret'));
	assert.equal(kp(['keys']).status, 0);
	assert.ok(existsSync(at('keys/public/usz.pub')));
});

test('a rotated key and the one before it both come back', () => {
	const before = text('keys/public/hik.pub');

	assert.equal(kp(['keys', 'rotate', 'hik']).status, 0);
	assert.notEqual(text('keys/public/hik.pub'), before);
	const was = secrets();
	assert.equal(Object.keys(was).filter((n) => n.includes('/hik.')).length, 2);
	rmSync(at('keys/secret'), { recursive: true });
	spawnSync('mkdir', ['-m', '700', at('keys/secret')]);
	assert.equal(kp(['recover', at('share0'), at('share2')]).status, 0);
	assert.deepEqual(secrets(), was);
	assert.equal(kp(['keys', 'rotate', 'nonsense']).status, 2);
});

test('the recovery key itself is on no disk, and an escrow tells nothing', () => {
	const all = spawnSync('grep', ['-rl', 'knooppunt secret key', dir], { encoding: 'utf8' }).stdout.trim().split('\n');

	assert.ok(all.every((f) => /\/keys\/secret\/(intake|hik|usz)(\.[0-9a-f]{16})?\.key$/.test(f)), all.join(' '));
	for (const hex of Object.values(secrets()).map((s) => s.split('\n')[2]))
		assert.equal(spawnSync('grep', ['-r', hex, at('keys/escrow')]).status, 1);
});

test('sealed keys open with the passphrase and with nothing else', () => {
	const was = secrets();
	const phrase = 'een zin die niemand raadt';

	assert.equal(kp(['keys', 'rotate', 'hik']).status, 0);
	Object.assign(was, secrets());
	assert.equal(kp(['keys', 'seal'], 'kort\nkort\n').status, 1, 'too short');
	assert.equal(kp(['keys', 'seal'], `${phrase}\n${phrase}!\n`).status, 1, 'typed differently');
	assert.deepEqual(secrets(), was, 'nothing was removed');
	assert.equal(kp(['keys', 'seal'], `${phrase}\n${phrase}\n`).status, 0);
	assert.deepEqual(readdirSync(at('keys/secret')), []);
	for (const hex of Object.entries(was).filter(([n]) => n.startsWith('keys/secret')).map(([, s]) => s.split('\n')[2]))
		assert.equal(spawnSync('grep', ['-r', hex, dir]).status, 1, 'no plain key on disk');
	assert.equal(kp(['unlock'], `${phrase}!\n`).status, 1);
	assert.equal(kp(['unlock'], '').status, 1);
	assert.deepEqual(readdirSync(at('keys/secret')), []);
	assert.equal(kp(['unlock'], `${phrase}\n`).status, 0);
	assert.deepEqual(secrets(), was);
});
