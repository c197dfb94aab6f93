// lost.test.mjs: nothing typed is lost. Everything that can come between pressing a button and its effect, for the form in
// which a department writes and for the one in which a desk decides: the text comes back so that one press sends it on,
// or it is saved; never twice, never by half. Wants a throw-away installation: ./dev with node --test THIS

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chosho, no_installation, password } from '../browser/lib/installation.mjs';
import { keep, open_behind } from './behind.mjs';
import { bring, edit_of, make_ground, odd, waiting_at } from './ground.mjs';
import { form_of, given_back, held_by, words_of } from './person.mjs';

const text = 'いただいた声：「𠮷野川の<土手>が & 暗い」\n\n葛󠄀城から 2件。\n  ｶﾅと空白　';
const opinion = '数字の「根拠」を <添えて> ください。\n{{x}} & =1+1';
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const service = (action, name) => execFileSync(process.env.DEV, ['service', action, name], { stdio: 'pipe' });

let ground, people, sheet;
const rows = (query) => ground.behind.rows(query);

// The forms. of: whose sheet, where not that of 'full'; saved: how often and as what the typed text has arrived; other: what a colleague does first.
const forms = {
	'the sheet': {
		where: 'filled', who: 'kaki1', colleague: 'kaki2', button: { next: 'save' }, shown: [text, '備考の文', '12'],
		at: async () => edit_of(sheet),
		fields: { 'value-result': text, [`value-${odd}`]: '備考の文', 'value-grade': 'C', 'value-actuals-1': '12', 'value-count-1-1': '3' },
		other_save: { 'value-result': '同僚の文', 'value-grade': 'A', 'value-actuals-1': '同僚の実績', 'value-count-1-1': '987', next: 'save' },
		close: () => people.kaki2.press(`/sheets/${sheet}/check`, {}),
		arrived: async () => (await rows(`select version - ${ground.version} as times, content from sheet where id = ${sheet}`))[0],
		judge: ({ content }) => {
			assert.deepEqual([content.result, content[odd], content.grade], [text, '備考の文', 'C']);
			assert.deepEqual([content.actuals, content.count], [{ z1: '12' }, { 東: { 訪問: 3 } }]);
		},
	},
	'the part': {
		of: 'shared', where: 'filled', who: 'kaki_otsu', colleague: 'kaki_otsu2', button: { next: 'save' }, shown: [text, '備考の文', '12'],
		at: async () => `/parts/${ground.parts.shared}/edit`,
		fields: { 'value-result': text, [`value-${odd}`]: '備考の文', 'value-actuals-3': '12' },
		other_save: { 'value-result': '同僚の文', 'value-actuals-3': '同僚の実績', next: 'save' },
		close: async () => {
			await people.kaki_otsu2.press(`/parts/${ground.parts.shared}/edit`, { 'value-result': '同僚の文', next: 'save' });
			return people.kaki_otsu2.press(`/parts/${ground.parts.shared}/check`, {});
		},
		arrived: async () => (await rows(`select version - 1 as times, content from part where number = ${ground.parts.shared}`))[0],
		judge: ({ content }) => assert.deepEqual([content.result, content[odd], content.actuals], [text, '備考の文', { z3: '12' }]),
	},
	'the review': {
		where: 'secretariat', who: 'jimu1', colleague: 'jimu2', button: { act: 'return' }, shown: [opinion, text, '2099-01-15'],
		at: () => waiting_at(ground.behind, sheet, 'secretariat'),
		fields: { 'value-opinion': opinion, 'value-rank': '△', reason: text, marks: 'result', due_on: '2099-01-15' },
		other_save: { 'value-opinion': '同僚の意見', reason: '同僚の理由', act: 'save' },
		close: async () => people.jimu2.press(await waiting_at(ground.behind, sheet, 'secretariat'), { 'value-opinion': '妥当', act: 'approve' }),
		arrived: async () => (await rows(`select (select count(*) from event where sheet_id = ${sheet} and action = 'return') as times, content, reason, marks,
			due_on::text from review where sheet_id = ${sheet} and kind = 'secretariat' order by id desc limit 1`))[0],
		judge: ({ content, reason, marks }) => {
			assert.deepEqual([content.opinion, content.rank, reason, marks], [opinion, '△', text, ['result']]);
		},
	},
};

