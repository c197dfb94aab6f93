// other.mjs: what is measured once and not in rounds: memory, the start of a worker, many connections for a long time, and a
// morning on which everybody signs in at once.

import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { login_of } from './ground.mjs';
import { run_wrk, write_requests } from './load.mjs';
import { Person } from './person.mjs';
import { Site, folder, home } from './site.mjs';

// {pid: parent} of all processes.
function parents() {
	const all = new Map();
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			all.set(+pid, +readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ')[1]);
		} catch { /* it has ended */ }
	}
	return all;
}

function with_children(pid) {
	return [pid, ...[...parents()].filter(([, parent]) => parent === pid).flatMap(([child]) => with_children(child))];
}

function pool_processes(name) {
	return with_children(+readFileSync(`${folder}/pid/${name}`, 'utf8').split(' ')[0]);
}

// Megabytes of both pools with their supervisors; shared pages are counted by parts.
export function memory() {
	const kilobytes = ['interactive', 'heavy'].flatMap(pool_processes)
		.map((pid) => +readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)[1]);
	return { megabytes: kilobytes.reduce((a, b) => a + b) / 1024, processes: kilobytes.length };
}

// Seconds from the end of a pool's only worker to the first good page of the next: medians of some tries.
export async function start_times(person, tries) {
	const site = await new Site('start', 'chosho').start(null, 1), times = [];
	const headers = { cookie: person.session_cookie };
	for (let n = 0; n < tries; n++) {
		await fetch(`${site.url}/reviews`, { headers });
		await sleep(300);
		const before = performance.now();
		process.kill(with_children(site.pool.pid).at(-1), 'SIGKILL');
		const answer = await fetch(`${site.url}/reviews`, { headers });
		if (answer.status !== 200) throw new Error(`the first page of a worker: ${answer.status}`);
		await answer.text();
		times.push((performance.now() - before) / 1000);
	}
	site.pool.kill('SIGTERM');
	return times;
}

// Pages of all kinds at 64 connections: how many answers were other than expected.
export async function many_connections(pages, seconds) {
	const lines = [pages.A, pages.B, pages.P].flatMap((page) => readFileSync(page.requests, 'utf8').trimEnd().split('\n'));
	const file = write_requests('mixed', lines.map((line) => {
		const [method, path, cookie] = line.split('\t');
		return { method, path, cookie };
	}));
	return run_wrk(home, file, { connections: 64, seconds });
}

// Everybody signs in at once, while forms are opened at 8 connections.
export async function storm(ground, pages, people, seconds) {
	const crowd = Array.from({ length: people }, (_, n) => new Person(home.url, login_of(n + 1)));
	for (let n = 0; n < people; n += 8) await Promise.all(crowd.slice(n, n + 8).map((person) => person.see_sign_in()));
	const forms = { connections: 8, seconds, status: 200, bytes: pages.B.bytes, path: /\/edit$/ };
	const quiet = await run_wrk(home, pages.B.requests, forms);
	const before = performance.now();
	let lasted = 0, wrong = 0;
	const knocks = Promise.all(crowd.map(async (person) => {
		const answer = await person.send_sign_in(ground.password).catch((error) => ({ status: error.cause?.code ?? error.message }));
		if (answer.status !== 303 || !person.session) wrong++;
		lasted = (performance.now() - before) / 1000;
	}));
	const busy = await run_wrk(home, pages.B.requests, forms);
	await knocks;
	return { quiet, busy, wrong, lasted, people };
}
