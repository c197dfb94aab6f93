// races.test.mjs: two people press at the same moment. Whatever they press, exactly one of two acts that exclude each other
// takes effect and the other is told so; acts that go side by side both count, and the sheet goes on exactly once. Each
// pair is tried again and again, from the same state, on two connections. Wants a throw-away installation.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { chosho, no_installation } from '../browser/lib/installation.mjs';
import { keep } from './behind.mjs';
import { bring, edit_of, good_review, good_sheet, make_ground, waiting_at } from './ground.mjs';
import { words_of } from './person.mjs';

const times = 30;
const acknowledged = (answer) => answer.status === 303;
const reason = { act: 'return', reason: '数字の根拠を添えてください。', marks: 'result' };

let ground, people, behind;
before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	({ people, behind } = ground);
});
after(() => {
	behind?.close();
	if (!no_installation) chosho(['verify']); // or it throws
});

const state_of = async (id) => (await behind.rows(`select state, version, edition, content, (select count(*) from edition where sheet_id = sheet.id) as editions,
	(select to_json(part) from part where part.sheet_id = sheet.id) as part, (select parts from edition where sheet_id = sheet.id and number = sheet.edition) as parts,
	(select position from stage where stage.id = stage_id) as position from sheet where id = ${id}`))[0];
const events_of = async (id) => (await behind.rows(`select action from event where sheet_id = ${id} order by id`)).map((it) => it.action);
const waiting_of = async (id) => (await behind.rows(`select coalesce(body.code, review.kind) as desk from review left join body on body.id = body_id
	where sheet_id = ${id} and state = 'waiting' order by 1`)).map((it) => it.desk).join(' ');

/*
 * The races. where: how far the sheet has come; each act: who, at which address, with what, and what it says in the
 * history ('' for a save, which the history does not tell). both: the acts do not exclude each other in either order.
 * then: what must be true of the sheet afterwards, given which were acknowledged.
 */
