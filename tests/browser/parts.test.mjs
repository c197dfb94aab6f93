// parts.test.mjs: a shared sheet from the first page to the reviewer: contributing departments write their parts and hand
// them in, the lead sees them arrive, hands one back, submits without waiting or with all of them. Two departments say two
// different things: one writes, one has nothing to write. With script on one item of the demo city, without on another.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { add_account, import_plan, no_installation, root, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const city = join(root, 'tests/demo/city.json');
// Each is led by one department and has two more; the first of them has an indicator of its own.
const ways = [{ item: 't51', script: true }, { item: 't80', script: false }];

async function press(page, label) {
	await Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name: label, exact: true }).click()]);
	await page.waitForLoadState('load');
}

const words = (page) => page.locator('main').innerText();

let browser, plan;
before(async () => {
	if (no_installation) return;
	browser = await start_browser();
	plan = JSON.parse(readFileSync(city, 'utf8'));
	import_plan(city);
});
after(() => browser?.close());

for (const way of ways)
	describe(`parts ${way.script ? 'with' : 'without'} script`, { skip: no_installation }, () => {
		let item, title, lead, colleague, first, second, head, part, sheet;
		const see = (page, name) => way.script && look(page, `parts-${name}`);
		const name_of = (code) => plan.departments.find((it) => it.code === code).title;

		async function person(role, login = `${way.item}-${role.replace(':', '-')}`) {
			add_account({ login, name: `試験 ${role}`, roles: [role], department: role.split(':')[1], organization: plan.plan.organization });
			const page = await visitor(browser, url, { script: way.script });
			await sign_in(page, login);
			return page;
		}

		// From the list, as a clerk finds it.
		async function open_sheet(page) {
			await page.goto('/sheets');
			await page.getByRole('link', { name: title, exact: true }).first().click();
			await page.waitForURL(/\/sheets\/\d+/);
			return /\/sheets\/(\d+)/.exec(page.url())[1];
		}

		before(async () => {
			item = plan.items.find((it) => it.code === way.item);
			title = `${item.number} ${item.title}`;
			const [a, b, c] = item.departments;
			[lead, colleague] = [await person(`author:${a}`), await person(`author:${a}`, `${way.item}-second`)];
			[first, second, head] = [await person(`author:${b}`), await person(`author:${c}`), await person(`head:${a}`)];
		});

		test('the lead sees who has not handed in yet, and not what they are writing; an indicator of theirs is not its own to fill in', async () => {
			sheet = await open_sheet(lead);
			await lead.goto(`/sheets/${sheet}/edit`);
			assert.equal((await words(lead)).match(/まだ記入中です/g).length, 2);
			assert.ok(!(await words(lead)).includes(plan.evaluations.find((it) => it.item === way.item && it.department === item.departments[1]).values.outcome));
			assert.match(await words(lead), new RegExp(`関係課（${name_of(item.departments[1])}）が記入します`));
			await see(lead, 'lead-edit');
		});

		test('a contributing department finds its part at home and in the list, writes it and keeps it', async () => {
			await first.goto('/');
			assert.match(await words(first), /関係課として書く記入/);
			await see(first, 'home');
			await first.locator('.tasks a[href^="/parts/"]').filter({ hasText: title }).click();
			await first.waitForURL(/\/parts\/\d+\/edit/);
			part = /\/parts\/(\d+)/.exec(first.url())[1];
			assert.equal(await first.locator('main input[type=radio]').count(), 0, 'the grade is the lead’s');
			assert.equal(await first.locator('main table.indicators textarea').count(), 1, 'only its own indicator');
			await first.locator('main textarea[name=value-outcome]').fill('関係課の書きかけ');
			await press(first, '一時保存');
			assert.match(await words(first), /主管課にはまだ渡していません/);
			assert.equal(await first.locator('main textarea[name=value-outcome]').inputValue(), '関係課の書きかけ');
			await see(first, 'edit');
			await first.goto('/sheets');
			assert.ok(await first.locator(`a[href="/parts/${part}/edit"]`).count());
			await lead.goto(`/sheets/${sheet}`);
			assert.ok(!(await words(lead)).includes('関係課の書きかけ'));
		});

		test('a part that is wholly empty is not handed in, nor one that says two things', async () => {
			await first.goto(`/parts/${part}/edit`);
			for (const area of await first.locator('main textarea[name^="value-"]').all()) await area.fill('');
			await press(first, '保存して確認へ進む');
			assert.match(await words(first), /まだ何も書かれていません/);
			await press(first, '記入完了');
			assert.match(await first.title(), /^エラー：/);
			await see(first, 'check-empty');
			await first.goto(`/parts/${part}/edit`);
			await first.locator('main textarea[name=value-outcome]').fill('関係課の一度目の記入');
			await first.locator('main table.indicators textarea').fill('４か所');
			await first.locator('main textarea[name=nothing]').fill('今回はない');
			await press(first, '保存して確認へ進む');
			await press(first, '記入完了');
			assert.match(await first.title(), /^エラー：/);
			assert.match(await words(first), /どちらかを空欄に/);
			await first.goto(`/parts/${part}/edit`);
			await first.locator('main textarea[name=nothing]').fill('');
			await press(first, '保存して確認へ進む');
			await see(first, 'check');
		});

		test('handed in, it is the lead’s to read, with who and when, and its department reads it only', async () => {
			const late = await first.context().newPage();
			await late.goto(`/parts/${part}/edit`);
			await late.locator('main textarea[name=value-outcome]').fill('もう一つの窓で打った文');
			await press(first, '記入完了');
			assert.match(first.url(), new RegExp(`/parts/${part}$`));
			assert.match(await words(first), /記入完了：試験 author/);
			await see(first, 'in');
			assert.equal((await first.goto(`/parts/${part}/edit`)).status(), 409);
			await press(late, '一時保存');
			assert.match(await words(late), /いまは書き換えられません/);
			assert.equal(await late.locator('main textarea[name=value-outcome]').inputValue(), 'もう一つの窓で打った文');
			await late.close();
			await lead.goto(`/sheets/${sheet}/edit`);
			assert.match(await words(lead), /関係課の一度目の記入/);
			assert.match(await lead.locator('table.indicators').first().innerText(), /４か所/);
		});

		test('the lead hands it back, not without a reason; the department finds the reason first at home', async () => {
			await lead.goto(`/sheets/${sheet}`);
			await lead.getByRole('link', { name: `${name_of(item.departments[1])}に戻す` }).click();
			await press(lead, `${name_of(item.departments[1])}に戻す`);
			assert.match(await lead.title(), /^エラー：/);
			await lead.locator('[name=reason]').fill('何月の数かを書き足してください。');
			await see(lead, 'hand-back');
			await press(lead, `${name_of(item.departments[1])}に戻す`);
			assert.match(await words(lead), /何月の数かを書き足して/);
			await first.goto('/');
			assert.match(await first.locator('.tasks li:has(a[href^="/parts/"])').first().innerText(), /何月の数かを/);
			await first.goto(`/parts/${part}/edit`);
			await see(first, 'handed-back');
			await first.locator('main textarea[name=value-outcome]').fill('関係課の二度目の記入（9月末）');
			await press(first, '保存して確認へ進む');
			await press(first, '記入完了');
			assert.match(await words(first), /関係課への戻し[\s\S]*関係課の記入完了/, 'its history is told');
		});

		test('a part that comes while the lead looks is shown before anything is submitted, and what was typed stays', async () => {
			await lead.goto(`/sheets/${sheet}/check`);
			await press(lead, 'この内容で提出する');
			assert.match(await lead.title(), /^エラー：/);
			await see(lead, 'lead-check-missing');
			await lead.locator('[name=parts_reason]').fill('来週になると聞いたため。');
			await second.goto(`/sheets/${sheet}`);
			await second.locator('.head-row a[href^="/parts/"]').click();
			for (const area of await second.locator('main textarea[name^="value-"]').all()) await area.fill('');
			await second.locator('[name=nothing]').fill('上半期は該当する相談がなかった。');
			await press(second, '保存して確認へ進む');
			await see(second, 'check-nothing');
			await press(second, '記入完了');
			await press(lead, 'この内容で提出する');
			assert.match(await words(lead), /確認しているあいだに、関係課の記入が変わりました/);
			assert.match(await words(lead), /該当する相談がなかった/);
			assert.ok((await lead.locator('main textarea').evaluateAll((all) => all.map((it) => it.value))).includes('来週になると聞いたため。'));
			await look(lead, `parts-lead-check-changed-${way.item}`, { alone: true });
		});

		test('submitted without waiting, the reviewer reads why; returned and submitted with all, the reviewer reads the parts', async () => {
			await colleague.goto(`/sheets/${sheet}`);
			await colleague.locator('a[href$="/hand-back"]').first().click();
			await colleague.locator('[name=reason]').fill('もう一度確かめてください。');
			await press(colleague, `${name_of(item.departments[1])}に戻す`);
			await lead.goto(`/sheets/${sheet}/check`);
			await lead.locator('[name=parts_reason]').fill('議会の日程に合わせるため。');
			await press(lead, 'この内容で提出する');
			assert.match(lead.url(), /\/submitted$/);
			assert.equal((await first.goto(`/parts/${part}/edit`)).status(), 409, 'under review nobody writes');
			await head.goto('/reviews');
			await head.getByRole('link', { name: title, exact: true }).first().click();
			assert.match(await words(head), /議会の日程に合わせるため/);
			assert.match(await words(head), /該当する相談がなかった/);
			assert.ok(!(await words(head)).includes('二度目の記入'), 'what was not handed in is not shown');
			await see(head, 'review-missing');
			await head.locator('[name=reason]').fill('関係課の分を待って出してください。');
			await press(head, '差し戻す');
			await first.goto(`/parts/${part}/check`);
			await press(first, '記入完了');
			await lead.goto(`/sheets/${sheet}/check`);
			await see(lead, 'lead-check');
			await press(lead, 'この内容で提出する');
			assert.match(lead.url(), /\/submitted$/);
			await head.goto('/reviews');
			await head.getByRole('link', { name: title, exact: true }).first().click();
			assert.match(await words(head), /関係課の二度目の記入（9月末）/);
			await see(head, 'review');
			await lead.goto(`/sheets/${sheet}`);
			assert.match(await words(lead), /関係課の記入完了[\s\S]*関係課への戻し/);
		});

		test('progress counts the parts that departments owe', async () => {
			const page = await person('secretariat', `${way.item}-jimu`);
			await page.goto('/progress');
			assert.match(await page.locator('table.progress thead').innerText(), /関係課としての未記入/);
			await see(page, 'progress');
		});
	});
