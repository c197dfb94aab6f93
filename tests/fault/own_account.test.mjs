// own_account.test.mjs: what opens one's own account is changed with the password again, ends the other sessions, and is nobody
// else's business. Wants a throw-away installation: ./dev with node --test tests/fault/own_account.test.mjs

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { add_account, chosho, no_installation, password, sql } from '../browser/lib/installation.mjs';
import { code_of, key_on, recovery_codes_on } from './app.mjs';
import { held_by, Person, words_of } from './person.mjs';

const skip = no_installation;
const calm = () => sql('delete from sign_in_failure');
const id_of = (login) => Number(sql(`select id from account where login = '${login}'`)[0][0]);
const is_in = async (person) => (await person.ask('/')).status === 200;
let own, other, stranger;

async function press(person, address, fields, status = 303) {
	const answer = await person.press(address, fields);
	assert.equal(answer.status, status, `${address}: ${words_of(answer.text)}`);
	return answer;
}

async function enrol(person) {
	const page = await person.page('/account/second-factor');
	const key = key_on(page);
	const held = held_by(page, '/account/second-factor').filter(([name]) => !['code', 'password'].includes(name));
	const answer = await person.post('/account/second-factor', [...held, ['act', 'enrol'], ['code', code_of(key)], ['password', password]]);
	assert.equal(answer.status, 303, words_of(answer.text));
	const codes = recovery_codes_on(await person.page('/sign-in/codes'));
	assert.equal((await person.press('/sign-in/codes', {})).status, 303);
	return { key, codes };
}

before(async () => {
	if (skip) return;
	for (const login of ['watashi', 'betsu']) add_account({ login, name: `名前 ${login}`, roles: ['secretariat'] });
	for (const login of ['kanri1', 'kanri2']) add_account({ login, name: `管理 ${login}`, roles: ['administrator'] });
});
after(() => {
	if (!skip) chosho(['verify']);
});

test('the sessions of one\'s own are listed, and ended one by one or all others; nobody else\'s can be', { skip }, async () => {
	own = await new Person('watashi').sign_in();
	other = await new Person('watashi').sign_in();
	stranger = await new Person('betsu').sign_in();
	const page = await own.page('/account');
	const [end] = /\/account\/sessions\/\d+\/end/.exec(page);
	assert.equal(page.match(/\/account\/sessions\/\d+\/end/g).length, 1, 'not its own');
	assert.equal((await stranger.ask(end)).status, 404);
	assert.equal((await stranger.post(end, held_by(await own.page(end), end))).status, 403, 'a token of another\'s');
	const theirs = sql(`select id from session where account_id = ${id_of('betsu')}`)[0][0];
	assert.equal((await own.ask(`/account/sessions/${theirs}/end`)).status, 404);
	await press(own, end, {});
	assert.ok(!await is_in(other) && await is_in(own) && await is_in(stranger));
	other = await new Person('watashi').sign_in();
	await press(own, '/account/sessions/end', {});
	assert.ok(!await is_in(other) && await is_in(own) && await is_in(stranger));
});

test('another password ends every other session, and gives this one a new key; the one of before opens nothing', { skip }, async () => {
	other = await new Person('watashi').sign_in();
	const early = own.cookies.get('__Host-session');
	const better = 'umi to yama to kawa to';
	await press(own, '/account/password', { password: 'not this one, sorry', new: better, again: better }, 422);
	for (const [bad, again] of [['short', 'short'], [better, `${better}x`], ['watashiwatashi', 'watashiwatashi'], [password, password], ['p@ssw0rdp@ssw0rd', 'p@ssw0rdp@ssw0rd']])
		await press(own, '/account/password', { password, new: bad, again }, 422);
	assert.ok(await is_in(other), 'what was refused has changed nothing');
	await press(own, '/account/password', { password, new: better, again: better });
	assert.ok(await is_in(own) && !await is_in(other));
	assert.notEqual(own.cookies.get('__Host-session'), early);
	assert.equal((await new Person('watashi').press('/sign-in', { login: 'watashi', password })).status, 422);
	sql(`update account set password_hash = (select password_hash from account where login = 'betsu') where login = 'watashi'`);
	own = await new Person('watashi').sign_in();
	assert.ok(!sql("select coalesce(reason, '') from event where action = 'password'").flat().some((it) => it !== ''));
});

test('the wrong password again and again waits, and changes no address', { skip }, async () => {
	for (let i = 0; i < 5; i++) await press(own, '/account/mail', { email: 'x@example.jp', password: 'not this one, sorry' }, 422);
	assert.match((await press(own, '/account/mail', { email: 'x@example.jp', password }, 422)).text, /秒待って/);
	assert.deepEqual(sql("select coalesce(email, '-') from account where login = 'watashi'"), [['-']]);
	calm();
	const typed = await own.typed('/account/mail', { email: 'x@example.jp', password });
	await press(own, '/account/mail', { email: 'y@example.jp', password });
	assert.equal((await own.post('/account/mail', typed)).status, 409, 'it has changed meanwhile');
	for (const bad of ['x', '@', 'a@b@c.jp', 'a b@c.jp']) await press(own, '/account/mail', { email: bad, password }, 422);
	assert.deepEqual(sql("select email from account where login = 'watashi'"), [['y@example.jp']]);
	assert.ok(!sql("select coalesce(reason, '') from event where action = 'mail address'").flat().some((it) => it.includes('@')), 'the history does not say which');
});

