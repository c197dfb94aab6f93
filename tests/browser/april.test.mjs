// april.test.mjs: the first of April, with the clock moved by the test: the demo city in the middle of an open round, ten people
// transferred, one department renamed, two merged, one split. Wants an installation whose clock can be moved (DEV_CLOCK=1).

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { controls_of, form_of, Person, words_of } from '../fault/person.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { chosho, no_installation, root, sql, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const clock = join(process.env.CHOSHO_FOLDER ?? '/nowhere', 'clock');
const skip = no_installation || (existsSync(clock) ? false : 'needs DEV_CLOCK=1 ./dev with');
const autumn = '2026-11-24T10:00:00+09:00', spring = '2027-04-01T08:30:00+09:00';

const passwords = Object.fromEntries(readFileSync(join(root, 'tests/demo/accounts.tsv'), 'utf8').trim().split('\n').map((line) => line.split('\t')).map((it) => [it[0], it[5]]));

function it_is(moment) {
	const seconds = Math.round((Date.parse(moment) - Date.now()) / 1000);
	writeFileSync(clock, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`);
}

// A program that lives by the same clock.
const on_time = () => ({
	...process.env, LD_PRELOAD: execFileSync('find', ['/usr/lib', '-name', 'libfaketime.so.1', '-print', '-quit'], { encoding: 'utf8' }).trim(),
	FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1',
});

async function enter(login) {
	const person = new Person(login);
	const answer = await person.press('/sign-in', { login, password: passwords[login] });
	assert.equal(answer.status, 303, `${login}: ${words_of(answer.text)}`);
	return person;
}

async function done(person, address, fields) {
	const answer = await person.press(address, fields);
	assert.equal(answer.status, 303, `${person.login} at ${address}: ${answer.status} ${words_of(answer.text, 3000)}`);
	return answer.location;
}

const ids = Object.fromEntries([]);
const department = (code) => ids[code] ??= sql(`select id from department where code = '${code}'`)[0][0];
const password = passwords.kanri;

// What must be the same whatever happens to people and departments.
const written = () => JSON.stringify(sql(`select id, state, edition, stage_id, content::text, named_department_id from sheet order by id`));
const waiting = () => JSON.stringify(sql(`select id, sheet_id, stage_id, kind, body_id, edition from review where state = 'waiting' order by id`));
const people_and_roles = () => JSON.stringify([
	sql('select account_id, role, department_id, body_id, from_on, until_on from assignment order by 1, 2, 3, 4, 5'),
	sql('select id, department_id, from_on, until_on from account where stopped_at is null order by 1')]);

// Open sheets that nobody holds today: no author where it is written, nobody who decides where it is reviewed.
const without_holder = () => sql(`select sheet.id, sheet.state, department_today.title from sheet join department_today on department_today.id = sheet.department_id
	join round on round.id = round_id and round.opens_on <= current_date
	where (sheet.state in ('draft', 'returned') and not exists (select from holder where role = 'author' and holder.department_id = sheet.department_id))
	   or exists (select from review where review.sheet_id = sheet.id and review.state = 'waiting' and not exists (
	        select from holder where (review.kind = 'head' and role = 'head' and holder.department_id = review.department_id and review.department_id = sheet.department_id)
	                              or (review.kind = 'secretariat' and role = 'secretariat')
	                              or (review.kind = 'body' and role in ('chair', 'deputy') and holder.body_id = review.body_id))) order by 1`);

const heading = ['ログインID', '氏名', '区分', '旧所属', '新所属', '新役割', '後任'];
const moves = [
	['takashi.hirose', '', '退職', '', '', '', 'noriko.ebihara'],
	['', '海老原 典子', '', '長寿介護課', '福祉企画課', '所属長', ''],
	['osamu.takemoto', '', '異動', '障がい福祉課', '長寿いきがい課', '所属長', ''],
	['manabu.okuda', '奥田 学', '転入', '', '障がい福祉課', '所属長', ''],
	['yui.sakuma', '', '異動', 'くらし相談課', '障がい福祉課', '担当者', 'mai.tokita'],
	['mai.tokita', '時田 舞', '採用', '', 'くらし相談課', '担当者', ''],
	['haruka.shiina', '', '', 'こども家庭課', '健康づくり課', '担当者', ''],
	['', '北沢　純', '', '防災安全課', 'kodomo', '担当者', ''],
	['emiko.hasebe', '', '退職', '市民協働課', '', '', ''],
	['shiori.hara', '原 しおり', '転入', '', '母子保健課', '所属長', ''],
];
const list = (rows) => [heading, ...rows].map((row) => row.join('\t')).join('\n');

describe('the first of April', { skip }, () => {
	let browser, kanri, office, page, in_charge, before_it, last_year;

	before(async () => {
		it_is(autumn);
		execFileSync('node', [join(root, 'tests/demo/load.mjs')], { encoding: 'utf8', stdio: 'pipe', env: on_time() });
		browser = await start_browser();
		[kanri, office] = [await enter('kanri'), await enter('akiko.todoroki')];
		page = await visitor(browser, url, { script: false });
		await sign_in(page, 'kanri', password);
	});
	after(async () => browser?.close());

	test('in November a round is open, a sheet has somebody in charge, and a head will be away over the turn of the year', async () => {
		assert.equal(sql('select current_date')[0][0], '2026-11-24');
		[[in_charge]] = sql(`select sheet.id from sheet join round on round.id = round_id where department_id = ${department('kurashi')} and sheet.state = 'draft' and opens_on <= current_date order by 1 limit 1`);
		await done(office, `/sheets/${in_charge}/reassign`, { department: department('kurashi'), in_charge: sql("select id from account where login = 'yui.sakuma'")[0][0], reason: '担当を決めるため。' });
		await done(await enter('kenji.tanigawa'), '/absences', { act: 'enter', from_on: '2027-03-20', until_on: '2027-04-20', deputy: sql("select id from account where login = 'takashi.hirose'")[0][0], note: '' });
		assert.deepEqual(without_holder(), []);
		assert.ok(JSON.parse(waiting()).length > 20);
	});

	test('the administrator renames one department, merges two and splits one, from the coming fiscal year on', async () => {
		await done(kanri, `/departments/${department('choju')}/rename`, { act: 'enter', year: '2027', title: '長寿いきがい課', password });
		await done(kanri, `/departments/${department('kyodo')}/merge`, { act: 'enter', year: '2027', with: department('bosai'), into: '0', title: '市民協働防災課', code: 'kyodo-bosai', parent: department('shimin-bu'), password });
		const at = `/departments/${department('kenko')}/split`;
		const controls = controls_of(form_of(await kanri.page(at), at)).map((it) => it.name).filter((name) => /^(measure|post)-/.test(name ?? ''));
		const measures = controls.filter((name) => name.startsWith('measure-')), posts = controls.filter((name) => name.startsWith('post-'));
		const post_of = (login) => `post-${sql(`select assignment.id from assignment join account on account.id = account_id where login = '${login}'`)[0][0]}`;
		assert.ok(measures.length > 1 && posts.includes(post_of('ryo.tsukuda')));
		await done(kanri, at, {
			act: 'enter', year: '2027', stays: '1', title1: '母子保健課', code1: 'boshi', main: 'self', password,
			...Object.fromEntries(measures.map((name, i) => [name, i === 0 ? 'first' : 'self'])),
			...Object.fromEntries(posts.map((name) => [name, name === post_of('ryo.tsukuda') ? 'first' : 'self'])),
		});
		await page.goto('/departments?year=2027');
		await look(page, 'april-tree', { alone: true });
		const tree = await page.locator('main table').first().innerText();
		for (const title of ['長寿いきがい課', '市民協働防災課', '母子保健課', '健康づくり課']) assert.ok(tree.includes(title), title);
		for (const title of ['長寿介護課', '防災安全課']) assert.ok(!tree.includes(title), title);
	});

	test('a list without a successor names the gap; the whole list of ten has none; taken back, everything is as before', async () => {
		before_it = { written: written(), waiting: waiting() };
		const register = async (rows) => done(kanri, '/transfers/new', { list: list(rows) });
		const gap = await register(moves.filter((it) => it[0] !== 'manabu.okuda'));
		assert.match(words_of(await kanri.page(gap), 9000), /後任のいない役割があります .* 障がい福祉課 所属長 一人ひとり/);
		const at = await register(moves), people = people_and_roles();
		await page.goto(at);
		await look(page, 'april-transfer', { alone: true });
		const told = await page.locator('main').innerText();
		assert.match(told, /令和9年4月1日/);
		assert.doesNotMatch(told, /後任のいない役割|確定できません/);
		assert.match(told, /担当に決められている調書1件.*\n→ 時田 舞/);
		assert.match(told, /代決者になっている不在1件.*\n→ 海老原 典子/);
		await done(kanri, `${at}/confirm`, { act: 'confirm', password });
		assert.notEqual(people_and_roles(), people);
		await done(kanri, `${at}/undo`, { act: 'confirm', password });
		assert.equal(people_and_roles(), people);
		assert.equal(sql("select count(*) from transfer where state = 'undone'")[0][0], '1');
		await done(kanri, `${await register(moves)}/confirm`, { act: 'confirm', password });
	});

	test('until the eve nothing has changed for those who work', async () => {
		it_is('2027-03-31T23:00:00+09:00');
		chosho(['work', '--once']);
		assert.deepEqual([written(), waiting()], [before_it.written, before_it.waiting]);
		const sakuma = await enter('yui.sakuma');
		assert.equal((await sakuma.ask(`/sheets/${in_charge}/edit`)).status, 200);
		await enter('takashi.hirose');
		assert.deepEqual(without_holder(), []);
		last_year = sql(`select sheet.id, department_today.title from sheet join round on round.id = round_id join department_today on department_today.id = sheet.department_id
			where fiscal_year = 2025 and sheet.state = 'settled' and department_today.code in ('choju', 'kyodo', 'bosai', 'kenko') order by 1`);
		assert.ok(last_year.length > 5);
	});

	test('on the day nothing that waits is lost, and each open sheet has a holder', async () => {
		it_is(spring);
		assert.equal(sql('select current_date')[0][0], '2027-04-01');
		chosho(['work', '--once']);
		chosho(['work', '--once']);
		assert.equal(written(), before_it.written);
		assert.equal(waiting(), before_it.waiting);
		assert.deepEqual(without_holder(), []);
		assert.deepEqual(sql(`select login from sheet join account on account.id = in_charge_id where sheet.id = ${in_charge}`), [['mai.tokita']]);
		assert.deepEqual(sql('select login from absence join account on account.id = deputy_id where absence.until_on = date $$2027-04-20$$'), [['noriko.ebihara']]);
		assert.equal(sql("select count(*) from transfer where state = 'done'")[0][0], '1');
		assert.equal(sql("select count(*) from review join department on department.id = department_id where state = 'waiting' and code in ('kyodo', 'bosai')")[0][0], '0');
	});

	test('people stand in their new posts, and only there', async () => {
		for (const gone of ['takashi.hirose', 'emiko.hasebe']) assert.notEqual((await new Person(gone).press('/sign-in', { login: gone, password: passwords[gone] })).status, 303, gone);
		const one = (code, state = 'draft') => sql(`select sheet.id from sheet join round on round.id = round_id join department on department.id = sheet.department_id
			where department.code = '${code}' and sheet.state = '${state}' and opens_on <= current_date order by 1 limit 1`)[0]?.[0];
		const [shiina, sakuma, ebihara, arimura] = [await enter('haruka.shiina'), await enter('yui.sakuma'), await enter('noriko.ebihara'), await enter('daiki.arimura')];
		assert.equal((await shiina.ask(`/sheets/${one('kenko')}/edit`)).status, 200);
		assert.equal((await shiina.ask(`/sheets/${one('kodomo')}/edit`)).status, 404);
		assert.equal((await sakuma.ask(`/sheets/${in_charge}/edit`)).status, 404);
		assert.equal((await arimura.ask(`/sheets/${one('kyodo-bosai')}/edit`)).status, 200, 'who stayed goes on in the department that the two became');
		assert.match(words_of(await ebihara.page('/'), 3000), /福祉企画課/);
		const [review] = sql(`select review.id from review join department on department.id = department_id where state = 'waiting' and kind = 'head' and code = 'fukushi-kikaku'`);
		if (review) assert.equal((await ebihara.ask(`/reviews/${review[0]}`)).status, 200);
	});

	test("last year's sheets and lists show last year's names, and who answers for them now", async () => {
		const kansa = await enter('kansa');
		for (const [sheet, title] of last_year) {
			const shown = words_of(await kansa.page(`/sheets/${sheet}`), 9000);
			const then = { 長寿いきがい課: '長寿介護課', 市民協働防災課: '市民協働課|防災安全課' }[title] ?? title;
			assert.match(shown, new RegExp(then), `sheet ${sheet}`);
		}
		const old = await visitor(browser, url, { script: false });
		await sign_in(old, 'kansa', passwords.kansa);
		await old.emulateMedia({ media: 'print' });
		await old.goto(`/sheets/${last_year[0][0]}`);
		assert.match(await old.locator('main').innerText(), new RegExp(last_year[0][1]));
		await old.goto('/departments?year=2025');
		const tree = await old.locator('main table').first().innerText();
		for (const title of ['長寿介護課', '市民協働課', '防災安全課']) assert.ok(tree.includes(title), title);
		assert.ok(!tree.includes('市民協働防災課'));
	});

	test('the history says all of it, and fits', async () => {
		chosho(['verify']);
		assert.equal(sql("select count(*) from event where action = 'take effect'")[0][0], '10');
		const shown = words_of(await (await enter('kansa')).page(`/sheets/${in_charge}`), 20000);
		assert.match(shown, /引継ぎ/);
	});
});
