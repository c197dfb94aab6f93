// expect.test.mjs: asks the running site for every cell of table.mjs. A denial changes nothing and leaks nothing; an
// action that is allowed has its effect, and is taken back before the next. Needs ./dev with.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chosho, no_installation, password, quietly, url } from '../browser/lib/installation.mjs';
import { digest_of, keep, open_database } from './database.mjs';
import { objects, people, sign } from './people.mjs';
import { forms, get, hidden_of, post, sign_in, token_for, visitor_named, words_of } from './site.mjs';
import { may_know, members, readers, rows_of } from './rows.mjs';
import { groups } from './table.mjs';
import { make_world } from './world.mjs';

const rows = rows_of();
const everybody = groups.all.split(' ');
const unknown_id = 987654321;

let database;
let sql;
let world;
let digest;
let put_back;
let untouched;

before(async () => {
	if (no_installation) return;
	database = open_database();
	sql = database.sql;
	world = await make_world(sql);
	world.plan = Number((await sql('select id from plan'))[0][0]);
	digest = await digest_of(sql);
	put_back = await keep(sql);
	await put_back();
	untouched = await digest();
});

after(() => database?.close());

// ---- what the table must cover ----

test('the table covers every route, and no other', { skip: no_installation }, () => {
	const routes = chosho(['routes']).split('\n').map((line) => line.match(/^(GET|POST)\s+(\/\S*)/)).filter(Boolean)
		.map(([, method, address]) => `${method} ${address}`);
	assert.ok(routes.length > 10, 'chosho routes prints the table');
	assert.deepEqual([...new Set(rows.map((row) => `${row.method} ${row.address}`))].sort(), [...new Set(routes)].sort());
});

test('the table names everybody for every object of every route', { skip: no_installation }, () => {
	assert.deepEqual(Object.keys(people).sort(), [...everybody].sort());
	const missing = rows.flatMap((row) => everybody.filter((person) => !row.given.has(person))
		.map((person) => `${row.method} ${row.address} ${row.object}: ${person}`));
	assert.deepEqual(missing, []);
	const wanted = { sheets: [...Object.keys(objects), 'unknown'], parts: [...Object.keys(world.parts), 'unknown'], reviews: [...Object.keys(world.reviews), 'unknown'],
		questions: [...Object.keys(world.questions), 'unknown'], stages: [...Object.keys(world.stages), 'unknown'] };
	for (const block of blocks_of(rows)) {
		const kind = block.name.match(/^\w+ \/(sheets|parts|reviews|questions|stages)\/\{id\}/)?.[1];
		if (kind) assert.deepEqual(block.rows.map((row) => row.object).sort(), wanted[kind].sort(), block.name);
	}
});

test('the bench can fail: a wrong answer, a leak, a gap in the table and a change of any table are noticed', { skip: no_installation }, async () => {
	const row = rows.find((it) => it.address === '/sheets/{id}' && it.object === 'draft');
	const denied = { status: 404, location: '', text: 'nothing' };
	assert.deepEqual(judge(row, 'author_c', denied), []);
	assert.equal(judge(row, 'author_a', denied).length, 1);
	assert.equal(judge(row, 'author_c', { ...denied, status: 200 }).length, 1);
	assert.equal(judge(row, 'author_c', { ...denied, text: `… ${sign.text('draft')} …` }).length, 1);
	assert.equal(judge(row, 'author_c', { ...denied, location: `/x?${sign.title('draft')}` }).length, 1);
	assert.equal(judge(row, 'nobody', { ...denied, status: 303, location: '/' }).length, 1);
	const gap = rows_of('GET /sheets/{id}\n\tdraft:  ok department_a; hide author_b').at(0);
	assert.deepEqual([gap.object, gap.given.has('author_a'), gap.given.has('author_c')], ['draft', true, false]);
	for (const change of ['update sheet set version = version + 1', "update review set content = '{\"x\": \"y\"}'",
		"insert into event (action, actor) values ('x', 'y')", "update account set name = name || 'x'", "update item set title = title || 'x'",
		"update assignment set until_on = '2099-01-01'", "update edition set content = '{}'", "update round set title = 'x'"]) {
		await sql(`begin; ${change}`);
		const changed = await digest();
		await sql('rollback');
		assert.notEqual(changed, untouched, change);
	}
	assert.equal(await digest(), untouched);
});

