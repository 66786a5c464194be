// A browser without script, by HTTP: follows forms as they stand on the page,
// hidden fields and all, and keeps its own cookies. Low level on purpose:
// nothing is added to a request that the test did not ask for.
import http from 'node:http';
import { parse } from 'node-html-parser';

export function request(port, method, path, { headers = {}, body, agent, host } = {}) {
	return new Promise((resolve, reject) => {
		const req = http.request({
			host: '127.0.0.1', port, method, path, agent: agent ?? false,
			headers: { host: host ?? `localhost:${port}`, ...headers,
				...(body !== undefined ? { 'content-length': Buffer.byteLength(body) } : {}) },
		}, (res) => {
			const parts = [];
			res.on('data', (d) => parts.push(d));
			res.on('end', () => resolve({ status: res.statusCode, headers: res.headers,
				body: Buffer.concat(parts).toString('utf8') }));
			res.on('error', reject);
		});
		req.setTimeout(30000, () => req.destroy(new Error('timeout')));
		req.on('error', reject);
		if (body !== undefined)
			req.write(body);
		req.end();
	});
}

export class Page {
	constructor(visitor, path, answer) {
		Object.assign(this, answer);
		this.visitor = visitor;
		this.path = path;
		this.root = parse(answer.body, { comment: false });
	}

	get title() { return this.root.querySelector('title')?.text.trim() ?? ''; }
	get heading() { return this.root.querySelector('h1')?.text.trim() ?? ''; }
	get text() { return this.root.querySelector('body')?.structuredText ?? this.body; }
	get errors() {
		return this.root.querySelectorAll('#fouten a').map((a) => a.text.trim());
	}

	// The form that holds a field or button of that name (or the one in <main>).
	form(name) {
		const forms = this.root.querySelectorAll('form');
		const found = name && forms.find((f) => f.querySelector(`[name="${name}"]`));
		return found || forms.find((f) => f.closest('main')) || forms[0];
	}

	// What a browser would send for that form, before anybody types.
	fields(form) {
		const out = [];
		for (const e of form.querySelectorAll('input,textarea,select')) {
			const name = e.getAttribute('name');
			const type = (e.getAttribute('type') || 'text').toLowerCase();
			if (!name || e.hasAttribute('disabled') || ['submit', 'button', 'image', 'file'].includes(type))
				continue;
			if (['radio', 'checkbox'].includes(type)) {
				if (e.hasAttribute('checked'))
					out.push([name, e.getAttribute('value') ?? 'on']);
			} else if (e.tagName === 'TEXTAREA') {
				out.push([name, decode(e.innerHTML).replace(/^\n/, '')]);
			} else if (e.tagName === 'SELECT') {
				const o = e.querySelector('option[selected]') ?? e.querySelector('option');
				if (o)
					out.push([name, o.getAttribute('value') ?? o.text]);
			} else {
				out.push([name, e.getAttribute('value') ?? '']);	// decoded already
			}
		}
		return out;
	}

	// The encoded body for these values; arrays for several ticks of one name.
	encode(form, values, button) {
		const list = this.fields(form).filter(([n]) => !(n in values));
		for (const [n, v] of Object.entries(values))
			for (const one of Array.isArray(v) ? v : [v])
				list.push([n, String(one)]);
		if (button)
			list.push(button);
		return new URLSearchParams(list.map(([n, v]) => [n, v.replace(/\r?\n/g, '\r\n')])).toString();
	}

	// The same as multipart/form-data, in the order of the page: a file is { name, type, data }, and a
	// file field that nobody filled in is sent as browsers do, without a name.
	parts(form, values, button) {
		const list = [];
		const add = (n, v) => list.push([n, typeof v === 'object' ? v : String(v).replace(/\r?\n/g, '\r\n')]);

		for (const [n, v] of this.fields(form).filter(([n]) => !(n in values)))
			add(n, v);
		for (const [n, v] of Object.entries(values))
			for (const one of (Array.isArray(v) ? v : [v]).filter((x) => typeof x !== 'object'))
				add(n, one);
		for (const e of form.querySelectorAll('input[type=file]'))
			add(e.getAttribute('name'), values[e.getAttribute('name')] ?? { name: '', type: 'application/octet-stream', data: Buffer.alloc(0) });
		if (button)
			add(...button);
		return multipart(list);
	}

