// proxy.test.mjs: signing in by a trusted proxy, through a real nginx: its word counts from its own address alone, and nothing that
// a browser sends, under whatever name, becomes an identity. Wants a throw-away installation: ./dev with node --test THIS

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { add_account, no_installation, password, sql, url } from '../browser/lib/installation.mjs';
import { encoded, held_by, Person } from './person.mjs';

const skip = no_installation;
const service = (action, name) => execFileSync(process.env.DEV, ['service', action, name], { stdio: 'pipe' });
const proxy = '127.0.0.2', browser = '127.0.0.3';
const settings = skip ? '' : join(process.env.CHOSHO_FOLDER, 'chosho.conf');

async function set(way) {
	writeFileSync(settings, `${readFileSync(settings, 'utf8').replace(/^sign_in=.*\n/m, '')}sign_in=${way}\n`);
	for (const pool of ['interactive', 'heavy']) service('stop', pool), service('start', pool);
	for (const path of ['/readyz', '/sign-in']) // one of each pool
		for (let i = 0; i < 100 && (await ask(browser, path)).status !== 200; i++) await new Promise((ready) => setTimeout(ready, 100));
}

// A request from an address, with any headers: fetch lets nobody choose either.
function ask(from, path, { headers = {}, body } = {}) {
	return new Promise((good, bad) => {
		const it = request(url + path, { localAddress: from, method: body === undefined ? 'GET' : 'POST', headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded', origin: url }) } }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('end', () => good({
				status: answer.statusCode, text, location: answer.headers.location,
				cookies: (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]),
			}));
		});
		it.on('error', bad);
		it.end(body);
	});
}

// Opens the sign-in page and presses the proxy's button, or sends its form anyway.
async function enter(from, headers) {
	const page = await ask(from, '/sign-in', { headers });
	const form = page.text.includes('action="/sign-in/proxy"') ? held_by(page.text, '/sign-in/proxy') : [];
	return { page, answer: await ask(from, '/sign-in/proxy', { headers: { ...headers, cookie: page.cookies.join('; ') }, body: encoded(form) }) };
}

before(async () => {
	if (skip) return;
	for (const login of ['shokuin', 'kanri']) add_account({ login, name: `名前 ${login}`, roles: [login === 'kanri' ? 'administrator' : 'secretariat'] });
	const conf = join(process.env.CHOSHO_FOLDER, 'nginx/chosho/proxy_sign_in.conf');
	writeFileSync(conf, readFileSync(conf, 'utf8').replace('# 192.0.2.10/32 1;', `${proxy}/32 1;`)
		+ `set_real_ip_from ${browser};\nreal_ip_header X-Forwarded-For;\n`); // what somebody may have set for the log
	service('stop', 'nginx'), service('start', 'nginx');
	await set('both');
});

test('the word of the trusted proxy lets in, by a button, as whom it says', { skip }, async () => {
	const { page, answer } = await enter(proxy, { 'x-remote-user': 'Shokuin' });
	assert.match(page.text, /Shokuinとしてログインする/);
	assert.ok(page.text.includes('action="/sign-in"'), 'a password does as well');
	assert.equal(answer.status, 303);
	assert.equal(answer.location, '/');
	const home = await ask(proxy, '/', { headers: { cookie: answer.cookies.join('; ') } });
	assert.equal(home.status, 200);
	assert.match(home.text, /名前 shokuin/);
});

test('from any other address the same header is nothing, nor is any other name for it', { skip }, async () => {
	const names = ['x-remote-user', 'chosho-user', 'CHOSHO_USER', 'chosho_user', 'HTTP_CHOSHO_USER', 'remote-user', 'REMOTE_USER', 'x-forwarded-user', 'x-forwarded-for', 'x-real-ip', 'forwarded'];
	for (const name of names) {
		for (const value of ['kanri', proxy]) {
			const { page, answer } = await enter(browser, { [name]: value, 'x-forwarded-for': proxy, 'x-real-ip': proxy });
			assert.ok(!page.text.includes('action="/sign-in/proxy"'), name);
			assert.equal(answer.status, 403, name);
			assert.ok(!answer.cookies.some((it) => it.startsWith('__Host-session')), name);
		}
		if (name === 'x-remote-user') continue;
		const { answer } = await enter(proxy, { [name]: 'kanri' });
		assert.equal(answer.status, 403, `${name} from the proxy itself`);
	}
	assert.deepEqual(sql('select count(*) from sign_in'), [['1']]);
});

test('whom the proxy names but nobody knows, who is stopped, or what is no name, is not let in', { skip }, async () => {
	for (const user of ['nobody-here', '', ' ', '\u00ff\u00fe', "x' or 1=1", 'a'.repeat(3000)]) {
		const { answer } = await enter(proxy, { 'x-remote-user': user });
		assert.ok([403].includes(answer.status), `${user.slice(0, 20)}: ${answer.status}`);
	}
	sql("update account set stopped_at = now() where login = 'kanri'");
	assert.equal((await enter(proxy, { 'x-remote-user': 'kanri' })).answer.status, 403);
	sql("update account set stopped_at = null where login = 'kanri'");
});

test('the button needs its token, and the proxy\'s word stands for the password only', { skip }, async () => {
	const page = await ask(proxy, '/sign-in', { headers: { 'x-remote-user': 'kanri' } });
	const held = held_by(page.text, '/sign-in/proxy');
	const forged = await ask(proxy, '/sign-in/proxy', { headers: { 'x-remote-user': 'kanri' }, body: encoded(held) });
	assert.equal(forged.status, 403, 'made for another browser');
	sql("update role_setting set needs_second_factor = true where role = 'administrator'");
	assert.equal((await enter(proxy, { 'x-remote-user': 'kanri' })).answer.location, '/sign-in/enrol');
	sql('update role_setting set needs_second_factor = false');
});

test('where the proxy alone lets in, no password does; where it does not count, its word is nothing', { skip }, async () => {
	await set('proxy');
	const page = await ask(browser, '/sign-in');
	assert.ok(!page.text.includes('name="password"'));
	const own = new Person('shokuin');
	const { cookies } = page;
	const tried = await ask(browser, '/sign-in', { headers: { cookie: cookies.join('; ') }, body: encoded([['login', 'shokuin'], ['password', password]]) });
	assert.equal(tried.status, 403);
	assert.equal((await enter(proxy, { 'x-remote-user': 'shokuin' })).answer.location, '/');
	await set('password');
	assert.equal((await enter(proxy, { 'x-remote-user': 'shokuin' })).answer.status, 403);
	await own.sign_in();
});
