// clean.mjs: what leaves this house with a commit: links that lead somewhere, and nothing of one person's machine.

import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { files_like, found_in } from './house.mjs';

// A path is there when a file or folder of the house is.
function is_there(house, path) {
	const wanted = normalize(path).replace(/\/$/, '');
	if (wanted === '.') return true;
	return [...house.files.keys()].some((it) => it === wanted || it.startsWith(`${wanted}/`));
}

// An image may come from git or be binary: then only the disk knows it.
function is_on_disk(house, path) {
	return /\.(png|jpg|svg|ico|woff2)$/.test(path) && existsSync(join(house.root, path));
}

const links = {
	name: 'every relative link of a page in Markdown leads to a file',
	find: (house) => found_in(files_like(house, /\.md$/), /\]\(([^)\s]+)\)/g, ([, target], from) => {
		if (/^([a-z]+:|#)/.test(target)) return null;
		const path = join(dirname(from), decodeURI(target.replace(/#.*/, '')));
		return is_there(house, path) || is_on_disk(house, path) ? null : `${target} is not there`;
	}),
	broken: [{ 'README.md': '[tour](src/tour.md)' }, { 'docs/a.md': '[tour](src/main.c)', 'src/main.c': '' }],
	fine: [{ 'README.md': '[a](src/main.c#L1) [b](https://example.jp/) [c](#top) [d](src/)', 'src/main.c': '' }],
};

const paths = {
	name: 'every path in README is there',
	find: (house) => found_in(files_like(house, /^README(\.[a-z]+)?\.md$/),
		/`((?:src|sql|templates|tests|nginx|docker|develop|docs|systemd)\/[A-Za-z0-9_./-]*)`/g,
		([, path]) => (is_there(house, path) || is_on_disk(house, path) ? null : `${path} is not there`)),
	broken: [{ 'README.md': 'see `src/nothing.c`' }, { 'README.md': 'see `tests/nothing/`' }],
	fine: [{ 'README.md': 'see `src/main.c`, `src/`, `sql/<room>/<verb>.sql`', 'src/main.c': '' }],
};

const verbs = {
	name: 'every ./dev verb in README is one that dev knows',
	find(house) {
		const known = new Set((house.files.get('dev') ?? '').match(/^\t+\.\/dev [a-z]+/gm)?.map((it) => it.replace(/.* /, '')));
		return found_in(files_like(house, /\.md$/), /\.\/dev ([a-z]+)/g,
			([, verb]) => (known.has(verb) || verb === 'help' ? null : `./dev ${verb} is not there`));
	},
	broken: [{ 'README.md': '`./dev fly`', 'dev': '\t\t./dev run  starts\n' }],
	fine: [{ 'README.md': '`./dev run`', 'dev': '\t\t./dev run  starts\n' }],
};

// Spelt in pieces, so that this file does not find itself.
const of_one_machine = [
	[`/${'work'}/[a-z]`, 'a folder of one machine'],
	[`/${'home'}/(?!<)[a-z]`, 'a folder of one machine'],
	[`/${'Users'}/[A-Za-z]`, 'a folder of one machine'],
	[`\\b${'registry'}\\.[a-z0-9-]+\\.[a-z]{2,}`, 'the host of a package registry'],
	[`\\b(?:npm${'js'}|yarn${'pkg'}|python${'hosted'})\\.(?:org|com)\\b`, 'the host of a package registry'],
	[`\\b${'pypi'}\\.org\\b|\\bproxy\\.${'golang'}\\.org\\b|\\b${'crates'}\\.io\\b`, 'the host of a package registry'],
	[`"${'resolved'}"\\s*:\\s*"`, 'where a package came from'],
	[`\\b[a-z0-9-]+\\.${'internal'}(?::\\d+|/)`, 'a host of one network'],
];

const machine = {
	name: 'no file names a folder of one machine or the host of a package registry',
	find: (house) => of_one_machine.flatMap(([pattern, what]) =>
		found_in([...house.files], new RegExp(pattern, 'g'), ([text]) => `${text}: ${what}`)),
	broken: [
		{ 'README.md': `cd /${'work'}/main` },
		{ 'dev': `cd /${'home'}/taro/chosho` },
		{ 'tests/browser/package-lock.json': `"${'resolved'}": "x"` },
		{ '.npmrc': `//${'registry'}.example.org/` },
		{ 'docker/Dockerfile': `RUN npm config set x https://npm${'js'}.org` },
		{ 'docker/Dockerfile': `RUN pip install -i https://mirror.${'internal'}/x` },
	],
	fine: [{ 'README.md': 'work/main, /home, a registry' }],
};

const secrets = {
	name: 'no file holds a private key',
	find: (house) => found_in([...house.files], new RegExp(`-----BEGIN [A-Z ]*${'PRIVATE'} KEY-----`, 'g'), ([text]) => text),
	broken: [{ 'nginx/key.pem': `-----BEGIN RSA ${'PRIVATE'} KEY-----` }],
	fine: [{ 'nginx/cert.pem': '-----BEGIN CERTIFICATE-----' }],
};

export default [links, paths, verbs, machine, secrets];
