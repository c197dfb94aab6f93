// limit.mjs: the SQL of a page, without the page. One request is sent while PostgreSQL logs every statement; what the
// program really sent becomes a script for pgbench, with the parameters' types from sql/. So the two cannot drift apart.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { undisturbed } from './alone.mjs';
import { folder } from './site.mjs';

const sources = join(dirname(fileURLToPath(import.meta.url)), '../..');
const log = `${folder}/log/database.log`;
const scratch = `${folder}/bench/sql`;
// What the page can ask only after it has seen what came before: a round trip begins. The others travel together.
const begins = (name, before) => before === 'account/viewer' || name === 'sheet/submit';

export function psql(database, args, options = {}) {
	return execFileSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-d', database, ...args],
		{ encoding: 'utf8', maxBuffer: 1 << 28, ...options, env: { ...process.env, ...options.env } }).trim();
}

export const as_superuser = { env: { PGUSER: 'postgres' } };
// Settings of the program's sessions, as src/db says them.
const session = [...readFileSync(join(sources, 'src/db/connect.c'), 'utf8').match(/#define SESSION[^]*?\n\n/)[0].matchAll(/"([^"]*)"/g)]
	.map(([, text]) => text).join('');

function parameters_of(name) {
	const text = readFileSync(join(sources, 'sql', `${name}.sql`), 'utf8');
	const line = text.match(/^-- in: (.*)$/m);
	return line ? line[1].split(', ').map((one) => /^(\S+) (.+)$/.exec(one).slice(1)) : [];
}

// [{name, sql, values}] of what was logged from an offset on.
function read_log(from) {
	const entries = readFileSync(log).subarray(from).toString().split(/\n(?!\t)/);
	const statements = [];
	for (const entry of entries) {
		const text = entry.replaceAll('\n\t', '\n');
		const execute = /LOG: {2}execute ([a-z_/]+): ([^]*)$/.exec(text);
		const detail = /DETAIL: {2}parameters: ([^]*)$/.exec(text);
		if (execute) statements.push({ name: execute[1], sql: execute[2], values: [] });
		else if (detail) statements.at(-1).values = [...detail[1].matchAll(/\$\d+ = (?:'((?:[^']|'')*)'|NULL)/g)].map(([, value]) => value?.replaceAll("''", "'") ?? null);
	}
	return statements;
}

// What the program asks the database for while `request` is answered.
export async function statements_of(request) {
	for (const value of ["'all'", null]) {
		psql('postgres', ['-c', value ? `alter system set log_statement = ${value}` : 'alter system reset log_statement', '-c', 'select pg_reload_conf()'], as_superuser);
		await sleep(300);
		if (!value) break;
		var from = statSync(log).size;
		await request();
		await sleep(200);
		var statements = read_log(from);
	}
	return statements;
}

// A script for pgbench, its transaction after the lines `first`. varied(statement, parameter) may give an expression in a
// parameter's place; the others stay what they were.
export function write_script(file, statements, first, varied) {
	const lines = [...first, '\\startpipeline'], defined = [];
	statements.forEach(({ name, sql, values }, at) => {
		const types = name.includes('/') ? parameters_of(name) : [];
		const text = sql.replace(/\$(\d+)\b/g, (_, number) => {
			const [parameter, type] = types[number - 1];
			const other = varied(name, parameter);
			if (other) return `${other}::${type}`;
			if (!values[number - 1]) return `${values[number - 1] === null ? 'null' : "''"}::${type}`; // pgbench defines nothing empty
			defined.push(['-D', `${file}_${at}_${number}=${values[number - 1]}`]);
			return `:${file}_${at}_${number}::${type}`;
		});
		if (begins(name, statements[at - 1]?.name)) lines.push('\\endpipeline', '\\startpipeline');
		lines.push(`${text};`);
	});
	mkdirSync(scratch, { recursive: true });
	writeFileSync(`${scratch}/${file}.sql`, [...lines, '\\endpipeline', ''].join('\n'));
	const once = new Map(defined.map(([flag, it]) => [it.split('=')[0], [flag, it]]));
	return { file: `${scratch}/${file}.sql`, defined: [...once.values()].flat() };
}

// pgbench's own log without its first moments, in which it prepares: [[microseconds, moment it ended in seconds]].
function read_transactions(out, warm) {
	const all = readdirSync(out).flatMap((name) => readFileSync(join(out, name), 'utf8').trimEnd().split('\n').map((line) => {
		const [, , took, , second, microsecond] = line.split(' ').map(Number);
		return [took, second + microsecond / 1e6];
	}));
	const from = all.reduce((least, [, end]) => Math.min(least, end), Infinity) + warm;
	return all.filter(([, end]) => end > from);
}

// As wrk does with its own: who waited much longer than usual stands for those who could not even ask meanwhile.
function corrected(times, usual) {
	const all = [...times];
	for (const took of times) for (let late = took - usual; took >= 2 * usual && late > usual; late -= usual) all.push(late);
	return Float64Array.from(all).sort();
}

// Runs a script: {rate, p50, p99 in microseconds}.
export async function run_pgbench(database, { file, defined }, connections, seconds) {
	const out = `${folder}/bench/transactions`, warm = 0.5 + connections / 32;
	rmSync(out, { recursive: true, force: true });
	mkdirSync(out);
	const { stdout } = await undisturbed(() => promisify(execFile)('pgbench', ['-n', '-M', 'prepared', '-c', `${connections}`, '-j', '1', '-T', `${seconds + Math.ceil(warm)}`,
		'-l', '--log-prefix', `${out}/log`, '-f', file, ...defined, database], { env: { ...process.env, PGUSER: 'chosho_web', PGOPTIONS: session } }));
	if (/number of failed transactions: [1-9]/.test(stdout)) throw new Error(`pgbench failed:\n${stdout}`);
	const counted = read_transactions(out, warm);
	const ends = counted.map(([, end]) => end).reduce(([low, high], end) => [Math.min(low, end), Math.max(high, end)], [Infinity, 0]);
	const times = corrected(counted.map(([took]) => took), (ends[1] - ends[0]) * 1e6 * connections / counted.length);
	const percentile = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
	return { rate: counted.length / (ends[1] - ends[0]), p50: percentile(0.5), p99: percentile(0.99) };
}
