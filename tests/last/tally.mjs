// The tally of open signals, kept by triggers, says what counting would say:
// after everything the other tests did to the signals of this hub.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { hub, until } from '../lib/hub.mjs';
import { file, plain } from '../lib/report.mjs';

let h;
before(async () => {
	h = await hub();
	await file(h.visitor(), plain);
	await until('registered', () => h.sql('root', 'SELECT COUNT(*) FROM report WHERE waiting = 1')[0][0] === '0');
});
after(() => h.own && h.stop());

// Both sides of one moment. By day and by filter, closed ones too.
const BY_STATUS = `SELECT 'counted', COALESCE(moving_to, class), status, COUNT(*) FROM fraud_signal
	WHERE status < 6 AND restricted = 0 GROUP BY 2, 3 ORDER BY 2, 3;
	SELECT 'kept', class, status, many FROM signal_tally WHERE many <> 0 ORDER BY class, status`;
const BY_DAY = `SELECT 'counted by day', COALESCE(moving_to, class), status, first_due, COUNT(*) FROM fraud_signal
	WHERE restricted = 0 GROUP BY 2, 3, 4 ORDER BY 2, 3, 4;
	SELECT 'kept by day', class, status, first_due, many FROM signal_tally_due ORDER BY class, status, first_due`;
const BY_FILTER = `SELECT 'counted by filter', COALESCE(moving_to, class), status, subject, channel, HEX(COALESCE(assignee, '')),
		danger, suspect, recheck, news IS NOT NULL, COUNT(*) FROM fraud_signal
	WHERE restricted = 0 GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10;
	SELECT 'kept by filter', class, status, subject, channel, HEX(assignee), danger, suspect, recheck, news, many
	FROM signal_tally_filter ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10`;
const of = (rows, word) => rows.filter((r) => r[0] === word).map((r) => r.slice(1));
function same() {
	const rows = h.sql('root', `START TRANSACTION WITH CONSISTENT SNAPSHOT; ${BY_STATUS}; ${BY_DAY}; ${BY_FILTER}; ROLLBACK`);

	assert.ok(of(rows, 'counted by day').length > 0);
	for (const how of ['', ' by day', ' by filter'])
		assert.deepEqual(of(rows, `kept${how}`), of(rows, `counted${how}`));
}

test('the tally equals the count, for every class and status', () => {
	same();
});

test('moves, a restriction, another class and a deletion are followed', () => {
	const id = h.sql('root', 'SELECT HEX(id) FROM fraud_signal WHERE status = 0 AND class = 1 LIMIT 1')[0]?.[0];
	assert.ok(id, 'a signal to try with');
	for (const change of ['status = 1', 'status = 6', 'status = 0', 'restricted = 1', 'status = 3', 'restricted = 0', 'moving_to = 2',
		'moving_to = NULL, class = 2', 'class = 1, status = 0', "subject = 'other'", "due = '2031-01-01'", "due = '2031-01-02', status = 2", "due = '2031-01-03', status = 6",
		"assignee = REPEAT('p', 16)", "assignee = REPEAT('q', 16), status = 1", 'assignee = NULL, danger = 1 - danger', 'suspect = 1 - suspect',
		"channel = 'letter', news = '2031-01-01'", 'status = 6, recheck = 1', 'recheck = 2, news = NULL', 'files = files + 1']) {
		const rows = h.sql('root', `START TRANSACTION; UPDATE fraud_signal SET ${change} WHERE id = UNHEX('${id}');
			${BY_STATUS}; ${BY_DAY}; ${BY_FILTER}; ROLLBACK`);
		for (const how of ['', ' by day', ' by filter'])
			assert.deepEqual(of(rows, `kept${how}`), of(rows, `counted${how}`), change);
	}
	same();
});

test('each person is told of what that person sees, restricted signals included', async () => {
	for (const [role, own] of [['caseworker', 1], ['security_adviser', 2]]) {
		const known = new Set(h.sql('root', 'SELECT HEX(ticket) FROM session').map(([t]) => t));
		await h.login(role);
		const ticket = h.sql('root', 'SELECT HEX(ticket) FROM session').map(([t]) => t).find((t) => !known.has(t));
		// Of four restricted signals, two of each class, one of each is granted.
		const rows = h.sql('root', `SET @ticket = X'${ticket}'; START TRANSACTION;
			INSERT INTO fraud_signal (id, number, class, restricted, channel, subject, received, due, calendar_version, status) VALUES
				(REPEAT('a', 16), 'TALLY-0001', 1, 1, 'web', 'other', '2031-01-01', '2031-02-01', 1, 1),
				(REPEAT('b', 16), 'TALLY-0002', 1, 1, 'web', 'other', '2031-01-01', '2031-02-02', 1, 6),
				(REPEAT('c', 16), 'TALLY-0003', 2, 1, 'web', 'other', '2031-01-01', '2031-02-03', 1, 1),
				(REPEAT('d', 16), 'TALLY-0004', 2, 1, 'web', 'other', '2031-01-01', '2031-02-04', 1, 1);
			INSERT INTO signal_grant (signal_id, account) SELECT s.id, viewer() FROM fraud_signal s
				WHERE s.number IN ('TALLY-0001', 'TALLY-0003');
			SELECT 'seen', status, COUNT(*) FROM seen_signal WHERE status < 6 GROUP BY 2 ORDER BY 2;
			SELECT 'told', status, SUM(many) FROM seen_tally GROUP BY 2 HAVING SUM(many) > 0 ORDER BY 2;
			SELECT 'seen by day', status, first_due, COUNT(*) FROM seen_signal GROUP BY 2, 3 ORDER BY 2, 3;
			SELECT 'told by day', status, first_due, SUM(many) FROM seen_tally_due GROUP BY 2, 3 ORDER BY 2, 3;
			SELECT 'seen by filter', status, subject, channel, HEX(COALESCE(assignee, '')), danger, suspect, recheck, news IS NOT NULL,
				COUNT(*) FROM seen_signal GROUP BY 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 2, 3, 4, 5, 6, 7, 8, 9;
			SELECT 'told by filter', status, subject, channel, HEX(assignee), danger, suspect, recheck, news, SUM(many)
				FROM seen_tally_filter GROUP BY 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 2, 3, 4, 5, 6, 7, 8, 9;
			ROLLBACK`);

		assert.deepEqual(of(rows, 'told'), of(rows, 'seen'));
		assert.deepEqual(of(rows, 'told by day'), of(rows, 'seen by day'));
		assert.deepEqual(of(rows, 'told by filter'), of(rows, 'seen by filter'));
		assert.deepEqual(of(rows, 'seen by day').filter(([, day]) => day > '2031-01-31').map(([, day]) => day),
			[own === 1 ? '2031-02-01' : '2031-02-03']);
	}
});

test('without a live session the tally is empty', () => {
	assert.equal(h.sql('staff', 'SELECT COUNT(*) FROM seen_tally')[0][0], '0');
	assert.equal(h.sql('staff', 'SELECT COUNT(*) FROM seen_tally_due')[0][0], '0');
	assert.equal(h.sql('staff', 'SELECT COUNT(*) FROM seen_tally_filter')[0][0], '0');
});
