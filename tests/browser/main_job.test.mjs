// main_job.test.mjs: one sheet of a real plan from the empty form to the settled record, each step by the person whose
// step it is: write, submit, return with a reason, mend, and approve at every stage, bodies side by side included.
// On the demo city with scripts, on Komae's plan (where ../shared is at hand) without.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { add_account, import_plan, no_installation, root, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const jobs = [
	{ name: 'demo city', file: join(root, 'tests/demo/city.json'), script: true },
	{ name: 'Komae', file: join(root, '../shared/plans/komae-2024.json'), script: false },
];

let browser;
before(async () => {
	if (!no_installation) browser = await start_browser();
});
after(() => browser?.close());

// The item whose way is longest: the one that comes before the most bodies.
function chosen(plan) {
	const round = plan.rounds.findLast((it) => !it.history);
	const bodies_of = (item, stage) => {
		const routed = (stage.routes ?? []).filter((it) => (item.tags ?? []).includes(it.tag)).map((it) => it.body);
		return [...new Set(routed.length ? routed : [stage.body])];
	};
	const begun = new Set((plan.evaluations ?? []).filter((it) => it.round === round.code).map((it) => it.item));
	const items = plan.items.filter((it) => it.evaluated && !it.repeats && !begun.has(it.code));
	const length = (item) => round.stages.reduce((sum, it) => sum + (it.kind === 'body' ? bodies_of(item, it).length : 1), 0);
	const item = items.reduce((best, it) => (length(it) > length(best) ? it : best));
	const lead = item.departments[0];
	const ways = round.stages.map((stage) => ({
		stage,
		people: stage.kind === 'head' ? [`head:${lead}`] : stage.kind === 'secretariat' ? ['secretariat']
			: bodies_of(item, stage).map((body) => `chair:${body}`),
	}));
	return { round, item, lead, ways };
}

// Every field filled: texts in words that name the field, choices by their first value, counts by a number.
async function fill(page, word) {
	for (const area of await page.locator('main textarea[name^="value-"]').all())
		await area.fill(`${word}：市内3か所で延べ24回行い、312人が参加した。\n２回目からは土曜日にも開いた。`);
	for (const group of await page.locator('main fieldset:has(input[type=radio])').all()) await group.locator('input[type=radio]').first().check();
	for (const count of await page.locator('main input[inputmode=numeric]').all()) await count.fill('３');
}

async function press(page, label) {
	await Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name: label, exact: true }).click()]);
	await page.waitForLoadState('load');
}

// Where departments contribute that have not handed their parts in, the lead says why it does not wait.
async function submit(page) {
	const reason = page.locator('textarea[name=parts_reason]');
	if (await reason.count()) {
		await press(page, 'この内容で提出する');
		assert.match(await page.title(), /^エラー：/, 'without parts and without a reason nothing is submitted');
		await reason.fill('関係課の集計が来週になるため。');
	}
	await press(page, 'この内容で提出する');
}

