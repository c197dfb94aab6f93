// wire.mjs: a wire between the workers and PostgreSQL, in nobody's way until it is told at which message to break: there the
// worker is killed, or the connection cut. Messages are counted in both directions, one by one: what the worker asked and
// PostgreSQL never got is one step, what PostgreSQL did and the worker never heard is another.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const socket_name = '.s.PGSQL.5432';
const pools = ['interactive', 'heavy'];
const service = (action, name) => execFileSync(process.env.DEV, ['service', action, name], { stdio: 'pipe' });

// The processes that wait for requests now.
export function workers() {
	return pools.flatMap((pool) => {
		const [supervisor] = readFileSync(join(process.env.CHOSHO_FOLDER, 'pid', pool), 'utf8').split(' ');
		return readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
	});
}

export function kill_workers() {
	for (const pid of workers()) process.kill(pid, 'SIGKILL');
}

// Whole messages out of a stream that comes in pieces. A worker's first message has no letter.
function splitter(has_letter) {
	let kept = Buffer.alloc(0);
	return (piece) => {
		const messages = [];
		kept = Buffer.concat([kept, piece]);
		for (;;) {
			const at = has_letter ? 1 : 0;
			if (kept.length < at + 4) return messages;
			const length = at + kept.readInt32BE(at);
			if (kept.length < length) return messages;
			messages.push({ kind: has_letter ? String.fromCharCode(kept[0]) : 'start', bytes: kept.subarray(0, length) });
			kept = kept.subarray(length);
			has_letter = true;
		}
	};
}

export async function open_wire() {
	const folder = mkdtempSync(join(tmpdir(), 'chosho-wire-'));
	chmodSync(folder, 0o755);
	const ends = new Set();
	let order = null; // { at, how, told }: break where the message number `at` would be handed over
	const joined = (worker) => {
		const server = createConnection(join(process.env.PGHOST, socket_name));
		const end = () => {
			ends.delete(end);
			worker.destroy();
			server.destroy();
		};
		ends.add(end);
		let broken = false;
		const pass = (from, to, side, split) => from.on('data', (piece) => {
			for (const { kind, bytes } of split(piece)) {
				if (broken) return;
				if (order) {
					order.told.push(`${side}${kind}${side === '>' && bytes.includes('commit') ? ' commit' : ''}`);
					if (order.told.length === order.at) {
						broken = true;
						if (order.how === 'kill') kill_workers();
						end();
						return;
					}
				}
				to.write(bytes);
			}
		});
		pass(worker, server, '>', splitter(false));
		pass(server, worker, '<', splitter(true));
		for (const it of [worker, server]) it.on('error', end).on('close', end);
	};
	const listener = createServer(joined);
	await new Promise((ready) => listener.listen(join(folder, socket_name), ready));
	chmodSync(join(folder, socket_name), 0o777);

	// From now on the workers, one in each pool, speak over the wire; `chosho` on the command line does not.
	const settings = join(process.env.CHOSHO_FOLDER, 'chosho.conf'), plain = readFileSync(settings, 'utf8');
	process.env.CHOSHO_CONFIG = join(folder, 'chosho.conf');
	writeFileSync(process.env.CHOSHO_CONFIG, plain, { mode: 0o600 });
	for (const pool of pools) service('stop', pool);
	writeFileSync(settings, `${plain.replace(/^database=host=\S+/m, `database=host=${folder}`)}${pools.map((it) => `workers_${it}=1\n`).join('')}`);
	for (const pool of pools) service('start', pool);

	return {
		// Breaks at a message of all that pass from now on; 0: only counts.
		break_at(at, how) {
			order = { at, how, told: [] };
			return order;
		},
		// Nothing is counted any more; says what has passed: '>' asked, '<' answered, the letter of the protocol, and where the commit is.
		mend() {
			const { told } = order;
			order = null;
			return told;
		},
		close() {
			for (const pool of pools) service('stop', pool);
			listener.close();
			for (const end of [...ends]) end();
			rmSync(folder, { recursive: true });
		},
	};
}
