// behind.mjs: the database behind the site, as the owner of its tables: to look what was stored, to bring about what only
// time or the operator brings about, and to put a sheet back as it was.

import { spawn } from 'node:child_process';

const mark = 'zzz-end-of-answer';
export const quoted = (text) => `'${String(text).replaceAll("'", "''")}'`;

// One psql that stays open. rows: objects of a query; run: anything else. user: the owner, or who may do more.
export function open_behind(user = process.env.PGUSER) {
	const psql = spawn('psql', ['-X', '-q', '-A', '-t'], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, PGUSER: user } });
	let out = '', errors = '', waiting = null, turn = Promise.resolve();
	psql.stdin.on('error', () => {});
	psql.stderr.setEncoding('utf8').on('data', (text) => { errors += text; });
	psql.stdout.setEncoding('utf8').on('data', (text) => {
		out += text;
		const end = out.indexOf(`${mark}\n`);
		if (end < 0) return;
		const answer = out.slice(0, end), done = waiting;
		out = out.slice(end + mark.length + 1);
		setTimeout(() => {
			const said = errors;
			errors = '';
			if (/ERROR|FATAL/.test(said)) done.fail(new Error(said));
			else done.good(answer);
		}, /select/.test(done.statement) ? 0 : 1);
	});
	psql.on('exit', () => waiting?.fail(new Error(`psql has gone: ${errors}`)));
	const run = (statement) => {
		const answer = turn.then(() => new Promise((good, fail) => {
			waiting = { good, fail, statement };
			psql.stdin.write(`${statement};\n\\echo ${mark}\n`);
		}));
		turn = answer.catch(() => {});
		return answer;
	};
	const rows = async (query) => {
		const answer = await run(`select coalesce(json_agg(t), '[]') from (${query}) t`);
		return JSON.parse(answer.trim() || '[]');
	};
	const ready = run("set search_path = chosho; set client_min_messages = error");
	return { run: (it) => ready.then(() => run(it)), rows: (it) => ready.then(() => rows(it)), close: () => psql.stdin.end('\\q\n') };
}

const counted = ['sheet', 'edition', 'part', 'review', 'event', 'assignment', 'account', 'plan', 'item', 'round', 'stage', 'form_field',
	'absence', 'plan_upload', 'question', 'opinion', 'ballot'];

// A text that is another one as soon as any row that counts is.
export async function digest(behind) {
	const sums = counted.map((name) => `(select coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) || ':' || count(*) from ${name} t)`);
	return (await behind.rows(`select concat_ws(' ', ${sums.join(', ')}) as sum`))[0].sum;
}

const moving = ['sheet', 'edition', 'part', 'review', 'question', 'opinion', 'ballot', 'event', 'chain', 'reading'];
const staying = ['event', 'opinion', 'ballot']; // what a trigger keeps from being changed
let kept_count = 0;

// Who has read what is noted after the page was sent: such a note waits, or is there already, while rows are put back.
const wait_for_readers = 'lock table reading in share row exclusive mode';

// Remembers what there is of one sheet; the function that comes back puts exactly that there again.
export async function keep(behind, sheet) {
	const number = ++kept_count;
	const put = [];
	const by_review = `review_id in (select id from review where sheet_id = ${sheet})`;
	const of = (table) => ({ sheet: `id = ${sheet}`, chain: `name = 'sheet:${sheet}'`, opinion: by_review, ballot: by_review })[table] ?? `sheet_id = ${sheet}`;
	for (const table of moving) {
		const columns = (await behind.rows(`select string_agg(quote_ident(attname), ', ') as all from pg_attribute
			where attrelid = ${quoted(`chosho.${table}`)}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`))[0].all;
		await behind.run(`create temp table kept_${table}_${number} as select ${columns} from ${table} where ${of(table)}`);
		put.push(`insert into ${table} (${columns}) overriding system value select * from kept_${table}_${number}`);
	}
	const clear = [...moving].reverse().map((table) => `delete from ${table} where ${of(table)}`);
	const triggers = (state) => staying.map((table) => `alter table ${table} ${state} trigger user`);
	return () => behind.run(['begin', wait_for_readers, ...triggers('disable'), ...clear, ...put, ...triggers('enable'), 'commit'].join(';\n'));
}
