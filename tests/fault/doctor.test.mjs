// doctor.test.mjs: whatever is broken, `chosho doctor` says in plain words what it is and what to do, and its status is 1; when
// all is well it is 0. The page of the system's state says the same to who administers and who audits.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { add_account, chosho, no_installation, sql } from '../browser/lib/installation.mjs';
import { Person, words_of } from './person.mjs';

function doctor(more = {}) {
	const { status, stdout } = spawnSync('chosho', ['doctor'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'ja_JP.UTF-8', CHOSHO_MAIL_SERVER: '127.0.0.1:1', CHOSHO_MAIL_FROM: 'chosho@city.test', ...more } });
	return { status, said: stdout, bad: stdout.split('\n').filter((line) => line.startsWith('異常  ')) };
}
const service = (...args) => execFileSync(process.env.DEV, ['service', ...args], { stdio: 'ignore' });
const work_was = (interval) => sql(`insert into service (name, at) values ('work', now() - interval '${interval}') on conflict (name) do update set at = excluded.at, detail = null returning name`);

describe('the doctor', { skip: no_installation }, () => {
	let folder;

	before(() => {
		folder = mkdtempSync(join(tmpdir(), 'chosho-doctor-'));
	});
	after(() => folder && rmSync(folder, { recursive: true }));

	test('an empty installation is told how to begin', () => {
		const { status, said } = doctor();
		assert.equal(status, 1);
		assert.match(said, /異常 {2}管理者がいません。\n +→ サーバーで chosho setup を実行し/);
		assert.match(said, /異常 {2}常駐の処理（chosho work）が一度も動いていません。/);
		assert.match(said, /注意 {2}バックアップを取ったという記録がありません。\n +→ .*chosho backup noted/);
	});

	test('where all is well, it says so and its status is 0', () => {
		for (const login of ['chief1', 'chief2']) add_account({ login, name: `管理 ${login}`, roles: ['administrator'] });
		chosho(['seal']);
		chosho(['backup', 'noted']);
		work_was('0');
		const { status, said } = doctor();
		assert.equal(said.match(/異常|注意/g)?.join(), undefined, said);
		assert.match(said, /すべて正常です。/);
		assert.equal(status, 0);
	});

	const breaks = {
		'a setting that is none': [{ CHOSHO_URL: 'ftp://x' }, /url/],
		'no secret': [{ CHOSHO_SECRET_FILE: '/dev/null' }, /secret/],
		'a secret that somebody made up': [{ CHOSHO_SECRET: 'a'.repeat(40) }, /推測されやすい/],
		'a site without TLS': [{ CHOSHO_URL: 'http://chosho.example' }, /https:\/\/ で始まっていません/],
		'nobody at the address': [{ CHOSHO_URL: 'http://127.0.0.1:1' }, /http:\/\/127\.0\.0\.1:1 に接続できません/],
		'workers that are elsewhere': [{ CHOSHO_SOCKET_FOLDER: '/nonexistent' }, /（interactive）に届きません：\/nonexistent\/interactive\.sock/],
		'a database that is elsewhere': [{ CHOSHO_DATABASE: 'host=/nonexistent dbname=chosho' }, /データベースに接続できません/],
		'a web role that may do everything': [{ CHOSHO_DATABASE: `host=${process.env.PGHOST} dbname=chosho user=chosho_owner` }, /強すぎる権限（chosho_owner）/],
	};
	for (const [name, [env, sentence]] of Object.entries(breaks))
		test(`finds ${name}`, () => {
			const { status, said, bad } = doctor(env);
			assert.equal(status, 1, said);
			assert.ok(bad.some((line) => sentence.test(line)), said);
			assert.ok(said.includes('→'));
			assert.ok(!said.includes('aaaaaaaa'), 'no secret is shown');
		});

	test('finds a file of secrets that everybody may read', () => {
		const file = join(folder, 'secret');
		writeFileSync(file, `${'0123456789abcdef'.repeat(4)}\n`);
		chmodSync(file, 0o644);
		const { bad } = doctor({ CHOSHO_SECRET_FILE: file });
		assert.deepEqual(bad, [`異常  ファイル ${file} を、ほかの利用者が読めるか、書き換えられます。秘密の値が漏れるおそれがあります。`]);
		chmodSync(file, 0o640);
		assert.equal(doctor({ CHOSHO_SECRET_FILE: file }).status, 0);
	});

	test('finds services that stand still, mails that stay, and a history that is not sealed', () => {
		work_was('10 minutes');
		sql("update service set at = now() - interval '3 days' where name = 'backup' returning name");
		sql("insert into mail (address, subject, body, at, failure) values ('a@b', 's', 'b', now() - interval '2 hours', 'RCPT failed: 451') returning id");
		sql("insert into mail (address, subject, body, given_up_at, failure) values ('a@b', 's', 'b', now(), 'x') returning id");
		sql("alter table checkpoint disable trigger user; update checkpoint set at = now() - interval '3 days'; alter table checkpoint enable trigger user; insert into event (action, actor, at) values ('import', 'x', now() - interval '2 hours') returning id");
		sql("insert into transfer (effective_on, state, list, confirmed_by, confirmed_at, made_by) select current_date, 'planned', '', id, now(), id from account limit 1 returning id");
		const { said, bad } = doctor();
		for (const sentence of [/反映されていない異動・組織の変更が1件あります/, /常駐の処理（chosho work）が止まっています/, /36時間以上たっています/, /送れずに待っているメールが1通あります/, /1時間以上、記録が封印されていません/])
			assert.ok(bad.some((line) => sentence.test(line)), `${sentence}: ${said}`);
		assert.match(said, /注意 {2}この7日間に、送るのをやめたメールが1通あります/);
	});

	test('one administrator is too few, and a department whose sheets nobody can decide on is named', async () => {
		const { make_ground } = await import('./ground.mjs');
		const { behind } = await make_ground();
		behind.close();
		sql("update account set stopped_at = now() where login in ('chief2', 'kanri1', 'kanri2', 'kacho1', 'kacho2') returning id");
		const { said } = doctor();
		assert.match(said, /注意 {2}管理者が1人しかいません/);
		assert.match(said, /注意 {2}担当者がいるのに所属長がいない部署があります：乙課、丙課、試験課|注意 {2}担当者がいるのに所属長がいない部署があります：.*試験課/);
	});

	test('the page says the same, the worst first, and only to those who may know', async () => {
		add_account({ login: 'kansa', name: '監査', roles: ['auditor'] });
		add_account({ login: 'jimu', name: '事務', roles: ['secretariat'] });
		for (const login of ['chief1', 'kansa']) {
			const html = await (await new Person(login).sign_in()).page('/administration/state');
			const order = [...html.matchAll(/status status-(good|care|bad)/g)].map((it) => it[1]);
			assert.deepEqual(order, [...order].sort((a, b) => ['bad', 'care', 'good'].indexOf(a) - ['bad', 'care', 'good'].indexOf(b)));
			assert.match(words_of(html, 5000), /異常 常駐の処理（chosho work）が止まっています/);
			assert.ok(!html.includes(process.env.PGHOST), 'no place of this server is told');
		}
		assert.equal((await (await new Person('jimu').sign_in()).ask('/administration/state')).status, 403);
	});

	test('a worker pool and a database that stopped', () => {
		service('stop', 'interactive');
		assert.ok(doctor().bad.some((line) => /（interactive）に届きません/.test(line)));
		service('start', 'interactive');
		service('stop', 'database');
		const { status, said } = doctor();
		assert.equal(status, 1);
		assert.match(said, /データベースに接続できません/);
		assert.match(said, /システムではなく別の応答（503）|接続できません/);
		service('start', 'database');
	});
});
