// What nginx answers by itself, and what it must never do: tell a program who
// asks, write a body to a disk, or send a page without its headers.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import net from 'node:net';
import { readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { hub, root, until, pause } from '../lib/hub.mjs';
import { request } from '../lib/visitor.mjs';

let h;
before(async () => { h = await hub({ own: true }); });
after(async () => { await h?.stop(); });

const wanted = {
	'x-content-type-options': /^nosniff$/, 'x-frame-options': /^DENY$/, 'referrer-policy': /^same-origin$/,
	'cross-origin-opener-policy': /^same-origin$/, 'cross-origin-resource-policy': /^same-origin$/,
	'permissions-policy': /camera=\(\).*geolocation=\(\)/, 'cache-control': /no-store/,
	'content-security-policy': /default-src 'none'.*form-action 'self'.*base-uri 'none'.*frame-ancestors 'none'/,
	server: /^nginx$/,
};
function assertHeaders(answer, what) {
	for (const [name, value] of Object.entries(wanted))
		assert.match(answer.headers[name] ?? '', value, `${what}: ${name}`);
	assert.match(answer.headers['content-type'] ?? '', /charset=utf-8/, what);
	assert.ok(!('etag' in answer.headers) && !('last-modified' in answer.headers), what);
	assert.match(answer.body, /<h1>/, `${what}: a page in style`);
	assert.match(answer.body, /lang="en"/, `${what}: in both languages`);
}

function raw(port, text) {	// bytes as they are; resolves to status, headers, body
	return new Promise((resolve, reject) => {
		const s = net.connect(port, '127.0.0.1', () => s.write(text, 'latin1'));
		let got = '';
		s.setTimeout(8000, () => s.destroy());
		s.on('data', (d) => { got += d.toString('utf8'); });
		s.on('error', (e) => got || reject(e));	// a reset after the answer is nginx's right
		s.on('close', () => {
			const [head, ...body] = got.split('\r\n\r\n');
			const [first, ...lines] = head.split('\r\n');
			resolve({ status: Number(first.split(' ')[1]), body: body.join('\r\n\r\n'),
				headers: Object.fromEntries(lines.map((l) => [l.slice(0, l.indexOf(':')).toLowerCase(), l.slice(l.indexOf(':') + 2)])) });
		});
	});
}
const ask = (line, host = 'localhost', more = '') => raw(h.port, `${line}\r\nHost: ${host}\r\nConnection: close\r\n${more}\r\n`);

test('every error nginx answers itself is a page in style with all headers', async () => {
	const large = await ask('POST /nl/melden/bestand/8 HTTP/1.1', 'localhost', 'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999999\r\n');
	const cases = [
		['a name that is not ours', 421, await ask('GET / HTTP/1.1', 'evil.example')],
		['an absolute request for a foreign host', 421, await ask('GET http://evil.example/ HTTP/1.1')],
		['TRACE', 405, await ask('TRACE / HTTP/1.1')],
		['beyond the root', 400, await ask('GET /a/../../etc HTTP/1.1')],
		['a NUL in the path', 400, await ask('GET /%00 HTTP/1.1')],
		['no host', 400, await raw(h.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')],
		['two hosts', 400, await ask('GET / HTTP/1.1', 'localhost', 'Host: localhost\r\n')],
		['a header line too long', 431, await ask('GET / HTTP/1.1', 'localhost', `X: ${'a'.repeat(40000)}\r\n`)],
		['an address too long', 414, await ask(`GET /${'a'.repeat(40000)} HTTP/1.1`)],
		['a body too large', 413, await ask('POST /nl/melden HTTP/1.1', 'localhost', 'Content-Length: 9999999\r\n')],
		['a file too large', 413, large],
		['an error page by its address', 404, await ask('GET /error/503.html HTTP/1.1')],
		['a file that is not there', 404, await ask('GET /static/nothing.css HTTP/1.1')],
		['a folder, which is no redirect', 404, await ask('GET /static/error HTTP/1.1')],
		['a host with a slash', 400, await ask('GET / HTTP/1.1', 'local/host')],
		['a NUL in a header', 400, await ask('GET / HTTP/1.1', 'localhost', 'X: a\0b\r\n')],
		['a folded header', 400, await ask('GET / HTTP/1.1', 'localhost', 'X: a\r\n b\r\n')],
		['a space before the colon', 400, await ask('GET / HTTP/1.1', 'localhost', 'X : a\r\n')],
		['two lengths', 400, await ask('POST /nl/melden HTTP/1.1', 'localhost', 'Content-Length: 3\r\nContent-Length: 3\r\n')],
		['a length, and in parts', 400, await ask('POST /nl/melden HTTP/1.1', 'localhost', 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n')],
		['a condition, of a page', 412, await ask('GET /nl/privacy HTTP/1.1', 'localhost', 'If-Match: "x"\r\n')],
		['a condition, of a page with an address of its own', 412, await ask('GET /nl/privacy?a=1 HTTP/1.1', 'localhost', 'If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT\r\n')],
		['a condition, of a file', 412, await ask('GET /static/knooppunt.css HTTP/1.1', 'localhost', 'If-Match: "x"\r\n')],
		['a range behind the end', 416, await ask('GET /static/knooppunt.css HTTP/1.1', 'localhost', 'Range: bytes=99999999-\r\n')],
	];
	for (const [what, status, answer] of cases) {
		assert.equal(answer.status, status, what);
		assertHeaders(answer, what);
	}
	assert.match(cases[2][2].headers.allow, /GET/);
	assert.match(large.body, /bestand is veel te groot/);
});

test('a program that is away is 503 with Retry-After and "send again"', async () => {
	h.signal('tip', 'SIGSTOP');
	try {
		// Stopped, not dead: nginx can connect but nobody answers; then dead for good.
		h.signal('tip', 'SIGKILL');
		let seen;
		await until('a 503', async () => {
			const a = await request(h.port, 'POST', '/nl/melden', { body: 'x=1' }).catch(() => null);
			if (a?.status === 503 && /F5/.test(a.body))
				seen = a;
			return seen || (a && a.status !== 503);
		});
		if (seen) {
			assertHeaders(seen, '503');
			assert.match(seen.headers['retry-after'], /^\d+$/);
		}
	} finally {
		await until('it is back', async () => (await request(h.port, 'GET', '/nl/').catch(() => ({}))).status === 200);
	}
});

test('style sheets carry their type and nothing that marks a visitor', async () => {
	const a = await request(h.port, 'GET', '/static/knooppunt.css');
	assert.equal(a.status, 200);
	assert.match(a.headers['content-type'], /^text\/css/);
	assert.match(a.headers['cache-control'], /max-age/);
	assert.match(a.headers['x-content-type-options'], /nosniff/);
	assert.ok(!a.headers.etag && !a.headers['last-modified'] && !a.headers['set-cookie']);
});

test('a large form reaches the program though no temporary file can be written', async () => {
	const { uid } = statSync(h.var);
	const shm = readdirSync('/dev/shm').map((f) => path.join('/dev/shm', f))
		.filter((f) => readFileSync(path.join(h.var, 'nginx/nginx.conf'), 'utf8').includes(`${f}/body`))[0];
	assert.equal(statSync(shm).mode & 0o777, 0o700);
	assert.equal(statSync(shm).uid, uid);
	for (const folder of ['body', 'fastcgi'])	// without these folders, any spooling is an error 500
		renameSync(path.join(shm, folder), path.join(shm, `${folder}-away`));
	try {
		for (const size of [200 * 1024, 250 * 1024, 400 * 1024]) {
			const a = await request(h.port, 'POST', '/nl/melden', { body: `story=${'a'.repeat(size)}`,
				headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `http://localhost:${h.port}` } });
			assert.ok(a.status < 500, `${size}: ${a.status}`);
			assert.match(a.body, /kp-exit/, `${size}: the program's own page, not nginx's`);
		}
	} finally {
		for (const folder of ['body', 'fastcgi'])
			renameSync(path.join(shm, `${folder}-away`), path.join(shm, folder));
	}
});

test('nginx keeps no log of requests, also not of errors', async () => {
	await ask('GET /%00 HTTP/1.1', 'localhost', 'User-Agent: marker-of-this-test\r\n');
	await ask('POST /nl/melden HTTP/1.1', 'localhost', 'Content-Length: 9999999\r\n');
	await pause(100);
	for (const f of ['nginx.log', 'nginx.err']) {
		const text = readFileSync(path.join(h.var, 'log', f), 'utf8');
		assert.doesNotMatch(text, /127\.0\.0\.1, server|client:|marker/);
	}
});

test('what a client makes up about itself does not reach a program', () => {
	const conf = readFileSync(path.join(h.var, 'nginx/fastcgi.conf'), 'utf8');
	assert.match(conf, /fastcgi_pass_request_headers off;/);
	const params = [...conf.matchAll(/^fastcgi_param (\S+)/gm)].map((m) => m[1]);
	assert.deepEqual(params, ['REQUEST_METHOD', 'DOCUMENT_URI', 'QUERY_STRING', 'CONTENT_TYPE', 'CONTENT_LENGTH',
		'HTTP_ORIGIN', 'HTTP_SEC_FETCH_SITE', 'HTTP_ACCEPT_LANGUAGE', 'HTTP_HOST', 'REQUEST_SCHEME']);
	for (const f of readdirSync(path.join(h.var, 'nginx')).filter((n) => n.endsWith('.conf')))
		assert.doesNotMatch(readFileSync(path.join(h.var, 'nginx', f), 'utf8'), /REMOTE_ADDR|REMOTE_PORT|http_user_agent/, f);
	assert.doesNotMatch(readFileSync(path.join(h.var, 'nginx/tip.conf'), 'utf8'), /HTTP_COOKIE/);
});

// [folder, places, largest body in MB] of each place where a file comes in.
function incoming(text) {
	return text.split(/^\tlocation /m).filter((l) => l.includes('client_body_temp_path')).map((l) => {
		const of = (what) => l.match(what)?.[1];

		assert.ok(of(/limit_conn uploader (\d+);/), 'a limit for one address');
		return [of(/client_body_temp_path (\S+);/), Number(of(/limit_conn (?:staff)?uploads (\d+);/)), Number(of(/client_max_body_size (\d+)m;/))];
	});
}

test('files on their way in wait apart, reporters\' and staff\'s, and there is memory for every place', () => {
	const read = (f) => readFileSync(path.join(root, f), 'utf8');
	const [[tip, ...more], [staff, ...others]] = [incoming(read('nginx/production/public.conf')), incoming(read('nginx/production/staff.conf'))];
	const unit = read('systemd/nginx.service.d/knooppunt.conf');

	assert.deepEqual([more, others], [[], []]);
	assert.notEqual(tip[0], staff[0]);
	for (const [folder, places, mb] of [tip, staff]) {
		const size = unit.match(new RegExp(`^TemporaryFileSystem=${folder}:size=(\\d+)G,`, 'm'))?.[1];
		assert.ok(Number(size) * 1024 >= places * mb, `${folder}: ${size} GB for ${places} of ${mb} MB`);
	}
	const made = (f) => incoming(readFileSync(path.join(h.var, 'nginx', f), 'utf8'))[0][0];
	assert.notEqual(made('tip.conf'), made('staff.conf'));
	assert.notEqual(made('tip.conf'), readFileSync(path.join(h.var, 'nginx/nginx.conf'), 'utf8').match(/client_body_temp_path (\S+);/)[1]);
});

test('two hundred slow visitors keep nobody else waiting', async () => {
	const slow = Array.from({ length: 200 }, () => {
		const s = net.connect(h.port, '127.0.0.1', () => s.write('POST /nl/melden HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nstory='));
		s.on('error', () => {});
		return s;
	});
	await pause(300);
	const begin = Date.now();
	assert.equal((await request(h.port, 'GET', '/nl/privacy')).status, 200);
	assert.ok(Date.now() - begin < 10000, 'and they are waited for fifteen seconds');
	for (const s of slow)
		s.destroy();
});
