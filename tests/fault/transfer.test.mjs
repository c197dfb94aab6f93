// transfer.test.mjs: lists of transfers over plain HTTP: every mistake at once and by row and column, what a confirmed list
// changes, taking it back to the letter, its day, and everything twice. Wants a throw-away installation.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, describe, test } from 'node:test';
import { add_account, chosho, no_installation, password, told, sql } from '../browser/lib/installation.mjs';
import { Person, words_of } from './person.mjs';

const organization = '試験市';
let kanri, kanri2;

// A person a line: what is there of their roles and account, with dates from today.
const roles_of = (login) => sql(`select role || coalesce(':' || department.code, ':' || body.code, '') || ' ' || assignment.from_on || ' ' || coalesce(assignment.until_on::text, '-')
	from assignment join account on account.id = account_id left join department on department.id = assignment.department_id
	left join body on body.id = body_id where login = '${login}' order by 1`).map(([it]) => it);
const account_of = (login) => sql(`select account.from_on, account.until_on, account.stopped_at is not null, department.code from account
	left join department on department.id = department_id where login = '${login}'`)[0];
const everything = () => JSON.stringify(sql(`select 'a', account_id, role, department_id, body_id, from_on, until_on from assignment
	union all select 'p', id, login, department_id, null, from_on, until_on from account where stopped_at is null order by 1, 2, 3, 4, 5`));
const events = (action) => Number(sql(`select count(*) from event where action = '${action}'`)[0][0]);
const day = (from_today) => sql(`select current_date + ${from_today}`)[0][0];
const text = (rows) => rows.map((row) => row.join('\t')).join('\n');

async function keep(list, effective_on = day(30), who = kanri) {
	const answer = await who.press('/transfers/new', { effective_on, list });
	assert.equal(answer.status, 303, words_of(answer.text, 2000));
	return answer.location;
}
const confirm = (at, fields = {}, who = kanri) => who.press(`${at}/confirm`, { act: 'confirm', password, ...fields });
async function confirmed(list, fields, who) {
	const at = await keep(list);
	const answer = await confirm(at, fields, who);
	assert.equal(answer.status, 303, words_of(answer.text, 2000));
	return at;
}
const undo = (at, who = kanri) => who.press(`${at}/undo`, { act: 'confirm', password });
// The day has come: the clock stands still in this test, the list moves.
const come = () => sql(told(`update transfer set effective_on = current_date where state = 'planned';
	update assignment set until_on = current_date - 1, from_on = current_date - 1 where until_on = current_date + 29;
	update account set until_on = current_date - 1, from_on = current_date - 1 where until_on = current_date + 29;
	update assignment set from_on = current_date where from_on = current_date + 30;
	update account set from_on = current_date where from_on = current_date + 30`));

const people = {
	kanri: ['administrator'], kacho_a: ['head:a', 'member:k'], kaki_a: ['author:a'], kaki_b: ['author:b'], kacho_b: ['head:b'], iincho: ['chair:k'],
	jimu: ['secretariat', 'author:b'],
};

before(async () => {
	if (no_installation) return;
	sql(`insert into organization (title) values ('${organization}');
		begin; insert into department (organization_id, code) select id, code from organization, unnest('{a,b,c}'::text[]) code;
		insert into department_name (department_id, title) select id, 'だい' || code || '課' from department; commit;
		insert into body (organization_id, code, title) select id, 'k', '会議' from organization`);
	for (const [login, roles] of Object.entries(people))
		add_account({ login, name: `名 ${login}`, organization, department: roles[0].match(/:([abc])$/)?.[1] ?? 'c', roles });
	kanri = await new Person('kanri').sign_in();
});

