// Files one report at https://public.example:PORT, which is this machine.
import https from 'node:https';
import { Page, Visitor } from './visitor.mjs';
import { file } from './report.mjs';

const port = Number(process.argv[2]);

class Secure extends Visitor {
	send(method, path, body, type = 'application/x-www-form-urlencoded') {
		return new Promise((resolve, reject) => {
			const req = https.request({ host: '127.0.0.1', servername: 'public.example', port, method, path,
				rejectUnauthorized: false, headers: { host: 'public.example', origin: 'https://public.example',
					...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }) } },
			(res) => {
				const parts = [];
				res.on('data', (d) => parts.push(d));
				res.on('end', () => resolve(new Page(this, path, { status: res.statusCode, headers: res.headers, body: Buffer.concat(parts).toString() })));
			});
			req.on('error', reject);
			req.end(body);
		});
	}
	get(path) { return this.send('GET', path); }
	post(path, body) { return this.send('POST', path, body); }
}
const { page, receipt } = await file(new Secure(port));
if (!/^[0-9A-Z-]{29}$/.test(receipt))
	throw new Error(`no receipt: ${page.status} ${page.heading} ${page.text.slice(0, 600)}`);