function blocks_of(all) {
	const blocks = new Map();
	for (const row of all) {
		const name = `${row.method} ${row.address}${row.action ? ` with ${row.action}` : ''}`;
		blocks.set(name, [...(blocks.get(name) ?? []), row]);
	}
	return [...blocks].map(([name, its]) => ({ name, rows: its }));
}

// ---- asking ----

function id_of(row) {
	if (row.object === 'unknown') return unknown_id;
	if (row.address.startsWith('/plans')) return world.plan;
	if (row.object === 'absence' || row.object === 'round') return world[row.object];
	return world[row.address.split('/')[1]]?.[row.object];
}

const path_of = (row) => row.address.replace('{id}', id_of(row)).replace('{id2}', row.address.startsWith('/accounts') ? world.guest_role : { first: 1, second: 2 }[row.action]).replace('{word}', 'ja');

function expected_of(row, person) {
	if (row.given.has(person)) return row.given.get(person);
	return { outcome: 'sign_in' };
}

const fits = {
	ok: (answer, method) => answer.status === (method === 'GET' ? 200 : 303),
	deny: (answer) => answer.status === 403,
	not_now: (answer) => answer.status === 403 || answer.status === 409,
	hide: (answer) => answer.status === 404,
	away: (answer) => answer.status === 303 && !answer.location.startsWith('/sign-in?'),
	sign_in: (answer, method) => (method === 'GET' ? answer.status === 303 && answer.location.startsWith('/sign-in')
		: answer.status === 403 && answer.text.includes('action="/sign-in"')),
};

const knows = new Map();
for (const row of rows.filter((it) => `${it.method} ${it.address}` === may_know))
	knows.set(row.object, new Set(everybody.filter((person) => row.given.get(person)?.outcome === 'ok')));

// A part that is still being written is read by its own department, and by those who see all.
const being_written = ['shared', 'part_back'];
const read_open_parts = new Set(['author_b', 'head_b', 'secretariat', 'administrator', 'auditor']);

// Signs of objects that this person may not know of. What a plan says is printed and public; what becomes of it is not.
function leaks_of(answer, person, address = '') {
	const signs = Object.values(sign).filter((made) => made !== sign.title || !address.startsWith('/plans'));
	const open_parts = read_open_parts.has(person) ? [] : being_written.map(sign.part);
	return Object.keys(objects).filter((object) => !knows.get(object).has(person))
		.flatMap((object) => signs.map((made) => made(object)))
		.concat(open_parts, unheard_by(person)).filter((text) => answer.text.includes(text) || answer.location.includes(text));
}

// What member_k said and this person may not read.
function unheard_by(person) {
	return Object.entries(readers).flatMap(([kind, by_object]) => Object.entries(by_object)
		.filter(([, who]) => !members(who).includes(person)).map(([object]) => sign[kind](object)));
}

function judge(row, person, answer) {
	const { outcome } = expected_of(row, person);
	const where = `${row.method} ${row.address}${row.action ? ` ${row.action}` : ''} ${row.object} as ${person}`;
	const findings = leaks_of(answer, person, row.address).map((text) => `${where}: shows ${text}`);
	if (!fits[outcome](answer, row.method))
		findings.push(`${where}: ${answer.status}${answer.location ? ` to ${answer.location}` : ''}, expected ${outcome}: ${words_of(answer.text).slice(0, 160)}`);
	return findings;
}

const tell = (findings) => assert.equal(findings.length, 0, `${findings.length} findings\n${findings.slice(0, 60).join('\n')}`);
const cookies_of = (person) => Object.assign(visitor_named(person), { cookies: new Map(world.visitors[person].cookies) });

async function in_parallel(jobs, width = 8) {
	const results = [];
	const worker = async () => {
		for (let job = jobs.shift(); job; job = jobs.shift()) results.push(...await job());
	};
	await Promise.all(Array.from({ length: width }, worker));
	return results;
}

