// worlds.mjs: everything that deeds write, kept under a name and put back exactly, again and again; and told as a text that
// does not depend on when things were done. Tables that a later room brings are taken along without being named.

import { open_behind, quoted } from './behind.mjs';

// What no deed of the review writes, or nobody asks about.
const still = ['account', 'assignment', 'body', 'department', 'department_succession', 'organization', 'session', 'sign_in_failure', 'migration', 'schema_migration',
	'plan', 'plan_body', 'plan_department', 'plan_level', 'plan_upload', 'level', 'item', 'item_department', 'item_tag', 'indicator', 'indicator_department', 'target', 'tag', 'tally',
	'scale', 'scale_value', 'form', 'form_field', 'stage_route', 'signing_key'];
// What differs from one run to the next (the hash of a manifest does, which holds its time), and what is kept beside the deeds.
const passing = ['id', 'at', 'since', 'hash', 'previous', 'chain', 'review_id', 'question_id', 'meeting_id', 'sign_off_id', 'manifest', 'signature'];
const beside = ['web_form_key', 'reading', 'chain', 'checkpoint', 'checkpoint_head'];

export async function open_worlds() {
	const behind = open_behind('postgres');
	const named = (await behind.rows(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'chosho'::regnamespace
		and relname not in (${still.map(quoted).join(', ')}) order by 1`)).map((it) => it.name);
	const tables = [];
	for (const name of named)
		tables.push({ name, columns: (await behind.rows(`select string_agg(quote_ident(attname), ', ') as all from pg_attribute
			where attrelid = ${quoted(`chosho.${name}`)}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`))[0].all });
	const told = tables.filter(({ name }) => !beside.includes(name)).map(({ name }) => `(select coalesce(jsonb_agg(row order by row::text), '[]')
		from (select jsonb_strip_nulls(to_jsonb(t) - array[${passing.map(quoted).join(', ')}]
			- case to_jsonb(t)->>'action' when 'sign' then 'content_hash' else '' end
			- array(select key from jsonb_object_keys(to_jsonb(t)) key where key like '%\\_at')) as row from chosho.${name} t) rows)`);
	await behind.run('create schema if not exists kept');

	return {
		async keep(world) {
			const put = [];
			for (const { name, columns } of tables) {
				await behind.run(`drop table if exists kept."${world}_${name}"; create table kept."${world}_${name}" as select ${columns} from chosho.${name}`);
				put.push(`delete from chosho.${name}; insert into chosho.${name} (${columns}) overriding system value select ${columns} from kept."${world}_${name}";`);
			}
			// as a replica would: no trigger, no foreign key is in the way
			await behind.run(`create or replace procedure kept."back_${world}"() set session_replication_role = replica language plpgsql as $$ begin ${put.join('\n')} end $$`);
		},
		back: (world) => behind.run(`call kept."back_${world}"()`),
		// What there is, table by table.
		async tell() {
			const [row] = await behind.rows(`select jsonb_build_object(${tables.filter(({ name }) => !beside.includes(name)).map(({ name }, at) => `${quoted(name)}, ${told[at]}`).join(', ')}) as all`);
			return row.all;
		},
		close: () => behind.close(),
	};
}
