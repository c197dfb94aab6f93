// house.mjs: reads the house's files for the rules, and what the rules have in common. Knows no rule.
//
// A house is { root, files }: files maps each path to its text. A rule is
//
//     {
//         name: 'the sentence that holds',
//         find(house) { return ['path:line: what is wrong', …]; },
//         broken: [{ 'path': 'text', … }, …],   small houses that break it: proof that the rule can fail
//         fine: [{ … }],                        small houses that look similar and keep it
//     }

import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

// Everything that git tracks or would track, so that a file is judged before it is committed.
export function read_house() {
	const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: root, encoding: 'utf8', maxBuffer: 1 << 26,
	});
	const files = new Map();
	for (const path of listed.split('\0').filter(Boolean).sort()) {
		try {
			if (!lstatSync(join(root, path)).isFile()) continue;
		} catch {
			continue; // deleted and not yet committed so
		}
		const bytes = readFileSync(join(root, path));
		if (!bytes.includes(0)) files.set(path, bytes.toString('utf8'));
	}
	return { root, files };
}

export function small_house(files) {
	return { root, files: new Map(Object.entries(files)) };
}

// [path, text] of each file whose path fits.
export function files_like(house, pattern) {
	return [...house.files].filter(([path]) => pattern.test(path));
}

export function line_of(text, index) {
	return text.slice(0, index).split('\n').length;
}

// C without its comments; with `strings: false` also without what stands between quotes. Lines stay where they are.
export function bare_c(text, { strings = true } = {}) {
	const blank = (piece) => piece.replace(/[^\n]/g, ' ');
	return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/g, (piece) => {
		if (piece[0] === '/') return blank(piece);
		return strings ? piece : piece[0] + blank(piece.slice(1, -1)) + piece[0];
	});
}

// Where a pattern (global) is found: 'path:line: …' for each, told by `tell`.
export function found_in(files, pattern, tell) {
	const findings = [];
	for (const [path, text] of files)
		for (const match of text.matchAll(pattern)) {
			const finding = tell(match, path);
			if (finding) findings.push(`${path}:${line_of(text, match.index)}: ${finding}`);
		}
	return findings;
}
