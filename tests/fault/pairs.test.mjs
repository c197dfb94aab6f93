// pairs.test.mjs: each deed races with each other and with itself, from every place where a sheet may lie, on two connections; a
// form that was open too long comes along. What comes of it is what one of the two orders, one deed after the other, comes to, and
// by the rules of deeds.mjs may; who is acknowledged has an event, and nobody else; what a refused one typed comes back.
// Each pair a few times; again and again with ./dev sweep. Wants a throw-away installation: ./dev with node --test THIS

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chosho, no_installation } from '../browser/lib/installation.mjs';
import { deciders_now, deeds, places } from './deeds.mjs';
import { make_ground, waiting_at } from './ground.mjs';
import { given_back, held_by, pairs, words_of } from './person.mjs';
import { open_worlds } from './worlds.mjs';

const whole = Boolean(process.env.CHOSHO_WHOLE);
const times = whole ? 25 : 2, verified = whole ? 1 : 8;
const sampled = whole ? 1 : 4; // of forms that were open too long
const order_of_places = Object.keys(places);

let ground, worlds, world; // what everything stands on; what deeds.mjs is told of it
const forms = new Map();
let raced = 0, passed_by = 0;

// Who presses what, where: filled in as on the page, ready to be sent.
async function form_of(name, place, nth) {
	const key = [name, place, nth].join(' ');
	if (!forms.has(key)) {
		const deed = deeds[name], by = deed.by(place), who = by[nth] ?? by[0];
		await worlds.back(place);
		const address = await deed.address(world, place), opened = await deed.opened?.(world, place) ?? address;
		const given = pairs(await deed.fields(world, who, place)), names = new Set(given.map(([it]) => it));
		const held = held_by(await ground.people[who].page(opened), address).filter(([it]) => !names.has(it));
		forms.set(key, { name, who, address, body: [...held, ...given], shown: deed.shown?.(who) ?? [] });
	}
	return forms.get(key);
}

before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	worlds = await open_worlds();
	world = { ground, sheet: ground.sheets.shared };
	const press = async (who, address, fields) => {
		const answer = await ground.people[who].press(address, fields);
		assert.equal(answer.status, 303, `${who} ${address}: ${words_of(answer.text)}`);
	};
	const desk = (name) => waiting_at(ground.behind, world.sheet, name);
	for (const [place, come] of Object.entries(places)) {
		await come({ ...world, press, desk });
		await read_by_deciders();
		await worlds.keep(place);
	}
});

// Whoever decides has read it, so that they may approve it with others in one go.
async function read_by_deciders() {
	for (const { id, people } of await deciders_now(world)) for (const who of people) await ground.people[who].page(`/reviews/${id}`);
	await sleep(50); // it is noted after the page was sent
}

after(() => {
	ground?.behind.close();
	worlds?.close();
});

// Where the pair can meet (a slice: at the first and the last such place): both there, or the one with a form from the last place where it could be pressed.
function meetings_of(a, b) {
	const both = order_of_places.filter((place) => deeds[a].at.includes(place) && deeds[b].at.includes(place));
	if (both.length) return both.filter((_, at) => whole || at === 0 || at === both.length - 1).map((place) => ({ place, stale: null }));
	const from = (name) => order_of_places.indexOf(deeds[name].at[0]);
	const [early, late] = from(a) <= from(b) ? [a, b] : [b, a];
	const place = deeds[late].at.find((it) => order_of_places.indexOf(it) > from(early));
	return [{ place, stale: early, from: deeds[early].at[0] }];
}

const is_done = async (form, answer) => answer.status === 303 && (await deeds[form.name].is_done?.(world, form.who, form.count) ?? true);
const dones = (pair, answers) => Promise.all(pair.map((form, at) => is_done(form, answers[at])));
const events_of = ({ event, events }) => events ?? (event ? [event] : []);
// How many events a selection has depends on how many sheets there are.
const uncounted = ['select', 'not select'];
const told = (answer) => `${answer.status} ${answer.location ?? words_of(answer.text, 120)}`;
const send = (form) => ground.people[form.who].post(form.address, form.body);

