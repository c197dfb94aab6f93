// many.test.mjs: approving several sheets at once, asked of everybody with every review of the world: what passes is what
// they decide, have opened in its present edition (or find unchanged since they read it), and did not submit themselves.
// Everything else is left out with its reason, and nothing changes. Needs ./dev with.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { no_installation } from '../browser/lib/installation.mjs';
import { digest_of, keep, open_database } from './database.mjs';
import { objects, sign } from './people.mjs';
import { act, forms, get, hidden_of, post, token_for, visitor_named, words_of } from './site.mjs';
import { rows_of } from './rows.mjs';
import { groups } from './table.mjs';
import { make_world } from './world.mjs';

const path = '/reviews/approve';
const everybody = groups.all.split(' ');
const deciders = groups.deciders.split(' ');

// Who passes what, when they have opened all that they may open and select everything there is. Written by hand.
const passes = {
	head_a: ['again.head', 'at_head.head', 'own.head', 'part_review.head'],
	both_a: ['again.head', 'at_head.head', 'part_review.head'], // submitted `own`
	secretariat: ['at_secretariat.secretariat', 'deferred.secretariat'],
	chair_k: ['at_both.k', 'at_council.k'], deputy_k: ['at_both.k', 'at_council.k'],
	chair_s: ['at_sub.s'], deputy_s: ['at_sub.s'],
};

let database, sql, world, digest, put_back, untouched;

before(async () => {
	if (no_installation) return;
	database = open_database();
	sql = database.sql;
	world = await make_world(sql);
	digest = await digest_of(sql);
	await sql('truncate reading'); // as if nobody had opened anything
	put_back = await keep(sql);
	await put_back();
	untouched = await digest();
});

after(() => database?.close());

const cookies_of = (person) => Object.assign(visitor_named(person), { cookies: new Map(world.visitors[person].cookies) });

// Everything there is, with the versions of now.
async function everything(but = {}) {
	const rows = await sql('select id, version from review');
	return rows.map(([id, version]) => `${id}-${but[id] ?? version}`);
}

function send(visitor, selected, more = {}) {
	return post(visitor, path, { token: more.token ?? token_for(visitor, path), seen: selected.join(' ') });
}

async function approved() {
	const rows = await sql("select id from review where state = 'approved'");
	return new Set(rows.map(([id]) => Number(id)));
}

const name_of = (id) => Object.entries(world.reviews).find(([, it]) => it === id)?.[0] ?? String(id);

const may_know = new Map();
for (const row of rows_of().filter((it) => it.method === 'GET' && it.address === '/reviews/{id}')) {
	const sheet = row.object.split('.')[0];
	for (const person of everybody)
		if (row.given.get(person)?.outcome === 'ok') may_know.set(person, new Set([...(may_know.get(person) ?? []), sheet]));
}

function leaks_of(text, person) {
	return Object.keys(objects).filter((object) => !may_know.get(person)?.has(object) && text.includes(sign.title(object)));
}

test('nobody approves what they have not opened, whatever they select', { skip: no_installation }, async () => {
	const all = await everything();
	for (const person of everybody) {
		const visitor = cookies_of(person);
		const answer = await send(visitor, all);
		assert.equal(answer.status, deciders.includes(person) ? 303 : 403, person);
		assert.equal(await digest(), untouched, person);
		if (answer.status !== 303) continue;
		const page = await get(visitor, answer.location);
		assert.equal(page.status, 200);
		assert.deepEqual(leaks_of(page.text, person), [], person);
		if (passes[person]) assert.match(page.text, /いまの版をまだ開いていません/, person);
		const asked = await get(visitor, `${path}?${new URLSearchParams(all.map((it) => ['review', it]))}`);
		assert.equal(asked.status, 200);
		assert.match(words_of(asked.text), /承認できる調書はありません/, person);
		assert.deepEqual(leaks_of(asked.text, person), [], person);
	}
});

