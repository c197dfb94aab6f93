// bad_input.test.mjs: every field of every form gets everything on the list of bad input (hostile.mjs), and so does every
// form as a whole and every address that reads its query. Demanded: an answer at once and never a fault; what is taken is
// stored to the letter; what is not taken changes nothing, comes back to whoever typed it, and is named.
// A new form without a description in `forms` fails. Wants a throw-away installation: ./dev with node --test THIS

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { add_account, chosho, no_installation, quietly, password, root } from '../browser/lib/installation.mjs';
import { digest, keep } from './behind.mjs';
import { bring, edit_of, good_review, good_sheet, make_ground, odd, plan, waiting_at, plan_meeting } from './ground.mjs';
import { all, kinds, lines, readable, refused } from './hostile.mjs';
import { controls_of, encoded, form_of, given_back, ids_of, Person, summary_of, words_of } from './person.mjs';

const form_type = 'application/x-www-form-urlencoded';
const { text, choice, count, day, button, code, never, line } = kinds;
const number_or_nothing = (value, name) => (value === '0' ? null : button()(value, name));

const login_of = (value, name) => {
	const it = line(64)(value, name);
	const folded = it?.normalize('NFKC').toLowerCase().trim();
	return folded && /^[a-z0-9._@-]{1,64}$/.test(folded) ? folded : undefined;
};

let ground, people, behind, sheet;
const halfway = {}; // who has given their password and has a step left
const put_back = [];
const slow = [];

