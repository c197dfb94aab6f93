// second_factor.test.mjs: the attacks on the second factor, and the mishaps: a code that was seen is sent again, recovery codes are
// used twice, clocks differ, codes are guessed; and whoever has a password alone reaches nothing. Wants a throw-away
// installation: ./dev with node --test tests/fault/second_factor.test.mjs

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { add_account, chosho, no_installation, password, sql } from '../browser/lib/installation.mjs';
import { code_of, key_on, recovery_codes_on } from './app.mjs';
import { make_ground } from './ground.mjs';
import { held_by, Person, words_of } from './person.mjs';

const skip = no_installation;
let ground, key, recovery;

// In the middle of thirty seconds, so that codes of a step before or after are what they are meant to be.
async function in_the_middle() {
	const into = Date.now() % 30_000;
	if (into > 20_000) await new Promise((ready) => setTimeout(ready, 30_500 - into));
}
// A later code than any that was accepted is made by forgetting which that was.
const forget_last = () => sql('update second_factor set last_step = 0');
const calm = () => sql('delete from sign_in_failure');

// Somebody who has given their password, and no more.
async function halfway(login = 'niyoso') {
	const person = new Person(login);
	const answer = await person.press('/sign-in', { login, password });
	assert.equal(answer.status, 303, words_of(answer.text));
	return [person, answer.location];
}

async function enrolled(login) {
	const [person, at] = await halfway(login);
	assert.match(at, /^\/sign-in\/enrol/);
	const page = await person.page(at);
	const answer = await person.post('/sign-in/enrol', [...held_by(page, '/sign-in/enrol').filter(([name]) => name !== 'code'), ['code', code_of(key_on(page))]]);
	assert.equal(answer.status, 303, words_of(answer.text));
	assert.match(answer.location, /^\/sign-in\/codes/);
	const codes = recovery_codes_on(await person.page(answer.location));
	assert.equal(codes.length, 10);
	assert.equal(new Set(codes).size, 10);
	assert.equal((await person.press(answer.location.split('?')[0], {})).location, '/');
	return { person, key: key_on(page), codes };
}

before(async () => {
	if (skip) return;
	ground = await make_ground();
	add_account({ login: 'niyoso', name: '二要素', roles: ['author:ka', 'secretariat', 'administrator'], department: 'ka', organization: '試市' });
	add_account({ login: 'mada', name: '未登録', roles: ['administrator'], department: 'ka', organization: '試市' });
	sql("update role_setting set needs_second_factor = true where role = 'administrator'");
	await in_the_middle();
	({ key, codes: recovery } = await enrolled('niyoso'));
	forget_last();
});

after(() => {
	ground?.behind.close();
	if (!skip) chosho(['verify']);
});

test('the password alone opens no page, takes no form, and changes nothing: every address of the site is tried', { skip }, async () => {
	const routes = chosho(['routes']).split('\n').map((line) => /^(GET|POST)\s+(\/\S*)\s+(\S+)\s+(.*)$/.exec(line)).filter(Boolean);
	assert.ok(routes.length > 60);
	const open = new Set(['/sign-in', '/sign-in/proxy', '/sign-out', '/help', '/keys', '/keys/text', '/language/{word}', '/healthz', '/readyz', '/password/forgotten', '/password/{word}', '/setup']);
	for (const [person, own] of [[(await halfway())[0], '/sign-in/code'], [(await halfway('mada'))[0], '/sign-in/enrol']]) {
		const before_it = sql('select (select sum(version) from sheet), (select count(*) from event), (select count(*) from assignment), (select count(*) from account)');
		for (const [, method, address] of routes) {
			if (open.has(address) || address === own) continue;
			const path = address.replace('{id}', '1').replace('{id2}', '1').replace('{word}', 'ja');
			const answer = method === 'GET' ? await person.ask(path) : await person.post(path, { version: 1, reason: 'x', act: 'enter' });
			if (method === 'GET') {
				assert.equal(answer.status, 303, `GET ${path}: ${answer.status}`);
				assert.ok(answer.location.startsWith(own), `GET ${path} leads to ${answer.location}`);
			} else {
				assert.ok(answer.status === 403 && answer.text.includes(`action="${own}"`), `POST ${path}: ${answer.status} ${words_of(answer.text)}`);
			}
		}
		assert.deepEqual(sql('select (select sum(version) from sheet), (select count(*) from event), (select count(*) from assignment), (select count(*) from account)'), before_it);
		const menu = await person.page('/help');
		assert.ok(!menu.includes('href="/sheets"') && !menu.includes('二要素さん'), 'nobody is signed in yet');
	}
});

