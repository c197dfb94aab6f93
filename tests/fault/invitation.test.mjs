// invitation.test.mjs: one-time passwords on paper, links in mails, and passwords that were forgotten: each opens an account once,
// until it ends, for its own person; and nobody learns from the answers which logins there are. Wants a throw-away
// installation: ./dev with node --test tests/fault/invitation.test.mjs

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { add_account, chosho, no_installation, password, sql } from '../browser/lib/installation.mjs';
import { code_of, key_on, link_of as link_of_row } from './app.mjs';
import { held_by, Person, words_of } from './person.mjs';

const skip = no_installation;
const service = (action, name) => execFileSync(process.env.DEV, ['service', action, name], { stdio: 'pipe' });
const good = 'kaze no tani no michi';
const chosen = { new: good, again: good };
const calm = () => sql('delete from sign_in_failure');
const id_of = (login) => Number(sql(`select id from account where login = '${login}'`)[0][0]);
const slip_of = (login) => chosho(['account', 'password', '--login', login]).match(/[a-z2-9]{4}(-[a-z2-9]{4}){3}/)[0];
const forget = (login) => sql(`update account set password_hash = (select password_hash from account where login = 'soto') where login = '${login}'`);

function link_of(login, kind = 'link') {
	return link_of_row(sql(`select invitation.id, account_id, salt from invitation join account on account.id = account_id
		where login = '${login}' and kind = '${kind}' order by invitation.id desc limit 1`));
}

before(() => {
	if (skip) return;
	for (const login of ['soto', 'uchi', 'futari']) add_account({ login, name: `名前 ${login}`, roles: ['secretariat'] });
	sql("update account set email = login || '@example.jp', language = case login when 'futari' then 'en' else 'ja' end");
});
after(() => {
	if (!skip) chosho(['verify']);
});

async function knock(login, with_password) {
	const person = new Person(login);
	return [person, await person.press('/sign-in', { login, password: with_password })];
}

test('a one-time password leads to choosing one\'s own and nowhere else, is used up by it, and is typed as people type', { skip }, async () => {
	const slip = slip_of('uchi');
	const [person, answer] = await knock('uchi', ` ${slip.toUpperCase().replaceAll('-', '　')}`);
	assert.equal(answer.location, '/sign-in/password');
	assert.equal((await person.ask('/')).location, '/sign-in/password');
	assert.equal((await person.press('/sign-in/password', { new: 'short', again: 'short' })).status, 422);
	assert.equal((await person.press('/sign-in/password', { new: good, again: `${good}x` })).status, 422);
	const [second] = await knock('uchi', slip);
	const typed = [await person.typed('/sign-in/password', chosen), await second.typed('/sign-in/password', { new: 'umi no mukou no shima', again: 'umi no mukou no shima' })];
	assert.equal((await person.post('/sign-in/password', typed[0])).location, '/');
	assert.equal((await second.post('/sign-in/password', typed[1])).status, 403, 'the other one that was begun with it has ended');
	assert.equal((await person.ask('/')).status, 200);
	assert.equal((await knock('uchi', slip))[1].status, 422, 'once');
	assert.equal((await knock('uchi', good))[1].location, '/');
	assert.deepEqual(sql("select reason from event where action = 'password'").flat(), [], 'nothing of it in the history but that it was done');
	forget('uchi');
	calm();
});

test('a one-time password ends, is replaced by a later one, and is worth nothing for another login or a stopped account', { skip }, async () => {
	const first = slip_of('uchi'), second = slip_of('uchi');
	assert.notEqual(first, second);
	assert.equal((await knock('uchi', first))[1].status, 422);
	assert.equal((await knock('soto', second))[1].status, 422);
	sql("update account set stopped_at = now() where login = 'uchi'");
	assert.equal((await knock('uchi', second))[1].status, 422);
	sql("update account set stopped_at = null where login = 'uchi'");
	sql("update invitation set ends_at = now() - interval '1 second' where used_at is null");
	assert.equal((await knock('uchi', second))[1].status, 422);
	assert.equal((await knock('uchi', password))[1].location, '/', 'the password of before goes on until another is chosen');
	assert.throws(() => chosho(['account', 'password', '--login', 'nobody-here']));
	assert.throws(() => chosho(['account', 'password', '--name', 'uchi']));
	calm();
});

test('a one-time password and a link do not go round the second factor', { skip }, async () => {
	const person = await new Person('futari').sign_in();
	const page = await person.page('/account/second-factor'), key = key_on(page);
	await person.post('/account/second-factor', [...held_by(page, '/account/second-factor').filter(([name]) => !['code', 'password'].includes(name)), ['act', 'enrol'], ['code', code_of(key)], ['password', password]]);
	const [holder, answer] = await knock('futari', slip_of('futari'));
	assert.equal(answer.location, '/sign-in/code');
	assert.equal((await holder.ask('/sign-in/password')).location, '/sign-in/code');
	sql('update second_factor set last_step = 0');
	assert.equal((await holder.press('/sign-in/code', { code: code_of(key) })).location, '/sign-in/password');
	assert.equal((await holder.press('/sign-in/password', chosen)).location, '/');
	forget('futari');
	sql(`insert into invitation (account_id, kind, salt, ends_at) values (${id_of('futari')}, 'link', 'x', now() + interval '1 hour')`);
	assert.equal((await new Person('').press(link_of('futari'), chosen)).location, '/sign-in?chosen=1');
	assert.equal((await knock('futari', good))[1].location, '/sign-in/code');
	assert.match(chosho(['account', 'second-factor', 'reset', '--login', 'futari']), /解除|removed/);
	assert.equal((await knock('futari', good))[1].location, '/');
	assert.deepEqual(sql("select account_id is null, actor from event where action = 'end second factor'"), [['t', sql("select actor from event where action = 'end second factor'")[0][0]]]);
	forget('futari');
	calm();
});

