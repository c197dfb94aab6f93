// first_day.test.mjs: an administrator's first day, walked from an empty installation without script: set-up, departments,
// accounts and roles, one-time passwords on paper, the first sign-ins, and the plan that the secretariat brings in. Each page on the
// way is looked at, and in the end nothing is left to be done first.

import assert from 'node:assert/strict';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { plan } from '../fault/ground.mjs';
import { start_browser, visitor } from './lib/browser.mjs';
import { chosho, no_installation, password, sql, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

let browser, page, folder;

before(async () => {
	if (no_installation) return;
	folder = mkdtempSync(join(tmpdir(), 'chosho-day-'));
	browser = await start_browser();
	page = await visitor(browser, url, { script: false });
});
after(async () => {
	await browser?.close();
	if (folder) rmSync(folder, { recursive: true });
});

// What is on the page, filled in; then the button with these words.
async function fill(at, fields, button) {
	for (const [name, value] of Object.entries(fields)) {
		const control = at.locator(`main form [name=${name}]`);
		const kind = await control.first().evaluate((it) => it.tagName);
		if (kind === 'SELECT') await control.selectOption(value);
		else await control.fill(value);
	}
	await at.locator('main').getByRole('button', { name: button, exact: true }).click();
	assert.equal(await at.locator('.error-summary').count(), 0, `${button}: ${(await at.locator('.error-summary').allTextContents()).join()}`);
}

const path = (at) => new URL(at.url()).pathname;

async function sign_in(at, login, word) {
	await at.goto('/sign-in');
	await fill(at, { login, password: word }, 'ログイン');
}

// A person with one role, and their one-time password as it stands on the slip.
async function person({ login, name, department, role, more }) {
	await page.goto('/accounts');
	await page.goto('/accounts/new');
	await fill(page, { login, name, ...(department && { department: { label: department } }) }, '登録する');
	assert.match(path(page), /^\/accounts\/\d+$/);
	const address = path(page);
	await page.goto(`${address}/roles/new`);
	await fill(page, { role: { label: role }, ...more, password }, '付与する');
	await page.goto(`${address}/password`);
	await fill(page, { password }, '用紙を作る');
	assert.match(path(page), /^\/accounts\/slips\//);
	return (await page.locator('.slip-code').nth(1).textContent()).trim();
}

// The first sign-in of whoever got a slip.
async function begin(login, code) {
	const at = await visitor(browser, url, { script: false });
	await sign_in(at, login, code.toUpperCase());
	assert.equal(path(at), '/sign-in/password');
	await fill(at, { new: `${password} ${login}`, again: `${password} ${login}` }, 'パスワードを決める');
	return at;
}

test('from nothing to the first plan', { skip: no_installation, timeout: 300000 }, async () => {
	await page.goto('/');
	assert.equal(path(page), '/setup');
	const code = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(chosho(['setup']))[0];
	await fill(page, { code, organization: '試市', name: '管理 花子', login: 'kanri', new: password, again: password }, '初期設定を終える');
	await fill(page, { login: 'kanri', password }, 'ログイン');
	assert.equal(path(page), '/administration');
	assert.equal(await page.locator('ol.tasks .status-todo').count(), 4);

	await page.locator('ol.tasks').getByRole('link', { name: '部署を登録する' }).click();
	assert.equal(path(page), '/departments');
	for (const [title, department] of [['試験課', 'ka'], ['乙課', 'otsu']]) {
		await page.goto('/departments/new');
		await fill(page, { title, code: department, year: sql('select fiscal_year(current_date)')[0][0], password }, '登録する');
	}
	await page.goto('/departments');
	for (const title of ['試験課', '乙課']) assert.ok(await page.locator('main').getByRole('link', { name: title }).count() > 0);
	await look(page, 'first-day-departments', { alone: true });

	const slips = {
		kaki: await person({ login: 'kaki', name: '書田 一郎', department: '試験課', role: '担当者', more: { department: { label: '試験課' } } }),
		kacho: await person({ login: 'kacho', name: '長谷 二郎', department: '試験課', role: '所属長', more: { department: { label: '試験課' } } }),
		jimu: await person({ login: 'jimu', name: '事務 三郎', department: '乙課', role: '事務局', more: { reason: '最初の事務局を置くため。' } }),
	};
	await look(page, 'first-day-slip', { alone: true });
	await page.goto('/accounts');
	await look(page, 'first-day-accounts', { alone: true });

	const author = await begin('kaki', slips.kaki);
	assert.equal(path(author), '/');
	assert.match(await author.locator('main').textContent(), /いま書く調書はありません/);
	await look(author, 'first-day-author', { alone: true });

	const secretary = await begin('jimu', slips.jimu);
	await secretary.goto('/plans/import');
	const file = join(folder, 'plan.json');
	writeFileSync(file, JSON.stringify(plan));
	await secretary.locator('main input[type=file]').setInputFiles(file);
	await secretary.getByRole('button', { name: '内容を確認する' }).click();
	await secretary.getByRole('button', { name: 'この内容で取り込む' }).click();
	await secretary.goto('/progress');
	assert.match(await secretary.locator('main').textContent(), /試験課/);

	await author.goto('/');
	assert.ok(await author.locator('.tasks .task-name').count() > 0, 'there is something to write');
	await page.goto('/administration');
	assert.equal(await page.locator('ol.tasks').count(), 0, 'nothing is left to be done first');
	await page.goto('/administration/state');
	assert.match(await page.locator('main').textContent(), /管理者が1人しかいません/);
	assert.equal(sql("select count(*) from department")[0][0], '3');
	assert.match(chosho(['verify']), /./);
});
