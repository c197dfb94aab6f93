// readme.test.mjs: what README tells about the program is what the program says. Needs the build (./dev build).

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const chosho = join(process.env.DEV_BUILD ?? join(root, 'build'), 'chosho');
const skip = existsSync(chosho) ? false : 'needs ./dev build';
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('README holds the rules of the workflow as they run', { skip }, () => {
	const held = /<!-- workflow -->\n(.*?)<!-- \/workflow -->/s.exec(readme)?.[1];
	assert.equal(held, execFileSync(chosho, ['workflow'], { encoding: 'utf8' }));
});

test('every command that README shows is one that chosho knows', { skip }, () => {
	const help = execFileSync(chosho, ['help'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
	const shown = [...readme.matchAll(/^chosho ([a-z]+(?: (?:import|add|new))?)/gm)].map((it) => it[1]);
	assert.ok(shown.length > 0);
	for (const command of shown) assert.match(help, new RegExp(`^  chosho ${command}`, 'm'));
});