// Field by field what a form takes; `good` is a filled-in form that is accepted. stored: what a field's value became.
const content = (from) => async (field) => (await behind.rows(`select content from ${from()}`))[0].content[field] ?? null;
const forms = [
	{
		route: '/sheets/{id}/edit', name: 'a sheet', who: () => people.kaki1, at: () => edit_of(sheet.edit), good: { ...good_sheet, next: 'save' },
		stored: async (name) => {
			const value = content(() => `sheet where id = ${sheet.edit}`);
			const cell = /^value-count-(\d)-(\d)$/.exec(name);
			if (cell) return (await value('count'))?.[plan.tallies[0].rows[cell[1] - 1]]?.[plan.tallies[0].columns[cell[2] - 1]] ?? null;
			const actual = /^value-actuals-(\d+)$/.exec(name);
			if (actual) return (await value('actuals'))?.[(await behind.rows(`select code from indicator where id = ${actual[1]}`))[0].code] ?? null;
			return value(name.slice('value-'.length));
		},
		fields: {
			version: never(), next: button(), 'value-result': text(400), 'value-long': text(1_000_000), [`value-${odd}`]: text(100),
			'value-grade': choice(['A', 'B', 'C']), 'value-actuals-1': text(1000), 'value-count-1-1': count(), 'value-count-2-2': count(),
		},
	},
	{
		route: '/sheets/{id}/check', name: 'a submission', who: () => people.kaki1, at: () => `/sheets/${sheet.draft}/check`, good: {}, fields: { version: never() },
	},
	{
		route: '/sheets/{id}/check', name: 'a submission that waits for no part', who: () => people.kaki1, at: () => `/sheets/${sheet.shared}/check`,
		good: { parts_reason: '集計が来週になるため。' },
		stored: async () => (await behind.rows(`select parts_reason from edition where sheet_id = ${sheet.shared}`))[0].parts_reason,
		fields: { parts: never(), parts_reason: (value, name) => text(1000)(value, name) ?? undefined },
	},
	{
		route: '/parts/{id}/edit', name: 'a part', who: () => people.kaki_otsu, at: () => `/parts/${sheet.part}/edit`,
		good: { 'value-result': '乙課でも三度集まった。', next: 'save' },
		stored: async (name) => {
			const { content, nothing } = (await behind.rows(`select content, nothing from part where number = ${sheet.part}`))[0];
			return (name === 'nothing' ? nothing : name === 'value-actuals-3' ? content.actuals?.z3 : content[name.slice('value-'.length)]) ?? null;
		},
		fields: {
			version: never(), next: button(), nothing: text(1000), 'value-result': text(400), 'value-long': text(1_000_000), [`value-${odd}`]: text(100),
			'value-actuals-3': text(1000),
		},
	},
	{ route: '/parts/{id}/check', name: 'a part handed in', who: () => people.kaki_otsu, at: () => `/parts/${sheet.part}/check`, good: {}, fields: { version: never() } },
	{
		route: '/parts/{id}/hand-back', name: 'a part handed back', who: () => people.kaki1, at: () => `/parts/${sheet.handed}/hand-back`,
		good: { reason: '回数を書き足してください。' },
		stored: async () => (await behind.rows(`select reason from part where number = ${sheet.handed}`))[0].reason,
		fields: { version: never(), reason: (value, name) => text(1000)(value, name) ?? undefined },
	},
	{
		route: '/sheets/{id}/withdraw', name: 'a withdrawal', who: () => people.kaki1, at: () => `/sheets/${sheet.head}/withdraw`, good: {}, fields: { version: never() },
	},
	...['exclude', 'include', 'reopen', 'reassign'].map((act) => ({
		route: `/sheets/{id}/${act}`, name: `${act} a sheet`, who: () => people.jimu1, at: () => `/sheets/${sheet[act]}/${act}`, for_all: true,
		good: { reason: '年度の途中で事業が移ったため。', ...{ reopen: { act: 'reopen', due_on: '2099-03-31' }, reassign: { department: '2', in_charge: '0' } }[act] },
		stored: async (name) => (name !== 'reason' ? null : (await behind.rows(`select reason from event where sheet_id = ${sheet[act]} order by id desc limit 1`))[0].reason
			.replace(/^主管課：.*\n/, '')),
		fields: {
			version: never(), reason: (value, name) => text(2000)(value, name) ?? undefined, ...act === 'reopen' && { act: never(), due_on: never() },
			...act === 'reassign' && { department: code(['2']), in_charge: number_or_nothing },
		},
	})),
	{
		route: '/reviews/{id}', name: 'a record kept', who: () => people.jimu1, at: () => sheet.review, good: { ...good_review, act: 'save' },
		stored: (name) => content(() => `review where id = ${sheet.review.split('/')[2]}`)(name.slice('value-'.length)),
		fields: { version: never(), act: button(), 'value-opinion': text(200), 'value-rank': choice(['○', '△']) },
	},
	{
		route: '/reviews/{id}', name: 'a return', who: () => people.jimu1, at: () => sheet.review,
		good: { ...good_review, act: 'return', reason: '数字の根拠を添えてください。', marks: 'result', due_on: '' },
		stored: async (name) => {
			const row = (await behind.rows(`select reason, marks, content from review where id = ${sheet.review.split('/')[2]}`))[0];
			if (name === 'due_on' || name === 'to') return null;
			return name === 'marks' ? row.marks[0] : name === 'reason' ? row.reason : row.content[name.slice('value-'.length)] ?? null;
		},
		fields: { reason: (value, name) => text(2000)(value, name) ?? undefined, marks: code(['result', 'long', odd, 'grade']), due_on: day(), to: number_or_nothing,
			'value-opinion': text(200) },
	},
	{ route: '/reviews/approve', name: 'several approved', who: () => people.kacho1, at: () => '/reviews/approve', good: {}, fields: { seen: never() } },
	{
		route: '/reviews/{id}/undo', name: 'an approval taken back', who: () => people.kacho1, at: () => `${sheet.approved}/undo`, good: {}, fields: { version: never() },
	},
	...['defer', 'view'].map((act) => ({
		route: `/reviews/{id}/${act}`, name: `${act} a review`, who: () => (act === 'view' ? people.kacho1 : people.jimu1), at: () => `${sheet[act]}/${act}`,
		good: { reason: '長期の出張のため。' },
		stored: async () => (await behind.rows(`select reason from event where review_id = ${sheet[act].split('/')[2]} order by id desc limit 1`))[0].reason,
		fields: { version: never(), reason: (value, name) => text(2000)(value, name) ?? (act === 'view' && !(name in refused) && typeof value === 'string' && value.trim() === '' ? null : undefined) },
	})),
	{
		route: '/absences', name: 'an absence', who: () => people.kacho1, at: () => '/absences',
		good: { act: 'enter', from_on: '令和70年1月4日', until_on: '2088-01-09', deputy: '0', note: '出張' },
		stored: async (name) => (name === 'note' ? (await behind.rows('select note from absence order by id desc limit 1'))[0].note : null),
		fields: { act: never(), account: never(), from_on: never(), until_on: never(), deputy: number_or_nothing, note: line(200) },
	},
	{ route: '/absences/{id}/end', name: 'the end of an absence', who: () => people.kacho2, at: () => `/absences/${sheet.absence}/end`, good: {}, fields: {}, is_bare: true },
	{ route: '/notices', name: 'a notice put away', who: () => people.jimu2, at: () => '/notices', good: { act: 'one' }, fields: { seen: never(), act: button(), back: () => null } },
	{
		route: '/rounds/{id}/settings', name: 'the settings', who: () => people.jimu1, at: () => '/rounds/1/settings',
		good: { resubmit: 'returning', answers: 'head', is_shared: '1' }, stored: async () => (await behind.rows('select is_shared from round'))[0].is_shared,
		fields: { version: never(), resubmit: code(['all', 'returning']), answers: code(['author', 'head']), is_shared: (value) => (value === '' || value === '0' ? false : undefined) },
	},
	{
		route: '/reviews/{id}/opinion', name: 'an opinion', who: () => people.kai_k2, at: () => `${sheet.body}/opinion`, good: { opinion: '妥当と考える。' },
		stored: async () => (await behind.rows('select text from opinion order by id desc limit 1'))[0].text || null,
		fields: { version: never(), opinion: text(2000) },
	},
	{
		route: '/reviews/{id}/ballot', name: 'a ballot', who: () => people.kai_k2, at: () => `${sheet.body}/ballot`, good: { comment: '妥当と考える。', 'value-rank': '△' },
		stored: async (name) => {
			const row = (await behind.rows('select content, comment from ballot order by id desc limit 1'))[0];
			return (name === 'comment' ? row.comment : row.content[name.slice('value-'.length)]) || null;
		},
		fields: { version: never(), comment: text(2000), 'value-rank': choice(['○', '△']) },
	},
	{
		route: '/reviews/{id}/questions', name: 'a question', who: () => people.kai_k2, at: () => `${sheet.body}/questions`, good: { question: '内訳は。' },
		stored: async () => (await behind.rows('select text from question order by id desc limit 1'))[0].text,
		fields: { question: (value, name) => text(2000)(value, name) ?? undefined },
	},
	{
		route: '/stages/{id}/selection', name: 'a selection', who: () => people.jimu1, at: () => sheet.selection,
		get good() { return { act: 'select', reason: '重点の取組から選んだ。', sheets: sheet.chosen }; },
		stored: async (name) => (name === 'reason' ? (await behind.rows(`select selection_reason from stage where id = ${sheet.selection.split('/')[2]}`))[0].selection_reason : name === 'act' ? null : sheet.chosen),
		fields: { version: never(), act: never(), sheets: (value, name) => code([sheet.chosen])(value, name), reason: (value, name) => text(2000)(value, name) ?? undefined },
	},
	{
		route: '/questions/{id}', name: 'an answer', who: () => people.kaki1, at: () => sheet.asked, good: { act: 'answer', answer: '三割が高齢者です。' },
		stored: async () => (await behind.rows(`select answer from question where id = ${sheet.asked.split('/')[2]}`))[0].answer,
		fields: { version: never(), act: button(), answer: (value, name) => text(2000)(value, name) ?? undefined },
	},
	{
		route: '/questions/{id}', name: 'an answer handed back', who: () => people.kacho1, at: () => sheet.written, good: { act: 'hand-back', remark: '数字を添えて。' },
		stored: async () => (await behind.rows(`select remark from question where id = ${sheet.written.split('/')[2]}`))[0].remark,
		fields: { version: never(), remark: (value, name) => text(2000)(value, name) ?? undefined },
	},
	...['/accounts/new', '/accounts/{id}/edit'].map((route) => ({
		route, name: route.endsWith('new') ? 'a new person' : 'a person', who: () => people.kanri1, at: () => route.replace('{id}', sheet.person),
		good: { act: 'do', login: 'hito.1', name: '人 一', kana: '', department: '0', email: '', language: 'ja', from_on: '2099-04-01', until_on: '' },
		stored: async (name) => {
			const [row] = await behind.rows('select login, name, kana, email, language, department_id from account order by id desc limit 1');
			return { ...row, kana: row.kana && 'kept', department: row.department_id, until_on: null }[name];
		},
		fields: {
			...route.endsWith('edit') && { version: never() }, act: never(), login: login_of, name: (value, name) => line(100)(value, name) ?? undefined,
			kana: (value, name) => line(100)(value, name) && 'kept', department: number_or_nothing,
			email: (value, name) => (line(254)(value, name) === null ? null : undefined), language: (value, name) => (line(10)(value, name) === null ? 'ja' : undefined),
			from_on: never(), until_on: day(),
		},
	})),
	...['stop', 'restart'].map((act) => ({
		route: `/accounts/{id}/${act}`, name: `${act} an account`, who: () => people.kanri1, at: () => `/accounts/${act === 'stop' ? sheet.person : sheet.stopped}/${act}`,
		good: { reason: '育児休業のため。' },
		stored: async () => (await behind.rows(`select reason from event where action = '${act} account' order by id desc limit 1`))[0].reason,
		fields: { version: never(), reason: (value, name) => text(1000)(value, name) ?? undefined },
	})),
	{ route: '/accounts/{id}/end-sessions', name: 'the end of sessions', who: () => people.kanri1, at: () => `/accounts/${sheet.person}/end-sessions`, good: {}, fields: {}, is_bare: true },
	{
		route: '/sign-in', name: 'a sign-in', who: () => new Person('stranger'), at: () => '/sign-in', good: { login: 'nobody-of-that-name', password: 'wrong all the same' },
		fields: { login: never(), password: never(), back: never(), carry: never(), 'carry.value-x': never() }, refuses_always: true,
	},
	{ route: '/account', name: 'a language', who: () => people.kaki1, at: () => '/account', good: { language: 'ja' }, fields: { language: never() } },
	...Object.entries({
		'/account/mail': { email: 'a@example.jp' }, '/account/password': { new: 'kaze no tani no michi', again: 'kaze no tani no michi' },
		'/account/second-factor': { act: 'codes', code: '', sealed: '' }, '/accounts/{id}/second-factor': {}, '/settings/second-factor': {},
	}).map(([route, good]) => ({ // without the right password nothing of this is done
		route, name: route.slice(1), who: () => (/\{id\}|settings/.test(route) ? people.kanri1 : people.kaki1), at: () => route.replace('{id}', sheet.half), good: { ...good, password: 'not this one, sorry' },
		fields: Object.fromEntries([...Object.keys(good), 'password', ...route === '/account/mail' ? ['version'] : route === '/settings/second-factor' ? ['version', 'roles'] : []].map((it) => [it, never()])), refuses_always: true,
	})),
	{ route: '/account/sessions/{id}/end', name: 'the end of a session', who: () => people.kaki1, at: () => `/account/sessions/${sheet.session}/end`, good: {}, fields: {}, is_bare: true, for_all: true },
	{ route: '/account/sessions/end', name: 'the end of all other sessions', who: () => people.kaki1, at: () => '/account/sessions/end', good: {}, fields: {}, is_bare: true },
	...[['code', { code: '000000' }], ['enrol', { code: '000000' }]].map(([step, good]) => ({
		route: `/sign-in/${step}`, name: `the step ${step}`, who: () => halfway[step], at: () => `/sign-in/${step}`, good,
		fields: { code: never(), back: never(), carry: never(), 'carry.value-x': never(), ...step === 'enrol' && { sealed: never() } }, refuses_always: true,
	})),
	{ route: '/sign-out', name: 'a sign-out', who: () => new Person('stranger'), at: () => '/sign-out', page: '/', good: {}, fields: {}, is_bare: true },
	{ route: '/plans/import', name: 'a file', who: () => people.jimu1, at: () => '/plans/import', good: {}, fields: { file: never() }, has_file: true },
	{ route: '/plans/imports/{id}', name: 'an import', who: () => people.jimu1, at: () => sheet.upload, good: {}, fields: {}, is_bare: true },
];

