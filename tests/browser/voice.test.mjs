// voice.test.mjs: the committee's own work before it decides, on the world of the expectation table: members read, note
// opinions, cast ballots and ask; the department answers, its head approves; the chair sees the distribution and decides; a
// sheet comes back and shows what was said before; another body's return is told; the list for the meeting; the selection.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open_database } from '../expect/database.mjs';
import { make_world } from '../expect/world.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { no_installation, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

describe('before a body decides', { skip: no_installation }, () => {
	let browser, database, world;
	const people = new Map();

	const as = async (login) => {
		if (!people.has(login)) {
			const page = await visitor(browser, url, { script: login !== 'author_a' });
			await sign_in(page, login);
			people.set(login, page);
		}
		return people.get(login);
	};
	const press = async (page, label) => {
		await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: label, exact: true }).first().click()]);
	};
	const words = (page) => page.locator('main').innerText();
	const review = (name) => `/reviews/${world.reviews[name]}`;
	const own = (what) => `form[action$="/${what}"]`;

	before(async () => {
		browser = await start_browser();
		database = open_database();
		world = await make_world(database.sql);
	});
	after(async () => {
		database?.close();
		await browser?.close();
	});

	test('a member sees how many have cast a ballot, and the distribution only after their own', async () => {
		const page = await as('second_k');
		await page.goto(review('at_council.k'));
		assert.match(await words(page), /ご自身の個別評価を記録すると、分布を表示します/);
		assert.equal(await page.locator('.shares').count(), 0);
		await page.locator(`${own('ballot')} input[type=radio]`).first().check();
		await page.locator('#field-comment').fill('目標に届いている。');
		await press(page, '個別評価を記録する');
		assert.match(page.url(), /said=1/);
		assert.match(await page.locator('.spread table').innerText(), /A 達成\s+1\s+B 未達成\s+1/);
		assert.match(await page.locator('.shares figcaption').innerText(), /最も多い評価は A、B（1人）です。/);
		assert.equal(await page.locator('summary', { hasText: '一人ひとり' }).count(), 0, 'the others remain a distribution');
		await look(page, 'voice-member');
	});

	test('an opinion is changed and taken back, and two windows of one member do not run over each other', async () => {
		const page = await as('second_k');
		await page.goto(review('at_council.k'));
		const other = await page.context().newPage();
		await other.goto(`${url}${review('at_council.k')}/opinion`);
		await page.locator('#field-opinion').fill('夜間の開催も考えてほしい。\n場所は駅の近くがよい。');
		await press(page, '意見を記録する');
		await other.locator('#field-opinion').fill('別の窓の意見');
		await Promise.all([other.waitForEvent('load'), other.getByRole('button', { name: '意見を記録する' }).click()]);
		assert.match(await other.title(), /^エラー：/);
		assert.match(await other.locator('main').innerText(), /別の画面で先に記録されています[\s\S]*夜間の開催も考えてほしい/);
		assert.equal(await other.locator('#field-opinion').inputValue(), '別の窓の意見');
		await Promise.all([other.waitForEvent('load'), other.getByRole('button', { name: '意見を記録する' }).click()]);
		assert.match(await other.locator('.voice').first().innerText().then(() => other.locator('#voice').innerText()), /別の窓の意見/);
		await other.close();
		const [[rows]] = await database.sql("select count(*) from opinion join account on account.id = account_id where login = 'second_k'");
		assert.equal(rows, '2', 'both stay on record');
	});

	test('an empty question, opinion or ballot is asked for beside its field', async () => {
		const page = await as('second_k');
		await page.goto(`${review('at_both.k')}/questions`);
		await press(page, '質問を送る');
		assert.match(await page.locator('.error').innerText(), /質問を入力してください/);
		await look(page, 'voice-question-missing', { alone: true });
		await page.goto(`${review('at_both.k')}/ballot`);
		await press(page, '個別評価を記録する');
		assert.match(await page.locator('.error').first().innerText(), /評価を選ぶか/);
		await page.goto(`${review('at_both.k')}/opinion`);
		await press(page, '意見を記録する');
		assert.match(await page.locator('.error').innerText(), /意見を入力してください/);
	});

	test('the department finds the question at home and answers; the body sees nothing before the head has approved', async () => {
		const author = await as('author_a');
		await author.goto('/');
		assert.match(await words(author), /対応を待っている質問/);
		await author.goto(`/questions/${world.questions.at_council}`);
		await author.locator('#field-answer').fill('参加者の六割が六十五歳以上です。');
		await press(author, '所属長に確認を求める');
		assert.match(await words(author), /所属長が承認すると、会議体に表示されます/);
		const member = await as('second_k');
		await member.goto(`/questions/${world.questions.at_council}`);
		assert.doesNotMatch(await words(member), /六割/);
		await member.goto(review('at_council.k'));
		assert.doesNotMatch(await words(member), /六割/);
	});

	test('the head hands it back with a remark, and approves the mended answer', async () => {
		const head = await as('head_a');
		await head.goto('/');
		await head.locator(`a[href="/questions/${world.questions.at_council}"]`).click();
		await press(head, '担当者に戻す');
		assert.match(await head.locator('.error').innerText(), /直してほしい点/);
		await head.locator('#field-remark').fill('何人中の六割かを書いてください。');
		await press(head, '担当者に戻す');
		const author = await as('author_a');
		await author.goto('/');
		assert.match(await words(author), /所属長から戻された回答/);
		await author.goto(`/questions/${world.questions.at_council}`);
		assert.match(await words(author), /何人中の六割かを書いてください/);
		await author.locator('#field-answer').fill('312人のうち六割が六十五歳以上です。');
		await press(author, '所属長に確認を求める');
		await head.goto(`/questions/${world.questions.at_council}`);
		await look(head, 'voice-head');
		await press(head, 'この回答を承認する');
		const member = await as('second_k');
		await member.goto(review('at_council.k'));
		assert.match(await page_questions(member), /312人のうち六割/);
	});

	const page_questions = (page) => page.locator('#voice .question').allInnerTexts().then((texts) => texts.join('\n'));

	test('the chair sees the distribution beside the form, each ballot with its comment, and votes on a page of their own', async () => {
		const chair = await as('chair_k');
		await chair.goto(`${review('at_council.k')}/ballot`);
		await look(chair, 'voice-ballot', { alone: true });
		await chair.locator('main input[type=radio]').first().check();
		await press(chair, '個別評価を記録する');
		await chair.locator('summary', { hasText: '一人ひとり' }).click();
		assert.match(await chair.locator('#voice').innerText(), /目標に届いている/);
		assert.match(await chair.locator('section:has(> h2:text("判断")) .spread').innerText(), /A 達成\s+2/);
		await look(chair, 'voice-chair');
		await press(chair, '承認する');
		assert.match(chair.url(), /done=1/);
		const member = await as('second_k');
		await member.goto(review('at_council.k'));
		assert.match(await words(member), /書き込みは終わりました/);
		assert.equal(await member.locator(own('opinion')).count(), 0);
	});

	test('what is written after the decision comes back with the reason', async () => {
		const member = await as('second_k');
		await member.goto(`${review('at_both.k')}/opinion`);
		await member.locator('#field-opinion').fill('間に合わなかった意見');
		const chair = await as('chair_k');
		await chair.goto(review('at_both.k'));
		await chair.locator('#field-reason').fill('目標との関係を書き足してください。');
		await press(chair, '差し戻す');
		await press(member, '意見を記録する');
		assert.match(await member.title(), /^エラー：/);
		assert.equal(await member.locator('#field-opinion').inputValue(), '間に合わなかった意見');
		assert.equal(await member.getByRole('button', { name: '意見を記録する' }).count(), 0);
	});

	test('a resubmitted sheet shows a member what they said of the edition before', async () => {
		const author = await as('author_a');
		await author.goto(`/sheets/${world.sheets.at_both}/edit`);
		await author.locator('main textarea[name="value-result"]').fill('目標との関係を書き足した。');
		await press(author, '保存して確認へ進む');
		await press(author, 'この内容で提出する');
		const approve = async (login) => {
			const page = await as(login);
			const [[id]] = await database.sql(`select id from review where sheet_id = ${world.sheets.at_both} and state = 'waiting'`);
			await page.goto(`/reviews/${id}`);
			await press(page, '承認する');
		};
		await approve('head_a');
		await approve('secretariat');
		const member = await as('member_k');
		const rows = await database.sql(`select review.id, body.code from review join body on body.id = body_id
			where sheet_id = ${world.sheets.at_both} and state = 'waiting'`);
		world.both = Object.fromEntries(rows.map(([id, code]) => [code, id]));
		await member.goto(`/reviews/${world.both.k}`);
		assert.match(await words(member), /前の版へのあなたの意見（第1版）[\s\S]*前の版へのあなたの個別評価（第1版）/);
		assert.equal(await member.locator('#field-opinion').inputValue(), '');
		await look(member, 'voice-former', { alone: true });
	});

	test('bodies side by side see each other, and a return by one is told to the other with its reason', async () => {
		const other = await as('chair_s');
		await other.goto(`/reviews/${world.both.s}`);
		assert.match(await words(other), /並行して審査する会議体[\s\S]*会議体k[\s\S]*会議体s/);
		const chair = await as('chair_k');
		await chair.goto(`/reviews/${world.both.k}`);
		await chair.locator('#field-reason').fill('根拠の数字が足りません。');
		await press(chair, '差し戻す');
		await other.goto('/reviews');
		const row = other.locator('tr', { has: other.locator(`a[href="/reviews/${world.both.s}"]`) });
		assert.match(await row.innerText(), /会議体k[\s\S]*根拠の数字が足りません/);
		await look(other, 'voice-stopped-queue', { alone: true });
		await other.goto(`/reviews/${world.both.s}`);
		assert.match(await words(other), /会議体kが差し戻したため、審査が止まりました[\s\S]*根拠の数字が足りません/);
		await look(other, 'voice-stopped', { alone: true });
	});

	test('the list of opinions goes without names, in the order of no list, as it was when the papers were frozen', async () => {
		const list = `/meetings/${world.meetings.frozen}/opinions`;
		const chair = await as('chair_k');
		await chair.goto(list);
		const text = await words(chair);
		assert.match(text, /zkatcouncilopinionq/);
		assert.doesNotMatch(text, /member_k|second_k|夜間の開催|312人/, 'neither names nor what was written since');
		await look(chair, 'voice-list');
		const secretariat = await as('secretariat');
		await secretariat.goto(list);
		assert.doesNotMatch(await words(secretariat), /member_k/);
		await secretariat.goto(`${list}?names=1`);
		assert.match(await words(secretariat), /名前 member_k/);
		await chair.goto(`${list}?names=1`);
		assert.doesNotMatch(await words(chair), /member_k/);
		await chair.goto(`/meetings/${world.meetings.frozen}/agenda`);
		assert.match(await words(chair), /B 1人/);
	});

	test('the secretariat chooses what a stage looks at; the others go on, and their record says so', async () => {
		await database.sql("update round set opens_on = current_date - 1 where code = 'later'");
		const [[sheet]] = await database.sql(`select sheet.id from sheet join item on item.id = item_id join round on round.id = round_id
			where round.code = 'later' and item.code = 'draft'`);
		const author = await as('author_a');
		await author.goto(`/sheets/${sheet}/edit`);
		await author.locator('main textarea[name="value-result"]').fill('届いた。');
		await author.locator('main input[type=radio]').first().check();
		await press(author, '保存して確認へ進む');
		await press(author, 'この内容で提出する');
		const waiting = async () => (await database.sql(`select id from review where sheet_id = ${sheet} and state = 'waiting'`))[0][0];
		for (const login of ['head_a', 'secretariat']) {
			const page = await as(login);
			await page.goto(`/reviews/${await waiting()}`);
			await press(page, '承認する');
		}
		const page = await as('secretariat');
		await page.goto('/progress');
		await page.goto(`/stages/${world.stages['later.body']}/selection`);
		await page.locator('main input[type=checkbox]').evaluateAll((boxes) => boxes.forEach((box, at) => { box.checked = at === 1; }));
		await press(page, '内容を確認する');
		assert.match(await page.locator('.error').innerText(), /抽出の理由を入力してください/);
		await page.locator('#field-reason').fill('重点の取組から選んだ。');
		await press(page, '内容を確認する');
		assert.match(await words(page), /まだ決定していません[\s\S]*1件を審査し[\s\S]*いまこの段階で待っている1件/);
		await look(page, 'voice-selection-check', { alone: true });
		await press(page, 'この内容で決定する');
		assert.match(await words(page), /重点の取組から選んだ/);
		await look(page, 'voice-selection');
		const [[state]] = await database.sql(`select state from sheet where id = ${sheet}`);
		assert.equal(state, 'settled');
		await author.goto(`/sheets/${sheet}`);
		assert.match(await words(author), /会議体の評価[\s\S]*抽出されず/);
		const [[events]] = await database.sql(`select count(*) from event where sheet_id = ${sheet} and action = 'not select' and reason = '重点の取組から選んだ。'`);
		assert.equal(events, '1');
	});

	test('a sheet that comes later passes the stage by, and its record says so', async () => {
		const [[sheet]] = await database.sql(`select sheet.id from sheet join item on item.id = item_id join round on round.id = round_id
			where round.code = 'later' and item.code = 'at_head'`);
		const author = await as('author_a');
		await author.goto(`/sheets/${sheet}/edit`);
		await author.locator('main textarea[name="value-result"]').fill('遅れて届いた。');
		await author.locator('main input[type=radio]').first().check();
		await press(author, '保存して確認へ進む');
		await press(author, 'この内容で提出する');
		for (const login of ['head_a', 'secretariat']) {
			const page = await as(login);
			await page.goto(`/reviews/${(await database.sql(`select id from review where sheet_id = ${sheet} and state = 'waiting'`))[0][0]}`);
			await press(page, '承認する');
		}
		await author.goto(`/sheets/${sheet}`);
		assert.match(await words(author), /会議体の評価[\s\S]*抽出されず/);
	});
});