	// Fills in and presses a button: by name ("send"), by "name=value", or the first one.
	async submit(values = {}, press) {
		const [bn, bv] = (press ?? '').split('=');
		const form = this.form(bn || Object.keys(values)[0]);
		if (!form)
			throw new Error(`no form on ${this.path}: ${this.title}`);
		const buttons = form.querySelectorAll('button,input[type=submit]');
		const b = press
			? buttons.find((x) => x.getAttribute('name') === bn && (bv === undefined || x.getAttribute('value') === bv))
			: buttons[0];
		if (press && !b)
			throw new Error(`no button ${press} on ${this.path}`);
		const button = b?.getAttribute('name') ? [b.getAttribute('name'), b.getAttribute('value') ?? ''] : null;
		const action = b?.getAttribute('formaction') || form.getAttribute('action') || this.path;
		if (form.getAttribute('enctype') === 'multipart/form-data') {
			const { type, body } = this.parts(form, values, button);
			return this.visitor.send('POST', decode(action), body, type);
		}
		return this.visitor.post(decode(action), this.encode(form, values, button), (form.getAttribute('method') || 'get'));
	}

	async follow(text) {
		const a = this.root.querySelectorAll('a').find((x) => x.text.trim().includes(text));
		if (!a)
			throw new Error(`no link "${text}" on ${this.path}`);
		return this.visitor.get(decode(a.getAttribute('href')));
	}
}

// [[name, text or { name, type, data }]] as a body; boundary: as browsers choose it, or your own.
export function multipart(list, boundary = `----WebKitFormBoundary${Math.random().toString(36).slice(2, 12)}`) {
	const chunks = [];

	for (const [name, v] of list) {
		const head = v.name !== undefined
			? `; filename="${v.name.replace(/"/g, '%22')}"\r\nContent-Type: ${v.type}` : '';
		chunks.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${head}\r\n\r\n`),
			Buffer.from(v.data ?? v), Buffer.from('\r\n'));
	}
	chunks.push(Buffer.from(`--${boundary}--\r\n`));
	return { type: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(chunks) };
}

export class Visitor {
	constructor(port, headers = {}) {
		this.port = port;
		this.headers = headers;
		this.cookies = new Map();
	}

	async send(method, path, body, type = 'application/x-www-form-urlencoded') {
		const headers = { ...this.headers };
		if (this.cookies.size)
			headers.cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
		if (body !== undefined) {
			headers['content-type'] ??= type;
			headers.origin ??= `http://localhost:${this.port}`;
		}
		const answer = await request(this.port, method, path, { headers, body });
		for (const c of answer.headers['set-cookie'] ?? []) {
			const [pair] = c.split(';');
			const at = pair.indexOf('=');
			if (/max-age=0|expires=thu, 01 jan 1970/i.test(c) || at === pair.length - 1)
				this.cookies.delete(pair.slice(0, at));
			else
				this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
		}
		if ([301, 302, 303, 307].includes(answer.status) && !this.stay)
			return this.send('GET', new URL(answer.headers.location, `http://localhost:${this.port}`).pathname
				+ new URL(answer.headers.location, `http://localhost:${this.port}`).search);
		return new Page(this, path, answer);
	}

	get(path) { return this.send('GET', path); }
	post(path, body, method = 'post') {
		if (method.toLowerCase() === 'get')
			return this.send('GET', path.split('?')[0] + '?' + body);
		return this.send('POST', path, body);
	}
}

// What a cell of a table says beside the label that only a phone shows.
export function cellText(td) {
	td.querySelector('.kp-phone')?.remove();
	return td.text.trim();
}

export function decode(s) {
	return s.replace(/&(#x?[0-9a-f]+|amp|lt|gt|quot|apos);/gi, (all, e) => {
		const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
		if (e[0] !== '#')
			return named[e.toLowerCase()];
		return String.fromCodePoint(e[1] === 'x' || e[1] === 'X' ? parseInt(e.slice(2), 16) : parseInt(e.slice(1), 10));
	});
}
