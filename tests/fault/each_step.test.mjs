// each_step.test.mjs: the worker is killed, or its connection cut, at each message that it exchanges with PostgreSQL while a sheet
// is submitted, decided on, signed off. Whatever the step: the deed is wholly there or wholly absent, the same form sent again
// has it done once and says what it said, and the history verifies. Some of the steps; all of them with ./dev sweep.
// Wants a throw-away installation: ./dev with node --test THIS

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chosho, no_installation, password } from '../browser/lib/installation.mjs';
import { open_behind } from './behind.mjs';
import { bring, choose, good_review, make_ground, meet, waiting_at } from './ground.mjs';
import { words_of } from './person.mjs';
import { open_wire } from './wire.mjs';
import { open_worlds } from './worlds.mjs';

const whole = Boolean(process.env.CHOSHO_WHOLE);
const steps_tried = { kill: 10, cut: 6 };

let ground, worlds, wire, over; // over: who sees what others' connections do
before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	worlds = await open_worlds();
	wire = await open_wire();
	over = open_behind('postgres');
});
after(async () => {
	ground?.behind.close();
	over?.close();
	worlds?.close();
	wire?.close();
});

const deeds = [
	{
		name: 'a submit', where: 'filled', who: 'kaki1', fields: {},
		address: (sheet) => `/sheets/${sheet}/check`,
	},
	{
		name: 'an approval that passes the sheet on to two bodies', where: 'secretariat', who: 'jimu1', fields: { ...good_review, act: 'approve' },
		address: (sheet) => waiting_at(ground.behind, sheet, 'secretariat'),
	},
	{
		name: 'a return', where: 'body', who: 'kai_k1', fields: { ...good_review, act: 'return', reason: '数字の根拠を添えてください。', marks: 'result' },
		address: (sheet) => waiting_at(ground.behind, sheet, 'k'),
	},
	{
		name: 'a sign-off that approves one sheet and returns another', where: 'body', who: 'kai_k1', fields: { act: 'sign', password },
		address: async (sheet) => {
			await bring(ground, ground.sheets.second, 'body');
			const meeting = await meet(ground);
			await choose(ground, meeting, { [sheet]: 'approved', [ground.sheets.second]: '数字の根拠を添えてください。' });
			await worlds.keep('before');
			return `${meeting}/sign-off`;
		},
	},
];

// What a lost connection was still doing goes on until it is done.
async function quiet() {
	for (let left = 500; left > 0; left--) {
		const [{ busy }] = await over.rows("select count(*) as busy from pg_stat_activity where usename = 'chosho_web' and state <> 'idle'");
		if (busy === 0) return;
		await sleep(4);
	}
	throw new Error('the database does not come to rest');
}

// Whoever had to start or to connect again has done so and has nothing more to say to PostgreSQL: what is counted from now on is the deed's.
async function settled() {
	const state = async () => (await over.rows(`select count(*) filter (where state = 'idle') as idle, count(*) filter (where state <> 'idle') as busy, max(state_change) as latest
		from pg_stat_activity where usename = 'chosho_web'`))[0];
	for (let left = 200, same = 0, before = null; left > 0; left--) {
		const now = await state();
		same = now.busy === 0 && now.latest === before?.latest && now.idle === before?.idle ? same + 1 : 0;
		if (same === 10) return;
		before = now;
		await sleep(50);
	}
	throw new Error('the workers do not come to rest');
}

// All of them, or so many: those from the commit on, where the deed is done and answered, and others evenly before.
function chosen(messages, most) {
	const all = messages.map((_, at) => at + 1), commit = messages.findIndex((it) => it.endsWith('commit')) + 1;
	assert.ok(commit > 0, 'the commit was not seen');
	const last = all.slice(commit - 1, commit - 1 + (most >> 1)), earlier = most - last.length;
	return whole ? all : [...Array.from({ length: earlier }, (_, at) => 1 + Math.floor(at * (commit - 1) / earlier)), ...last];
}

describe('broken at each step', { skip: no_installation }, () => {
	for (const deed of deeds)
		test(deed.name, async (t) => {
			await worlds.keep('empty');
			const sheet = ground.sheets.first, person = ground.people[deed.who];
			await bring(ground, sheet, deed.where);
			await worlds.keep('before');
			const address = await deed.address(sheet), fields = await person.typed(address, deed.fields);
			const absent = JSON.stringify(await worlds.tell());
			await settled();
			wire.break_at(0);
			const good = await person.post(address, fields);
			assert.equal(good.status, 303, words_of(good.text));
			const messages = wire.mend();
			const there = JSON.stringify(await worlds.tell());
			assert.notEqual(there, absent);
			await worlds.back('before');
			const outcomes = {};
			for (const how of ['kill', 'cut'])
				for (const step of chosen(messages, steps_tried[how])) {
					wire.break_at(step, how);
					const answer = await person.post(address, fields);
					const last = wire.mend().at(-1);
					const what = `${how} at step ${step} of ${messages.length} (${last}): ${answer.status} ${words_of(answer.text)}`;
					await quiet();
					const found = JSON.stringify(await worlds.tell());
					assert.ok(found === absent || found === there, `${what}: it is there by half: ${found}`);
					assert.ok([303, 502, 503].includes(answer.status), what);
					if (answer.status === 303) assert.deepEqual([found === there, answer.location], [true, good.location], `${what}: acknowledged and not there`);
					else assert.match(answer.text, /戻/, `${what}: the page says how to get the text back`);
					if (how === 'cut') assert.equal(answer.status, 303, `${what}: a connection that comes back at once is nobody's trouble`);
					const outcome = `${how}: ${answer.status === 303 ? 'acknowledged' : found === there ? 'done, not acknowledged' : 'not done'}`;
					outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
					const again = await person.post(address, fields);
					assert.deepEqual([again.status, again.location], [303, good.location], `${what}: sent again: ${words_of(again.text)}`);
					assert.equal(JSON.stringify(await worlds.tell()), there, `${what}: sent again`);
					chosho(['verify']); // or it throws
					await worlds.back('before');
				}
			t.diagnostic(`${messages.length} messages; ${Object.entries(outcomes).map((it) => it.join(' ')).join(', ')}`);
			for (const outcome of ['kill: not done', 'kill: done, not acknowledged', 'cut: acknowledged']) assert.ok(outcomes[outcome], `no step was found where it is '${outcome}'`);
			await worlds.back('empty');
		});
});
