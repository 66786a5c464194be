// The operator's guide, done on a throwaway copy of this machine: other users,
// no passwords, keys for keyd alone, https, and one report all the way.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../lib/hub.mjs';

const build = path.join(root, 'build-production');
const why = process.getuid() !== 0 ? 'needs root' :
	spawnSync('sh', ['-c', 'command -v systemd-sysusers systemd-tmpfiles']).status !== 0 ? 'no systemd here' : false;
const port = Number(process.env.KP_OWN_PORT) || 29200 + 2 * (process.pid % 400);

test('a service, installed as docs/operator.md says', { skip: why, timeout: 600000 }, async (t) => {
	const made = spawnSync('make', ['-s', 'all', 'PRODUCTION=1', 'SANITIZE=', `B=${build}`], { cwd: root, encoding: 'utf8',
		env: { ...process.env, MAKEFLAGS: '', SANITIZE: '' } });
	assert.equal(made.status, 0, made.stderr);
	const run = spawnSync(path.join(root, 'tests/lib/service.sh'), [build, String(port)], { encoding: 'utf8', timeout: 300000 });
	if (/overlay/.test(run.stderr) && !run.stdout)
		return t.skip('no overlay file system here');
	const lines = run.stdout.split('\n').filter((l) => /^(not )?ok /.test(l));
	assert.ok(lines.length > 30, run.stdout + run.stderr);
	for (const line of lines)
		await t.test(line.replace(/^(not )?ok /, '').replace(/: .*/, ''), () => assert.match(line, /^ok /));
});
