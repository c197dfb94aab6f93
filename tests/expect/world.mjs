// world.mjs: brings the world of the expectation table about: the plan, the people, and a sheet in each state, through the
// site itself. SQL does only what time or the operator does: dates that pass, roles that end.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add_account, import_plan, password } from '../browser/lib/installation.mjs';
import { day, objects, people, plan, sign, transfers } from './people.mjs';
import { act, forms, get, hidden_of, post, sign_in, visitor_named, words_of } from './site.mjs';

const today = "(now() at time zone 'Asia/Tokyo')::date";

async function import_package() {
	const folder = mkdtempSync(join(tmpdir(), 'chosho-expect-'));
	writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan()));
	import_plan(join(folder, 'plan.json'));
	rmSync(folder, { recursive: true });
}

async function shift_roles(sql, login, roles, dates) {
	for (const role of roles ?? []) {
		const [name, code] = role.split(':');
		await sql(`update assignment set ${dates} from account where account.id = account_id and login = '${login}' and role = '${name}'
			and coalesce((select code from department where department.id = assignment.department_id),
			             (select code from body where body.id = assignment.body_id)) = '${code}'`);
	}
}

async function make_people(sql) {
	const visitors = {};
	for (const [login, it] of Object.entries(people)) {
		add_account({
			login, name: `名前 ${login}`, department: it.department, organization: '期待市',
			roles: [...it.roles, ...(it.ended ?? []), ...(it.coming ?? [])],
		});
		await shift_roles(sql, login, it.ended, `from_on = ${today} - 400, until_on = ${today} - 1`);
		await shift_roles(sql, login, it.coming, `from_on = ${today} + 1`);
		visitors[login] = visitor_named(login);
		const answer = await sign_in(visitors[login], login, password);
		if (answer.status !== 303) throw new Error(`${login} cannot sign in: ${answer.status}`);
	}
	visitors.nobody = visitor_named('nobody');
	// Somebody whose account is changed by others, and who never comes.
	add_account({ login: 'guest', name: '名前 guest', department: 'a', organization: '期待市', roles: ['author:a'] });
	return visitors;
}

async function sheets_of(sql) {
	const sheets = {};
	for (const [name, it] of Object.entries(objects)) {
		const rows = await sql(`select sheet.id from sheet join item on item.id = item_id join round on round.id = round_id
			where item.code = '${name}' and round.code = '${it.round ?? 'now'}'`);
		if (rows.length !== 1) throw new Error(`${name}: ${rows.length} sheets`);
		sheets[name] = Number(rows[0][0]);
	}
	return sheets;
}

// A meeting of body `code`, planned; its papers frozen; chosen for alike; and signed off.
async function plan_meeting(sql, { secretariat }, code, name) {
	const [[stage, body]] = await sql(`select stage.id, body.id from stage join round on round.id = round_id, body
		where round.code = 'now' and stage.code = 'body' and body.code = '${code}'`);
	const page = `/meetings/new?stage=${stage}&body=${body}`;
	const form = hidden_of((await get(secretariat, page)).text, '/meetings/new');
	const answer = await post(secretariat, '/meetings/new', {
		...form, title: `会議 ${name}`, number: '資料１', place: '第一会議室', way: 'meeting', held_on: day(0), until_on: '',
	});
	if (answer.status !== 303) throw new Error(`no meeting ${name}: ${words_of(answer.text)}`);
	return Number(answer.location.match(/\d+/)[0]);
}

async function frozen_meeting(sql, visitors, code, name) {
	const id = await plan_meeting(sql, visitors, code, name);
	await act(visitors.secretariat, `/meetings/${id}/freeze`);
	return id;
}

async function choose(sql, visitors, code, id, { decision, reason = '' }) {
	const page = `/meetings/${id}/agenda`;
	const hidden = hidden_of((await get(visitors[`chair_${code}`], page)).text, page);
	const papers = Object.keys(hidden).map((key) => key.match(/^version-(\d+)$/)?.[1]).filter(Boolean);
	const chosen = papers.flatMap((review) => [[`decision-${review}`, decision], [`reason-${review}`, reason]]);
	await act(visitors[`chair_${code}`], page, { act: 'save', ...Object.fromEntries(chosen) });
}

async function sign_off(sql, visitors, code, name, choice) {
	const id = await frozen_meeting(sql, visitors, code, name);
	await choose(sql, visitors, code, id, choice);
	await act(visitors[`chair_${code}`], `/meetings/${id}/sign-off`, { act: 'sign', password, statement: `${name}を決裁する。` });
}

async function meetings_of(sql) {
	const rows = await sql("select split_part(title, ' ', 2), id from meeting");
	return Object.fromEntries(rows.map(([name, id]) => [name, Number(id)]));
}

// Three lists of transfers: one that is in order, one that is not, and one that was confirmed.
async function make_transfers(sql, { administrator }) {
	const ids = {};
	for (const [name, list] of Object.entries(transfers)) {
		const answer = await act(administrator, '/transfers/new', { effective_on: day(60), list });
		ids[name] = Number(answer.location.match(/\d+/)[0]);
	}
	await act(administrator, `/transfers/${ids.planned}/confirm`, { act: 'confirm', password });
	return ids;
}

