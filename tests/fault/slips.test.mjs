// slips.test.mjs: one-time passwords: who makes them sees them, for a day; they let in once; what stands on them is nowhere. Needs ./dev with.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { add_account, no_installation, password } from '../browser/lib/installation.mjs';
import { open_behind } from './behind.mjs';
import { make_ground } from './ground.mjs';
import { Person } from './person.mjs';

describe('one-time passwords', { skip: no_installation }, () => {
	let people, behind, ids, slips, codes;

	before(async () => {
		({ people, behind } = await make_ground());
		add_account({ login: 'kanri2', name: '試 kanri2', roles: ['administrator'], organization: '試市' });
		people.kanri2 = await new Person('kanri2').sign_in();
		for (const login of ['ichi', 'ni']) {
			const made = await people.kanri1.press('/accounts/new', { act: 'do', login, name: `新 ${login}`, kana: '', department: '0', email: '', language: 'ja', from_on: '令和8年4月1日'.replace('8', '80'), until_on: '' });
			assert.equal(made.status, 303);
		}
		await behind.run("update account set from_on = current_date where login in ('ichi', 'ni')");
		ids = Object.fromEntries((await behind.rows('select login, id from account')).map((row) => [row.login, row.id]));
	});
	after(() => behind?.close());

	test('are made for all who have none, with the password again, and looked at by who made them alone', async () => {
		assert.equal((await people.kanri1.press('/accounts/slips', { act: 'do', department: '0', password: 'wrong' })).status, 422);
		assert.equal((await people.kanri1.press('/accounts/slips', { act: 'check', department: '0', password: '' })).status, 200);
		assert.equal((await behind.rows('select id from invitation')).length, 0, 'looking makes nothing');
		const made = await people.kanri1.press('/accounts/slips', { act: 'do', department: '0', password });
		assert.equal(made.status, 303);
		slips = made.location;
		const page = await people.kanri1.ask(slips);
		codes = Object.fromEntries([...page.text.matchAll(/slip-code">([a-z]+)<\/dd>.*?slip-code">([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</gs)].map((match) => [match[1], match[2]]));
		assert.deepEqual(Object.keys(codes).sort(), ['ichi', 'ni']);
		assert.equal((await people.kanri2.ask(slips)).status, 404);
		assert.equal((await people.jimu1.ask(slips)).status, 403);
		assert.equal((await people.kanri1.press('/accounts/slips', { act: 'do', department: '0', password })).status, 422, 'nobody is left');
	});

	test('each making and each look is on record; what is on the paper is nowhere', async () => {
		await people.kanri1.ask(slips);
		await new Promise((done) => { setTimeout(done, 500); });
		const events = (await behind.rows(`select action from event where subject_id = ${ids.ichi} order by id`)).map((row) => row.action);
		assert.deepEqual(events, ['add account', 'invite', 'show slips', 'show slips']);
		const plain = codes.ichi.replaceAll('-', '');
		for (const table of ['event', 'invitation', 'notice', 'mail', 'account'])
			assert.deepEqual(await behind.rows(`select 1 as x from ${table} t where t::text like '%${codes.ichi}%' or t::text like '%${plain}%'`), [], table);
	});

	test('let somebody in once, however they are typed', async () => {
		const typed = codes.ichi.toUpperCase().replaceAll('-', '');
		const [first, second] = [new Person('ichi'), new Person('ichi')];
		const enter = async (person, code) => person.post('/sign-in', await person.typed('/sign-in', { login: 'ichi', password: code }));
		assert.equal((await enter(first, typed)).status, 303);
		assert.equal((await first.ask('/sheets')).location?.split('?')[0], '/sign-in/password', 'nothing before a password is chosen');
		const chosen = await first.press('/sign-in/password', { new: 'momiji no ha 12 mai', again: 'momiji no ha 12 mai' });
		assert.equal(chosen.status, 303);
		assert.equal((await enter(second, codes.ichi)).status, 422, 'it is used up');
		const page = await people.kanri1.ask(slips);
		assert.ok(page.text.includes(codes.ni) && !page.text.includes(codes.ichi), 'and gone from the page');
	});

	test('a new one replaces the old one, and a day later the page is gone', async () => {
		const made = await people.kanri1.press(`/accounts/${ids.ni}/password`, { act: 'slip', password });
		assert.equal((await people.kanri1.ask(slips)).status, 404);
		assert.equal((await people.kanri1.ask(made.location)).status, 200);
		await behind.run("update invitation set at = at - interval '25 hours'");
		assert.equal((await people.kanri1.ask(made.location)).status, 404);
	});

	test('nobody makes one for themselves, and the others hear of one for who decides or administers', async () => {
		assert.equal((await people.kanri1.ask(`/accounts/${ids.kanri1}/password`)).status, 403);
		assert.equal((await people.kanri1.press(`/accounts/${ids.jimu1}/password`, { act: 'slip', password })).status, 303);
		const told = await behind.rows(`select account_id, text from notice where text like '%仮パスワード%'`);
		assert.deepEqual(told.map((row) => row.account_id).sort((a, b) => a - b), [ids.jimu1, ids.jimu2, ids.kanri2].sort((a, b) => a - b));
		assert.match(told[0].text, /試 jimu1/);
	});

	test('a mail is not promised where none can be sent', async () => {
		const page = await people.kanri1.ask(`/accounts/${ids.ni}/password`);
		assert.ok(page.text.includes('メールの設定がないため') && !page.text.includes('value="mail"'));
		const sent = await people.kanri1.press(`/accounts/${ids.ni}/password`, { act: 'mail', password });
		assert.equal(sent.status, 422);
	});
});
