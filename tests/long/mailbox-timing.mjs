// An unknown code and one that expired, was ended, was replaced or never was given: nobody can tell them
// apart by the time the answer takes. Ten thousand of each, in random order over one connection.
// On a machine with other work the noise hides nothing but may fake something: run it alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hub } from '../lib/hub.mjs';
import { codes, kinds, measure, welch } from '../lib/timing.mjs';

const each = Number(process.env.KP_TIMINGS ?? 10000);
let h, made;

before(async () => {
	h = await hub({ own: true, settings: { release_seconds: 1, fill_seconds: 0, flood_per_minute: 1000000 } });
	made = await codes(h, 30);
});
after(async () => { await h?.stop(); });

test(`codes that open nothing take the same time, ${each} of each`, { timeout: 900000 }, async (t) => {
	const times = await measure(h, made, each);

	for (const kind of kinds.filter((k) => k !== 'unknown')) {
		const { p, difference } = welch(times.unknown, times[kind]);
		t.diagnostic(`${kind}: p = ${p.toFixed(4)}, ${(difference / 1000).toFixed(1)} us apart`);
		// Four comparisons: each at a quarter of 0.01 would be the honest bound; this one is stricter.
		assert.ok(p > 0.01, `${kind} differs from unknown: p = ${p}`);
	}
});

test('the measure would see a difference of a thirtieth of a request', () => {
	const noise = () => 1e6 + 2e5 * (Math.random() + Math.random() + Math.random() - 1.5);
	const a = Array.from({ length: each }, noise), b = Array.from({ length: each }, () => noise() + 3e4);

	assert.ok(welch(a, b).p < 0.01);
	assert.ok(welch(a, a).p > 0.99);
});
