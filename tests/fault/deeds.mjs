// deeds.mjs: the table behind the races of all pairs: where a sheet may lie, who presses what there, and by the rules of the office
// what each deed rests on and what it changes. Written by hand, never read from the program.

import { quoted } from './behind.mjs';
import { password } from '../browser/lib/installation.mjs';
import { choices_of, choose, edit_of, good_review, good_sheet, plan_meeting, waiting_at } from './ground.mjs';

const reason = '数字の根拠を添えてください。';
const formless = ['head', 'last']; // stages without a form of their own
const recorded = (place) => (formless.includes(place) ? {} : good_review);
const approve = (place) => ({ ...recorded(place), act: 'approve' });

const check_of = (sheet) => `/sheets/${sheet}/check`;
const part_of = async ({ ground, sheet }) => `/parts/${(await ground.behind.rows(`select number from part where sheet_id = ${sheet}`))[0].number}`;
const meeting_of = async ({ ground }) => `/meetings/${(await ground.behind.rows('select max(id) as id from meeting'))[0].id}`;
const question_of = async ({ ground }) => `/questions/${(await ground.behind.rows('select max(id) as id from question'))[0].id}`;
const selection_of = async ({ ground }) => `/stages/${(await ground.behind.rows("select stage.id from stage join round on round.id = round_id where stage.code = 'end' and round.code = 'now'"))[0].id}/selection`;

/*
 * The places, in the order in which one sheet comes to them; each step brings it there from the place before. A form that was
 * open at an earlier place may be sent at a later one.
 */
export const places = {
	filled: async (it) => {
		await it.press('kaki1', edit_of(it.sheet), { ...good_sheet, next: 'save' });
		await it.press('kaki_otsu', `${await part_of(it)}/edit`, { 'value-result': '乙課の記入', next: 'save' });
	},
	handed: async (it) => it.press('kaki_otsu', `${await part_of(it)}/check`, {}),
	head: async ({ press, sheet }) => press('kaki1', check_of(sheet), {}),
	secretariat: async ({ press, desk }) => press('kacho1', await desk('head'), approve('head')),
	body: async ({ ground, press, desk }) => {
		await press('jimu1', await desk('secretariat'), approve('secretariat'));
		await plan_meeting(ground);
	},
	frozen: async (it) => {
		const meeting = await meeting_of(it);
		await it.press('iin_k1', `${await it.desk('k')}/questions`, { question: '南部はどうですか。' });
		await it.press('jimu1', `${meeting}/freeze`, {});
		await choose(it.ground, meeting, { [it.sheet]: 'approved' });
	},
	half: async ({ press, desk }) => press('kai_k1', await desk('k'), approve('body')),
	last: async ({ press, desk }) => press('kai_s', await desk('s'), approve('half')),
	settled: async ({ press, desk }) => press('kai_f1', await desk('f'), approve('last')),
	reopened: async ({ press, sheet }) => press('jimu1', `/sheets/${sheet}/reopen`, { reason, due_on: '2099-03-31', act: 'reopen' }),
	excluded: async ({ press, sheet }) => press('jimu1', `/sheets/${sheet}/exclude`, { reason }),
};

const written = ['filled', 'handed', 'reopened'], reviewed = ['head', 'secretariat', 'body', 'frozen', 'half', 'last'];
// The desk that decides at a place, and its people; at 'body' k and s wait side by side, at 'frozen' k's papers are frozen and its
// chair has chosen, at 'half' k has approved and s waits.
const desk_at = { head: 'head', secretariat: 'secretariat', body: 'k', frozen: 'k', half: 's', last: 'f' };
const people_at = { head: ['kacho1', 'kacho2'], secretariat: ['jimu1', 'jimu2'], body: ['kai_k1', 'kai_k2'], frozen: ['kai_k1', 'kai_k2'], half: ['kai_s'], last: ['kai_f1', 'kai_f2'] };
// Whose latest approval led there, and which desks wait there because of it.
const before = { secretariat: 'head', body: 'secretariat', frozen: 'secretariat', half: 'k', last: 's', settled: 'f' };
const approver_at = { secretariat: 'kacho1', body: 'jimu1', frozen: 'jimu1', half: 'kai_k1', last: 'kai_s', settled: 'kai_f1' };
const waiting_desks = { head: ['head'], secretariat: ['secretariat'], body: ['k', 's'], frozen: ['k', 's'], half: ['s'], last: ['f'], settled: [] };
const passes_on = (place) => !['body', 'frozen'].includes(place);

