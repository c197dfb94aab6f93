// mail.test.mjs: `chosho work` against a real mail server (aiosmtpd) that refuses, stalls, hangs up or is not there: each mail
// goes out once, in letters that every mail program reads; what cannot go out now waits, with the reason kept; whoever is
// killed in between leaves at most one mail that comes twice, under the same Message-ID.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Person } from './person.mjs';
import { add_account, no_installation, root, sql, url } from '../browser/lib/installation.mjs';

// A server in a process of its own: its port, the mails that it took, and an end.
async function start_server(...args) {
	const child = spawn('/usr/bin/python3', [join(root, 'tests/fault/smtp_server.py'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
	const lines = [], taken = [];
	let rest = '';
	child.stdout.setEncoding('utf8').on('data', (text) => {
		rest += text;
		for (let end; (end = rest.indexOf('\n')) >= 0; rest = rest.slice(end + 1)) lines.push(rest.slice(0, end));
		while (lines.length > 1) taken.push(JSON.parse(lines.splice(1, 1)[0]));
	});
	for (let left = 200; lines.length === 0; left--) {
		assert.ok(left > 0 && child.exitCode === null, 'the mail server did not start');
		await sleep(50);
	}
	return { port: Number(lines[0]), taken, stop: async () => { child.kill('SIGKILL'); await once(child, 'exit'); } };
}

const settings = (port, more = {}) => ({
	...process.env, CHOSHO_MAIL_SERVER: `127.0.0.1:${port}`, CHOSHO_MAIL_FROM: 'chosho@city.test', CHOSHO_MAIL_TLS: 'none', LC_ALL: 'C.UTF-8', ...more,
});

// One turn: its status and what it said.
function turn(env) {
	return new Promise((done) => {
		const child = spawn('chosho', ['work', '--once'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text; });
		child.on('exit', (status) => done({ status, said }));
	});
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
function put(address, { subject = 'お知らせ', body = '本文です。', more = '', values = '' } = {}) {
	return Number(sql(`insert into mail (address, subject, body${more}) values (${quoted(address)}, ${quoted(subject)}, ${quoted(body)}${values}) returning id`)[0][0]);
}
const row = (id) => {
	const [[sent, given_up, tries, failure, wait]] = sql(`select sent_at is not null, given_up_at is not null, tries, coalesce(failure, ''),
		round(extract(epoch from next_at - now()))::int from mail where id = ${id}`);
	return { sent: sent === 't', given_up: given_up === 't', tries: Number(tries), failure, wait: Number(wait) };
};
const due_now = () => sql("update mail set next_at = now() where sent_at is null and given_up_at is null returning id");

// What a mail program would show of it.
function read(text) {
	const [head, ...body] = text.split('\r\n\r\n');
	const unfolded = head.replace(/\r\n[ \t]/g, ' ');
	const decoded = unfolded.replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=/g, (_, it) => Buffer.from(it, 'base64').toString('utf8'));
	return {
		head, headers: Object.fromEntries(decoded.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)])),
		body: Buffer.from(body.join('\r\n\r\n').replace(/\r\n/g, ''), 'base64').toString('utf8'),
	};
}