const at = {
	edit: (sheet) => edit_of(sheet),
	check: (sheet) => `/sheets/${sheet}/check`,
	withdraw: (sheet) => `/sheets/${sheet}/withdraw`,
	part: (page) => (sheet) => `/parts/${Object.entries(ground.sheets).filter(([, id]) => id === sheet).map(([code]) => ground.parts[code])[0]}/${page}`,
	review: (desk) => (sheet) => waiting_at(behind, sheet, desk),
	steer: (act) => (sheet) => `/sheets/${sheet}/${act}`,
	undo: (desk) => async (sheet) => `/reviews/${(await behind.rows(`select max(review.id) as id from review left join body on body.id = body_id
		where sheet_id = ${sheet} and state = 'approved' and coalesce(body.code, review.kind) = '${desk}'`))[0].id}/undo`,
};
const written = ['kaki_otsu', at.part('edit'), { 'value-result': '乙課の分', next: 'save' }];
const approve = { ...good_review, act: 'approve' };
const why = { reason: '課の名前が変わったため。' };
const reopen = { ...why, act: 'reopen', due_on: '2099-03-31' };
const to_otsu = { ...why, department: 2, in_charge: 0 };
const races = [
	{
		name: 'two authors save', where: 'filled',
		acts: [['kaki1', at.edit, { ...good_sheet, 'value-result': '一人目の文', next: 'save' }, ''], ['kaki2', at.edit, { ...good_sheet, 'value-result': '二人目の文', next: 'save' }, '']],
		then: (state, [first]) => assert.equal(state.content.result, first ? '一人目の文' : '二人目の文'),
	},
	{
		name: 'one saves, one submits', where: 'filled',
		acts: [['kaki1', at.edit, { ...good_sheet, 'value-result': '保存した文', next: 'save' }, ''], ['kaki2', at.check, {}, 'submit']],
		then: (state, [saved]) => {
			assert.equal(state.state, saved ? 'draft' : 'reviewing');
			assert.equal(state.content.result, saved ? '保存した文' : good_sheet['value-result']);
		},
	},
	{
		name: 'two authors submit', where: 'filled', acts: [['kaki1', at.check, {}, 'submit'], ['kaki2', at.check, {}, 'submit']],
		then: (state) => assert.deepEqual([state.state, state.edition, state.editions, state.position], ['reviewing', 1, 1, 1]),
	},
	{
		name: 'two authors of a part save', of: 'shared', where: 'filled',
		acts: [['kaki_otsu', at.part('edit'), { 'value-result': '一人目の文', next: 'save' }, ''], ['kaki_otsu2', at.part('edit'), { 'value-result': '二人目の文', next: 'save' }, '']],
		then: (state, [first]) => assert.equal(state.part.content.result, first ? '一人目の文' : '二人目の文'),
	},
	{
		name: 'one author of a part saves, the other hands it in', of: 'shared', where: 'filled', first: written,
		acts: [['kaki_otsu', at.part('edit'), { 'value-result': '保存した文', next: 'save' }, ''], ['kaki_otsu2', at.part('check'), {}, 'hand in']],
		then: ({ part }, [saved]) => assert.deepEqual([part.state, part.content.result], saved ? ['open', '保存した文'] : ['in', '乙課の分']),
	},
	{
		name: 'two authors hand a part in', of: 'shared', where: 'filled', first: written,
		acts: [['kaki_otsu', at.part('check'), {}, 'hand in'], ['kaki_otsu2', at.part('check'), {}, 'hand in']],
		then: ({ part }) => assert.equal(part.state, 'in'),
	},
	{
		name: 'a part is handed in, the lead submits without it', of: 'shared', where: 'filled', first: written,
		acts: [['kaki_otsu', at.part('check'), {}, 'hand in'], ['kaki1', at.check, { parts_reason: '待たない。' }, 'submit']],
		then: (state, [handed_in]) => assert.deepEqual([state.state, state.part.state, state.parts], handed_in ? ['draft', 'in', null] : ['reviewing', 'open', {}]),
	},
	{
		name: 'one author of the lead hands a part back, the other submits', of: 'handed', where: 'filled', first: written, second: ['kaki_otsu', at.part('check'), {}],
		acts: [['kaki1', at.part('hand-back'), { reason: '書き足してください。' }, 'hand back'], ['kaki2', at.check, {}, 'submit']],
		then: (state, [handed_back]) => assert.deepEqual([state.state, state.part.state, Object.values(state.parts ?? {})[0]?.result],
			handed_back ? ['draft', 'open', undefined] : ['reviewing', 'in', '乙課の分']),
	},
	{
		name: 'two authors of the lead hand a part back', of: 'handed', where: 'filled', first: written, second: ['kaki_otsu', at.part('check'), {}],
		acts: [['kaki1', at.part('hand-back'), { reason: '一つ目' }, 'hand back'], ['kaki2', at.part('hand-back'), { reason: '二つ目' }, 'hand back']],
		then: ({ part }, [first]) => assert.equal(part.reason, first ? '一つ目' : '二つ目'),
	},
	{
		name: 'two heads approve', where: 'head', acts: [['kacho1', at.review('head'), { act: 'approve' }, 'approve'], ['kacho2', at.review('head'), { act: 'approve' }, 'approve']],
		then: (state, _, waiting) => assert.deepEqual([state.position, waiting], [2, 'secretariat']),
	},
	{
		name: 'chair and deputy approve', where: 'f', acts: [['kai_f1', at.review('f'), { act: 'approve' }, 'approve'], ['kai_f2', at.review('f'), { act: 'approve' }, 'approve']],
		then: (state, _, waiting) => assert.deepEqual([state.state, waiting], ['settled', '']),
	},
	{
		name: 'one approves, one returns', where: 'secretariat',
		acts: [['jimu1', at.review('secretariat'), approve, 'approve'], ['jimu2', at.review('secretariat'), { ...good_review, ...reason }, 'return']],
		then: (state, [approved], waiting) => assert.deepEqual([state.state, waiting], approved ? ['reviewing', 'k s'] : ['returned', '']),
	},
	{
		name: 'two bodies side by side approve', where: 'body', both: true,
		acts: [['kai_k1', at.review('k'), approve, 'approve'], ['kai_s', at.review('s'), approve, 'approve']],
		then: (state, _, waiting) => assert.deepEqual([state.state, state.position, waiting], ['reviewing', 4, 'f']),
	},
	{
		name: 'of two bodies side by side one approves, one returns', where: 'body', either: true,
		acts: [['kai_k1', at.review('k'), approve, 'approve'], ['kai_s', at.review('s'), { ...good_review, ...reason }, 'return']],
		then: (state, [, returned], waiting) => assert.deepEqual([returned, state.state, waiting], [true, 'returned', '']),
	},
	{
		name: 'of two bodies side by side both return', where: 'body',
		acts: [['kai_k1', at.review('k'), { ...good_review, ...reason }, 'return'], ['kai_s', at.review('s'), { ...good_review, ...reason }, 'return']],
		then: (state, _, waiting) => assert.deepEqual([state.state, waiting], ['returned', '']),
	},
	{
		name: 'the department withdraws, its head approves', where: 'head',
		acts: [['kaki1', at.withdraw, {}, 'withdraw'], ['kacho1', at.review('head'), { act: 'approve' }, 'approve']],
		then: (state, [withdrawn], waiting) => assert.deepEqual([state.state, waiting], withdrawn ? ['draft', ''] : ['reviewing', 'secretariat']),
	},
	{
		name: 'the head undoes, the secretariat approves', where: 'secretariat',
		acts: [['kacho1', at.undo('head'), {}, 'undo'], ['jimu1', at.review('secretariat'), approve, 'approve']],
		then: (state, [undone], waiting) => assert.deepEqual([state.position, waiting], undone ? [1, 'head'] : [3, 'k s']),
	},
	{
		name: 'one body undoes, the other approves and so goes on', where: 'body', first: ['kai_k1', at.review('k'), approve], either: true,
		acts: [['kai_k1', at.undo('k'), {}, 'undo'], ['kai_s', at.review('s'), approve, 'approve']],
		then: (state, [undone, approved], waiting) => {
			if (undone && approved) assert.deepEqual([state.position, waiting], [3, 'k']);
			else assert.deepEqual([undone, state.position, waiting], undone ? [true, 3, 'k s'] : [false, 4, 'f']);
		},
	},
	{
		name: 'one person undoes twice, in two windows', where: 'secretariat', acts: [['kacho1', at.undo('head'), {}, 'undo'], ['kacho1', at.undo('head'), {}, 'undo']],
		then: (state, _, waiting) => assert.deepEqual([state.position, waiting], [1, 'head']),
	},
	{
		name: 'one keeps a record, one approves', where: 'secretariat',
		acts: [['jimu1', at.review('secretariat'), { ...good_review, act: 'save' }, ''], ['jimu2', at.review('secretariat'), approve, 'approve']],
		then: (state, [saved]) => assert.equal(state.position, saved ? 2 : 3),
	},
	{
		name: 'two of the secretariat reopen', where: 'settled', acts: [['jimu1', at.steer('reopen'), reopen, 'reopen'], ['jimu2', at.steer('reopen'), reopen, 'reopen']],
		then: (state) => assert.deepEqual([state.state, state.edition], ['returned', 1]),
	},
	{
		name: 'one reopens, the chair undoes', where: 'settled', acts: [['jimu1', at.steer('reopen'), reopen, 'reopen'], ['kai_f1', at.undo('f'), {}, 'undo']],
		then: (state, [reopened], waiting) => assert.deepEqual([state.state, waiting], reopened ? ['returned', ''] : ['reviewing', 'f']),
	},
	{
		name: 'one excludes, one saves', where: 'filled',
		acts: [['jimu1', at.steer('exclude'), why, 'exclude'], ['kaki1', at.edit, { ...good_sheet, 'value-result': '書きかけの文', next: 'save' }, '']],
		then: (state, [excluded]) => assert.deepEqual([state.state, state.content.result], excluded ? ['excluded', good_sheet['value-result']] : ['draft', '書きかけの文']),
	},
	{
		name: 'one excludes, one submits', where: 'filled', acts: [['jimu1', at.steer('exclude'), why, 'exclude'], ['kaki1', at.check, {}, 'submit']],
		then: (state, [excluded], waiting) => assert.deepEqual([state.state, waiting], excluded ? ['excluded', ''] : ['reviewing', 'head']),
	},
	{
		name: 'one reassigns, one submits', where: 'filled', acts: [['jimu1', at.steer('reassign'), to_otsu, 'reassign'], ['kaki1', at.check, {}, 'submit']],
		then: (state, [reassigned]) => assert.equal(state.state, reassigned ? 'draft' : 'reviewing'),
	},
	{
		name: 'one reassigns, the head approves', where: 'head',
		acts: [['jimu1', at.steer('reassign'), to_otsu, 'reassign'], ['kacho1', at.review('head'), { act: 'approve' }, 'approve']],
		then: (state, [reassigned], waiting) => assert.deepEqual([state.position, waiting], reassigned ? [1, 'head'] : [2, 'secretariat']),
	},
];

