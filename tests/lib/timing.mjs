// Do codes that open nothing take the same time? Requests of all kinds in random order over one
// connection, and Welch's t-test between the unknown code and each of the others.
import http from 'node:http';
import { file, plain } from './report.mjs';
import { open, registered, tagOf } from './dialogue.mjs';

export const kinds = ['unknown', 'expired', 'ended', 'replaced', 'none'];

// So many codes of each kind, all of the same number so that none is warmer than another.
export async function codes(h, each) {
	const made = Object.fromEntries(kinds.map((k) => [k, []]));

	for (let i = 0; i < each; i++)
		for (const kind of kinds) {
			const { receipt, reference } = await file(h.visitor(), plain);
			const row = { receipt, reference };
			made[kind].push(row);
			if (kind === 'unknown')
				continue;
			row.signal = await registered(h, reference);
			if (kind === 'expired')
				h.sql('root', `UPDATE fraud_signal SET status = 6, closed = CURRENT_DATE - INTERVAL 91 DAY WHERE id = X'${row.signal}'`);
			if (kind === 'none')
				h.sql('root', `UPDATE report SET has_code = 0 WHERE reference = '${reference}'`);
			if (kind === 'ended' || kind === 'replaced')
				await (await (await open(h, receipt)).submit({}, kind === 'ended' ? 'go=end' : 'go=replace')).submit({}, 'go=yes');
		}
	for (const row of made.unknown)
		h.sql('root', `DELETE FROM report WHERE tag = X'${tagOf(row.receipt)}'`);
	return Object.fromEntries(kinds.map((k) => [k, made[k].map((r) => r.receipt)]));
}

function once(agent, port, body) {
	return new Promise((resolve, reject) => {
		const began = process.hrtime.bigint();
		const req = http.request({ host: '127.0.0.1', port, method: 'POST', path: '/nl/mijn-melding', agent,
			headers: { host: `localhost:${port}`, origin: `http://localhost:${port}`,
				'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length } }, (res) => {
			let size = 0;
			res.on('data', (d) => { size += d.length; });
			res.on('end', () => resolve({ ns: Number(process.hrtime.bigint() - began), status: res.statusCode, size }));
		});
		req.on('error', reject);
		req.end(body);
	});
}

function shuffled(list) {
	for (let i = list.length - 1; i > 0; i--) {
		const j = Math.floor(Math.random() * (i + 1));
		[list[i], list[j]] = [list[j], list[i]];
	}
	return list;
}

// In nanoseconds, by kind, in the order of asking.
export async function measure(h, made, each) {
	const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
	const times = Object.fromEntries(kinds.map((k) => [k, []]));

	for (let i = 0; i < 200; i++)
		await once(agent, h.port, `code=${made.unknown[i % made.unknown.length]}`);
	// Block by block, each with every kind once: what drifts meanwhile, drifts for all.
	for (let i = 0; i < each; i++)
		for (const kind of shuffled([...kinds])) {
			const { ns, status, size } = await once(agent, h.port, `code=${made[kind][Math.floor(Math.random() * made[kind].length)]}`);
			if (status !== 422 || size !== 32768)
				throw new Error(`${kind}: ${status}, ${size} bytes`);
			times[kind].push(ns);
		}
	agent.destroy();
	return times;
}

const mean = (a) => a.reduce((x, y) => x + y, 0) / a.length;
const variance = (a, m) => a.reduce((x, y) => x + (y - m) ** 2, 0) / (a.length - 1);

// Two-sided, by the normal distribution: with hundreds of degrees of freedom it is the t-distribution.
export function welch(a, b) {
	const [ma, mb] = [mean(a), mean(b)];
	const t = (ma - mb) / Math.sqrt(variance(a, ma) / a.length + variance(b, mb) / b.length);

	return { t, p: 2 * (1 - phi(Math.abs(t))), difference: ma - mb };
}
// Abramowitz and Stegun 26.2.17, good to 7.5e-8.
function phi(x) {
	const k = 1 / (1 + 0.2316419 * x);
	const tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI)
		* (0.319381530 * k - 0.356563782 * k ** 2 + 1.781477937 * k ** 3 - 1.821255978 * k ** 4 + 1.330274429 * k ** 5);

	return 1 - tail;
}
