// keyd: who may open what, why and how often; and what a peer cannot do to it.
// Speaks its messages (src/keyd_message.h) as a program that was taken over would.
import { describe, test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import net from 'node:net';
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { hub, until, pause } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';
import { attach, withCopy } from '../lib/files.mjs';

const REQUEST = 56 + 1600;
const ANSWER = 8 + 40 * 48;
const STATUS = 1, OPEN = 2, LIST = 3, REWRAP = 4, TOKEN = 5, CLEAN = 6;
const OK = 0, MALFORMED = 1, LOGIN = 2, DENIED = 3, NOT_FOUND = 4, INVALID = 7, LIMITED = 8, LOCKED = 11;
const TREATING = 1, LOOKUP = 2, ORIGINAL = 3;
const NONE = Buffer.alloc(16);

let h, token, ticket, adviser, hik, usz;

function message({ op, purpose = 0, to = 0, count = 0, part = 0, token: t = Buffer.alloc(32), reason = NONE, body = NONE }) {
	const m = Buffer.alloc(REQUEST);

	m.set([1, op, purpose, to, count >> 8, count & 255, part >> 8, part & 255]);
	t.copy(m, 8);
	reason.copy(m, 40);
	body.copy(m, 56);
	return m;
}

// All pages of the answer; { rc: -1 } when keyd hung up.
function ask(m) {
	return new Promise((resolve, reject) => {
		const s = net.connect(h.socket('keyd'));
		let got = Buffer.alloc(0);
		const keys = [];

		s.setTimeout(8000, () => { s.destroy(); reject(new Error('keyd is silent')); });
		s.on('error', reject);
		s.on('close', () => resolve({ rc: -1, keys }));
		s.on('data', (d) => {
			got = Buffer.concat([got, d]);
			for (; got.length >= ANSWER; got = got.subarray(ANSWER)) {
				for (let i = 0; i < got.readUInt16BE(4); i++)
					keys.push(got.subarray(8 + i * 48, 56 + i * 48));
				if (!got[2]) {
					resolve({ rc: got[1], warn: got[3], keys, rest: Buffer.from(got.subarray(8)) });
					s.destroy();
					return;
				}
			}
		});
		s.write(m);
	});
}

// Each worker looks for itself, at most once a second: all have seen it when a dozen answers agree.
const all_say = (what, rc) => until(what, async () => {
	for (let i = 0; i < 12; i++)
		if ((await ask(message({ op: STATUS }))).rc !== rc)
			return false;
	return true;
});
const open = (t, object, purpose = TREATING, reason = NONE) =>
	ask(message({ op: OPEN, purpose, count: 1, token: t, reason, body: object }));
const list = (t, objects) =>
	ask(message({ op: LIST, count: objects.length, token: t, body: Buffer.concat(objects) }));
const audited = (action) => Number(h.sql('root', `SELECT COUNT(*) FROM audit WHERE action = '${action}'`)[0][0]);
const id = (hex) => Buffer.from(hex, 'hex');

async function token_of(role) {
	const v = await h.login(role);

	return id([...v.cookies.values()].find((c) => /^[0-9a-f]{64}$/.test(c)));
}
// Tickets of a role's sessions; a test that logs in knows which ones are new.
const tickets_of = (role) => h.sql('root', `SELECT HEX(s.ticket) FROM session s JOIN account_role r ON r.account = s.account
	JOIN role o ON o.role = r.role WHERE o.name = '${role}'`).map(([t]) => t);

// A reason as the intranet stores it; keyd does not look into it.
function reason_for(object) {
	const envelope = randomBytes(16);

	h.sql('staff', `SET @ticket = X'${ticket}'; START TRANSACTION; CALL envelope_add(X'${envelope.toString('hex')}',
		X'${object.toString('hex')}', 1, X'0011223344556677', X'${'00'.repeat(96)}', 6, '2026-11-20', X'00');
		COMMIT`);
	return envelope;
}

before(async () => {
	h = await hub({ own: true, settings: { read_limit: 5, release_seconds: 1 } });
	await file(h.visitor(), plain);
	await file(h.visitor(), plain);
	await file(h.visitor(), { ...plain, subject: 'national_security' });
	const signals = await until('registered', () => {
		const rows = h.sql('root', 'SELECT HEX(id), class FROM fraud_signal ORDER BY class');
		return rows.length === 3 && rows;
	});
	hik = [id(signals[0][0]), id(signals[1][0])];
	usz = id(signals[2][0]);
	token = await token_of('caseworker');
	[ticket] = tickets_of('caseworker');
	adviser = await token_of('security_adviser');
});
after(() => h?.stop());

test('a caseworker opens an unassigned signal; the row stands before the key leaves', async () => {
	const before = audited('open');
	const a = await open(token, hik[0]);

	assert.equal(a.rc, OK);
	assert.equal(a.keys.length, 1);
	assert.equal(audited('open'), before + 1);
});

test('without its row in the chain no key leaves', async () => {
	h.sql('root', 'RENAME TABLE audit TO audit_gone');
	try {
		const a = await open(token, hik[0]);
		assert.notEqual(a.rc, OK);
		assert.equal(a.keys.length, 0);
		assert.ok(a.rest.every((b) => b === 0), 'not a byte');
		const l = await list(token, hik);
		assert.notEqual(l.rc, OK);
		assert.equal(l.keys.length, 0);
	} finally {
		h.sql('root', 'RENAME TABLE audit_gone TO audit');
	}
	assert.equal((await open(token, hik[0])).rc, OK);
});

test('a forged, ended or expired session opens nothing', async () => {
	assert.equal((await open(randomBytes(32), hik[0])).rc, LOGIN);
	assert.equal((await list(randomBytes(32), hik)).rc, LOGIN);
	const other = await token_of('caseworker');
	const theirs = tickets_of('caseworker').find((t) => t !== ticket);
	assert.equal((await open(other, hik[0])).rc, OK);
	for (const change of ['ended = 1', 'until = UTC_TIMESTAMP() - INTERVAL 1 SECOND',
		'seen = UTC_TIMESTAMP() - INTERVAL 1 DAY', 'generation = RANDOM_BYTES(16)']) {
		h.sql('root', `CREATE TABLE kept AS SELECT * FROM session WHERE ticket = X'${theirs}';
			UPDATE session SET ${change} WHERE ticket = X'${theirs}'`);
		assert.equal((await open(other, hik[0])).rc, LOGIN, change);
		h.sql('root', `REPLACE INTO session SELECT * FROM kept; DROP TABLE kept`);
	}
	assert.equal((await open(other, hik[0])).rc, OK);
	h.sql('root', `UPDATE session SET ended = 1 WHERE ticket = X'${theirs}'`);
});

test('another class does not differ from what never existed', async () => {
	const before = audited('open_denied');

	assert.deepEqual(await open(token, usz), await open(token, randomBytes(16)));
	assert.deepEqual(h.sql('root', "SELECT HEX(object) FROM audit WHERE action = 'open_denied' ORDER BY seq").slice(before).flat(),
		[usz.toString('hex').toUpperCase(), 'NULL'], 'both attempts stand in the chain, and take the same time');
	assert.equal((await open(token, usz)).rc, NOT_FOUND);
	assert.equal((await open(adviser, usz)).rc, OK);
	assert.equal((await open(adviser, hik[0])).rc, NOT_FOUND);
});

test('a page of a queue: one row names what was seen, and nothing else is opened', async () => {
	const a = await list(token, [hik[0], usz, randomBytes(16), hik[1]]);

	assert.equal(a.rc, OK);
	assert.equal(a.keys.length, 2);
	const whole = (await open(token, hik[0])).keys[0];
	const listed = a.keys.find((k) => k.subarray(0, 16).equals(whole.subarray(0, 16)));
	assert.ok(listed && !listed.equals(whole), 'not the key of the whole story');
	const [detail] = h.sql('root', "SELECT LOWER(detail) FROM audit WHERE action = 'open_list' ORDER BY seq DESC LIMIT 1")[0];
	assert.ok(detail.includes(hik[0].toString('hex')) && detail.includes(hik[1].toString('hex')));
	assert.ok(!detail.includes(usz.toString('hex')), 'what was not seen is not named');
	assert.equal(detail.length, 64);
});

test('a page of a queue gives no key of what is guarded, should a signal name it as its summary', async () => {
	const summary = `(SELECT summary_envelope FROM fraud_signal WHERE id = X'${hik[0].toString('hex')}')`;

	h.sql('root', `UPDATE envelope SET guarded = 1 WHERE id = ${summary}`);
	try {
		assert.equal((await list(token, hik)).keys.length, hik.length - 1);
	} finally {
		h.sql('root', `UPDATE envelope SET guarded = 0 WHERE id = ${summary}`);
	}
	assert.equal((await list(token, hik)).keys.length, hik.length);
});

test('treating is for whoever holds the signal', async () => {
	h.sql('root', `UPDATE fraud_signal SET assignee = (SELECT a.id FROM account a JOIN account_role r ON r.account = a.id
		WHERE r.role = 1 LIMIT 1) WHERE id = X'${hik[1].toString('hex')}'`);
	const before = audited('open_denied');
	assert.equal((await open(token, hik[1])).rc, DENIED);
	assert.equal(audited('open_denied'), before + 1, 'and the attempt stands in the chain');
});

test('a look-up needs a reason of the same person and the same signal', async () => {
	assert.equal((await open(token, hik[1], LOOKUP)).rc, INVALID);
	assert.equal((await open(token, hik[1], LOOKUP, randomBytes(16))).rc, INVALID);
	assert.equal((await open(token, hik[1], LOOKUP, reason_for(hik[0]))).rc, INVALID);
});

test('look-ups are counted: first a warning, then no more', async () => {
	const reason = reason_for(hik[1]);
	const answers = [];

	for (let i = 0; i < 6; i++)
		answers.push(await open(token, hik[1], LOOKUP, reason));
	assert.deepEqual(answers.map((a) => a.rc), [OK, OK, OK, OK, OK, LIMITED]);
	assert.deepEqual(answers.map((a) => a.warn), [0, 0, 0, 1, 1, 0]);
	assert.equal(answers[5].keys.length, 0);
	assert.equal(audited('open_limited'), 1);
	assert.equal((await open(token, hik[0])).rc, OK, 'one\'s own work goes on');
});

test('only workd may rewrap, and workd may do nothing else', async () => {
	const proof = id(readFileSync(path.join(h.var, 'secret/workd.service'), 'utf8').split('\n')[2]);
	const body = randomBytes(120);

	assert.equal((await ask(message({ op: REWRAP, to: 1, token, body }))).rc, DENIED);
	assert.equal((await ask(message({ op: REWRAP, to: 1, token: randomBytes(32), body }))).rc, DENIED);
	assert.equal((await ask(message({ op: REWRAP, to: 1, token: proof, body }))).rc, INVALID, 'a wrap of nobody');
	assert.equal((await open(proof, hik[0])).rc, LOGIN);
	assert.equal((await list(proof, hik)).rc, LOGIN);
});

test('the key of a file that waits is for cleand, opens its chunks only, and is gone when it is cleaned', async () => {
	const proof = (name) => id(readFileSync(path.join(h.var, `secret/${name}.service`), 'utf8').split('\n')[2]);
	const clean = (file, t = proof('cleand')) => ask(message({ op: CLEAN, count: 1, token: t, body: id(file) }));
	const signal = hik[0].toString('hex');
	const keep = (sql) => h.sql('root', sql);

	h.signal('cleand', 'SIGSTOP');	// the file must wait meanwhile
	try {
		const f = attach(h, signal, Buffer.from('%PDF-1.4'));
		const before = keep('SELECT COUNT(*) FROM audit')[0][0];
		const a = await clean(f);
		assert.equal(a.rc, OK);
		assert.equal(a.keys.length, 1);
		assert.equal(a.keys[0].subarray(0, 16).toString('hex'), f);
		assert.equal(keep('SELECT COUNT(*) FROM audit')[0][0], before, 'no row that tells the minute');

		for (const [who, t] of [['workd', proof('workd')], ['a person', token], ['nobody', randomBytes(32)], ['zeros', Buffer.alloc(32)]]) {
			const r = await clean(f, t);
			assert.equal(r.rc, DENIED, who);
			assert.ok(r.rest.every((b) => b === 0), who);
		}
		assert.equal((await ask(message({ op: REWRAP, to: 1, token: proof('cleand'), body: randomBytes(120) }))).rc, DENIED);
		assert.equal((await open(proof('cleand'), hik[0])).rc, LOGIN);
		assert.equal((await clean(randomBytes(16).toString('hex'))).rc, NOT_FOUND, 'no such file');
		const [[story]] = keep(`SELECT HEX(envelope) FROM record WHERE object = X'${signal}' LIMIT 1`);
		assert.equal((await clean(story)).rc, NOT_FOUND, 'the report itself');

		const refused = async (why, set, back) => {
			keep(set);
			assert.equal((await clean(f)).rc, NOT_FOUND, why);
			keep(back);
			assert.equal((await clean(f)).rc, OK, `no longer: ${why}`);
		};
		await refused('unguarded', `UPDATE envelope SET guarded = 0 WHERE id = X'${f}'`, `UPDATE envelope SET guarded = 1 WHERE id = X'${f}'`);
		for (let state = 1; state <= 7; state++)
			await refused(`state ${state}`, `UPDATE attachment SET state = ${state} WHERE id = X'${f}'`, `UPDATE attachment SET state = 0 WHERE id = X'${f}'`);
		await refused('not whole', `UPDATE attachment SET chunks = NULL WHERE id = X'${f}'`, `UPDATE attachment SET chunks = 1 WHERE id = X'${f}'`);
		await refused('of another signal than its envelope', `UPDATE attachment SET signal_id = X'${usz.toString('hex')}' WHERE id = X'${f}'`,
			`UPDATE attachment SET signal_id = X'${signal}' WHERE id = X'${f}'`);
		h.signal('workd', 'SIGSTOP');
		await refused('the signal moves', `UPDATE fraud_signal SET moving_to = 2 WHERE id = X'${signal}'`,
			`UPDATE fraud_signal SET moving_to = NULL WHERE id = X'${signal}'`);
		const whole = (await open(token, hik[0])).keys;
		assert.ok(!whole.some((k) => k.subarray(0, 16).toString('hex') === f), 'opening a signal gives no key of an original');
	} finally {
		for (const program of ['workd', 'cleand'])
			h.signal(program, 'SIGCONT');
	}
});

describe('a file, asked for by an intranet that was taken over', () => {
	const keep = (text) => h.sql('root', text);
	const openFile = (t, object, file, { purpose = TREATING, part = 1, reason = NONE } = {}) =>
		ask(message({ op: OPEN, purpose, count: 2, part, token: t, reason, body: Buffer.concat([object, id(file)]) }));
	const rows = (action) => keep(`SELECT detail FROM audit WHERE action = '${action}' ORDER BY seq`).flat();
	const none = (a, rc, why) => {
		assert.equal(a.rc, rc, why);
		assert.equal(a.keys.length, 0, why);
		assert.ok(a.rest.every((b) => b === 0), why);
	};
	const hex = (b) => b.toString('hex');
	let file, secret, clean;

	before(() => {
		keep(`UPDATE fraud_signal SET assignee = NULL WHERE id = X'${hex(hik[1])}'`);	// a test above gave it away
		keep('DELETE FROM reading');
		file = withCopy(h, hex(hik[1]), { no: 1 });
		secret = withCopy(h, hex(usz), { no: 1, kind: 2 });
		clean = keep(`SELECT LOWER(HEX(clean)) FROM attachment WHERE id = X'${file}'`)[0][0];
	});

	test('gives the key of its clean copy alone, which opens chunks and nothing else', async () => {
		const a = await openFile(token, hik[1], file, { part: 2 });
		assert.equal(a.rc, OK);
		assert.deepEqual(a.keys.map((k) => hex(k.subarray(0, 16))), [clean]);
		const whole = (await open(token, hik[1])).keys.find((k) => hex(k.subarray(0, 16)) === clean);
		assert.ok(whole, 'a clean copy opens with its signal, too');
		assert.notEqual(hex(whole.subarray(16)), hex(a.keys[0].subarray(16)), 'this is not its data key');
		assert.equal(rows('open_file').at(-1), `no=1 part=2 chunks=0 file=${file}`);
	});

	test('that is not there, or not this signal\'s, or not seen, is no file', async () => {
		none(await openFile(token, hik[1], hex(randomBytes(16))), NOT_FOUND, 'invented');
		none(await openFile(token, hik[0], file), NOT_FOUND, 'of another signal');
		none(await openFile(token, hik[1], secret), NOT_FOUND, 'of another class, under this signal');
		none(await openFile(token, usz, secret), NOT_FOUND, 'of another class');
		none(await openFile(token, hik[1], clean), NOT_FOUND, 'named by its copy');
		none(await openFile(randomBytes(32), hik[1], file), LOGIN, 'nobody');
		h.signal('cleand', 'SIGSTOP');	// it would take what waits
		try {
			for (const state of [0, 2, 3, 7]) {
				keep(`UPDATE attachment SET state = ${state}, tries = 200 WHERE id = X'${file}'`);
				none(await openFile(token, hik[1], file), NOT_FOUND, `state ${state}`);
			}
			keep(`UPDATE attachment SET state = 1 WHERE id = X'${file}'`);
		} finally {
			h.signal('cleand', 'SIGCONT');
		}
		assert.equal((await openFile(token, hik[1], file)).rc, OK);
	});

	test('is not taken along unless a scanner saw nothing in it', async () => {
		assert.equal((await openFile(token, hik[1], file, { part: 0 })).rc, OK);
		keep(`UPDATE attachment SET scan = 0 WHERE id = X'${file}'`);
		none(await openFile(token, hik[1], file, { part: 0 }), DENIED);
		assert.equal((await openFile(token, hik[1], file)).rc, OK, 'but looked at');
		keep(`UPDATE attachment SET scan = 1 WHERE id = X'${file}'`);
	});

	test('gives no key of its original: without a yes, with a yes to another file or person, of yesterday, or used', async () => {
		const account = keep(`SELECT HEX(account) FROM session WHERE ticket = X'${ticket}'`)[0][0];
		const other = keep("SELECT HEX(a.id) FROM account a JOIN account_role r ON r.account = a.id WHERE a.state = 'active' AND r.role = 1 LIMIT 1")[0][0];
		const follower = keep(`SELECT HEX(account) FROM account_role WHERE role = 0 AND account <> X'${account}' LIMIT 1`)[0][0];
		const original = () => openFile(token, hik[1], file, { purpose: ORIGINAL, part: 0 });
		const approve = (set = '') => keep(`DELETE FROM original_request; INSERT INTO original_request (id, attachment, signal_id, asker, reason, asked, approver, decided, state, accepted)
			VALUES (RANDOM_BYTES(16), X'${file}', X'${hex(hik[1])}', X'${account}', RANDOM_BYTES(16), UTC_TIMESTAMP(), X'${other}', UTC_TIMESTAMP(), 1, 1)${set ? `; UPDATE original_request SET ${set}` : ''}`);

		for (const purpose of [LOOKUP, 4])
			none(await openFile(token, hik[1], file, { purpose, part: 0, reason: randomBytes(16) }), INVALID, 'another purpose');
		none(await original(), DENIED, 'nobody said yes');
		for (const [why, set] of [['only asked', 'state = 0'], ['refused', 'state = 2'], ['used', 'state = 3'],
			['of another asker', `asker = X'${other}'`], ['approved by who asked', `approver = X'${account}'`],
			['of yesterday', 'decided = UTC_TIMESTAMP() - INTERVAL 24 HOUR'], ['to another file', `attachment = X'${secret}'`],
			['of another signal', `signal_id = X'${hex(hik[0])}'`],
			['by somebody who does not lead', `approver = X'${follower}'`]]) {
			approve(set);
			none(await original(), DENIED, why);
		}
		approve();
		none(await ask(message({ op: OPEN, purpose: ORIGINAL, count: 1, token, body: hik[1] })), MALFORMED, 'by its signal alone');
		none(await openFile(token, hik[0], file, { purpose: ORIGINAL, part: 0 }), NOT_FOUND, 'under another signal');
		none(await openFile(adviser, hik[1], file, { purpose: ORIGINAL, part: 0 }), NOT_FOUND, 'who does not see it');
		const before = rows('open_original').length, a = await original();
		assert.equal(a.rc, OK);
		assert.deepEqual(a.keys.map((k) => hex(k.subarray(0, 16))), [file]);
		assert.equal(rows('open_original').length, before + 1);
		none(await original(), DENIED, 'twice');
		assert.equal(keep('SELECT state FROM original_request')[0][0], '3');
	});

	test('gives no key without its row, and leaves a yes as it was', async () => {
		keep("UPDATE original_request SET state = 1, decided = UTC_TIMESTAMP()");
		keep('RENAME TABLE audit TO audit_gone');
		try {
			assert.equal((await openFile(token, hik[1], file, { purpose: ORIGINAL, part: 0 })).keys.length, 0);
			assert.equal((await openFile(token, hik[1], file)).keys.length, 0);
		} finally {
			keep('RENAME TABLE audit_gone TO audit');
		}
		assert.equal(keep('SELECT state FROM original_request')[0][0], '1');
	});
});

test('tokens of identifiers are for live sessions and are the same each time', async () => {
	const body = Buffer.alloc(16 + 256);
	body.write('passport');
	body.write('AB123', 16);
	const one = await ask(message({ op: TOKEN, count: 5, token, body }));
	const two = await ask(message({ op: TOKEN, count: 5, token: adviser, body }));

	assert.equal(one.rc, OK);
	assert.deepEqual(one.rest.subarray(0, 16), two.rest.subarray(0, 16));
	assert.equal((await ask(message({ op: TOKEN, count: 5, token: randomBytes(32), body }))).rc, LOGIN);
});

test('what is no message is answered with a refusal and the end', async () => {
	for (const m of [randomBytes(REQUEST), Buffer.alloc(REQUEST), message({ op: 9 }), message({ op: LIST, count: 101, token }),
		message({ op: OPEN, purpose: 6, count: 1, token, body: hik[0] })])
		assert.equal((await ask(m)).rc, MALFORMED);
});

test('silent peers hold up nobody', async () => {
	const silent = [];

	for (let i = 0; i < 200; i++) {
		const s = net.connect(h.socket('keyd'));
		s.on('error', () => {});
		if (i % 2)
			s.write(Buffer.alloc(REQUEST - 1, 1));
		silent.push(s);
	}
	await pause(300);
	const begin = Date.now();
	for (let i = 0; i < 10; i++)
		assert.equal((await ask(message({ op: STATUS }))).rc, OK);
	assert.ok(Date.now() - begin < 4500, `${Date.now() - begin} ms: less than keyd waits for one of them`);
	silent.forEach((s) => s.destroy());
});

test('a peer that reads nothing holds up nobody', async () => {
	const greedy = net.connect(h.socket('keyd'));
	greedy.on('error', () => {});
	greedy.pause();
	for (let i = 0; i < 300; i++)
		greedy.write(message({ op: STATUS }));
	await pause(300);
	assert.equal((await ask(message({ op: STATUS }))).rc, OK);	// within the patience of ask(), far less than 300 such answers take
	greedy.destroy();
});

test('keyd holds no core, no files and no network to an intruder', () => {
	for (const pid of h.pids('keyd').slice(1)) {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		assert.match(status, /^NoNewPrivs:\s*1$/m);
		if (!process.env.SANITIZE) {	// sanitizers need calls the filter refuses, and ignore mlock
			assert.match(status, /^Seccomp:\s*2$/m);
			assert.match(status, /^VmLck:\s*[1-9]/m, 'keys are locked in memory');
		}
		assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /^Max core file size\s+0\s+0/m);
	}
});

