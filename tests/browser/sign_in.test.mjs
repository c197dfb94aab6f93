// sign_in.test.mjs: signing in, step by step, in a real browser: a second factor that a role needs is set up, its recovery codes
// are kept, a code is given; each page is looked at in both languages, with and without script.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { code_of, key_on, link_of, recovery_codes_on } from '../fault/app.mjs';
import { start_browser, visitor } from './lib/browser.mjs';
import { add_account, chosho, no_installation, password, sql, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const modes = [
	{ name: 'in Japanese without script', script: false, word: 'ja' },
	{ name: 'in English with script', script: true, word: 'en' },
];

async function press(page) {
	await Promise.all([page.waitForLoadState('load'), page.locator('main button.primary').click()]);
	await page.waitForLoadState('load');
}

async function knock(page, login, with_password = password) {
	await page.goto('/sign-in');
	await page.locator('main input[name=login]').fill(login);
	await page.locator('main input[name=password]').fill(with_password);
	await press(page);
}

const forget_last = () => sql('update second_factor set last_step = 0');

describe('signing in', { skip: no_installation }, () => {
	let browser;
	before(async () => {
		browser = await start_browser();
		for (const { word } of modes) add_account({ login: `kanri-${word}`, name: `管理 ${word}`, roles: ['administrator'] });
		sql("update role_setting set needs_second_factor = true where role = 'administrator'");
	});
	after(() => browser?.close());

	for (const mode of modes)
		test(`by a code of an app, which is set up first, ${mode.name}`, async () => {
			const login = `kanri-${mode.word}`;
			const page = await visitor(browser, url, { script: mode.script, language: mode.word });
			await page.goto(`/language/${mode.word}`);
			await knock(page, login);
			assert.equal(new URL(page.url()).pathname, '/sign-in/enrol');
			await look(page, `${mode.word}-sign-in-enrol`, { alone: true });
			const key = key_on(await page.content());
			await page.locator('main input[name=code]').fill('000000');
			await press(page);
			assert.match(await page.title(), /^(エラー：|Error: )/);
			await look(page, `${mode.word}-sign-in-enrol-again`, { alone: true });
			assert.equal(key_on(await page.content()), key, 'the key stays: the app has it already');
			await page.locator('main input[name=code]').fill(code_of(key));
			await press(page);
			assert.equal(new URL(page.url()).pathname, '/sign-in/codes');
			await look(page, `${mode.word}-sign-in-codes`, { alone: true });
			const codes = recovery_codes_on(await page.content());
			assert.equal(codes.length, 10);
			await press(page);
			assert.equal(new URL(page.url()).pathname, '/');
			await page.locator('form[action="/sign-out"] button').click();
			await page.waitForLoadState();

			await page.goto('/administration');
			assert.match(page.url(), /back=/);
			await page.locator('main input[name=login]').fill(login);
			await page.locator('main input[name=password]').fill(password);
			await press(page);
			assert.equal(new URL(page.url()).pathname, '/sign-in/code');
			await look(page, `${mode.word}-sign-in-code`, { alone: true });
			await page.locator('main input[name=code]').fill('12345');
			await press(page);
			await look(page, `${mode.word}-sign-in-code-again`, { alone: true });
			forget_last();
			await page.locator('main input[name=code]').fill(code_of(key));
			await press(page);
			assert.equal(new URL(page.url()).pathname, '/administration', 'and on to where one wanted to go');
			await page.goto('/sign-in/code');
			assert.equal(new URL(page.url()).pathname, '/', 'who is in has no step to do');
			await page.context().close();
		});

	for (const mode of modes)
		test(`by a one-time password, and by the link of a mail, ${mode.name}`, async () => {
			const login = `atarashii-${mode.word}`, chosen = 'kaze no tani no michi';
			add_account({ login, name: `新人 ${mode.word}`, roles: ['secretariat'] });
			const slip = chosho(['account', 'password', '--login', login]).match(/[a-z2-9]{4}(-[a-z2-9]{4}){3}/)[0];
			const page = await visitor(browser, url, { script: mode.script, language: mode.word });
			await page.goto(`/language/${mode.word}`);
			await knock(page, login, slip);
			assert.equal(new URL(page.url()).pathname, '/sign-in/password');
			await look(page, `${mode.word}-sign-in-password`, { alone: true });
			for (const name of ['new', 'again']) await page.locator(`main input[name=${name}]`).fill('password');
			await press(page);
			await look(page, `${mode.word}-sign-in-password-again`, { alone: true });
			for (const name of ['new', 'again']) await page.locator(`main input[name=${name}]`).fill(chosen);
			await press(page);
			assert.equal(new URL(page.url()).pathname, '/');
			await page.goto('/account');
			await page.locator('a[href="/account/mail"]').click();
			await page.waitForLoadState('load');
			await page.locator('main input[name=email]').fill('no address');
			await page.locator('main input[name=password]').fill(chosen);
			await press(page);
			assert.match(await page.title(), /^(エラー：|Error: )/);
			await look(page, `${mode.word}-account-mail-again`, { alone: true });

			sql(`insert into invitation (account_id, kind, salt, ends_at) select id, 'link', 'x', now() + interval '1 hour' from account where login = '${login}'`);
			await page.context().clearCookies();
			await page.goto(`/language/${mode.word}`);
			await page.goto(link_of(sql("select id, account_id, salt from invitation where kind = 'link' order by id desc limit 1")));
			for (const name of ['new', 'again']) await page.locator(`main input[name=${name}]`).fill('umi no mukou no shima');
			await press(page);
			assert.equal(new URL(page.url()).pathname, '/sign-in');
			await look(page, `${mode.word}-sign-in-chosen`, { alone: true });
			await knock(page, login, 'umi no mukou no shima');
			assert.equal(new URL(page.url()).pathname, '/');
			await page.context().close();
		});

	test('what the picture holds is the key that stands beside it', async () => {
		const page = await visitor(browser, url);
		add_account({ login: 'kanri-qr', name: '管理 絵', roles: ['administrator'] });
		await knock(page, 'kanri-qr');
		const size = Number((await page.locator('main svg').getAttribute('viewBox')).split(' ')[2]);
		const path = await page.locator('main svg path').getAttribute('d');
		const dark = Array.from({ length: size }, () => new Array(size).fill(false));
		for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) dark[y].fill(true, Number(x), Number(x) + Number(width));
		// The three finders stand where a QR code has them, with four squares of nothing around.
		const finder = (x, y) => [0, 1, 2, 3, 4, 5, 6].every((at) => dark[y][x + at] && dark[y + 6][x + at] && dark[y + at][x] && dark[y + at][x + 6]) &&
			!dark[y + 1][x + 1] && dark[y + 3][x + 3];
		assert.ok(finder(4, 4) && finder(size - 11, 4) && finder(4, size - 11));
		for (let at = 0; at < size; at++) for (let edge = 0; edge < 4; edge++) assert.ok(!dark[edge][at] && !dark[at][edge] && !dark[size - 1 - edge][at]);
		await page.context().close();
	});
});
