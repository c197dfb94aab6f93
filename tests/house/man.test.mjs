// man.test.mjs: the manual pages say what the program knows: every command with its arguments, every setting with its default,
// and no other. Commands need the build (./dev build), the pages' grammar needs mandoc.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './house.mjs';

const chosho = join(process.env.DEV_BUILD ?? join(root, 'build'), 'chosho');
const page = (name) => readFileSync(join(root, 'templates/man', name), 'utf8');
const no_build = existsSync(chosho) ? false : 'needs ./dev build';
const no_mandoc = spawnSync('mandoc', ['-Tlint', '/dev/null']).error ? 'needs mandoc' : false;

test('chosho(1) has every command, as chosho help prints it, and no other', { skip: no_build }, () => {
	const help = execFileSync(chosho, ['help'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
	const known = [...help.matchAll(/^ {2}chosho (.+)$/gm)].map((it) => it[1]);
	const told = [...page('chosho.1').matchAll(/^\.It Li "([^"]+)"$/gm)].map((it) => it[1]);
	assert.ok(known.length > 10);
	assert.deepEqual(told.sort(), known.sort());
});

test('chosho.conf(5) has every setting, with its default, and no other', () => {
	const rows = [...readFileSync(join(root, 'src/kit/config.c'), 'utf8').matchAll(/^\t\{"([a-z_]+)",\s*(SETTING_[A-Z_]+),\s*offsetof\([^)]*\),\s*(NULL|"[^"]*")/gm)]
		.map(([, key, kind, preset]) => ({ key, kind, preset: preset === 'NULL' ? null : preset.slice(1, -1) }));
	assert.ok(rows.length > 10);
	const items = new Map([...page('chosho.conf.5').matchAll(/^\.It Cm ([a-z_]+)\n([\s\S]*?)(?=^\.(?:It|El)\b)/gm)].map((it) => [it[1], it[2]]));
	assert.deepEqual([...items.keys()].sort(), rows.map((it) => it.key).sort());
	for (const { key, kind, preset } of rows) {
		if (preset !== null) assert.ok(items.get(key).includes(`Default: ${preset}.`), `${key}: Default: ${preset}.`);
		assert.equal(/A secret[.,]/.test(items.get(key)), kind === 'SETTING_SECRET', `${key} is ${kind}`);
	}
});

test('the pages are good roff', { skip: no_mandoc }, () => {
	for (const name of ['chosho.1', 'chosho.conf.5']) {
		const { stdout, stderr } = spawnSync('mandoc', ['-Tlint', '-W', 'warning', join(root, 'templates/man', name)], { encoding: 'utf8' });
		assert.equal(stdout + stderr, '');
	}
});
