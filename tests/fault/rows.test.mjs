// rows.test.mjs: what the pages are made of, beside the events: where a sheet stands, who submitted it, when and for whom it was
// decided, the meeting that signed off, who is away and who decides meanwhile. In a copy of the database in which one such row was changed behind
// the program's back, `chosho verify` finds it. The untouched copy fits. Wants a throw-away installation.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { no_installation, password } from '../browser/lib/installation.mjs';
import { day } from '../expect/people.mjs';
import { judge, make_model, tampered } from './copies.mjs';
import { bring, choose, make_ground, meet, waiting_at } from './ground.mjs';
import { held_by, words_of } from './person.mjs';

let sheet;

async function press(person, address, fields) {
	const { status } = await person.press(address, fields);
	assert.equal(status, 303, `${person.login}: POST ${address}`);
}

// One sheet that was signed off, one that was returned and submitted again and whose approval was taken back,
// one that was corrected, one that was taken out and back in.
async function walk() {
	const ground = await make_ground();
	const { people, behind, sheets } = ground;
	const settled = sheets.second;
	sheet = sheets.full;
	await bring(ground, sheet, 'body');
	const meeting = await meet(ground);
	await choose(ground, meeting, { [sheet]: 'approved' });
	await press(people.kai_k1, `${meeting}/sign-off`, { act: 'sign', password });
	await bring(ground, sheets.first, 'head');
	await press(people.kacho1, await waiting_at(behind, sheets.first, 'head'), { act: 'return', reason: '足りない。' });
	await press(people.kaki1, `/sheets/${sheets.first}/check`, {});
	const approved = await waiting_at(behind, sheets.first, 'head');
	await press(people.kacho1, approved, { act: 'approve' });
	await press(people.kacho1, `${approved}/undo`, {});
	await bring(ground, settled, 'settled');
	await press(people.jimu1, `/sheets/${settled}/reopen`, { act: 'reopen', reason: '誤記。', due_on: '2099-03-31' });
	await press(people.kaki1, `/sheets/${settled}/check`, {});
	await press(people.kaki1, `/sheets/${settled}/withdraw`, {});
	await press(people.jimu1, `/sheets/${sheets.third}/exclude`, { reason: '廃止。' });
	await press(people.jimu1, `/sheets/${sheets.third}/include`, { reason: '続ける。' });
	const ids = Object.fromEntries((await behind.rows('select login, id from account')).map((it) => [it.login, it.id]));
	const away = async (login, deputy) => {
		const [[, token]] = held_by(await people.jimu1.page(`/absences?account=${ids[login]}`), '/absences');
		const answer = await people.jimu1.post('/absences', { token, account: ids[login], from_on: day(1), until_on: day(3), deputy: ids[deputy] ?? 0, note: '', act: 'enter' });
		assert.equal(answer.status, 303, words_of(answer.text));
	};
	await away('kacho1', 'kaki1');
	await away('kacho2');
	const [{ id }] = await behind.rows(`select id from absence where account_id = ${ids.kacho2}`);
	await press(people.jimu1, `/absences/${id}/end`, {});
	behind.close();
}

const of_head = "sheet_id = :sheet and kind = 'head'";
const another = "(select id from account where login = 'jimu2')";
const stands = /^調書「.*」（sheet:\d+）: 調書の状態、版または提出者が、記録と違います。/;
const decided = /「所属長」での判断の日時、版、代決・代理または取消しが、記録と違います。/;
const missing = /第\d+番の記録が示す審査が失われています。/;
const submitted = /第1版の提出者、提出日時または提出のときの理由が、提出の記録と違います。/;
const met = /^会議「.*」（meeting:\d+）: 会議の状態、名称、開催日または資料が、決裁の記録と違います。/;
const away = (login) => new RegExp(`^.*試 ${login}.*：不在（${day(1)}.*${day(3)}.*）の期間、代決者または終了が、記録のとおりではありません。`);
const prolonged = /試 kacho1.*：不在（.*）の期間、代決者または終了が、記録のとおりではありません。/;
const of = (login) => `(select id from account where login = '${login}')`;
const cases = {
	'nothing': { sql: 'select 1', says: [] },
	'where a sheet stands': { sql: `update sheet set state = 'draft', stage_id = null where id = :sheet`, says: [stands] },
	'whom the rule of four eyes asks about': { sql: `update sheet set submitted_by = ${another} where id = :sheet`, says: [stands] },
	'which edition was settled': { sql: `update sheet set settled_edition = 1 where id = :sheet`, says: [stands] },
	'a review that waits, taken away': { sql: `delete from review where sheet_id = :sheet and state = 'waiting'`, says: [stands] },
	'an edition without its author': { sql: `update edition set submitted_by = null where sheet_id = :sheet`, says: [submitted] },
	'when it was submitted': { sql: `update edition set submitted_at = submitted_at - interval '1 day' where sheet_id = :sheet`, says: [submitted] },
	'when it was decided': { sql: `update review set decided_at = decided_at - interval '1 day' where ${of_head}`, says: [decided] },
	'for whom it was decided': { sql: `update review set decided_for = ${another} where ${of_head}`, says: [decided] },
	'an approval said to be taken back': { sql: `update review set state = 'undone' where ${of_head}`, says: [decided] },
	'a decision deleted': { sql: `delete from review where ${of_head}`, says: [missing] },
	'the state of a meeting that was signed off': { sql: `update meeting set state = 'frozen'`, says: [met] },
	'the day of a meeting that was signed off': { sql: 'update meeting set held_on = held_on - 1', says: [met] },
	'when it was signed off': { sql: `update sign_off set signed_at = signed_at - interval '1 day'`, says: [met] },
	'an absence that somebody put in': {
		sql: `insert into absence (account_id, from_on, until_on, entered_by) values (${of('kai_s')}, '${day(1)}', '${day(3)}', ${of('jimu1')})`, says: [away('kai_s')],
	},
	'an absence prolonged': { sql: `update absence set until_on = until_on + 30 where account_id = ${of('kacho1')}`, says: [prolonged] },
	'who decides meanwhile': { sql: `update absence set deputy_id = ${of('kaki2')} where account_id = ${of('kacho1')}`, says: [away('kacho1')] },
	'an absence ended': { sql: `update absence set ended_at = now() where account_id = ${of('kacho1')}`, says: [away('kacho1')] },
	'an absence that was ended, brought back': { sql: `update absence set ended_at = null where account_id = ${of('kacho2')}`, says: [away('kacho2')] },
	'an absence deleted': { sql: `delete from absence where account_id = ${of('kacho1')}`, says: [/試 kacho1.*：不在（.*代決者：試 kaki1）の期間/] },
	'the papers that were signed off': { sql: `update paper set hash = reverse(hash)`, says: [met] },
};

describe('the rows beside the events', { skip: no_installation }, () => {
	before(async () => {
		await walk();
		make_model();
	});

	for (const [name, it] of Object.entries(cases))
		test(`${name}: ${it.says.length ? 'found and named' : 'all fits'}`, () => judge(tampered(it.sql.replaceAll(':sheet', sheet)), it.says));
});