test('who has opened everything passes exactly what is theirs to decide and not their own', { skip: no_installation }, async () => {
	for (const person of deciders) {
		const visitor = cookies_of(person);
		for (const id of Object.values(world.reviews)) await open(visitor, id);
		const before_it = await approved();
		const page = await get(visitor, path);
		const proposed = (page.text.match(/name="seen" value="([^"]*)"/)?.[1] ?? '').split(' ').filter(Boolean).map((it) => name_of(parseInt(it, 10))).sort();
		assert.deepEqual(proposed, passes[person] ?? [], `${person} is proposed`);
		const answer = await send(visitor, await everything());
		assert.equal(answer.status, 303);
		const now = [...await approved()].filter((id) => !before_it.has(id)).map(name_of).sort();
		assert.deepEqual(now, passes[person] ?? [], person);
		const result = await get(visitor, answer.location);
		if (now.length > 0) assert.match(result.text, /\d件を承認しました/, person);
		const [[events]] = await sql("select count(*) from event where action = 'approve' and at > now() - interval '5 seconds' and actor like '%" + person + "'");
		assert.ok(Number(events) >= now.length);
		await put_back();
		assert.equal(await digest(), untouched);
	}
});

// Opens a review. That it was read is noted after its page was sent.
async function open(visitor, id) {
	if ((await get(visitor, `/reviews/${id}`)).status !== 200) return;
	const noted = async () => (await sql(`select 1 from reading join account on account.id = account_id join review on review.id = ${id}
		where login = '${visitor.name}' and reading.sheet_id = review.sheet_id and reading.edition = review.edition`)).length > 0;
	for (let tries = 0; tries < 100 && !await noted(); tries++) await new Promise((done) => setTimeout(done, 20));
}

// Somebody has opened what waits for them, and the page that asks is before them.
async function asked(visitor, names = ['at_head.head']) {
	for (const name of names) await open(visitor, world.reviews[name]);
	const page = await get(visitor, `${path}?${new URLSearchParams(names.map((it) => ['review', world.reviews[it]]))}`);
	return page.text;
}

const state_of = async (name) => (await sql(`select state from review where id = ${world.reviews[name]}`))[0][0];

async function left_out(visitor, reason, names = ['at_head.head']) {
	const versions = Object.fromEntries(await sql('select id, version from review'));
	const answer = await send(visitor, names.map((name) => `${world.reviews[name]}-${versions[world.reviews[name]]}`));
	assert.equal(answer.status, 303);
	const page = await get(visitor, answer.location);
	assert.match(page.text, reason);
	for (const name of names) assert.equal(await state_of(name), 'waiting', name);
}

test('a sheet that was resubmitted unchanged passes without being opened again, a changed one does not', { skip: no_installation }, async () => {
	const visitor = cookies_of('secretariat');
	const { author_a, head_a } = world.visitors;
	const again = async (text) => {
		if (text) await act(author_a, `/sheets/${world.sheets.returned}/edit`, { next: 'save', 'value-result': text, 'value-grade': 'A' });
		await act(author_a, `/sheets/${world.sheets.returned}/check`);
		const [[id]] = await sql(`select id from review where sheet_id = ${world.sheets.returned} and state = 'waiting'`);
		await act(head_a, `/reviews/${id}`, { act: 'approve' });
		return (await sql(`select id, version from review where sheet_id = ${world.sheets.returned} and state = 'waiting'`))[0];
	};
	for (const [text, passed] of [['', true], ['changed', false]]) {
		await open(visitor, world.reviews['returned.secretariat']);
		const [id, version] = await again(text);
		await send(visitor, [`${id}-${version}`]);
		assert.equal((await approved()).has(Number(id)), passed, text || 'unchanged');
		await put_back();
	}
	assert.equal(await digest(), untouched);
});