test('a step is not skipped: the codes, the password and the second factor of one\'s own are out of reach before the code', { skip }, async () => {
	const [person] = await halfway();
	const token = new Map(held_by(await person.page('/sign-in/code'), '/sign-in/code')).get('token');
	for (const path of ['/sign-in/codes', '/sign-in/password', '/sign-in/enrol']) {
		const answer = await person.post(path, { token, new: 'umi to yama to kawa to', again: 'umi to yama to kawa to', code: code_of(key) });
		assert.equal(answer.status, 403, path);
		assert.ok(answer.text.includes('action="/sign-in/code"'), path);
	}
	assert.equal((await person.press('/sign-in', { login: 'niyoso', password })).location, '/sign-in/code', 'still a code is wanted');
});

test('a code counts once: seen over a shoulder and sent again, also at the same moment, it is refused', { skip }, async () => {
	await in_the_middle();
	forget_last();
	const code = code_of(key);
	const [first] = await halfway(), [second] = await halfway();
	assert.equal((await first.press('/sign-in/code', { code })).status, 303);
	const again = await second.press('/sign-in/code', { code });
	assert.equal(again.status, 422);
	assert.match(again.text, /二度使えません/);
	assert.equal((await second.ask('/')).status, 303, 'who sent it again is not in');
	assert.equal((await first.ask('/')).status, 200);
	forget_last();
	calm();
	const many = await Promise.all(Array.from({ length: 4 }, () => halfway()));
	const forms = await Promise.all(many.map(([person]) => person.typed('/sign-in/code', { code: code_of(key) })));
	const answers = await Promise.all(many.map(([person], at) => person.post('/sign-in/code', forms[at])));
	assert.deepEqual(answers.map((it) => it.status).sort(), [303, 422, 422, 422]);
	// An earlier code than the one that was accepted, of a device whose clock is behind, is worth nothing either.
	const [late] = await halfway();
	assert.equal((await late.press('/sign-in/code', { code: code_of(key, -1) })).status, 422);
	calm();
});

test('a clock may differ by thirty seconds; one that is off by a minute or more is refused, and the page says so', { skip }, async () => {
	for (const off of [-1, 1]) {
		await in_the_middle();
		forget_last();
		const [person] = await halfway();
		assert.equal((await person.press('/sign-in/code', { code: code_of(key, off) })).status, 303, `${off}`);
	}
	forget_last();
	for (const [off, minutes] of [[-2, 1], [2, 1], [-3, 2], [10, 5]]) {
		await in_the_middle();
		calm();
		const [person] = await halfway();
		const answer = await person.press('/sign-in/code', { code: code_of(key, off) });
		assert.equal(answer.status, 422, `${off}`);
		assert.match(answer.text, new RegExp(`約${minutes}分ずれて`), `${off}`);
	}
	calm();
});