for (const block of blocks_of(rows.filter((row) => row.method === 'GET')))
	test(`${block.name} answers as expected`, { skip: no_installation }, async () => {
		const jobs = block.rows.flatMap((row) => [...everybody, 'nobody'].map((person) => async () =>
			judge(row, person, await get(cookies_of(person), path_of(row)))));
		const asked = jobs.length;
		const findings = await in_parallel(jobs);
		if (await digest() !== untouched) findings.push('reading has changed something');
		tell(findings);
		assert.ok(asked >= everybody.length);
	});

async function body_of(row, person) {
	const path = path_of(row);
	if (!row.action || row.action === 'end') return [path, {}];
	const has_text = !/^\/reviews/.test(row.address) || /^(return|defer|view)$/.test(row.action) || !/\.(head|secretariat)$/.test(row.object);
	if (/^\/(grants|accounts\/\{id\}\/(roles|password))/.test(row.address)) return [path, forms[row.action](id_of(row), 1, `written by ${person}`)[1]];
	const table = row.address.match(/^\/(sheet|part|review|question|stage|meeting|account)s/)[1];
	const own = { opine: 'opinion', ballot: 'ballot' }[row.action]; // a member's own words are counted, each for themselves
	const version = (await sql(own ? `select 1 + count(*) from ${own} join account on account.id = account_id
		where review_id = ${id_of(row)} and login = '${person}'` : `select ${table === 'stage' ? 'selection_version' : 'version'} from ${table} where ${table === 'part' ? 'number' : 'id'} = ${id_of(row)}`))[0]?.[0] ?? 1;
	if (row.action === 'sign' && row.object === 'frozen') {
		const page = await get(cookies_of('chair_k'), path);
		return [path, { ...forms.sign(id_of(row), version, `written by ${person}`)[1], seen: hidden_of(page.text, path).seen }];
	}
	const [where, fields] = forms[row.action](id_of(row), version, row.action === 'select' ? String(world.sheets[row.object === 'over.body' ? 'overdue' : 'unopened']) : has_text ? `written by ${person}` : '');
	return [where, { ...fields, ...(row.action === 'submit' ? await parts_seen(id_of(row)) : {}) }];
}

// Which parts the check page would have shown, and why it is not waited for the others.
async function parts_seen(sheet) {
	const parts = await sql(`select number, case state when 'in' then version else 0 end, state from part where sheet_id = ${sheet} order by number`);
	return {
		parts: parts.map(([number, version]) => `${number}.${version}`).join(' '),
		...(parts.some(([, , state]) => state === 'open') ? { parts_reason: 'no time to wait' } : {}),
	};
}

async function effect_of(row, becomes) {
	if (row.address.startsWith('/parts')) {
		const [[state]] = await sql(`select state from part where number = ${id_of(row)}`);
		return state === becomes ? [] : [`${row.action} ${row.object}: the part is ${state}, expected ${becomes}`];
	}
	const sheet = world.sheets[row.object.split('.')[0]];
	const [[state]] = await sql(`select state from sheet where id = ${sheet}`);
	return state === becomes ? [] : [`${row.action} ${row.object}: the sheet is ${state}, expected ${becomes}`];
}

async function try_action(row, person) {
	const { outcome, becomes } = expected_of(row, person);
	if (!row.action && ['ok', 'away', 'not_asked'].includes(outcome)) return []; // has a test of its own
	const visitor = cookies_of(person);
	const [path, fields] = await body_of(row, person);
	const answer = await post(visitor, path, { token: token_for(visitor, path), ...fields });
	const findings = judge(row, person, answer);
	const changed = await digest() !== untouched;
	if (outcome === 'ok') {
		if (!changed) findings.push(`${row.action} ${row.object} as ${person}: nothing has changed`);
		else if (becomes) findings.push(...await effect_of(row, becomes));
	} else if (changed) {
		findings.push(`${row.method} ${row.address} ${row.action} ${row.object} as ${person}: was denied and has changed something`);
	}
	if (changed) await put_back();
	return findings;
}

for (const block of blocks_of(rows.filter((row) => row.method === 'POST')))
	test(`${block.name} is taken from whom it may be taken, and changes nothing otherwise`, { skip: no_installation }, async () => {
		const findings = [];
		for (const row of block.rows)
			for (const person of [...everybody, 'nobody']) findings.push(...await try_action(row, person));
		assert.equal(await digest(), untouched);
		tell(findings);
	});

