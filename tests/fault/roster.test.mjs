// roster.test.mjs: lists of people that are sent in: all that is wrong is said at once, by row and column; what is right is shown
// before it is done, and done whole or not at all. Needs ./dev with.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { add_account, chosho, no_installation, password } from '../browser/lib/installation.mjs';
import { day } from '../expect/people.mjs';
import { digest, open_behind } from './behind.mjs';
import { make_ground } from './ground.mjs';
import { held_by, Person, words_of } from './person.mjs';

const head = 'ログインID,氏名,フリガナ,所属,メール,役割,対象,開始日,終了日';

describe('a list of people', { skip: no_installation }, () => {
	let people, behind, ka, otsu, k;

	const send = async (content, who = people.kanri1) => {
		const body = new FormData();
		for (const [name, value] of await who.typed('/accounts/import')) body.append(name, value);
		body.append('file', new Blob([content]), '名簿.csv');
		return who.ask('/accounts/import', { body });
	};
	const look = async (content) => {
		const sent = await send(content);
		assert.equal(sent.status, 303, words_of(sent.text));
		return { at: sent.location, page: (await people.kanri1.ask(sent.location)).text };
	};
	// [line, column, sentence] of each mistake.
	const mistakes = (page) => [...page.matchAll(/<tr><td class="number"[^>]*>(\d+)<\/td><td[^>]*>([^<]*)<\/td><th scope="row">([^<]*)<\/th>/g)].map((it) => it.slice(1));
	const confirm = (at, more = {}) => people.kanri1.press(at, { act: 'do', reason: '年度初めのため。', password, ...more });
	const accounts = async () => Number((await behind.rows('select count(*) as count from account'))[0].count);

	before(async () => {
		({ people, behind } = await make_ground());
		[ka, otsu] = (await behind.rows("select title from department_today where code in ('ka', 'otsu') order by code")).map((row) => row.title);
		k = (await behind.rows("select title from body where code = 'k'"))[0].title;
		add_account({ login: 'kanri2', name: '試 kanri2', roles: ['administrator'], organization: '試市' });
		people.kanri2 = await new Person('kanri2').sign_in();
	});
	after(() => behind?.close());

	test('with a wrong column, doubled and unknown things says all of it at once, and does nothing', async () => {
		const wrong = await look('ログインID,氏名,役職\nx,y,z\n');
		assert.deepEqual(mistakes(wrong.page).map((it) => it[0]), ['1']);
		assert.match(wrong.page, /「役職」という列はありません/);
		const before_it = await digest(behind);
		const { at, page } = await look([head,
			'atarashii,新 一,アタラシイ,ない課,mail.example,係長,,,',   // 2: department, mail, role
			'atarashii,新 二,,,,,,,',                                    // 3: the login again, with a name
			'ok.one,良 一,,ka,,所属長,乙,2020-04-01,',                   // 4: target unknown or a day in the past
			'ok.two,良 二,,ka,,所属長,丙だ,,',                           // 5: target
			'だめ,名,,,,,,,',                                            // 6: login
			',名なし,,,,,,,',                                            // 7: login missing
			'ok.three,良 三,,ka,,委員長,k,2099-04-01,2098-04-01',         // 8: last day before the first
			'ok.four,良 四,,ka,,委員長,k,2099-04-01,',                    // 9: two chairs
			'ok.five,良 五,,ka,,委員長,k,2099-04-01,',                    // 10: two chairs
			'kanri1,試 kanri1,,,,事務局,,,',                             // 11: oneself
		].join('\r\n'));
		const found = mistakes(page).map(([line, column]) => `${line} ${column}`);
		for (const wanted of ['2 所属', '2 メール', '2 役割', '3 ログインID', '5 対象', '6 ログインID', '7 ログインID', '8 終了日', '10 役割', '11 役割'])
			assert.ok(found.includes(wanted), `${wanted} is missing: ${found.join(', ')}`);
		assert.ok(found.some((it) => it.startsWith('4 ')), found.join(', '));
		assert.ok(!page.includes('name="act" value="do"'), 'nothing to confirm');
		assert.equal(await digest(behind), before_it);
		assert.equal((await people.kanri2.ask(at)).status, 404, 'for its sender alone');
	});

	test('that is no text, or broken, is not even kept', async () => {
		for (const content of [Buffer.from([0xff, 0xfe, 0x00, 0x41]), Buffer.from(`${head}\n"offen,x\n`), Buffer.from('a\0b')]) {
			const sent = await send(content);
			assert.equal(sent.status, 422);
			assert.ok(sent.text.includes('id="error-file"'));
		}
		assert.equal((await send('')).status, 422);
	});

	test('is shown whole before anything happens, and then done in one go, further roles among it', async () => {
		const count = await accounts();
		const rows = [head, `ichi,新 一,シン イチ,${ka},ichi@city.example.jp,担当者,,${day(0)},`, `ichi,,,,,担当者,${otsu},${day(3)},${day(9)}`, 'ni,新 二,しん に,otsu,,,,,',
			`sei,新 正,,${ka},,事務局,,,`, `kaki1,改 一,カイ イチ,${otsu},,,,,`].join('\n');
		const { at, page } = await look(rows);
		assert.deepEqual(mistakes(page), []);
		for (const text of ['新 一', '試 kaki1', '改 一', '担当者', '二人の管理者の承認が必要な役割が1件']) assert.ok(page.includes(text), text);
		assert.equal(await accounts(), count);
		assert.equal((await confirm(at, { reason: '' })).status, 422, 'a reason where two are needed');
		assert.equal((await confirm(at, { password: 'wrong' })).status, 422);
		assert.equal((await confirm(at, { act: 'check', password: '' })).status, 200);
		assert.equal(await accounts(), count);
		const done = await confirm(at);
		assert.equal(done.status, 303, words_of(done.text));
		assert.equal(await accounts(), count + 3);
		const [ichi] = await behind.rows("select kana, email, password_hash from account where login = 'ichi'");
		assert.deepEqual(ichi, { kana: 'シン イチ', email: 'ichi@city.example.jp', password_hash: null });
		assert.equal((await behind.rows("select kana from account where login = 'ni'"))[0].kana, 'シン ニ');
		assert.equal((await behind.rows("select name from account where login = 'kaki1'"))[0].name, '改 一');
		const roles = await behind.rows("select assignment.role from assignment join account on account.id = account_id where login in ('ichi', 'sei')");
		assert.deepEqual(roles.map((row) => row.role), ['author', 'author'], 'the secretariat waits for the second administrator');
		assert.equal((await behind.rows("select state from grant_request"))[0].state, 'waiting');
		assert.equal((await people.kanri1.ask(at)).status, 404, 'once');
	});

	test('prolongs nothing, and who decides is not given another address without the others hearing of it', async () => {
		await behind.run("update assignment set until_on = current_date + 30 where account_id = (select id from account where login = 'kacho2')");
		const { page } = await look([head, `kacho2,試 kacho2,,,,所属長,ka,,${day(60)}`].join('\n'));
		assert.deepEqual(mistakes(page).map(([line, column]) => `${line} ${column}`), ['2 終了日']);
		const { at } = await look('ログインID,氏名,メール\nkanri2,試 kanri2,kanri1@example.jp\n');
		assert.equal((await confirm(at)).status, 303);
		const heard = await behind.rows("select login from notice join account on account.id = account_id where text like '%試 kanri2さんのメールアドレス%' order by login");
		assert.deepEqual(heard.map((row) => row.login), ['jimu1', 'jimu2', 'kanri2']);
	});

	test('that was exported comes back without a difference, in UTF-8 and as Excel keeps it', async () => {
		const file = (await people.kanri1.ask('/accounts/export')).text;
		assert.match(file, /"ichi","新 一","シン イチ"/);
		for (const content of [file, execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932'], { input: file.replace(/^\uFEFF/, '') })]) {
			const { page } = await look(content);
			assert.deepEqual(mistakes(page), []);
			assert.ok(page.includes('違いはありません'), words_of(page, 1500));
		}
	});

	test('that was looked at before things changed is refused, and changes nothing', async () => {
		const { at } = await look(`${head}\nni,新 二,シン ニ,${ka},,,,,\n`);
		const fields = held_by((await people.kanri1.ask(at)).text, at).map(([name, value]) => [name, { act: 'do', reason: 'x', password }[name] ?? value]);
		await behind.run("update account set name = '別 二', version = version + 1 where login = 'ni'");
		const answer = await people.kanri1.post(at, [...fields.filter(([name]) => name !== 'act'), ['act', 'do']]);
		assert.equal(answer.status, 409, words_of(answer.text));
		assert.equal((await behind.rows("select name from account where login = 'ni'"))[0].name, '別 二');
	});

	test('of three thousand rows is shown and taken within seconds', async () => {
		const rows = Array.from({ length: 3000 }, (_, n) => `many.${n},大勢 ${n},オオゼイ,${n % 2 ? ka : otsu},,担当者,,,`);
		const began = Date.now();
		const { at, page } = await look([head, ...rows].join('\n'));
		assert.deepEqual(mistakes(page), []);
		assert.equal((await confirm(at)).status, 303);
		assert.ok(Date.now() - began < 30000, `${Date.now() - began} ms`);
		assert.equal((await people.kanri1.ask('/accounts?sort=latest')).status, 200);
		assert.ok(k);
	});

	describe('at the command line', () => {
		const take = (content, ...options) => spawnSync('chosho', ['account', 'import', ...options, '-'], { encoding: 'utf8', input: content, env: { ...process.env, LC_ALL: 'ja_JP.UTF-8' } });
		const rows = () => [head, `uno,操 一,ソウ イチ,${ka},uno@city.example.jp,担当者,,,`, `uno,,,,,職務代理者,s,${day(400)},${day(500)}`, 'dos,操 二,,otsu,,事務局,,,',
			`kaki2,改 二,,${otsu},,,,,`, `kacho1,試 kacho1,,${ka},,所属長,ka,,${day(30)}`].join('\n');

		test('says every mistake by row and column, as the page does, and does nothing', async () => {
			const before_it = await digest(behind);
			const wrong = [head, 'tres,三,,ない課,mail.example,係長,,,', 'だめ,名,,,,,,,', `kacho2,試 kacho2,,,,所属長,ka,,${day(60)}`].join('\n');
			const { status, stdout, stderr } = take(wrong);
			assert.equal(status, 1);
			assert.equal(stdout, '');
			const { page } = await look(wrong);
			assert.deepEqual(stderr.trim().split('\n').slice(0, -1).map((line) => line.split('\t').slice(0, 2)), mistakes(page).map((it) => it.slice(0, 2)));
			assert.ok(mistakes(page).length >= 5);
			assert.match(stderr, /誤りが5件あります.*何も変わっていません/);
			assert.equal(take('ログインID,役職\nx,y\n').status, 1);
			assert.equal(take('').status, 1);
			assert.equal(take(Buffer.from([0xff, 0xfe, 0x00, 0x41])).status, 1);
			assert.equal(take(`${head}\n`, '--dry').status, 2);
			assert.equal(spawnSync('chosho', ['account', 'import', '--dry-run']).status, 2);
			assert.equal(spawnSync('chosho', ['account', 'import', '/nirgends.csv']).status, 1);
			await behind.run('delete from account_import');
			assert.equal(await digest(behind), before_it);
		});

		test('says what it would do, does nothing with --dry-run, and without it all, roles of two administrators among it', async () => {
			const before_it = await digest(behind);
			const dry = take(rows(), '--dry-run');
			assert.equal(dry.status, 0, dry.stderr);
			for (const words of [/^2\t操 一\t/m, /^3\t操 一\t.*職務代理者/m, /^5\t改 二\t氏名\t試 kaki2\t改 二$/m, /新しく登録：2人、内容の変更：1人、変更なし：1人、新しい役割：3件/, /何も変わっていません/])
				assert.match(dry.stdout, words);
			assert.equal(await digest(behind), before_it);
			const done = take(execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932'], { input: rows() }));
			assert.equal(done.status, 0, done.stderr);
			assert.match(done.stdout, /名簿を取り込みました。\n.*chosho account password --login/);
			const roles = await behind.rows("select login || ' ' || assignment.role as it from assignment join account on account.id = account_id where login in ('uno', 'dos') order by 1");
			assert.deepEqual(roles.map((row) => row.it), ['dos secretariat', 'uno author', 'uno deputy']);
			assert.equal((await behind.rows(`select assignment.until_on::text from assignment join account on account.id = account_id where login = 'kacho1'`))[0].until_on, day(30));
			assert.equal((await behind.rows("select organization.title as name from account join organization on organization.id = organization_id where login = 'dos'"))[0].name, '試市');
			const events = await behind.rows("select distinct actor, event.account_id from event join account on account.id = subject_id where login in ('uno', 'dos') or (login = 'kaki2' and action = 'change account')");
			assert.deepEqual(events, [{ actor: '運用担当（コマンド）', account_id: null }]);
			const again = take(rows());
			assert.match(again.stdout, /新しく登録：0人、内容の変更：0人、変更なし：4人、新しい役割：0件/);
			const code = chosho(['account', 'password', '--login', 'uno']);
			assert.match(code, /操 一/);
		});

		test('is the operator\'s alone: the web program is nobody\'s account by the same statements', async () => {
			const web = open_behind('chosho_web');
			assert.deepEqual(await web.rows('select name from acting(0)'), []);
			web.close();
			const count = await accounts();
			for (const row of [`quattro,操 四,,${ka},,,,,`, 'dos,操 二,,otsu,,監査,,,', 'dos,変 二,,otsu,,,,,']) {
				const { status, stderr } = spawnSync('chosho', ['account', 'import', '-'], { encoding: 'utf8', input: `${head}\n${row}`,
					env: { ...process.env, CHOSHO_DATABASE_OWNER: `host=${process.env.PGHOST} dbname=chosho user=chosho_web` } });
				assert.equal(status, 1, row + stderr);
			}
			assert.equal(await accounts(), count);
			assert.deepEqual(await behind.rows("select name from account where login = 'dos'"), [{ name: '操 二' }]);
		});
	});

	test('leaves a history that verifies', () => {
		chosho(['verify']);
	});
});
