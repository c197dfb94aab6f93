// copies.mjs: copies of the database in which somebody with every right changed one thing behind the program's back, triggers
// switched off, and what `chosho verify` says of them.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';

const host = process.env.PGHOST;
export const as = (user, database, statement) => spawnSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-U', user, '-d', database], {
	encoding: 'utf8', input: `set search_path = chosho;\n${statement}\n`,
});

export function must(user, database, statement) {
	const { status, stdout, stderr } = as(user, database, statement);
	assert.equal(status, 0, `${statement}: ${stderr}`);
	return stdout.trim();
}

// What `chosho verify` says of a database, in Japanese, and how it ends.
export function verify(database) {
	const { status, stdout, stderr } = spawnSync('chosho', ['verify'], {
		encoding: 'utf8', maxBuffer: 1 << 26,
		env: { ...process.env, LC_ALL: 'ja_JP.UTF-8', CHOSHO_DATABASE_OWNER: `host=${host} dbname=${database} user=chosho_owner` },
	});
	assert.equal(stderr, '');
	return { status, lines: stdout.trim().split('\n') };
}

// The installation's database, or one table of it, into another database.
export function pour(database, ...what) {
	const dump = execFileSync('pg_dump', ['-U', 'postgres', '-d', 'chosho', ...what], { maxBuffer: 1 << 28 });
	execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', 'postgres', '-d', database], { input: dump, stdio: ['pipe', 'ignore', 'inherit'] });
}

// The database as it is now, to make copies of.
export function make_model() {
	must('postgres', 'postgres', 'drop database if exists model');
	must('postgres', 'postgres', 'create database model owner chosho_owner template template0');
	pour('model');
}

let count = 0;

// What is found in a copy of the model in which one statement was run by somebody who may do everything.
export function tampered(statement) {
	const name = `copy_${++count}`;
	must('postgres', 'postgres', `create database ${name} template model`);
	must('postgres', name, `set session_replication_role = replica;\n${statement}`);
	const found = verify(name);
	must('postgres', 'postgres', `drop database ${name}`);
	return found;
}

// says: the sentences that must come, in this order; none: all fits.
export function judge({ status, lines }, says) {
	const said = lines.slice(0, -1);
	let from = 0;
	for (const wanted of says) {
		const at = said.findIndex((line, n) => n >= from && wanted.test(line));
		assert.ok(at >= 0, `${wanted} is not said:\n${lines.join('\n')}`);
		from = at + 1;
	}
	assert.match(lines.at(-1), says.length ? /異常が\d+件あります。$/ : /^\d+件の記録、\d+件の版、\d+件の判断、\d+件の意見や質問、\d+件の決裁、\d+件の封印を確かめました。異常はありません。$/);
	assert.equal(status, says.length ? 1 : 0);
	if (!says.length) assert.deepEqual(said, []);
}
