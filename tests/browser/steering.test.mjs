// steering.test.mjs: what waits for a post waits for whoever holds it, and a settled sheet is corrected: with the mouse, the
// keyboard and without script, as a head who goes away, the deputy, the secretariat and two departments do it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { bring, edit_of, good_sheet, make_ground, waiting_at } from '../fault/ground.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { no_installation, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const day = (from_today) => new Date(Date.now() + 9 * 3600e3 + from_today * 86400e3).toISOString().slice(0, 10);

describe('steering', { skip: no_installation }, () => {
	let browser, ground;
	const pages = new Map();

	async function person(login) {
		if (!pages.has(login)) {
			const page = await visitor(browser, url, { script: false });
			await sign_in(page, login);
			pages.set(login, page);
		}
		return pages.get(login);
	}

	const press = async (page, name) => {
		await page.getByRole('button', { name, exact: true }).click();
		await page.waitForLoadState('load');
	};
	const follow = async (page, name) => {
		await page.getByRole('link', { name, exact: true }).first().click();
		await page.waitForLoadState('load');
	};
	const text = (page) => page.locator('main').innerText();

	before(async () => {
		browser = await start_browser();
		ground = await make_ground();
	});
	after(async () => {
		ground?.behind.close();
		await browser?.close();
	});

	test('a head goes away, the deputy finds what waits and decides under their own name', async () => {
		await bring(ground, ground.sheets.first, 'head');
		const head = await person('kacho1');
		await head.goto('/');
		await follow(head, '不在と代決を登録する');
		await head.getByLabel('不在になる日').fill(day(0));
		await head.getByLabel('不在の最後の日').fill(day(9).replaceAll('-', '/'));
		await head.getByLabel('代決者', { exact: true }).selectOption({ label: '試 kaki2（試験課）' });
		// Enter in a field shows how the days were read, and enters nothing
		await head.getByLabel('備考').press('Enter');
		await head.waitForLoadState('load');
		assert.match(await text(head), /まだ登録していません[\s\S]*その間は試 kaki2さんが代決します/);
		await look(head, 'absence-checked', { alone: true });
		await press(head, '登録する');
		assert.match(await text(head), /試 kaki2[\s\S]*不在を終える/);
		await look(head, 'absences', { alone: true });

		const deputy = await person('kaki2');
		await deputy.goto('/');
		assert.match(await text(deputy), /試 kacho1の代決/);
		await follow(deputy, '3 取組 first');
		assert.match(await text(deputy), /試 kacho1の代決として判断します/);
		await look(deputy, 'review-deputy', { alone: true });
		await press(deputy, '承認する');
		const author = await person('kaki1');
		await author.goto(`/sheets/${ground.sheets.first}`);
		assert.match(await text(author), /試 kaki2（[\s\S]*試 kacho1の代決/);

		await head.goto('/absences');
		await follow(head, '不在を終える');
		await press(head, '不在を終える');
		await deputy.goto('/');
		assert.doesNotMatch(await text(deputy), /試 kacho1の代決/);
	});

	test('a settled sheet is opened for a correction, with its reason in front of the department and its old text before others', async () => {
		const sheet = ground.sheets.second;
		await bring(ground, sheet, 'settled');
		const office = await person('jimu1');
		await office.goto(`/sheets/${sheet}`);
		await follow(office, '訂正のために再開する');
		await press(office, '再開する');
		assert.match(await office.title(), /^エラー：/);
		await office.getByLabel('理由').fill('参加者数の集計に誤りがあったため。');
		await office.getByLabel('再提出の期限').fill('令和８１年３月３１日');
		await office.getByLabel('再提出の期限').press('Enter');
		await office.waitForLoadState('load');
		assert.match(await text(office), /まだ再開していません[\s\S]*令和81年3月31日/);
		await look(office, 'reopen-checked', { alone: true });
		await press(office, '再開する');
		await look(office, 'sheet-corrected-office', { alone: true });

		const author = await person('kaki1');
		await author.goto('/');
		assert.match(await author.locator('.tasks li').first().innerText(), /訂正[\s\S]*参加者数の集計に誤りがあったため。/);
		await follow(author, '4 取組 second');
		assert.match(await text(author), /訂正の理由/);
		await author.getByLabel(/^成果/).fill('参加者は延べ298人であった。');
		await look(author, 'sheet-corrected-edit', { alone: true });
		await press(author, '一時保存');

		const other = await person('kaki_otsu');
		await other.goto(`/sheets/${sheet}`);
		const seen = await text(other);
		assert.match(seen, /訂正中です/);
		assert.ok(seen.includes(good_sheet['value-result']) && !seen.includes('298人'));
		await look(other, 'sheet-corrected-others', { alone: true });
		await follow(other, '第1版');
		assert.ok((await text(other)).includes(good_sheet['value-result']), 'the settled edition has an address of its own');
	});

	test('a sheet before a head who is away goes on, and the head sees it afterwards', async () => {
		const sheet = ground.sheets.third;
		await bring(ground, sheet, 'head');
		const review = await waiting_at(ground.behind, sheet, 'head');
		const office = await person('jimu1');
		for (const login of ['kacho1', 'kacho2']) {
			await office.goto('/absences');
			await office.getByLabel('不在になる人').selectOption({ label: `試 ${login}（試験課）` });
			await press(office, '表示する');
			await office.getByLabel('不在になる日').fill(day(0));
			await office.getByLabel('不在の最後の日').fill(day(1));
			await press(office, '登録する');
		}
		await look(office, 'absences-office', { alone: true });
		await office.goto('/progress');
		assert.match(await text(office), /試 kacho1（不在、/);
		await office.goto(review);
		await follow(office, '後閲に回す');
		await office.getByLabel('理由').fill('二人とも出張中で、期限が近いため。');
		await press(office, '後閲に回す');
		assert.match(await text(office), /事務局/);
		const head = await person('kacho2');
		await head.goto('/');
		assert.match(await text(head), /後閲する調書[\s\S]*二人とも出張中で、期限が近いため。/);
		await follow(head, '5 取組 third');
		await follow(head, '後閲する');
		await press(head, '後閲しました');
		assert.match(await text(head), /後閲\s+試 kacho2/);
		await look(head, 'review-viewed', { alone: true });
	});

	test('an excluded sheet and a sheet that went to another department say so to who opens them', async () => {
		const office = await person('jimu1');
		const author = await person('kaki1');
		await bring(ground, ground.sheets.fourth, 'filled');
		await office.goto(`/sheets/${ground.sheets.fourth}`);
		await follow(office, '対象から外す');
		await office.getByLabel('理由').fill('事業が県に移ったため。');
		await press(office, '対象から外す');
		await author.goto(edit_of(ground.sheets.fourth));
		assert.match(await text(author), /状態が変わったため/);
		await author.goto(`/sheets/${ground.sheets.fourth}`);
		assert.match(await text(author), /評価の対象外です[\s\S]*事業が県に移ったため。/);
		await office.goto(`/sheets/${ground.sheets.fifth}`);
		await follow(office, '担当を替える');
		await office.getByLabel('主管課', { exact: false }).first().selectOption({ label: '乙課' });
		await office.getByLabel('理由').fill('課の再編のため。');
		await press(office, '担当を替える');
		assert.match(await text(office), /いまの担当\s+乙課/);
		assert.match(await text(office), /主管課：試験課 → 乙課/);
	});
});