test('an empty required field, a reason that was begun, a text that moved on: each is left out with its reason', { skip: no_installation }, async () => {
	const chair = cookies_of('chair_k');
	await asked(chair, ['at_council.k']);
	await sql("update form_field set is_required = true where code = 'opinion'");
	await left_out(chair, /この段階の様式に、記入されていない必須項目があります/, ['at_council.k']);
	await sql("update form_field set is_required = false where code = 'opinion'");
	await sql(`update review set reason = 'begun' where id = ${world.reviews['at_council.k']}`);
	await left_out(chair, /差戻しの理由が書きかけです/, ['at_council.k']);
	await put_back();

	const visitor = cookies_of('head_a');
	await asked(visitor);
	const answer = await send(visitor, [`${world.reviews['at_head.head']}-99`]);
	assert.match((await get(visitor, answer.location)).text, /確認のあとに内容が変わりました/);
	assert.equal(await state_of('at_head.head'), 'waiting');
	await put_back();
	assert.equal(await digest(), untouched);
});

test('the same form twice is done once; two people at once pass each sheet once', { skip: no_installation }, async () => {
	const visitor = cookies_of('head_a'), other = cookies_of('both_a');
	const fields = hidden_of(await asked(visitor), path);
	const [one, two] = await Promise.all([1, 2].map(() => post(visitor, path, fields)));
	assert.deepEqual([one.status, two.status, one.location], [303, 303, two.location]);
	const events = async () => Number((await sql(`select count(*) from event where review_id = ${world.reviews['at_head.head']} and action = 'approve'`))[0][0]);
	assert.equal(await events(), 1);
	await put_back();
	for (let time = 0; time < 10; time++) {
		const mine = hidden_of(await asked(visitor), path), theirs = hidden_of(await asked(other), path);
		const answers = await Promise.all([post(visitor, path, mine), post(other, path, theirs)]);
		assert.deepEqual(answers.map((it) => it.status), [303, 303]);
		assert.equal(await events(), 1);
		const results = await Promise.all([get(visitor, answers[0].location), get(other, answers[1].location)]);
		assert.equal(results.filter((it) => it.text.includes('1件を承認しました')).length, 1);
		assert.equal(results.filter((it) => it.text.includes('ほかの方が先に判断したか')).length, 1);
		await put_back();
	}
	assert.equal(await digest(), untouched);
});

test('what is no selection changes nothing and says so', { skip: no_installation }, async () => {
	const visitor = cookies_of('head_a');
	await asked(visitor);
	const id = world.reviews['at_head.head'];
	const wrong = [[], ['x'], ['-'], [`${id}`], [`${id}-`], [`${id}-0`], [`${id}--1`], ['0-1'], ['-5-1'], ['99999999999999999999-1'], [`${id}-x`], [`${id}-1`, 'y'],
		['😀'], [`${id}-1'; drop table review`], Array.from({ length: 201 }, (_, at) => `${at + 1}-1`)];
	for (const selected of wrong) {
		const answer = await send(visitor, selected);
		assert.equal(answer.status, 422, `${selected.slice(0, 3)}: ${answer.status}`);
		assert.match(answer.text, /class="error"/);
		assert.equal((await get(visitor, `${path}?${new URLSearchParams(selected.map((it) => ['review', it]))}`)).status, 200);
		assert.equal((await get(visitor, `/reviews/approved?${new URLSearchParams(selected.map((it) => ['review', it]))}`)).status, 200);
	}
	for (const selected of [['987654321-1'], Array.from({ length: 200 }, (_, at) => `${900000 + at}-1`), [`${id}-99`, `${id}-99`]]) {
		const answer = await send(visitor, selected);
		assert.equal(answer.status, 303);
		assert.equal((await get(visitor, answer.location)).status, 200);
	}
	assert.equal((await send(visitor, [`${id}-1`], { token: 'x' })).status, 403);
	await sql('delete from reading');
	assert.equal(await digest(), untouched);
});
