// grants.test.mjs: nobody grants themselves anything, and who decides or administers is granted by two: whatever is sent, by
// whomever, in whichever order. Needs ./dev with.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { add_account, chosho, no_installation, password } from '../browser/lib/installation.mjs';
import { day } from '../expect/people.mjs';
import { token_for } from '../expect/site.mjs';
import { open_behind } from './behind.mjs';
import { make_ground } from './ground.mjs';
import { Person, words_of } from './person.mjs';

describe('who may be given what', { skip: no_installation }, () => {
	let people, behind, ids;

	const give = (who, login, changes = {}) => people[who].press(`/accounts/${ids[login]}/roles/new`,
		{ act: 'do', role: 'author', department: '1', body: '0', from_on: day(0), until_on: '', reason: '人手が足りないため。', password, ...changes });
	const held = async (login) => (await behind.rows(`select role from assignment where account_id = ${ids[login]}
		and from_on <= current_date and (until_on is null or until_on >= current_date) order by id`)).map((row) => row.role);
	const requests = () => behind.rows('select id, state, decided_by from grant_request order by id');
	// As if the page had offered it: whose it is not gets no form.
	const decide = (who, id, act, more = {}) => people[who].post(`/grants/${id}`,
		Object.entries({ token: token_for(people[who], `/grants/${id}`), act, remark: '理由', password, ...more }));
	const last_event = async () => (await behind.rows('select action, actor, subject_id, reason from event order by id desc limit 1'))[0];

	before(async () => {
		({ people, behind } = await make_ground());
		for (const login of ['kanri2', 'kanri3']) {
			add_account({ login, name: `試 ${login}`, roles: ['administrator'], organization: '試市' });
			people[login] = await new Person(login).sign_in();
		}
		add_account({ login: 'atarashii', name: '試 新', roles: ['auditor'], organization: '試市' });
		ids = Object.fromEntries((await behind.rows('select login, id from account')).map((row) => [row.login, row.id]));
	});
	after(() => behind?.close());

	test('a role that writes is given by one administrator, with the event, and ends the sessions', async () => {
		const person = await new Person('atarashii').sign_in();
		assert.equal((await person.ask('/log')).status, 200);
		assert.equal((await give('kanri1', 'atarashii')).status, 303);
		assert.deepEqual(await held('atarashii'), ['auditor', 'author']);
		assert.equal((await person.ask('/log')).status, 303, 'signs in again');
		const event = await last_event();
		assert.deepEqual([event.action, event.actor, event.subject_id], ['grant', '試 kanri1', ids.atarashii]);
		assert.match(event.reason, /^担当者：.*から）\n人手が足りないため。$/);
	});

	test('the same role in the same days is not given twice', async () => {
		const answer = await give('kanri2', 'atarashii');
		assert.equal(answer.status, 422);
		assert.match(words_of(answer.text), /すでに持っています/);
		assert.deepEqual(await held('atarashii'), ['auditor', 'author']);
	});

	test('all that is wrong is said at once, and nothing is given', async () => {
		const answer = await give('kanri1', 'atarashii', { role: 'chair', body: '0', from_on: '2020-04-01', until_on: '2019-04-01', reason: '' });
		assert.equal(answer.status, 422);
		for (const name of ['body', 'from_on', 'until_on', 'reason']) assert.ok(answer.text.includes(`id="error-${name}"`), name);
		assert.deepEqual(await held('atarashii'), ['auditor', 'author']);
	});

	test('a wrong password gives nothing, and is counted', async () => {
		const answer = await give('kanri1', 'atarashii', { role: 'head', password: 'not the password' });
		assert.equal(answer.status, 422);
		assert.ok(answer.text.includes('id="error-password"'));
		assert.deepEqual(await held('atarashii'), ['auditor', 'author']);
		assert.equal((await behind.rows('select max(count) as count from sign_in_failure'))[0].count, 1);
	});

	test('nobody grants themselves a role, nor ends one of theirs', async () => {
		const [{ id }] = await behind.rows(`select id from assignment where account_id = ${ids.kanri1}`);
		for (const path of [`/accounts/${ids.kanri1}/roles/new`, `/accounts/${ids.kanri1}/roles/${id}/end`]) assert.equal((await people.kanri1.ask(path)).status, 403, path);
		await assert.rejects(behind.run(`insert into assignment (account_id, role, granted_by) values (${ids.kanri1}, 'auditor', ${ids.kanri1})`), /assignment_not_own/);
		await assert.rejects(behind.run(`insert into assignment (account_id, role, granted_by, approved_by) values (${ids.kanri1}, 'auditor', ${ids.kanri2}, ${ids.kanri1})`), /assignment_not_own/);
		assert.deepEqual(await held('kanri1'), ['administrator']);
	});

	test('the role of the web program cannot give what two have not said, nor rewrite what was given', async () => {
		const web = open_behind('chosho_web');
		const as_web = (statement) => web.run(statement);
		await assert.rejects(as_web(`insert into assignment (account_id, role, granted_by) values (${ids.atarashii}, 'secretariat', ${ids.kanri1})`), /granted by two/);
		await assert.rejects(as_web(`insert into assignment (account_id, role) values (${ids.atarashii}, 'administrator')`), /granted by two/);
		await assert.rejects(as_web(`update assignment set role = 'administrator' where account_id = ${ids.atarashii}`), /stays/);
		await assert.rejects(as_web(`update assignment set account_id = ${ids.atarashii} where account_id = ${ids.kanri1}`), /stays/);
		web.close();
		assert.deepEqual(await held('atarashii'), ['auditor', 'author']);
	});

	test('a secretariat waits for a second administrator: who asked cannot approve, the second one can', async () => {
		const asked = await give('kanri1', 'atarashii', { role: 'secretariat' });
		assert.equal(asked.location, '/grants', words_of(asked.text));
		assert.deepEqual(await held('atarashii'), ['auditor', 'author']);
		const [{ id }] = await requests();
		const told = await behind.rows(`select account_id from notice order by account_id`);
		assert.deepEqual(told.map((row) => row.account_id), [ids.kanri2, ids.kanri3].sort((a, b) => a - b));
		assert.equal((await decide('kanri1', id, 'approve')).status, 403);
		assert.equal((await decide('kanri2', id, 'withdraw')).status, 403);
		assert.equal((await decide('kanri2', id, 'approve', { password: 'not the password' })).status, 422);
		assert.deepEqual(await held('atarashii'), ['auditor', 'author']);
		assert.equal((await decide('kanri2', id, 'approve')).status, 303);
		assert.deepEqual(await held('atarashii'), ['auditor', 'author', 'secretariat']);
		assert.equal((await decide('kanri3', id, 'approve')).status, 409, 'once');
		const [row] = await behind.rows("select granted_by, approved_by from assignment where role = 'secretariat' order by id desc limit 1");
		assert.deepEqual(row, { granted_by: ids.kanri1, approved_by: ids.kanri2 });
	});

	test('who is to have it cannot approve it', async () => {
		const other = ids.kanri3;
		assert.equal((await give('kanri1', 'kanri3', { role: 'secretariat' })).status, 303);
		const id = (await requests()).at(-1).id;
		assert.equal((await decide('kanri3', id, 'approve')).status, 403);
		await assert.rejects(behind.run(`update grant_request set state = 'granted', decided_by = ${other}, decided_at = now() where id = ${id}`), /check/);
		assert.equal((await decide('kanri2', id, 'refuse', { remark: '' })).status, 422, 'a refusal says why');
		assert.equal((await decide('kanri2', id, 'refuse')).status, 303);
		assert.deepEqual(await held('kanri3'), ['administrator']);
	});

	test('approved, refused and withdrawn at once: one of them happens', async () => {
		assert.equal((await give('kanri1', 'atarashii', { role: 'chair', body: '1', department: '0' })).status, 303);
		const id = (await requests()).at(-1).id;
		const answers = await Promise.all([decide('kanri2', id, 'approve'), decide('kanri3', id, 'refuse'), decide('kanri1', id, 'withdraw')]);
		assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 409, 409], answers.map((it) => it.status).join());
		const state = (await requests()).at(-1).state;
		assert.equal((await held('atarashii')).includes('chair'), state === 'granted', state);
	});

	test('two administrators give the same role at once: it is given once', async () => {
		const answers = await Promise.all(['kanri1', 'kanri2'].map((who) => give(who, 'kaki2', { role: 'auditor', department: '0' })));
		assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 422]);
		assert.deepEqual(await held('kaki2'), ['author', 'auditor']);
	});

	test('a role ends at once, on a day, or is taken back before it begins', async () => {
		const newest = async () => (await behind.rows(`select id from assignment where account_id = ${ids.kaki1} order by id desc limit 1`))[0].id;
		const end = async (changes) => people.kanri1.press(`/accounts/${ids.kaki1}/roles/${await newest()}/end`, { act: 'do', until_on: '', reason: '異動のため。', password, ...changes });
		assert.equal((await give('kanri1', 'kaki1', { role: 'head' })).status, 303);
		assert.equal((await end({})).status, 422, 'a day, or at once');
		assert.equal((await end({ until_on: '2020-01-01' })).status, 422);
		assert.equal((await end({ until_on: day(30) })).status, 303);
		assert.deepEqual(await held('kaki1'), ['author', 'head']);
		assert.equal((await end({ at_once: '1' })).status, 303);
		assert.deepEqual(await held('kaki1'), ['author']);
		assert.equal((await end({ at_once: '1' }).catch((error) => ({ status: error.message.includes('409') ? 409 : 0 }))).status, 409, 'once');
		assert.equal((await give('kanri1', 'kaki1', { role: 'head', from_on: day(9) })).status, 303);
		assert.equal((await end({ at_once: '1' })).status, 303);
		assert.deepEqual((await behind.rows(`select action from event where subject_id = ${ids.kaki1} order by id desc limit 2`)).map((row) => row.action).sort(), ['end role', 'take role back']);
	});

	test('whose account the asking one has just opened is no second administrator', async () => {
		const ways = {
			'a one-time password that was used': [`insert into invitation (account_id, kind, salt, made_by, ends_at, used_at, had_password) values (${ids.kanri3}, 'slip', 'x', ${ids.kanri1}, now(), now(), true)`,
				'delete from invitation'],
			'an address that was changed, and a link asked for': [`insert into event (action, account_id, actor, subject_id) values ('change account', ${ids.kanri1}, 'x', ${ids.kanri3});
				insert into invitation (account_id, kind, salt, ends_at, had_password) values (${ids.kanri3}, 'link', 'x', now(), true)`, 'delete from invitation'],
			'a second factor that was taken away': [`insert into event (action, account_id, actor, subject_id) values ('end second factor', ${ids.kanri1}, 'x', ${ids.kanri3})`, ''],
		};
		for (const [name, [open, close]] of Object.entries(ways)) {
			assert.equal((await give('kanri1', 'atarashii', { role: 'administrator' })).status, 303, name);
			const id = (await requests()).at(-1).id;
			await behind.run(open);
			const answer = await decide('kanri3', id, 'approve');
			assert.equal(answer.status, 403, name);
			assert.match(words_of(answer.text), /2人目の管理者として承認できません/, name);
			assert.equal((await requests()).at(-1).state, 'waiting', name);
			await assert.rejects(behind.run(`insert into assignment (account_id, role, granted_by, approved_by) values (${ids.atarashii}, 'administrator', ${ids.kanri1}, ${ids.kanri3})`), /no second one/, name);
			assert.equal((await decide('kanri1', id, 'withdraw')).status, 303, name);
			await behind.run(close || 'select');
		}
	});

	test('two administrators stop each other at once: one of them stays', async () => {
		const stop = (who, whom) => people[who].press(`/accounts/${ids[whom]}/stop`, { reason: '休職' });
		const answers = await Promise.all([stop('kanri2', 'kanri3'), stop('kanri3', 'kanri2')]);
		assert.equal(answers.filter((answer) => answer.status === 303 && answer.location.startsWith('/accounts/')).length, 1, answers.map((it) => `${it.status} ${it.location}`).join());
		assert.equal((await behind.rows(`select id from account where id in (${ids.kanri2}, ${ids.kanri3}) and stopped_at is null`)).length, 1);
	});

	test('with one administrator alone the reason is recorded and every secretariat is told', async () => {
		await behind.run(`update account set stopped_at = now() where id in (${ids.kanri2}, ${ids.kanri3}) and stopped_at is null; delete from notice`);
		assert.equal((await give('kanri1', 'kaki2', { role: 'secretariat', department: '0', reason: '' })).status, 422);
		assert.equal((await give('kanri1', 'kaki2', { role: 'secretariat', department: '0', reason: '休職の代わり。' })).location, `/accounts/${ids.kaki2}`);
		assert.ok((await held('kaki2')).includes('secretariat'));
		const notices = await behind.rows('select login, text from notice join account on account.id = account_id order by login');
		assert.ok(['jimu1', 'jimu2'].every((login) => notices.some((it) => it.login === login && it.text.includes('休職の代わり。'))), JSON.stringify(notices));
	});

	test('the history verifies after all of it, and not once a role was put in, changed or taken out behind it', async () => {
		const verify = () => chosho(['verify']);
		const behind_it = (change) => behind.run(`begin; alter table assignment disable trigger user; ${change}; alter table assignment enable trigger user; commit`);
		verify();
		const [{ id }] = await behind.rows(`select id from assignment where account_id = ${ids.atarashii} and role = 'author'`);
		for (const [there, back] of [
			[`insert into assignment (account_id, role) values (${ids.kaki1}, 'administrator')`, `delete from assignment where account_id = ${ids.kaki1} and role = 'administrator'`],
			[`update assignment set until_on = '2099-01-01' where id = ${id}`, `update assignment set until_on = null where id = ${id}`],
			[`update assignment set account_id = ${ids.kaki1} where id = ${id}`, `update assignment set account_id = ${ids.atarashii} where id = ${id}`],
		]) {
			await behind_it(there);
			assert.throws(verify, /./, there);
			await behind_it(back);
			verify();
		}
	});
});
