// Requests that no form of ours sends, against the running programs: routing
// and methods, headers, fields. Each refusal is a page in style with every protecting header, and stores nothing.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { hub, build } from '../lib/hub.mjs';
import { request } from '../lib/visitor.mjs';

let h, reports;
const stored = () => h.sql('root', 'SELECT COUNT(*) FROM report')[0][0];
before(async () => { h = await hub({}); reports = stored(); });
after(async () => { if (h?.own) await h.stop(); });

const headers = {
	'content-type': /^text\/html; charset=utf-8$/, 'x-content-type-options': /^nosniff$/, 'x-frame-options': /^DENY$/,
	'referrer-policy': /^same-origin$/, 'permissions-policy': /camera=\(\), microphone=\(\), geolocation=\(\), usb=\(\)/,
	'cross-origin-opener-policy': /^same-origin$/, 'cross-origin-resource-policy': /^same-origin$/,
	'content-security-policy': /^default-src 'none'; .*base-uri 'none'; frame-ancestors 'none'; object-src 'none'/,
	'cache-control': /^no-store$/,
};
function refused(answer, status, what) {
	assert.equal(answer.status, status, what);
	for (const [name, value] of Object.entries(headers))
		assert.match(answer.headers[name] ?? '', value, `${what}: ${name}`);
	assert.match(answer.body, /<h1/, `${what}: a page`);
	assert.match(answer.body, /<html lang="(nl|en)"/, `${what}: in a language`);
	assert.ok(!('set-cookie' in answer.headers), `${what}: no cookie`);
	assert.doesNotMatch(answer.body.replace(/value="[^"]*"/g, ''), /nginx|\.c:\d|SQL|template/i, `${what}: nothing of the inside`);
}
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const get = (where, more = {}, port = h.port) => request(port, 'GET', where, { headers: more });
const post = (where, body, more = form, port = h.port) => request(port, 'POST', where, { headers: more, body });
const routes = (program) => execFileSync(path.join(build, 'bin', program), ['--routes'], { encoding: 'utf8' })
	.trim().split('\n').map((l) => { const [method, where, who] = l.split(' '); return { method, where, who: parseInt(who, 16) }; });
const filled = (where, lang = 'nl') => where.replace(':lang', lang).replace(':ref', 'K7P2-M9QXZ');

function raw(port, text) {	// bytes as they are
	return new Promise((resolve, reject) => {
		const s = net.connect(port, '127.0.0.1', () => s.write(text, 'latin1'));
		let got = '';
		s.setTimeout(8000, () => s.destroy());
		s.on('data', (d) => { got += d.toString('utf8'); });
		s.on('error', (e) => got || reject(e));
		s.on('close', () => resolve(Number(got.split(' ')[1])));
	});
}

// --- R: routing and methods

for (const program of ['tip', 'upload', 'staff'])
	test(`other methods are refused on every route of ${program}, with the ones that exist`, async () => {
		const table = routes(program);
		const port = program === 'staff' ? h.staffPort : h.port;
		for (const where of new Set(table.map((r) => r.where))) {
			const known = table.filter((r) => r.where === where).map((r) => r.method);
			const allow = known.flatMap((m) => (m === 'GET' ? ['GET', 'HEAD'] : [m])).join(', ');
			for (const method of ['PROPFIND', 'DELETE', 'PATCH', 'PUT', ...['GET', 'POST'].filter((m) => !known.includes(m))]) {
				// An address of a page can also fit a row with a name in its place: any Allow with these methods will do.
				const answer = await request(port, method, filled(where), { headers: method === 'POST' ? form : {}, body: method === 'POST' ? 'a=1' : undefined });
				refused(answer, 405, `${method} ${where}`);
				for (const m of allow.split(', '))
					assert.ok(answer.headers.allow.split(', ').includes(m), `${method} ${where}: Allow ${answer.headers.allow}`);
			}
		}
	});

test('a method that does not exist is refused, known address or not', async () => {
	assert.equal(await raw(h.port, 'FOO /nl/melden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'), 405);
	assert.equal(await raw(h.port, 'FOO /nergens HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'), 405);
	assert.equal(await raw(h.port, 'TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'), 405);
	assert.equal(await raw(h.port, 'get / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'), 400);
});

test('HEAD answers like GET, without a body', async () => {
	const [head, full] = [await request(h.port, 'HEAD', '/nl/melden'), await get('/nl/melden')];
	assert.equal(head.status, 200);
	assert.equal(head.body, '');
	assert.equal(head.headers['content-type'], full.headers['content-type']);
});

test('two ways to write an address are one address', async () => {
	for (const where of ['/nl/melden', '/x/../nl/melden', '//nl///melden', '/%6el/melden', '/nl%2fmelden', '/nl/./melden'])
		assert.equal(await raw(h.port, `GET ${where} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`), 200, where);
	assert.equal(await raw(h.port, 'GET /nl/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'), 400);
});

test('what is nearly an address is not there, and nothing is redirected', async () => {
	for (const where of ['/nl/melden/', '/nl/melden.', '/nl/melden%5c', '/nl/melden;jsessionid=1', '/NL/melden', '/de/melden',
		'/nl/melden%00x'.slice(0, 10) + 'x', '/zaak%2f123', '/nl/meldenx', '/static/../nl/niets', '/.git/config', '/nl/melden/%2e%2e%2fx'])
		refused(await get(where), 404, where);
});

test('pages of the intranet do not exist on the public site, and the other way round', async () => {
	const tip = [...routes('tip'), ...routes('upload')].map((r) => r.where), staff = routes('staff').map((r) => r.where);
	for (const where of new Set(staff.filter((w) => !tip.includes(w))))
		refused(await get(filled(where)), 404, `public ${where}`);
	for (const where of ['/nl/melden', '/nl/mijn-melding', '/en/report'])
		refused(await get(where, {}, h.staffPort), 404, `intranet ${where}`);
});

test('every page of the intranet answers each role as the route table says', async () => {
	const table = routes('staff');
	const bits = Object.fromEntries(h.sql('root', 'SELECT name, role FROM role').map(([code, id]) => [code, 1 << Number(id)]));
	const anonymous = table.filter((r) => r.who !== 0xffffffff);

	for (const r of anonymous) {
		const answer = await request(h.staffPort, r.method, filled(r.where), r.method === 'POST' ? { headers: form, body: 'x=1' } : {});
		assert.ok(r.method === 'GET' ? answer.status === 303 && /\/login/.test(answer.headers.location) : answer.status === 401,
			`nobody: ${r.method} ${r.where} ${answer.status}`);
	}
	for (const role of Object.keys(bits).filter((b) => h.accounts().some((a) => a.role === b))) {
		const v = await h.login(role);
		const mine = (await v.get('/nl/account')).root.querySelector('[name=csrf]').getAttribute('value');
		const cookie = [...v.cookies].map(([k, x]) => `${k}=${x}`).join('; ');
		for (const r of anonymous.filter((x) => !/logout/.test(x.where))) {
			const answer = await request(h.staffPort, r.method, filled(r.where), { headers: { ...form, cookie },
				body: r.method === 'POST' ? `csrf=${mine}&no.such.field=1` : undefined });
			const what = `${role}: ${r.method} ${r.where} ${answer.status}`;
			if (r.who & bits[role])
				assert.ok([200, 303, 400, 404, 409, 422].includes(answer.status), what);
			else
				refused(answer, 403, what);
		}
	}
});

// --- H: headers

test('headers of proxies and overrides change nothing', async () => {
	const more = { 'x-forwarded-for': '1.2.3.4', forwarded: 'for=1.2.3.4', 'x-real-ip': '1.2.3.4', 'x-original-url': '/nl/queue',
		'x-rewrite-url': '/nl/queue', 'x-http-method-override': 'DELETE', 'ssl-client-verify': 'SUCCESS', 'hik-tls-verify': 'SUCCESS',
		'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
	const [plain, odd] = [await get('/nl/privacy?a=1'), await get('/nl/privacy?a=1', more)];
	assert.equal(odd.status, 200);
	assert.equal(odd.body, plain.body);
	assert.doesNotMatch(JSON.stringify(odd.headers), /evil/);
});

test('an absurd language wish gets Dutch', async () => {
	for (const wish of ['en,'.repeat(1).padStart(7000, 'x,'), 'xx;q=9,,;;', '*', 'en;q=0'])
		assert.equal((await get('/', { 'accept-language': wish })).headers.location, '/nl/');
	assert.equal((await get('/', { 'accept-language': 'en-GB,en;q=0.9,nl;q=0.2' })).headers.location, '/en/');
});

test('a redirect never leaves the site nor starts a header', async () => {
	for (const to of ['//evil.example', 'https://evil.example', '/%0d%0aSet-Cookie:%20a=b', '/nl/%0d%0aX:%20y', '/\\evil.example']) {
		const answer = await get(`/nl/login?to=${encodeURIComponent(to)}`, {}, h.staffPort);
		assert.ok(!('x' in answer.headers), to);
		assert.doesNotMatch(answer.headers.location ?? '', /evil|\r|\n/, to);
		assert.doesNotMatch(answer.body, /(href|action|value)="[^"]*evil/, to);
	}
});

test('a cookie that comes twice is no session', async () => {
	const v = await h.login('caseworker');
	const [[name, value]] = [...v.cookies];
	assert.equal((await get('/nl/account', { cookie: `${name}=${value}` }, h.staffPort)).status, 200);
	assert.equal((await get('/nl/account', { cookie: `${name}=${value}; ${name}=${value}` }, h.staffPort)).status, 303);
	assert.equal((await get('/nl/account', { cookie: `${name}=${value}; ${name}=x` }, h.staffPort)).status, 303);
});

test('a form of another site is refused', async () => {
	const v = await h.login('caseworker');
	const page = await v.get('/nl/account');
	const body = `csrf=${page.root.querySelector('[name=csrf]').getAttribute('value')}`;
	const cookie = [...v.cookies].map(([k, x]) => `${k}=${x}`).join('; ');
	for (const more of [{ origin: 'http://evil.example' }, { origin: 'null' }, { origin: `http://localhost:${h.port}` },
		{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
		refused(await post('/nl/logout', body, { ...form, cookie, ...more }, h.staffPort), 403, JSON.stringify(more));
	assert.equal((await v.get('/nl/account')).status, 200);
});

test('the public form never sets a cookie', async () => {
	for (const where of ['/', '/nl/', '/nl/melden', '/nl/mijn-melding', '/nl/niets'])
		assert.ok(!('set-cookie' in (await get(where)).headers), where);
});

// --- U: fields

test('fields that no form of ours has are refused', async () => {
	for (const name of ['a.b.c', '.x', '', 'Query.x', 'a%5B0%5D', '__proto__', 'n'.repeat(5000), 'role', 'class', 'received'])
		refused(await post('/nl/melden/1', `${name}=1`), 400, `field ${name.slice(0, 20)}`);
});

test('bad escapes and broken text are refused', async () => {
	for (const body of ['subject=%', 'subject=%2', 'subject=%zz', 'subject=%u0041', 'subject=%C0%AF', 'subject=%E0%80%AF',
		'subject=%ED%A0%80', 'subject=%F5%80%80%80', 'subject=%C3', 'subject=%00', 'subject=%EF%BB%BFdocuments', 'subject=%253C',
		'&&&&', '=', 'subject', 'subject=documents&', 'x'.repeat(200000)])
		refused(await post('/nl/melden/1', body), 400, body.slice(0, 40));
});

test('a field that comes twice is refused, in the body or split over address and body', async () => {
	refused(await post('/nl/melden/1', 'subject=documents&subject=documents'), 400, 'twice');
	refused(await post('/nl/melden/1?subject=documents', 'subject=documents'), 400, 'address and body');
	refused(await get('/nl/privacy?a=1&a=2'), 400, 'twice in the address');
});

test('a flood of fields is refused at once', async () => {
	const body = 'a=&'.repeat(40000).slice(0, -1);
	let quickest = Infinity;	// of some: the machine may be busy during one, work that takes long is in all
	for (let i = 0; i < 20 && quickest >= 500; i++) {
		const start = performance.now();
		refused(await post('/nl/melden/1', body), 400, '40,000 fields');
		quickest = Math.min(quickest, performance.now() - start);
	}
	assert.ok(quickest < 500, `${quickest} ms`);
});

test('a body of another type, or none, is refused', async () => {
	refused(await post('/nl/melden/1', 'subject=documents', { 'content-type': 'text/plain' }), 400, 'text');
	refused(await post('/nl/melden/1', '{}', { 'content-type': 'application/json' }), 400, 'json');
	refused(await post('/nl/melden/1', 'subject=documents', {}), 400, 'no type');
	refused(await request(h.port, 'GET', '/nl/melden?body=1', { headers: form, body: 'a=1' }), 400, 'GET with a body');
});

test('a form may come in parts too, but only as a browser writes them', async () => {
	const part = (name, value, more = '') => `--XYZ\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
	const type = { 'content-type': 'multipart/form-data; boundary=XYZ' };
	const good = part('subject', 'documents') + part('go', 'next') + '--XYZ--\r\n';

	assert.equal((await post('/nl/melden/1', good, type)).status, (await post('/nl/melden/1', 'subject=documents&go=next')).status);
	for (const [what, body, t] of [
		['no end', part('subject', 'documents'), type],
		['cut off', good.slice(0, -8), type],
		['a file', part('subject', 'documents', '; filename="x"') + '--XYZ--', type],
		['twice', part('subject', 'documents') + good, type],
		['long preamble', 'p'.repeat(2000) + '\r\n' + good, type],
		['long epilogue', good + 'p'.repeat(2000), type],
		['a long header', good.replace('\r\n', `\r\nX: ${'h'.repeat(5000)}\r\n`), type],
		['base64', good.replace('\r\n\r\n', '\r\nContent-Transfer-Encoding: base64\r\n\r\n'), type],
		['no boundary', good, { 'content-type': 'multipart/form-data' }],
		['two boundaries', good, { 'content-type': 'multipart/form-data; boundary=XYZ; boundary=ABC' }],
		['a boundary of 71', good, { 'content-type': `multipart/form-data; boundary=${'b'.repeat(71)}` }],
	])
		refused(await post('/nl/melden/1', body, t), 400, what);
});

test('a body over the limit is told so by the program, in style', async () => {
	const answer = await post('/nl/melden/1', 'story=' + 'x'.repeat(400000));
	refused(answer, 413, 'too large');
});

test('none of all this stored anything, and no program fell over', async () => {
	assert.equal(stored(), reports);
	assert.equal((await get('/nl/melden')).status, 200);
	assert.equal((await get('/nl/login', {}, h.staffPort)).status, 200);
});
