// departments.test.mjs: an administrator changes the organisation in a real browser, without script: another name, a merger, a
// split; what is shown before it is entered, what is refused, what is taken back, and whose name is on paper.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { bring, make_ground } from '../fault/ground.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { no_installation, password, sql, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

describe('departments', { skip: no_installation }, () => {
	let browser, page, ground, year;
	const id = (code) => sql(`select id from department where code = '${code}'`)[0][0];
	const press = (name) => page.getByRole('button', { name, exact: true }).click();
	const main = () => page.locator('main').innerText();

	before(async () => {
		ground = await make_ground();
		year = Number(sql('select fiscal_year(current_date)')[0][0]);
		sql(`update round set fiscal_year = ${year - 1} where code = 'now' returning id`);
		await bring(ground, ground.sheets.first, 'head');
		browser = await start_browser();
		page = await visitor(browser, url, { script: false });
		await sign_in(page, 'kanri1');
	});
	after(async () => {
		ground?.behind.close();
		await browser?.close();
	});

	test('another name is looked at, entered with the password, and taken back before its day', async () => {
		await page.goto('/administration');
		await page.getByRole('link', { name: '部署', exact: true }).click();
		await look(page, 'departments-tree');
		await page.getByRole('link', { name: '試験課' }).click();
		await look(page, 'departments-one');
		await page.getByRole('link', { name: '名称・所属を変える' }).click();
		await page.getByLabel('部署の名称').fill('総合試験課');
		await page.getByLabel('パスワード').press('Enter');
		assert.match(await main(), /まだ登録していません[\s\S]*名称を「総合試験課」にします/, 'Enter in a field enters nothing');
		await look(page, 'departments-rename-checked', { alone: true });
		await press('登録する');
		assert.match(await page.title(), /^エラー：/);
		assert.equal(await page.getByLabel('部署の名称').inputValue(), '総合試験課');
		await page.locator('.error-summary a').click();
		assert.match(page.url(), /#field-password$/);
		await page.getByLabel('パスワード').fill(password);
		await press('登録する');
		assert.match(await main(), /試験課を総合試験課に改称[\s\S]*予定/);
		await look(page, 'departments-planned', { alone: true });
		await page.goto(`/departments?year=${year + 1}`);
		assert.match(await main(), /総合試験課/);
		await page.getByRole('link', { name: '試験課を総合試験課に改称' }).click();
		await page.getByLabel('パスワード').fill(password);
		await press('この改正を取り消す');
		assert.match(await main(), /取消し済み/);
	});

	test('before a merger, everything that goes along is shown; afterwards last year keeps its names, on paper without the new one', async () => {
		await page.goto(`/departments/${id('ka')}`);
		await page.getByRole('link', { name: '統合する' }).click();
		await page.getByLabel('丙課').check();
		await page.getByLabel('新しい部署の名称').fill('長寿課');
		await page.getByLabel('新しい部署のコード').fill('choju');
		await page.getByLabel('いつから').selectOption(String(year));
		await press('内容を確認する');
		const told = await main();
		assert.match(told, /試験課と丙課を長寿課に統合[\s\S]*審査中の調書\s+1件[\s\S]*所属長の審査待ち\s+1件/);
		assert.match(told, /所属長が2人以上になります/);
		await look(page, 'departments-merge-checked', { alone: true });
		await page.getByLabel('試 kacho2（試験課・所属長）').check();
		await page.getByLabel('パスワード').fill(password);
		await press('登録する');
		assert.match(await main(), /実施済み/);
		await look(page, 'departments-done', { alone: true });
		await page.goto(`/departments/${id('ka')}`);
		assert.match(await main(), /いまはない部署です[\s\S]*あとを継いだ部署/);
		await look(page, 'departments-over', { alone: true });
		const reader = await visitor(browser, url, { script: false });
		await sign_in(reader, 'jimu1');
		await reader.goto(`/sheets/${ground.sheets.first}`);
		assert.match(await reader.locator('main').innerText(), /試験課 （現 長寿課）/);
		await reader.emulateMedia({ media: 'print' });
		const printed = await reader.locator('main').innerText();
		assert.match(printed, /試験課/);
		assert.doesNotMatch(printed, /現 長寿課/);
		await reader.context().close();
	});

	test('a split names everything that has no successor at once, keeps what was chosen, and shows what goes where', async () => {
		await page.goto(`/departments/${id('otsu')}/split`);
		await page.getByLabel('1つ目の新しい部署の名称').fill('予防課');
		await page.getByLabel('もとの部署も残す（残さないときは、新しい部署を2つ入力してください）').check();
		await page.locator('select[name^=measure-]').first().selectOption('first');
		await press('登録する');
		const said = await page.locator('.error-summary').innerText();
		for (const part of [/コード/, /主な引継ぎ先/, /取組が\d+件/, /役割が2件/]) assert.match(said, part);
		assert.equal(await page.locator('select[name^=measure-]').first().inputValue(), 'first');
		assert.ok(await page.getByLabel('もとの部署も残す（残さないときは、新しい部署を2つ入力してください）').isChecked());
		await look(page, 'departments-split-wrong', { alone: true });
		await page.getByLabel('1つ目の新しい部署のコード').fill('yobo');
		await page.getByLabel('主な引継ぎ先').selectOption('self');
		for (const select of (await page.locator('select[name^=measure-]').all()).slice(1)) await select.selectOption('self');
		for (const select of await page.locator('select[name^=post-]').all()) await select.selectOption('self');
		await page.getByLabel('パスワード').fill(password);
		await press('登録する');
		assert.match(await main(), /乙課を乙課と予防課に分割[\s\S]*予定/);
		await look(page, 'departments-split-planned', { alone: true });
		await page.goto(`/departments?year=${year + 1}`);
		assert.match(await main(), /予防課[\s\S]*この年度から/);
	});
});
