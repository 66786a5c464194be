// Files as people send them, and as nobody should: made here, none kept.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import path from 'node:path';

// A picture by libvips; only its pixels touch a folder in memory.
export function picture(kind, wide, high, { noise = false } = {}) {
	const dir = mkdtempSync('/dev/shm/kp-picture-');
	const vips = (...args) => execFileSync('vips', args, { stdio: 'ignore' });
	const at = (name) => path.join(dir, name);

	try {
		if (noise) {
			vips('gaussnoise', at('a.v'), String(wide), String(high), '--mean', '128', '--sigma', '40');
			vips('cast', at('a.v'), at('b.v'), 'uchar');
		} else {
			vips('xyz', at('x.v'), String(wide), String(high));
			vips('linear', at('x.v'), at('y.v'), '0.5', '20');
			vips('cast', at('y.v'), at('z.v'), 'uchar');
			vips('extract_band', at('z.v'), at('b.v'), '0');
		}
		vips('bandjoin', `${at('b.v')} ${at('b.v')} ${at('b.v')}`, at('c.v'));
		vips('copy', at('c.v'), at(`out.${kind}`), '--interpretation', 'srgb');
		return readFileSync(at(`out.${kind}`));
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

const u16 = (n) => { const b = Buffer.alloc(2); b.writeUInt16BE(n); return b; };
const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };

// EXIF: which side is up, where it was taken, and words in the description.
export function withExif(jpeg, words, orientation = 6) {
	const text = Buffer.from(`${words}\0`);
	const entry = (tag, type, count, value) => Buffer.concat([u16(tag), u16(type), u32(count), value]);
	const gps = 8 + 2 + 3 * 12 + 4, data = gps + 2 + 2 * 12 + 4;
	const tiff = Buffer.concat([Buffer.from('MM\0*'), u32(8),
		u16(3), entry(0x010e, 2, text.length, u32(data)), entry(0x0112, 3, 1, Buffer.concat([u16(orientation), u16(0)])),
		entry(0x8825, 4, 1, u32(gps)), u32(0),
		u16(2), entry(1, 2, 2, Buffer.from('N\0\0\0')), entry(2, 5, 3, u32(data + text.length)), u32(0),
		text, ...[52, 1, 5, 1, 30, 1].map(u32)]);
	const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);

	return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), u16(body.length + 2), body, jpeg.subarray(2)]);
}

export const withComment = (jpeg, words) => Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe]), u16(words.length + 2),
	Buffer.from(words), jpeg.subarray(2)]);

function crc32(bytes) {
	let c = 0xffffffff;

	for (const b of bytes) {
		c ^= b;
		for (let i = 0; i < 8; i++)
			c = c >>> 1 ^ (c & 1 ? 0xedb88320 : 0);
	}
	return (c ^ 0xffffffff) >>> 0;
}

function pngChunk(type, data) {
	const body = Buffer.concat([Buffer.from(type), data]);

	return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
}
export const withText = (png, words) => Buffer.concat([png.subarray(0, 33), pngChunk('tEXt', Buffer.from(`Author\0${words}`)), png.subarray(33)]);

// Says it is that large; holds next to nothing.
export const flood = (wide, high) => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'),
	pngChunk('IHDR', Buffer.concat([u32(wide), u32(high), Buffer.from([8, 2, 0, 0, 0])])),
	pngChunk('IDAT', deflateSync(Buffer.alloc(100000))), pngChunk('IEND', Buffer.alloc(0))]);

export function pdf(pages, { words = 'Hello', author = '', extra = '', encrypt = false, size = '595 842' } = {}) {
	const objects = ['<</Type/Catalog/Pages 2 0 R' + extra + '>>',
		`<</Type/Pages/Kids[${Array.from({ length: pages }, (_, i) => `${4 + 2 * i} 0 R`).join(' ')}]/Count ${pages}>>`,
		`<</Author(${author})/Producer(${author})>>`];
	for (let i = 0; i < pages; i++) {
		const draw = `BT /F1 24 Tf 72 700 Td (${words} ${i + 1}) Tj ET`;
		objects.push(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${size}]/Contents ${5 + 2 * i} 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>`,
			`<</Length ${draw.length}>>stream\n${draw}\nendstream`);
	}
	let out = '%PDF-1.4\n', table = '';
	objects.forEach((o, i) => { table += `${String(out.length).padStart(10, '0')} 00000 n \n`; out += `${i + 1} 0 obj\n${o}\nendobj\n`; });
	const id = '<00112233445566778899aabbccddeeff>';
	// A password nobody knows: the check value fits none.
	const locked = encrypt ? `/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<${randomBytes(32).toString('hex')}>/U<${randomBytes(32).toString('hex')}>>>` : '';
	const xref = out.length;
	out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R/Info 3 0 R/ID[${id}${id}]${locked}>>\nstartxref\n${xref}\n%%EOF\n`;
	return Buffer.from(out, 'latin1');
}

// A WebP that moves, from one that does not.
export function animated(webp, frames) {
	const chunk = (type, data) => Buffer.concat([Buffer.from(type), Buffer.from(Uint32Array.of(data.length).buffer), data, Buffer.alloc(data.length % 2)]);
	let at = 12;
	while (!/^VP8[ L]/.test(webp.toString('latin1', at, at + 4)))
		at += 8 + webp.readUInt32LE(at + 4) + webp.readUInt32LE(at + 4) % 2;
	const still = webp.subarray(at, at + 8 + webp.readUInt32LE(at + 4) + webp.readUInt32LE(at + 4) % 2);	// the picture itself
	const u24 = (n) => Buffer.from([n & 255, n >> 8 & 255, n >> 16]);
	const anim = chunk('ANMF', Buffer.concat([u24(0), u24(0), u24(63), u24(63), u24(100), Buffer.from([2]), still]));
	const body = Buffer.concat([Buffer.from('WEBP'), chunk('VP8X', Buffer.concat([Buffer.from([2, 0, 0, 0]), u24(63), u24(63)])),
		chunk('ANIM', Buffer.alloc(6)), ...Array(frames).fill(anim)]);

	return Buffer.concat([Buffer.from('RIFF'), Buffer.from(Uint32Array.of(body.length).buffer), body]);
}

// [wide, high] of a JPEG.
export function jpegSize(b) {
	for (let at = 2; at < b.length;) {
		if (b[at] !== 0xff) return null;
		if (b[at + 1] >= 0xc0 && b[at + 1] <= 0xc3)
			return [b.readUInt16BE(at + 7), b.readUInt16BE(at + 5)];
		at += 2 + b.readUInt16BE(at + 2);
	}
	return null;
}

export const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));
