// steering.test.mjs: what the secretariat steers, told as it happens in a year: a sheet that leaves the round and comes back,
// a settled one that is corrected, one that goes to another department. Over plain HTTP. Wants a throw-away installation.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { no_installation, quietly } from '../browser/lib/installation.mjs';
import { keep } from './behind.mjs';
import { bring, edit_of, good_sheet, make_ground, waiting_at } from './ground.mjs';
import { words_of } from './person.mjs';

let ground, people, behind, sheet, put_back;

before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	({ people, behind } = ground);
	sheet = ground.sheets.first;
	put_back = await keep(behind, sheet);
});
after(() => behind?.close());

const row = async (columns, id = sheet) => (await behind.rows(`select ${columns} from sheet where id = ${id}`))[0];
const event_of = async (action, id = sheet) => (await behind.rows(`select actor, reason, edition from event where sheet_id = ${id}
	and action = '${action}' order by id desc limit 1`))[0];
const waiting = async (id = sheet) => (await behind.rows(`select coalesce(body.code, review.kind) as desk from review left join body on body.id = body_id
	where sheet_id = ${id} and state = 'waiting' order by 1`)).map((it) => it.desk).join(' ');

// Somebody opens the page of an address and presses its button; anything but a redirect is an error.
async function done(person, address, fields = {}) {
	const answer = await person.press(address, fields);
	assert.equal(answer.status, 303, `${person.login} at ${address}: ${answer.status} ${words_of(answer.text)}`);
	return answer.location;
}
const steer = (act, fields, id = sheet) => done(people.jimu1, `/sheets/${id}/${act}`, fields);
const progress = async () => `/progress?round=${(await behind.rows("select id from round where code = 'now'"))[0].id}`;
const page = async (person, address) => words_of(await person.page(address), 20000);
const write = (text, id = sheet) => done(people.kaki1, edit_of(id), { ...good_sheet, 'value-result': text, next: 'save' });
const submit = (id = sheet) => done(people.kaki1, `/sheets/${id}/check`);
const decide = async (person, desk, fields = {}, id = sheet) => done(person, await waiting_at(behind, id, desk),
	{ act: 'approve', ...(/head|f/.test(desk) ? {} : { 'value-opinion': '妥当と認める。' }), ...fields });
const reopen = { act: 'reopen', reason: '人数の集計に誤りがあったため。', due_on: '令和８１年３月３１日' };

async function through(id = sheet) {
	await decide(people.kacho1, 'head', {}, id);
	await decide(people.jimu1, 'secretariat', {}, id);
	await decide(people.kai_k1, 'k', {}, id);
	await decide(people.kai_s, 's', {}, id);
	await decide(people.kai_f1, 'f', {}, id);
}