before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	({ people, behind } = ground);
	const { full, other, first, second, third, fourth, fifth, sixth, seventh, shared, handed } = ground.sheets;
	await bring(ground, full, 'filled');
	await bring(ground, first, 'head');
	await bring(ground, second, 'secretariat');
	for (const it of [third, shared, handed]) await bring(ground, it, 'filled');
	for (const it of ['shared', 'handed']) await people.kaki_otsu.press(`/parts/${ground.parts[it]}/edit`, { 'value-result': '乙課の分', next: 'save' });
	await people.kaki_otsu.press(`/parts/${ground.parts.handed}/check`, {});
	await bring(ground, fifth, 'settled');
	await people.jimu1.press(`/sheets/${fourth}/exclude`, { reason: '今年度は行わない。' });
	sheet = { edit: full, head: first, draft: third, exclude: third, include: fourth, reopen: fifth, reassign: first, shared, part: ground.parts.shared, handed: ground.parts.handed, review: await waiting_at(behind, second, 'secretariat') };
	sheet.approved = `/reviews/${(await behind.rows(`select id from review where sheet_id = ${second} and state = 'approved'`))[0].id}`;
	await discuss(sixth);
	await people.kacho1.page(await waiting_at(behind, first, 'head')); // read, and so among what may be approved with others
	const body = new FormData();
	for (const [name, value] of await people.jimu1.typed('/plans/import')) body.append(name, value);
	body.append('file', new Blob([JSON.stringify({ ...plan, plan: { ...plan.plan, code: 'waiting' } })]), 'p.json');
	sheet.upload = (await people.jimu1.ask('/plans/import', { body })).location;
	await bring_after(other, seventh);
	sheet.meeting = await plan_meeting(ground);
	await behind.run("insert into notice (account_id, text) select id, 'x' from account where login = 'jimu2'");
	put_back.push(() => behind.run('update notice set seen_at = null'));
	await stop_halfway();
	await new Person('kaki1').sign_in();
	sheet.half = (await behind.rows("select id from account where login = 'half_code'"))[0].id;
	sheet.session = (await behind.rows("select max(session.id) as id from session join account on account.id = account_id where login = 'kaki1'"))[0].id;
	await keep_people();
	put_back.push(() => behind.run(`delete from absence where id <> ${sheet.absence}; update absence set ended_at = null;
		update round set resubmit = 'all', answers = 'head', is_shared = false`));
	for (const it of [full, other, first, second, third, fourth, fifth, sixth, seventh, shared, handed]) put_back.push(await keep(behind, it));
});