// ---- lists ----

test('lists show all that somebody may know of, and nothing else', { skip: no_installation }, async () => {
	const rounds = await sql('select id, code from round');
	const findings = [];
	for (const person of everybody) {
		const visitor = cookies_of(person);
		for (const [id, code] of rounds) {
			const page = await get(visitor, `/sheets?round=${id}`);
			findings.push(...leaks_of(page, person).map((text) => `/sheets ${code} as ${person}: shows ${text}`));
			for (const object of Object.keys(objects))
				if ((objects[object].round ?? 'now') === code && knows.get(object).has(person) && !page.text.includes(sign.title(object)))
					findings.push(`/sheets ${code} as ${person}: ${object} is missing (${page.status})`);
		}
		for (const path of ['/', '/reviews', '/questions', '/progress', '/sheets?round=1&department=1', '/sheets?state=draft', '/sheets?round=999999'])
			findings.push(...leaks_of(await get(visitor, path), person).map((text) => `${path} as ${person}: shows ${text}`));
	}
	tell(findings);
});

const queues = {
	head_a: ['at_head', 'again', 'own', 'part_review'], both_a: ['at_head', 'again', 'own', 'part_review'], head_b: [], head_c: [], secretariat: ['at_secretariat', 'deferred'],
	member_k: ['at_council', 'at_both'], second_k: ['at_council', 'at_both'], chair_k: ['at_council', 'at_both'], deputy_k: ['at_council', 'at_both'],
	member_s: ['at_sub'], chair_s: ['at_sub'], deputy_s: ['at_sub'], chair_n: [],
};

test('the queue of whoever reviews holds what waits at their desk, and nothing else', { skip: no_installation }, async () => {
	for (const [person, waiting] of Object.entries(queues)) {
		const page = (await get(cookies_of(person), '/reviews')).text;
		const links = new Set([...page.matchAll(/href="\/reviews\/(\d+)"/g)].map((match) => Number(match[1])));
		for (const [name, id] of Object.entries(world.reviews)) {
			const [[state]] = await sql(`select state from review where id = ${id}`);
			if (state === 'waiting') assert.equal(links.has(id), waiting.includes(name.split('.')[0]), `${name} in the queue of ${person}`);
		}
	}
});

// ---- what a token, an origin and a session are worth ----

const refused = async (fields, headers, visitor = cookies_of('author_a')) => {
	const path = `/sheets/${world.sheets.draft}/edit`;
	const answer = await post(visitor, path, { version: 1, next: 'save', 'value-result': 'typed', ...fields(path, visitor) }, headers);
	assert.equal(answer.status, 403, words_of(answer.text));
	assert.ok(answer.text.includes('typed'), 'what was typed comes back');
	assert.equal(await digest(), untouched);
};

test('a form without a token, with a token of another address or of another session, or from elsewhere is refused with its text',
	{ skip: no_installation }, async () => {
		await refused(() => ({}));
		await refused((path, visitor) => ({ token: token_for(visitor, '/sheets/1/check') }));
		await refused((path) => ({ token: token_for(cookies_of('both_a'), path) }));
		await refused((path, visitor) => ({ token: token_for(visitor, path).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) }));
		await refused((path, visitor) => ({ token: token_for(visitor, path) }), { origin: 'http://elsewhere.example' });
		await refused((path, visitor) => ({ token: token_for(visitor, path) }), { origin: 'null' });
		await refused((path, visitor) => ({ token: token_for(visitor, path) }), { origin: url, 'sec-fetch-site': 'cross-site' });
	});

test('an old version is a conflict that brings the text back and changes nothing', { skip: no_installation }, async () => {
	const visitor = cookies_of('author_a');
	const [path, fields] = forms.save(world.sheets.draft, 1, 'typed against an old version');
	const answer = await post(visitor, path, { token: token_for(visitor, path), ...fields });
	assert.equal(answer.status, 409, words_of(answer.text));
	assert.ok(answer.text.includes('typed against an old version'));
	assert.equal(await digest(), untouched);
});

