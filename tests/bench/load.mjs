// load.mjs: load through nginx with wrk. Every answer is held against nginx's own log: its status, and that it is no stump.

import { execFile } from 'node:child_process';
import { closeSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { undisturbed } from './alone.mjs';
import { folder } from './site.mjs';

const script = join(dirname(fileURLToPath(import.meta.url)), 'page.lua');

// requests: [{method, path, cookie, origin, body}]
export function write_requests(name, requests) {
	const file = `${folder}/bench/${name}.requests`;
	writeFileSync(file, requests.map(({ method = 'GET', path, cookie, origin = '', body = '' }) => [method, path, cookie, origin, body].join('\t')).join('\n') + '\n');
	return file;
}

function log_since(path, from) {
	const length = statSync(path).size - from, bytes = Buffer.alloc(length), fd = openSync(path, 'r');
	readSync(fd, bytes, 0, length, from);
	closeSync(fd);
	return bytes.toString().trimEnd().split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

// Answers of `requests` at a site: {rate, p50, p99 in microseconds, requests, good, cut, wrong: {status: how often}}.
// cut: the load had gone before the answer came. bytes: the answer's length is about this (0: any).
export async function run_wrk(site, file, { connections, seconds, status = 200, bytes = 0, path = null }) {
	const from = statSync(site.log).size;
	const { stdout } = await undisturbed(() => promisify(execFile)('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script, site.url, '--', file]));
	await sleep(1300); // nginx writes its log once in a second
	const result = JSON.parse(stdout.match(/^RESULT (.*)$/m)[1]);
	const wrong = {};
	let good = 0, cut = 0;
	for (const line of log_since(site.log, from)) {
		if (path && !path.test(line.path)) continue;
		if (line.status === 499) cut++;
		else if (line.status === status && (!bytes || Math.abs(line.bytes - bytes) < bytes / 5)) good++;
		else wrong[line.status] = (wrong[line.status] ?? 0) + 1;
	}
	if (result.failed) wrong.connection = result.failed;
	return { rate: result.requests / (result.microseconds / 1e6), p50: result.p50, p99: result.p99, requests: result.requests, good, cut, wrong };
}

// The same load on a site whose answers cost nothing and have so many bytes.
export async function run_empty(site, file, { connections, seconds, bytes }) {
	const { stdout } = await undisturbed(() => promisify(execFile)('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, site.url, '--', file, `${bytes}`]));
	const result = JSON.parse(stdout.match(/^RESULT (.*)$/m)[1]);
	if (result.failed) throw new Error(`the empty site failed ${result.failed} times`);
	return { rate: result.requests / (result.microseconds / 1e6), p50: result.p50, p99: result.p99 };
}
