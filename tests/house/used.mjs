// used.mjs: nothing lies about unused: statements, templates, routes and sentences.

import { bare_c, files_like, found_in, line_of } from './house.mjs';

// All C of the program in one text, without comments.
function program(house) {
	return files_like(house, /^src\/.*\.[ch]$/).map(([, text]) => bare_c(text)).join('\n');
}

const statements = {
	name: 'every SQL file is used by the program',
	find(house) {
		const names = new Set(program(house).match(/\bSQL_[a-z0-9_]+\b/g));
		return files_like(house, /^sql\/(?!migrations\/)[^/]+\/[^/]+\.sql$/)
			.filter(([path]) => !names.has(path.replace(/^sql\/([^/]+)\/([^/]+)\.sql$/, 'SQL_$1_$2')))
			.map(([path]) => `${path}:1: nobody asks it`);
	},
	broken: [
		{ 'sql/sheet/find.sql': '-- x\n', 'src/sheet/a.c': '/* SQL_sheet_find */\n' },
		{ 'sql/sheet/find.sql': '-- x\n', 'src/sheet/a.c': 'SQL_sheet_find_all\n' },
	],
	fine: [{ 'sql/sheet/find.sql': '-- x\n', 'sql/migrations/0001_a.sql': '', 'src/sheet/a.c': 'f(&SQL_sheet_find);\n' }],
};

const templates = {
	name: 'every template is used by the program or by another template',
	find(house) {
		const pages = files_like(house, /^templates\/(?!assets\/|words\/)[^/]+\/[^/]+\.html$/);
		const drawn = new Set(program(house).match(/\bPAGE_[a-z0-9_]+\b/g));
		const included = new Set();
		for (const [path, text] of pages)
			for (const [, name] of text.matchAll(/\{\{>\s*([a-z0-9_/]+)\s*\}\}/g))
				if (`templates/${name}.html` !== path) included.add(name);
		return pages.filter(([path]) => {
			const name = path.replace(/^templates\/|\.html$/g, '');
			return !included.has(name) && !drawn.has(`PAGE_${name.replace('/', '_')}`);
		}).map(([path]) => `${path}:1: nobody draws it`);
	},
	broken: [
		{ 'templates/sheet/show.html': '', 'src/sheet/a.c': '/* PAGE_sheet_show */' },
		{ 'templates/frame/head.html': '{{>frame/head}}', 'src/sheet/a.c': '' },
	],
	fine: [{
		'templates/sheet/show.html': '{{>frame/head}}', 'templates/frame/head.html': '', 'src/sheet/a.c': 'f(&PAGE_sheet_show);',
	}],
};

// 'GET /sheets/{id}' of every row of the table of routes.
function routes_of(house) {
	const rows = [];
	for (const [path, text] of files_like(house, /^src\/routes[a-z_]*\.c$/))
		for (const match of bare_c(text).matchAll(/\{\s*(GET|POST)\s*,\s*"([^"]*)"/g))
			rows.push({ where: `${path}:${line_of(text, match.index)}`, route: `${match[1]} ${match[2]}` });
	return rows;
}

const expectations = {
	name: 'every route has its expectations in tests/expect/table.mjs, and every expectation a route',
	find(house) {
		const rows = routes_of(house);
		const table = files_like(house, /^tests\/expect\/table(_[a-z_]+)?\.mjs$/);
		const expected = table.flatMap(([path, text]) => [...text.matchAll(/^\s*(GET|POST)\s+(\/\S*)/gm)]
			.map((match) => ({ where: `${path}:${line_of(text, match.index + match[0].length)}`, route: `${match[1]} ${match[2]}` })));
		const known = new Set(expected.map((row) => row.route));
		const there = new Set(rows.map((row) => row.route));
		return [
			...rows.filter((row) => !known.has(row.route)).map((row) => `${row.where}: nothing is expected of ${row.route}`),
			...expected.filter((row) => !there.has(row.route)).map((row) => `${row.where}: there is no ${row.route}`),
		];
	},
	broken: [
		{ 'src/routes.c': '{ GET,  "/sheets/{id}", 1 },', 'tests/expect/table.mjs': '\tGET  /sheets   200\n' },
		{ 'src/routes.c': '{ GET, "/sheets", 1 },', 'tests/expect/table.mjs': '\tGET  /sheets   200\n\tPOST /sheets  303\n' },
		{ 'src/routes.c': '{GET, "/", 1},' },
	],
	fine: [{ 'src/routes.c': '{ GET,  "/sheets/{id}", 1 },', 'tests/expect/table.mjs': '\tGET  /sheets/{id}  200\n' }],
};

const forms = {
	name: 'every POST row has a GET row of the same address: the page that holds the form',
	find(house) {
		const rows = routes_of(house);
		const there = new Set(rows.map((row) => row.route));
		return rows.filter(({ route }) => route.startsWith('POST') && !there.has(route.replace('POST', 'GET')))
			.map(({ where, route }) => `${where}: ${route} has no GET`);
	},
	broken: [{ 'src/routes.c': '{ POST, "/sheets/{id}/edit", 1 },\n{ GET, "/sheets/{id}", 1 },' }],
	fine: [{ 'src/routes.c': '{ POST, "/edit", 1 },\n{ GET, "/edit", 1 },\n{ GET, "/a", 1 },' }],
};

// A .po file's entries: [{ line, id, text }].
export function entries_of(po) {
	const entries = [];
	let entry = null;
	let part = null;
	po.split('\n').forEach((line, at) => {
		const match = line.match(/^(?:(msgid|msgstr)\s+)?"((?:[^"\\]|\\.)*)"\s*$/);
		if (!match) return;
		if (match[1] === 'msgid') entries.push(entry = { line: at + 1, id: '', text: '' });
		if (match[1]) part = match[1] === 'msgid' ? 'id' : 'text';
		if (entry) entry[part] += match[2].replace(/\\(.)/g, (_, letter) => ({ n: '\n', t: '\t' })[letter] ?? letter);
	});
	return entries.filter((it) => it.id !== '');
}