// A sheet before a body whose member has spoken: there is an opinion to take back, a question to answer and an answer to approve.
async function discuss(it) {
	await behind.run("update round set answers = 'head'");
	await bring(ground, it, 'body');
	sheet.body = await waiting_at(behind, it, 'k');
	const [stage] = await behind.rows("select stage.id from stage join round on round.id = round_id where round.code = 'next' and stage.code = 'end'");
	sheet.selection = `/stages/${stage.id}/selection`;
	sheet.chosen = String((await behind.rows("select sheet.id from sheet join round on round.id = round_id where round.code = 'next' order by 1 limit 1"))[0].id);
	put_back.push(() => behind.run(`delete from stage_item where stage_id = ${stage.id};
		update stage set selection_reason = null, selected_by = null, selected_at = null, selection_version = 1 where id = ${stage.id}`));
	await people.kai_k2.press(`${sheet.body}/opinion`, { opinion: 'もとの意見' });
	await people.kai_k2.press(`${sheet.body}/ballot`, { comment: 'もとの評価' });
	for (const question of ['一つ目', '二つ目']) await people.kai_k2.press(`${sheet.body}/questions`, { question });
	[sheet.asked, sheet.written] = (await behind.rows('select id from question order by id')).map((row) => `/questions/${row.id}`);
	await people.kaki1.press(sheet.written, { act: 'answer', answer: 'もとの回答' });
}

// Somebody who has to give a code, and somebody who has to set one up.
async function stop_halfway() {
	for (const step of ['code', 'enrol']) {
		add_account({ login: `half_${step}`, name: `途中 ${step}`, roles: ['auditor'] });
		if (step === 'code') await behind.run("insert into second_factor (account_id, sealed, last_step, recovery_salt) select id, 'x', 0, 'x' from account where login = 'half_code'");
		else await behind.run("update role_setting set needs_second_factor = true where role = 'auditor'");
		halfway[step] = await new Person(`half_${step}`).sign_in();
	}
}

