// Files as the database holds them: sealed originals put in place as an upload would, clean copies
// opened again. Plain bytes stay in memory (pipes): a test that looks for traces leaves none itself.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, root } from './hub.mjs';

const tool = path.join(build, 'tool/file-tool');
const STATES = ['waits', 'clean', 'infected', 'password', 'broken', 'other_type', 'too_much', 'damaged'];

let made = false;
function run(args, input) {
	if (!made)
		execFileSync('make', ['-s', `B=${build}`, tool], { cwd: root, env: { ...process.env, MAKEFLAGS: '' } });
	made = true;
	return execFileSync(tool, args, { input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'ignore'] });
}

// Many statements, in order, as the owner of the instance.
export function statements(h, text) {
	execFileSync('mariadb', ['--no-defaults', `--socket=${h.socket('mariadb')}`, 'knooppunt'],
		{ input: text, stdio: ['pipe', 'ignore', 'inherit'], maxBuffer: 1 << 30 });
}

// A file that waits, of a signal (hexadecimal id); its id. change: of the SQL before it is run, for damage.
export function attach(h, signal, bytes, { kind = 1, change = (sql) => sql, hold = false } = {}) {
	const no = Number(h.sql('root', `SELECT COALESCE(MAX(no), 0) + 1 FROM attachment WHERE signal_id = X'${signal}'`)[0][0]);
	let sql = run(['seal', path.join(h.var, 'keys/public'), String(kind), signal, String(no)], bytes).toString();
	const id = sql.match(/^-- ([0-9a-f]{32})/)[1];

	sql = change(sql, id);
	statements(h, `START TRANSACTION;\n${sql}\n${hold ? `UPDATE attachment SET chunks = NULL WHERE id = X'${id}';` : ''} COMMIT;\n`);
	return id;
}

export function fileRow(h, id) {
	const [r] = h.sql('root', `SELECT state, scan, tries, LOWER(HEX(clean)), clean_chunks, pages, LOWER(HEX(signal_id)), no
		FROM attachment WHERE id = X'${id}'`);

	return { state: STATES[r[0]], scan: ['none', 'clean', 'found'][r[1]], tries: Number(r[2]), clean: r[3],
		chunks: Number(r[4]), pages: Number(r[5]), signal: r[6], no: Number(r[7]) };
}

// As keyd could: what is not registered yet is sealed to the intake key.
function open(h, envelope, kind, number, sealed) {
	const [wrap, cls] = h.sql('root', `SELECT HEX(wrap), class FROM envelope WHERE id = X'${envelope}'
		UNION ALL SELECT HEX(wrap), 0 FROM upload WHERE id = X'${envelope}'`)[0];

	return run(['open', path.join(h.var, 'keys/secret', `${['intake', 'hik', 'usz'][cls]}.key`), envelope, wrap,
		String(kind), String(number)], Buffer.from(sealed, 'hex'));
}

// A file as it came in, registered or not.
export function original(h, id) {
	const chunks = h.sql('root', `SELECT seq, HEX(sealed) FROM file_chunk WHERE envelope = X'${id}' AND part = 0 ORDER BY seq`);

	return Buffer.concat(chunks.map(([seq, sealed]) => open(h, id, 11, Number(seq), sealed)));
}

// A part of the clean copy: 0 the copy, 1, 2, ... its pages.
export function part(h, row, n) {
	const chunks = h.sql('root', `SELECT seq, HEX(sealed) FROM file_chunk WHERE envelope = X'${row.clean}' AND part = ${n} ORDER BY seq`);

	return Buffer.concat(chunks.map(([seq, sealed]) => open(h, row.clean, 11, n * 65536 + Number(seq), sealed)));
}

// The pairs of its head: { type, pages, size }.
export function head(h, row) {
	const [[sealed]] = h.sql('root', `SELECT HEX(sealed) FROM file_chunk WHERE envelope = X'${row.clean}' AND part = 65535`);
	const packed = open(h, row.clean, 12, 65535 * 65536, sealed);
	const out = {};

	for (let at = 1; at < packed.length;) {
		const name = packed.subarray(at + 1, at + 1 + packed[at]).toString();
		at += 1 + packed[at];
		const size = packed.readUInt32BE(at);
		out[name] = packed.subarray(at + 4, at + 4 + size).toString();
		at += 4 + size;
	}
	return out;
}

// A file with its clean copy and pages, as cleaning leaves it: states by number; its id.
export function withCopy(h, signal, { no, kind = 1, state = 1, scan = 1, original = Buffer.from('original'), copy = Buffer.from('copy'), pages = [Buffer.from('page')] }) {
	const dir = mkdtempSync('/dev/shm/kp-files.');
	try {
		const keep = (bytes, i) => { writeFileSync(path.join(dir, String(i)), bytes); return path.join(dir, String(i)); };
		const parts = state === 1 ? [copy, ...pages] : [];
		const made = path.join(build, 'tool/attach');

		execFileSync('make', ['-s', `B=${build}`, made], { cwd: root, env: { ...process.env, MAKEFLAGS: '' } });
		const text = execFileSync(made, [path.join(h.var, 'keys/public'), String(kind), signal, String(no), String(state), String(scan),
			...[original, ...parts].map(keep)], { encoding: 'utf8', maxBuffer: 1 << 30 });
		statements(h, `START TRANSACTION;\n${text}\nCOMMIT;\n`);
		return text.match(/^-- ([0-9a-f]{32})/)[1];
	} finally {
		rmSync(dir, { recursive: true });
	}
}
