// What comes over the socket of a program when it is not a whole request: dropped, never acted on, and the next
// one is served.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import net from 'node:net';
import { statSync } from 'node:fs';
import { hub, until } from '../lib/hub.mjs';

const BEGIN = 1, ABORT = 2, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6, RESPONDER = 1;
let h, reports;
before(async () => { h = await hub({}); reports = stored(); });
after(async () => { if (h?.own) await h.stop(); });
const stored = () => h.sql('root', 'SELECT COUNT(*) FROM report')[0][0];

function record(type, content = '', { version = 1, id = 1 } = {}) {
	const body = Buffer.from(content), head = Buffer.alloc(8);
	head.writeUInt8(version, 0); head.writeUInt8(type, 1); head.writeUInt16BE(id, 2); head.writeUInt16BE(body.length, 4);
	return Buffer.concat([head, body]);
}
const begin = (role = RESPONDER, more) => record(BEGIN, Buffer.from([role >> 8, role & 255, 0, 0, 0, 0, 0, 0]), more);
const pair = ([n, v]) => Buffer.concat([Buffer.from([n.length, v.length]), Buffer.from(n + v)]);
const params = (list) => record(PARAMS, Buffer.concat(Object.entries(list).map(pair)));
const post = (body, more = {}) => params({ REQUEST_METHOD: 'POST', DOCUMENT_URI: '/nl/melden/1', QUERY_STRING: '',
	CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(body.length), ...more });
const get = (where, more = {}) => params({ REQUEST_METHOD: 'GET', DOCUMENT_URI: where, QUERY_STRING: '', ...more });

// Sends the pieces and hangs up (half: only our side); resolves to what STDOUT said, '' for nothing.
function talk(pieces, { hangup = true, ms = 20000 } = {}) {
	return new Promise((resolve) => {
		const s = net.connect({ path: h.socket('tip'), allowHalfOpen: true });
		let got = Buffer.alloc(0);
		const done = () => { s.destroy(); resolve(text(got)); };
		s.on('connect', () => { for (const p of pieces) s.write(p); if (hangup) s.end(); });
		s.on('data', (d) => { got = Buffer.concat([got, d]); });
		s.on('end', done); s.on('close', done); s.on('error', done);
		setTimeout(done, ms).unref();
	});
}
function text(bytes) {
	let out = '', ended = false;
	for (let at = 0; at + 8 <= bytes.length;) {
		const n = bytes.readUInt16BE(at + 4), type = bytes[at + 1];
		if (type === STDOUT) out += bytes.subarray(at + 8, at + 8 + n).toString();
		ended ||= type === END;
		at += 8 + n + bytes[at + 6];
	}
	assert.ok(out === '' || ended, 'an answer has its end');
	return out;
}
const whole = (more) => talk([begin(), get('/nl/privacy', more), record(PARAMS), record(STDIN)]);

test('a whole request is answered whole', async () => {
	assert.match(await whole(), /^Status: 200 OK\r\n[\s\S]*<\/html>\s*$/);
});

test('a page larger than one record arrives whole', async () => {
	const story = '<'.repeat(30000);	// escaped, fourfold
	const body = `story=${encodeURIComponent(story)}`;
	const answer = await talk([begin(), post(body, { DOCUMENT_URI: '/nl/melden' }), record(PARAMS),
		...[...Array(Math.ceil(body.length / 60000)).keys()].map((i) => record(STDIN, body.slice(i * 60000, i * 60000 + 60000))), record(STDIN)]);
	assert.match(answer, /^Status: \d{3} [\s\S]*<\/html>\s*$/);
	assert.equal(Number(/Content-Length: (\d+)/.exec(answer)[1]), Buffer.byteLength(answer.slice(answer.indexOf('\r\n\r\n') + 4)));
});

test('a body that was cut off is not acted on', async () => {
	const body = 'subject=documents&go=next';
	const cut = record(STDIN, body.slice(0, 10));
	assert.equal(await talk([begin(), post(body), record(PARAMS), cut]), '', 'hung up half-way');
	assert.equal(await talk([begin(), post(body), record(PARAMS), cut, record(STDIN)]), '', 'shorter than announced');
	assert.equal(await talk([begin(), post(body), record(PARAMS), record(STDIN, body + '&x=1'), record(STDIN)]), '', 'longer');
	assert.equal(await talk([begin(), post(body), record(PARAMS), cut, record(ABORT)]), '', 'aborted');
});

test('parameters that were cut off are not acted on', async () => {
	const half = post('a=1').subarray(0, 40);
	assert.equal(await talk([begin(), half]), '');
	assert.equal(await talk([begin(), post('a=1')]), '', 'no end of the parameters');
	assert.equal(await talk([begin(), record(ABORT)]), '');
	assert.equal(await talk([begin(), record(PARAMS), record(STDIN)]), '', 'no parameters at all');
});

test('what is no FastCGI request is hung up on', async () => {
	assert.equal(await talk([begin(RESPONDER, { version: 2 }), get('/nl/privacy'), record(PARAMS), record(STDIN)]), '', 'version 2');
	assert.equal(await talk([begin(77), get('/nl/privacy'), record(PARAMS), record(STDIN)]), '', 'role 77');
	assert.equal(await talk([Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')]), '', 'plain HTTP');
	assert.equal(await talk([Buffer.alloc(5000, 255)]), '', 'noise');
});

test('a parameter that comes twice is refused, so none can be forged by its name', async () => {
	const twice = Buffer.concat([get('/nl/privacy'), params({ DOCUMENT_URI: '/nl/' })]);
	assert.match(await talk([begin(), twice, record(PARAMS), record(STDIN)]), /^Status: 400 /);
	assert.match(await talk([begin(), get('/nl/privacy', { 'REQUEST_METHOD=DELETE': 'x' }), record(PARAMS), record(STDIN)]), /^Status: 400 /);
});

test('parameters that are not on our list mean nothing', async () => {
	const date = /Date: .*\r\n/;
	const odd = await whole({ PATH_INFO: '/nl/', REQUEST_URI: '/nl/', HTTP_X_HTTP_METHOD_OVERRIDE: 'DELETE', SCRIPT_NAME: '/x', HTTPS: 'on' });
	assert.equal(odd.replace(date, ''), (await whole()).replace(date, ''));
});

test('while peers keep silent, others are served', async () => {
	const workers = h.pids('tip').length - 1;
	const silent = Array.from({ length: Math.max(1, workers - 1) }, () => net.connect(h.socket('tip')));
	await new Promise((r) => setTimeout(r, 200));
	assert.match(await whole(), /^Status: 200 /);	// a silent one is hung up on after thirty seconds; talk() waits less
	for (const s of silent)
		s.destroy();
	await until('all workers serve again', async () => (await Promise.all([...Array(8)].map(() => whole()))).every((a) => a.startsWith('Status: 200')));
});

test('nobody but the web server reaches the socket', () => {
	assert.equal(statSync(h.socket('tip')).mode & 0o007, 0);
	assert.equal(statSync(h.socket('staff')).mode & 0o007, 0);
});

test('none of all this stored anything', () => assert.equal(stored(), reports));
