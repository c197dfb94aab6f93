// ground.mjs: what the fault tests stand on: a small plan whose form has a field of each kind, its people (two for each
// chair, so that they can get in each other's way), and sheets that are brought where a test wants them, through the site.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add_account, import_plan } from '../browser/lib/installation.mjs';
import { open_behind, quoted } from './behind.mjs';
import { held_by, Person } from './person.mjs';

export const odd = '備"考<&>'; // a field code may hold anything

const scale = (code, title, values) => ({ code, title, values: values.map(([value, label]) => ({ code: value, label })) });
const round = (code, more) => ({
	code, title: `評価回${code}`, fiscal_year: 2026, term: 'final', form: 'sheet', opens_on: '2020-04-01', due_on: '2099-03-31', late: 'refuse',
	stages: [
		{ code: 'head', title: '所属長', kind: 'head' },
		{ code: 'office', title: '事務局', kind: 'secretariat', form: 'inner' },
		{ code: 'body', title: '部会', kind: 'body', body: 'k', form: 'inner', routes: [{ tag: 'ko', body: 's' }, { tag: 'ken', body: 'k' }] },
		{ code: 'end', title: '委員会', kind: 'body', body: 'f' },
	],
	...more,
});

const items = { full: {}, other: { departments: ['otsu'] }, first: {}, second: {}, third: {}, fourth: {}, fifth: {}, sixth: {}, seventh: {}, shared: { departments: ['ka', 'otsu'] }, handed: { departments: ['ka', 'otsu'] } };

export const plan = {
	format: 'chosho-plan/1',
	plan: { code: 'fault', title: '故障の計画', organization: '試市', first_year: 2020, last_year: 2040 },
	levels: ['取組'],
	departments: [{ code: 'ka', title: '試験課' }, { code: 'otsu', title: '乙課' }, { code: 'hei', title: '丙課' }],
	bodies: ['k', 's', 'f'].map((code) => ({ code, title: `会議体${code}` })),
	tags: [{ code: 'ko', title: '高齢' }, { code: 'ken', title: '健康' }],
	scales: [scale('grade', '評価', [['A', '達成'], ['B', '一部達成'], ['C', '未達成']]), scale('rank', '判定', [['○', '妥当'], ['△', '要改善']])],
	items: Object.entries(items).map(([code, it], at) => ({
		code, parent: null, level: 1, number: `${at + 1}`, title: `取組 ${code}`, departments: it.departments ?? ['ka'], tags: ['ko', 'ken'], evaluated: true,
	})),
	indicators: [['full', 'ka'], ['full', 'ka'], ['shared', 'otsu']].map(([item, department], at) => ({
		code: `z${at + 1}`, item, name: `指標${at + 1}`, kind: 'quantitative', unit: '回', departments: [department], targets: { 2026: '12回以上' },
	})),
	tallies: [{ code: 'count', item: 'full', title: '活動件数', rows: ['東', '西'], columns: ['訪問', '電話'], unit: '件' }],
	forms: [
		{
			code: 'sheet', title: '調書', fields: [
				{ code: 'result', title: '成果', type: 'text', required: true, max_chars: 400 },
				{ code: 'long', title: '経過', type: 'text' },
				{ code: odd, title: '備考', type: 'text', max_chars: 100 },
				{ code: 'grade', title: '評価', type: 'choice', scale: 'grade', required: true },
				{ code: 'actuals', title: '実績', type: 'indicators' },
				{ code: 'count', title: '件数', type: 'tally', tally: 'count' },
			],
		},
		{
			code: 'inner', title: '内部評価', fields: [
				{ code: 'opinion', title: '意見', type: 'text', required: true, max_chars: 200 },
				{ code: 'rank', title: '判定', type: 'choice', scale: 'rank' },
			],
		},
	],
	rounds: [round('next', { opens_on: '2098-01-01' }), round('now', {})],
	evaluations: [],
};

export const roles = {
	kaki1: 'author:ka', kaki2: 'author:ka', kaki_otsu: 'author:otsu', kaki_otsu2: 'author:otsu', kaki_hei: 'author:hei', kacho1: 'head:ka', kacho2: 'head:ka', jimu1: 'secretariat', jimu2: 'secretariat',
	kai_k1: 'chair:k', kai_k2: 'deputy:k', kai_s: 'chair:s', iin_k1: 'member:k', iin_k2: 'member:k', kai_f1: 'chair:f', kai_f2: 'deputy:f', kanri1: 'administrator',
};

export const good_sheet = {
	'value-result': '見守りの輪が広がった。', 'value-long': '春から秋まで\n月に一度集まった。', [`value-${odd}`]: '特になし', 'value-grade': 'B',
};
export const good_review = { 'value-opinion': '妥当と認める。', 'value-rank': '○' };

