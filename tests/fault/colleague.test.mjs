// colleague.test.mjs: a colleague who is signed in and tries what is not, or no longer, theirs.
// Wants a throw-away installation: ./dev with node --test tests/fault/colleague.test.mjs

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chosho, add_account, no_installation, told, sql } from '../browser/lib/installation.mjs';
import { bring, make_ground, waiting_at } from './ground.mjs';
import { held_by, Person } from './person.mjs';

const skip = no_installation;
let ground, people, sheets;

before(async () => {
	if (skip) return;
	ground = await make_ground();
	({ people, sheets } = ground);
});

after(() => {
	ground?.behind.close();
	if (!no_installation) chosho(['verify']); // or it throws
});

test('who approved as head and is head no more cannot take the approval back', { skip }, async () => {
	await bring(ground, sheets.first, 'head');
	add_account({ login: 'ido', name: '異動 前', roles: ['head:ka', 'secretariat'], department: 'ka', organization: '試市' });
	const moved = await new Person('ido').sign_in();
	const review = await waiting_at(ground.behind, sheets.first, 'head');
	assert.equal((await moved.press(review, { act: 'approve' })).status, 303);
	const undo = `${review}/undo`;
	const form = held_by(await moved.page(undo), undo);

	sql(told(`update assignment set from_on = current_date - 2, until_on = current_date - 1 where role = 'head'
		and account_id = (select id from account where login = 'ido')`));
	assert.equal((await moved.ask(undo)).status, 403);
	assert.equal((await moved.post(undo, form)).status, 403);
	assert.ok(!(await moved.page(review)).includes(undo), 'the button is gone');
	assert.deepEqual(sql(`select state from review where id = ${review.split('/')[2]}`), [['approved']]);
});

test('a role that ends while its form lies open is worth nothing when the form is sent', { skip }, async () => {
	const edit = `/sheets/${sheets.other}/edit`;
	const form = await people.kaki_otsu.typed(edit, { 'value-result': 'もう担当でない' });
	sql(told(`update assignment set from_on = current_date - 2, until_on = current_date - 1
		where account_id = (select id from account where login = 'kaki_otsu')`));
	assert.equal((await people.kaki_otsu.post(edit, form)).status, 403);
	assert.deepEqual(sql(`select version from sheet where id = ${sheets.other}`), [['1']]);
});

test('a body reads what was submitted, not what the department types after a return', { skip }, async () => {
	const sheet = sheets.third;
	await bring(ground, sheet, 'body');
	const review = await waiting_at(ground.behind, sheet, 'k');
	assert.equal((await people.kai_k1.press(review, { act: 'return', reason: '人数も書いてください。' })).status, 303);
	assert.equal((await people.kaki1.press(`/sheets/${sheet}/edit`, { 'value-result': '書きかけの数字' })).status, 303);
	assert.match(await people.kaki1.page(`/sheets/${sheet}`), /書きかけの数字/);
	assert.match(await people.kacho1.page(`/sheets/${sheet}`), /書きかけの数字/);
	const seen = await people.kai_k1.page(`/sheets/${sheet}`);
	assert.match(seen, /見守りの輪が広がった。/);
	assert.doesNotMatch(seen, /書きかけの数字/);
});

test('the page of a sheet tells its whole history, however long', { skip }, async () => {
	const sheet = sheets.full;
	await bring(ground, sheet, 'filled');
	for (let time = 0; time < 10; time++) {
		assert.equal((await people.kaki1.press(`/sheets/${sheet}/check`, {})).status, 303);
		assert.equal((await people.kaki1.press(`/sheets/${sheet}/withdraw`, {})).status, 303);
	}
	const page = await people.kaki1.page(`/sheets/${sheet}`);
	assert.equal(page.match(/class="timeline-who"/g).length, 20);
});

test('a token serves its own person, session and address, and no other', { skip }, async () => {
	const edit = `/sheets/${sheets.second}/edit`, other = `/sheets/${sheets.third}/edit`;
	const of = (fields, name) => new Map(fields).get(name);
	const form = await people.kaki1.typed(edit, { 'value-result': '書きました' });
	const with_token = (token) => [...form.filter(([name]) => name !== 'token'), ['token', token]];
	const again = await new Person('kaki1').sign_in();
	const tokens = {
		'a colleague\'s': of(await people.kaki2.typed(edit), 'token'),
		'another session\'s': of(await again.typed(edit), 'token'),
		'another sheet\'s': of(await people.kaki1.typed(other), 'token'),
		'the sign-out\'s': of(held_by(await people.kaki1.page('/'), '/sign-out'), 'token'),
	};
	for (const [whose, token] of Object.entries(tokens))
		assert.equal((await people.kaki1.post(edit, with_token(token))).status, 403, whose);
	assert.equal((await people.kaki1.post(edit, form)).status, 303);
});

test('a package that was sent in is shown to, and confirmed by, its sender alone', { skip }, async () => {
	const token = new Map(held_by(await people.jimu1.page('/plans/import'), '/plans/import')).get('token');
	const parts = new FormData();
	parts.set('token', token);
	parts.set('file', new Blob(['{}']), 'plan.json');
	const sent = await people.jimu1.ask('/plans/import', { body: parts });
	assert.equal(sent.status, 303);
	assert.equal((await people.jimu1.ask(sent.location)).status, 200);
	assert.equal((await people.jimu2.ask(sent.location)).status, 404);
	assert.equal((await people.jimu2.post(sent.location, held_by(await people.jimu1.page(sent.location), '/sign-out'))).status, 403);
});
