// Whatever the other tests made this hub write down, an auditor reads it in words, and can ask for it by name.
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hub, root } from '../lib/hub.mjs';

let h;
before(async () => { h = await hub(); await h.login('auditor'); });
after(() => h.own && h.stop());

for (const lang of ['nl', 'en'])
	test(`every action in the audit chain has a word (${lang}) and can be chosen`, async () => {
		const done = h.sql('root', 'SELECT DISTINCT action FROM audit ORDER BY action').flat();
		const words = readFileSync(path.join(root, `templates/locale/staff.${lang}.po`), 'utf8');
		const page = (await (await h.login('auditor', 0, lang)).get(`/${lang}/audit`)).body;

		assert.ok(done.includes('login'));
		assert.deepEqual(done.filter((a) => !words.includes(`msgid "audit.${a}"\n`)), []);
		assert.deepEqual(done.filter((a) => !page.includes(`<option value="${a}"`)), []);
		assert.doesNotMatch(page, /\baudit\.[a-z_]+\b/);
	});