// A person to be changed and one who is stopped.
async function keep_people() {
	const add = async (login) => Number((await people.kanri1.press('/accounts/new', { act: 'do', login, name: login, kana: '', department: '0', email: '', language: 'ja', from_on: '2099-04-01', until_on: '' }))
		.location.split('/')[2]);
	sheet.stopped = await add('tomari');
	await people.kanri1.press(`/accounts/${sheet.stopped}/stop`, { reason: '休職のため。' });
	sheet.person = await add('hito');
	put_back.push(() => behind.run(`alter table event disable trigger user; delete from event where subject_id > ${sheet.person}; alter table event enable trigger user;
		delete from account where id > ${sheet.person}; update account set login = 'hito', name = 'hito', kana = null, email = null, language = 'ja', department_id = null,
		from_on = '2099-04-01', until_on = null, stopped_at = null, version = 1 where id = ${sheet.person};
		update account set stopped_at = now() where id = ${sheet.stopped} and stopped_at is null`));
}

// A sheet before a head's desk that nobody holds, one that went on without the head, and an absence that is to come.
async function bring_after(vacant, deferred) {
	await people.kaki_otsu.press(edit_of(vacant), { ...good_sheet, next: 'save' });
	await people.kaki_otsu.press(`/sheets/${vacant}/check`);
	sheet.defer = await waiting_at(behind, vacant, 'head');
	await bring(ground, deferred, 'head');
	sheet.view = await waiting_at(behind, deferred, 'head');
	await behind.run(quietly("update account set stopped_at = now() where login in ('kacho1', 'kacho2')"));
	await people.jimu1.press(`${sheet.view}/defer`, { reason: '出張のため。' });
	await behind.run(quietly('update account set stopped_at = null'));
	await people.kacho2.press('/absences', { act: 'enter', from_on: '2090-01-01', until_on: '2090-01-02', deputy: 0 });
	sheet.absence = (await behind.rows('select id from absence'))[0].id;
}

after(() => {
	behind?.close();
	for (const line of slow) console.log(`# slower than a second: ${line}`);
});

async function restore() {
	for (const put of put_back) await put();
}

// Bytes as they are, everything else as UTF-8.
const percent = (value) => (typeof value === 'string' ? encodeURIComponent(value) : [...value].map((it) => `%${it.toString(16).padStart(2, '0')}`).join(''));
const body_of = (fields) => fields.map(([name, value]) => `${percent(name)}=${percent(value)}`).join('&');

// True of any answer whatever was sent.
function judge_any(answer, what) {
	assert.ok(answer.status < 500, `${what}: ${answer.status} ${words_of(answer.text)}`);
	assert.ok(answer.seconds < 5, `${what}: ${answer.seconds.toFixed(1)} s`);
	if (answer.seconds > 1) slow.push(`${what}: ${answer.seconds.toFixed(2)} s, ${answer.status}`);
	for (const sign of ['<script>alert', '<img src=x', '試 kaki1{{'])
		assert.ok(!answer.text.includes(sign), `${what}: ${sign} stands in the page`);
	const ids = ids_of(answer.text);
	for (const { id, sentence } of summary_of(answer.text))
		assert.ok(id !== null && (ids.has(id) || ids.has(decodeURIComponent(id))), `${what}: the summary's '${sentence}' leads to #${id}, which is not there`);
}

function judge_given_back(answer, typed, what) {
	const back = given_back(answer.text).map(lines);
	const whole = back.join('\n').replace(/\s+/g, ' ');
	for (const [name, value] of typed) {
		if (name === 'roles' && answer.status === 400) continue; // ticks without any text: there is nothing that was written
		if (/^(token|version|account|language|seen|parts|password|new|again|code|sealed|carry|back)$/.test(name) || (name.startsWith('act') || name === 'next')) continue;
		for (const part of readable(value)) {
			const wanted = lines(part);
			if (wanted.trim() === '' || back.includes(wanted) || back.includes(wanted.trim())) continue;
			assert.ok(back.some((it) => it.includes(wanted)) || whole.includes(wanted.replace(/\s+/g, ' ')),
				`${what}: ${name} is not given back (${answer.status}): ${JSON.stringify(wanted.slice(0, 60))}`);
		}
	}
}

async function send(form, typed) {
	return form.who_now.ask(form.at(), { body: body_of(typed), type: form_type });
}

async function try_value(form, field, name, value) {
	const what = `${form.name}, ${field}, ${name}`;
	form.who_now = form.who();
	const typed = [...await form.who_now.typed(form.at(), { ...form.good, [field]: value })];
	const before_it = await digest(behind);
	const answer = await send(form, typed);
	const wanted = form.fields[field](value, name);
	judge_any(answer, what);
	if (wanted === undefined || form.refuses_always) {
		assert.ok(answer.status >= 400, `${what}: was taken (${answer.status})`);
		assert.equal(await digest(behind), before_it, `${what}: refused, but something has changed`);
		judge_given_back(answer, typed, what);
		if (answer.status === 422) assert.ok(summary_of(answer.text).length > 0, `${what}: nothing is named`);
		if (answer.status === 422 && !form.refuses_always)
			assert.ok(summary_of(answer.text).some((it) => it.id.startsWith('field-') || it.id === 'main'), `${what}: no field is named: ${JSON.stringify(summary_of(answer.text))}`);
		return;
	}
	assert.equal(answer.status, 303, `${what}: ${answer.status} ${words_of(answer.text)}`);
	if (form.stored && field !== 'next' && field !== 'act') assert.deepEqual(await form.stored(field), wanted, `${what}: stored otherwise than typed`);
	await restore();
}

