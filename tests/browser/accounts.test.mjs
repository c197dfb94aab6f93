// accounts.test.mjs: an administrator's day with people, in a real browser without script: finding somebody, adding, changing, roles
// (by one and by two), slips on paper and the first sign-in with one, lists with and without mistakes, stopping and restarting;
// and an auditor, who sees all of it and can change nothing.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { plan } from '../fault/ground.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { add_account, chosho, import_plan, no_installation, password, sql, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const head = 'ログインID,氏名,フリガナ,所属,メール,役割,対象,開始日,終了日';
const chosen = 'momiji no ha 12 mai';
const path = (page) => new URL(page.url()).pathname;
const words = async (page) => (await page.locator('main').innerText()).replace(/\s+/g, ' ');
const mistakes = (page) => page.locator('.error-summary').count();

const press = (page, locator) => Promise.all([page.waitForEvent('load'), locator.click()]);
const follow = (page, name) => press(page, page.locator('main').getByRole('link', { name, exact: true }));

// Fills in what stands on the page, and presses the button with these words.
async function fill(page, fields, button) {
	for (const [name, value] of Object.entries(fields)) {
		const control = page.locator(`main form [name=${name}]`), kind = await control.first().evaluate((it) => it.tagName === 'SELECT' ? 'select' : it.type);
		if (kind === 'select') await control.selectOption({ label: value });
		else if (kind === 'checkbox') await control.setChecked(value);
		else await control.fill(value);
	}
	await press(page, page.locator('main').getByRole('button', { name: button, exact: true }));
}

async function done(page, fields, button) {
	await fill(page, fields, button);
	assert.equal(await mistakes(page), 0, `${button}: ${(await page.locator('.error-summary').allTextContents()).join()}`);
}

const id_of = (login) => sql(`select id from account where login = '${login}'`)[0][0];
const roles_of = (login) => sql(`select role from assignment where account_id = ${id_of(login)} and (until_on is null or until_on >= current_date) order by 1`).flat();

