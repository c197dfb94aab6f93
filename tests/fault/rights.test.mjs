// rights.test.mjs: attacks of colleagues on their own rights: a role without the second factor that it asks for, somebody else's desk
// by an absence that one enters oneself, a role that two granted and one prolongs, one's own last day, a one-time password
// used twice at once. Needs ./dev with.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { add_account, chosho, no_installation, password, quietly } from '../browser/lib/installation.mjs';
import { blake2b } from '../expect/blake2b.mjs';
import { day } from '../expect/people.mjs';
import { token_for } from '../expect/site.mjs';
import { open_behind } from './behind.mjs';
import { make_ground } from './ground.mjs';
import { held_by, Person, words_of } from './person.mjs';

describe('what a colleague would like to have', { skip: no_installation }, () => {
	let people, behind, ids;

	before(async () => {
		({ people, behind } = await make_ground());
		for (const [login, roles, department] of [['kanri2', ['administrator']], ['jimu_ka', ['secretariat'], 'ka'], ['hosa', ['author:ka'], 'ka']]) {
			add_account({ login, name: `試 ${login}`, roles, department, organization: '試市' });
			people[login] = await new Person(login).sign_in();
		}
		ids = Object.fromEntries((await behind.rows('select login, id from account')).map((row) => [row.login, row.id]));
	});
	after(() => {
		behind?.close();
		if (!no_installation) chosho(['verify']);
	});

	const away = async (by, login, deputy) => by.post('/absences', {
		token: token_for(by, '/absences'), account: ids[login], from_on: day(0), until_on: day(3), deputy: ids[deputy], note: '', act: 'enter' });

	test('a session that began without a second factor is no way to a role that asks for one: set, lent or begun by its date', async () => {
		const own = () => people.hosa.ask('/');
		const must_enrol = async (why) => {
			const answer = await own();
			assert.deepEqual([answer.status, answer.location?.split('?')[0]], [303, '/sign-in/enrol'], why);
			assert.equal((await people.hosa.ask('/reviews')).location?.split('?')[0], '/sign-in/enrol', why);
		};
		assert.equal((await own()).status, 200);
		await behind.run("update role_setting set needs_second_factor = true where role = 'author'");
		await must_enrol('the setting');
		await behind.run("update role_setting set needs_second_factor = role = 'head'");
		assert.equal((await own()).status, 200);
		assert.equal((await away(people.jimu1, 'kacho1', 'hosa')).status, 303);
		await must_enrol('a role that was lent');
		const [{ id: absence }] = await behind.rows('select id from absence where ended_at is null');
		assert.equal((await people.jimu1.press(`/absences/${absence}/end`, {})).status, 303);
		assert.equal((await own()).status, 200);
		await behind.run(quietly(`insert into assignment (account_id, role, department_id) values (${ids.hosa}, 'head', 1)`));
		await must_enrol('a role whose day came');
		await behind.run(quietly(`delete from assignment where account_id = ${ids.hosa} and role = 'head'`) + '; update role_setting set needs_second_factor = false');
		assert.equal((await own()).status, 200);
	});

	test('who enters somebody else\'s absence does not become their deputy', async () => {
		const page = await people.jimu_ka.page(`/absences?account=${ids.kacho1}`);
		assert.ok(page.includes(`value="${ids.hosa}"`) && !new RegExp(`<option value="${ids.jimu_ka}"[^>]*>試 jimu_ka（`).test(page), 'is not offered');
		const answer = await away(people.jimu_ka, 'kacho1', 'jimu_ka');
		assert.equal(answer.status, 422, words_of(answer.text));
		assert.match(answer.text, /id="error-deputy"/);
		const web = open_behind('chosho_web');
		await assert.rejects(web.run(`insert into absence (account_id, deputy_id, from_on, until_on, entered_by)
			values (${ids.kacho1}, ${ids.jimu_ka}, current_date, current_date, ${ids.jimu_ka})`), /not its deputy/);
		web.close();
		assert.deepEqual(await behind.rows(`select id from absence where deputy_id = ${ids.jimu_ka}`), []);
	});

	test('one administrator alone prolongs nothing that two granted; ending it earlier is done as before', async () => {
		await behind.run(quietly(`update assignment set until_on = current_date + 30 where account_id = ${ids.jimu2}`));
		const [{ id }] = await behind.rows(`select id from assignment where account_id = ${ids.jimu2}`);
		const address = `/accounts/${ids.jimu2}/roles/${id}/end`;
		const end = (until_on) => people.kanri1.press(address, { act: 'do', until_on, reason: '試し。', password });
		const later = await end(day(400));
		assert.equal(later.status, 422, words_of(later.text));
		assert.match(later.text, /id="error-until_on"/);
		const web = open_behind('chosho_web');
		await assert.rejects(web.run(`update assignment set until_on = null where id = ${id}`), /not prolonged by one/);
		web.close();
		assert.equal((await behind.rows(`select until_on from assignment where id = ${id}`))[0].until_on, day(30));
		assert.equal((await end(day(20))).status, 303);
	});

	test('an administrator does not move their own last day', async () => {
		await behind.run(quietly(`update account set until_on = current_date + 30 where id = ${ids.kanri2}`));
		const address = `/accounts/${ids.kanri2}/edit`;
		for (const change of [{ until_on: '' }, { until_on: day(400) }]) {
			const answer = await people.kanri2.press(address, { act: 'do', ...change });
			assert.equal(answer.status, 422, words_of(answer.text));
			assert.match(answer.text, /id="error-until_on"/);
		}
		assert.equal((await people.kanri2.press(address, { act: 'do', kana: 'シケン' })).status, 303);
		assert.equal((await people.kanri1.press(address, { act: 'do', until_on: '' })).status, 303);
		assert.equal((await behind.rows(`select until_on from account where id = ${ids.kanri2}`))[0].until_on, null);
	});

	test('an administrator does not bring other departments\' sheets to a role of theirs by a merger', async () => {
		const merge = async (path, more) => people.kanri_otsu.press(path, { act: 'check', year: Number(day(-90).slice(0, 4)) + 1, ...more });
		add_account({ login: 'kanri_otsu', name: '試 kanri_otsu', roles: ['administrator', 'head:otsu'], department: 'otsu', organization: '試市' });
		people.kanri_otsu = await new Person('kanri_otsu').sign_in();
		const [ka, otsu, hei] = (await behind.rows('select id from department order by id')).map((row) => row.id);
		for (const [path, more] of [
			[`/departments/${otsu}/merge`, { with: hei, into: hei }],
			[`/departments/${hei}/merge`, { with: otsu, into: otsu }],
			[`/departments/${hei}/close`, { into: otsu }],
		]) {
			const answer = await merge(path, more);
			assert.equal(answer.status, 422, path);
			assert.match(answer.text, /ご自身が役割を持つ部署/, path);
		}
		assert.doesNotMatch((await merge(`/departments/${hei}/merge`, { with: ka, into: ka })).text, /ご自身が役割を持つ部署/);
	});

	test('a way into the account of who decides or administers is told to them, to the other administrators and to the secretariats', async () => {
		add_account({ login: 'kanri3', name: '試 kanri3', roles: ['administrator'], organization: '試市' });
		ids.kanri3 = (await behind.rows("select id from account where login = 'kanri3'"))[0].id;
		const told = async (by, address, fields, words) => {
			await behind.run('delete from notice');
			assert.equal((await people[by].press(address, fields)).status, 303, address);
			const rows = await behind.rows(`select account_id, address from notice where text ~ '${words}'`);
			return rows.map((row) => row.account_id);
		};
		const others = [ids.kanri2, ids.kanri_otsu, ids.kanri3, ids.jimu1, ids.jimu_ka].filter(Boolean);
		const heard = (rows) => { for (const id of others) assert.ok(rows.includes(id), `${id} of ${rows}`); assert.ok(!rows.includes(ids.kanri1)); };
		heard(await told('kanri1', `/accounts/${ids.kanri3}/edit`, { act: 'do', email: 'kanri1@example.jp' }, 'メールアドレスを変更'));
		await behind.run(`insert into second_factor (account_id, sealed, last_step, recovery_salt) values (${ids.kanri3}, 'x', 0, 'x')`);
		heard(await told('kanri1', `/accounts/${ids.kanri3}/second-factor`, { password }, '試 kanri3さんの二要素認証を解除'));
		await told('kanri1', `/accounts/${ids.kanri3}/stop`, { reason: '試し' }, 'アカウントを停止').then((rows) => assert.ok(rows.includes(ids.jimu1) && rows.includes(ids.kanri2)));
		await told('kanri1', `/accounts/${ids.kanri3}/restart`, { reason: '試し' }, '停止を解除').then((rows) => assert.ok(rows.includes(ids.kanri2)));
		const [{ id }] = await behind.rows(`select id from assignment where account_id = ${ids.kanri3}`);
		heard(await told('kanri1', `/accounts/${ids.kanri3}/roles/${id}/end`, { act: 'do', at_once: 1, reason: '試し', password }, '役割を終了'));
		assert.deepEqual(await told('kanri1', `/accounts/${ids.iin_k1}/edit`, { act: 'do', email: 'iin@example.jp' }, '.'), [], 'of who only speaks, nobody hears');
	});

	test('nothing that is kept of a form lets a password that was in it be guessed', async () => {
		await people.kai_s.press('/account/mail', { email: '', password });
		const version = (await behind.rows(`select version from account where id = ${ids.kai_s}`))[0].version - 1;
		const [{ content }] = await behind.rows("select content from web_form_key where address = '/account/mail'");
		const sent = [['version', String(version)], ['email', ''], ['password', password]].map(([name, value]) => `${[...value].length} ${name} ${value}`).join('');
		assert.notEqual(content, Buffer.from(blake2b(Buffer.from(sent))).toString('hex'));
	});

	test('of two who choose a password by one slip at the same moment, one does; a slip that was replaced lets nobody choose', async () => {
		const begin = async (used) => {
			const [{ id }] = await behind.rows(`select id from invitation where account_id = ${ids.iin_k2} ${used ? '' : 'and used_at is null'} order by id desc limit 1`);
			const person = new Person('iin_k2'), key = randomBytes(32).toString('base64url');
			await behind.run(`insert into session (key_hash, account_id, step, expires_at, invitation_id)
				values ('${Buffer.from(blake2b(Buffer.from(key))).toString('hex')}', ${ids.iin_k2}, 'password', now() + interval '30 minutes', ${id})`);
			person.cookies.set('__Host-session', key);
			return person;
		};
		const slip = "insert into invitation (account_id, kind, salt, ends_at, used_at)";
		await behind.run(`${slip} values (${ids.iin_k2}, 'slip', 'salt', now() + interval '1 day', null)`);
		const two = [await begin(), await begin()];
		const words = ['umi to yama to kawa to', 'hana to tori to kaze to'];
		const forms = await Promise.all(two.map(async (person, at) => [...held_by(await person.page('/sign-in/password'), '/sign-in/password')
			.filter(([name]) => !['new', 'again'].includes(name)), ['new', words[at]], ['again', words[at]]]));
		const answers = await Promise.all(two.map((person, at) => person.post('/sign-in/password', forms[at])));
		const good = answers.filter((it) => it.status === 303 && !it.location.startsWith('/sign-in'));
		assert.equal(good.length, 1, answers.map((it) => `${it.status} ${it.location} ${words_of(it.text)}`).join('; '));
		assert.equal((await behind.rows(`select count(*) from event where action = 'password' and subject_id = ${ids.iin_k2}`))[0].count, 1);
		await behind.run(`${slip} values (${ids.iin_k2}, 'slip', 'salt', now() + interval '1 day', now())`);
		const late = await begin(true);
		assert.equal((await late.press('/sign-in/password', { new: words[0], again: words[0] })).status, 409);
	});
});