async function collect(tries) {
	const found = [];
	for (const [what, it] of tries) {
		try {
			await it();
		} catch (error) {
			found.push(error.code === 'ERR_ASSERTION' ? error.message : `${what}: ${error.stack}`);
			await restore();
		}
	}
	assert.equal(found.length, 0, `${found.length} findings:\n${found.slice(0, 60).join('\n')}`);
}

/* ---- whole forms ---- */

const multipart = (fields, boundary) => Buffer.from(`${fields.map(([name, value]) =>
	`--${boundary}\r\nContent-Disposition: form-data; name="${String(name).replaceAll('"', '%22')}"\r\n\r\n${value}\r\n`).join('')}--${boundary}--\r\n`);

// A shape makes { body, type } of what was typed; nothing typed can come back where nothing can be read.
const shapes = [
	['an unknown field', (typed) => ({ body: body_of([...typed, ['unknown', '知らない項目']]), back: [['unknown', '知らない項目']] })],
	['an unknown field of the form', (typed) => ({ body: body_of([...typed, ['value-gone', '様式から消えた項目']]), back: [['value-gone', '様式から消えた項目']] })],
	['a doubled token', (typed) => ({ body: body_of([...typed, typed.find(([name]) => name === 'token')]) })],
	['everything doubled', (typed) => ({ body: body_of([...typed, ...typed]) })],
	['a second text', (typed) => ({ body: body_of([...typed, ...typed.filter(([, value]) => /[あ-ん]/.test(value)).map(([name]) => [name, '別の文']), ['x', '']]) })],
	['no token', (typed) => ({ body: body_of(typed.filter(([name]) => name !== 'token')) })],
	['an empty token', (typed) => ({ body: body_of(typed.map(([name, value]) => [name, name === 'token' ? '' : value])) })],
	['a token that was tampered with', (typed) => ({ body: body_of(typed.map(([name, value]) => [name, name === 'token' ? value.replace(/.$/, (it) => (it === 'A' ? 'B' : 'A')) : value])) })],
	['a token of five megabytes', (typed) => ({ body: body_of(typed.map(([name, value]) => [name, name === 'token' ? 'A'.repeat(5_000_000) : value])) })],
	['nothing', () => ({ body: '', back: [] })],
	['only signs', () => ({ body: '&&==&%&%zz=+&;', back: [] })],
	['no version', (typed) => ({ body: body_of(typed.filter(([name]) => name !== 'version' && name !== 'token')) })],
	['five thousand fields', (typed) => ({ body: body_of([...typed, ...Array.from({ length: 5001 }, (_, at) => [`f${at}`, '1'])]) })],
	['a name of ten thousand letters', (typed) => ({ body: body_of([...typed, ['n'.repeat(10_000), '1']]) })],
	['five megabytes more', (typed) => ({ body: `${body_of(typed)}&value-gone=${'x'.repeat(5_000_000)}`, back: [] })],
	['another content type', (typed) => ({ body: body_of(typed), type: 'text/plain', back: [] })],
	['JSON', (typed) => ({ body: JSON.stringify(Object.fromEntries(typed)), type: 'application/json', back: [] })],
	['Shift_JIS', (typed) => ({ body: body_of(typed), type: `${form_type}; charset=Shift_JIS`, back: [] })],
	['multipart without a boundary', (typed) => ({ body: multipart(typed, 'b'), type: 'multipart/form-data', back: [] })],
	['multipart with another boundary', (typed) => ({ body: multipart(typed, 'b'), type: 'multipart/form-data; boundary=c', back: [] })],
	['multipart that breaks off', (typed) => ({ body: multipart(typed, 'b').subarray(0, -6), type: 'multipart/form-data; boundary=b', back: typed.slice(0, -1) })],
	['multipart with a nameless part', (typed) => ({ body: Buffer.concat([multipart(typed, 'b').subarray(0, -5), Buffer.from('b\r\n\r\nx\r\n--b--\r\n')]), type: 'multipart/form-data; boundary=b', back: [] })],
	['multipart with a file where none belongs', (typed) => ({
		body: Buffer.concat([Buffer.from('--b\r\nContent-Disposition: form-data; name="version"; filename="a.txt"\r\n\r\n1\r\n'), multipart(typed, 'b')]),
		type: 'multipart/form-data; boundary=b',
	})],
];

async function try_shape(form, name, shape) {
	const what = `${form.name}, ${name}`;
	const who = form.who();
	const typed = form.is_bare && form.page ? [['token', 'AAAAAAAAAAAAAAAAAAAAAA.x']] : await who.typed(form.at(), form.good);
	const before_it = await digest(behind);
	const { body, type, back } = shape(typed);
	const answer = await who.ask(form.at(), { body, type: type ?? form_type });
	judge_any(answer, what);
	assert.ok(answer.status >= 400, `${what}: was taken (${answer.status})`);
	assert.equal(await digest(behind), before_it, `${what}: refused, but something has changed`);
	const shown = back ?? typed;
	if (!form.is_bare && !form.route.startsWith('/sign-in') && !form.has_file) judge_given_back(answer, shown, what);
}

/* ---- others' things ---- */

function others_of(form) {
	const at = form.at();
	const numbers = ['0', '999999', '2147483648', '9223372036854775807', '9223372036854775808', '99999999999999999999', '-1', '01', '１', '1%00', '1%0a', '%ff', "1'", '1;'];
	return [...numbers.map((it) => at.replace(/\d+/, it)), ...(at.startsWith('/sheets') && !form.for_all ? [at.replace(/\d+/, String(ground.sheets.other))] : [])];
}

async function try_other(form, address) {
	const who = form.who();
	const typed = await who.typed(form.at(), form.good);
	const before_it = await digest(behind);
	const answer = await who.ask(address, { body: body_of(typed), type: form_type });
	judge_any(answer, `${form.name} to ${address}`);
	assert.ok(answer.status >= 400, `${address}: was taken (${answer.status})`);
	assert.equal(await digest(behind), before_it, `${address}: something has changed`);
	// at an address that cannot be, there is no form that could give anything back
	if (/^\/[a-z]+\/[1-9]\d{0,9}(\/|$)/.test(address)) judge_given_back(answer, typed, `${form.name} to ${address}`);
	const page = await who.ask(address);
	judge_any(page, `GET ${address}`);
	assert.ok([400, 403, 404].includes(page.status), `GET ${address}: ${page.status}`);
}

async function try_replay(form) {
	const who = form.who();
	const typed = await who.typed(form.at(), form.good);
	const [field] = Object.keys(form.good).filter((it) => /^(value-(result|opinion)|(parts_)?reason|opinion|comment|question|answer|remark)$/.test(it));
	const first = await who.post(form.at(), typed);
	assert.equal(first.status, 303, `${form.name}: ${words_of(first.text)}`);
	const done = await digest(behind);
	assert.equal((await who.post(form.at(), typed)).location, first.location, `${form.name}: the same again has the same answer`);
	const changed = typed.map(([name, value]) => [name, name === field ? '別の文にした。' : value]);
	for (const [person, fields] of [...field ? [[who, changed]] : [], [people.kaki2, typed], [people.jimu2, typed]]) {
		const answer = await person.post(form.at(), fields);
		judge_any(answer, `${form.name} replayed by ${person.login}`);
		assert.ok([403, 404, 409].includes(answer.status), `${form.name} replayed by ${person.login}: ${answer.status}`);
		judge_given_back(answer, fields, `${form.name} replayed by ${person.login}`);
		assert.equal(await digest(behind), done, `${form.name} replayed by ${person.login}: done twice`);
	}
	await restore();
}

/* ---- queries ---- */

const queries = {
	'/posts': ['back'],
	'/sign-in': ['back', 'chosen', 'carry', 'unknown'],
	'/password/forgotten': ['sent', 'login'],
	'/language/{word}': ['back'],
	'/sheets': ['round', 'department', 'state', 'after', 'unknown'],
	'/sheets/{id}/edit': ['saved', 'version', 'value-result'],
	'/parts/{id}/edit': ['saved', 'version', 'value-result', 'nothing'],
	'/sheets/{id}/editions/{id2}': ['against', 'unknown'],
	'/reviews': ['after', 'after_due'],
	'/reviews/approve': ['review', 'ticked', 'seen'],
	'/reviews/approved': ['review', 'seen'],
	'/reviews/{id}': ['saved', 'done', 'said', 'reason'],
	'/questions': ['sheet', 'before'],
	'/questions/{id}': ['done', 'answer'],
	'/progress': ['round'],
	'/meetings': ['before_on', 'before'],
	'/meetings/new': ['stage', 'body'],
	'/meetings/{id}': ['done', 'a3'],
	'/meetings/{id}/opinions': ['names'],
	'/log': ['from', 'until', 'actor', 'action', 'round', 'sheet', 'before'],
	'/absences': ['account'],
	'/departments': ['year'],
	'/notices': ['before'],
	'/accounts': ['text', 'department', 'role', 'state', 'sort', 'behind', 'behind_id'],
	'/rounds/{id}/settings': ['saved'],
	'/account': ['done', 'language'],
	'/settings/second-factor': ['saved', 'roles'],
	'/help': ['unknown'],
};

async function try_query(route, param, name, value) {
	const address = route.replace('{word}', 'ja').replace('/sheets/{id}/editions/{id2}', `/sheets/${sheet.head}/editions/1`).replace('/sheets/{id}', `/sheets/${sheet.edit}`).replace('/parts/{id}', `/parts/${sheet.part}`).replace('/reviews/{id}', sheet.review).replace('/questions/{id}', sheet.asked).replace('/rounds/{id}', '/rounds/1').replace('/meetings/{id}', sheet.meeting);
	const who = /sheets/.test(route) ? people.kaki1 : /parts/.test(route) ? people.kaki_otsu : route === '/sign-in' ? new Person('stranger') : /accounts|grants|settings.second/.test(route) ? people.kanri1 : people.jimu1;
	const before_it = await digest(behind);
	const sent = name === '5 MB' ? value.slice(0, 300) : value; // more than that is nginx's
	for (const query of [`${param}=${percent(sent)}`, `${param}=${percent(sent)}&${param}=1&${param}`]) {
		const answer = await who.ask(`${address}?${query}`);
		judge_any(answer, `GET ${address}, ${param}, ${name}`);
		assert.ok([200, 303].includes(answer.status), `GET ${address}?${query}: ${answer.status}`);
		if (answer.status === 303) assert.match(answer.location, /^\/(?!\/)/, `GET ${address}?${query} leads to ${answer.location}`);
	}
	assert.equal(await digest(behind), before_it);
}

/* ---- the tests ---- */

// The forms of a meeting, whose deeds cannot be put back one by one: tests/browser/sign_off.test.mjs types what is wrong into
// them, tests/fault/sign_off.test.mjs sends what does not belong there. A download is no page:
// tests/browser/log.test.mjs reads the log's. A meeting's agenda is there when its papers are frozen, its record when it is signed.
const elsewhere = [
	// only while there is no administrator: tests/browser/setup.test.mjs
	'/setup', '/meetings/new', '/meetings/{id}/edit', '/meetings/{id}/freeze', '/meetings/{id}/unfreeze', '/meetings/{id}/agenda', '/meetings/{id}/sign-off',
	// Who gives and ends roles types the password each time: tests/fault/grants.test.mjs sends what is wrong there.
	'/accounts/{id}/password', '/accounts/slips', '/accounts/import', '/accounts/imports/{id}', '/accounts/{id}/roles/new', '/accounts/{id}/roles/{id2}/end', '/grants/{id}',
	// tests/fault/departments.test.mjs
	'/departments/new', '/departments/{id}/rename', '/departments/{id}/merge', '/departments/{id}/split', '/departments/{id}/close', '/departments/changes/{id}',
	// tests/fault/transfer.test.mjs
	'/transfers/new', '/transfers/{id}/confirm', '/transfers/{id}/undo',
	// tests/browser/posts.test.mjs
	'/posts',
	// steps of signing in, which are done once: tests/fault/invitation.test.mjs
	'/sign-in/password', '/sign-in/codes', '/sign-in/proxy', '/password/{word}', '/password/forgotten'];
const read_elsewhere = ['/accounts/export', '/log/export', '/transfers/new', '/meetings/{id}/agenda', '/meetings/{id}/record',
	'/sign-in/proxy', '/sign-in/code', '/sign-in/password', '/sign-in/enrol', '/sign-in/codes'];

describe('bad input', { skip: no_installation }, () => {
	test('every form of the site is described here, and no other', () => {
		const posts = chosho(['routes']).split('\n').map((line) => /^POST (\S+)/.exec(line)?.[1]).filter(Boolean);
		assert.deepEqual([...new Set(forms.map((it) => it.route)), ...elsewhere].sort(), posts.sort());
	});

	test('every field that a form holds is described here', async () => {
		for (const form of forms.filter((it) => !it.is_bare)) {
			const html = form_of(await form.who().page(form.at()), form.at());
			const others = forms.filter((it) => it.route === form.route).flatMap((it) => Object.keys(it.fields));
			const alike = (name) => name.replace(/-\d+(-\d+)?$/, '');
			for (const { name } of controls_of(html).filter((it) => it.name && it.name !== 'token'))
				assert.ok(others.some((it) => alike(it) === alike(name)), `${form.name} holds a field ${name}`);
		}
	});

	for (const form of forms)
		for (const field of Object.keys(form.fields).filter((it) => it !== 'file'))
			test(`${form.name}: ${field} takes everything on the list, or says why not`, async () => {
				await collect(Object.entries(all).map(([name, value]) => [name, () => try_value(form, field, name, value)]));
			});

	for (const form of forms.filter((it) => it.name === 'a sheet' || it.name === 'a return'))
		test(`${form.name}: a text is as long as it may be, in letters, and not one longer`, async () => {
			const max = { 'value-result': 400, 'value-opinion': 200, reason: 2000, [`value-${odd}`]: 100, 'value-actuals-1': 1000 };
			const tries = Object.keys(form.fields).filter((it) => it in max).flatMap((field) => ['あ', '𠮷', 'x\r\n'].flatMap((letter) => {
				const size = [...lines(letter)].length;
				const full = letter.repeat(Math.floor(max[field] / size));
				return [['just fits', full], ['one too many', `${full}${letter}`]].map(([name, value]) =>
					[`${field} ${name}`, () => try_value(form, field, `${name} (${JSON.stringify(letter)})`, value)]);
			}));
			await collect(tries);
		});

	for (const form of forms)
		test(`${form.name}: the form as a whole in every broken shape`, async () => {
			await collect(shapes.map(([name, shape]) => [name, () => try_shape(form, name, shape)]));
		});

	test('what belongs to others, or is not there, cannot be reached by its number', async () => {
		await collect(forms.filter((it) => it.route.includes('{id}')).flatMap((form) => others_of(form).map((address) =>
			[address, () => try_other(form, address)])));
	});

	test('a form that was sent is not sent again with another text, nor by somebody else', async () => {
		await collect(forms.filter((it) => it.stored).map((form) => [form.name, () => try_replay(form)]));
	});

	for (const [route, params] of Object.entries(queries))
		test(`GET ${route} reads its query without a stumble`, async () => {
			await collect(params.flatMap((param) => Object.entries(all).map(([name, value]) => [`${param} ${name}`, () => try_query(route, param, name, value)])));
		});

	test('every address that reads a query is described here', () => {
		const rows = [...readFileSync(join(root, 'src/routes.c'), 'utf8').matchAll(/\{\s*GET,\s*"([^"]+)",[^}]*?,\s*(&\w+),\s*\w+\s*\}/g)].map((it) => it[1]);
		assert.ok(rows.length > 5);
		for (const route of rows.filter((it) => !read_elsewhere.includes(it))) assert.ok(route in queries, `GET ${route} reads a query that is not described`);
	});
});