// By the rules: does `then` take effect after `first` did?
function follows(first, then, place, stale) {
	if (stale === then) return false;
	if (stale === first) return true;
	const changed = deeds[first].changes(place);
	return !deeds[then].rests(place).some((it) => changed.includes(it));
}

function judge_answers(pair, answers, done, what) {
	pair.forEach((form, at) => {
		// 404: it went to another department or past the body, and is none of theirs any more
		assert.ok([303, 403, 409, ...(pair.some((it) => /reassign|select/.test(it.name)) ? [404] : [])].includes(answers[at].status), what);
		if (done[at] || answers[at].status === 303) return;
		const back = given_back(answers[at].text).join('\n');
		for (const typed of form.shown) assert.ok(back.includes(typed), `${what}: what ${form.who} typed for '${form.name}' does not come back`);
	});
}

async function judge_events(pair, done, before_it, what) {
	const events = (await worlds.tell()).event.map((it) => it.action).filter((it) => !uncounted.includes(it));
	for (const it of before_it) events.splice(events.indexOf(it), 1);
	assert.deepEqual(events.sort(), pair.filter((form, at) => done[at]).flatMap((form) => events_of(deeds[form.name])).sort(), `${what}: the history`);
}

// One after the other: { done, state }.
async function serially(pair, order, place, stale) {
	await worlds.back(place);
	const answers = [];
	for (const at of order) answers[at] = await send(pair[at]);
	const done = await dones(pair, answers), what = `${place}: ${order.map((at) => `${pair[at].name} (${told(answers[at])})`).join(', then ')}`;
	const [first, then] = order.map((at) => pair[at].name), first_may = first !== stale;
	if (!deeds[stale]?.lasts) assert.deepEqual(order.map((at) => done[at]), [first_may, first_may ? follows(first, then, place, stale) : then !== stale], `${what}: by the rules`);
	judge_answers(pair, answers, done, what);
	return { done, state: JSON.stringify(await worlds.tell()), what };
}

async function race(a, b, { place, stale, from }, seen) {
	const pair = [await form_of(a, stale === a ? from : place, 0), await form_of(b, stale === b ? from : place, 1)];
	await worlds.back(place);
	for (const form of pair) form.count = await deeds[form.name].count?.(world, form.who);
	const history = (await worlds.tell()).event.map((it) => it.action);
	const orders = [await serially(pair, [0, 1], place, stale), await serially(pair, [1, 0], place, stale)];
	for (let turn = 0; turn < times; turn++) {
		await worlds.back(place);
		const answers = [];
		await Promise.all((Math.random() < 0.5 ? [0, 1] : [1, 0]).map(async (at) => { answers[at] = await send(pair[at]); }));
		const done = await dones(pair, answers), what = `${place}: ${pair.map((form, at) => `${form.name} (${told(answers[at])})`).join(' and at once ')}`;
		judge_answers(pair, answers, done, what);
		const state = JSON.stringify(await worlds.tell());
		const like = orders.find((it) => it.state === state && it.done.join() === done.join());
		assert.ok(like, `${what}: is like neither order\n${state}\n${orders.map((it) => `${it.what}\n${it.state}`).join('\n')}`);
		await judge_events(pair, done, history, what);
		seen.add(done.join());
	}
	if (++raced % verified === 0) chosho(['verify']); // or it throws
}

describe('any two deeds at once', { skip: no_installation }, () => {
	const names = Object.keys(deeds);
	names.forEach((a, at) => test(`${a}, with ${names.slice(at).join(', ')}`, async (t) => {
		let count = 0;
		const seen = new Set(), wrong = [];
		for (const b of names.slice(at))
			for (const meeting of meetings_of(a, b)) {
				if (meeting.stale && ++passed_by % sampled) continue;
				await race(a, b, meeting, seen).catch((error) => wrong.push(error.message));
				count++;
			}
		assert.deepEqual(wrong, []);
		t.diagnostic(`${count} races; outcomes: ${[...seen].join(' / ')}`);
	}));
});