const review = ({ ground, sheet }, place) => waiting_at(ground.behind, sheet, desk_at[place]);
const to_stage = async ({ ground, sheet }, kind) => (await ground.behind.rows(`select stage.id from stage join sheet on sheet.round_id = stage.round_id
	where sheet.id = ${sheet} and stage.kind = ${quoted(kind)} order by stage.position limit 1`))[0].id;

// What waits of the sheet, and before whom.
export async function deciders_now({ ground, sheet }) {
	const people = { head: people_at.head, secretariat: people_at.secretariat, k: people_at.body, s: people_at.half, f: people_at.last };
	const rows = await ground.behind.rows(`select review.id, coalesce(body.code, review.kind) as desk from review left join body on body.id = body_id
		where sheet_id = ${sheet} and state = 'waiting'`);
	return rows.map(({ id, desk }) => ({ id, people: people[desk] }));
}

/*
 * A deed rests on things, and changes things: after another that changed one of them it is refused, and so each pair's
 * outcomes are known. 'sheet' is the sheet as it was shown, 'place' where it lies, 'desks' that it lies with desks, 'acted' that
 * nobody has decided where it lies; a desk's name is that it has not decided, with 'note' what it has noted so far.
 * lasts: its form is as good at a later place, if nothing that it names has changed since.
 * at: the places. by: who may press; the first two race when a deed meets itself. shown: what was typed and must come back.
 */
const approvals_of = async ({ behind }, login) => (await behind.rows(`select count(*) as count from event join account on account.id = account_id
	where action = 'approve' and login = ${quoted(login)}`))[0].count;
