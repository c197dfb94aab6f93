// notices.test.mjs: what people are told on the screen stands at home until they put it away, and then still among all of it;
// nobody sees or puts away what others are told. Over plain HTTP and in the browser.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Person } from '../fault/person.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { add_account, no_installation, sql, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const put = (login, text, address = null) => Number(sql(`insert into notice (account_id, text, address) select id, :'text', ${address ? `'${address}'` : 'null'} from account where login = '${login}' returning id`, { text })[0][0]);

describe('notices', { skip: no_installation }, () => {
	let browser, taro, jiro;

	before(async () => {
		for (const login of ['taro', 'jiro']) add_account({ login, name: `試 ${login}`, roles: ['auditor'] });
		taro = await new Person('taro').sign_in();
		jiro = await new Person('jiro').sign_in();
		browser = await start_browser();
	});
	after(() => browser?.close());

	test('stand at home until they are put away, the newest first; the page of all keeps them', async () => {
		put('taro', '代決者に指定されました。12月1日から12月4日まで、佐藤さんに代わって判断します。', '/help');
		const last = put('taro', '<b>そのまま</b> & "引用"');
		const page = await visitor(browser, url, { script: false });
		await sign_in(page, 'taro');
		await page.goto('/');
		const lines = page.locator('main section', { has: page.getByRole('heading', { name: 'お知らせ' }) }).locator('li');
		assert.deepEqual(await lines.locator('.task-name').allTextContents(), ['<b>そのまま</b> & "引用"', '代決者に指定されました。12月1日から12月4日まで、佐藤さんに代わって判断します。']);
		assert.equal(await lines.nth(1).locator('a').getAttribute('href'), '/help');
		await look(page, 'notices-home');
		await lines.nth(0).getByRole('button').click();
		assert.equal(new URL(page.url()).pathname, '/');
		assert.equal(await lines.count(), 1);
		await page.getByRole('link', { name: 'お知らせをすべて見る（未確認1件）' }).click();
		assert.match(await page.locator('.count-line').textContent(), /2件、うち未確認1件/);
		await look(page, 'notices');
		await page.getByRole('button', { name: 'ここまでのお知らせをすべて確認済みにする' }).click();
		assert.match(await page.locator('.count-line').textContent(), /2件、うち未確認0件/);
		await page.goto('/');
		assert.equal(await page.getByRole('heading', { name: 'お知らせ' }).count(), 0);
		assert.equal(sql(`select seen_at is not null from notice where id = ${last}`)[0][0], 't');
		await page.context().close();
	});

	test('are one\'s own: others do not see them, and do not put them away', async () => {
		const id = put('taro', '太郎だけへのお知らせ');
		assert.ok(!(await jiro.page('/')).includes('太郎だけ'));
		assert.ok(!(await jiro.page('/notices')).includes('太郎だけ'));
		put('jiro', '次郎へ');
		const [, token] = /name="token" value="([^"]*)"/.exec((await jiro.page('/notices')).split('action="/notices"')[1]);
		for (const act of ['one', 'all']) {
			sql("update notice set seen_at = now() where account_id = (select id from account where login = 'jiro') returning id");
			assert.equal((await jiro.post('/notices', { token, act, seen: id })).status, 404);
		}
		assert.equal(sql(`select seen_at is null from notice where id = ${id}`)[0][0], 't');
	});

	test('what came after the page was drawn is not put away with the rest, and twice is as good as once', async () => {
		const first = put('taro', 'はじめ');
		const held = await taro.typed('/notices', { act: 'all' });
		const later = put('taro', 'あとから');
		assert.equal((await taro.post('/notices', held)).status, 303);
		assert.deepEqual(sql(`select seen_at is not null from notice where id in (${first}, ${later}) order by id`).flat(), ['t', 'f']);
		const one = await taro.typed('/notices', { act: 'one', seen: later });
		assert.equal((await taro.post('/notices', one)).status, 303);
		const again = await taro.typed('/notices', { act: 'one', seen: later }).catch(() => null);
		assert.equal(again, null, 'nothing is left to be put away');
	});

	test('page by page, each once', async () => {
		sql("insert into notice (account_id, text) select id, 'n' || n from account, generate_series(1, 120) n where login = 'jiro' order by n");
		const seen = [];
		for (let at = '/notices'; at; ) {
			const html = await jiro.page(at);
			seen.push(...[...html.matchAll(/class="task-name">(n\d+)</g)].map((it) => it[1]));
			at = /<a href="([^"]*)">前の50件/.exec(html)?.[1];
		}
		assert.deepEqual(seen, Array.from({ length: 120 }, (_, i) => `n${120 - i}`));
	});
});