describe('an administrator\'s day with people', { skip: no_installation }, () => {
	let browser, folder, page, second, person;

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), 'chosho-people-'));
		writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
		import_plan(join(folder, 'plan.json'));
		for (const [login, name, role, department] of [['kanri1', '管理 一', 'administrator'], ['kanri2', '管理 二', 'administrator'], ['kansa', '監査 三', 'auditor'],
			['kaki', '書田 四郎', 'author:ka', 'ka'], ['kacho', '長谷 五郎', 'head:ka', 'ka'], ['iin', '委員 六子', 'member:k']])
			add_account({ login, name, roles: [role], department, organization: '試市' });
		sql("update account set kana = 'カキタ シロウ' where login = 'kaki'; update account set kana = 'ハセ ゴロウ' where login = 'kacho'");
		browser = await start_browser();
		[page, second] = [await visitor(browser, url, { script: false }), await visitor(browser, url, { script: false })];
		await sign_in(page, 'kanri1', password);
		await sign_in(second, 'kanri2', password);
	});
	after(async () => {
		await browser?.close();
		if (folder) rmSync(folder, { recursive: true });
	});

	const found = async (fields) => {
		await page.goto('/accounts');
		for (const [name, value] of Object.entries(fields))
			await (name === 'text' ? page.locator('#field-text').fill(value) : page.locator(`#field-${name}`).selectOption({ label: value }));
		await press(page, page.locator('main').getByRole('button', { name: '絞り込む' }));
		return page.locator('main tbody th a').allTextContents();
	};
	const send = async (content) => {
		await page.goto('/accounts');
		await follow(page, '名簿の取込み');
		await page.locator('main input[type=file]').setInputFiles({ name: '名簿.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
		await press(page, page.locator('main').getByRole('button', { name: '内容を確認する' }));
		assert.match(path(page), /^\/accounts\/imports\/\d+$/);
	};
	const table = async () => (await page.locator('main tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim()))));

	test('somebody is found by フリガナ, department, role and state, and their page says how they sign in', async () => {
		assert.deepEqual(await found({ text: 'かきた' }), ['書田 四郎']);
		assert.deepEqual(await found({ department: '試験課' }), ['書田 四郎', '長谷 五郎'], 'by フリガナ');
		assert.deepEqual(await found({ department: '試験課', role: '所属長' }), ['長谷 五郎']);
		assert.deepEqual(await found({ role: '監査（閲覧のみ）', state: '利用中' }), ['監査 三']);
		assert.deepEqual(await found({ state: '停止中' }), []);
		assert.match(await words(page), /この条件に当てはまる人はいません/);
		await found({ text: 'kanri', role: '管理者' });
		assert.equal(await page.locator('.chip').count(), 2);
		await press(page, page.locator('.chip').filter({ hasText: 'kanri' }));
		assert.equal(await page.locator('.chip').count(), 1);
		await follow(page, '管理 二');
		assert.match(await words(page), /最終ログイン 令和.* ログイン中 1か所.*二要素認証 登録していません/);
		assert.equal(await page.getByRole('link', { name: '二要素認証を解除する' }).count(), 0);
		await found({ text: 'かきた' });
		await follow(page, '書田 四郎');
		assert.match(await words(page), /最終ログイン まだありません/);
		assert.match(await words(page), /担当者（試験課） 試験課の調書と関係課の記入を書き、提出します。/);
		await look(page, 'people-person', { alone: true });
	});

	test('somebody with a second factor can be freed of it from their page', async () => {
		sql(`insert into second_factor (account_id, sealed, last_step, recovery_salt) values (${id_of('kaki')}, 'x', 0, 'x')`);
		await page.goto(`/accounts/${id_of('kaki')}`);
		assert.match(await words(page), /二要素認証 登録済み（令和/);
		await follow(page, '二要素認証を解除する');
		await done(page, { password }, '二要素認証を解除する');
		assert.equal(path(page), `/accounts/${id_of('kaki')}`);
		assert.match(await words(page), /二要素認証 登録していません/);
	});

	test('somebody is added, after all that was wrong was said at once, and changed', async () => {
		await page.goto('/accounts');
		await follow(page, '登録する');
		await fill(page, { login: 'だめ', name: '', email: 'mail', from_on: 'いつか' }, '登録する');
		for (const name of ['login', 'name', 'email', 'from_on']) assert.equal(await page.locator(`#error-${name}`).count(), 1, name);
		assert.equal(await page.locator('[name=email]').inputValue(), 'mail', 'what was typed stays');
		await done(page, { login: 'shin', name: '新田 七子', kana: 'にった ななこ', department: '乙課', email: 'nitta@city.example.jp', from_on: sql('select current_date')[0][0] }, '登録する');
		person = path(page);
		assert.match(await words(page), /状態 パスワード未設定.*いまは役割がありません/);
		await follow(page, '変更する');
		await done(page, { name: '新田 七海', department: '試験課' }, '変更する');
		assert.equal(path(page), person);
		assert.match(await words(page), /新田 七海 ニッタ ナナコ.*所属 試験課/);
		assert.match(await words(page), /新田 七子 → 新田 七海/, 'the history says what was changed');
	});

	test('a role is given with the password, and ended', async () => {
		await follow(page, '役割を付与する');
		await fill(page, { role: '委員長', from_on: 'いつか', password }, '付与する');
		for (const name of ['body', 'from_on', 'reason']) assert.equal(await page.locator(`#error-${name}`).count(), 1, `${name}: all at once`);
		await fill(page, { role: '担当者', department: '試験課', from_on: sql('select current_date')[0][0], password: 'not the password' }, '付与する');
		assert.equal(await page.locator('#error-password').count(), 1);
		assert.deepEqual(roles_of('shin'), []);
		await done(page, { password }, '付与する');
		assert.equal(path(page), person);
		assert.match(await words(page), /担当者（試験課） 試験課の調書/);
		await follow(page, '役割を付与する');
		await done(page, { role: '委員', body: plan.bodies[0].title, password }, '付与する');
		assert.deepEqual(roles_of('shin'), ['author', 'member']);
		await press(page, page.locator('main tr', { hasText: '委員（' }).getByRole('link', { name: '終える' }));
		await done(page, { at_once: true, reason: '任期の途中で退任したため。', password }, '役割を終える');
		assert.deepEqual(roles_of('shin'), ['author']);
		assert.match(await words(page), /任期の途中で退任したため。/);
	});

	test('a role that decides waits for the second administrator, who approves it', async () => {
		await page.goto(`/accounts/${id_of('kacho')}/roles/new`);
		await fill(page, { role: '事務局', password }, '付与する');
		assert.equal(await page.locator('#error-reason').count(), 1, 'not without a reason');
		await done(page, { reason: '事務局の増員のため。', password }, '付与する');
		assert.equal(path(page), '/grants');
		assert.match(await words(page), /事務局 長谷 五郎 .* 管理 一 .*承認待ち/);
		assert.deepEqual(roles_of('kacho'), ['head']);
		await press(page, page.locator('main tbody th a'));
		assert.equal(await page.getByRole('button', { name: '承認する' }).count(), 0, 'not by who asked');
		await second.goto('/');
		assert.match(await words(second), /管理 一さんから、長谷 五郎さんに「事務局」の役割を付与する承認の依頼があります/);
		await second.goto('/grants');
		assert.match(await words(second), /あなたの承認待ち/);
		await press(second, second.locator('main tbody th a'));
		await look(second, 'people-grant', { alone: true });
		await done(second, { remark: '確認しました。', password }, '承認する');
		assert.deepEqual(roles_of('kacho'), ['head', 'secretariat']);
		await page.goto(`/accounts/${id_of('kacho')}`);
		assert.match(await words(page), /事務局 計画を取り込み.* 管理 一 承認：管理 二/);
	});

	test('a list with mistakes says all of them by row and column, and does nothing', async () => {
		const before_it = sql('select count(*), max(version) from account');
		await send([head, 'だめ,,,ない課,mail,係長,,いつか,', 'ni,二宮 八郎,,乙課,,所属長,,,', 'kaki,書田 四郎,,試験課,,委員長,ない会,2020-01-01,', 'san,三宅 九郎,,乙課,,所属長,,,'].join('\n'));
		assert.match(await words(page), /このファイルは取り込めません 直すところが\d+件あります/);
		const cells = (await table()).map(([line, column]) => `${line} ${column}`);
		for (const wanted of ['2 ログインID', '2 氏名', '2 所属', '2 メール', '2 役割', '2 開始日', '4 対象', '5 役割']) assert.ok(cells.includes(wanted), `${wanted}: ${cells}`);
		assert.equal(cells.length, 8);
		assert.deepEqual(cells.map((it) => parseInt(it, 10)), [2, 2, 2, 2, 2, 2, 4, 5], 'from the top of the file down');
		assert.equal(await page.getByRole('button', { name: 'この内容で取り込む' }).count(), 0);
		assert.deepEqual(sql('select count(*), max(version) from account'), before_it);
		await look(page, 'people-list-mistakes', { alone: true });
	});

	test('a good list shows every difference, and is taken', async () => {
		await send([head, 'kaki,書田 士郎,カキタ シロウ,乙課,kaki@city.example.jp,担当者,試験課,,2099-03-31',
			...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `many${n},大勢 ${n}郎,オオゼイ ${n}ロウ,乙課,,担当者,,,`)].join('\r\n'));
		const rows = await table(), of = (line) => rows.filter((row) => row[0] === line).map((row) => row.slice(2));
		assert.deepEqual(of('2').map((row) => row[0]), ['氏名', '所属', 'メール', '終了日']);
		assert.deepEqual(of('2').slice(0, 3), [['氏名', '書田 四郎', '書田 士郎'], ['所属', '試験課', '乙課'], ['メール', '（なし）', 'kaki@city.example.jp']]);
		assert.match(of('2')[3][2], /担当者（試験課） .*から令和81年3月31日（火）まで/);
		assert.deepEqual(of('3').map((row) => row[0]), ['新しいアカウント', '新しい役割']);
		assert.equal(rows.length, 4 + 8 * 2);
		assert.deepEqual(rows.map((row) => Number(row[0])), rows.map((row) => Number(row[0])).toSorted((a, b) => a - b), 'in the order of the file');
		assert.match(await words(page), /新しく登録 8人 内容の変更 1人 変更なし 0人 新しい役割 8件/);
		assert.equal(sql("select name from account where login = 'kaki'")[0][0], '書田 四郎', 'looking changes nothing');
		await look(page, 'people-list', { alone: true });
		await done(page, { password }, 'この内容で取り込む');
		assert.equal(path(page), '/accounts');
		assert.deepEqual(sql("select name, email from account where login = 'kaki'")[0], ['書田 士郎', 'kaki@city.example.jp']);
		assert.deepEqual((await found({ text: 'おおぜい' })).length, 8);
		assert.deepEqual(roles_of('many8'), ['author']);
	});

	test('slips are printed with marks to cut along, and one lets its person in, who chooses a password', async () => {
		await page.goto('/accounts');
		await follow(page, '仮パスワードの用紙');
		assert.match(await words(page), /この条件では9人分です/);
		await done(page, { password }, '用紙を作る');
		assert.match(path(page), /^\/accounts\/slips\//);
		await look(page, 'people-slips', { alone: true });
		const slips = await page.locator('.slip').evaluateAll((all) => all.map((it) => [...it.querySelectorAll('.slip-code')].map((code) => code.textContent)));
		assert.equal(slips.length, 9);
		const file = join(folder, 'slips.pdf');
		await page.emulateMedia({ media: 'print' });
		const edges = await page.locator('.slip').first().evaluate((it) => { const style = getComputedStyle(it); return [style.borderTopStyle, style.borderLeftStyle, parseFloat(style.borderTopWidth) > 0]; });
		assert.deepEqual(edges, ['dashed', 'dashed', true], 'where to cut');
		await page.pdf({ path: file, format: 'A4', preferCSSPageSize: true });
		await page.emulateMedia({ media: 'screen' });
		assert.match(execFileSync('pdfinfo', [file], { encoding: 'utf8' }), /Pages:\s+2\n/, 'eight to a page');
		const printed = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
		for (const [login, code] of slips) assert.ok(printed.includes(login) && printed.includes(code), login);
		assert.ok(printed.includes(url), 'where to go');

		const nitta = await visitor(browser, url, { script: false }), [, code] = slips.find(([login]) => login === 'shin');
		await sign_in(nitta, 'shin', code.toUpperCase());
		assert.equal(path(nitta), '/sign-in/password');
		await done(nitta, { new: chosen, again: chosen }, 'パスワードを決める');
		assert.equal(path(nitta), '/');
		await page.goto(person);
		assert.match(await words(page), /状態 利用中.*最終ログイン 令和.*ログイン中 1か所.*パスワード 設定済み/);
		await nitta.context().close();
	});

	test('whoever is stopped is out at once, and in again after the restart', async () => {
		const kaki = await visitor(browser, url, { script: false });
		await sign_in(kaki, 'kaki', password);
		await kaki.goto('/sheets');
		assert.equal(path(kaki), '/sheets');
		await page.goto(`/accounts/${id_of('kaki')}`);
		await follow(page, '停止する');
		assert.match(await words(page), /この人のところにあるもの/, 'what waits with them is said before');
		await look(page, 'people-stop', { alone: true });
		await fill(page, {}, '停止する');
		assert.equal(await page.locator('#error-reason').count(), 1);
		await done(page, { reason: '長期の研修のため。' }, '停止する');
		assert.match(await words(page), /状態 停止中/);
		await kaki.goto('/sheets');
		assert.equal(path(kaki), '/sign-in', 'their session has ended');
		await fill(kaki, { login: 'kaki', password }, 'ログイン');
		assert.equal(await mistakes(kaki), 1);
		assert.deepEqual(await found({ state: '停止中' }), ['書田 士郎']);
		await follow(page, '書田 士郎');
		await follow(page, '再開する');
		await done(page, { reason: '研修が終わったため。' }, '再開する');
		sql('delete from sign_in_failure');
		await sign_in(kaki, 'kaki', password);
		await kaki.goto('/sheets');
		assert.equal(path(kaki), '/sheets');
		await kaki.context().close();
	});

	test('an auditor sees all of it and can change nothing', async () => {
		const auditor = await visitor(browser, url, { script: false }), grant = sql('select id from grant_request')[0][0];
		await sign_in(auditor, 'kansa', password);
		for (const [address, there] of [['/accounts', /新田 七海/], [person, /担当者（試験課）.*任期の途中で退任したため。/], [`/accounts/${id_of('kaki')}`, /研修が終わったため。/],
			['/grants', /長谷 五郎.*承認済み/], [`/grants/${grant}`, /事務局の増員のため。.*確認しました。/]]) {
			await auditor.goto(address);
			assert.match(await words(auditor), there, address);
			assert.equal(await auditor.locator('main form[method=post]').count(), 0, address);
			assert.equal(await auditor.locator('main a').filter({ hasText: /登録する|変更する|停止する|再開する|付与する|終える|発行する|解除する|取込み|用紙/ }).count(), 0, address);
		}
		await auditor.goto(person);
		await look(auditor, 'people-auditor', { alone: true });
		const one = sql(`select id from assignment where account_id = ${id_of('shin')} limit 1`)[0][0];
		for (const address of ['/accounts/new', '/accounts/import', '/accounts/slips', ...['edit', 'stop', 'restart', 'password', 'end-sessions', 'second-factor', 'roles/new', `roles/${one}/end`].map((it) => `${person}/${it}`)])
			assert.equal((await auditor.goto(address)).status(), 403, address);
		await auditor.goto('/accounts');
		const [file] = await Promise.all([auditor.waitForEvent('download'), auditor.locator('main').getByRole('link', { name: '名簿（CSVファイル）に書き出す' }).click()]);
		assert.match(readFileSync(await file.path(), 'utf8'), /"shin","新田 七海","ニッタ ナナコ"/);
		assert.match(chosho(['verify']), /./);
	});
});
