// Fills an installation for measuring: node tests/bench/seed.mjs VAR PORT [NUMBER].
// Once per installation: a second call finds the house full and does nothing.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build, Hub, dutchDay, root } from '../lib/hub.mjs';

const [dir, port, many = '100000'] = process.argv.slice(2);
const h = new Hub(path.resolve(dir), Number(port), false);

if (Number(h.sql('root', 'SELECT COUNT(*) FROM fraud_signal')[0][0]) < Number(many)) {
	const seed = path.join(build, 'bench/seed');
	const today = dutchDay();

	mkdirSync(path.dirname(seed), { recursive: true });
	execFileSync('make', ['-s', '--no-print-directory', `B=${build}`, `${build}/lib/libkp.a`], { cwd: root });
	execFileSync('cc', ['-std=gnu11', '-D_GNU_SOURCE', '-O2', '-iquote', 'src', '-iquote', `${build}/gen`, '-o', seed,
		'tests/bench/seed.c', `${build}/lib/libkp.a`, '-Wl,--as-needed', '-lsodium', '-lunistring', '-lmariadb'], { cwd: root });
	const sql = execFileSync(seed, [path.join(h.var, 'keys/public'), many, today],
		{ maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
	execFileSync('mariadb', ['--no-defaults', `--socket=${h.socket('mariadb')}`, '-N', '-B', 'knooppunt'],
		{ input: sql, stdio: ['pipe', 'ignore', 'inherit'] });
	// Half of what is being worked on belongs to the demo's own caseworkers.
	h.sql('root', `UPDATE fraud_signal SET assignee = (SELECT ar.account FROM account_role ar WHERE ar.role = 0
		ORDER BY ar.account LIMIT 1) WHERE open = 1 AND class = 1 AND status > 0 AND HEX(id) LIKE '%0'`);
}