describe('the secretariat steers', { skip: no_installation }, () => {
	test('an excluded sheet says so and why, counts nowhere, cannot be written, and comes back with what was written', async () => {
		await bring(ground, sheet, 'filled');
		const count = async () => (await page(people.jimu1, await progress())).match(/合計 (\d+)/)[1];
		const before_it = Number(await count());
		await steer('exclude', { reason: '事業が県に移ったため。' });
		assert.equal(Number(await count()), before_it - 1);
		const shown = await page(people.kaki1, `/sheets/${sheet}`);
		assert.match(shown, /この評価回では評価の対象外です 事業が県に移ったため。/);
		assert.match(await page(people.kaki1, '/sheets?state=excluded'), /対象外/);
		const refused = await people.kaki1.ask(edit_of(sheet));
		assert.equal(refused.status, 409);
		assert.doesNotMatch(await page(people.kaki1, '/'), /取組 first/);
		assert.deepEqual(await event_of('exclude'), { actor: '試 jimu1', reason: '事業が県に移ったため。', edition: null });
		await steer('include', { reason: '市の分が残ったため。' });
		assert.equal((await row('state')).state, 'draft');
		assert.ok((await people.kaki1.page(edit_of(sheet))).includes(good_sheet['value-result']));
		await put_back();
	});

	test('a correction: the department is told why and until when, others read what was settled, and both editions stay', async () => {
		await bring(ground, sheet, 'settled');
		const before_it = await row('edition, settled_edition, is_correction');
		assert.deepEqual(before_it, { edition: 1, settled_edition: 1, is_correction: false });

		const asked = await people.jimu1.press(`/sheets/${sheet}/reopen`, { ...reopen, act: 'check' });
		assert.equal(asked.status, 200);
		assert.match(words_of(asked.text, 5000), /まだ再開していません.*令和81年3月31日/);
		assert.equal((await row('state')).state, 'settled');
		const past = await people.jimu1.press(`/sheets/${sheet}/reopen`, { ...reopen, due_on: '2020-01-01' });
		assert.equal(past.status, 422);
		assert.match(words_of(past.text, 5000), /今日以降の日/);

		await steer('reopen', reopen);
		assert.deepEqual(await row('state, edition, settled_edition, is_correction, due_on'),
			{ state: 'returned', edition: 1, settled_edition: 1, is_correction: true, due_on: '2099-03-31' });
		for (const address of [`/sheets/${sheet}`, edit_of(sheet), '/', '/sheets'])
			for (const said of [/訂正/, /人数の集計に誤りがあったため。/]) assert.match(await page(people.kaki1, address), said, address);
		assert.match(await page(people.kaki1, `/sheets/${sheet}`), /訂正の理由/);

		await write('訂正した文である。');
		const others = await page(people.kaki_otsu, `/sheets/${sheet}`);
		assert.match(others, /訂正中です ここに表示しているのは、確定した第1版/);
		assert.ok(others.includes(good_sheet['value-result']) && !others.includes('訂正した文'));
		assert.match(await page(people.kaki_otsu, '/sheets'), /B 一部達成.*訂正中/);
		await done(people.kaki1, edit_of(sheet), { ...good_sheet, 'value-result': '訂正した文である。', 'value-grade': 'A', next: 'save' });
		assert.match(await page(people.kaki_otsu, '/sheets'), /B 一部達成.*訂正中/, 'the grade of a draft is nobody else\'s');
		assert.match(await page(people.kaki1, '/sheets'), /A 達成.*訂正中/);

		await submit();
		assert.equal(await waiting(), 'head', 'a correction goes through all stages');
		assert.ok((await page(people.kaki_otsu, `/sheets/${sheet}`)).includes(good_sheet['value-result']), 'also while it is reviewed');
		await through();
		assert.deepEqual(await row('state, edition, settled_edition, is_correction'), { state: 'settled', edition: 2, settled_edition: 2, is_correction: false });
		const settled = await page(people.kaki_otsu, `/sheets/${sheet}`);
		assert.ok(settled.includes('訂正した文') && !settled.includes('訂正中です'));
		const editions = await behind.rows(`select number, content->>'result' as result from edition where sheet_id = ${sheet} order by number`);
		assert.deepEqual(editions, [{ number: 1, result: good_sheet['value-result'] }, { number: 2, result: '訂正した文である。' }]);
	});

	test('who undoes the last approval of a correction has the correction before them again, and others what was settled before', async () => {
		const [{ id }] = await behind.rows(`select id from review where sheet_id = ${sheet} and state = 'approved' order by id desc limit 1`);
		await done(people.kai_f1, `/reviews/${id}/undo`);
		assert.deepEqual(await row('state, edition, settled_edition, is_correction'), { state: 'reviewing', edition: 2, settled_edition: 1, is_correction: true });
		assert.ok((await page(people.kaki_otsu, `/sheets/${sheet}`)).includes(good_sheet['value-result']));
		// returned on the way, the department reads the return's reason, no longer the secretariat's
		await decide(people.kai_f1, 'f', { act: 'return', reason: '根拠の資料を示してください。' });
		const shown = await page(people.kaki1, edit_of(sheet));
		assert.match(shown, /差戻しの理由 根拠の資料を示してください。/);
		assert.doesNotMatch(shown, /訂正の理由/);
		await write('訂正した文と根拠。');
		await submit();
		await through();
		assert.deepEqual(await row('edition, settled_edition, is_correction'), { edition: 3, settled_edition: 3, is_correction: false });
		// a second correction begins with its own reason
		await steer('reopen', { ...reopen, reason: '二度目の訂正。' });
		assert.match(await page(people.kaki1, edit_of(sheet)), /訂正の理由 二度目の訂正。/);
		assert.doesNotMatch(await page(people.kaki1, '/'), /根拠の資料/);
		await put_back();
	});

	test('what is said of a correction under way is not for those who read what was settled', async () => {
		await bring(ground, sheet, 'settled');
		const old = `/reviews/${(await behind.rows(`select max(review.id) as id from review join body on body.id = body_id where sheet_id = ${sheet} and body.code = 'k'`))[0].id}`;
		await steer('reopen', reopen);
		await write('訂正した文である。');
		await submit();
		await decide(people.kacho1, 'head', { act: 'return', reason: 'まだ外に出せない理由。', marks: 'result' });
		assert.match(await page(people.kaki1, `/sheets/${sheet}`), /まだ外に出せない理由/);
		for (const [person, address] of [[people.kaki_otsu, `/sheets/${sheet}`], [people.kai_k1, `/sheets/${sheet}`], [people.kai_k1, old]])
			assert.doesNotMatch(await page(person, address), /まだ外に出せない理由/, `${person.login} at ${address}`);
		await put_back();
	});

	test('a first settlement that is undone leaves nothing settled', async () => {
		await bring(ground, sheet, 'settled');
		const [{ id }] = await behind.rows(`select id from review where sheet_id = ${sheet} and state = 'approved' order by id desc limit 1`);
		await done(people.kai_f1, `/reviews/${id}/undo`);
		assert.deepEqual(await row('state, settled_edition, is_correction'), { state: 'reviewing', settled_edition: 0, is_correction: false });
		assert.equal((await people.kaki_otsu.ask(`/sheets/${sheet}`)).status, 404);
		await put_back();
	});

	test('another department: work, the waiting review and the queue go along, and the history names both', async () => {
		await bring(ground, sheet, 'head');
		const review = await waiting_at(behind, sheet, 'head');
		await steer('reassign', { reason: '課の再編による。', department: 2, in_charge: 0 });
		assert.equal((await event_of('reassign')).reason, '主管課：試験課 → 乙課\n課の再編による。');
		assert.equal(await waiting_at(behind, sheet, 'head'), review, 'the same review');
		assert.doesNotMatch(await page(people.kacho1, '/reviews'), /取組 first/);
		assert.equal((await people.kacho1.ask(review)).status, 404);
		assert.match(await page(people.jimu1, review), /乙課/);
		assert.equal((await people.kaki1.ask(edit_of(sheet))).status, 403, 'who led it before no longer writes');
		assert.match(await page(people.kaki_otsu, `/sheets/${sheet}`), /いまの担当 乙課/);
		await put_back();
	});

	test('a department that contributed and now leads writes the sheet, and is not asked for a part beside it', async () => {
		const { shared } = ground.sheets, back = await keep(behind, shared);
		const owed = async () => (await behind.rows(`select count(*) from part where sheet_id = ${shared} and state = 'open'`))[0].count;
		assert.equal(await owed(), 1);
		assert.equal((await people.jimu1.press(`/sheets/${shared}/reassign`, { reason: '課の再編による。', department: 2, in_charge: 0 })).status, 303);
		assert.equal(await owed(), 0);
		await people.kaki_otsu.press(edit_of(shared), { ...good_sheet, next: 'save' });
		assert.equal((await people.kaki_otsu.press(`/sheets/${shared}/check`, {})).status, 303, 'nothing is waited for');
		await back();
	});

	test('a person in charge is shown in lists and on pages while they are of the department, and only then', async () => {
		await bring(ground, sheet, 'filled');
		const [{ id }] = await behind.rows("select id from account where login = 'kaki2'");
		const [{ id: other }] = await behind.rows("select id from account where login = 'kaki_otsu'");
		await steer('reassign', { reason: '分担による。', department: 1, in_charge: id });
		assert.equal((await event_of('reassign')).reason, '担当者：決めない → 試 kaki2\n分担による。');
		for (const address of ['/', '/sheets', `/sheets/${sheet}`]) assert.match(await page(people.kaki1, address), /試 kaki2/, address);
		await write('ほかの担当者も書ける。');
		const wrong = { 'not of the department': [1, other, /その担当者は/], 'the same again': [1, id, /いまと同じです/], 'a department without authors': [99, 0, /書ける担当者がいません/] };
		for (const [name, [department, in_charge, sentence]] of Object.entries(wrong)) {
			const answer = await people.jimu1.press(`/sheets/${sheet}/reassign`, { reason: '理由', department, in_charge });
			assert.equal(answer.status, 422, name);
			assert.match(words_of(answer.text, 5000), sentence, name);
			assert.ok(answer.text.includes('理由</textarea>'), name);
		}
		await behind.run(quietly(`update assignment set until_on = current_date - 1, from_on = current_date - 9 where account_id = ${id}`));
		assert.doesNotMatch(await page(people.kaki1, `/sheets/${sheet}`), /担当者 試 kaki2/);
		assert.match(await page(people.kaki1, '/'), /取組 first/, 'what waits for the post waits for whoever holds it');
		await behind.run(quietly(`update assignment set until_on = null where account_id = ${id}`));
		await put_back();
	});

	test('a department whose last author has left can be chosen no more, and the page says so of the present one', async () => {
		await behind.run(quietly("update account set stopped_at = now() where login like 'kaki_otsu%'"));
		const shown = await page(people.jimu1, `/sheets/${ground.sheets.other}/reassign`);
		assert.match(shown, /いまの主管課には担当者がいません/);
		const answer = await people.jimu1.press(`/sheets/${sheet}/reassign`, { reason: '再編', department: 2, in_charge: 0 });
		assert.equal(answer.status, 422);
		await behind.run(quietly("update account set stopped_at = null where login like 'kaki_otsu%'"));
	});
});
