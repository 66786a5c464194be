// Makes static/knooppunt.css and static/staff.css from the component styles of the NL Design
// System, our theme and our own parts. Only rules whose classes our pages use are kept, and
// component tokens that the theme leaves open are resolved to their fallback, so that the result
// is small enough to read.
import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postcss from 'postcss';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const parts = ['heading-1', 'heading-2', 'heading-3', 'heading-4', 'link', 'unordered-list', 'form-field', 'form-label',
	'form-fieldset', 'form-field-description', 'form-field-error-message', 'textbox', 'textarea', 'select', 'button', 'table'];
const require = createRequire(import.meta.url);
const read = (...path) => readFileSync(join(...path), 'utf8');
const component = (part) => read(dirname(require.resolve(`@utrecht/${part}-css/package.json`)), 'dist/index.css');

// Every word of every page: whatever is not among them cannot be a class of ours.
const words = new Set();
for (const folder of readdirSync(join(root, 'templates')).filter((f) => f !== 'locale'))
	for (const file of readdirSync(join(root, 'templates', folder)).filter((f) => f.endsWith('.cs')))
		for (const word of read(root, 'templates', folder, file).match(/[\w-]+/g) ?? [])
			words.add(word);
words.add('utrecht-radio-button').add('utrecht-checkbox');

const isUsed = (selector) => (selector.replace(/:not\([^()]*\)/g, '').match(/\.[\w-]+/g) ?? []).every((c) => words.has(c.slice(1)));

function keepUsed(css) {
	css.walkComments((c) => c.remove());
	css.walkRules((rule) => {
		if (rule.parent.type === 'atrule' && /keyframes/.test(rule.parent.name))
			return;
		rule.selectors = rule.selectors.filter(isUsed);
		if (rule.selectors.length === 0 || rule.selector === '')
			rule.remove();
	});
}

// The end of the bracket that opens at `start`.
function closing(text, start) {
	let depth = 0;
	for (let i = start; i < text.length; i++) {
		if (text[i] === '(') depth++;
		if (text[i] === ')' && --depth === 0) return i;
	}
	throw new Error('brackets: ' + text);
}

// var(--token, fallback) with an open token becomes its fallback; null when there is none.
function resolve(value, known) {
	const at = value.search(/var\(/);
	if (at < 0)
		return value;
	const end = closing(value, at + 3);
	const inside = value.slice(at + 4, end);
	const comma = inside.indexOf(',');
	const name = (comma < 0 ? inside : inside.slice(0, comma)).trim();
	let fallback = comma < 0 ? null : resolve(inside.slice(comma + 1).trim(), known);
	let put = known.has(name) ? (fallback === null || !name.startsWith('--_') ? `var(${name})` : `var(${name},${fallback})`) : fallback;
	if (put === null)
		return null;
	const rest = resolve(value.slice(end + 1), known);
	return rest === null ? null : value.slice(0, at) + put + rest;
}

// Repeats until nothing changes: a declaration that goes may leave another token open.
function settle(css, theme) {
	for (let before = ''; before !== css.toString();) {
		before = css.toString();
		const known = new Set();
		for (const sheet of [css, theme])
			sheet.walkDecls(/^--/, (d) => { known.add(d.prop); });
		css.walkDecls((d) => {
			const value = resolve(d.value, known);
			if (value === null)
				d.remove();
			else
				d.value = value.replace(/\s+/g, ' ');
		});
		css.walkRules((rule) => { if (rule.nodes.length === 0) rule.remove(); });
	}
}

// Custom properties that nothing asks for.
function dropUnasked(css) {
	for (let before = ''; before !== css.toString();) {
		before = css.toString();
		css.walkDecls(/^--/, (d) => { if (!before.includes(`var(${d.prop}`)) d.remove(); });
		css.walkRules((rule) => { if (rule.nodes.length === 0) rule.remove(); });
	}
}

const small = (text) => text.replace(/\/\*[^!][\s\S]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1')
	.replace(/([\w-]): /g, '$1:').replace(/;}/g, '}').replace(/}/g, '}\n').trim() + '\n';

function make(name, files) {
	const theme = postcss.parse(read(here, 'theme.css'));
	const css = postcss.parse(parts.map(component).join('\n'));
	keepUsed(css);
	settle(css, theme);
	const all = postcss.parse(theme.toString() + css.toString() + files.map((f) => read(here, f)).join('\n'));
	dropUnasked(all);
	const text = read(here, 'header.txt') + small(all.toString());
	writeFileSync(join(root, 'static', name), text);
	console.log(`static/${name}: ${text.length} bytes, ${gzipSync(text).length} compressed`);
}

make('knooppunt.css', ['own.css']);
make('staff.css', ['own.css', 'staff.css']);
