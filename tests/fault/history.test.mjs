// history.test.mjs: a copy of the database in which somebody with every right changed one thing behind the program's back,
// triggers switched off: `chosho verify` finds it and says in plain words what it was. The untouched copy fits. And what the
// web role, which the program runs as, cannot do to the history at all. Wants a throw-away installation.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chosho, no_installation, root } from '../browser/lib/installation.mjs';
import { as, judge, make_model, must, pour, tampered, verify } from './copies.mjs';
import { bring, good_review, make_ground, waiting_at } from './ground.mjs';

let ground, sheet, other;

before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	const { people, behind, sheets } = ground;
	({ full: sheet, other } = sheets);
	await bring(ground, sheet, 'body');
	await people.kai_k1.press(await waiting_at(behind, sheet, 'k'), { ...good_review, act: 'return', reason: '数字の根拠を添えてください。' });
	chosho(['seal']);
	await people.kaki1.press(`/sheets/${sheet}/check`, {});
	await people.kacho1.press(await waiting_at(behind, sheet, 'head'), { act: 'approve' });
	chosho(['seal']);
	await people.jimu1.press(await waiting_at(behind, sheet, 'secretariat'), { ...good_review, act: 'approve' });
	make_model();
});
after(() => ground?.behind.close());

/*
 * In the chain of the sheet: 1 submit, 2 and 3 approvals by head and secretariat, 4 the return by k, 5 the second edition,
 * 6 and 7 approvals; up to 4 under the first checkpoint, up to 6 under the second. Each case: what is done, and the
 * sentences that must come, in this order. E: the event with that number.
 */