test('a second factor of one\'s own: registered, changed, renewed, given up; each with the password, each ends the others', { skip }, async () => {
	other = await new Person('watashi').sign_in();
	const { key, codes } = await enrol(own);
	assert.ok(await is_in(own) && !await is_in(other));
	const knock = async () => {
		const person = new Person('watashi');
		return [person, await person.press('/sign-in', { login: 'watashi', password })];
	};
	assert.equal((await knock())[1].location, '/sign-in/code');
	await press(own, '/account/second-factor', { act: 'codes', password: 'not this one, sorry' }, 422);
	await press(own, '/account/second-factor', { act: 'codes', password });
	const newer = recovery_codes_on(await own.page('/sign-in/codes'));
	assert.equal(newer.filter((it) => codes.includes(it)).length, 0);
	assert.ok(!await is_in(own), 'first the codes are to be kept');
	await own.press('/sign-in/codes', {});
	const [old] = await knock();
	assert.equal((await old.press('/sign-in/code', { code: codes[0] })).status, 422, 'codes of before are worth nothing');
	assert.equal((await old.press('/sign-in/code', { code: newer[0] })).status, 303);
	const next = await enrol(own);
	sql('update second_factor set last_step = 0');
	const [with_old] = await knock();
	assert.equal((await with_old.press('/sign-in/code', { code: code_of(key) })).status, 422, 'the app of before is worth nothing');
	assert.equal((await with_old.press('/sign-in/code', { code: code_of(next.key) })).status, 303);
	sql("update role_setting set needs_second_factor = true where role = 'secretariat'");
	assert.equal((await own.press('/account/second-factor', { act: 'end', password })).status, 403, 'a role that needs it keeps it');
	sql("update role_setting set needs_second_factor = false");
	await press(own, '/account/second-factor', { act: 'end', password });
	assert.ok(await is_in(own) && !await is_in(with_old));
	assert.equal((await knock())[1].location, '/');
	calm();
});

test('an administrator takes the second factor away from somebody, with the password, and from themselves not', { skip }, async () => {
	await enrol(stranger);
	const admin = await new Person('kanri1').sign_in(), path = `/accounts/${id_of('betsu')}/second-factor`;
	assert.equal((await own.ask(path)).status, 403);
	assert.equal((await admin.ask(`/accounts/${id_of('kanri1')}/second-factor`)).status, 403);
	await press(admin, path, { password: 'not this one, sorry' }, 422);
	assert.ok(await is_in(stranger));
	const colleague = await new Person('kanri2').sign_in();
	const typed = [await admin.typed(path, { password }), await colleague.typed(path, { password })];
	const [first, second] = await Promise.all([admin.post(path, typed[0]), colleague.post(path, typed[1])]);
	assert.deepEqual([first.status, second.status].filter((it) => it === 303).length, 1, `${first.status} ${second.status}`);
	assert.ok(!await is_in(stranger), 'their sessions have ended');
	assert.equal((await new Person('betsu').press('/sign-in', { login: 'betsu', password })).location, '/');
	assert.deepEqual(sql(`select count(*) from event where action = 'end second factor' and subject_id = ${id_of('betsu')}`), [['1']]);
	assert.match(sql(`select text from notice where account_id = ${id_of('betsu')}`)[0][0], /管理 kanri/);
});

test('a role is made to need a second factor: who holds it sets one up before anything else, and loses nothing', { skip }, async () => {
	const admin = await new Person('kanri1').sign_in(), second = await new Person('kanri2').sign_in(), path = '/settings/second-factor';
	stranger = await new Person('betsu').sign_in();
	assert.equal((await stranger.ask(path)).status, 403);
	await press(admin, path, { roles: 'secretariat', password: 'not this one, sorry' }, 422);
	await press(admin, path, { roles: 'emperor', password }, 422);
	assert.ok(await is_in(stranger));
	const late = await second.typed(path, { roles: 'author', password });
	const held = (await admin.typed(path)).filter(([name]) => name !== 'password');
	assert.equal((await admin.post(path, [...held, ['roles', 'secretariat'], ['roles', 'chair'], ['password', password]])).status, 303);
	assert.equal((await second.post(path, late)).status, 409, 'somebody was first');
	assert.equal((await stranger.ask('/')).location, '/sign-in/enrol');
	const asked = await stranger.post('/account', { language: 'en' });
	assert.ok(asked.status === 403 && asked.text.includes('action="/sign-in/enrol"'));
	assert.ok(await is_in(admin), 'others go on');
	assert.equal(sql("select reason from event where action = 'role setting'")[0][0], '事務局、委員長');
	const none = (await admin.typed(path, { password })).filter(([name]) => name !== 'roles');
	assert.equal((await admin.post(path, none)).status, 303);
	calm();
});

test('failed tries and the last sign-in are told at home and in one\'s account', { skip }, async () => {
	for (let i = 0; i < 2; i++) await new Person('watashi').press('/sign-in', { login: 'watashi', password: 'not this one, sorry' });
	own = await new Person('watashi').sign_in();
	assert.match(await own.page('/'), /前回のログイン[\s\S]*その後、ログインに2回失敗しています/);
	assert.match(await own.page('/account'), /2回/);
	own = await new Person('watashi').sign_in();
	assert.doesNotMatch(await own.page('/'), /失敗しています/);
});
