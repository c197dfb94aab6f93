// differences.test.mjs: a sheet is returned, mended and submitted again: who mends it sees what changed since their first
// text, and who decides sees what changed since the edition that they themselves read, character by character.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { add_account, import_plan, no_installation, root, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const city = join(root, 'tests/demo/city.json');
const first = '見守りの相談会を市内3か所で延べ24回開催し、312人が参加した。\n実施した後に参加者の声を聞いた。';
const second = '見守りの相談会を市内4か所で延べ24回開催し、312人が参加した。\n土曜日にも開いた。\n開催して後に参加者の声を聞いた。';

describe('what changed from one edition to the next', { skip: no_installation }, () => {
	let browser, plan, item, round;
	const people = new Map();

	async function person(role) {
		if (people.has(role)) return people.get(role);
		const login = `df-${role.replace(':', '-')}`;
		add_account({ login, name: `試験 ${role}`, roles: [role], department: role.split(':')[1], organization: plan.plan.organization });
		const page = await visitor(browser, url);
		await sign_in(page, login);
		people.set(role, page);
		return page;
	}

	async function press(page, label) {
		await Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name: label, exact: true }).click()]);
		await page.waitForLoadState('load');
	}

	const title = () => `${item.number ?? ''} ${item.title}`.trim();
	const lead = () => item.departments[0];
	const words = (locator) => locator.innerText().then((text) => text.replace(/\s+/g, ''));

	// What the year before said about issues, to the letter.
	const taken_over = () => plan.evaluations.findLast((it) => it.item === item.code && it.round !== round.code && it.values.issues)?.values.issues ?? '変わらない文。';

	async function submit(text, count) {
		const page = await person(`author:${lead()}`);
		await page.goto('/sheets');
		await page.getByRole('link', { name: title(), exact: true }).first().click();
		if (!page.url().includes('/edit')) await page.getByRole('link', { name: '記入する' }).click();
		await page.waitForURL(/\/edit/);
		for (const area of await page.locator('main textarea[name^="value-"]').all()) await area.fill('変わらない文。');
		await page.locator('textarea[name=value-outcome]').fill(text);
		await page.locator('textarea[name=value-issues]').fill(taken_over());
		for (const group of await page.locator('main fieldset:has(input[type=radio])').all()) await group.locator('input[type=radio]').nth(count).check();
		for (const cell of await page.locator('main input[inputmode=numeric]').all()) await cell.fill('');
		if (count) await page.locator('main input[inputmode=numeric]').first().fill(String(count));
		await press(page, '保存して確認へ進む');
		return page;
	}

	async function open_review(role) {
		const page = await person(role);
		await page.goto('/reviews');
		await page.getByRole('link', { name: title(), exact: true }).first().click();
		await page.waitForURL(/\/reviews\/\d+/);
		return page;
	}

	before(async () => {
		plan = JSON.parse(readFileSync(city, 'utf8'));
		round = plan.rounds.findLast((it) => !it.history);
		import_plan(city);
		const tally = plan.tallies[0];
		item = plan.items.find((it) => it.code === tally.item);
		assert.ok(item && round);
		browser = await start_browser();
	});
	after(() => browser?.close());

	test('the first edition has nothing to be compared with', async () => {
		const author = await submit(first, 0);
		await press(author, 'この内容で提出する');
		await author.getByRole('link', { name: 'この調書を見る' }).click();
		await author.getByRole('link', { name: '第1版', exact: true }).click();
		assert.match(author.url(), /\/editions\/1$/);
		assert.equal(await author.locator('main ins, main del').count(), 0);
		await look(author, 'edition-first');
	});

	test('who returned it is shown what changed since they read it, in the queue, on the page, character by character', async () => {
		const head = await open_review(`head:${lead()}`);
		assert.equal(await head.locator('main ins, main del').count(), 0);
		await head.locator('[name=reason]').fill('場所の数を直してください。');
		await press(head, '差し戻す');

		const author = await submit(second, 1);
		assert.match(await author.locator('main').innerText(), /第1版から、\s*\d項目が変わりました/);
		assert.match(await author.locator('main').innerText(), /前回の記入と同じ文の項目が1件あります/);
		await look(author, 'check-differences');
		await press(author, 'この内容で提出する');

		await head.goto('/');
		assert.match(await head.locator('main').innerText(), /前回見た第1版から\d項目変更/);
		await head.goto('/reviews');
		assert.match(await head.locator('main table').first().innerText(), /再提出 前回見た第1版から\d項目変更/);
		await open_review(`head:${lead()}`);
		assert.match(await head.locator('main .notice-info').innerText(), /あなたが前回見た第1版から\d項目が変わりました/);
		const outcome = head.locator('.differences').first();
		assert.equal(await words(outcome.locator('del').first()), '［削除］3［削除おわり］');
		assert.equal(await words(outcome.locator('ins').first()), '［追加］4［追加おわり］');
		assert.equal(await words(outcome.locator('ins').nth(1)), '［追加］土曜日にも開いた。［追加おわり］');
		assert.equal(await words(outcome.locator('del').nth(1)), '［削除］実施した［削除おわり］');
		assert.ok(await head.locator('main .unchanged').count() > 0, 'what stayed is quiet');
		assert.equal(await head.locator('main .answer', { hasText: '前回と同じ文' }).count(), 1);
		await look(head, 'review-differences');
	});

	test('read once and submitted again unchanged, it says so', async () => {
		const head = await person(`head:${lead()}`);
		await head.locator('[name=reason]').fill('もう一度確かめてください。');
		await press(head, '差し戻す');
		const author = await submit(second, 1);
		assert.match(await author.locator('main').innerText(), /第2版から、変更はありません/);
		await press(author, 'この内容で提出する');
		await head.goto('/reviews');
		assert.match(await head.locator('main table').first().innerText(), /前回見た第2版から変更なし/);
		await open_review(`head:${lead()}`);
		assert.match(await head.locator('main .notice-info').innerText(), /前回見た第2版から変更はありません/);
		assert.equal(await head.locator('main .differences').count(), 0);
	});

	test('any earlier edition can be held against another, and last year; what cannot be compared is refused with a sentence', async () => {
		const author = await person(`author:${lead()}`);
		const sheet = /\/sheets\/(\d+)/.exec(author.url())[1];
		await author.goto(`/sheets/${sheet}/editions/3?against=1`);
		assert.ok(await author.locator('main ins').count() > 0);
		assert.match(await author.locator('main .lead').innerText(), /^第1版と比べて、/);
		await look(author, 'edition-differences');
		await author.goto(`/sheets/${sheet}/editions/3?against=last`);
		assert.match(await author.locator('main .lead').innerText(), /^前回の記入/);
		for (const wrong of ['3', '4', '0', '-1', '999999999999999999999', 'x', '1 2', '%E3%80%80%F0%9F%98%80', '%00', '%FF', 'a'.repeat(300)]) {
			const answer = await author.goto(`/sheets/${sheet}/editions/3?against=${wrong}`);
			assert.equal(answer.status(), 200, wrong);
			if (!/^%E3|^%00/.test(wrong)) assert.match(await author.title(), /^エラー：/, wrong);
		}
		await look(author, 'edition-mistake', { alone: true });
		for (const [wrong, status] of [['0', 404], ['4', 404], ['-1', 404], ['x', 404], ['99999999999999999999', 404]])
			assert.equal((await author.goto(`/sheets/${sheet}/editions/${wrong}`)).status(), status, wrong);
	});

	test('several sheets are approved at once: what was opened passes, what was not is left out and said so', async () => {
		const head = await person(`head:${lead()}`);
		const author = await person(`author:${lead()}`);
		// Three more sheets of the department, as many as the plan has.
		const others = plan.items.filter((it) => it.evaluated && !it.repeats && it.departments[0] === lead() && it.departments.length === 1 && it.code !== item.code).slice(0, 3);
		assert.ok(others.length > 1, 'the department leads some more');
		for (const other of others) {
			item = other;
			await submit(`${other.title}を進めた。`, 0);
			await press(author, 'この内容で提出する');
		}
		await open_review(`head:${lead()}`);
		await head.goto('/reviews');
		await look(head, 'reviews-select');
		for (const box of await head.locator('main table').first().locator('input[type=checkbox]').all()) await box.check();
		await press(head, '選んだ調書を確認する');
		assert.match(await head.locator('main .lead').innerText(), /^\d+件を承認します。\d+件は承認しません。$/);
		assert.match(await head.locator('main').innerText(), /いまの版をまだ開いていません/);
		await look(head, 'reviews-approve');
		await head.getByRole('button', { name: /件を承認する$/ }).click();
		await head.waitForURL(/\/reviews\/approved/);
		assert.match(await head.locator('main .notice-success').innerText(), /\d+件を承認しました/);
		await look(head, 'reviews-approved');
		await head.goto('/reviews');
		await press(head, '選んだ調書を確認する');
		assert.match(await head.title(), /^エラー：/);
		assert.match(await head.locator('main').innerText(), /承認する調書を選んでください/);
		await head.goto('/reviews/approve');
		assert.match(await head.locator('main').innerText(), /承認できる調書はありません/);
	});
});
