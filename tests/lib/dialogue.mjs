// The dialogue without a desk: a question put into the mailbox of a report, and Mijn melding by HTTP.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { build, root, until } from './hub.mjs';
import { Page, decode, request } from './visitor.mjs';

let tool;
function seal(...args) {
	if (!tool) {
		execFileSync('make', ['-s', `B=${build}`, path.relative(root, path.join(build, 'tool/seal'))], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
		tool = path.join(build, 'tool/seal');
	}
	return execFileSync(tool, args, { encoding: 'utf8' }).trim();
}

export const tagOf = (receipt) => seal('tag', receipt);

// The signal that a report became.
export const registered = (h, reference) => until('registered', () => h.sql('root',
	`SELECT HEX(signal_id) FROM report WHERE reference = '${reference}' AND signal_id IS NOT NULL`)[0]?.[0]);

// Asks { code } or { text }; answers its id in hexadecimal.
export async function ask(h, reference, { code, text, tap = 0, lang = 'nl', before = 'CURRENT_DATE + INTERVAL 10 DAY', day = 'CURRENT_DATE' } = {}) {
	const signal = await registered(h, reference);
	const [[key]] = h.sql('root', `SELECT LOWER(HEX(reporter_key)) FROM report WHERE reference = '${reference}'`);
	const [id, wrap, sealed] = seal(key, code ? 'code' : 'text', code ?? text, String(tap)).split(' ');

	h.sql('root', `INSERT INTO question (id, signal_id, tag, asker, day, look_before, lang, tap, wrap, sealed, envelope)
		SELECT X'${id}', X'${signal}', r.tag, REPEAT('a', 16), ${day}, ${before}, '${lang}', ${tap}, X'${wrap}', X'${sealed}', RANDOM_BYTES(16)
		FROM report r WHERE r.reference = '${reference}'`);
	return id;
}
export const question = (h, id, columns = 'state, read_on, answered') => h.sql('root', `SELECT ${columns} FROM question WHERE id = X'${id}'`)[0];

// Opens Mijn melding by the code.
export const open = async (h, code, lang = 'nl', visitor = h.visitor()) =>
	(await visitor.get(lang === 'nl' ? '/nl/mijn-melding' : '/en/my-report')).submit({ code });
export const value = (page, name) => page.fields(page.form('state')).find(([n]) => n === name)?.[1];
export const state = (page) => page.root.querySelector('[name=state]')?.getAttribute('value') ?? '';
// Of texts that were put into labels.
export const asked = (page) => page.root.querySelectorAll('.kp-asked').map((e) => (e.querySelector('legend') ?? e.querySelector('label')).text.trim());

// Posts the page's own form with a file, as a browser does; button: [name, value].
export async function postFile(page, file, button = ['go', 'add'], values = {}) {
	const form = page.form('state'), edge = `----kp${Math.random().toString(36).slice(2)}`;
	const parts = [...page.fields(form).filter(([n]) => !(n in values)), ...Object.entries(values)]
		.map(([n, v]) => Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`));

	if (file)
		parts.push(Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`),
			file.bytes, Buffer.from('\r\n'));
	if (button)
		parts.push(Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="${button[0]}"\r\n\r\n${button[1]}\r\n`));
	parts.push(Buffer.from(`--${edge}--\r\n`));
	const port = page.visitor.port, path_ = decode(form.getAttribute('action'));
	const answer = await request(port, 'POST', path_, { headers: { 'content-type': `multipart/form-data; boundary=${edge}`,
		origin: `http://localhost:${port}` }, body: Buffer.concat(parts) });
	return new Page(page.visitor, path_, answer);
}
