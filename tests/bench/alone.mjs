// alone.mjs: for ./dev bench --alone on a machine that others use too (root only): while something is measured, the load and the
// servers go before everything else. In between, the others have their turn. Not for a quiet machine: there it changes nothing.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { folder } from './site.mjs';

// This program, the installation's servers, and all that they started.
function family() {
	const children = new Map();
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			const parent = +readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ')[1];
			children.set(parent, [...(children.get(parent) ?? []), +pid]);
		} catch { /* it has ended */ }
	}
	const all = [process.pid, ...['database', 'nginx', 'interactive', 'heavy'].map((name) => parseInt(readFileSync(`${folder}/pid/${name}`, 'utf8')))];
	for (let at = 0; at < all.length; at++) all.push(...(children.get(all[at]) ?? []));
	return all;
}

function schedule(policy) {
	for (const pid of family())
		try {
			execFileSync('chrt', ['-a', policy, '-p', policy === '-r' ? '1' : '0', `${pid}`], { stdio: 'ignore' });
		} catch { /* it has ended */ }
}

export const alone = { wanted: false };

export async function undisturbed(measure) {
	if (!alone.wanted) return measure();
	schedule('-r');
	try {
		return await measure();
	} finally {
		schedule('-o');
	}
}
