// departments.test.mjs: departments are renamed, merged, split and closed while a round is open: nothing that waits is lost, last
// year keeps its names, and what makes no sense is refused, all of it at once. Over plain HTTP. Wants a throw-away installation.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { add_account, chosho, no_installation, password } from '../browser/lib/installation.mjs';
import { bring, edit_of, good_sheet, make_ground, plan, waiting_at } from './ground.mjs';
import { Person, summary_of, words_of } from './person.mjs';

let ground, people, behind, sheets, parts, this_year;
const ids = {};

before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	({ people, behind, sheets, parts } = ground);
	for (const login of ['kanri1', 'kanri2']) {
		if (people[login]) continue;
		add_account({ login, name: `試 ${login}`, roles: ['administrator'], department: 'ka', organization: '試市' });
		people[login] = await new Person(login).sign_in();
	}
	for (const row of await behind.rows('select id, code from department')) ids[row.code] = row.id;
	this_year = (await behind.rows('select fiscal_year(current_date) as year'))[0].year;
	await behind.run(`update round set fiscal_year = ${this_year - 1} where code = 'now'; update assignment set from_on = current_date - 30`);
	for (const login of Object.keys(people)) await people[login].sign_in();
});
after(() => behind?.close());

const page = async (who, address) => words_of(await people[who].page(address), 30000);
const enter = (address, fields, who = 'kanri1') => people[who].press(address, { act: 'enter', password, ...fields });
const merge = (code, fields, who) => enter(`/departments/${ids[code]}/merge`, fields, who);
async function entered(answer) {
	assert.equal(answer.status, 303, `${answer.status} ${summary_of(answer.text).map((it) => it.sentence).join(' ')} ${words_of(answer.text)}`);
	for (const row of await behind.rows("select id, code from department where code not like '%~%'")) ids[row.code] = row.id;
	return Number(answer.location.match(/\/departments\/changes\/(\d+)/)[1]);
}
const mistakes = (answer) => {
	assert.equal(answer.status, 422, `${answer.status} ${words_of(answer.text)}`);
	return summary_of(answer.text).map((it) => it.sentence).join(' ');
};
const verified = () => assert.match(chosho(['verify']), /\S/);
const again = async (...logins) => { for (const login of logins) people[login] = await new Person(login).sign_in(); };
const answers_for = async (sheet) => (await behind.rows(`select department.code, named.code as named from sheet join department on department.id = department_id
	join department named on named.id = named_department_id where sheet.id = ${sheet}`))[0];