before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	({ people } = ground);
});
after(() => {
	ground?.behind.close();
	if (!no_installation) chosho(['verify']); // or it throws
});

const in_browser = (it) => it.replaceAll('\n', '\r\n');
const typed_in = async (form) => {
	const address = await form.at();
	const fields = await people[form.who].typed(address, { ...form.fields, ...form.button });
	return { address, fields: fields.map(([name, value]) => [name, in_browser(value)]) };
};

function judge_back(form, answer, what) {
	const back = given_back(answer.text);
	for (const wanted of form.shown) assert.ok(back.includes(wanted), `${what}: not given back: ${JSON.stringify(wanted)}\n${words_of(answer.text)}`);
}

async function judge_arrived(form, what) {
	const it = await form.arrived();
	assert.equal(Number(it.times), 1, `${what}: arrived ${it.times} times`);
	form.judge(it);
}

async function judge_untouched(form, what) {
	assert.equal(Number((await form.arrived()).times), 0, `${what}: something arrived`);
}

// Presses the button of the page that came back, with nothing typed anew.
async function press_on(form, person, address, answer) {
	const held = held_by(answer.text, address);
	const button = Object.entries(form.button).filter(([name]) => !held.some(([other]) => other === name));
	return person.post(address, [...held, ...button].map(([name, value]) => [name, in_browser(value)]));
}

async function must_go(answer, what) {
	assert.equal(answer.status, 303, `${what}: ${answer.status} ${words_of(answer.text)}`);
}

const cases = {
	async 'the session has ended'(form) {
		const { address, fields } = await typed_in(form);
		const person = people[form.who];
		await ground.behind.run(`delete from session using account where account.id = account_id and login = '${form.who}'`);
		const asked = await person.post(address, fields);
		assert.equal(asked.status, 403);
		assert.ok(form_of(asked.text, '/sign-in'), 'the sign-in page comes');
		const wrong = await person.post('/sign-in', [...held_by(asked.text, '/sign-in').filter(([name]) => !/^(login|password)$/.test(name)), ['login', form.who], ['password', 'mistyped, alas']]);
		assert.equal(wrong.status, 422);
		const carried = await person.post('/sign-in', [...held_by(wrong.text, '/sign-in').filter(([name]) => !/^(login|password)$/.test(name)), ['login', form.who], ['password', password]]);
		judge_back(form, carried, 'after signing in');
		await judge_untouched(form, 'before it is sent on');
		await must_go(await press_on(form, person, address, carried), 'sent on');
	},
	async 'the token is wrong'(form) {
		const { address, fields } = await typed_in(form);
		const answer = await people[form.who].post(address, fields.map(([name, value]) => [name, name === 'token' ? value.replace(/\..*/, '.AAAA') : value]));
		assert.equal(answer.status, 403);
		judge_back(form, answer, 'refused');
		await judge_untouched(form, 'refused');
		await must_go(await press_on(form, people[form.who], address, answer), 'sent on');
	},
	async 'a colleague has saved first'(form) {
		const { address, fields } = await typed_in(form);
		await must_go(await people[form.colleague].press(address, form.other_save), 'the colleague');
		const before_it = Number((await form.arrived()).times);
		const answer = await people[form.who].post(address, fields);
		assert.equal(answer.status, 409);
		judge_back(form, answer, 'refused');
		for (const wrote of Object.values(form.other_save).slice(0, -1)) assert.ok(words_of(answer.text, 1e5).includes(wrote), `what the colleague wrote stands beside it: ${wrote}`);
		await must_go(await press_on(form, people[form.who], address, answer), 'sent again');
		const now = await form.arrived();
		assert.equal(Number(now.times), before_it + 1);
		form.judge(now);
		return 'judged';
	},
	async 'a colleague has closed it'(form) {
		const { address, fields } = await typed_in(form);
		await must_go(await form.close(), 'the colleague');
		const answer = await people[form.who].post(address, fields);
		assert.ok([403, 409].includes(answer.status), String(answer.status));
		judge_back(form, answer, 'refused');
		const other = await people[form.who].page(address.replace('/edit', ''));
		assert.ok(!other.includes(form.shown[0].slice(0, 10)), 'nothing of it was kept');
		return 'judged';
	},
	async 'the database is away'(form) {
		const { address, fields } = await typed_in(form);
		ground.behind.close();
		service('stop', 'database');
		let answer;
		try {
			answer = await people[form.who].post(address, fields);
			assert.equal(answer.status, 503);
			judge_back(form, answer, 'away');
			answer = await press_on(form, people[form.who], address, answer);
			assert.equal(answer.status, 503, 'and pressed again');
			judge_back(form, answer, 'away still');
		} finally {
			service('start', 'database');
			ground.behind = open_behind();
		}
		const back = await Promise.all([1, 2, 3].map(() => press_on(form, people[form.who], address, answer)));
		for (const it of back) await must_go(it, 'when it is back');
	},
	async 'all workers are killed while it waits'(form) {
		const { address, fields } = await typed_in(form);
		const lock = open_behind();
		await lock.run(`begin; select from sheet where id = ${sheet} for update`);
		const sent = people[form.who].post(address, fields);
		await sleep(300);
		for (const pid of workers()) process.kill(pid, 'SIGKILL');
		const answer = await sent;
		assert.ok([502, 503].includes(answer.status), String(answer.status));
		assert.match(answer.text, /戻/, 'the page says how to get the text back');
		await lock.run('commit');
		lock.close();
		await must_go(await people[form.who].post(address, fields), 'from the page that the browser went back to');
	},
	async 'it is pressed twice'(form) {
		const { address, fields } = await typed_in(form);
		const answers = await Promise.all([1, 2, 3].map(() => people[form.who].post(address, fields)));
		for (const it of answers) await must_go(it, 'each');
		assert.equal(new Set(answers.map((it) => it.location)).size, 1);
	},
	async 'the same is sent after going back'(form) {
		const { address, fields } = await typed_in(form);
		await must_go(await people[form.who].post(address, fields), 'first');
		await must_go(await people[form.who].post(address, fields), 'again');
	},
};