describe('lists of transfers', { skip: no_installation }, () => {
	test('all mistakes are told at once, by row and column, and nothing changes', async () => {
		const before_it = everything();
		const at = await keep(text([
			['ログインID', '氏名', '旧所属', '新所属', '新役割', '後任', '会議体'],
			['kaki_a', '名 kaki_b', 'だいa課', 'だいz課', '担当者'],
			['nobody', '', 'だいa課', 'だいb課', '担当者'],
			['', '名 kaki_b', 'だいa課', 'だいc課', '神主、委員'],
			['kaki_b', '', 'だいb課', 'だいc課', '担当者', 'kaki_b', '多分'],
			['kacho_a', '', 'だいa課', 'だいb課', '所属長', 'nobody'],
			['Ungut!', '新 人', '', 'だいa課', '担当者'],
			['kaki_a', '', 'だいa課', '', '所属長'],
			['kanri', '', '', 'だいc課', '事務局'],
			['jimu', '', 'だいb課', 'だいc課', ''],
		]));
		const page = words_of(await kanri.page(at), 20000);
		for (const told of [/2行目 氏名 .*名 kaki_aさんです/, /2行目 新所属 だいz課 この名前かコードの課はありません/, /3行目 ログインID nobody/, /4行目 旧所属 .*所属しておらず/,
			/4行目 新役割 .*「神主」という役割はありません/, /4行目 新役割 .*会議体の名前を付けて/, /5行目 後任 .*本人は後任になれません/, /5行目 会議体 多分/, /5行目 .*4行目にもいます/,
			/6行目 新役割 .*二人になります（もう一人は名 kacho_b/, /6行目 後任 nobody/, /7行目 ログインID Ungut! /, /8行目 新役割 .*空けてください/, /8行目 ログインID .*2行目にも/,
			/9行目 新役割 .*自分の役割を始めることはできません/, /10行目 新役割 .*「なし」/]) assert.match(page, told);
		assert.equal((await confirm(at).catch((fail) => fail.message)).includes?.('no form'), true);
		assert.equal(everything(), before_it);
	});

	test('headings that are unknown, doubled or missing, a day in the past, no text', async () => {
		for (const [list, told] of [['名簿\t氏名\nx\ty', /見出し「名簿」は使えません/], ['氏名\t氏名\t新所属\nx\ty\tz', /見出し「氏名」が二つ/], ['新所属\nだいa課', /「ログインID」か「氏名」/],
			['氏名\t新所属', /1人以上の行/], ['氏名,新所属\n"x', /引用符/]]) assert.match(words_of(await kanri.page(await keep(list)), 5000), told);
		for (const changes of [{ effective_on: day(0) }, { effective_on: '2020-04-01' }, { effective_on: 'いつか' }, { list: '' }]) {
			const answer = await kanri.press('/transfers/new', { effective_on: day(1), list: '氏名\nx', ...changes });
			assert.equal(answer.status, 422);
		}
	});

	test('whatever is pasted or sent, the answer is a page that says why not, and nothing changes', async () => {
		const before_it = everything(), good = 'ログインID\t新所属\t新役割\nkaki_a\tだいb課\t担当者';
		for (const list of ['\0', '\ufeff', '　\n　', '"', good.replace('kaki_a', 'x'.repeat(100000)), good.replace('担当者', '、、:、('), good.replace('担当者', ':だいa課'), good.replace('担当者', '委員:'),
			good.replace('kaki_a', "'; drop table account; --"), good.replace('kaki_a', '<script>alert(1)</script>'), good.replace('kaki_a', '=1+1'), good.replace('kaki_a', '𠮷\u202e'),
			`氏名\t${'あ'.repeat(190000)}`, `${good}\n`.repeat(700), 'ログインID\t'.repeat(300), good.replaceAll('\t', ',').replaceAll('\n', '\r\n')]) {
			const answer = await kanri.press('/transfers/new', { effective_on: day(30), list });
			assert.ok([303, 400, 422].includes(answer.status), `${answer.status} for ${list.slice(0, 40)}`);
			const page = answer.status === 303 ? await kanri.ask(answer.location) : answer;
			assert.ok(page.status < 500 && !page.text.includes('<script>alert'), list.slice(0, 40));
			assert.ok(page.seconds < 3, `${page.seconds} s for ${list.slice(0, 40)}`);
		}
		const form = new FormData(), sjis = execFileSync('iconv', ['-t', 'CP932'], { input: good.replaceAll('\t', ',') });
		for (const [name, value] of await kanri.typed('/transfers/new', { effective_on: day(30), list: '' })) form.append(name, value);
		form.append('file', new Blob([sjis]), '異動.csv');
		const sent = await kanri.ask('/transfers/new', { body: form });
		assert.equal(sent.status, 303, words_of(sent.text));
		assert.match(words_of(await kanri.page(sent.location), 3000), /だいb課 担当者/);
		const confirm_at = `${sent.location}/confirm`;
		for (const changes of [{ version: 99 }, { version: 'x' }, { seen: 'other' }, { act: 'anything' }, { act: '' }, { reason: 'x'.repeat(501), password }, { unknown: '1' }]) {
			const answer = await kanri.press(confirm_at, { act: 'confirm', password, ...changes });
			assert.ok([200, 400, 409, 422].includes(answer.status), `${answer.status} for ${JSON.stringify(changes).slice(0, 60)}`);
		}
		for (const path of ['/transfers/0', '/transfers/999999', '/transfers/999999/confirm', '/transfers/999999/undo', '/transfers/new?from=999999']) assert.equal((await kanri.ask(path)).status, 404, path);
		for (const path of ['/transfers/new?from=x', '/transfers/new?from=-1']) assert.ok((await kanri.ask(path)).status < 500, path);
		assert.equal(everything(), before_it);
	});

	test('confirmed: roles end on the eve and begin on the day; nobody is signed out; taken back it is as before, to the letter', async () => {
		const before_it = everything(), stays = await new Person('kaki_a').sign_in();
		const list = text([['氏名', '新所属', '新役割', 'ログインID', '区分', '後任'], ['名 kaki_a', 'b', '担当者', '', '', 'kacho_a'], ['新人 花子', 'だいa課', '担当者', 'shinjin', '転入'],
			['', '', '', 'kacho_b', '退職']]);
		const at = await keep(list);
		const shown = words_of(await kanri.page(at), 5000);
		assert.match(shown, /後任のいない役割があります .*だいb課 所属長/);
		assert.match(shown, /転出 1人 転入 1人 異動 1人/);
		assert.equal((await confirm(at, { password: 'wrong wrong wrong' })).status, 422);
		assert.equal(everything(), before_it);
		const typed = await kanri.typed(`${at}/confirm`, { act: 'confirm', password });
		assert.equal((await kanri.post(`${at}/confirm`, typed)).status, 303);
		assert.equal((await kanri.post(`${at}/confirm`, typed)).status, 303, 'the same form twice is the same answer');
		assert.deepEqual(roles_of('kaki_a'), [`author:a ${day(0)} ${day(29)}`, `author:b ${day(30)} -`]);
		assert.deepEqual(roles_of('shinjin'), [`author:a ${day(30)} -`]);
		assert.deepEqual(account_of('shinjin'), [day(30), '', 'f', 'a']);
		assert.deepEqual(account_of('kacho_b').slice(0, 2), [day(0), day(29)]);
		assert.equal(account_of('kaki_a')[3], 'a');
		assert.equal(events('transfer'), 3);
		assert.equal((await stays.ask('/')).status, 200, 'what begins later signs nobody out today');
		assert.match(words_of(await kanri.page(await keep('ログインID\t区分\nkaki_a\t転出')), 5000), /確定済みの.*の異動に入っています/);
		const taken = await kanri.typed(`${at}/undo`, { act: 'confirm', password });
		assert.equal((await kanri.post(`${at}/undo`, taken)).status, 303);
		assert.equal(everything(), before_it);
		assert.equal(account_of('shinjin')[2], 't');
		assert.equal((await kanri.ask(`${at}/undo`)).status, 409);
		assert.equal(events('undo transfer'), 3);
		// and once more: the login that was taken back is free for the same person
		await undo(await confirmed(list));
		assert.equal(everything(), before_it);
	});

	test('what was confirmed on other ground than was shown is not done', async () => {
		const at = await keep('ログインID\t新所属\t新役割\nkaki_a\tだいb課\t担当者');
		const typed = await kanri.typed(`${at}/confirm`, { act: 'confirm', password });
		sql("insert into assignment (account_id, role, department_id) select account.id, 'head', department.id from account, department where login = 'kaki_a' and code = 'c'");
		const kept = everything();
		const answer = await kanri.post(`${at}/confirm`, typed);
		assert.equal(answer.status, 303, 'a role elsewhere goes on and changes nothing of it');
		await undo(at);
		assert.equal(everything(), kept);
		const again = await keep('ログインID\t区分\nkaki_a\t転出'), stale = await kanri.typed(`${again}/confirm`, { act: 'confirm', password });
		sql("update assignment set until_on = current_date from account where account.id = account_id and login = 'kaki_a' and role = 'head'");
		assert.equal((await kanri.post(`${again}/confirm`, stale)).status, 409);
		sql(told("delete from assignment using account where account.id = account_id and login = 'kaki_a' and role = 'head'"));
	});

	test('with one administrator a strong role wants a reason, and the secretariat is told; with two, the second one', async () => {
		const list = 'ログインID\t新所属\t新役割\nkaki_b\tだいc課\t事務局';
		const at = await keep(list), before_it = everything();
		assert.equal((await confirm(at)).status, 422);
		assert.equal((await confirm(at, { reason: '急ぐため。' })).status, 303);
		assert.equal(sql("select count(*) from notice where text like '%急ぐため%'")[0][0], '1');
		assert.equal((await undo(at)).status, 303);
		assert.equal(everything(), before_it);

		add_account({ login: 'kanri2', name: '名 kanri2', organization, department: 'c', roles: ['administrator'] });
		kanri2 = await new Person('kanri2').sign_in();
		const both = everything(), asked = await keep(list);
		assert.equal((await confirm(asked)).status, 303);
		assert.equal(everything(), both);
		assert.match(words_of(await kanri.page(asked)), /もう一人の管理者の確認/);
		assert.equal((await kanri.ask(`${asked}/confirm`)).status, 403);
		assert.equal((await confirm(asked, {}, kanri2)).status, 303);
		assert.deepEqual(roles_of('kaki_b').at(-1), `secretariat ${day(30)} -`);
		assert.equal((await undo(asked, kanri2)).status, 303);
		assert.equal(everything(), both);
		const own = await keep('ログインID\t新所属\t新役割\nkanri2\tだいc課\t事務局');
		assert.equal((await confirm(own)).status, 303);
		assert.match(words_of(await kanri2.page(`${own}/confirm`), 3000), /自分の役割を始めることはできません/);
		assert.throws(() => sql(`insert into transfer_post (transfer_id, kind, assignment_id) select transfer.id, 'begin', assignment.id from transfer, assignment
			join account on account.id = account_id where login = 'kanri' and transfer.confirmed_by = account.id limit 1`), /somebody else/);
		assert.equal((await undo(own)).status, 303);
		const leaves = await confirmed('ログインID\t区分\nkanri2\t転出');
		assert.equal((await kanri2.ask(`${leaves}/undo`)).status, 403, 'what it takes, its owner does not give back');
		assert.ok(!(await kanri2.page(leaves)).includes('/undo"'));
		assert.equal((await undo(leaves)).status, 303);
	});

	test('the program never deletes an assignment that has begun', () => {
		assert.throws(() => execFileSync('psql', ['-X', '-q', '-U', 'chosho_web', '-c', 'set search_path = chosho; delete from assignment'], { encoding: 'utf8', stdio: 'pipe' }), /stays on record/);
	});

	test('its day: once, what waits is handed over, sessions end, and it cannot be taken back any more', async () => {
		sql(`with kept as (insert into absence (account_id, deputy_id, from_on, until_on, entered_by) select a.id, b.id, current_date, current_date + 90, a.id
			from account a, account b where a.login = 'kacho_a' and b.login = 'kacho_b' returning id, account_id, absence_hash(absence) as hash)
			insert into event (action, actor, subject_id, to_stage, content_hash) select 'absence', 'test', account_id, id::text, hash from kept`);
		const at = await confirmed(text([['ログインID', '旧所属', '新所属', '新役割', '後任'], ['kacho_b', 'b', '', '', 'kaki_b'], ['kaki_b', 'b', 'b', '所属長', '']]), {}, kanri);
		const gone = await new Person('kaki_b').sign_in();
		chosho(['transfer', 'list']);
		come();
		for (const time of ['first', 'second']) {
			work();
			assert.equal(sql("select state from transfer where state = 'done'").length, 1, time);
		}
		assert.equal(sql("select login from absence join account on account.id = deputy_id")[0][0], 'kaki_b');
		assert.equal(sql("select count(*) from notice where address = '/absences'")[0][0], '1');
		assert.equal((await gone.ask('/')).status, 303);
		assert.equal(events('take effect'), 2);
		assert.equal((await kanri.ask(`${at}/undo`)).status, 409);
		chosho(['verify']);
	});

	test('the command line checks a file and says the same', () => {
		const check = (list) => execFileSync('chosho', ['transfer', 'check', '-', '--day', day(40)], { input: list, encoding: 'utf8', env: { ...process.env, LC_ALL: 'ja_JP.UTF-8' } });
		assert.match(check('ログインID\t区分\nkaki_a\t転出\n'), /kaki_a.*アカウントと役割が終わります/);
		assert.throws(() => check('ログインID\t区分\nnobody\t転出\n'), (fail) => /2\tログインID\tnobody\t/.test(fail.stderr));
	});
});

const work = () => execFileSync('chosho', ['work', '--once'], { encoding: 'utf8' });