test('without its keys keyd is locked: reports are accepted, nothing opens; with them it goes on', async () => {
	const secret = path.join(h.var, 'keys/secret/hik.key');

	renameSync(secret, path.join(h.var, 'keys/hik.aside'));
	await pause(1100);
	await all_say('locked', LOCKED);
	assert.equal((await open(token, hik[0])).rc, LOCKED);
	assert.match((await file(h.visitor(), plain)).receipt, /^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/);
	renameSync(path.join(h.var, 'keys/hik.aside'), secret);
	await pause(1100);
	await all_say('unlocked', OK);
	assert.equal((await open(token, hik[0])).rc, OK);
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM fraud_signal')[0][0] === '4');
});

test('a new key of a class arrives without a restart, and the old one still opens', async () => {
	h.kp('keys', 'rotate', 'hik');
	await pause(1500);
	await file(h.visitor(), plain);
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM fraud_signal')[0][0] === '5');
	assert.equal(h.sql('root', 'SELECT COUNT(DISTINCT key_id) FROM envelope WHERE class = 1 AND HEX(key_id) <> \'0011223344556677\'')[0][0], '2');
	const all = h.sql('root', 'SELECT HEX(id) FROM fraud_signal WHERE class = 1').map(([x]) => id(x));
	assert.equal((await list(token, all)).keys.length, all.length);
});

test('keyd finds its database again', async () => {
	const [pid] = h.pids('mariadbd');

	process.kill(pid, 'SIGKILL');
	await until('back', async () => (await open(token, hik[0])).rc === OK, 30000);
});