export async function make_ground() {
	const folder = mkdtempSync(join(tmpdir(), 'chosho-fault-'));
	try {
		const file = join(folder, 'plan.json');
		writeFileSync(file, JSON.stringify(plan));
		import_plan(file);
	} finally {
		rmSync(folder, { recursive: true });
	}
	const people = {};
	for (const [login, role] of Object.entries(roles)) {
		const department = /^(author|head):/.test(role) ? role.split(':')[1] : undefined;
		add_account({ login, name: `試 ${login}`, roles: [role], department, organization: '試市' });
		people[login] = await new Person(login).sign_in();
	}
	const behind = open_behind();
	const now = "from sheet join item on item.id = item_id join round on round.id = round_id and round.code = 'now'";
	const sheets = Object.fromEntries((await behind.rows(`select item.code, sheet.id ${now}`)).map((it) => [it.code, it.id]));
	const parts = Object.fromEntries((await behind.rows(`select item.code, part.number ${now} join part on part.sheet_id = sheet.id`))
		.map((it) => [it.code, it.number]));
	return { people, behind, sheets, parts };
}

export const edit_of = (sheet) => `/sheets/${sheet}/edit`;

export async function waiting_at(behind, sheet, desk) {
	const rows = await behind.rows(`select review.id from review left join body on body.id = body_id where sheet_id = ${sheet} and state = 'waiting'
		and coalesce(body.code, review.kind) = ${quoted(desk)}`);
	if (rows.length !== 1) throw new Error(`sheet ${sheet} waits ${rows.length} times at ${desk}`);
	return `/reviews/${rows[0].id}`;
}

async function go(person, address, changes) {
	const answer = await person.press(address, changes);
	if (answer.status !== 303) throw new Error(`${person.login}: POST ${address} is ${answer.status}`);
}

// Brings a draft on its way: 'filled', 'head', 'secretariat', 'body' (k and s side by side), 'f', 'settled'. Each step once.
export async function bring({ people, behind }, sheet, where) {
	const steps = [
		['filled', () => go(people.kaki1, edit_of(sheet), { ...good_sheet, next: 'save' })],
		['head', () => go(people.kaki1, `/sheets/${sheet}/check`, {})],
		['secretariat', async () => go(people.kacho1, await waiting_at(behind, sheet, 'head'), { act: 'approve' })],
		['body', async () => go(people.jimu1, await waiting_at(behind, sheet, 'secretariat'), { ...good_review, act: 'approve' })],
		['f', async () => {
			await go(people.kai_k1, await waiting_at(behind, sheet, 'k'), { ...good_review, act: 'approve' });
			await go(people.kai_s, await waiting_at(behind, sheet, 's'), { ...good_review, act: 'approve' });
		}],
		['settled', async () => go(people.kai_f1, await waiting_at(behind, sheet, 'f'), { act: 'approve' })],
	];
	for (const [name, step] of steps) {
		await step();
		if (name === where) return;
	}
}

const in_japan = () => new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10); // today

// A meeting of body k today for the sheets that wait there, its papers frozen. Where to find it.
export async function meet(ground) {
	const meeting = await plan_meeting(ground);
	await go(ground.people.jimu1, `${meeting}/freeze`, {});
	return meeting;
}

export async function plan_meeting({ people, behind }) {
	const [{ stage, body }] = await behind.rows("select stage.id as stage, body.id as body from stage join round on round.id = round_id, body where round.code = 'now' and stage.code = 'body' and body.code = 'k'");
	const plan_it = await people.jimu1.page(`/meetings/new?stage=${stage}&body=${body}`);
	const fields = held_by(plan_it, '/meetings/new').map(([name, value]) => [name, name === 'held_on' ? in_japan() : value]);
	const made = await people.jimu1.post('/meetings/new', fields);
	if (made.status !== 303) throw new Error(`no meeting: ${made.status}`);
	return made.location;
}

// What a signer types on the agenda: sheet → approved or a reason for returning it.
export async function choices_of({ behind }, meeting, by_sheet) {
	const fields = {};
	for (const [sheet, choice] of Object.entries(by_sheet)) {
		const [{ id }] = await behind.rows(`select review_id as id from paper where sheet_id = ${sheet} and meeting_id = ${meeting.match(/\d+/)[0]} order by freezing desc limit 1`);
		fields[`decision-${id}`] = choice === 'approved' ? choice : 'returned';
		if (choice !== 'approved') fields[`reason-${id}`] = choice;
		fields[`value-${id}-opinion`] = '妥当と認める。';
	}
	return fields;
}

export async function choose(ground, meeting, by_sheet, who = 'kai_k1') {
	await go(ground.people[who], `${meeting}/agenda`, { ...await choices_of(ground, meeting, by_sheet), act: 'save' });
}