for (const job of jobs) {
	const missing = existsSync(job.file) ? false : `skipped: ${job.name} needs ../shared`;
	describe(`the main job on ${job.name}`, { skip: no_installation || missing }, () => {
		let plan, way, people, mark, sheet;
		// Komae shows the same pages with other data: looked at where long texts and many departments matter.
		const see = (page, name) => (job.script ? look(page, name)
			: ['sheet-edit', 'review', 'sheet-settled', 'plan'].includes(name) && look(page, `komae-${name}`, { alone: true }));
		const title = () => `${way.item.number ?? ''} ${way.item.title}`.trim();

		// Somebody who signs in once and stays.
		async function person(role) {
			if (!people.has(role)) {
				const login = `${mark}-${role.replace(':', '-').toLowerCase()}`;
				const department = /^(author|head):/.test(role) ? role.split(':')[1] : undefined;
				add_account({ login, name: `試験 ${role}`, roles: [role], department, organization: plan.plan.organization });
				const page = await visitor(browser, url, { script: job.script });
				await sign_in(page, login);
				people.set(role, page);
			}
			return people.get(role);
		}

		async function open_review(role) {
			const page = await person(role);
			await page.goto('/reviews');
			await page.getByRole('link', { name: title(), exact: true }).first().click();
			await page.waitForURL(/\/reviews\/\d+/);
			return page;
		}

		async function approve(role) {
			const page = await open_review(role);
			if (await page.locator('main input[type=radio]').count() && !await page.locator('main input[type=radio]:checked').count()) {
				await press(page, '承認する');
				assert.match(await page.title(), /^エラー：/, 'a stage form without its grade is not approved');
				await page.locator('main input[type=radio]').first().check();
			}
			for (const area of await page.locator('main textarea[name^="value-"]').all()) await area.fill('適切に進められている。');
			await press(page, '承認する');
			assert.match(page.url(), /done=1/);
			return page;
		}

		const state = async (page) => {
			await page.goto(`/sheets/${sheet}`);
			return page.locator('.status').first().getAttribute('class');
		};

		before(() => {
			plan = JSON.parse(readFileSync(job.file, 'utf8'));
			way = chosen(plan);
			people = new Map();
			mark = `mj${jobs.indexOf(job)}`;
			import_plan(job.file);
		});

		test('the author finds the sheet at home and in the list, and keeps a first text', async () => {
			const page = await person(`author:${way.lead}`);
			assert.match(await page.title(), /^ホーム - /);
			await see(page, 'home-author');
			await page.goto('/sheets');
			await see(page, 'sheets-author');
			await page.getByRole('link', { name: title(), exact: true }).first().click();
			await page.waitForURL(/\/sheets\/\d+\/edit/);
			sheet = /\/sheets\/(\d+)/.exec(page.url())[1];
			await see(page, 'sheet-edit');
			await page.locator('main textarea[name^="value-"]').first().fill('書きかけ');
			await press(page, '一時保存');
			assert.match(await page.locator('.notice-success').innerText(), /一時保存しました/);
			assert.equal(await page.locator('main textarea[name^="value-"]').first().inputValue(), '書きかけ');
		});

		test('a sheet with empty required fields is not submitted, and the page leads to them', async () => {
			const page = await person(`author:${way.lead}`);
			await press(page, '保存して確認へ進む');
			assert.match(page.url(), /\/check$/);
			await see(page, 'sheet-check-missing');
			await press(page, 'この内容で提出する');
			assert.match(await page.title(), /^エラー：/);
			await page.locator('.notice-warning a').first().click();
			await page.waitForURL(/\/edit#field-/);
		});

		test('a full one is, and the receipt says who has it next', async () => {
			const page = await person(`author:${way.lead}`);
			await fill(page, 'はじめの記入');
			await press(page, '保存して確認へ進む');
			await submit(page);
			assert.match(page.url(), /\/submitted$/);
			await see(page, 'sheet-submitted');
			assert.match(await page.locator('main').innerText(), new RegExp(way.ways[0].stage.title.replace(/[()（）]/g, '.')));
		});

		test('the author withdraws it while nobody has decided, and submits again', async () => {
			const page = await person(`author:${way.lead}`);
			await page.goto(`/sheets/${sheet}/withdraw`);
			await see(page, 'sheet-withdraw');
			await press(page, '引き戻す');
			await press(page, '保存して確認へ進む');
			await submit(page);
			assert.match(page.url(), /\/submitted$/);
		});

		test('the first reviewer returns it with a reason and a mark, not without a reason', async () => {
			const page = await open_review(way.ways[0].people[0]);
			await see(page, 'review');
			await page.locator('input[name=marks]').first().check();
			await press(page, '差し戻す');
			assert.match(await page.title(), /^エラー：/);
			assert.ok(await page.locator('input[name=marks]').first().isChecked(), 'the mark stays');
			await see(page, 'review-mistake');
			await page.locator('[name=reason]').fill('実施場所ごとの人数を書き加えてください。');
			await press(page, '差し戻す');
			assert.match(await page.locator('.notice-success').innerText(), /差戻し/);
			await see(page, 'review-returned');
		});

		test('the author sees the reason first at home and the mark at the field, mends and submits', async () => {
			const page = await person(`author:${way.lead}`);
			await page.goto('/');
			assert.match(await page.locator('.tasks li').first().innerText(), /実施場所ごとの人数/);
			await page.locator('.tasks a').first().click();
			await page.waitForURL(/\/edit/);
			assert.ok(await page.locator('main .marked').count(), 'the field that is meant is marked');
			await see(page, 'sheet-returned');
			await fill(page, '直した記入');
			await press(page, '保存して確認へ進む');
			assert.match(await page.locator('main').innerText(), /変更あり/);
			await see(page, 'sheet-check');
			await submit(page);
			assert.match(page.url(), /\/submitted$/);
		});

		test('stage after stage approves; bodies side by side must all have; the last one settles it', async () => {
			const author = await person(`author:${way.lead}`);
			let deciders = 0;
			for (const { people: at_stage } of way.ways)
				for (const role of at_stage) {
					assert.match(await state(author), /status-reviewing/);
					const page = await approve(role);
					if (role.startsWith('chair:') && deciders++ === 0) await see(page, 'review-approved');
				}
			assert.match(await state(author), /status-settled/);
			await see(author, 'sheet-settled');
			const text = await author.locator('main').innerText();
			for (const word of ['引戻し', '差戻し', '承認', '実施場所ごとの人数', '審査での評価']) assert.match(text, new RegExp(word));
		});

		test('the chair takes the last approval back, looks again, and approves', async () => {
			const role = way.ways.at(-1).people[0];
			const page = await person(role);
			await page.goto('/reviews');
			await see(page, 'reviews');
			await page.getByRole('link', { name: title(), exact: true }).first().click();
			await page.getByRole('link', { name: '承認を取り消す' }).click();
			await see(page, 'review-undo');
			await press(page, '承認を取り消す');
			assert.match(await state(page), /status-reviewing/);
			await approve(role);
			assert.match(await state(page), /status-settled/);
		});

		test('the secretariat sees how far everybody is, the auditor reads, the administrator cannot decide', async () => {
			const secretariat = await person('secretariat');
			await secretariat.goto('/progress');
			await see(secretariat, 'progress');
			await secretariat.goto('/plans');
			await see(secretariat, 'plans');
			await secretariat.getByRole('link', { name: plan.plan.title }).first().click();
			await see(secretariat, 'plan');
			const auditor = await person('auditor');
			assert.match(await state(auditor), /status-settled/);
			assert.equal(await auditor.locator('main form').count(), 0);
			const administrator = await person('administrator');
			assert.equal((await administrator.goto('/reviews')).status(), 403);
			await see(administrator, 'refusal');
		});
	});
}
