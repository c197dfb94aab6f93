// posts.test.mjs: somebody with several posts 兼務 acts as one of them: lists, rights and the page head follow, nothing else
// opens, and it goes back. Without script in a real browser; every list over plain HTTP.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open_behind } from '../fault/behind.mjs';
import { bring, edit_of, good_sheet, make_ground, waiting_at } from '../fault/ground.mjs';
import { Person, words_of } from '../fault/person.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { add_account, no_installation, root, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

describe('somebody with several posts', { skip: no_installation }, () => {
	let browser, ground, behind, page, many, sheet, organization, departments;

	before(async () => {
		browser = await start_browser();
		ground = await make_ground();
		behind = ground.behind;
		sheet = ground.sheets.first;
		departments = (await behind.rows('select id, code, title from department_today order by id')).map((it) => ({ ...it }));
		[{ organization }] = await behind.rows('select title as organization from organization');
		const [lead] = await behind.rows(`select code from department_today join sheet on sheet.department_id = department_today.id where sheet.id = ${sheet}`);
		const other = departments.find((it) => it.code !== lead.code);
		add_account({ login: 'kenmu', name: '兼務 花子', organization, department: lead.code, roles: [`author:${lead.code}`, `head:${other.code}`, 'member:k', 'secretariat'] });
		departments = { lead: departments.find((it) => it.code === lead.code), other };
		many = await new Person('kenmu').sign_in();
		page = await visitor(browser, url, { script: false });
		await sign_in(page, 'kenmu');
	});
	after(async () => {
		behind?.close();
		await browser?.close();
	});

	const act_as = async (post, who = many) => {
		const answer = await who.press('/posts', { post });
		assert.equal(answer.status, 303, words_of(answer.text));
	};

	test('sees the switch on every page, and goes back to where they were', async () => {
		await page.goto('/sheets');
		assert.match(await page.content(), /href="\/posts\?back=%2Fsheets"/);
		await page.getByRole('link', { name: '表示：すべての役割' }).click();
		await look(page, 'posts', { alone: true });
		assert.equal(await page.locator('main input[type=radio]').count(), 5);
		await page.getByLabel(departments.lead.title).check();
		await page.getByRole('button', { name: '表示を切り替える' }).click();
		assert.equal(new URL(page.url()).pathname, '/sheets');
		assert.equal(await page.getByRole('link', { name: `表示：${departments.lead.title}` }).count(), 1);
		await page.goto('/');
		await look(page, 'posts-narrowed', { alone: true });
	});

	test('acts as that post alone: what the others may do is refused and not listed', async () => {
		const statuses = async () => Object.fromEntries(await Promise.all(['/sheets', '/reviews', '/meetings', '/progress', '/plans/import', edit_of(sheet)].map(async (path) => [path, (await many.ask(path)).status])));
		await act_as('all');
		assert.deepEqual(await statuses(), { '/sheets': 200, '/reviews': 200, '/meetings': 200, '/progress': 200, '/plans/import': 200, [edit_of(sheet)]: 200 });
		await act_as(`d${departments.lead.id}`);
		assert.deepEqual(await statuses(), { '/sheets': 200, '/reviews': 403, '/meetings': 403, '/progress': 403, '/plans/import': 403, [edit_of(sheet)]: 200 });
		const menu = (await many.page('/')).match(/<nav class="site-menu"[\s\S]*?<\/nav>/)[0];
		assert.doesNotMatch(menu, /\/progress|\/reviews/);
		await act_as(`d${departments.other.id}`);
		assert.equal((await many.ask(edit_of(sheet))).status, 403);
		assert.match(words_of((await many.ask(edit_of(sheet))).text), /「すべての役割」に切り替えて/);
		assert.equal((await many.ask('/reviews')).status, 200);
		const [{ number }] = await behind.rows(`select count(*) as number from sheet where department_id = ${departments.lead.id} and state = 'draft'`);
		assert.ok(Number(number) > 0);
		assert.doesNotMatch(await many.page('/sheets'), new RegExp(`/sheets/${sheet}["/]`));
		await act_as('secretariat');
		assert.equal((await many.ask('/progress')).status, 200);
		assert.equal((await many.ask(edit_of(sheet))).status, 403);
	});

	test('a page that is drawn again because of a mistake keeps to the post', async () => {
		await act_as(`d${departments.lead.id}`);
		const answer = await many.press(edit_of(sheet), { ...good_sheet, 'value-result': 'x'.repeat(500), next: 'save' });
		assert.equal(answer.status, 422);
		assert.match(answer.text, /表示：/);
		assert.doesNotMatch(answer.text, /href="\/progress"/);
	});

	test('deciding goes by the post: a review of the other department is not theirs meanwhile', async () => {
		await bring(ground, sheet, 'filled');
		await act_as(`d${departments.lead.id}`);
		assert.equal((await many.press(`/sheets/${sheet}/check`)).status, 303);
		const at = await waiting_at(behind, sheet, 'head');
		assert.ok([403, 404].includes((await many.ask(at)).status));
		await act_as('secretariat');
		assert.equal((await many.ask(at)).status, 200);
		await act_as(`d${departments.other.id}`);
		assert.ok([403, 404].includes((await many.ask(at)).status));
	});

	test('what is none of their posts is not taken; a post that ended leaves all the others; another session is not touched', async () => {
		await act_as('all');
		for (const post of ['d999', 'administrator', 'd', '', "b1' or ''='", 'x'.repeat(60)]) assert.equal((await many.press('/posts', { post })).status, 422, post);
		const second = await new Person('kenmu').sign_in();
		await act_as('secretariat', second);
		assert.equal((await many.ask('/reviews')).status, 200);
		assert.equal((await many.ask(`/sheets/${sheet}/withdraw`)).status, 200);
		assert.equal((await second.ask(`/sheets/${sheet}/withdraw`)).status, 403);
		await behind.run(`alter table assignment disable trigger user; update assignment set from_on = current_date - 2, until_on = current_date - 1 from account
			where account.id = account_id and login = 'kenmu' and role = 'secretariat'; alter table assignment enable trigger user`);
		assert.match(await second.page('/'), /表示：すべての役割/);
		assert.equal((await second.ask('/progress')).status, 403);
	});

	test('who has one post has no switch', async () => {
		assert.doesNotMatch(await ground.people.kaki1.page('/'), /表示：/);
		assert.match(words_of(await ground.people.kaki1.page('/posts')), /切り替える必要はありません/);
	});
});

// The post that somebody acts as narrows `duty` for them alone: it is the view to ask what they may do. What anybody holds, whatever
// they act as (who is chair, who is obliged to a second factor), says `held`.
test('duty is asked of whoever is at the screen, and of nobody else', () => {
	const files = readdirSync(join(root, 'sql'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql') && !path.startsWith('migrations'));
	const wrong = files.filter((path) => {
		const text = readFileSync(join(root, 'sql', path), 'utf8').replace(/^--.*$/gm, '');
		const asked = [...text.matchAll(/(?:from|join) duty\b(?!_)/g)].length, own = [...text.matchAll(/\b(?:duty\.)?account_id = \$\d/g)].length;
		return asked > own;
	});
	assert.deepEqual(wrong, []);
});
