// The form's worker killed at the k-th system call of storing a report, for every k:
// never half a report, never two; the receipt works whenever it was shown or the row is there.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { hub, until } from '../lib/hub.mjs';
import { check, plain, sent } from '../lib/report.mjs';

let h;
before(async () => { h = await hub({ own: true, settings: { workers_tip: 1 } }); });
after(() => h.stop());

const count = () => Number(h.sql('root', 'SELECT COUNT(*) FROM report')[0][0]);

async function ready(k) {
	const page = await check(h.visitor(), { ...plain, story: `Bij stap ${k} valt het proces om, de melding niet.` });
	const form = page.form('state');
	return { body: page.encode(form, {}, ['go', 'send']), path: form.getAttribute('action') };
}
async function send(r) {
	try { return await h.visitor().post(r.path, r.body); } catch { return { status: 0 }; }
}

// strace attached to the worker, killing it at its k-th call from now on.
async function armed(pid, k) {
	const tracer = spawn('strace', ['-qq', '-p', String(pid), '-e', 'trace=all', '-e', `inject=all:signal=SIGKILL:when=${k}`],
		{ stdio: ['ignore', 'ignore', 'ignore'] });
	await until('attached', async () => {
		const fs = await import('node:fs');
		try { return /TracerPid:\t[1-9]/.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8')); } catch { return true; }
	});
	return tracer;
}

test('killed at every step of storing: no half report, no second one, and sending again succeeds', async (t) => {
	let survived = 0, killed = 0;

	for (let k = 1; k <= 60 && survived < 3; k++) {
		const r = await ready(k);
		const was = count();
		const worker = await until('a worker', () => h.pids('tip')[1]);
		const tracer = await armed(worker, k);
		const first = await send(r);
		const gone = h.pids('tip')[1] !== worker;
		tracer.kill('SIGKILL');
		if (gone) killed++; else if (first.status === 200) survived++;
		if (first.status === 200)
			assert.equal(count(), was + 1, `step ${k}: acknowledged is stored`);
		assert.ok([was, was + 1].includes(count()), `step ${k}`);
		const again = await until(`an answer after step ${k}`, async () => {
			const page = await send(r);
			return page.status === 200 && page;
		});
		assert.ok(sent(again).receipt, `step ${k}: the receipt is shown`);
		if (first.status === 200)
			assert.equal(sent(again).receipt, sent(first).receipt);
		assert.equal(count(), was + 1, `step ${k}: once`);
		if (gone) await until('its successor', () => h.pids('tip').length > 1);
	}
	assert.ok(killed >= 5, `${killed} steps killed`);
	t.diagnostic(`${killed} steps killed, each recovered`);
});

test('what was stored under fire is registered, once each', async () => {
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM report WHERE waiting = 1')[0][0] === '0');
	assert.equal(h.sql('root', 'SELECT COUNT(*) FROM fraud_signal')[0][0], String(count()));
});