const E = (number) => `chain = 'sheet:' || :sheet and sequence = ${number}`;
const cases = {
	'nothing': { sql: 'select 1', says: [] },
	'the reason in an event': {
		sql: `update event set reason = replace(reason, '根拠', '根據') where ${E(4)}`,
		says: [/^調書「.*」（sheet:\d+）: 第4番の記録（.*、差戻し、試 kai_k1）が書き換えられています。/, /「.*」での判断（.*）の理由が、判断の記録と違います。/],
	},
	'the actor of an event': { sql: `update event set actor = '別 人' where ${E(2)}`, says: [/第2番の記録（.*、承認、別 人）が書き換えられています。/] },
	'the time of an event, by a microsecond': { sql: `update event set at = at + interval '1 microsecond' where ${E(5)}`, says: [/第5番の記録.*書き換えられています/] },
	'null where there was nothing': { sql: `update event set reason = '' where ${E(1)}`, says: [/第1番の記録.*書き換えられています/] },
	'the hash of an event': { sql: `update event set hash = translate(hash, '0123', '1230') where ${E(4)}`, says: [/第4番の記録.*書き換えられています/, /第4番の記録が、封印1のときと違います/] },
	'an event and its hash, made to fit': {
		sql: `update event set actor = '別 人' where ${E(6)}; update event set hash = event_hash(event) where ${E(6)}`,
		says: [/第7番の記録.*前の記録が差し替えられています/, /第6番の記録が、封印2のときと違います/],
	},
	'the last event and its hash, made to fit': {
		sql: `update event set actor = '別 人' where ${E(7)}; update event set hash = event_hash(event) where ${E(7)}`,
		says: [/最後の記録（第7番、.*）が差し替えられています/],
	},
	'a whole chain written anew, head and all': {
		sql: `update event set actor = '別 人' where ${E(4)};
			do $$ declare e event; last text; begin
				for e in select * from event where chain = 'sheet:' || ':sheet' order by sequence loop
					e.previous := last; e.hash := event_hash(e); last := e.hash;
					update event set previous = e.previous, hash = e.hash where id = e.id;
				end loop;
				update chain set hash = last where name = 'sheet:' || ':sheet';
			end $$`,
		says: [/第4番の記録が、封印1のときと違います/, /第6番の記録が、封印2のときと違います/],
	},
	'an event deleted in the middle': { sql: `delete from event where ${E(3)}`, says: [/第3番の記録が失われています/, /「.*」での判断（.*）には記録がありません/] },
	'the last event deleted': { sql: `delete from event where ${E(7)}`, says: [/終わりの記録（第7番）が失われています/, /判断（.*）には記録がありません/] },
	'the last events before a checkpoint deleted, and the head set back': {
		sql: `delete from event where chain = 'sheet:' || :sheet and sequence >= 6;
			update chain set sequence = 5, hash = (select hash from event where ${E(5)}) where name = 'sheet:' || :sheet`,
		says: [/判断（.*）には記録がありません/, /判断（.*）には記録がありません/, /封印2が示す第6番の記録が失われています/],
	},
	'all events of an object deleted': { sql: `delete from event where chain = 'sheet:' || :sheet`, says: [/記録がすべて失われています（第7番まで）/] },
	'an event put in at the end': {
		sql: `insert into event (action, actor, sheet_id, chain, sequence, previous, hash) select 'approve', '別 人', :sheet, chain, 8, hash, repeat('0', 64) from event where ${E(7)}`,
		says: [/第8番の記録（.*、承認、別 人）は、あとから差し込まれたものです/],
	},
	'an event put in at the end, with a hash that fits': {
		sql: `insert into event (action, actor, sheet_id, chain, sequence, previous, hash) select 'approve', '別 人', :sheet, chain, 8, hash, '' from event where ${E(7)};
			update event set hash = event_hash(event) where ${E(8)}`,
		says: [/第8番の記録（.*、承認、別 人）は、あとから差し込まれたものです/],
	},
	'an event put in between, the others moved on': {
		sql: `update event set sequence = sequence + 100 where chain = 'sheet:' || :sheet and sequence > 3;
			update event set sequence = sequence - 99 where chain = 'sheet:' || :sheet and sequence > 100;
			insert into event (action, actor, sheet_id, chain, sequence, previous, hash) select 'approve', '別 人', :sheet, chain, 4, hash, repeat('0', 64) from event where ${E(3)}`,
		says: [/第4番の記録（.*、承認、別 人）は、あとから差し込まれたものです/, /封印1のときと違います/, /封印2のときと違います/],
	},
	'two events swapped': {
		sql: `update event set sequence = 1000 where ${E(2)}; update event set sequence = 2 where ${E(3)}; update event set sequence = 3 where ${E(1000)}`,
		says: [/第2番の記録（.*）は、もとは第3番でした。順序が変えられています/, /第3番の記録（.*）は、もとは第2番でした/],
	},
	'an event moved to another object': {
		sql: `update event set chain = 'sheet:' || :other where ${E(7)}`,
		says: [/終わりの記録（第7番）が失われています/, /第1番から第6番までの記録が失われています/, /第7番の記録（.*）は、あとから差し込まれたものです/],
	},
	'one letter of a submitted text': {
		sql: `update edition set content = jsonb_set(content, '{result}', to_jsonb(replace(content->>'result', '輪', '輸'))) where sheet_id = :sheet and number = 1`,
		says: [/第1版の本文が、提出されたときと違います/],
	},
	'an edition put in': { sql: `insert into edition (sheet_id, number, content, is_late) values (:sheet, 9, '{}', false)`, says: [/第9版には、提出の記録がありません/] },
	'an edition deleted': { sql: `delete from edition where sheet_id = :sheet and number = 2`, says: [/第5番の記録（.*、提出、.*）が示す第2版の本文が失われています/] },
	'who submitted': { sql: `update edition set submitted_by = (select id from account where login = 'kaki2') where sheet_id = :sheet and number = 2`, says: [/第2版の提出者が、提出の記録と違います/] },
	'a grade that a stage recorded': {
		sql: `update review set content = content || '{"rank": "△"}' where sheet_id = :sheet and kind = 'secretariat' and state = 'approved' and pass < 4`,
		says: [/「事務局」での判断（.*）の内容が、判断されたときと違います/],
	},
	'who decided': { sql: `update review set decided_by = (select id from account where login = 'kacho2') where sheet_id = :sheet and kind = 'head' and pass = 1`, says: [/「所属長」で判断した人（.*）が、判断の記録と違います/] },
	'an approval made of a return': {
		sql: `update review set state = 'approved', returned_to = null where sheet_id = :sheet and state = 'returned'`,
		says: [/判断（.*）が、判断の記録と違います/],
	},
	'the time of a checkpoint': { sql: `update checkpoint set at = at - interval '1 day' where number = 1`, says: [/封印1が書き換えられています/] },
	'the signature of a checkpoint': { sql: `update checkpoint set signature = reverse(signature) where number = 2`, says: [/封印2の署名が正しくありません/] },
	'what a checkpoint signed': { sql: `update checkpoint_head set sequence = 3 where checkpoint = 1 and chain = 'sheet:' || :sheet`, says: [/第3番の記録が、封印1のときと違います/, /封印1が書き換えられています/] },
	'a checkpoint deleted': { sql: `delete from checkpoint_head where checkpoint = 1; delete from checkpoint where number = 1`, says: [/第1番の封印が失われています/] },
	'the last checkpoint deleted': {
		sql: `delete from checkpoint_head where checkpoint = 2; delete from checkpoint where number = 2`,
		says: [/第6番まで封印されたはずですが、残っている封印は第4番までです/],
	},
};