test('a recovery code counts once, however it is typed, also at the same moment; its owner is told', { skip }, async () => {
	const [first] = await halfway();
	assert.equal((await first.press('/sign-in/code', { code: recovery[0].toUpperCase().replace('-', ' ') })).status, 303);
	const [second] = await halfway();
	const again = await second.press('/sign-in/code', { code: recovery[0] });
	assert.equal(again.status, 422);
	const many = await Promise.all(Array.from({ length: 4 }, () => halfway()));
	const forms = await Promise.all(many.map(([person]) => person.typed('/sign-in/code', { code: recovery[1] })));
	const answers = await Promise.all(many.map(([person], at) => person.post('/sign-in/code', forms[at])));
	assert.deepEqual(answers.map((it) => it.status).sort(), [303, 422, 422, 422]);
	assert.deepEqual(sql("select count(*) from event where action = 'recovery code'"), [['2']]);
	assert.match(sql("select text from notice join account on account.id = account_id where login = 'niyoso' order by notice.id desc limit 1")[0][0], /残りは8個/);
	assert.ok(!sql('select reason, actor from event').flat().some((it) => it.includes(recovery[0]) || it.includes(recovery[1])), 'no code stands in the history');
	calm();
});

test('guessing codes waits, also in a session of its own each time, and keeps nobody waiting who signed in here before', { skip }, async () => {
	await in_the_middle();
	forget_last();
	const own = new Person('niyoso');
	await own.press('/sign-in', { login: 'niyoso', password });
	assert.equal((await own.press('/sign-in/code', { code: code_of(key) })).status, 303);
	for (let i = 0; i < 6; i++) {
		const [person] = await halfway();
		await person.press('/sign-in/code', { code: '000000' });
	}
	const [stranger] = await halfway();
	forget_last();
	const waits = await stranger.press('/sign-in/code', { code: code_of(key) });
	assert.equal(waits.status, 422, 'also the right code has to wait');
	assert.match(waits.text, /秒待って/);
	own.cookies.delete('__Host-session');
	await own.press('/sign-in', { login: 'niyoso', password });
	assert.equal((await own.press('/sign-in/code', { code: code_of(key) })).status, 303, 'at one\'s own desk nobody waits');
	// Who only has the password is not known as the owner: their tries go on being counted together.
	const [guesser] = await halfway();
	assert.ok(!guesser.cookies.has('__Host-known'), 'a browser is known when all steps are done');
	assert.deepEqual(sql("select tries_before > 0 from sign_in join account on account.id = account_id where login = 'niyoso'"), [['t']]);
	calm();
});

test('many tries at the same moment are judged one after the other', { skip }, async () => {
	calm();
	const many = await Promise.all(Array.from({ length: 12 }, () => halfway()));
	const forms = await Promise.all(many.map(([person]) => person.typed('/sign-in/code', { code: '111111' })));
	const answers = await Promise.all(many.map(([person], at) => person.post('/sign-in/code', forms[at])));
	assert.equal(answers.filter((it) => /秒待って/.test(it.text)).length, 12 - 5, 'five are judged, the others wait');
	calm();
});

test('the key that a page offered to one person is worth nothing to another, nor is one that was changed', { skip }, async () => {
	const [person] = await halfway('mada');
	const page = await person.page('/sign-in/enrol');
	const own = new Map(held_by(page, '/sign-in/enrol'));
	const stored = sql("select sealed from second_factor")[0][0];
	for (const sealed of [stored, '', 'AAAA', own.get('sealed').replace(/^./, (it) => (it === 'A' ? 'B' : 'A')), own.get('sealed').slice(0, -4)]) {
		const answer = await person.post('/sign-in/enrol', { token: own.get('token'), sealed, code: code_of(key_on(page)) });
		assert.equal(answer.status, 422);
		assert.ok(!answer.text.includes(key), 'what is kept in the database is never shown');
	}
	assert.deepEqual(sql("select count(*) from second_factor"), [['1']]);
});

test('who has to set up a second factor is led there, and a wrong code there changes nothing', { skip }, async () => {
	const [person, at] = await halfway('mada');
	assert.equal(at, '/sign-in/enrol');
	const wrong = await person.press('/sign-in/enrol', { code: '12345' });
	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /確認コードが正しくありません/);
	const before_it = await person.page('/sign-in/enrol');
	const held = held_by(before_it, '/sign-in/enrol').filter(([name]) => name !== 'code');
	const again = await person.post('/sign-in/enrol', [...held, ['code', '000000']]);
	assert.equal(key_on(again.text), key_on(before_it), 'the same key again: the app has it already');
});

