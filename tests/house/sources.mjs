// sources.mjs: what every source file owes its reader: an opening comment, a size, and C without traps.

import { execFileSync } from 'node:child_process';
import { bare_c, files_like, found_in, line_of } from './house.mjs';

// How the opening comment of each kind of file is found; its first group is the comment's text.
const hash_lines = /^(?:#![^\n]*\n)?((?:#[^\n]*\n)+)/;
const slashes = /^(?:#![^\n]*\n)?((?:\/\/[^\n]*\n)+|\/\*[\s\S]*?\*\/)/;
const c_comment = /^\/\*([\s\S]*?)\*\//;
const openings = [
	[/\.[ch]$/, c_comment],
	[/\.css$/, c_comment],
	[/\.sql$/, /^((?:--[^\n]*\n)+)/],
	[/^templates\/.*\.html$/, /^\{\{!([\s\S]*?)\}\}/],
	[/\.html$/, /^(?:<!doctype[^>]*>\s*)?<!--([\s\S]*?)-->/i],
	[/\.svg$/, /^(?:<svg[^>]*>\s*)?<!--([\s\S]*?)-->/],
	[/\.(mjs|js)$/, slashes],
	[/\.(sh|py|conf|cmake|yaml|yml|po|supp|dict)$|(^|\/)(dev|CMakeLists\.txt|Dockerfile|\.npmrc|\.gitignore|\.editorconfig|\.clang-format|\.clang-tidy)$/, hash_lines],
];

function opening_pattern(path, text) {
	const row = openings.find(([pattern]) => pattern.test(path));
	if (row) return row[1];
	if (/^#![^\n]*\bnode\b/.test(text)) return slashes;
	return text.startsWith('#!') ? hash_lines : null;
}

const opening = {
	name: 'every source file opens with a comment that says what it is for',
	find(house) {
		const findings = [];
		for (const [path, text] of house.files) {
			const pattern = opening_pattern(path, text);
			if (!pattern) continue;
			const comment = text.match(pattern)?.[1].replace(/[\s*#/-]+/g, ' ').trim();
			const name = path.split('/').pop();
			if (!comment || comment.length < 20) findings.push(`${path}:1: no opening comment`);
			else if (/\.[ch]$/.test(path) && !comment.includes(name))
				findings.push(`${path}:1: the opening comment does not begin '${name}: …'`);
		}
		return findings;
	},
	broken: [
		{ 'src/kit/a.c': '#include "a.h"\n' },
		{ 'src/kit/a.h': '/* b.h: was copied and nobody looked at the comment. */\n' },
		{ 'sql/sheet/find.sql': 'select 1\n' },
		{ 'templates/sheet/show.html': '<!DOCTYPE html>\n' },
		{ 'templates/assets/look.css': 'body { }\n' },
		{ 'tests/house/a.mjs': 'export default 1;\n' },
		{ 'tests/demo/load': '#!/bin/sh\nexit 0\n' },
		{ 'tests/demo/load': '#!/usr/bin/env node\nexit(0);\n' },
		{ 'develop/a.sh': '# short\n' },
		{ 'CMakeLists.txt': 'project(x)\n' },
	],
	fine: [
		{
			'src/kit/a.c': '/*\n * a.c: something with a purpose.\n */\n',
			'sql/sheet/find.sql': '-- Finds one sheet as the pages need it.\n',
			'tests/demo/load': '#!/bin/sh\n# Loads the demo city into an installation.\n',
			'LICENSE': 'words',
		},
	],
};

const file_size = {
	name: 'no source file is longer than 500 lines, no test longer than 800',
	find(house) {
		const findings = [];
		for (const [path, text] of house.files) {
			if (!opening_pattern(path, text) || path.endsWith('.po')) continue;
			const lines = text.split('\n').length - 1;
			const most = path.startsWith('tests/') ? 800 : 500;
			if (lines > most) findings.push(`${path}:${most}: ${lines} lines; ${most} are allowed`);
		}
		return findings;
	},
	broken: [{ 'src/kit/a.c': '\n'.repeat(501) }, { 'tests/unit/a.c': '\n'.repeat(801) }, { 'sql/a/b.sql': '\n'.repeat(501) }],
	fine: [{ 'src/kit/a.c': '\n'.repeat(500), 'tests/unit/a.c': '\n'.repeat(800) }],
};

// In this house's layout a function is what has its { and } alone at the margin; its head begins after a line
// that is empty, a preprocessor line, or the end of something else.
function functions_of(text) {
	const lines = bare_c(text, { strings: false }).split('\n');
	const functions = [];
	for (let i = 0; i < lines.length; i++) {
		if (lines[i].trimEnd() !== '{') continue;
		let first = i;
		while (first > 0 && /^[^\s#}]|^\s+\S/.test(lines[first - 1]) && !/[;}]\s*$/.test(lines[first - 1])) first--;
		const last = lines.findIndex((line, at) => at > i && line.startsWith('}'));
		functions.push({ first, last: last < 0 ? lines.length - 1 : last });
		i = last < 0 ? lines.length : last;
	}
	return functions;
}

const function_of = (lines) => `/* a.c: */\nint f(void)\n{\n${'\tg();\n'.repeat(lines - 3)}}\n`;

const function_size = {
	name: 'no C function is longer than 60 lines',
	find(house) {
		const findings = [];
		for (const [path, text] of files_like(house, /\.[ch]$/))
			for (const { first, last } of functions_of(text))
				if (last - first + 1 > 60)
					findings.push(`${path}:${first + 1}: a function of ${last - first + 1} lines; 60 are allowed`);
		return findings;
	},
	broken: [
		{ 'src/kit/a.c': function_of(61) },
		{ 'tests/unit/a.c': function_of(61) },
		{ 'src/kit/a.c': `int h;\n\nstatic int f(int a,\n             int b)\n{\n${'\tg("}");\n'.repeat(57)}}\n` },
	],
	fine: [
		{ 'src/kit/a.c': function_of(60) + function_of(60) },
		{ 'src/kit/a.c': `static const int a[] = {\n${'\t1,\n'.repeat(100)}};\n` },
	],
};

const banned = [
	['strcpy|strcat|sprintf|vsprintf|strncpy|strncat', 'writes without a bound or without an end: struct text, text_print'],
	['gets|atoi|atol|atoll|atof', 'cannot say that it failed: text_number'],
	['strtok|asctime|ctime|localtime|gmtime|rand|srand|tmpnam|mktemp', 'keeps a secret state, or is old'],
	['system|popen|alloca', 'runs a shell, or takes the stack'],
];
const taking = 'malloc|calloc|realloc|reallocarray|free|strdup|strndup|asprintf|vasprintf';
const may_take = /^src\/(kit\/arena\.c|kit\/json(_[a-z]+)?\.c|tool\/.*)$|^tests\//;

const calls = {
	name: 'no function is called that this house does without',
	find(house) {
		const files = files_like(house, /\.[ch]$/).map(([path, text]) => [path, bare_c(text, { strings: false })]);
		const findings = [];
		for (const [names, why] of banned)
			findings.push(...found_in(files, new RegExp(`\\b(${names})\\s*\\(`, 'g'), (match) => `${match[1]}: ${why}`));
		const takers = files.filter(([path]) => !may_take.test(path));
		findings.push(...found_in(takers, new RegExp(`\\b(${taking})\\b(?=\\s*[(,)])`, 'g'),
			(match) => `${match[1]}: memory comes from the arena`));
		return findings;
	},
	broken: [
		...['strcpy', 'strcat', 'sprintf', 'vsprintf', 'gets', 'atoi', 'strtok', 'system'].map((name) => ({
			'src/kit/a.c': `void f(void)\n{\n\t${name} (a, b);\n}\n`,
		})),
		...['malloc', 'calloc', 'realloc', 'free', 'strdup'].map((name) => ({ 'src/sheet/a.c': `\tx = ${name}(a);\n` })),
		{ 'src/sheet/a.c': '\tarena_defer(arena, free, x);\n' },
		{ 'tests/unit/a.c': '\tstrcpy(a, b);\n' },
	],
	fine: [
		{ 'src/kit/arena.c': 'x = malloc(1); free(x);\n', 'src/tool/a.c': 'free(malloc(1));\n', 'tests/unit/a.c': 'free(x);\n' },
		{ 'src/sheet/a.c': '/* not strcpy(a, b) */ snprintf(a, 1, "free(x) %s", b); list_free(x); q->free = 1;\n' },
	],
};

const typedef = {
	name: 'a struct is called struct: no typedef',
	find: (house) => found_in(
		files_like(house, /\.[ch]$/).map(([path, text]) => [path, bare_c(text, { strings: false })]),
		/\btypedef\s+(?:const\s+)?(struct|union|enum)\b/g, (match) => `typedef ${match[1]}`),
	broken: [
		{ 'src/kit/a.h': 'typedef struct { int a; } thing;\n' },
		{ 'src/kit/a.h': 'typedef enum\n{ A } thing;\n' },
		{ 'tests/unit/a.c': 'typedef struct a a;\n' },
	],
	fine: [{ 'src/kit/a.h': '/* typedef struct */ typedef int (*compare)(const void *, const void *);\n' }],
};

const jump = {
	name: 'nobody jumps: no goto, no longjmp',
	find: (house) => found_in(
		files_like(house, /^src\/.*\.[ch]$/).map(([path, text]) => [path, bare_c(text, { strings: false })]),
		/\b(goto|setjmp|longjmp|siglongjmp)\b/g, (match) => match[1]),
	broken: [{ 'src/kit/a.c': '\tgoto out;\n' }, { 'src/kit/a.c': '\tlongjmp(a, 1);\n' }],
	fine: [{ 'src/kit/a.c': '/* goto */ const char *a = "goto";\n' }],
};

// Japanese that is read or compared, never shown: the grammar of dates and of targets, and letters that look alike.
// A sign that stands alone between two values (、 or ＞) is no sentence.
const reads_japanese = /^src\/(kit\/(day|day_read|text|fold|radicals)|plan\/target)\.c$/;

const words = {
	name: 'no sentence for people lies in C',
	find: (house) => found_in(
		files_like(house, /^src\/.*\.[ch]$/).filter(([path]) => !reads_japanese.test(path))
			.map(([path, text]) => [path, bare_c(text)]),
		/"[^"\n]*[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9d][^"\n]*"/g,
		(match) => `${match[0]} belongs in templates/`),
	broken: [{ 'src/sheet/a.c': '\tx = "調書";\n' }, { 'src/sheet/a.c': '\tx = "%s（済";\n' }],
	fine: [{ 'src/sheet/a.c': '/* 調書: "調書" */ x = "sheet、";\n' }],
};

// A statement that gets many things at once writes one event for each, and locks the head of each one's chain.
const ordered_events = {
	name: 'a statement that writes several events orders them, so that two such never block each other',
	find: (house) => files_like(house, /^sql\/(?!migrations\/).*\.sql$/)
		.filter(([, text]) => /\bjsonb_array_elements\(/.test(text) && /insert into event\b(?![\s\S]*\border by\b)/.test(text))
		.map(([path, text]) => `${path}:${line_of(text, text.indexOf('insert into event'))}: its events have no order`),
	broken: [{ 'sql/review/pass.sql': '-- x\nselect jsonb_array_elements($1)\ninsert into event (action) select 1 from decided\n' }],
	fine: [
		{ 'sql/review/pass.sql': '-- x\nselect jsonb_array_elements($1)\ninsert into event (action) select 1 from decided order by sheet_id\n' },
		{ 'sql/sheet/submit.sql': '-- in: sheet bigint, content jsonb\ninsert into event (action) select 1 from moved\n' },
	],
};

function clang_format_is_here() {
	try {
		execFileSync('clang-format', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

const layout = {
	name: 'C is laid out as clang-format says (./dev format)',
	skip: clang_format_is_here() ? false : 'clang-format is not installed',
	find(house) {
		const findings = [];
		for (const [path, text] of files_like(house, /^(src|tests)\/.*\.[ch]$/)) {
			const laid_out = execFileSync('clang-format', ['--style=file', `--assume-filename=${house.root}/${path}`],
				{ input: text, encoding: 'utf8', cwd: house.root });
			if (laid_out === text) continue;
			const before = text.split('\n');
			const line = laid_out.split('\n').findIndex((it, at) => it !== before[at]);
			findings.push(`${path}:${line + 1}: another layout`);
		}
		return findings;
	},
	broken: [{ 'src/kit/a.c': 'int  f( void ) { return 1; }\n' }],
	fine: [{ 'src/kit/a.c': 'int f(void)\n{\n\treturn 1;\n}\n' }],
};

export default [opening, file_size, function_size, calls, typedef, jump, words, ordered_events, layout];
