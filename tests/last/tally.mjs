// The tally of open signals, kept by triggers, says what counting would say:
// after everything the other tests did to the signals of this hub.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { hub } from '../lib/hub.mjs';

let h;
before(async () => { h = await hub(); });
after(() => h.own && h.stop());

const counted = () => h.sql('root', `SELECT COALESCE(moving_to, class), status, COUNT(*) FROM fraud_signal
	WHERE status < 6 AND restricted = 0 GROUP BY 1, 2 ORDER BY 1, 2`);
const kept = () => h.sql('root', 'SELECT class, status, many FROM signal_tally WHERE many <> 0 ORDER BY class, status');

test('the tally equals the count, for every class and status', () => {
	assert.deepEqual(kept(), counted());
});

test('moves, a restriction, another class and a deletion are followed', () => {
	const id = h.sql('root', 'SELECT HEX(id) FROM fraud_signal WHERE status = 0 AND class = 1 LIMIT 1')[0]?.[0];
	assert.ok(id, 'a signal to try with');
	for (const change of ['status = 1', 'status = 6', 'status = 0', 'restricted = 1', 'status = 3', 'restricted = 0', 'moving_to = 2',
		'moving_to = NULL, class = 2', 'class = 1, status = 0', "subject = 'other'"]) {
		const rows = h.sql('root', `START TRANSACTION; UPDATE fraud_signal SET ${change} WHERE id = UNHEX('${id}');
			SELECT 'counted', COALESCE(moving_to, class), status, COUNT(*) FROM fraud_signal WHERE status < 6 AND restricted = 0 GROUP BY 2, 3 ORDER BY 2, 3;
			SELECT 'kept', class, status, many FROM signal_tally WHERE many <> 0 ORDER BY class, status; ROLLBACK`);
		const of = (w) => rows.filter((r) => r[0] === w).map((r) => r.slice(1));
		assert.deepEqual(of('kept'), of('counted'), change);
	}
	assert.deepEqual(kept(), counted());
});

test('without a live session the tally is empty', () => {
	assert.equal(h.sql('staff', 'SELECT COUNT(*) FROM seen_tally')[0][0], '0');
});
