// folders.mjs: who may use whom, and where each foreign library is at home.

import { bare_c, files_like, found_in, line_of } from './house.mjs';

// Each folder of src/ and the folders that it may include. A folder that is missing here is a finding.
const below = ['kit', 'db', 'page', 'web', 'workflow'];
const may_use = {
	kit: [],
	workflow: ['kit'],
	db: ['kit'],
	page: ['kit'],
	web: ['kit', 'db', 'page'],
	mail: [...below],
	history: [...below],
	account: [...below, 'mail', 'history'],
	department: [...below, 'mail', 'history', 'account'],
	assignment: [...below, 'mail', 'department', 'history', 'account'],
	transfer: [...below, 'mail', 'department', 'history', 'account', 'assignment'],
	plan: [...below, 'department', 'history', 'account'],
	round: [...below, 'department', 'history', 'account', 'assignment', 'plan'],
	question: [...below, 'department', 'account'],
	sheet: [...below, 'department', 'history', 'account', 'assignment', 'plan', 'round'],
	review: [...below, 'department', 'history', 'account', 'assignment', 'plan', 'round', 'sheet', 'question'],
	meeting: [...below, 'department', 'history', 'account', 'assignment', 'plan', 'round', 'sheet', 'question', 'review'],
	report: [...below, 'department', 'history', 'account', 'assignment', 'plan', 'round', 'sheet', 'question', 'review', 'meeting'],
	notice: [...below, 'mail', 'department', 'history', 'account', 'assignment', 'plan', 'round', 'sheet', 'question', 'review', 'meeting'],
	setup: [...below, 'mail', 'department', 'history', 'account', 'assignment', 'transfer', 'notice'],
	tool: [],
};

// The folder that an include belongs to; null: a generated header that everybody may use.
function folder_of_include(from, name) {
	const generated = name.match(/^(?:sql|pages)_([a-z0-9]+)\.h$/);
	if (generated) {
		if (generated[1] === 'frame') return 'web';
		return generated[1] === 'all' || generated[1] === 'migrations' ? 'all' : generated[1];
	}
	if (name === 'say.h') return null;
	return name.includes('/') ? name.replace(/^(\.\.?\/)+/, '').split('/')[0] : from;
}

const directions = {
	name: 'a folder includes only the folders below it',
	find(house) {
		const findings = [];
		for (const [path, text] of files_like(house, /^src\/[^/]+\/.*\.[ch]$/)) {
			const from = path.split('/')[1];
			const allowed = may_use[from];
			if (!allowed) {
				findings.push(`${path}:1: the folder ${from} has no row in tests/house/folders.mjs`);
				continue;
			}
			for (const match of bare_c(text).matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"]+)"/gm)) {
				const to = folder_of_include(from, match[1]);
				if (to === null || to === from || allowed.includes(to)) continue;
				findings.push(`${path}:${line_of(text, match.index)}: ${from} may not use ${match[1]}`);
			}
		}
		return findings;
	},
	broken: [
		{ 'src/kit/a.h': '#include "db/db.h"\n' },
		{ 'src/workflow/a.c': '#include "web/request.h"\n' },
		{ 'src/plan/a.c': '#include "sheet/sheet.h"\n' },
		{ 'src/sheet/a.c': '#include "sql_review.h"\n' },
		{ 'src/db/a.c': '#include "pages_all.h"\n' },
		{ 'src/helpers/a.c': '' },
		{ 'src/page/a.c': '# include  "../web/request.h"\n' },
	],
	fine: [
		{ 'src/review/a.c': '#include "sheet/sheet.h"\n#include "review/b.h"\n#include "sql_review.h"\n#include "b.h"\n' },
		{ 'src/kit/a.c': '/* #include "db/db.h" */\n' },
		{ 'src/main.c': '#include "review/review.h"\n#include "pages_all.h"\n' },
	],
};

const foreign_homes = [
	[/^(fcgi|fastcgi)/, /^src\/web\/serve\.c$/],
	[/^(libpq|postgres|pg_config)/, /^src\/db\//],
	[/^(json-c\/|json\.h|json_)/, /^src\/kit\/json(_[a-z]+)?\.c$/],
	[/^sodium/, /^src\/kit\/(secret|sign)\.c$/],
	[/^utf8proc/, /^src\/kit\/(text|fold)\.c$/],
	[/^(lib)?oath/, /^src\/kit\/totp\.c$/],
	[/^qrencode/, /^src\/kit\/qr\.c$/],
	[/^curl/, /^src\/mail\/smtp\.c$/],
];

// Headers of C17, POSIX and Linux: at home everywhere.
const native = new RegExp(
	'^(assert|complex|ctype|dlfcn|malloc|errno|fenv|float|iconv|inttypes|iso646|limits|locale|math|setjmp|signal|stdalign|stdarg|' +
	'stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|tgmath|threads|time|uchar|wchar|' +
	'wctype|dirent|endian|fcntl|fnmatch|getopt|glob|grp|langinfo|netdb|poll|pwd|regex|spawn|termios|unistd|utime|' +
	'arpa/[a-z]+|netinet/[a-z]+|sys/[a-z_]+|linux/[a-z_]+)\\.h$');

const homes = {
	name: 'each foreign library is included in its one home',
	find(house) {
		const files = files_like(house, /^src\/.*\.[ch]$/).map(([path, text]) => [path, bare_c(text)]);
		return found_in(files, /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/gm, ([whole, name], path) => {
			const beside = `${path.slice(0, path.lastIndexOf('/'))}/${name}`;
			if (house.files.has(beside) || house.files.has(`src/${name}`)) return null;
			const row = foreign_homes.find(([pattern]) => pattern.test(name));
			if (row) return row[1].test(path) ? null : `<${name}> is at home in ${row[1].source}`;
			if (whole.includes('<') && !native.test(name)) return `<${name}> has no home in tests/house/folders.mjs`;
			return null;
		});
	},
	broken: [
		{ 'src/web/door.c': '#include <fcgiapp.h>\n' },
		{ 'src/sheet/a.c': '#include <libpq-fe.h>\n' },
		{ 'src/plan/a.c': '#include <json-c/json.h>\n' },
		{ 'src/account/a.c': '#include <sodium.h>\n' },
		{ 'src/page/a.c': '#include <utf8proc.h>\n' },
		{ 'src/report/a.c': '#include <zip.h>\n' },
		{ 'src/db/db.h': '#include <json-c/json.h>\n' },
	],
	fine: [
		{
			'src/db/db.c': '#include <libpq-fe.h>\n',
			'src/kit/json.c': '#include <json-c/json.h>\n',
			'src/kit/json.h': '',
			'src/kit/text.h': '#include "json.h"\n',
			'src/web/serve.c': '#include <fcgiapp.h>\n#include <sys/socket.h>\n',
		},
	],
};

export default [directions, homes];
