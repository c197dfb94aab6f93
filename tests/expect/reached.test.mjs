// reached.test.mjs: every statement of sql/ is run by a test. Those that tests/db names are its business; the rest are run
// here, by the main job from the import to the settled sheet, and the server's own log is asked which ones it saw.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chosho, no_installation, password, root } from '../browser/lib/installation.mjs';
import { open_database } from './database.mjs';
import { day, plan } from './people.mjs';
import { act, get, hidden_of, post, sign_in, token_for, visitor_named } from './site.mjs';
import { code_of, key_on, link_of, recovery_codes_on } from '../fault/app.mjs';
import { make_world } from './world.mjs';

const server = (statement) => execFileSync('psql', ['-X', '-q', '-U', 'postgres', '-c', statement], { encoding: 'utf8' });
const log = () => readFileSync(join(process.env.CHOSHO_LOG, 'database.log'), 'utf8');

// sheet/find for each file; those of sql/db and the migrations are run at every start, before there is anything to log.
function statements() {
	return readdirSync(join(root, 'sql'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql') && !/^(migrations|db)\//.test(path))
		.map((path) => path.replace(/\.sql$/, '')).sort();
}

function named_by_tests() {
	const sources = readdirSync(join(root, 'tests/db')).filter((path) => path.endsWith('.c'))
		.map((path) => readFileSync(join(root, 'tests/db', path), 'utf8')).join('\n');
	return new Set([...sources.matchAll(/SQL_([a-z]+)_([a-z_]+)/g)].map((match) => `${match[1]}/${match[2]}`));
}

let database;

before(() => {
	if (no_installation) return;
	server("alter system set log_statement = 'all'");
	server('select pg_reload_conf()');
	database = open_database();
});

after(() => {
	if (!database) return;
	database.close();
	server('alter system reset log_statement');
	server('select pg_reload_conf()');
});

test('every statement is run by a test', { skip: no_installation }, async () => {
	chosho(['setup']);
	await act(visitor_named('first'), '/setup', { code: 'AAAA', organization: 'x', name: 'x', login: 'x', new: password, again: password }).catch(() => {}); // not the code
	const { visitors, sheets, reviews, meetings, questions, stages, parts: world_parts, grants, imports } = await make_world(database.sql);
	const [[plan_id]] = await database.sql('select id from plan');
	for (const name of ['draft', 'shared', 'at_both', 'settled'])
		for (const tail of ['', '/edit', '/check', '/submitted']) await get(visitors.author_a, `/sheets/${sheets[name]}${tail}`);
	for (const query of ['', '?against=1', '?against=last', '?against=2', '?against=%00x'])
		await get(visitors.author_a, `/sheets/${sheets.again}/editions/2${query}`);
	const part = world_parts['part_back.b'];
	for (const path of [`/parts/${part}`, `/parts/${part}/check`]) await get(visitors.author_b, path);
	for (const path of ['/', '/sheets', '/reviews', '/progress', '/plans', `/plans/${plan_id}`, '/help', '/readyz', '/healthz',
		`/reviews/${reviews['at_secretariat.secretariat']}`]) await get(visitors.secretariat, path);
	await post(visitors.head_a, '/reviews/approve', { token: token_for(visitors.head_a, '/reviews/approve'), seen: `${reviews['at_head.head']}-1` });
	await act(visitors.head_a, `/questions/${questions.at_both}`, { act: 'hand-back', remark: 'x' });
	for (const path of ['/reviews', '/questions']) await get(visitors.chair_k, path);
	await act(visitors.secretariat, `/stages/${stages['later.body']}/selection`, { act: 'select', sheets: String(sheets.unopened), reason: 'x' });
	await act(visitors.chair_k, `/reviews/${reviews['settled.k']}/undo`);
	await act(visitors.chair_k, `/reviews/${reviews['at_both.k']}`, { act: 'save', 'value-opinion': 'x' });
	await meet(visitors, meetings);
	await steer(visitors, sheets, reviews, plan_id);
	await transfer(visitors);
	await post(visitors.author_a, '/posts', { token: token_for(visitors.author_a, '/posts'), post: 'all' });
	await administer(visitors, grants, imports);
	await reorganize(visitors);
	await own_account(visitors);
	await look_back(visitors, database.sql);
	await get(visitors.author_a, '/');
	const again = visitor_named('again');
	await sign_in(again, 'auditor', 'not the password at all');
	await sign_in(again, 'auditor', password);
	await act(again, '/sign-out');
	await told(visitors.auditor, database.sql);
	// The same form twice: the second finds the key of the first.
	const edit = `/sheets/${sheets.draft}/edit`;
	const fields = { ...hidden_of((await get(visitors.author_a, edit)).text, edit), next: 'save', 'value-result': 'y', 'value-grade': 'A' };
	await post(visitors.author_a, edit, fields);
	await post(visitors.author_a, edit, fields);
	// Against an old version: the key may be used again.
	await post(visitors.author_a, edit, { ...fields, ...hidden_of((await get(visitors.author_a, edit)).text, edit), version: 1 });
	// A department that is not there, and a password that was hashed with other settings.
	assert.throws(() => chosho(['account', 'add', '--login', 'lost', '--name', 'x', '--role', 'author:zzzz']));
	execFileSync('chosho', ['account', 'add', '--login', 'light', '--name', 'x', '--role', 'auditor', '--password-file', '-'],
		{ input: `${password}\n`, env: { ...process.env, CHOSHO_PASSWORD_MIB: '96' } });
	await sign_in(visitor_named('light'), 'light', password);

	const folder = mkdtempSync(join(tmpdir(), 'chosho-reached-'));
	chosho(['plan', 'export', 'expect']);
	writeFileSync(join(folder, 'plan.json'), JSON.stringify({ ...plan(), plan: { ...plan().plan, code: 'other', title: '別の計画' } }));
	chosho(['plan', 'import', join(folder, 'plan.json')]);
	chosho(['plan', 'import', join(folder, 'plan.json')]);
	rmSync(folder, { recursive: true });
	await sent_plan(visitors.secretariat);

	const seen = new Set([...log().matchAll(/execute ([a-z]+\/[a-z_]+):/g)].map((match) => match[1]));
	const named = named_by_tests();
	assert.deepEqual(statements().filter((name) => !seen.has(name) && !named.has(name)), []);
});

// What the world has not done with its meetings yet.
async function meet({ secretariat, chair_k }, { frozen, signed }) {
	for (const path of ['/meetings', `/meetings/${signed}/record`, `/meetings/${signed}/file`, '/keys']) await get(chair_k, path);
	await act(secretariat, `/meetings/${frozen}/edit`, { title: '会議 x', number: '', place: '', way: 'written', held_on: '2027-01-20', until_on: '2027-01-29' });
	await act(secretariat, `/meetings/${frozen}/unfreeze`, { reason: 'x' });
}

// What somebody is told, and puts away; and the work that nobody asks for.
async function told(visitor, sql) {
	const [[notice]] = await sql("insert into notice (account_id, text) select id, 'x' from account where login = 'auditor' returning id");
	await get(visitor, '/notices');
	await act(visitor, '/notices', { act: 'one', seen: notice });
	chosho(['work', '--once']);
	for (const path of ['/administration', '/administration/state', '/setup']) await get(visitor, path);
	assert.throws(() => chosho(['setup']));
	assert.throws(() => chosho(['setup', '--organization', 'x', '--login', 'x', '--name', 'x']));
}

// How the secretariat steers, and what the head of a department finds at home meanwhile.
async function steer({ secretariat, head_a, chair_k }, sheets, reviews, plan_id) {
	for (const visitor of [head_a, chair_k]) await get(visitor, '/');
	await act(head_a, `/reviews/${reviews['deferred.head']}/view`, { reason: 'x' });
	await act(secretariat, `/sheets/${sheets.excluded}/include`, { reason: 'x' });
	await act(secretariat, `/sheets/${sheets.withdrawn}/reassign`, { reason: 'x', department: 3, in_charge: 0 });
	const [[round]] = await database.sql(`select id from round where plan_id = ${plan_id} and code = 'now'`);
	await act(secretariat, `/rounds/${round}/settings`, { resubmit: 'returning', answers: 'head' });
}

// A list of transfers that two administrators confirm, one that is taken back, and the command line.
async function transfer({ administrator }) {
	const [[at], [taken]] = await database.sql("select '/transfers/' || id, state from transfer order by state = 'planned', state = 'draft' desc, id");
	const alone = await act(administrator, '/transfers/new', { effective_on: day(190), list: 'ログインID\t新所属\t新役割\nauthor_d\t課c\t事務局' });
	await act(administrator, `${alone.location}/confirm`, { act: 'confirm', password, reason: 'x' });
	await act(administrator, `${alone.location}/undo`, { act: 'confirm', password });
	chosho(['account', 'add', '--login', 'second', '--name', 'x', '--organization', '期待市', '--role', 'administrator', '--password-file', '-'], `${password}\n`);
	const kept = await act(administrator, '/transfers/new', { effective_on: day(200), list: 'ログインID\t新所属\t新役割\nauthor_d\t課c\t事務局' });
	await act(administrator, `${kept.location}/confirm`, { act: 'confirm', password });
	await act(administrator, `${kept.location}/undo`, { act: 'confirm', password });
	for (const path of ['/transfers', at, kept.location]) await get(administrator, path);
	assert.equal(typeof taken, 'string');
	chosho(['transfer', 'list']);
}

// Departments are renamed, merged, split and closed; one change is taken back.
async function reorganize({ administrator }) {
	const [[year]] = await database.sql('select fiscal_year(current_date)');
	const ids = Object.fromEntries(await database.sql('select code, id from department'));
	const [[change]] = await database.sql("select id from department_change where state = 'planned'");
	const enter = { act: 'enter', year, password };
	chosho(['department', 'list']);
	assert.throws(() => chosho(['department', 'rename', 'nowhere', 'x']));
	for (const path of ['/departments', `/departments/${ids.a}`, `/departments/changes/${change}`]) await get(administrator, path);
	await act(administrator, `/departments/changes/${change}`, { act: 'undo', password });
	await act(administrator, `/departments/${ids.d}/rename`, { ...enter, title: '課dd' });
	const [[post]] = await database.sql(`select id from assignment where department_id = ${ids.c} and until_on is null limit 1`);
	await act(administrator, `/departments/${ids.b}/merge`, { ...enter, into: ids.c, leave: post });
	const asked = Object.fromEntries([...(await database.sql(`select item_id from item_department where department_id = ${ids.d}`)).map(([id]) => [`measure-${id}`, 'first']),
		...(await database.sql(`select id from assignment where department_id = ${ids.d} and (until_on is null or until_on >= current_date)`)).map(([id]) => [`post-${id}`, 'first'])]);
	await act(administrator, `/departments/${ids.d}/split`, { ...enter, stays: 1, main: 'self', title1: '課f', code1: 'f', ...asked });
	await act(administrator, `/departments/${ids.d}/close`, { ...enter, into: ids.a, leave: [] });
}

// People, as the administrator sees and changes them.
async function administer({ administrator }, { asked }, { good }) {
	const [[plain]] = await database.sql("select id from account where login = 'plain'");
	for (const path of ['/accounts', '/accounts?sort=login&text=x&role=head', `/accounts/${plain}`]) await get(administrator, path);
	const person = { act: 'do', login: 'new.one', name: 'x', kana: 'えっくす', department: 0, email: '', language: 'ja', from_on: '2099-01-01', until_on: '' };
	const { location } = await act(administrator, '/accounts/new', person);
	await act(administrator, `${location}/edit`, { ...person, name: 'y' });
	const role = { act: 'do', role: 'author', department: 1, body: 0, from_on: day(3), until_on: '', reason: 'x', password };
	const ended = async () => { // the role that came last
		const [[id]] = await database.sql('select max(id) from assignment');
		return `${location}/roles/${id}/end`;
	};
	await act(administrator, `${location}/roles/new`, role);
	await act(administrator, await ended(), { act: 'do', at_once: '1', reason: 'x', password });
	await act(administrator, `${location}/roles/new`, { ...role, from_on: day(0) });
	await act(administrator, await ended(), { act: 'do', at_once: '1', reason: 'x', password });
	await act(administrator, `${location}/roles/new`, { ...role, role: 'secretariat' });
	const list = `/accounts/imports/${good}`;
	await act(administrator, list, { act: 'do', reason: 'x', password });
	await get(administrator, '/accounts/export?text=kita');
	const [[batch]] = await database.sql('select batch from invitation where batch is not null limit 1');
	const [, login, code] = (await get(administrator, `/accounts/slips/${batch}`)).text.match(/slip-code">([^<]+)<[\s\S]*?slip-code">([^<]+)</);
	const newcomer = visitor_named('slip');
	await sign_in(newcomer, login, code);
	await act(newcomer, '/sign-in/password', { new: 'suzume no ko 3 wa', again: 'suzume no ko 3 wa' });
	assert.match(chosho(['account', 'list']), /^guest\t/m);
	chosho(['account', 'import', '-'], 'ログインID,氏名\nlisted,x\n');
	chosho(['account', 'stop', '--login', 'member_s', '--reason', 'x']);
	// With no second administrator, every secretariat hears of it.
	await database.sql("update account set stopped_at = now() where login = 'second'");
	await act(administrator, `${location}/roles/new`, { ...role, role: 'administrator' });
	await database.sql("update account set stopped_at = null where login = 'second'");
	for (const path of ['/grants', `/grants/${asked}`]) await get(administrator, path);
	await act(administrator, `/grants/${asked}`, { act: 'approve', password });
	for (const deed of ['stop', 'restart', 'end-sessions']) await act(administrator, `${location}/${deed}`, deed === 'end-sessions' ? {} : { reason: 'x' });
}

// What somebody does with their own account: a second factor with its recovery codes, given up at the end; and, of another's, an
// administrator.
async function own_account({ administrator }) {
	const own = visitor_named('own');
	await sign_in(own, 'plain', password);
	await act(own, '/account', { language: 'ja' });
	await act(own, '/account/mail', { email: 'plain@example.jp', password });
	await act(own, '/account/sessions/end');
	const offer = (await get(own, '/account/second-factor')).text, key = key_on(offer);
	await post(own, '/account/second-factor', { ...hidden_of(offer, '/account/second-factor'), act: 'enrol', code: code_of(key), password });
	await act(own, '/sign-in/codes');
	await act(own, '/account/second-factor', { act: 'codes', password });
	const [code] = recovery_codes_on((await get(own, '/sign-in/codes')).text);
	await act(own, '/sign-in/codes');
	await database.sql('update second_factor set last_step = 0');
	for (const one of [code_of(key), '000000', code]) {
		const again = visitor_named('own');
		await sign_in(again, 'plain', password);
		await post(again, '/sign-in/code', { ...hidden_of((await get(again, '/sign-in/code')).text, '/sign-in/code'), code: one });
	}
	const [[plain]] = await database.sql("select id from account where login = 'plain'");
	await act(administrator, `/accounts/${plain}/second-factor`, { password });
	const last = visitor_named('own');
	await sign_in(last, 'plain', password);
	await act(administrator, '/settings/second-factor', { roles: 'chair', password });
	await act(administrator, '/settings/second-factor', { password });
	const [slip] = chosho(['account', 'password', '--login', 'coming_a']).match(/[a-z2-9]{4}(-[a-z2-9]{4}){3}/), coming = visitor_named('coming');
	await sign_in(coming, 'coming_a', slip);
	await act(coming, '/sign-in/password', { new: 'kaze no tani no michi', again: 'kaze no tani no michi' });
	chosho(['account', 'second-factor', 'reset', '--login', 'coming_a']);
	await database.sql("insert into invitation (account_id, kind, salt, ends_at) select id, 'link', 'x', now() + interval '1 hour' from account where login = 'former_k'");
	const link = link_of(await database.sql("select id, account_id, salt from invitation where kind = 'link'"));
	await act(visitor_named('link'), link, { new: 'kaze no tani no michi', again: 'kaze no tani no michi' });
	await act(last, '/account/password', { password, new: 'kaze no tani no michi', again: 'kaze no tani no michi' });
}

// The history: the log, its checkpoints, and what does not fit when somebody has changed it behind the program's back.
async function look_back({ auditor }, sql) {
	const [[sheet]] = await sql("select sheet_id from event where action = 'submit' limit 1");
	for (const path of ['/log', `/log?sheet=${sheet}`]) await get(auditor, path);
	chosho(['seal']);
	chosho(['verify']);
	server("alter table chosho.event disable trigger user; update chosho.event set reason = 'other' where id = (select min(id) from chosho.event); alter table chosho.event enable trigger user");
	assert.throws(() => chosho(['verify']));
}

// The secretariat sends a plan in, looks at the preview and confirms it.
async function sent_plan(visitor) {
	const form = new FormData();
	for (const [name, value] of Object.entries(hidden_of((await get(visitor, '/plans/import')).text, '/plans/import'))) form.append(name, value);
	const changed = { ...plan(), plan: { ...plan().plan, code: 'sent', title: '送られた計画' } };
	form.append('file', new Blob([JSON.stringify(changed)], { type: 'application/json' }), 'plan.json');
	const answer = await post(visitor, '/plans/import', form);
	assert.equal(answer.status, 303, answer.text.slice(0, 400));
	await act(visitor, answer.location);
}