test('a link opens its own account once, until it ends; a changed, foreign or strange one opens nothing', { skip }, async () => {
	const make = (login) => sql(`insert into invitation (account_id, kind, salt, ends_at) values (${id_of(login)}, 'link', 'salt of ${login}', now() + interval '1 hour')`);
	make('soto');
	const link = link_of('soto'), stranger = new Person('');
	const own = await new Person('soto').sign_in();
	assert.match(await stranger.page(link), /名前 soto/);
	for (const bad of [link.slice(0, -1), `${link}x`, link.replace(/\d+-/, '999-'), link.replace(/.$/, (it) => (it === 'A' ? 'B' : 'A')), '/password/x', '/password/0-', `/password/${'9'.repeat(19)}-x`]) {
		const answer = await stranger.ask(bad);
		assert.equal(answer.status, 404, bad);
		assert.ok(!answer.text.includes('soto'), bad);
	}
	slip_of('soto');
	assert.equal((await stranger.ask(link_of('soto', 'slip'))).status, 404, 'a slip is no link');
	make('soto');
	const last = link_of('soto');
	const first = await stranger.typed(last, chosen), second = await new Person('').typed(last, chosen).catch(() => null);
	assert.equal((await stranger.press(last, { new: 'sotosotosoto', again: 'sotosotosoto' })).status, 422);
	const others = new Person('');
	const their = await others.typed(last, chosen);
	const answers = await Promise.all([stranger.post(last, first), others.post(last, their)]);
	assert.deepEqual(answers.map((it) => it.status).sort(), [303, 404], `once: ${second ? '' : 'none'}`);
	assert.equal((await own.ask('/')).location, '/sign-in', 'sessions have ended');
	assert.equal((await stranger.ask('/')).location, '/sign-in', 'a link signs nobody in');
	assert.equal((await stranger.ask(link)).status, 404, 'and those of before are worth nothing');
	make('uchi');
	sql("update invitation set ends_at = now() - interval '1 second' where used_at is null");
	assert.equal((await stranger.ask(link_of('uchi'))).status, 404);
	const logs = readdirSync(process.env.CHOSHO_LOG).map((name) => readFileSync(join(process.env.CHOSHO_LOG, name), 'utf8')).join('\n');
	assert.ok(!logs.includes(last.split('-')[1]), 'no log holds a link');
	calm();
});

test('without a mail server, who has forgotten is sent to the administrator', { skip }, async () => {
	const page = await new Person('').page('/password/forgotten');
	assert.match(page, /管理者に仮パスワード/);
	assert.ok(!page.includes('action="/password/forgotten"'));
});

test('forgotten: the same answer, in the same time, for every login; a mail for those who have an address, and three an hour', { skip }, async () => {
	const settings = join(process.env.CHOSHO_FOLDER, 'chosho.conf');
	writeFileSync(settings, `${readFileSync(settings, 'utf8')}mail_server=127.0.0.1:9\nmail_from=chosho@example.jp\nmail_tls=none\n`);
	for (const pool of ['interactive', 'heavy']) service('stop', pool), service('start', pool);
	for (let i = 0; i < 100 && (await new Person('').ask('/readyz')).status !== 200; i++) await new Promise((ready) => setTimeout(ready, 100));
	sql("update account set email = null where login = 'soto'");
	const ask = async (login) => {
		const person = new Person('');
		const typed = await person.typed('/password/forgotten', { login });
		const answer = await person.post('/password/forgotten', typed);
		return { ...answer, shown: words_of(await person.page(answer.location)) };
	};
	await ask('warm');
	const times = { uchi: [], soto: [], nobody: [] };
	for (let i = 0; i < 12; i++)
		for (const login of Object.keys(times)) {
			const answer = await ask(login === 'uchi' ? login : login === 'nobody' ? `nobody-${i}` : login);
			assert.equal(answer.status, 303);
			times[login].push(answer);
		}
	const of = (name) => new Set(times[name].map((it) => [it.location, it.shown.replace(/問合せ番号\S*/, '')].join()));
	assert.deepEqual([...of('uchi')], [...of('nobody')]);
	assert.deepEqual([...of('soto')], [...of('nobody')]);
	const median = (name) => times[name].map((it) => it.seconds).sort((a, b) => a - b)[6];
	assert.ok(Math.abs(median('uchi') - median('nobody')) < 0.02, `${median('uchi')} and ${median('nobody')} seconds`);
	assert.deepEqual(sql("select address, count(*) from mail group by 1"), [['uchi@example.jp', '3']]);
	assert.deepEqual(sql("select count(*) from invitation where kind = 'link' and used_at is null"), [['1']], 'the latest alone counts');
	assert.ok(sql('select body from mail').every(([body]) => body.includes('{link}') && !/\d+-[\w-]{40}/.test(body)), 'the database holds no link');
	assert.equal((await new Person('').press(link_of('uchi'), chosen)).status, 303);
	// Somebody else's asking does not undo what an administrator has given.
	forget('uchi');
	const slip = slip_of('uchi');
	calm();
	await ask('uchi');
	assert.equal((await knock('uchi', slip))[1].location, '/sign-in/password');
	await ask('FUTARI');
	assert.match(sql("select subject from mail where address like 'futari%'")[0][0], /choose a password/);
	assert.equal((await new Person('').press('/password/forgotten', { login: '' })).status, 422);
});
