// installation.mjs: what a test does to the installation that `./dev with` made for it, beside the browser: plans,
// accounts, SQL as the owner. Needs nothing from npm.

import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const url = process.env.CHOSHO_URL ?? '';

// Tests that need an installation say so themselves when there is none.
export const no_installation = url ? false : 'needs ./dev with';

// A good password for all test accounts: making a hash takes its time, choosing one need not.
export const password = 'kaede no ha ga ochiru 7';

export function chosho(args, input = '') {
	return execFileSync('chosho', args, { encoding: 'utf8', input, maxBuffer: 1 << 26 });
}

export function import_plan(file) {
	return chosho(['plan', 'import', file]);
}

// roles: ['author:korei', 'chair:suishin', 'secretariat']; department and organization: code and title, or absent.
export function add_account({ login, name, roles = [], department, organization }) {
	const args = ['account', 'add', '--login', login, '--name', name, '--password-file', '-'];
	if (organization) args.push('--organization', organization);
	if (department) args.push('--department', department);
	for (const role of roles) args.push('--role', role);
	return chosho(args, `${password}\n`);
}

// Rows as arrays of text; null is ''. Parameters stand in the statement as :'name'.
export function sql(statement, parameters = {}) {
	const set = Object.entries(parameters).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
	const out = execFileSync('psql', ['-X', '-q', '-A', '-t', '-F', '\x1f', '-R', '\x1e', '-v', 'ON_ERROR_STOP=1', ...set], {
		encoding: 'utf8', input: `set search_path = chosho;\n${statement}\n`, maxBuffer: 1 << 28,
	}).replace(/[\n\x1e]+$/, '');
	return out === '' ? [] : out.split('\x1e').map((row) => row.split('\x1f'));
}

// A change of people or roles as if time had brought it: made by somebody, it would end their sessions.
export const quietly = (change) => `alter table account disable trigger user; alter table assignment disable trigger user; ${change};
	alter table account enable trigger user; alter table assignment enable trigger user`;

// The same, but told in the history, as everything that becomes of a role is: chosho verify finds what was not.
const unhurried = ['account disable trigger account_ends_sessions', 'assignment disable trigger assignment_ends_sessions', 'assignment disable trigger assignment_stays']
	.map((it) => `alter table ${it}; `).join('');
export const told = (change) => `${unhurried}${change}; ${unhurried.replaceAll('disable', 'enable')}`;