const workers = () => {
	const [supervisor] = readFileSync(join(process.env.CHOSHO_FOLDER, 'pid/interactive'), 'utf8').split(' ');
	return readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8').trim().split(' ').map(Number);
};

describe('nothing typed is lost', { skip: no_installation }, () => {
	for (const [name, form] of Object.entries(forms))
		describe(name, () => {
			for (const [what, run] of Object.entries(cases))
				test(what, () => on(form, async () => {
					if ((await run(form)) !== 'judged') await judge_arrived(form, what);
				}));
		});

	test('the due date has passed while somebody wrote: the text is there to be copied, and nothing is kept', () => on(forms['the sheet'], async () => {
		const form = forms['the sheet'];
		const { address, fields } = await typed_in(form);
		const check = await people.kaki1.typed(`/sheets/${sheet}/check`, {});
		await ground.behind.run(`update sheet set due_on = current_date - 2 where id = ${sheet}`);
		const answer = await people.kaki1.post(address, fields);
		assert.equal(answer.status, 403);
		judge_back(form, answer, 'late');
		assert.match(answer.text, /期限/);
		await judge_untouched(form, 'late');
		const submitted = await people.kaki1.post(`/sheets/${sheet}/check`, check);
		assert.equal(submitted.status, 403);
		assert.match(submitted.text, /期限/);
	}));

	test('a desk that is late decides all the same', () => on(forms['the review'], async () => {
		const form = forms['the review'];
		const { address, fields } = await typed_in(form);
		await ground.behind.run(`update review set due_on = current_date - 2 where sheet_id = ${sheet}; update sheet set due_on = current_date - 2 where id = ${sheet}`);
		await must_go(await people.jimu1.post(address, fields), 'late');
		await judge_arrived(form, 'late');
	}));

	test('the department takes the sheet back while a desk writes its reason', () => on(forms['the review'], async () => {
		const form = forms['the review'];
		const { address, fields } = await typed_in(form);
		await must_go(await people.kaki1.press(`/sheets/${sheet}/withdraw`, {}), 'the department');
		const answer = await people.jimu1.post(address, fields);
		assert.equal(answer.status, 409);
		judge_back(form, answer, 'withdrawn');
		await judge_untouched(form, 'withdrawn');
	}));

	test('back after saving, written on, and saved again: the site says so, keeps the text, and takes it at the next press', async () => {
		for (const [name, form] of Object.entries(forms)) await on(form, async () => {
			const { address, fields } = await typed_in(form);
			const first = { ...Object.fromEntries(fields), ...(form.button.act ? { act: 'save' } : {}) };
			await must_go(await people[form.who].post(address, first), `${name}: first`);
			const field = name === 'the review' ? 'opinion' : 'result';
			const further = fields.map(([key, value]) => [key, key === `value-${field}` ? `${value}\r\n書き足した。` : value]);
			let answer = await people[form.who].post(address, further);
			for (let presses = 0; answer.status !== 303; presses++) {
				assert.equal(answer.status, 409, `${name}: ${words_of(answer.text)}`);
				assert.ok(given_back(answer.text).some((it) => it.endsWith('\n書き足した。')), `${name}: ${words_of(answer.text)}`);
				assert.ok(presses < 2, 'two presses are enough');
				answer = await press_on(form, people[form.who], address, answer);
			}
			const { content } = await form.arrived();
			assert.match(content[field], /\n書き足した。$/);
		});
	});

	test('an unfinished return is kept whole, and is there again', () => on(forms['the review'], async () => {
		const form = forms['the review'];
		const address = await form.at();
		await must_go(await people.jimu1.press(address, { ...form.fields, act: 'save' }), 'kept');
		const held = held_by(await people.jimu1.page(address), address);
		for (const [name, value] of Object.entries(form.fields)) assert.ok(held.some(([key, it]) => key === name && it === value), `${name} is not there again`);
		const approved = await people.jimu1.press(address, { act: 'approve' });
		assert.equal(approved.status, 422, 'approving would lose the reason');
		judge_back(form, approved, 'not approved');
		assert.ok(!(await people.kaki1.page(`/sheets/${sheet}`)).includes('野川の'), 'the department does not see it before it is returned');
		await must_go(await people.jimu1.press(address, { reason: '', due_on: '', act: 'approve' }), 'without the reason');
	}));

	test('workers killed at any moment of a save: it is there once when it is sent again', () => on(forms['the sheet'], async () => {
		const seen = new Set();
		for (let turn = 0; turn < 25; turn++) {
			const before_it = (await rows(`select version from sheet where id = ${sheet}`))[0].version;
			const fields = await people.kaki1.typed(edit_of(sheet), { 'value-result': `第${turn}回の文`, next: 'save' });
			const sent = people.kaki1.post(edit_of(sheet), fields);
			await sleep(turn % 13);
			for (const pid of workers()) process.kill(pid, 'SIGKILL');
			const answer = await sent;
			seen.add(answer.status);
			assert.ok([303, 502, 503].includes(answer.status), String(answer.status));
			await must_go(await people.kaki1.post(edit_of(sheet), fields), 'sent again');
			const now = (await rows(`select version, content from sheet where id = ${sheet}`))[0];
			assert.deepEqual([now.version, now.content.result], [before_it + 1, `第${turn}回の文`]);
		}
	}));
});

// Brings the sheet to where the form is, and puts it back afterwards, whatever happened.
async function on(form, run) {
	sheet = ground.sheets[form.of ?? 'full'];
	const reset = await keep_whole();
	try {
		await bring(ground, sheet, form.where);
		ground.version = (await rows(`select version from sheet where id = ${sheet}`))[0].version;
		await run();
	} finally {
		await reset();
	}
}

// The temporary tables of `keep` go with their connection: this one asks the rows out, and lives on when the database restarts.
async function keep_whole() {
	const put = await keep(ground.behind, sheet);
	const behind = ground.behind;
	const empty = `alter table event disable trigger user; delete from event where sheet_id = ${sheet}; delete from review where sheet_id = ${sheet};
		delete from chain where name = 'sheet:${sheet}'; delete from edition where sheet_id = ${sheet}; alter table event enable trigger user;
		update sheet set state = 'draft', stage_id = null, edition = 0, content = '{}', submitted_by = null, submitted_at = null, due_on = '2099-03-31' where id = ${sheet};
		update part set state = 'open', version = 1, content = '{}' where sheet_id = ${sheet}`;
	return () => (behind === ground.behind ? put() : ground.behind.run(empty));
}