const decides = (place) => [desk_at[place], `${desk_at[place]} note`, 'acted', `${desk_at[place]} decided`];
export const deeds = {
	save: {
		at: written, by: () => ['kaki1', 'kaki2'], address: ({ sheet }) => edit_of(sheet),
		fields: (_, who) => ({ ...good_sheet, 'value-result': `${who}の文`, next: 'save' }), shown: (who) => [`${who}の文`],
		rests: () => ['sheet', 'place'], changes: () => ['sheet'],
	},
	submit: {
		at: written, by: () => ['kaki1', 'kaki2'], address: ({ sheet }) => check_of(sheet), fields: (_, who, place) => (place === 'filled' ? { parts_reason: '乙課を待たずに提出する。' } : {}),
		rests: () => ['sheet', 'place', 'part is in'], changes: () => ['sheet', 'place'], event: 'submit',
	},
	withdraw: {
		at: ['head', 'secretariat', 'body', 'frozen', 'last'], by: () => ['kaki1', 'kaki2'], address: ({ sheet }) => `/sheets/${sheet}/withdraw`, fields: () => ({}),
		rests: () => ['sheet', 'place', 'acted'], changes: (place) => ['sheet', 'place', 'desks', ...waiting_desks[place]], event: 'withdraw',
	},
	note: {
		at: reviewed, by: (place) => people_at[place], address: review,
		fields: (_, who, place) => ({ ...recorded(place), [formless.includes(place) ? 'reason' : 'value-opinion']: `${who}の控え`, act: 'save' }), shown: (who) => [`${who}の控え`],
		rests: (place) => decides(place).slice(0, 2), changes: (place) => [`${desk_at[place]} note`],
	},
	approve: {
		at: reviewed, by: (place) => people_at[place], address: review, fields: (_, who, place) => approve(place),
		rests: (place) => decides(place).slice(0, 2), changes: (place) => [...decides(place), ...(passes_on(place) ? ['sheet', 'place'] : []), ...(place === 'last' ? ['settled'] : [])], event: 'approve',
	},
	'approve beside': {
		at: ['body', 'frozen'], by: () => ['kai_s'], address: (it) => waiting_at(it.ground.behind, it.sheet, 's'), fields: () => approve('body'),
		rests: () => ['s', 's note'], changes: () => ['s', 's note', 'acted'], event: 'approve',
	},
	return: {
		at: reviewed, by: (place) => people_at[place], address: review,
		fields: (_, who, place) => ({ ...recorded(place), act: 'return', reason: `${who}：${reason}`, marks: 'result' }), shown: (who) => [`${who}：${reason}`],
		rests: (place) => decides(place).slice(0, 2), changes: (place) => [...decides(place), 'sheet', 'place', 'desks', ...waiting_desks[place]], event: 'return',
	},
	'send back': {
		at: reviewed.slice(1), by: (place) => people_at[place], address: review,
		fields: async (it, who, place) => ({ ...recorded(place), act: 'return', reason: `${who}：${reason}`, to: await to_stage(it, 'head') }), shown: (who) => [`${who}：${reason}`],
		rests: (place) => decides(place).slice(0, 2), changes: (place) => [...decides(place), 'sheet', 'place', ...waiting_desks[place]], event: 'send back',
	},
	undo: {
		at: Object.keys(before), by: (place) => [approver_at[place], approver_at[place]],
		address: async ({ ground, sheet }, place) => `/reviews/${(await ground.behind.rows(`select max(review.id) as id from review left join body on body.id = body_id
			where sheet_id = ${sheet} and state = 'approved' and coalesce(body.code, review.kind) = ${quoted(before[place])}`))[0].id}/undo`,
		fields: () => ({}),
		// while the other body has not decided, k's approval has led nowhere yet
		rests: (place) => [`${before[place]} approved`, 'desks', ...(place === 'half' ? [] : ['acted'])],
		changes: (place) => [`${before[place]} approved`, 'sheet', 'place', ...(place === 'half' ? [] : waiting_desks[place])], event: 'undo',
	},
	reopen: {
		at: ['settled'], by: () => ['jimu1', 'jimu2'], address: ({ sheet }) => `/sheets/${sheet}/reopen`,
		fields: (_, who) => ({ reason: `${who}の訂正`, due_on: '2099-03-31', act: 'reopen' }), shown: (who) => [`${who}の訂正`],
		rests: () => ['sheet', 'place'], changes: () => ['sheet', 'place', 'desks'], event: 'reopen',
	},
	exclude: {
		at: written, by: () => ['jimu1', 'jimu2'], address: ({ sheet }) => `/sheets/${sheet}/exclude`,
		fields: (_, who) => ({ reason: `${who}の理由` }), shown: (who) => [`${who}の理由`],
		rests: () => ['sheet', 'place'], changes: () => ['sheet', 'place'], event: 'exclude',
	},
	include: {
		at: ['excluded'], by: () => ['jimu1', 'jimu2'], address: ({ sheet }) => `/sheets/${sheet}/include`,
		fields: (_, who) => ({ reason: `${who}の理由` }), shown: (who) => [`${who}の理由`],
		rests: () => ['sheet', 'place'], changes: () => ['sheet', 'place'], event: 'include',
	},
	reassign: {
		at: [...written, ...reviewed], by: () => ['jimu1', 'jimu2'], address: ({ sheet }) => `/sheets/${sheet}/reassign`,
		fields: async ({ ground }, who) => ({
			department: (await ground.behind.rows("select id from department where code = 'hei'"))[0].id, in_charge: '0', reason: `${who}の組替え`,
		}),
		shown: (who) => [`${who}の組替え`],
		rests: () => ['sheet'], changes: (place) => ['sheet', 'lead', ...(place === 'head' ? ['head'] : [])], event: 'reassign',
	},
	write: {
		at: ['filled'], by: () => ['kaki_otsu', 'kaki_otsu2'], address: async (it) => `${await part_of(it)}/edit`,
		fields: (_, who) => ({ 'value-result': `${who}の記入`, next: 'save' }), shown: (who) => [`${who}の記入`],
		rests: () => ['part', 'place'], changes: () => ['part'],
	},
	'hand in': {
		at: ['filled'], by: () => ['kaki_otsu', 'kaki_otsu2'], address: async (it) => `${await part_of(it)}/check`, fields: () => ({}),
		rests: () => ['part', 'place'], changes: () => ['part', 'part is in'], event: 'hand in',
	},
	'hand back': {
		lasts: true, at: ['handed', 'reopened'], by: () => ['kaki1', 'kaki2'], address: async (it) => `${await part_of(it)}/hand-back`,
		fields: (_, who) => ({ reason: `${who}の依頼` }), shown: (who) => [`${who}の依頼`],
		rests: () => ['part', 'place', 'lead'], changes: () => ['part', 'part is in'], event: 'hand back',
	},
	opine: {
		at: ['body', 'frozen'], by: () => ['iin_k1', 'iin_k1'], address: async (it) => `${await waiting_at(it.ground.behind, it.sheet, 'k')}/opinion`,
		fields: (_, who) => ({ opinion: `${who}の意見` }), shown: (who) => [`${who}の意見`],
		rests: () => ['k', 'own opinion'], changes: () => ['own opinion'], event: 'opine',
	},
	ballot: {
		at: ['body', 'frozen'], by: () => ['iin_k1', 'iin_k1'], address: async (it) => `${await waiting_at(it.ground.behind, it.sheet, 'k')}/ballot`,
		fields: (_, who) => ({ 'value-rank': '○', comment: `${who}の評価` }), shown: (who) => [`${who}の評価`],
		rests: () => ['k', 'own ballot'], changes: () => ['own ballot'], event: 'ballot',
	},
	ask: {
		at: ['body', 'frozen'], by: () => ['iin_k1', 'iin_k2'], address: async (it) => `${await waiting_at(it.ground.behind, it.sheet, 'k')}/questions`,
		fields: (_, who) => ({ question: `${who}の質問` }), shown: (who) => [`${who}の質問`],
		rests: () => ['k'], changes: () => [], event: 'ask',
	},
	answer: {
		lasts: true, at: ['frozen', 'half', 'last'], by: () => ['kaki1', 'kaki2'], address: question_of,
		fields: (_, who) => ({ answer: `${who}の回答`, act: 'answer' }), shown: (who) => [`${who}の回答`],
		rests: () => ['question', 'desks', 'settled', 'lead'], changes: () => ['question'], event: 'answer',
	},
	// the last stage looks at the other sheets only
	select: {
		at: ['last'], by: () => ['jimu1', 'jimu2'], address: selection_of,
		fields: async ({ ground, sheet }, who) => [...Object.values(ground.sheets).filter((it) => it !== sheet).map((it) => ['sheets', it]), ['reason', `${who}の抽出`], ['act', 'select']],
		shown: (who) => [`${who}の抽出`],
		rests: () => ['selection', 'f decided'], changes: () => ['selection', 'f', 'f note', 'sheet', 'place', 'settled'],
	},
	'approve many': {
		at: ['head', 'last'], by: (place) => people_at[place], address: () => '/reviews/approve',
		opened: async (it, place) => (await review(it, place)).replace('/reviews/', '/reviews/approve?review='), fields: () => ({}),
		// its answer is a page that says what passed and what did not
		is_done: async ({ ground }, who, count) => (await approvals_of(ground, who)) > count, count: ({ ground }, who) => approvals_of(ground, who),
		rests: (place) => decides(place).slice(0, 2), changes: (place) => [...decides(place), 'sheet', 'place', ...(place === 'last' ? ['settled'] : [])], event: 'approve',
	},
	freeze: {
		at: ['body'], by: () => ['jimu1', 'jimu2'], address: async (it) => `${await meeting_of(it)}/freeze`, fields: () => ({}),
		rests: () => ['meeting', 'k'], changes: () => ['meeting'], event: 'freeze',
	},
	unfreeze: {
		at: ['frozen'], by: () => ['jimu1', 'jimu2'], address: async (it) => `${await meeting_of(it)}/unfreeze`,
		fields: (_, who) => ({ reason: `${who}の事情` }), shown: (who) => [`${who}の事情`],
		rests: () => ['meeting', 'k decided'], changes: () => ['meeting'], event: 'unfreeze',
	},
	choose: {
		lasts: true, at: ['frozen'], by: () => ['kai_k1', 'kai_k2'], address: async (it) => `${await meeting_of(it)}/agenda`,
		fields: async (it, who) => ({ ...await choices_of(it.ground, await meeting_of(it), { [it.sheet]: `${who}が差し戻す理由` }), act: 'save' }), shown: (who) => [`${who}が差し戻す理由`],
		rests: () => ['meeting'], changes: () => ['meeting'],
	},
	sign: {
		at: ['frozen'], by: () => ['kai_k1', 'kai_k2'], address: async (it) => `${await meeting_of(it)}/sign-off`,
		fields: (_, who) => ({ statement: `${who}の決裁`, password, act: 'sign' }), shown: (who) => [`${who}の決裁`],
		rests: () => ['meeting', 'k', 'k note'], changes: (place) => ['meeting', ...decides(place), 'k decided'], events: ['approve', 'sign'],
	},
};
