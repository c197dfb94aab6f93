// run.mjs: the benchmark, called by ./dev bench inside of a throw-away installation. Measures pages against what they would do if
// our code cost nothing: 1 / (1 / empty answers per second + 1 / pgbench with the page's SQL per second), both from the same
// round on the same machine. Prints a table and writes it to build/bench.txt. It is no test: it never fails because of time.
//
//     ./dev bench [--quick] [--rounds N] [--seconds N] [--times N] [--alone]

import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { alone } from './alone.mjs';
import { lay_ground, reset_submits } from './ground.mjs';
import { psql, run_pgbench } from './limit.mjs';
import { run_empty, run_wrk } from './load.mjs';
import { many_connections, memory, start_times, storm } from './other.mjs';
import { all_pages } from './pages.mjs';
import { sign_offs } from './sign_off.mjs';
import { end_all, folder, home } from './site.mjs';
import { people_pages, table } from './table.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, seconds: { type: 'string' }, times: { type: 'string' }, alone: { type: 'boolean' } } });
alone.wanted = options.alone ?? false;
const quick = options.quick ?? false;
const rounds = +(options.rounds ?? (quick ? 2 : 5)), seconds = +(options.seconds ?? (quick ? 2 : 10)), times = +(options.times ?? (quick ? 10 : 100));
const submits_per_second = 5000;
const begun = Date.now(), busy = loadavg()[0].toFixed(1);
const tell = (text) => process.stderr.write(`${((Date.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
const wrong = {};
let lost = 0;

function note_wrong(result) {
	for (const [status, count] of Object.entries(result.wrong)) wrong[status] = (wrong[status] ?? 0) + count;
	return result;
}

// Every acknowledged submit is one edition, and each sheet was submitted once.
function judge_submits(result) {
	const [editions, most] = psql('submit', ['-c', `select count(*), coalesce(max(edition), 0) from chosho.sheet join chosho.round on round.id = sheet.round_id
		join chosho.plan on plan.id = round.plan_id where plan.code = 'submit' and sheet.edition > 0`]).split('|').map(Number);
	if (editions < result.good || editions > result.good + result.cut || most > 1) {
		tell(`${result.good} submits were acknowledged, ${result.cut} cut off, ${editions} are in the database`);
		lost += Math.max(1, result.good - editions);
	}
}

async function measure(page, connections, ground) {
	const { sites } = ground;
	const load = { connections, seconds, bytes: page.bytes, status: page.status, path: page.path };
	const empty = await run_empty(sites.empty, page.requests, load);
	const sql = await run_pgbench(page.writes ? 'submit' : 'chosho', page.script(connections), connections, seconds);
	if (page.writes) reset_submits();
	const answer = note_wrong(await run_wrk(page.site ?? home, page.requests, load));
	if (page.writes) {
		if (answer.requests > page.count) throw new Error('there were not enough drafts to submit');
		judge_submits(answer);
		reset_submits();
	}
	return { empty, sql, page: answer };
}

async function measure_growth(page, kinds, sites, into) {
	for (const kind of kinds)
		into[kind] = note_wrong(await run_wrk(sites[kind === 'plain' ? 'home' : kind], page.requests, { connections: 8, seconds, status: 200 }));
}

async function one_round(pages, ground) {
	const round = {};
	for (const name of ['A', 'B', 'P', 'C', ...people_pages]) {
		round[name] = {};
		for (const connections of name === 'P' || people_pages.includes(name) ? [8] : [1, 8, 64]) round[name][connections] = await measure(pages[name], connections, ground);
	}
	await measure_growth(pages.A, ['plain', 'grown', 'desk'], ground.sites, round.A);
	await measure_growth(pages.B, ['plain', 'grown'], ground.sites, round.B);
	await measure_growth(pages.P, ['plain', 'grown'], ground.sites, round.P);
	return round;
}

async function main() {
	mkdirSync(`${folder}/bench`, { recursive: true });
	const ground = await lay_ground({ times, submits: seconds * submits_per_second, tell });
	const pages = await all_pages(ground);
	for (const page of Object.values(pages)) tell(`page ${page.name}: ${page.title}; ${page.bytes} bytes, ${page.statements} statements`);
	for (const site of [ground.sites.home, ground.sites.grown, ground.sites.desk])
		for (const page of [pages.A, pages.B, pages.P]) await run_wrk(site, page.requests, { connections: 8, seconds: 1 });
	const measured = [];
	for (let n = 1; n <= rounds; n++) {
		tell(`round ${n} of ${rounds}`);
		measured.push(await one_round(pages, ground));
	}
	tell('memory, start, many connections, a storm of sign-ins');
	const signed = await sign_offs(ground, quick ? 3 : 9);
	const once = { wrong, lost, signed, memory: memory(), starts: await start_times(ground.secretariat, 5),
		many: await many_connections(pages, quick ? 10 : 60), storm: await storm(ground, pages, 200, quick ? 5 : 15) };
	const text = table(measured, once, [
		`./dev bench: ${rounds} rounds of ${seconds} s, ${cpus().length} cores, 4 workers, ${times} times the rows for growth${alone.wanted ? ', before all others' : ''}`,
		`when it began, ${busy} processes wanted a processor`,
		...Object.values(pages).map((page) => `${page.name}: ${page.title}; ${page.bytes} bytes, ${page.statements} statements`)]);
	writeFileSync(`${process.env.DEV_BUILD}/bench.txt`, text);
	process.stdout.write(text);
}

process.on('SIGTERM', () => process.exit(143));
try {
	await main();
} finally {
	await end_all();
}
