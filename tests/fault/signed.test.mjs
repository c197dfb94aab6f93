// signed.test.mjs: what a body said and signed off, in copies of the database in which one thing was changed behind the program's
// back: `chosho verify` finds it and names the meeting, the sheet, the person. The untouched copy fits, and a sign-off is under
// a checkpoint at once. Wants a throw-away installation.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { no_installation } from '../browser/lib/installation.mjs';
import { open_database } from '../expect/database.mjs';
import { make_world } from '../expect/world.mjs';
import { judge, make_model, must, tampered } from './copies.mjs';

const signed = 'sign_off_id = (select max(id) from sign_off)';
const cases = {
	'nothing': { sql: 'select 1', says: [] },
	'one letter of what was signed': { sql: `update sign_off set manifest = replace(manifest, 'chosho-sign-off/1', 'chosho-sign-off/2')`, says: [/^会議「会議 signed」（meeting:\d+）: 決裁の内容が、決裁されたときと違います。/, /決裁の署名が正しくありません/] },
	'the decision in what was signed': {
		sql: `update sign_off set manifest = replace(manifest, '"decision":"returned"', '"decision":"approved"')`,
		says: [/決裁の内容が、決裁されたときと違います/, /決裁の署名が正しくありません/, /決裁された調書「.*」の判断が、決裁されたときと違います/],
	},
	'the signature': { sql: 'update sign_off set signature = reverse(signature)', says: [/決裁の署名が正しくありません/] },
	'the key': { sql: `update signing_key set public_key = translate(public_key, 'abcdef', 'bcdefa')`, says: [/決裁の署名が正しくありません/] },
	'who signed': { sql: `update sign_off set signed_by = (select id from account where login = 'deputy_k')`, says: [/決裁した人が、決裁の記録と違います/] },
	'the sign-off deleted': { sql: `update review set sign_off_id = null; delete from sign_off`, says: [/第\d+番の記録（.*、決裁、.*）が示す決裁が失われています/] },
	'its event deleted': { sql: `delete from event where action = 'sign'`, says: [/終わりの記録（第\d+番）が失われています/, /決裁に記録がありません/, /封印1が示す第\d+番の記録が失われています/] },
	'one letter of a text that was signed off': {
		sql: `update edition set content = content || '{"result": "x"}' where (sheet_id, number) in (select sheet_id, edition from review where ${signed})`,
		says: [/第1版の本文が、提出されたときと違います/, /決裁された調書「.*」の本文が、決裁されたときと違います/],
	},
	'a decision that was signed off': {
		sql: `update review set state = 'approved' where ${signed}`,
		says: [/判断（.*）が、判断の記録と違います/, /決裁された調書「.*」の判断が、決裁されたときと違います/],
	},
	'a decision taken out of the sign-off': { sql: `update review set sign_off_id = null where ${signed}`, says: [/決裁された調書「.*」の判断が失われています/] },
	'a decision put into the sign-off': {
		sql: `update review set sign_off_id = (select max(id) from sign_off) where id = (select max(id) from review where state = 'approved' and sign_off_id is null)`,
		says: [/会議\d+の決裁に、この調書は含まれていません/],
	},
	'an opinion': { sql: `update opinion set text = text || '。' where id = (select min(id) from opinion)`, says: [/調書「.*」（sheet:\d+）: 意見（.*）の本文が、書かれたときと違います/] },
	'an opinion deleted': { sql: `delete from opinion where id = (select min(id) from opinion)`, says: [/第\d+番の記録（.*、意見、.*）が示す本文が失われています/] },
	'an opinion put in': { sql: `insert into opinion (review_id, account_id, text) select review_id, account_id, 'x' from opinion limit 1`, says: [/意見（.*）には記録がありません/] },
	'a ballot': { sql: `update ballot set comment = comment || '。' where id = (select min(id) from ballot)`, says: [/個別評価（.*）の本文が、書かれたときと違います/] },
	'a question': { sql: `update question set text = text || '？' where id = (select min(id) from question)`, says: [/質問（.*）の本文が、書かれたときと違います/] },
	'an answer': { sql: `update question set answer = answer || '。' where id = (select min(id) from question where answer is not null)`, says: [/回答（.*）の本文が、書かれたときと違います/] },
	'who opined': { sql: `update opinion set account_id = (select id from account where login = 'chair_k') where id = (select min(id) from opinion)`, says: [/意見、.*が示す本文が失われています/, /意見（.*）には記録がありません/] },
};

describe('what was said and signed off', { skip: no_installation }, () => {
	before(async () => {
		const database = open_database();
		await make_world(database.sql);
		database.close();
		make_model();
	});

	for (const [name, it] of Object.entries(cases))
		test(`${name}: ${it.says.length ? 'found and named' : 'all fits'}`, () => judge(tampered(it.sql), it.says));

	test('is under a checkpoint at once', () => {
		assert.equal(must('postgres', 'chosho', `select count(*) from event join checkpoint_head head on head.chain = event.chain and head.sequence >= event.sequence
			where event.action = 'sign'`), must('postgres', 'chosho', 'select count(*) from sign_off'));
		assert.notEqual(must('postgres', 'chosho', 'select count(*) from sign_off'), '0');
	});
});
