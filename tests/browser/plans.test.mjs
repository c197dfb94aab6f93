// plans.test.mjs: the secretariat takes a plan in: the preview tells what would happen, a mistake is told with its place,
// nothing changes before the confirmation; everybody reads the plan.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { add_account, import_plan, no_installation, root, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const file = join(root, 'tests/demo/city.json');
const original = JSON.parse(readFileSync(file, 'utf8'));

// A copy of the plan under another code, changed by `change`, as a browser would send it.
function package_of(change = () => {}) {
	const plan = structuredClone(original);
	plan.plan.code = 'plans-test';
	plan.plan.title = '取込みの試験の計画';
	change(plan);
	return { name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(plan)) };
}

describe('plans', { skip: no_installation }, () => {
	let browser, page;

	before(async () => {
		browser = await start_browser();
		import_plan(file);
		const { organization } = original.plan;
		const department = original.departments[0].code;
		add_account({ login: 'plans-secretariat', name: '事務局 計画', roles: ['secretariat'], organization, department });
		add_account({ login: 'plans-author', name: '担当 計画', roles: [`author:${department}`], organization, department });
		page = await visitor(browser, url);
		await sign_in(page, 'plans-secretariat');
	});
	after(() => browser?.close());

	async function press(label) {
		await Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name: label, exact: true }).click()]);
		await page.waitForLoadState('load');
	}

	async function send(upload) {
		await page.goto('/plans/import');
		if (upload) await page.locator('input[type=file]').setInputFiles(upload);
		await press('内容を確認する');
	}

	test('the list and the plan are there to read', async () => {
		await page.goto('/plans');
		await look(page, 'plans');
		await page.getByRole('link', { name: original.plan.title, exact: true }).first().click();
		await page.waitForURL(/\/plans\/\d+$/);
		const text = await page.locator('main').innerText();
		for (const item of original.items) assert.ok(text.includes(item.title.replace(/\s+/g, ' ').trim().slice(0, 20)), item.title);
		await look(page, 'plan');
	});

	test('without a file the page says what to do', async () => {
		await send(null);
		assert.match(await page.title(), /^エラー：/);
		await look(page, 'plan-import-empty');
	});

	test('a new plan is shown before it is taken in', async () => {
		await page.goto('/plans/import');
		await look(page, 'plan-import');
		await send(package_of());
		assert.match(await page.locator('.notice').innerText(), /新しい計画です/);
		await look(page, 'plan-preview-new');
		await page.goto('/plans');
		assert.equal(await page.getByRole('link', { name: '取込みの試験の計画' }).count(), 0);
	});

	test('mistakes are told all at once, each with its place', async () => {
		await send(package_of((plan) => {
			plan.items[1].parent = 'nowhere';
			plan.rounds[0].opens_on = '2024-02-30';
			plan.colour = 'blue';
		}));
		const text = await page.locator('main').innerText();
		for (const path of ['$.items[1].parent', '$.rounds[0].opens_on', '$.colour']) assert.ok(text.includes(path), path);
		assert.equal(await page.getByRole('button', { name: 'この内容で取り込む' }).count(), 0);
		await look(page, 'plan-preview-mistakes');
	});

	test('the confirmed plan is there, and the same file changes nothing', async () => {
		await send(package_of());
		await press('この内容で取り込む');
		assert.match(page.url(), /\/plans\/\d+$/);
		assert.equal(await page.locator('h1').innerText(), '取込みの試験の計画');
		await send(package_of());
		assert.match(await page.locator('.notice').innerText(), /変わりません/);
	});

	test('changes are told as old and new', async () => {
		await send(package_of((plan) => {
			plan.items[0].title += '（改定）';
			plan.tags = [...plan.tags ?? [], { code: 'plans-test-new', title: '新しい分野' }];
		}));
		const text = await page.locator('main').innerText();
		assert.match(text, /（改定）/);
		assert.match(text, /新しい分野/);
		await look(page, 'plan-preview-changes');
	});

	test('what sheets still use cannot be taken away', async () => {
		await send(package_of((plan) => {
			const form = plan.forms.find((it) => it.code === plan.rounds.find((round) => round.history).form);
			const gone = form.fields.find((it) => it.type === 'text');
			form.fields = form.fields.filter((it) => it !== gone);
			plan.evaluations = [];
		}));
		await press('この内容で取り込む');
		assert.match(await page.locator('main').innerText(), /取り込めませんでした/);
		await look(page, 'plan-preview-misfit');
	});

	test('an author reads plans and cannot import', async () => {
		const other = await visitor(browser, url);
		await sign_in(other, 'plans-author');
		await other.goto('/plans');
		assert.equal(await other.getByRole('link', { name: '計画を取り込む' }).count(), 0);
		const answer = await other.goto('/plans/import');
		assert.equal(answer.status(), 403);
	});
});
