// What the operating system refuses or does by half while a report is stored: what was said to be stored is, what was
// not is once it is sent again; and a receipt that can be guessed is never given.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import { hub, until } from '../lib/hub.mjs';
import { check, plain, sent } from '../lib/report.mjs';

let h;
before(async () => { h = await hub({ own: true, settings: { workers_tip: 2 } }); });
after(() => h.stop());

const count = () => Number(h.sql('root', 'SELECT COUNT(*) FROM report')[0][0]);
const traced = (pid) => { try { return /TracerPid:\t[1-9]/.test(readFileSync(`/proc/${pid}/status`, 'utf8')); } catch { return true; } };

// Does something while the form's workers, and those that take their place, get another answer of the system than it gave.
async function refusing(inject, what) {
	const all = await until('workers', () => h.pids('tip').length > 2 && h.pids('tip'));
	const tracer = spawn('strace', ['-qq', '-f', ...all.flatMap((pid) => ['-p', String(pid)]), '-e', `trace=${inject.split(':')[0]}`, '-e', `inject=${inject}`], { stdio: 'ignore' });

	await until('attached', () => all.every(traced));
	try { return await what(); } finally {
		tracer.kill('SIGKILL');
		await until('let go', () => h.pids('tip').length > 2 && !h.pids('tip').some(traced));
	}
}

// A page's post that waits for nothing: a worker that ended is no answer, or 503.
const posted = (page, button) => page.submit({}, button).catch(() => ({ status: 0 }));

for (const [what, inject] of [['refuses random numbers', 'getrandom:error=ENOSYS'], ['gives half of the random numbers', 'getrandom:retval=4'],
	['gives none and says that it did', 'getrandom:retval=0']])
	test(`the system ${what}: nobody gets a receipt, and nothing is stored`, async () => {
		const last = await check(h.visitor());
		const was = count();

		await refusing(inject, async () => {
			for (let i = 0; i < 4; i++) {
				const page = await posted(last, 'go=send');
				assert.ok([0, 503].includes(page.status), `${page.status}`);
				const first = await h.visitor().post('/nl/melden', 'subject=documents&go=next').catch(() => ({ status: 0 }));
				assert.ok([0, 503].includes(first.status), `a new form: ${first.status}`);
			}
		});
		assert.equal(count(), was);
		const again = await until('an answer', async () => { const page = await posted(last, 'go=send'); return page.status === 200 && page; });
		assert.ok(sent(again).receipt);
		assert.equal(count(), was + 1);
	});

// The k-th call of that name from now on, of each worker: interrupted, failed, or done by half.
const calls = ['sendto:error=EINTR:when=1', 'sendto:error=EIO:when=1', 'sendto:error=EIO:when=2', 'sendto:retval=20:when=2', 'recvfrom:error=EIO:when=2',
	'recvfrom:error=EIO:when=3+', 'recvfrom:retval=0:when=3+', 'poll:error=EINTR:when=1..2', 'poll:retval=0:when=1..2', 'read:error=EIO:when=1', 'read:retval=100:when=1',
	'read:retval=0:when=1', 'writev:error=EINTR:when=1..3', 'writev:error=EIO:when=1', 'writev:error=EPIPE:when=1', 'writev:retval=100:when=1',
	'pread64:error=EIO', 'newfstatat:error=EIO', 'setsockopt:error=EIO', 'accept4:error=EMFILE:when=1', 'mmap:error=ENOMEM', 'brk:error=ENOMEM'];
test('a call that fails, stops half-way or is interrupted: no receipt without its row, and one row', async (t) => {
	const seen = {};

	for (const inject of calls) {
		const last = await check(h.visitor(), { ...plain, story: `Bij ${inject} blijft de melding heel, of zij komt nog eens.` });
		const was = count();
		const first = await refusing(inject, () => posted(last, 'go=send'));

		seen[first.status] = (seen[first.status] ?? 0) + 1;
		assert.ok([0, 200, 503].includes(first.status), `${inject}: ${first.status}`);
		if (first.status === 200)
			assert.equal(count(), was + 1, `${inject}: acknowledged is stored`);
		const again = await until(`an answer after ${inject}`, async () => { const page = await posted(last, 'go=send'); return page.status === 200 && page; });
		assert.ok(sent(again).receipt, inject);
		if (first.status === 200)
			assert.equal(sent(again).receipt, sent(first).receipt, inject);
		assert.equal(count(), was + 1, `${inject}: once`);
	}
	assert.ok(seen[503] >= 3, 'some of it was felt');
	t.diagnostic(JSON.stringify(seen));
});

test('a form whose keys cannot be read says "send again" and keeps the text; no new one is begun that would lose it', async () => {
	const last = await check(h.visitor());
	const current = `${h.var}/keys/state/current`;
	const anew = async () => {
		const before = h.pids('tip').slice(1);
		before.forEach((pid) => process.kill(pid, 'SIGKILL'));
		await until('others', () => h.pids('tip').length > 2 && !h.pids('tip').some((pid) => before.includes(pid)));
	};

	renameSync(current, `${current}.away`);
	try {
		await anew();
		const late = await posted(last, 'go=send');
		assert.equal(late.status, 503);
		assert.ok(Number(late.headers['retry-after']) > 0);
		assert.equal(late.root.querySelector('[name=state]').getAttribute('value'), last.root.querySelector('[name=state]').getAttribute('value'));
		assert.equal((await (await h.visitor().get('/nl/melden')).submit({ subject: 'documents' }, 'go=next')).status, 503);
		assert.equal((await (await h.visitor().get('/nl/mijn-melding')).submit({ code: '00000-00000-00000-00000-00000' })).status, 503);
		renameSync(`${current}.away`, current);
		assert.ok(sent(await late.submit({})).receipt);
	} finally {
		try { renameSync(`${current}.away`, current); } catch { /* back already */ }
	}
});