const is_key = (id) => /^[a-z0-9_]+$/.test(id);
const words_of = (house, language) => entries_of(house.files.get(`templates/words/${language}.po`) ?? '');
const places_of = (text) => [...new Set(text.match(/\{[^}]*\}/g) ?? [])].sort().join(' ');

const keys = {
	name: 'every sentence of ja.po and en.po is said by the program, in both languages, with the same places to fill',
	find(house) {
		const said = new Set(program(house).match(/\bSAY_[a-zA-Z0-9_]+\b/g));
		const japanese = new Map(words_of(house, 'ja').map((entry) => [entry.id, entry]));
		const english = new Map(words_of(house, 'en').filter(({ id }) => is_key(id)).map((entry) => [entry.id, entry]));
		const findings = [];
		for (const [id, { line, text }] of japanese) {
			const where = `templates/words/ja.po:${line}`;
			if (!said.has(`SAY_${id}`)) findings.push(`${where}: nobody says ${id}`);
			if (!text) findings.push(`${where}: ${id} has no text`);
			if (!english.has(id)) findings.push(`${where}: ${id} is missing in en.po`);
			else if (places_of(english.get(id).text) !== places_of(text)) findings.push(`${where}: ${id} has other places in en.po`);
		}
		for (const [id, { line, text }] of english) {
			if (!japanese.has(id)) findings.push(`templates/words/en.po:${line}: ${id} is missing in ja.po`);
			if (!text) findings.push(`templates/words/en.po:${line}: ${id} has no text`);
		}
		return findings;
	},
	broken: [
		{ 'templates/words/ja.po': 'msgid "a"\nmsgstr "あ"\n', 'templates/words/en.po': 'msgid "a"\nmsgstr "A"\n' },
		{ 'templates/words/ja.po': 'msgid "a"\nmsgstr "あ"\n', 'templates/words/en.po': '', 'src/a.c': 'SAY_a' },
		{ 'templates/words/ja.po': '', 'templates/words/en.po': 'msgid "a"\nmsgstr "A"\n', 'src/a.c': 'SAY_a' },
		{ 'templates/words/ja.po': 'msgid "a"\nmsgstr "{1}"\n', 'templates/words/en.po': 'msgid "a"\nmsgstr "A"\n', 'src/a.c': 'SAY_a' },
		{ 'templates/words/ja.po': 'msgid "a"\nmsgstr "あ"\n', 'templates/words/en.po': 'msgid "a"\nmsgstr ""\n', 'src/a.c': 'SAY_a' },
	],
	fine: [{
		'templates/words/ja.po': 'msgid ""\nmsgstr ""\n"Language: ja\\n"\n\nmsgid "a"\nmsgstr ""\n"あ{1}"\n',
		'templates/words/en.po': 'msgid "a"\nmsgstr "{1} A"\n\nmsgid "文"\nmsgstr "x"\n',
		'src/a.c': 'SAY_a',
	}],
};

const phrases = {
	name: "every template's phrase is translated in en.po, and en.po holds no other",
	find(house) {
		const english = new Map(words_of(house, 'en').filter(({ id }) => !is_key(id)).map((entry) => [entry.id, entry]));
		const used = new Set();
		const findings = found_in(files_like(house, /^templates\/.*\.html$/), /\{\{\s*"((?:[^"\\]|\\.)*)"\s*\}\}/g, ([, raw]) => {
			const phrase = raw.replace(/\\(.)/g, '$1');
			used.add(phrase);
			const entry = english.get(phrase);
			if (!entry || !entry.text) return `'${phrase}' has no translation in en.po`;
			return places_of(entry.text) === places_of(phrase) ? null : `'${phrase}' has other places in en.po`;
		});
		for (const [id, { line }] of english)
			if (!used.has(id)) findings.push(`templates/words/en.po:${line}: no template says '${id}'`);
		return findings;
	},
	broken: [
		{ 'templates/a/b.html': '{{"文"}}', 'templates/words/en.po': '' },
		{ 'templates/a/b.html': '{{"文"}}', 'templates/words/en.po': 'msgid "文"\nmsgstr ""\n' },
		{ 'templates/a/b.html': '{{"文 {x}"}}', 'templates/words/en.po': 'msgid "文 {x}"\nmsgstr "text"\n' },
		{ 'templates/words/en.po': 'msgid "文"\nmsgstr "text"\n' },
	],
	fine: [{ 'templates/a/b.html': '{{"文 {x}"}}{{x}}', 'templates/words/en.po': 'msgid "文 {x}"\nmsgstr "{x} text"\n' }],
};

export default [statements, templates, expectations, forms, keys, phrases];
