// sign_off.test.mjs: a meeting from the letter to the record, as those who sit there see it: the secretariat plans it and
// freezes the papers, a member reads them, the chair walks the whole agenda on a tablet, returns one sheet, signs with the
// password, and keeps the file; the record is printed. Pictures at three widths and of the paper.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { make_agenda } from './lib/agenda.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { no_installation, password, root, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

// Today in Japan, as era, month and day: a meeting is signed off on its day. And how a clerk may type figures.
const in_japan = new Date(Date.now() + 9 * 3600e3);
const today = [in_japan.getUTCFullYear() - 2018, in_japan.getUTCMonth() + 1, in_japan.getUTCDate()];
const wide = (text) => text.replace(/\d/g, (figure) => String.fromCharCode(figure.charCodeAt(0) + 0xfee0));

const pictures = join(root, 'build/screenshots');
const why = '利用者の声がどこから分かったのかを、書き加えてください。';

describe('a meeting signs off', { skip: no_installation }, () => {
	let browser, agenda, meeting;
	const pages = {};

	before(async () => {
		browser = await start_browser();
		agenda = await make_agenda(14);
		for (const [name, login, script] of [['secretariat', 'eve-secretariat', true], ['chair', 'eve-chair-suishin', false], ['member', 'eve-member-suishin', true]]) {
			pages[name] = await visitor(browser, url, { script });
			await sign_in(pages[name], login);
		}
	});
	after(async () => {
		agenda?.behind.close();
		await browser?.close();
	});

	const press = async (page, label) => {
		await Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name: label, exact: true }).click()]);
		await page.waitForLoadState('load');
	};
	const follow = async (page, label) => {
		await page.getByRole('link', { name: label, exact: true }).first().click();
		await page.waitForLoadState('load');
	};
	async function on_a_tablet(page, name) {
		mkdirSync(pictures, { recursive: true });
		await page.setViewportSize({ width: 768, height: 1024 });
		await page.screenshot({ path: join(pictures, `${name}-768.png`), fullPage: true, animations: 'disabled' });
		await page.setViewportSize({ width: 1366, height: 768 });
	}
	async function on_paper(page, name) {
		const pdf = join(pictures, `${name}-paper.pdf`);
		await page.emulateMedia({ media: 'print' });
		await page.pdf({ path: pdf, printBackground: false, preferCSSPageSize: true });
		await page.emulateMedia({ media: null });
		execFileSync('pdftoppm', ['-r', '70', '-png', pdf, join(pictures, `${name}-paper`)]);
		return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
	}

	test('the secretariat plans it for the body where sheets wait', async () => {
		const page = pages.secretariat;
		await page.goto('/meetings');
		await look(page, 'meeting-none');
		await follow(page, '会議を準備する');
		await look(page, 'meeting-targets');
		await follow(page, '澄野市地域福祉推進会議');
		await look(page, 'meeting-plan');
		await page.getByLabel('会議の名称').fill('');
		await page.getByLabel('書面で決める').check();
		await page.getByLabel('開催日').fill('令和九年一月');
		await page.locator('#field-title').evaluate((it) => it.removeAttribute('required'));
		await press(page, '会議を作る');
		assert.match(await page.title(), /^エラー：/);
		assert.equal(await page.getByLabel('開催日').inputValue(), '令和九年一月', 'what was typed stays');
		await look(page, 'meeting-plan-mistakes');
		await page.getByLabel('会議の名称').fill('第2回澄野市地域福祉推進会議');
		await page.getByLabel('資料番号').fill('資料２');
		await page.getByLabel('会議を開いて決める').check();
		await page.getByLabel('開催日').fill(wide(`Ｒ${today.join('．')}`));
		await page.getByLabel('場所').fill('市役所 第1委員会室');
		await press(page, '会議を作る');
		meeting = new URL(page.url()).pathname;
		assert.match(meeting, /^\/meetings\/\d+$/);
		assert.match(await page.locator('main').innerText(), new RegExp(`令和${today[0]}年${today[1]}月${today[2]}日[\\s\\S]*市役所 第1委員会室[\\s\\S]*14件`));
	});

	test('and freezes the papers, which print on A4 and A3 landscape with their number and （案）', async () => {
		const page = pages.secretariat;
		await follow(page, '資料を確定する');
		await press(page, '資料を確定する');
		assert.match(await page.locator('.notice-success').innerText(), /資料を確定しました/);
		await look(page, 'meeting-papers');
		const text = await on_paper(page, 'meeting-papers-a4');
		for (const words of ['資料２', '（案）', '第2回澄野市地域福祉推進会議']) assert.ok(text.includes(words), words);
		await follow(page, 'A3横で印刷する形にする');
		await on_paper(page, 'meeting-papers-a3');
	});

	test('a member reads the agenda and cannot choose', async () => {
		const page = pages.member;
		await page.goto(`${meeting}/agenda`);
		assert.equal(await page.locator('main form').count(), 0);
		await look(page, 'meeting-agenda-member');
	});

	test('the chair decides the whole agenda on one page, and nothing is recorded yet', async () => {
		const page = pages.chair;
		await page.goto('/');
		await follow(page, '会議');
		await follow(page, '議題を判断する');
		await look(page, 'meeting-agenda');
		await on_a_tablet(page, 'meeting-agenda');
		const items = await page.locator('.agenda-item').all();
		assert.equal(items.length, 14);
		for (const [at, item] of items.entries()) {
			await item.getByRole('radio', { name: /^[A-D] / }).nth(at % 3).check();
			if (at > 0) await item.getByLabel('意見').fill('着実に進められている。来年度は成果の測り方も工夫されたい。');
		}
		await items[2].getByLabel('差戻し（理由を書く）').check();
		await press(page, '保存して決裁の確認へ進む');
		assert.match(await page.locator('.notice-warning').innerText(), /まだ決めていません/);
		assert.equal(await page.locator('input[type=password]').count(), 0);
		await look(page, 'sign-off-obstacles');
		await page.goto(`${meeting}/agenda`);
		await press(page, 'まだ決めていない調書をすべて「承認」にする');
		await page.locator('.agenda-item').nth(2).getByLabel('差戻しの理由').fill(why);
		await press(page, '一時保存');
		assert.match(await page.locator('.notice-success').innerText(), /一時保存しました/);
		await look(page, 'meeting-agenda-chosen');
		const [{ decided }] = await agenda.behind.rows("select count(*) as decided from review where state in ('approved', 'returned') and kind = 'body'");
		assert.equal(decided, 0);
		await pages.member.reload();
		assert.ok(!(await pages.member.locator('main').innerText()).includes(why), 'what is only chosen is for nobody else');
	});

	test('and signs with the password: all at once, or not at all', async () => {
		const page = pages.chair;
		await press(page, '保存して決裁の確認へ進む');
		await look(page, 'sign-off');
		await on_a_tablet(page, 'sign-off');
		await page.getByLabel('決裁の言葉').fill('第2回会議において、別紙のとおり評価を決定した。\n差し戻した調書は、次の会議で扱う。');
		await page.getByLabel('パスワード').fill('not the password at all');
		await press(page, '決裁する');
		assert.match(await page.title(), /^エラー：/);
		assert.match(await page.getByLabel('決裁の言葉').inputValue(), /次の会議で扱う/);
		await look(page, 'sign-off-wrong', { alone: true });
		await page.getByLabel('パスワード').fill(password);
		await press(page, '決裁する');
		assert.match(page.url(), /\/record\?done=1$/);
		const text = await page.locator('main').innerText();
		for (const words of ['決裁しました', '14件（承認 13件、差戻し 1件）', '試験 chair:suishin', why]) assert.ok(text.includes(words), words);
		await look(page, 'sign-off-record');
		await on_a_tablet(page, 'sign-off-record');
	});

	test('the record is printed, and the papers are no draft any more', async () => {
		const page = pages.chair;
		const text = await on_paper(page, 'sign-off-record');
		for (const words of ['決裁の記録', '試験 chair:suishin', '差戻し']) assert.ok(text.includes(words), words);
		await page.goto(meeting);
		assert.ok(!(await page.locator('main').innerText()).includes('（案）'));
		await look(page, 'meeting-papers-signed');
	});

	test('the file is valid offline, and one byte less is not', async () => {
		const page = pages.chair;
		await page.goto(`${meeting}/record`);
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '決裁のファイルを保存する' }).click()]);
		const file = await download.path();
		const verify = (input) => spawnSync('chosho', ['verify', '-'], { input, encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } });
		const bytes = readFileSync(file);
		assert.equal(verify(bytes).status, 0, verify(bytes).stdout);
		assert.equal(verify(bytes.subarray(0, bytes.length - 1)).status, 1);
	});

	test('the department finds the reason, and nothing undoes what was signed', async () => {
		const [{ id }] = await agenda.behind.rows("select id from review where state = 'approved' and sign_off_id is not null limit 1");
		const page = pages.chair;
		assert.equal((await page.goto(`/reviews/${id}/undo`)).status(), 409);
		const [{ state, reason }] = await agenda.behind.rows(`select sheet.state, review.reason from sheet join review on review.sheet_id = sheet.id and review.state = 'returned'`);
		assert.deepEqual([state, reason], ['returned', why]);
	});
});