// An installation as it was before there were chains: a sheet that was submitted, returned, submitted again and approved.
const before_chains = `
	begin;
	insert into organization (title) values ('旧市');
	insert into department (organization_id, code, title) values (1, 'ka', '課');
	insert into account (login, name, password_hash, department_id) values ('kaki', '書き手', 'x', 1), ('kacho', '課長', 'x', 1);
	insert into plan (code, title, organization_id, first_year, last_year) values ('old', '旧計画', 1, 2020, 2030);
	insert into item (plan_id, code, position, level, number, title, is_evaluated) values (1, 'i', 1, 1, '1', '見守り', true);
	insert into form (plan_id, code, position, title) values (1, 'f', 1, '調書');
	insert into round (plan_id, code, position, title, fiscal_year, term, form_id, opens_on, due_on, late)
	values (1, 'r', 1, '評価', 2025, 'final', 1, '2025-01-01', '2099-01-01', 'accept');
	insert into stage (round_id, code, position, title, kind) values (1, 'head', 1, '所属長', 'head');
	insert into sheet (round_id, item_id, department_id, state, edition, settled_edition, content, due_on, submitted_by) values (1, 1, 1, 'settled', 2, 2, '{"a": "二"}', '2099-01-01', 1);
	insert into edition (sheet_id, number, content, is_late, submitted_by) values (1, 1, '{"a": "一"}', false, 1), (1, 2, '{"a": "二"}', false, 1);
	insert into review (sheet_id, stage_id, round_id, edition, kind, department_id, state, due_on, reason, content, decided_by, decided_at)
	values (1, 1, 1, 1, 'head', 1, 'returned', '2099-01-01', '足りない。', '{"b": "×"}', 2, now()), (1, 1, 1, 2, 'head', 1, 'approved', '2099-01-01', null, '{"b": "○"}', 2, now());
	insert into event (action, account_id, actor, sheet_id, review_id, edition, stage, reason, plan_id) values
	('import', null, '運用', null, null, null, null, null, 1), ('submit', 1, '書き手', 1, null, 1, null, null, null),
	('return', 2, '課長', 1, 1, 1, '所属長', '足りない。', null), ('submit', 1, '書き手', 1, null, 2, null, null, null), ('approve', 2, '課長', 1, 2, 2, '所属長', null, null);
	commit;`;

describe('the history of an installation', { skip: no_installation }, () => {
	for (const [name, it] of Object.entries(cases))
		test(`${name}: ${it.says.length ? 'found and named' : 'all fits'}`, () => {
			judge(tampered(it.sql.replaceAll(':sheet', sheet).replaceAll(':other', other)), it.says);
		});

	test('a change that is put back fits again', () => {
		const { status, lines } = tampered(`update event set actor = actor || 'x' where ${E(2)}; update event set actor = left(actor, -1) where ${E(2)}`
			.replaceAll(':sheet', sheet));
		assert.equal(status, 0, lines.join('\n'));
	});

	test('what was recorded before there were chains is put into them, in order', () => {
		const folder = join(root, 'sql/migrations');
		const files = readdirSync(folder).sort();
		const text = (names) => names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
		const at = files.findIndex((name) => name.endsWith('_chain.sql'));
		must('postgres', 'postgres', 'create database old owner chosho_owner template template0');
		must('chosho_owner', 'old', text(files.slice(0, at)) + before_chains + text(files.slice(at)));
		pour('old', '-t', 'chosho.migration');
		const { status, lines } = verify('old');
		assert.deepEqual([status, lines], [0, ['5件の記録、2件の版、2件の判断、0件の意見や質問、0件の決裁、0件の封印を確かめました。異常はありません。']]);
		assert.equal(must('chosho_owner', 'old', "select string_agg(chain || ' ' || sequence || ' ' || action, ', ' order by id) from event"),
			'plan:1 1 import, sheet:1 1 submit, sheet:1 2 return, sheet:1 3 submit, sheet:1 4 approve');
		must('postgres', 'old', "set session_replication_role = replica; update edition set content = '{\"a\": \"三\"}' where number = 1");
		assert.match(verify('old').lines[0], /第1版の本文が、提出されたときと違います/);
	});

	const refused = [
		...['event', 'checkpoint', 'checkpoint_head'].flatMap((table) => [`update ${table} set hash = ''`, `delete from ${table}`, `truncate ${table} cascade`]),
		...['select * from chain', `insert into chain (name, sequence, hash) values ('x', 1, '')`, `update chain set hash = ''`, 'delete from chain', 'truncate chain'],
		`insert into event (action, actor, at) values ('approve', '別 人', now() - interval '1 year')`,
		`insert into event (action, actor, chain, sequence, hash) values ('approve', '別 人', 'x', 1, '')`,
		`alter table event disable trigger event_joins`, `set session_replication_role = replica`,
	];
	for (const statement of refused)
		test(`the web role cannot: ${statement}`, () => {
			const { status, stderr } = as('chosho_web', 'chosho', statement);
			assert.notEqual(status, 0, 'it was allowed');
			assert.match(stderr, /permission denied|must be owner|append-only/);
		});

	test('every column of an event is in its hash', () => {
		const columns = must('postgres', 'chosho', `select attname from pg_attribute where attrelid = 'event'::regclass and attnum > 0 and not attisdropped`);
		const recipe = must('postgres', 'chosho', `select prosrc from pg_proc where proname = 'event_hash'`);
		const [first, second] = recipe.split('chosho-event/2');
		assert.match(first, /chosho-event\/1/);
		const hashed = [...second.matchAll(/\be\.([a-z_]+)/g)].map(([, name]) => name);
		assert.deepEqual(columns.split('\n').filter((name) => name !== 'hash').sort(), hashed.sort());
	});

	test('the owner of the tables cannot by accident', () => {
		for (const table of ['event', 'checkpoint', 'checkpoint_head'])
			for (const statement of [`update ${table} set hash = ''`, `delete from ${table}`, `truncate ${table} cascade`])
				assert.match(as('chosho_owner', 'chosho', statement).stderr, /append-only/, statement);
	});
});