test('text that was typed when the session ended survives the code, and then goes where it was meant to go', { skip }, async () => {
	await in_the_middle();
	forget_last();
	const [person] = await halfway();
	await person.press('/sign-in/code', { code: code_of(key) });
	const edit = `/sheets/${ground.sheets.full}/edit`;
	const typed = await person.typed(edit, { 'value-result': '途中まで書いた成果' });
	sql("delete from session where account_id = (select id from account where login = 'niyoso')");
	const asked = await person.post(edit, typed);
	assert.equal(asked.status, 403);
	const code_page = await person.post('/sign-in', [...held_by(asked.text, '/sign-in').filter(([name]) => name !== 'login' && name !== 'password'), ['login', 'niyoso'], ['password', password]]);
	assert.equal(code_page.status, 200, words_of(code_page.text));
	assert.match(code_page.text, /保管しています/);
	const wrong = await person.post('/sign-in/code', [...held_by(code_page.text, '/sign-in/code').filter(([name]) => name !== 'code'), ['code', '000000']]);
	assert.equal(wrong.status, 422);
	forget_last();
	const done = await person.post('/sign-in/code', [...held_by(wrong.text, '/sign-in/code').filter(([name]) => name !== 'code'), ['code', code_of(key)]]);
	assert.equal(done.status, 200, words_of(done.text));
	assert.match(done.text, /途中まで書いた成果/);
	assert.equal((await person.post(edit, held_by(done.text, edit))).status, 303);
	assert.match(await person.page(edit), /途中まで書いた成果/);
	calm();
});

test('a form that is sent halfway, or after the halfway session has ended, keeps its text as well', { skip }, async () => {
	const [person] = await halfway();
	const asked = await person.post(`/sheets/${ground.sheets.full}/edit`, { version: 1, 'value-result': '途中の文', next: 'save' });
	assert.equal(asked.status, 403);
	assert.ok(asked.text.includes('action="/sign-in/code"') && asked.text.includes('途中の文'));
	sql("delete from session where account_id = (select id from account where login = 'niyoso')");
	const ended = await person.post('/sign-in/code', [...held_by(asked.text, '/sign-in/code').filter(([name]) => name !== 'code'), ['code', '000000']]);
	assert.equal(ended.status, 403);
	assert.ok(ended.text.includes('action="/sign-in"') && ended.text.includes('途中の文'), words_of(ended.text));
});

test('a session halfway ends after half an hour, and a new key is given at every step', { skip }, async () => {
	await in_the_middle();
	forget_last();
	const [person] = await halfway();
	const early = person.cookies.get('__Host-session');
	await person.press('/sign-in/code', { code: code_of(key) });
	assert.notEqual(person.cookies.get('__Host-session'), early);
	const thief = new Person('niyoso');
	thief.cookies.set('__Host-session', early);
	assert.equal((await thief.ask('/')).location, '/sign-in', 'the key of before is worth nothing');
	const [slow] = await halfway();
	sql("update session set expires_at = expires_at - interval '30 minutes' where step = 'second_factor'");
	assert.equal((await slow.ask('/sign-in/code')).location, '/sign-in');
});

test('the steps take anything that is sent, and give no fault', { skip }, async () => {
	const [person] = await halfway();
	for (const code of ['', ' ', '　', '１２３４５６', '𠮷', 'a'.repeat(41), '\u0000', "' or 1=1", '-1', '99999999999999999999']) {
		calm();
		const answer = await person.press('/sign-in/code', { code });
		assert.ok([400, 422].includes(answer.status), `${JSON.stringify(code)}: ${answer.status}`);
	}
	await in_the_middle();
	forget_last();
	calm();
	assert.equal((await person.press('/sign-in/code', { code: ` ${code_of(key).replace(/./g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0)).replace(/^(...)/, '$1　')}` })).status, 303, 'full-width, with a space');
});