test('a meeting is not signed off before its day, and what was typed comes back', { skip: no_installation }, async () => {
	const id = world.meetings.frozen, visitor = cookies_of('chair_k');
	const [[held_on]] = await sql(`select held_on from meeting where id = ${id}`);
	await sql(`update meeting set held_on = held_on + 1 where id = ${id}`);
	const [path, fields] = forms.sign(id, Number((await sql(`select version from meeting where id = ${id}`))[0][0]), 'typed before its day');
	const answer = await post(visitor, path, { token: token_for(visitor, path), ...fields });
	assert.equal(answer.status, 409, words_of(answer.text));
	assert.ok(answer.text.includes('typed before its day') && answer.text.includes('会議の日になってから'), words_of(answer.text));
	await sql(`update meeting set held_on = '${held_on}' where id = ${id}`);
	assert.equal(await digest(), untouched);
});

test('the same form sent twice is done once and answered alike', { skip: no_installation }, async () => {
	const visitor = cookies_of('author_a');
	const page = await get(visitor, `/sheets/${world.sheets.draft}/check`);
	const fields = hidden_of(page.text, `/sheets/${world.sheets.draft}/check`);
	const [one, two] = await Promise.all([1, 2].map(() => post(visitor, `/sheets/${world.sheets.draft}/check`, fields)));
	assert.deepEqual([one.status, two.status, one.location], [303, 303, two.location]);
	const [[editions, events]] = await sql(`select (select count(*) from edition where sheet_id = ${world.sheets.draft}),
		(select count(*) from event where sheet_id = ${world.sheets.draft} and action = 'submit')`);
	assert.deepEqual([editions, events], ['1', '1']);
	await put_back();
	assert.equal(await digest(), untouched);
});

test('a role that ends today takes its rights along in the middle of a session', { skip: no_installation }, async () => {
	const visitor = cookies_of('author_a');
	const mine = "account_id = (select id from account where login = 'author_a')";
	assert.equal((await get(visitor, `/sheets/${world.sheets.draft}/edit`)).status, 200);
	// As if time had gone by: a change of the roles would end the session.
	const silently = (change) => sql(quietly(`update assignment set ${change} where ${mine}`));
	await silently('from_on = from_on - 9, until_on = current_date - 2');
	const answers = [await get(visitor, `/sheets/${world.sheets.draft}/edit`), await get(visitor, `/sheets/${world.sheets.draft}`)];
	await silently('from_on = from_on + 9, until_on = null');
	assert.deepEqual(answers.map((answer) => answer.status), [403, 404]);
	assert.equal(await digest(), untouched);
});

test('a stopped account is signed out at once and cannot sign in', { skip: no_installation }, async () => {
	const visitor = cookies_of('plain');
	assert.equal((await get(visitor, '/')).status, 200);
	await sql("update account set stopped_at = now() where login = 'plain'");
	const inside = await get(visitor, '/');
	const outside = await sign_in(visitor_named('plain'), 'plain', password);
	await sql("update account set stopped_at = null where login = 'plain'");
	assert.deepEqual([inside.status, outside.status], [303, 422]);
});

test('a wrong password and an unknown login are refused alike', { skip: no_installation }, async () => {
	const answers = [];
	for (const [login, word] of [['auditor', 'not the password at all'], ['nobody-knows', 'not the password at all']])
		answers.push(await sign_in(visitor_named(login), login, word));
	assert.deepEqual(answers.map((answer) => answer.status), [422, 422]);
	const plain = answers.map((answer, at) => words_of(answer.text).replaceAll(['auditor', 'nobody-knows'][at], '')
		.replace(/[A-Z0-9]{4}-[A-Z0-9]{4}/g, ''));
	assert.equal(plain[0], plain[1]);
});

test('who signs out is out: the old cookie opens nothing', { skip: no_installation }, async () => {
	const visitor = visitor_named('auditor');
	assert.equal((await sign_in(visitor, 'auditor', password)).status, 303);
	const kept = new Map(visitor.cookies);
	const page = await get(visitor, '/sign-out');
	assert.equal((await post(visitor, '/sign-out', hidden_of(page.text, '/sign-out'))).status, 303);
	const answer = await get(Object.assign(visitor_named('auditor'), { cookies: kept }), '/');
	assert.deepEqual([answer.status, answer.location], [303, '/sign-in']);
});
