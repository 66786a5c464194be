// Registration: a report is either waiting or registered once, whoever is killed when.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dutchDay, hub, until, pause } from '../lib/hub.mjs';
import { file, plain, sent, start } from '../lib/report.mjs';

let h;
const one = (text) => Number(h.sql('owner', text)[0][0]);
const waiting = () => one('SELECT COUNT(*) FROM report WHERE waiting = 1');
const signals = () => one('SELECT COUNT(*) FROM fraud_signal');

before(async () => { h = await hub({ own: true, settings: { release_seconds: 1 } }); });
after(async () => {
	for (const program of h ? ['keyd', 'workd'] : [])
		h.signal(program, 'SIGCONT');	// a test that failed may have left one stopped
	await h?.stop();
});

// From the story page (as in the browser's history) to the check page.
async function onward(page, story) {
	page = await page.submit({ story }, 'go=next');
	for (let i = 0; i < 40 && !page.root.querySelector('main button[value=send]'); i++)
		page = await page.submit(page.root.querySelector('[name=identity]') ? { identity: plain.identity } :
			page.root.querySelector('[name=code]') ? { code: plain.code } : {}, 'go=next');
	return page;
}

async function fileMany(n, answers = plain) {
	let left = n;

	await Promise.all(Array.from({ length: 8 }, async () => {
		while (left-- > 0) {
			const { receipt } = await file(h.visitor(), answers);
			assert.match(receipt, /^[0-9A-Z-]{29}$/);
		}
	}));
	return n;
}

// Every acknowledged report: one signal, one envelope, its record, its event, its link of the chain.
function eachOnce(total) {
	assert.equal(one('SELECT COUNT(*) FROM report'), total);
	assert.equal(signals(), total);
	assert.equal(one('SELECT COUNT(DISTINCT signal_id) FROM report WHERE waiting IS NULL'), total);
	assert.equal(one(`SELECT COUNT(*) FROM report r JOIN fraud_signal s ON s.id = r.signal_id
		JOIN envelope e ON e.object = s.id AND e.id = r.envelope JOIN record c ON c.envelope = e.id AND c.kind = 2
		JOIN signal_event v ON v.signal_id = s.id AND v.what = 'registered' AND v.at IS NULL`), total);
	assert.equal(one("SELECT COUNT(*) FROM report WHERE wrap IS NOT NULL OR sealed <> '' OR summary <> ''"), 0);
}

test('a report is on the desk within five seconds, in its class, with its dates', async () => {
	let quickest = Infinity;

	await file(h.visitor(), { ...plain, subject: 'national_security' });
	await file(h.visitor());
	await until('both are signals', () => signals() === 2);
	const rows = h.sql('owner', 'SELECT class, subject, received, due, COALESCE(act_by, ""), top FROM fraud_signal ORDER BY class');
	const day = rows[0][2];

	assert.deepEqual(rows[0], ['1', 'documents', day, h.kp('due', day).trim(), '', '0']);
	assert.deepEqual(rows[1], ['2', 'national_security', day, h.kp('due', day).trim(), day, '1']);
	eachOnce(2);
	// The quickest of some: a busy machine may hold one up, a release that comes late comes late for all.
	for (let n = 3; n < 13 && quickest >= 5000; n++) {
		await file(h.visitor());
		const began = Date.now();
		await until('it is a signal', () => signals() === n);
		quickest = Math.min(quickest, Date.now() - began);
	}
	assert.ok(quickest < 5000, `${quickest} ms`);
});

// Tags of reports that wait for a release, as workd is given them.
function from(tag, n) {
	const rows = execFileSync('mariadb', ['--no-defaults', `--socket=${h.socket('mariadb')}`, '-N', '-B', '--binary-as-hex',
		'knooppunt', '-e', `CALL registration_waiting(0, X'${tag}', ${n})`], { encoding: 'utf8' });

	return rows.trim().split('\n').map((row) => row.split('\t')[0].slice(2));
}

test('while keyd is away reports are accepted, and registered when it is back', async () => {
	const had = signals();

	h.signal('keyd', 'SIGSTOP');
	try {
		await fileMany(3);
		await pause(2500);
		assert.equal(waiting(), 3);
		assert.equal(signals(), had);
		// From any place among the tags, and round: who has a large tag does not wait for all the others.
		const tags = h.sql('root', 'SELECT HEX(tag) FROM report WHERE waiting = 1 ORDER BY tag').flat();
		for (const [at, n] of [[0, 9], [1, 9], [2, 2], [2, 1]])
			assert.deepEqual(from(tags[at], n), [...tags.slice(at), ...tags.slice(0, at)].slice(0, n));
	} finally {
		h.signal('keyd', 'SIGCONT');
	}
	await until('all are registered', () => waiting() === 0);
	eachOnce(had + 3);
});

test('a later version of the answers becomes news of the same signal', async () => {
	const had = signals();
	const story = await (await start(h.visitor())).submit({ subject: plain.subject }, 'go=next');
	const first = sent(await (await onward(story, plain.story)).submit({}, 'go=send'));

	assert.notEqual(first.receipt, '');
	await until('registered', () => waiting() === 0 && signals() === had + 1);
	assert.equal(one('SELECT COUNT(*) FROM fraud_signal WHERE news IS NOT NULL'), 0);
	const again = await onward(story, plain.story + ' Er werkt daar ook een tweede man.');
	const page = await again.submit({}, 'go=send');
	assert.equal(page.status, 200);
	assert.equal(page.root.querySelector('#receipt'), null);
	await until('the addition is in', () => one('SELECT COUNT(*) FROM report_addition WHERE waiting = 1') === 0 &&
		one('SELECT COUNT(*) FROM report_addition') === 1);
	assert.equal(one(`SELECT COUNT(*) FROM fraud_signal WHERE news = received AND news_due = due`), 1);
	assert.equal(one("SELECT COUNT(*) FROM signal_event WHERE what = 'addition' AND at IS NULL"), 1);
	assert.equal(one('SELECT COUNT(*) FROM record WHERE kind = 3 AND author IS NULL AND added IS NULL'), 1);
	eachOnce(had + 1);
});

