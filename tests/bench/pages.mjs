// pages.mjs: the pages that are measured: what is sent for each, and the SQL that each costs.

import { make_tokens, reset_submits, sheets_of } from './ground.mjs';
import { psql, statements_of, write_script } from './limit.mjs';
import { write_requests } from './load.mjs';

const nothing_varied = () => null;

async function fetched(person, path, url) {
	const answer = await person.ask(path, null, url);
	if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} to ${person.login}`);
	return Buffer.byteLength(answer.text);
}

// A page that is the same for each request.
async function one_page(name, title, person, path) {
	const bytes = await fetched(person, path);
	const statements = await statements_of(() => fetched(person, path));
	const script = write_script(name, statements, [], nothing_varied);
	return { name, title, bytes, status: 200, statements: statements.length,
		requests: write_requests(name, [{ path, cookie: person.session_cookie }]),
		script: () => script };
}

// In a script for pgbench: be another department's author every so often, as the load is. n counts transactions.
function authors_in_turn(every) {
	return ['\\set n :n + 1', `\\set d (:n / ${every}) % 20`, `\\if :n % ${every} = 0`,
		`select session.key_hash as hash, account.id as account, account.name as name
		   from session join account on account.id = session.account_id where account.login = 'a' || lpad((:d + 1)::text, 3, '0') limit 1 \\gset`,
		'\\endif'];
}

// What differs from one author and sheet to the next.
function varied(statement, parameter) {
	if (parameter === 'key') return statement.startsWith('web/') ? ':key' : ':hash';
	return { sheet: ':sheet', viewer: ':account', account: ':account', actor: ':name', session: ':hash' }[parameter] ?? null;
}

async function edit_page(authors) {
	const sheets = sheets_of('chosho', 'base').slice(60), paths = sheets.map((id) => `/sheets/${id}/edit`);
	const bytes = await fetched(authors[0], paths[0]);
	const statements = await statements_of(() => fetched(authors[0], paths[0]));
	const script = write_script('B', statements, [...authors_in_turn(50), `\\set sheet ${sheets[0]} + :d + 20 * random(0, 2)`], varied);
	script.defined.push('-D', 'n=-1');
	return { name: 'B', title: 'one sheet with its form and last 12 events', bytes, status: 200, statements: statements.length, script: () => script,
		requests: write_requests('B', paths.map((path, n) => ({ path, cookie: authors[n % 20].session_cookie }))) };
}

const submit_path = (id) => `/sheets/${id}/check`;

function submits(site, authors, sheets) {
	const tokens = make_tokens(sheets.map((id, n) => [authors[n % 20].session, submit_path(id)]));
	return sheets.map((id, n) => ({ method: 'POST', path: submit_path(id), cookie: authors[n % 20].session_cookie, origin: site.url, body: `version=1&token=${tokens[n]}` }));
}

async function submit_page(authors, site) {
	const sheets = sheets_of('submit', 'submit'), requests = submits(site, authors, sheets);
	const statements = await statements_of(async () => {
		const { status, location } = await authors[0].ask(requests[0].path, Object.fromEntries(new URLSearchParams(requests[0].body)), site.url);
		if (status !== 303 || location !== `/sheets/${sheets[0]}/submitted`) throw new Error(`a submit answered ${status} ${location}`);
	});
	reset_submits();
	// Each client has a stretch of each department's sheets for itself.
	const script = (connections) => {
		const stretch = Math.floor(sheets.length / 20 / connections);
		const it = write_script('C', statements, [...authors_in_turn(stretch), '\\set key random(1, 1000000000000000000)',
			`\\set sheet ${sheets[0]} + :d + 20 * (:client_id * ${stretch} + :n % ${stretch})`], varied);
		return { ...it, defined: [...it.defined, '-D', 'n=-1'] };
	};
	return { name: 'C', title: 'submit', bytes: 0, status: 303, statements: statements.length, path: /\/check$/, count: sheets.length, script,
		requests: write_requests('C', requests), site, writes: true };
}

export async function all_pages({ authors, secretariat, administrator, sites }) {
	const round = psql('chosho', ['-c', "select max(round.id) from chosho.round join chosho.plan on plan.id = plan_id where plan.code = 'base'"]);
	const person = psql('chosho', ['-c', "select id from chosho.account where login = 'a030'"]);
	return {
		A: await one_page('A', 'a worklist of 50', secretariat, '/reviews'),
		B: await edit_page(authors),
		C: await submit_page(authors, sites.submit),
		P: await one_page('P', 'progress of 20 departments', secretariat, `/progress?round=${round}`),
		M: await one_page('M', 'a list of 50 of 3,000 people', administrator, '/accounts'),
		T: await one_page('T', 'the tree of 200 departments', administrator, '/departments'),
		G: await one_page('G', 'one person with what they may do', administrator, `/accounts/${person}`),
	};
}