describe('departments by year', { skip: no_installation }, () => {
	test('the tree of any year is shown, and one department tells all about itself', async () => {
		assert.match(await page('kanri1', '/departments'), /試験課 ka/);
		assert.match(await page('kanri1', '/departments?year=2001'), /3部署/);
		assert.match(await page('kanri1', `/departments/${ids.ka}`), /試験課.*当初から.*試 kacho1 所属長.*評価回now/);
		assert.equal((await people.kaki1.ask('/departments')).status, 403);
		assert.equal((await people.kanri1.ask('/departments/999999')).status, 404);
	});

	test('a planned rename waits, is on its page, and is taken back', async () => {
		const address = `/departments/${ids.ka}/rename`;
		const checked = await people.kanri1.press(address, { act: 'check', title: '未来課', year: this_year + 1 });
		assert.equal(checked.status, 200);
		assert.match(words_of(checked.text), /まだ登録していません/);
		const change = await entered(await enter(address, { title: '未来課', year: this_year + 1 }));
		assert.match(await page('kanri1', `/departments?year=${this_year + 1}`), /未来課 ka/);
		assert.match(await page('kanri1', '/departments'), /試験課 ka/);
		assert.match(mistakes(await enter(address, { title: '別の課', year: this_year + 1 })), /まだ実施していない改正/);
		assert.equal((await people.kanri1.press(`/departments/changes/${change}`, { act: 'effect', password })).status, 409, 'its day has not come');
		assert.match(mistakes(await people.kanri1.press(`/departments/changes/${change}`, { act: 'undo', password: 'chigau pasuwado' })), /パスワード/);
		await entered(await people.kanri1.press(`/departments/changes/${change}`, { act: 'undo', password }));
		assert.doesNotMatch((await page('kanri1', `/departments?year=${this_year + 1}`)).replace(/組織改正.*/, ''), /未来課/);
		assert.deepEqual(await behind.rows(`select title, first_year, last_year from department_name where department_id = ${ids.ka}`),
			[{ title: '試験課', first_year: 0, last_year: 9999 }]);
		verified();
	});

	test('a rename of this year leaves last year its name, and says who that is now', async () => {
		await bring(ground, sheets.first, 'head');
		await entered(await enter(`/departments/${ids.ka}/rename`, { title: '新試験課', year: this_year }));
		const sheet = await page('jimu1', `/sheets/${sheets.first}`);
		assert.match(sheet, /主管課 試験課 （現 新試験課）/);
		const round = (await behind.rows("select id from round where code = 'now'"))[0].id;
		assert.match(await page('jimu1', `/progress?round=${round}`), /試験課 （現 新試験課）/);
		assert.match(await page('kaki1', `/sheets?round=${round}`), /取組 first 試験課/);
		assert.match(await page('kacho1', '/reviews'), /試験課/);
		assert.match(await page('kanri1', '/departments'), /新試験課 ka/);
		assert.match(await page('kanri1', `/departments?year=${this_year - 1}`), / 試験課 ka/);
		verified();
	});

	test('two departments become one: sheets, parts, reviews, measures, indicators and people go along; their names stay', async () => {
		await people.kaki_otsu.press(`/parts/${parts.shared}/edit`, { 'value-result': '乙課が書いた分。', next: 'save' });
		await people.kaki_otsu.press(`/parts/${parts.handed}/edit`, { 'value-result': '乙課が渡した分。', next: 'save' });
		await people.kaki_otsu.press(`/parts/${parts.handed}/check`);
		await people.kaki_otsu.press(edit_of(sheets.other), { ...good_sheet, next: 'save' });
		const left = (await behind.rows("select assignment.id from assignment join account on account.id = account_id where login = 'kaki_otsu2'"))[0].id;
		const asked = { with: [ids.hei], into: 0, title: '長寿課', code: 'choju', year: this_year, leave: left };
		const checked = await merge('otsu', { ...asked, act: 'check' });
		assert.equal(checked.status, 200);
		assert.match(words_of(checked.text, 5000), /乙課と丙課を長寿課に統合.*作成中・差戻しの調書 2件.*書いている関係課記入分 4件/);
		await entered(await merge('otsu', asked));
		assert.deepEqual(await answers_for(sheets.other), { code: 'choju', named: 'otsu' });
		await again('kaki_otsu', 'kaki_otsu2', 'kaki_hei');
		assert.match(await page('kaki_otsu', `/parts/${parts.shared}/edit`), /乙課の記入.*指標3/, 'the indicator of the department goes with its part');
		assert.equal((await people.kaki_otsu.press(`/parts/${parts.shared}/edit`, { 'value-result': '長寿課が続けた。', 'value-actuals-3': '11回', next: 'save' })).status, 303);
		assert.equal((await people.kaki_otsu2.ask(`/parts/${parts.shared}/edit`)).status, 403, 'whoever is left out writes no more');
		assert.equal((await people.kaki_hei.press(`/parts/${parts.shared}/check`)).status, 303, 'whoever came from the other writes, too');
		assert.match(await page('kanri1', `/departments/${ids.otsu}`), /いまはない部署です.*あとを継いだ部署.*評価回now/);
		assert.match(await page('kanri1', `/departments/${ids.choju}`), /乙課 前の部署.*試 kaki_hei/);
		assert.equal((await behind.rows(`select count(*) from item_department where department_id = ${ids.otsu}`))[0].count, 0);
		assert.equal((await behind.rows(`select count(*) from indicator_department_past where department_id = ${ids.otsu}`))[0].count, 1);
		verified();
	});

	test('the lead and a contributor of one sheet become one department, and the sheet is submitted with both', async () => {
		assert.match(mistakes(await merge('choju', { into: ids.ka, year: this_year })), /前の年度からその年度まで続いている部署/);
		await behind.run(`update department set first_year = ${this_year - 1} where id = ${ids.choju}`);
		await entered(await merge('choju', { into: ids.ka, year: this_year }));
		assert.equal((await behind.rows(`select count(*) from item_department join item on item.id = item_id where item.code = 'shared'`))[0].count, 1);
		await again('kaki1', 'kaki_otsu', 'kaki_hei', 'kacho1');
		await people.kaki_hei.press(edit_of(sheets.shared), { ...good_sheet, next: 'save' });
		assert.equal((await people.kaki1.press(`/sheets/${sheets.shared}/check`)).status, 303);
		const [edition] = await behind.rows(`select parts from edition where sheet_id = ${sheets.shared}`);
		assert.deepEqual(Object.keys(edition.parts), [String(ids.otsu)]);
		assert.match(await page('kacho1', await waiting_at(behind, sheets.shared, 'head')), /長寿課が続けた。/);
		assert.equal((await people.kacho1.press(await waiting_at(behind, sheets.shared, 'head'), { act: 'approve' })).status, 303);
		assert.match(await page('jimu1', `/sheets/${sheets.shared}`), /関係課の記入 乙課/);
		verified();
	});

	test('a split gives each measure and each role to somebody; who decided stays on record', async () => {
		const posts = Object.fromEntries((await behind.rows(`select assignment.id, login from assignment join account on account.id = account_id
			where assignment.department_id = ${ids.ka} and assignment.until_on is null`)).map((row) => [`post-${row.id}`, row.login === 'kacho1' ? 'self' : 'first']));
		const items = await behind.rows(`select item.id, item.code from item join item_department on item.id = item_id and item_department.department_id = ${ids.ka}`);
		const measures = Object.fromEntries(items.map((row) => [`measure-${row.id}`, row.code === 'first' ? 'first' : 'self']));
		const asked = { stays: 1, title1: '予防課', code1: 'yobo', main: 'self', year: this_year, ...posts, ...measures };
		const address = `/departments/${ids.ka}/split`;
		const poor = await enter(address, { ...asked, [`measure-${items[0].id}`]: '', [`measure-${items[1].id}`]: 'second', main: 'second', title1: '新試験課', code1: 'ＫＡ' });
		const said = mistakes(poor);
		for (const part of [/取組が2件/, /主な引継ぎ先/, /同じ名称/, /コード/]) assert.match(said, part);
		await entered(await enter(address, asked));
		assert.deepEqual(await answers_for(sheets.first), { code: 'yobo', named: 'ka' });
		assert.deepEqual(await answers_for(sheets.second), { code: 'ka', named: 'ka' });
		const waits = (await behind.rows(`select department.code from review join department on department.id = department_id where sheet_id = ${sheets.first} and state = 'waiting'`));
		assert.deepEqual(waits, [{ code: 'yobo' }]);
		await again('kacho2', 'kacho1', 'kaki1');
		assert.match(await page('kacho2', '/reviews'), /取組 first/);
		assert.doesNotMatch(await page('kacho1', '/reviews'), /取組 first/);
		assert.equal((await people.kacho2.press(await waiting_at(behind, sheets.first, 'head'), { act: 'approve' })).status, 303);
		verified();
	});

	test('a plan that names departments as they were comes in again: who came after them answers, nothing is renamed, and it goes out as it came', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'chosho-fault-'));
		const file = join(folder, 'plan.json');
		const leads = `select item.code, department.code as department from item_department join item on item.id = item_id join department on department.id = department_id
			where item_department.position = 1 order by item.position`;
		try {
			const before_it = await behind.rows(leads.replace('where', "where item.code in ('other', 'shared', 'handed') and"));
			writeFileSync(file, JSON.stringify(plan));
			chosho(['plan', 'import', file]);
			assert.deepEqual(await behind.rows(leads.replace('where', "where item.code in ('other', 'shared', 'handed') and")), before_it);
			assert.match(await page('kanri1', '/departments'), /新試験課 ka/);
			const once = chosho(['plan', 'export', 'fault']);
			writeFileSync(file, once);
			chosho(['plan', 'import', file]);
			assert.equal(chosho(['plan', 'export', 'fault']), once);
		} finally {
			rmSync(folder, { recursive: true });
		}
		verified();
	});

	test('a sheet that answers to another department than the history says is named by verify', async () => {
		await behind.run(`update sheet set department_id = ${ids.hei} where id = ${sheets.shared}`);
		assert.throws(() => chosho(['verify']), (error) => new RegExp(`\\(sheet:${sheets.shared}\\)`).test(error.stdout + error.stderr));
		await behind.run(`update sheet set department_id = ${ids.ka} where id = ${sheets.shared}`);
		verified();
	});

	test('what would orphan open sheets, make a cycle or touch the past is refused, all at once, and nothing is half done', async () => {
		const before_it = (await behind.rows('select count(*) from department_change'))[0].count;
		assert.match(mistakes(await enter(`/departments/${ids.ka}/close`, { into: 0, year: this_year + 1 })), /開いている調書が\d+件/);
		const said = mistakes(await enter(`/departments/${ids.ka}/rename`, { title: ' ', parent: ids.ka, year: this_year - 1 }));
		for (const part of [/年度/, /名称を入力/]) assert.match(said, part);
		assert.match(mistakes(await enter(`/departments/${ids.ka}/rename`, { title: '試験課', parent: ids.ka, year: this_year + 1 })), /自分自身/);
		assert.match(mistakes(await merge('ka', { into: 0, title: '無', code: 'nashi', year: this_year + 1 })), /いっしょに統合する部署/);
		assert.match(mistakes(await merge('ka', { with: 999999, into: 0, title: '無', code: 'ka', year: this_year + 1 })), /その年度にない.*コードは使われて/);
		assert.match(mistakes(await enter('/departments/new', { title: '予防課', code: 'yobo', parent: 999999, year: this_year + 3 })), /(予防|同じ名称|年度)/);
		for (const [act, fields] of [['merge', { with: ids.ka, into: ids.ka }], ['rename', { title: '乙' }], ['close', { into: ids.ka }]])
			assert.match(mistakes(await enter(`/departments/${ids.otsu}/${act}`, { ...fields, year: this_year + 1 })), /前の年度から/, 'what has ended is not changed');
		assert.equal((await behind.rows('select count(*) from department_change'))[0].count, before_it);
	});

	test('at the command line: the list of a year, a rename and a merger that wait, and what is refused', async () => {
		assert.match(chosho(['department', 'list', '--year', String(this_year - 1)]), /試市\tka\t試験課\t/);
		assert.match(chosho(['department', 'list']), /試市\tka\t新試験課\t/);
		assert.throws(() => chosho(['department', 'rename', 'ka', '予防課']), /Command failed/);
		assert.throws(() => chosho(['department', 'merge', 'nowhere', '--into', 'ka']), /Command failed/);
		assert.throws(() => chosho(['department', 'merge', 'ka', '--into', 'ka']), /Command failed/);
		await behind.run(`update department set first_year = ${this_year - 1} where id = ${ids.yobo}`);
		assert.match(chosho(['department', 'merge', 'yobo', '--into', 'ka']), new RegExp(`予防課.*${this_year + 1}`));
		assert.throws(() => chosho(['department', 'rename', 'yobo', '別の課']), /Command failed/, 'it is planned for');
		assert.match(chosho(['department', 'effect']), /0/);
		await behind.run(`update department_change set year = ${this_year} where state = 'planned'`);
		assert.match(chosho(['department', 'effect']), /1/);
		assert.deepEqual(await answers_for(sheets.first), { code: 'ka', named: 'ka' });
		// what was decided before stays open to whoever decided it, and can still be taken back: it waits before the successor's head
		const decided = (await behind.rows(`select id from review where sheet_id = ${sheets.first} and kind = 'head' and state = 'approved'`))[0].id;
		await again('kacho2');
		assert.match(await page('kacho2', `/reviews/${decided}`), /取組 first/);
		assert.equal((await people.kacho2.press(`/reviews/${decided}/undo`)).status, 303);
		assert.match(await page('kacho1', await waiting_at(behind, sheets.first, 'head')), /取組 first/);
		verified();
	});

	test('the database itself keeps two names for one year, a year without a name and a circle out', async () => {
		for (const [statement, why] of [
			[`update department_name set last_year = ${this_year + 5} where department_id = ${ids.ka} and last_year = 9999`, /years without a name/],
			[`insert into department_name (department_id, first_year, title) values (${ids.ka}, ${this_year + 3}, '二つ目')`, /department_name_once/],
			[`delete from department_name where department_id = ${ids.hei}`, /years without a name/],
			["insert into department (organization_id, code) values (1, 'mumei')", /years without a name/],
			[`update department_name set parent_id = ${ids.ka} where department_id = ${ids.hei}; update department_name set parent_id = ${ids.hei} where department_id = ${ids.ka}`, /hangs under itself/],
		]) {
			await assert.rejects(behind.run(`begin; ${statement}; commit`), why);
			await behind.run('rollback').catch(() => {});
		}
	});

	test('a new department in which somebody is to serve is not taken back', async () => {
		const change = await entered(await enter('/departments/new', { title: '来年課', code: 'rainen', parent: 0, year: this_year + 1 }));
		await behind.run(`insert into assignment (account_id, role, department_id, from_on) select id, 'author', ${ids.rainen}, current_date + 300 from account where login = 'kaki2'`);
		assert.match(await page('kanri1', `/departments/changes/${change}`), /いまは取り消せません.*試 kaki2/);
		assert.ok(!(await people.kanri1.page(`/departments/changes/${change}`)).includes('value="undo"'));
	});

	test('two at once: one is entered, the other is told; twice in effect is once', async () => {
		const address = '/departments/new';
		const both = await Promise.all([['kanri1', 'ichi'], ['kanri2', 'ni']].map(([who, code]) => enter(address, { title: `${code}課`, code, parent: 0, year: this_year + 1 }, who)));
		assert.deepEqual(both.map((it) => it.status).sort(), [303, 409]);
		const change = Number(both.find((it) => it.status === 303).location.match(/(\d+)$/)[1]);
		await behind.run(`update department_change set year = ${this_year} where id = ${change}`);
		assert.match(await page('kanri1', '/departments'), /実施日を過ぎた組織改正があります/);
		const effects = await Promise.all(['kanri1', 'kanri2'].map((who) => people[who].press(`/departments/changes/${change}`, { act: 'effect', password })));
		assert.ok(effects.every((it) => [303, 409].includes(it.status)));
		assert.equal((await behind.rows(`select count(*) from event where action = 'reorganize' and reason like '%ichi課%' or action = 'reorganize' and reason like '%ni課%'`))[0].count, 1);
		const later = await entered(await enter(address, { title: '参課', code: 'san', parent: 0, year: this_year + 1 }));
		await behind.run(`update department_change set year = ${this_year} where id = ${later}`);
		chosho(['work', '--once']);
		assert.equal((await behind.rows(`select state from department_change where id = ${later}`))[0].state, 'done', 'the service does it by itself');
		verified();
	});
});