// The departments by their codes, and a change of them that waits for April.
async function make_departments(sql, { administrator }) {
	const [[year]] = await sql('select fiscal_year(current_date) + 1');
	const { location } = await act(administrator, '/departments/new', { act: 'enter', code: 'e', title: '課e', parent: 0, year, password });
	return { ...Object.fromEntries((await sql('select code, id from department')).map(([code, id]) => [code, Number(id)])), change: Number(location.match(/\d+$/)[0]) };
}

// The parts of the table, by the name that it gives them: object.department.
async function parts_of(sql, sheets) {
	const names = new Map(Object.entries(sheets).map(([name, id]) => [String(id), name]));
	const rows = await sql('select sheet_id, department.code, number from part join department on department.id = department_id');
	return Object.fromEntries(rows.filter(([sheet]) => names.has(sheet)).map(([sheet, code, number]) => [`${names.get(sheet)}.${code}`, Number(number)]));
}

async function walk(sql, visitors, sheets, parts) {
	const { author_a, both_a, author_b, author_d, head_a, head_b, secretariat, member_k, chair_k, chair_s } = visitors;
	const without_version = ([path, { version, ...fields }]) => [path, fields];
	const press = (visitor, action, id, text) => act(visitor, ...without_version(forms[action](id, 0, text)));
	const waiting = async (name, body = null) => (await sql(`select review.id from review left join body on body.id = body_id
		where sheet_id = ${sheets[name]} and state = 'waiting' ${body ? `and body.code = '${body}'` : ''}`))[0][0];
	const review = async (visitor, action, name, { body, text } = {}) =>
		press(visitor, action, await waiting(name, body), text ?? '');
	const submit = (visitor, name) => press(visitor, 'submit', sheets[name]);
	// from and until: days from today
	const away = (visitor, from, until) => act(visitor, '/absences', { act: 'enter', from_on: day(from), until_on: day(until), deputy: 0 });
	const to_secretariat = async (name, author = author_a, head = head_a) => {
		await submit(author, name);
		await review(head, 'approve', name);
	};
	const to_bodies = async (name, author, head) => {
		await to_secretariat(name, author, head);
		await review(secretariat, 'approve', name);
	};

	// A member says what members say, before the council decides.
	const speak = async (name) => {
		const id = await waiting(name, 'k');
		for (const [action, text] of [['opine', sign.opinion], ['ballot', sign.comment], ['ask', sign.question]])
			await press(member_k, action, id, text(name));
	};
	const question = async (name) => (await sql(`select id from question where sheet_id = ${sheets[name]}`))[0][0];

	await sql("update round set answers = 'head'");
	for (const name of Object.keys(objects).filter((it) => it !== 'history'))
		await press(name.startsWith('b_') ? author_b : name === 'no_head' ? author_d : author_a, 'save', sheets[name], sign.text(name));
	for (const [name, part] of Object.entries(parts)) await press(author_b, 'write', part, sign.part(name.split('.')[0]));
	for (const name of ['part_in', 'part_back', 'part_review']) await press(author_b, 'hand_in', parts[`${name}.b`]);
	await press(author_a, 'hand_part_back', parts['part_back.b'], sign.reason('part_back'));
	await submit(author_a, 'part_review');
	await submit(author_a, 'at_head');
	await submit(both_a, 'own');
	await to_secretariat('at_secretariat');
	await submit(author_d, 'no_head');
	await submit(author_a, 'deferred');
	await away(head_a, 0, 1);
	await away(both_a, 0, 1);
	await review(secretariat, 'defer', 'deferred', { text: sign.reason('deferred') });
	for (const [id] of await sql('select id from absence')) await act(secretariat, `/absences/${id}/end`);
	await away(head_a, 100, 101);
	await to_bodies('from_council');
	await speak('from_council');
	await sign_off(sql, visitors, 'k', 'signed', { decision: 'returned', reason: sign.reason('from_council') });
	for (const name of ['at_council', 'at_sub', 'at_both', 'again', 'settled', 'corrected']) await to_bodies(name);
	await to_bodies('b_settled', author_b, head_b);
	for (const name of ['at_council', 'at_both', 'settled']) await speak(name);
	for (const name of ['at_both', 'settled']) await press(author_a, 'answer', await question(name), sign.answer(name));
	await press(head_a, 'release', await question('settled'));
	await review(chair_s, 'approve', 'at_both', { body: 's', text: sign.record('at_both') });
	await to_secretariat('returned');
	await review(secretariat, 'return', 'returned', { text: sign.reason('returned') });
	await review(chair_k, 'return', 'again', { text: sign.reason('again') });
	await press(author_a, 'save', sheets.again, `${sign.text('again')} second`);
	await submit(author_a, 'again');
	for (const name of ['settled', 'b_settled', 'corrected']) await review(chair_k, 'approve', name, { text: sign.record(name) });
	await press(secretariat, 'reopen', sheets.corrected, sign.reason('corrected'));
	await plan_meeting(sql, visitors, 's', 'planned');
	await choose(sql, visitors, 'k', await frozen_meeting(sql, visitors, 'k', 'frozen'), { decision: 'approved' });
	await submit(author_a, 'withdrawn');
	await press(author_a, 'withdraw', sheets.withdrawn);
	await press(secretariat, 'exclude', sheets.excluded, sign.reason('excluded'));
	await sql(`update round set opens_on = ${today} + 10 where code = 'later'`);
	await sql(`update round set due_on = ${today} - 1 where code = 'over'`);
	await sql(`update sheet set due_on = ${today} - 1 where round_id = (select id from round where code = 'over')`);
}