async function run(race, sheet, seen) {
	const typed = [];
	for (const [login, address, fields] of race.acts) {
		const where = await address(sheet);
		typed.push([people[login], where, await people[login].typed(where, fields)]);
	}
	const told_before = (await events_of(sheet)).length;
	const order = Math.random() < 0.5 ? [0, 1] : [1, 0]; // who is sent off first
	const answers = [];
	await Promise.all(order.map(async (it) => {
		const [person, where, fields] = typed[it];
		answers[it] = await person.post(where, fields);
	}));
	const done = answers.map(acknowledged);
	const told = answers.map((it) => `${it.status} ${it.location ?? words_of(it.text).slice(0, 80)}`).join(' | ');
	// 404: what was theirs has gone to another department
	for (const answer of answers) assert.ok([303, 403, 404, 409].includes(answer.status), told);
	const count = done.filter(Boolean).length;
	assert.ok(race.both ? count === 2 : race.either ? count >= 1 : count === 1, told);
	seen.add(done.join());
	// the history has one event for each acknowledged act, and no other
	const events = (await events_of(sheet)).slice(told_before);
	assert.deepEqual(events.sort(), race.acts.map((it) => it[3]).filter((it, which) => done[which] && it).sort(), told);
	const state = await state_of(sheet);
	try {
		race.then(state, done, await waiting_of(sheet));
	} catch (error) {
		throw new Error(`${told}: ${error.message}`, { cause: error });
	}
}

describe('two at once', { skip: no_installation }, () => {
	for (const race of races)
		test(race.name, async (t) => {
			const sheet = ground.sheets[race.of ?? 'first'];
			const reset = await keep(behind, sheet);
			await bring(ground, sheet, race.where);
			for (const [login, address, fields] of [race.first, race.second].filter(Boolean)) {
				const answer = await people[login].press(await address(sheet), fields);
				assert.equal(answer.status, 303, words_of(answer.text));
			}
			const again = await keep(behind, sheet);
			const seen = new Set();
			for (let turn = 0; turn < times; turn++) {
				await run(race, sheet, seen);
				await again();
			}
			await reset();
			t.diagnostic(`outcomes: ${[...seen].join(' / ')}`);
		});
});
