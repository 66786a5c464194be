// The queue with 100,000 signals: a logged-in caseworker's page at 8 connections.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Hub, root } from '../lib/hub.mjs';

const [dir, port, seconds] = process.argv.slice(2);
const h = new Hub(dir, Number(port), false);
const seed = path.join(root, 'tests/bench/seed.mjs');

if (existsSync(seed))
	execFileSync('node', [seed, dir, port, '100000'], { stdio: 'inherit' });
const v = await h.login('caseworker');
const cookie = [...v.cookies].map(([k, val]) => `${k}=${val}`).join('; ');
for (const where of ['', '?subject=documents', '?due=overdue', '?who=nobody', '?channel=web', '?danger=1', '?sort=received', '?status=closed']
	.map((filter) => `/nl/queue${filter}`)) {
	const out = execFileSync('wrk', ['-t2', '-c8', `-d${seconds}s`, '-s', path.join(root, 'tests/bench/get.lua'),
		`http://localhost:${Number(port) + 1}${where}`], { env: { ...process.env, COOKIE: cookie }, encoding: 'utf8' });
	const [rate, p50, p99, errors, , p95] = out.match(/RESULT (.*)/)[1].split(' ');
	console.log(`${where.padEnd(32)} ${rate}/s  p50 ${p50}  p95 ${p95}  p99 ${p99} ms  errors ${errors}`);
}