describe('mail', { skip: no_installation }, () => {
	let server;

	before(async () => { server = await start_server('none'); });
	after(() => server?.stop());
	beforeEach(() => {
		sql('delete from mail');
		server.taken.length = 0;
	});

	test('goes out once, and can be read: long subjects, line breaks, every letter', async () => {
		const subject = '【調書システム】令和8年度年度末評価の調書が差し戻されました（高齢福祉課・地域包括支援センター運営事業）𠮷野家🏯';
		const body = 'こんにちは。\n\n１行目\n.\n..\nFrom here 𠮷\n終わり';
		const id = put('taro@city.test', { subject, body });
		const { status, said } = await turn(settings(server.port));
		assert.equal(status, 0, said);
		assert.match(said, /Mails sent: 1\./);
		assert.deepEqual(row(id).sent, true);
		assert.equal(server.taken.length, 1);
		const mail = server.taken[0], { head, headers, body: text } = read(mail.text);
		assert.deepEqual([mail.from, mail.to], ['chosho@city.test', 'taro@city.test']);
		assert.equal(mail.helo, new URL(url).hostname);
		assert.equal(headers.subject, subject);
		assert.equal(headers.from, '調書システム <chosho@city.test>');
		assert.equal(headers.to, '<taro@city.test>');
		assert.match(headers['message-id'], new RegExp(`^<chosho\\.${id}\\.\\d+@127\\.0\\.0\\.1>$`));
		assert.match(headers.date, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0900$/);
		assert.ok(Math.abs(new Date(headers.date) - Date.now()) < 600000);
		assert.equal(headers['content-type'], 'text/plain; charset=UTF-8');
		assert.equal(text, `${body.replaceAll('\n', '\r\n')}\r\n`);
		for (const line of mail.text.split('\r\n')) assert.ok(line.length <= 78 && /^[ -~]*$/.test(line), line);
		for (const word of head.match(/=\?.*?\?=/g)) assert.ok(word.length <= 75, word);
		await turn(settings(server.port));
		assert.equal(server.taken.length, 1, 'not twice');
	});

	test('nothing that is typed becomes a header line or a second recipient', async () => {
		const id = put('taro@city.test', { subject: 'a\r\nBcc: evil@elsewhere.test\r\n\r\nx' });
		const bad = ['a@b>\r\nRCPT TO:<evil@elsewhere.test', 'a b@city.test', 'no address', 'a@b,c@d', '-x@city.test', '太郎@city.test', ''].map((it) => put(it));
		assert.equal((await turn(settings(server.port))).status, 0);
		assert.equal(server.taken.length, 1);
		assert.ok(row(id).sent);
		assert.ok(!/^bcc/mi.test(server.taken[0].text));
		for (const it of bad) assert.deepEqual([row(it).given_up, row(it).failure], [true, 'this is no mail address']);
	});

	test('a mailbox that does not exist is given up, one that is busy waits, and neither holds up the others', async () => {
		const [gone, later, bad, good] = ['refuse@city.test', 'later@city.test', 'dislike@city.test', 'taro@city.test'].map((it) => put(it));
		assert.equal((await turn(settings(server.port))).status, 0);
		assert.deepEqual(server.taken.map((it) => it.to), ['taro@city.test']);
		assert.deepEqual([row(gone).given_up, row(gone).tries], [true, 1]);
		assert.match(row(gone).failure, /550 5\.1\.1 no such mailbox here/);
		assert.deepEqual([row(later).given_up, row(later).sent, row(later).tries], [false, false, 1]);
		assert.match(row(later).failure, /451 4\.7\.1 come back later/);
		assert.deepEqual([row(bad).given_up, row(bad).sent], [false, false]);
		assert.ok(row(good).sent);
	});

	test('a server that is not there: the mail waits, longer each time, and goes out when it is back', async () => {
		const id = put('taro@city.test'), other = put('jiro@city.test');
		const waits = [];
		for (let i = 1; i <= 4; i++) {
			const { status, said } = await turn(settings(1));
			assert.equal(status, 1);
			assert.match(said, /connect/i);
			assert.equal(row(id).tries, i);
			waits.push(row(id).wait);
			sql(`update mail set next_at = now() - interval '1 minute' where id = ${id}`);
		}
		assert.deepEqual(waits.map((it) => Math.round(it / 60)), [2, 4, 8, 16]);
		assert.equal(row(other).tries, 0, 'nobody knocks for each mail where nobody is at home');
		due_now();
		assert.equal((await turn(settings(server.port))).status, 0);
		assert.deepEqual([row(id).sent, row(id).failure, row(other).sent], [true, '', true]);
	});

	test('a server that hangs up before it says that it took the mail: it comes again under the same Message-ID', async () => {
		const id = put('die@city.test');
		assert.equal((await turn(settings(server.port))).status, 1);
		assert.equal(row(id).sent, false);
		due_now();
		await turn(settings(server.port));
		assert.equal(server.taken.length, 2);
		assert.equal(server.taken[0].text, server.taken[1].text);
	});

	test('killed while a mail is on its way, it leaves that one for later and no other', async () => {
		const stalled = put('stall@city.test'), next = put('taro@city.test');
		const child = spawn('chosho', ['work'], { env: settings(server.port), stdio: 'ignore' });
		for (let left = 200; row(stalled).tries === 0 && left > 0; left--) await sleep(25);
		await sleep(200);
		child.kill('SIGKILL');
		await once(child, 'exit');
		assert.deepEqual([row(stalled).sent, row(stalled).tries, row(next).tries], [false, 1, 0]);
		assert.ok(row(stalled).wait > 60, 'nobody else takes it while it may still be on its way');
		assert.equal((await turn(settings(server.port))).status, 0);
		assert.ok(row(next).sent);
		assert.equal(row(stalled).tries, 1);
	});

	test('two at once send each mail once', async () => {
		const ids = Array.from({ length: 12 }, (_, i) => put(`person${i}@city.test`));
		const turns = await Promise.all([1, 2, 3].map(() => turn(settings(server.port))));
		assert.deepEqual(turns.map((it) => it.status), [0, 0, 0]);
		assert.equal(new Set(server.taken.map((it) => it.to)).size, 12);
		assert.equal(server.taken.length, 12);
		assert.ok(ids.every((id) => row(id).sent && row(id).tries === 1));
	});

	test('what nobody wants any more is not sent', async () => {
		const late = put('taro@city.test', { more: ', ends_at', values: ", now() - interval '1 minute'" });
		const old = put('taro@city.test', { more: ', at', values: ", now() - interval '4 days'" });
		assert.equal((await turn(settings(server.port))).status, 0);
		assert.equal(server.taken.length, 0);
		assert.ok(row(late).given_up && row(old).given_up);
	});

	test('a link is made when the mail goes out, and not when its invitation was used or replaced', async () => {
		add_account({ login: 'mail-test', name: '試 送信', roles: ['auditor'] });
		const invite = (more) => Number(sql(`insert into invitation (account_id, kind, salt, ends_at, used_at) select id, 'link', 'salt ' || random(), ${more} from account where login = 'mail-test' returning id`)[0][0]);
		const body = 'つぎのアドレスを開いてください。\n{link}\nもう一度: {link}';
		const good = invite("now() + interval '1 hour', null"), used = invite("now() + interval '1 hour', now()"), ended = invite("now() - interval '1 hour', null");
		const [id, ...void_ids] = [good, used, ended].map((it) => put('taro@city.test', { body, more: ', invitation_id', values: `, ${it}` }));
		const alone = put('taro@city.test', { body });
		assert.equal((await turn(settings(server.port))).status, 0);
		assert.equal(server.taken.length, 1);
		const links = read(server.taken[0].text).body.match(/http\S+/g);
		assert.equal(links.length, 2);
		assert.equal(links[0], links[1]);
		assert.match(links[0], new RegExp(`^${url}/password/${good}-[A-Za-z0-9_-]{43}$`));
		assert.equal(sql(`select count(*) from mail where position('${links[0].split('/').pop()}' in body) > 0`)[0][0], '0', 'the database does not hold it');
		assert.ok(row(id).sent);
		for (const it of [...void_ids, alone]) assert.ok(row(it).given_up);
		// And it opens the account, once.
		const path = new URL(links[0]).pathname, chosen = 'momiji no ha ga chiru 8';
		assert.equal((await new Person('mail-test').press(path, { new: chosen, again: chosen })).status, 303);
		assert.equal((await new Person('mail-test').press('/sign-in', { login: 'mail-test', password: chosen })).status, 303);
		assert.notEqual((await new Person('mail-test').ask(path)).status, 500);
		await assert.rejects(new Person('mail-test').press(path, { new: `${chosen}x`, again: `${chosen}x` }));
	});

	test('with STARTTLS and a password, against a certificate that fits', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'chosho-mail-'));
		const [certificate, key, password] = ['cert.pem', 'key.pem', 'password'].map((it) => join(folder, it));
		execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
		writeFileSync(password, 'open sesame\n', { mode: 0o600 });
		const locked = await start_server('starttls', certificate, key);
		const more = { CHOSHO_MAIL_TLS: 'starttls', CHOSHO_MAIL_USER: 'chosho', CHOSHO_MAIL_PASSWORD_FILE: password };
		try {
			const id = put('taro@city.test');
			const cases = [
				[{ ...more }, /certificate/i], // nobody knows who signed it
				[{ CHOSHO_MAIL_TLS: 'none' }, /530|STARTTLS/i],
				[{ ...more, CHOSHO_MAIL_CA_FILE: certificate, CHOSHO_MAIL_PASSWORD_FILE: certificate }, /535|denied/i],
			];
			for (const [env, reason] of cases) {
				const { status, said } = await turn(settings(locked.port, env));
				assert.equal(status, 1);
				assert.match(said, reason);
				assert.ok(!said.includes('sesame'));
				due_now();
			}
			assert.equal((await turn(settings(locked.port, { ...more, CHOSHO_MAIL_CA_FILE: certificate }))).status, 0);
			assert.deepEqual(locked.taken.map((it) => [it.tls, it.user]), [[true, 'chosho']]);
			assert.ok(row(id).sent);
		} finally {
			await locked.stop();
			rmSync(folder, { recursive: true });
		}
	});

	test('a server that does not do STARTTLS gets nothing', async () => {
		const id = put('taro@city.test');
		assert.equal((await turn(settings(server.port, { CHOSHO_MAIL_TLS: 'starttls' }))).status, 1);
		assert.deepEqual([server.taken.length, row(id).sent], [0, false]);
	});

	test('as a service it goes on when the database was away, and ends at once when told', async () => {
		const child = spawn('chosho', ['work'], { env: settings(server.port), stdio: 'ignore' });
		const service = (...args) => execFileSync(process.env.DEV, ['service', ...args], { stdio: 'ignore' });
		await sleep(500);
		service('stop', 'database');
		await sleep(5500);
		service('start', 'database');
		const id = put('taro@city.test');
		for (let left = 60; !row(id).sent && left > 0; left--) await sleep(200);
		assert.ok(row(id).sent);
		assert.equal(sql("select count(*) from service where name = 'work' and at > now() - interval '1 minute'")[0][0], '1');
		const begun = Date.now();
		child.kill('SIGTERM');
		const [status] = await once(child, 'exit');
		assert.equal(status, 0);
		assert.ok(Date.now() - begun < 2000);
	});

	test('without a mail server nothing is sent, and that is said', async () => {
		const id = put('taro@city.test');
		const env = { ...process.env, LC_ALL: 'C.UTF-8' };
		const { status, said } = await turn(env);
		assert.equal(status, 0);
		assert.match(said, /mail_server/);
		assert.equal(row(id).tries, 0);
		for (const [more, sentence] of [[{ CHOSHO_MAIL_FROM: 'x' }, /mail_from/], [{ CHOSHO_MAIL_TLS: 'yes' }, /mail_tls|MAIL_TLS/], [{ CHOSHO_MAIL_USER: 'a' }, /mail_password/], [{ CHOSHO_MAIL_SERVER: 'a b' }, /mail_server/]]) {
			const wrong = await turn(settings(25, more));
			assert.equal(wrong.status, 1);
			assert.match(wrong.said, sentence);
		}
	});
});
