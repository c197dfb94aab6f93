// deeds.mjs: the table behind the races of all pairs: where a sheet may lie, who presses what there, and by the rules of the office
// what each deed rests on and what it changes. Written by hand, never read from the program.

import { quoted } from './behind.mjs';
import { edit_of, good_review, good_sheet, waiting_at } from './ground.mjs';

const reason = '数字の根拠を添えてください。';
const formless = ['head', 'last']; // stages without a form of their own
const recorded = (place) => (formless.includes(place) ? {} : good_review);
const approve = (place) => ({ ...recorded(place), act: 'approve' });

export const check_of = (sheet) => `/sheets/${sheet}/check`;

/*
 * The places, in the order in which one sheet comes to them; each step brings it there from the place before. A form that was
 * open at an earlier place may be sent at a later one.
 */
export const places = {
	filled: async ({ press, sheet }) => press('kaki1', edit_of(sheet), { ...good_sheet, next: 'save' }),
	head: async ({ press, sheet }) => press('kaki1', check_of(sheet), {}),
	secretariat: async ({ press, desk }) => press('kacho1', await desk('head'), approve('head')),
	body: async ({ press, desk }) => press('jimu1', await desk('secretariat'), approve('secretariat')),
	half: async ({ press, desk }) => press('kai_k1', await desk('k'), approve('body')),
	last: async ({ press, desk }) => press('kai_s', await desk('s'), approve('half')),
	settled: async ({ press, desk }) => press('kai_f1', await desk('f'), approve('last')),
	reopened: async ({ press, sheet }) => press('jimu1', `/sheets/${sheet}/reopen`, { reason, due_on: '2099-03-31', act: 'reopen' }),
	excluded: async ({ press, sheet }) => press('jimu1', `/sheets/${sheet}/exclude`, { reason }),
};

const written = ['filled', 'reopened'], reviewed = ['head', 'secretariat', 'body', 'half', 'last'];
// The desk that decides at a place, and its people; at 'half' k has approved and s waits.
const desk_at = { head: 'head', secretariat: 'secretariat', body: 'k', half: 's', last: 'f' };
const people_at = { head: ['kacho1', 'kacho2'], secretariat: ['jimu1', 'jimu2'], body: ['kai_k1', 'kai_k2'], half: ['kai_s'], last: ['kai_f1', 'kai_f2'] };
// Whose latest approval led there, and which desks wait there because of it.
const before = { secretariat: 'head', body: 'secretariat', half: 'k', last: 's', settled: 'f' };
const approver_at = { secretariat: 'kacho1', body: 'jimu1', half: 'kai_k1', last: 'kai_s', settled: 'kai_f1' };
const waiting_desks = { head: ['head'], secretariat: ['secretariat'], body: ['k', 's'], half: ['s'], last: ['f'], settled: [] };
const passes_on = (place) => place !== 'body';

const review = ({ ground, sheet }, place) => waiting_at(ground.behind, sheet, desk_at[place]);
const to_stage = async ({ ground, sheet }, kind) => (await ground.behind.rows(`select stage.id from stage join sheet on sheet.round_id = stage.round_id
	where sheet.id = ${sheet} and stage.kind = ${quoted(kind)} order by stage.position limit 1`))[0].id;

/*
 * A deed rests on things, and changes things: after another that changed one of them it is refused, and so each pair's
 * outcomes are known. 'sheet' is the sheet as it was shown, 'place' where it lies, 'desks' that it lies with desks, 'acted' that
 * nobody has decided where it lies; a desk's name is that it has not decided, with 'note' what it has noted so far.
 * at: the places. by: who may press; the first two race when a deed meets itself. shown: what was typed and must come back.
 */
const decides = (place) => [desk_at[place], `${desk_at[place]} note`, 'acted'];
export const deeds = {
	save: {
		at: written, by: () => ['kaki1', 'kaki2'], address: ({ sheet }) => edit_of(sheet),
		fields: (_, who) => ({ ...good_sheet, 'value-result': `${who}の文`, next: 'save' }), shown: (who) => [`${who}の文`],
		rests: () => ['sheet', 'place'], changes: () => ['sheet'],
	},
	submit: {
		at: written, by: () => ['kaki1', 'kaki2'], address: ({ sheet }) => check_of(sheet), fields: () => ({}),
		rests: () => ['sheet', 'place'], changes: () => ['sheet', 'place'], event: 'submit',
	},
	withdraw: {
		at: ['head', 'secretariat', 'body', 'last'], by: () => ['kaki1', 'kaki2'], address: ({ sheet }) => `/sheets/${sheet}/withdraw`, fields: () => ({}),
		rests: () => ['sheet', 'place', 'acted'], changes: (place) => ['sheet', 'place', 'desks', ...waiting_desks[place]], event: 'withdraw',
	},
	note: {
		at: reviewed, by: (place) => people_at[place], address: review,
		fields: (_, who, place) => ({ ...recorded(place), [formless.includes(place) ? 'reason' : 'value-opinion']: `${who}の控え`, act: 'save' }), shown: (who) => [`${who}の控え`],
		rests: (place) => decides(place).slice(0, 2), changes: (place) => [`${desk_at[place]} note`],
	},
	approve: {
		at: reviewed, by: (place) => people_at[place], address: review, fields: (_, who, place) => approve(place),
		rests: (place) => decides(place).slice(0, 2), changes: (place) => [...decides(place), ...(passes_on(place) ? ['sheet', 'place'] : [])], event: 'approve',
	},
	'approve beside': {
		at: ['body'], by: () => ['kai_s'], address: (it) => waiting_at(it.ground.behind, it.sheet, 's'), fields: () => approve('body'),
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
		rests: () => ['sheet', 'reassigned'], changes: (place) => ['sheet', ...(place === 'head' ? ['head'] : [])], event: 'reassign',
	},
};
