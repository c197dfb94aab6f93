// database.mjs: one psql that stays open, as the owner of the tables: to look behind the site, to bring about what only time
// or the operator brings about, and to put the world back after an action that was allowed.

import { spawn } from 'node:child_process';

const mark = 'zzz-end-of-answer';
// What a look at a page may write, and what is no part of the city's matters.
const beside = ['session', 'sign_in', 'sign_in_failure', 'web_form_key', 'plan_upload', 'account_import', 'reading', 'checkpoint', 'checkpoint_head', 'migration', 'schema_migration'];
// What the main job writes, in an order in which rows may be put back.
const moving = ['sheet', 'edition', 'part', 'signing_key', 'meeting', 'sign_off', 'review', 'question', 'opinion', 'ballot', 'stage_item', 'paper', 'choice', 'event', 'chain', 'checkpoint', 'checkpoint_head', 'reading', 'absence', 'assignment', 'grant_request', 'invitation', 'mail', 'notice'];
// Where only additions are taken, from anybody.
const growing = ['account', 'assignment', 'event', 'opinion', 'ballot', 'paper', 'sign_off', 'signing_key', 'checkpoint', 'checkpoint_head'];

export function open_database() {
	const psql = spawn('psql', ['-X', '-q', '-A', '-t', '-F', '\x1f'], { stdio: ['pipe', 'pipe', 'pipe'] });
	let out = '';
	let errors = '';
	let waiting = null;
	psql.stderr.setEncoding('utf8').on('data', (text) => { errors += text; });
	psql.stdout.setEncoding('utf8').on('data', (text) => {
		out += text;
		const end = out.indexOf(`${mark}\n`);
		if (end < 0 || !waiting) return;
		const answer = out.slice(0, end);
		out = out.slice(end + mark.length + 1);
		const done = waiting;
		waiting = null;
		setImmediate(() => {
			if (/ERROR/.test(errors)) done.fail(new Error(errors));
			else done.good(answer.split('\n').filter(Boolean).map((row) => row.split('\x1f')));
			errors = '';
		});
	});
	const sql = (statement) => new Promise((good, fail) => {
		waiting = { good, fail };
		psql.stdin.write(`${statement};\n\\echo ${mark}\n`);
	});
	return { sql, close: () => psql.stdin.end('\\q\n') };
}

// A statement that sums up every row of every table that counts.
export async function digest_of(sql) {
	const tables = await sql(`select relname from pg_class where relkind = 'r' and relnamespace = 'chosho'::regnamespace
		and relname not in (${beside.map((name) => `'${name}'`).join(', ')}) order by 1`);
	const sums = tables.map(([name]) => `(select coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text || ':' || count(*) from "${name}" t)`);
	return async () => (await sql(`select concat_ws(' ', ${sums.join(', ')})`))[0][0];
}

async function columns_of(sql, table) {
	const rows = await sql(`select quote_ident(attname) from pg_attribute
		where attrelid = 'chosho.${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`);
	return rows.map(([name]) => name);
}

// Who has read what is noted after the page was sent: such a note waits, or is there already, while rows are put back.
const wait_for_readers = 'lock table reading in share row exclusive mode';

// Keeps the rows as they are now; the function that comes back puts them there again.
export async function keep(sql) {
	const put_back = [];
	for (const table of moving) {
		const columns = await columns_of(sql, table);
		await sql(`create temp table kept_${table} as select ${columns.join(', ')} from ${table}`);
		put_back.push(`insert into ${table} (${columns.join(', ')}) overriding system value select * from kept_${table}`);
	}
	const clear = [...moving].reverse().map((table) => `delete from ${table}`);
	// A stage stays, as much hangs on it; what was chosen of it is put back.
	const chosen = 'selection_reason, selected_by, selected_at, selection_version';
	await sql(`create temp table kept_stage as select id, ${chosen} from stage`);
	put_back.push(`update stage set (${chosen}) = (select ${chosen} from kept_stage where kept_stage.id = stage.id)`);
	// So does an account.
	const own = 'stopped_at, until_on, version';
	await sql(`create temp table kept_account as select id, ${own} from account`);
	put_back.push(`update account set (${own}) = (select ${own} from kept_account where kept_account.id = account.id)`);
	const guards = (verb) => growing.map((table) => `alter table ${table} ${verb} trigger user`);
	return () => sql(['begin', wait_for_readers, ...guards('disable'), ...clear, ...put_back, ...guards('enable'), 'commit'].join(';\n'));
}
