// site.mjs: further sites beside the installation's own: each has a folder with a pool of workers and an nginx, configured as
// ./dev did the installation's. For other databases in the same cluster, and for answers that cost nothing.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export const folder = process.env.CHOSHO_FOLDER;
const configuration = readFileSync(process.env.CHOSHO_CONFIG, 'utf8');
export const setting = (name) => configuration.match(new RegExp(`^${name}=(.*)$`, 'm'))[1];
const as_postgres = process.getuid() === 0 ? ['--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
const children = new Set();
// The configuration is the site's own, not what ./dev with says of its installation.
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CHOSHO_')));

// Starts a server that ends with this program, however that ends.
export function launch(log, command, args, env = {}) {
	const file = openSync(log, 'a');
	const child = spawn('setpriv', [...as_postgres, '--pdeathsig=TERM', '--', command, ...args], {
		stdio: ['ignore', file, file], env: { ...plain, ...env } });
	children.add(child);
	child.on('exit', () => children.delete(child));
	return child;
}

export async function end_all() {
	for (const child of children) child.kill('SIGTERM');
	for (let left = 100; children.size && left > 0; left--) await sleep(50);
	for (const child of children) child.kill('SIGKILL');
}

function free_port() {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

// The installation's own site.
export const home = { name: 'home', url: process.env.CHOSHO_URL, log: `${folder}/log/access.log`, database: 'chosho' };

// A site of its own on another database, or (database null) one whose pool is `empty`.
export class Site {
	constructor(name, database) {
		this.name = name;
		this.database = database;
		this.folder = `${folder}/bench/${name}`;
		this.log = `${this.folder}/log/access.log`;
	}

	async start(empty, workers = 4) {
		const port = await free_port();
		this.url = `http://127.0.0.1:${port}`;
		rmSync(this.folder, { recursive: true, force: true });
		for (const part of ['run', 'log', 'nginx', 'files', 'tmp']) mkdirSync(`${this.folder}/${part}`, { recursive: true });
		execFileSync('cp', ['-R', `${folder}/nginx/chosho`, `${this.folder}/nginx/chosho`]);
		execFileSync('cp', ['-R', `${folder}/files/errors`, `${this.folder}/files/errors`]);
		const at = process.env.PGHOST.replace(/\/run$/, '');
		const conf = readFileSync(`${folder}/nginx/private.conf`, 'utf8');
		writeFileSync(`${this.folder}/nginx/private.conf`, conf.replaceAll(at, this.folder).replaceAll(new URL(home.url).host, new URL(this.url).host));
		const database = setting('database').replace('dbname=chosho', `dbname=${this.database}`);
		writeFileSync(`${this.folder}/chosho.conf`, `url=${this.url}\ndatabase=${database}\nsecret=${setting('secret')}\n` +
			`socket_folder=${this.folder}/run\nworkers_interactive=${workers}\n`);
		if (process.getuid() === 0) execFileSync('chown', ['-R', 'postgres:postgres', this.folder]);
		launch(`${this.folder}/log/nginx.log`, '/usr/sbin/nginx', ['-p', this.folder, '-c', 'nginx/private.conf', '-e', 'stderr']);
		if (empty) launch(`${this.folder}/log/pool.log`, empty, [`${this.folder}/run/interactive.sock`]);
		else this.pool = launch(`${this.folder}/log/pool.log`, `${folder}/program/chosho`, ['serve', 'interactive'], { CHOSHO_CONFIG: `${this.folder}/chosho.conf` });
		await this.ready(empty ? '/?bytes=1' : '/readyz');
		return this;
	}

	async ready(path) {
		for (let left = 200; left > 0; left--) {
			const answer = existsSync(`${this.folder}/run/interactive.sock`) && (await fetch(this.url + path).catch(() => null));
			if (answer?.ok) return;
			await sleep(50);
		}
		throw new Error(`the site ${this.name} does not become ready; see ${this.folder}/log`);
	}
}
