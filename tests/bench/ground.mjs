// ground.mjs: what the benchmark stands on: databases with the same people and one plan each, the sites on them, and who has
// signed in. `home` has the plan as it is; `grown` many times the rows in all; `desk` many times the rows in the reviewer's queue;
// `submit` drafts enough for every submit.

import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { as_superuser, psql } from './limit.mjs';
import { Person } from './person.mjs';
import { Site, folder, home, setting } from './site.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const password = 'くもりのち晴れ 2026';
const build = `${folder}/program`;

export function add_plan(database, plan, { items, rounds, waiting, walked }) {
	psql(database, ['-v', `plan=${plan}`, '-v', `items=${items}`, '-v', `rounds=${rounds}`, '-v', `waiting=${waiting}`, '-v', `walked=${walked}`, '-f', join(here, 'plan.sql')]);
}

function copy_home(database) {
	psql('postgres', ['-c', `create database ${database} template chosho strategy file_copy owner chosho_owner`], as_superuser);
}

function dev(...args) {
	execFileSync(process.env.DEV, args, { stdio: 'ignore' });
}

function settle(database) {
	psql(database, ['-c', 'vacuum (analyze)', '-c', 'checkpoint'], as_superuser);
}

export const login_of = (n) => `a${String(n).padStart(3, '0')}`;

export function reset_submits() {
	psql('submit', ['-v', 'plan=submit', '-f', join(here, 'reset.sql')], as_superuser);
}

// times: how many times the rows; submits: how many drafts.
export async function lay_ground({ times, submits, tell }) {
	tell('3,000 people, 200 departments; one plan: 120 items, 10 rounds, 1200 sheets');
	execFileSync('chosho', ['account', 'add', '--login', 'bench', '--name', '測定', '--role', 'secretariat', '--password-file', '-'], { input: `${password}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
	const hash = psql('chosho', ['-c', "select password_hash from chosho.account where login = 'bench'"]);
	psql('chosho', ['-v', `hash=${hash}`, '-f', join(here, 'ground.sql')]);
	add_plan('chosho', 'base', { items: 120, rounds: 10, waiting: 60, walked: 1 });
	const authors = [], secretariat = await new Person(home.url, login_of(41)).sign_in(password);
	const administrator = await new Person(home.url, login_of(200)).sign_in(password);
	for (let n = 1; n <= 20; n++) authors.push(await new Person(home.url, login_of(n)).sign_in(password));

	dev('service', 'stop', 'interactive');
	dev('service', 'stop', 'heavy');
	for (const database of ['grown', 'desk', 'submit']) copy_home(database);
	dev('service', 'start', 'interactive');
	dev('service', 'start', 'heavy');
	tell(`${times} times the rows in all`);
	// In two rounds: rounds are listed on the page of progress, and a longer list is more page, not more rows.
	add_plan('grown', 'grown', { items: 600 * (times - 1), rounds: 2, waiting: 0, walked: 1 });
	tell(`${times} times the rows in the reviewer's queue`);
	add_plan('desk', 'desk', { items: 60 * (times - 1), rounds: 1, waiting: 60 * (times - 1), walked: 1 });
	tell(`${submits} drafts to submit`);
	add_plan('submit', 'submit', { items: submits, rounds: 1, waiting: 0, walked: 0 });
	for (const database of ['chosho', 'grown', 'desk', 'submit']) settle(database);

	const sites = { home };
	for (const name of ['grown', 'desk', 'submit']) sites[name] = await new Site(name, name).start();
	sites.empty = await new Site('empty', null).start(`${build}/bench_empty`);
	return { sites, authors, secretariat, administrator, password };
}

// The ids of the last round's sheets of a plan, in the order of its items.
export function sheets_of(database, plan) {
	return psql(database, ['-c', `select sheet.id from chosho.sheet join chosho.round on round.id = sheet.round_id join chosho.plan on plan.id = round.plan_id
		where plan.code = '${plan}' and round.position = (select max(position) from chosho.round where plan_id = plan.id) order by sheet.id`]).split('\n').map(Number);
}

// One token for each [session key, path].
export function make_tokens(pairs) {
	const input = [setting('secret'), ...pairs.map((pair) => pair.join('\t')), ''].join('\n');
	return execFileSync(`${build}/bench_tokens`, { input, encoding: 'utf8', maxBuffer: 1 << 28 }).trimEnd().split('\n');
}
