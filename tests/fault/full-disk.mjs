// A database whose disk is full acknowledges nothing, loses nothing that it acknowledged, and goes on when there is room.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, rmdirSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hub, until } from '../lib/hub.mjs';
import { check, plain, sent } from '../lib/report.mjs';

const MB = 1 << 20;
const disk = smallDisk();
const skip = !disk && 'a folder cannot be given a disk of its own here';
let h;

// Only root may, and not everywhere.
function smallDisk() {
	const dir = mkdtempSync(path.join(tmpdir(), 'small-'));

	if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=500m', 'tmpfs', dir]).status === 0)
		return dir;
	rmdirSync(dir);
	return null;
}

before(async () => {
	if (skip)
		return;
	process.env.TMPDIR = disk;	// where a hub of one's own is made
	h = await hub({ own: true, settings: { fill_seconds: 0, flood_per_minute: 100000 } });
});
after(async () => {
	await h?.stop();
	if (disk) {
		execFileSync('umount', ['--lazy', disk]);
		rmdirSync(disk);
	}
});

// Leaves that much room, and answers the file that takes the rest.
function fill(left) {
	const file = path.join(disk, 'fill');
	let n = 0;

	try { for (;; n++) appendFileSync(file, Buffer.alloc(MB, 'x')); } catch (e) { assert.equal(e.code, 'ENOSPC'); }
	truncateSync(file, Math.max(0, n - left) * MB);
	return file;
}
const story = 'Een lang verhaal over papieren die iemand maakt. '.repeat(190);

test('what does not fit is not acknowledged, keeps its text, and is stored when there is room', { skip, timeout: 300000 }, async (t) => {
	const was = Number(h.sql('root', 'SELECT COUNT(*) FROM report')[0][0]);
	const acknowledged = [];
	let late;
	const file = fill(5);

	while (acknowledged.length < 2000 && !late) {
		const page = await (await check(h.visitor(), { ...plain, story })).submit({}, 'go=send');

		if (page.status === 200)
			acknowledged.push(sent(page).reference);
		else
			late = page;
	}
	t.diagnostic(`${acknowledged.length} reports fitted`);
	assert.equal(late?.status, 503, `${acknowledged.length} reports`);
	assert.ok(Number(late.headers['retry-after']) > 0);
	assert.ok(late.form('state'), 'with a button to send it again');
	rmSync(file);
	// A database that ended over it looks for room once a minute.
	const stored = await until('there is room', async () => { const page = await late.submit({}).catch(() => ({})); return page.status === 200 && page; }, 150000);
	assert.ok(sent(stored).receipt);
	for (const reference of acknowledged)
		assert.equal(h.sql('root', `SELECT COUNT(*) FROM report WHERE reference = '${reference}'`)[0][0], '1', reference);
	assert.equal(Number(h.sql('root', 'SELECT COUNT(*) FROM report')[0][0]), was + acknowledged.length + 1);
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM report WHERE waiting = 1')[0][0] === '0', 60000);
	assert.equal(h.sql('root', 'SELECT COUNT(*) FROM fraud_signal')[0][0], String(was + acknowledged.length + 1));
	assert.match(h.kp('audit', 'verify'), /unbroken/);
});