// The reviews of the table, by the name that it gives them: object.desk.
async function reviews_of(sql, sheets) {
	const names = new Map(Object.entries(sheets).map(([name, id]) => [String(id), name]));
	const rows = await sql(`select review.sheet_id, coalesce(body.code, review.kind), max(review.id)
		from review left join body on body.id = body_id where review.state <> 'recorded' group by 1, 2`);
	return Object.fromEntries(rows.filter(([sheet]) => names.has(sheet)).map(([sheet, desk, id]) => [`${names.get(sheet)}.${desk}`, Number(id)]));
}

// The questions, by the name of their sheet.
async function questions_of(sql, sheets) {
	const rows = await sql('select sheet_id, id from question');
	return Object.fromEntries(rows.map(([sheet, id]) => [Object.keys(sheets).find((name) => String(sheets[name]) === sheet), Number(id)]));
}

// Roles that wait for a second administrator: one that `administrator` may decide, one that they asked for, one that was decided.
async function make_grants(sql) {
	const insert = (asked_by, state) => sql(`insert into grant_request (account_id, role, body_id, from_on, reason, asked_by, state, decided_by, decided_at)
		select person.id, 'chair', body.id, ${today} + 9, 'x', asked.id, '${state}', case '${state}' when 'waiting' then null else other.id end, case '${state}' when 'waiting' then null else now() end
		  from account person, account asked, account other, body
		 where person.login = 'plain' and asked.login = '${asked_by}' and other.login = 'auditor' and body.code = '${asked_by === 'guest' ? 'k' : 's'}' returning id`);
	const [[asked]] = await insert('guest', 'waiting'), [[own]] = await insert('administrator', 'waiting'), [[over]] = await insert('guest', 'refused');
	return { asked: Number(asked), own: Number(own), over: Number(over) };
}

// A list of people that can be taken, and one that cannot.
async function make_imports({ administrator }) {
	const send = async (rows) => {
		const form = new FormData();
		for (const [name, value] of Object.entries(hidden_of((await get(administrator, '/accounts/import')).text, '/accounts/import'))) form.append(name, value);
		form.append('file', new Blob([`ログインID,氏名,所属,役割,対象,開始日\n${rows}`], { type: 'text/csv' }), '名簿.csv');
		return Number((await post(administrator, '/accounts/import', form)).location.split('/').at(-1));
	};
	return { good: await send('kita,北 一郎,課a,担当者,,\nkita,,,事務局,,2099-04-01\nguest,名前 客,課b,,,'), bad: await send('kita,,課z,係長,,昨日\n,南,,,,') };
}

// Slips for ten new people.
async function make_slips({ administrator }, sql) {
	await sql(`insert into account (login, name, kana, organization_id, department_id)
		select 'slip.' || n, '用紙 ' || n, 'ヨウシ', department.organization_id, department.id from department, generate_series(1, 10) n where code = 'c'`);
	return (await act(administrator, '/accounts/slips', { act: 'do', department: 0, password })).location.split('/').at(-1);
}

// The stages, by round and code: now.body.
async function stages_of(sql) {
	const rows = await sql('select round.code, stage.code, stage.id from stage join round on round.id = round_id');
	return Object.fromEntries(rows.map(([round, stage, id]) => [`${round}.${stage}`, Number(id)]));
}

export async function make_world(sql) {
	await sql('set search_path = chosho');
	await import_package();
	const visitors = await make_people(sql);
	const sheets = await sheets_of(sql);
	const parts = await parts_of(sql, sheets);
	await walk(sql, visitors, sheets, parts);
	const transfers = await make_transfers(sql, visitors);
	const departments = await make_departments(sql, visitors);
	const [[absence]] = await sql('select id from absence where ended_at is null');
	const [[round]] = await sql("select id from round where code = 'now'");
	return {
		visitors, sheets, parts, absence: Number(absence), round: Number(round), reviews: await reviews_of(sql, sheets), questions: await questions_of(sql, sheets), stages: await stages_of(sql),
		grants: await make_grants(sql), slips: await make_slips(visitors, sql), imports: await make_imports(visitors),
		guest_role: Number((await sql("select assignment.id from assignment join account on account.id = account_id where login = 'guest'"))[0][0]),
		meetings: await meetings_of(sql), transfers, departments, accounts: Object.fromEntries((await sql('select login, id from account')).map(([login, id]) => [login, Number(id)])),
	};
}