test('additions that cannot be registered keep no other one out', async () => {
	const had = signals(), first = (i) => `0${i}`.padEnd(32, '0');
	let story, reference;

	// Of a report whose tag is not among the first.
	do {
		story = await (await start(h.visitor())).submit({ subject: plain.subject }, 'go=next');
		({ reference } = sent(await (await onward(story, plain.story)).submit({}, 'go=send')));
	} while (h.sql('root', `SELECT HEX(tag) < '4' FROM report WHERE reference = '${reference}'`)[0][0] === '1');
	await fileMany(3);
	await until('registered', () => waiting() === 0);
	const total = signals(), before = h.sql('root', `SELECT HEX(tag) FROM report WHERE reference <> '${reference}' LIMIT 3`).flat();
	before.forEach((tag, i) => h.sql('root', `UPDATE report SET tag = X'${first(i)}' WHERE tag = X'${tag}'`));
	// As a form that was taken over can: more than a batch, without a day that the calendar knows, to the first of all tags.
	h.sql('tip', Array.from({ length: 51 }, (_, i) => `CALL report_addition(X'${first(i % 3)}', RANDOM_BYTES(32), RANDOM_BYTES(16),
		RANDOM_BYTES(8), RANDOM_BYTES(96), '9999-12-31', 'x', NULL)`).join(';'));
	await (await onward(story, plain.story + ' En dit weet ik nu ook.')).submit({}, 'go=send');
	const left = `FROM report_addition WHERE waiting = 1 AND tag IN (${[0, 1, 2].map((i) => `X'${first(i)}'`)})`;
	await until('the other one is in', () => one(`SELECT COUNT(*) FROM report_addition a JOIN report r ON r.tag = a.tag
		WHERE r.reference = '${reference}' AND a.waiting IS NULL`) === 1, 60000);
	assert.equal(one(`SELECT COUNT(*) ${left}`), 51);
	h.sql('root', `DELETE ${left}`);
	assert.ok(total > had);
	eachOnce(total);
});

test('workd and keyd killed in mid-batch: each report is registered exactly once', async () => {
	const had = signals();

	h.signal('workd', 'SIGSTOP');
	const filed = await fileMany(150);
	assert.equal(waiting(), filed);
	h.signal('workd', 'SIGKILL');
	for (let i = 0; i < 12 && waiting() > 0; i++) {
		await until('workd is back', () => h.pids('workd').length > 0);
		// The first release is a second after the start; a batch takes some 50 ms.
		await pause(1000 + Math.random() * 120);
		h.signal(i % 3 === 2 ? 'keyd' : 'workd', 'SIGKILL');
		eachOnceSoFar();
	}
	await until('all are registered', () => waiting() === 0, 60000);
	eachOnce(had + filed);
});

// At any moment: waiting and registered are two sides of the same row.
function eachOnceSoFar() {
	const [[reports, wait, done, stored]] = h.sql('owner', `SELECT COUNT(*), SUM(waiting = 1 AND signal_id IS NULL),
		SUM(waiting IS NULL AND signal_id IS NOT NULL), (SELECT COUNT(*) FROM fraud_signal) FROM report`);

	assert.equal(Number(wait ?? 0) + Number(done), Number(reports));
	assert.equal(stored, done);
}

test('kp status asks for a look when a report waits since before yesterday, and not before', async () => {
	const status = () => { try { return [0, h.kp('status')]; } catch (e) { return [e.status, String(e.stdout)]; } };
	const [usual] = status();

	h.signal('workd', 'SIGSTOP');
	const { reference } = await file(h.visitor());
	const since = (days) => h.sql('root', `UPDATE report SET received = '${dutchDay(-days)}' WHERE reference = '${reference}'`);
	since(1);
	assert.equal(status()[0], usual);
	since(2);
	const [code, said] = status();
	since(0);
	h.signal('workd', 'SIGCONT');
	assert.equal(usual, 0);
	assert.equal(code, 1);
	assert.match(said, new RegExp(`^waiting reports: +1, oldest received ${dutchDay(-2)}$`, 'm'));
	await until('it is registered', () => waiting() === 0);
});

test('the intake chain has a link for each, and stands once a day in the audit chain', () => {
	assert.equal(one('SELECT COUNT(*) FROM intake_chain'), signals() + one('SELECT COUNT(*) FROM report_addition'));
	assert.equal(one('SELECT MAX(seq) FROM intake_chain'), one('SELECT seq FROM intake_head'));
	assert.equal(one("SELECT COUNT(*) FROM audit WHERE action = 'intake_anchor'"), 1);
	assert.equal(one(`SELECT COUNT(*) FROM intake_chain a LEFT JOIN intake_chain b ON b.seq = a.seq - 1
		WHERE a.prev <> COALESCE(b.hash, REPEAT(CHAR(0), 32))`), 0);
});

test('no audit row of a registration tells its minute', () => {
	assert.equal(one("SELECT COUNT(*) FROM audit WHERE program = 'workd' AND action <> 'intake_anchor'"), 0);
	assert.equal(one("SELECT COUNT(*) FROM audit WHERE program = 'keyd'"), 0);
});
