// load.mjs: brings the demo city into an empty installation, as people would: the operator imports the plans and adds the
// accounts, then the accounts walk the open round through the real site until its sheets are in mixed states.
// Environment: chosho on PATH, CHOSHO_URL (and what chosho itself needs). Files: see README.md beside this one.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { set_cookies } from '../browser/lib/cookies.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const url = process.env.CHOSHO_URL;
const plans = ['city', 'grades', 'indicators', 'symbols', 'projects', 'activities'];

function table(name) {
	const [head, ...lines] = readFileSync(join(here, name), 'utf8').trimEnd().split('\n');
	const columns = head.split('\t');
	return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [columns[i], cell])));
}

function chosho(args, input = '') {
	return execFileSync('chosho', args, { input, encoding: 'utf8' });
}

function addAccount(row) {
	const args = ['account', 'add', '--login', row.login, '--name', row.name, '--kana', row.kana, '--organization', row.organization];
	if (row.department) args.push('--department', row.department);
	for (const role of row.roles.split(',')) args.push('--role', role);
	chosho([...args, '--password-file', '-'], row.password + '\n');
}

// One person at the site: keeps cookies, reads pages, sends the forms that the pages hold.
class Person {
	constructor(row) {
		this.row = row;
		this.cookies = new Map();
	}

	async ask(address, fields) {
		const answer = await fetch(new URL(address, url), {
			method: fields ? 'POST' : 'GET',
			body: fields && new URLSearchParams(fields),
			redirect: 'manual',
			headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...(fields && { origin: url }) },
		});
		for (const line of set_cookies(answer)) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
			this.cookies.set(name, value);
		}
		return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
	}

	async page(address) {
		const answer = await this.ask(address);
		if (answer.status !== 200) throw new Error(`${this.row.login}: ${address} answered ${answer.status}`);
		return answer.text;
	}

	// page: where the form is, when it is not at the address that it is sent to.
	async send(address, fields, page = address) {
		const text = await this.page(page);
		const form = text.split('<form').find((part) => part.includes(`action="${address}"`)) ?? '';
		const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map((m) => [m[1], m[2]]);
		const answer = await this.ask(address, [...hidden, ...Object.entries(fields)]);
		if (answer.status !== 303) {
			const said = /class="error"[^>]*>([^<]*)/.exec(answer.text)?.[1] ?? /<h1>([^<]*)/.exec(answer.text)?.[1];
			throw new Error(`${this.row.login}: ${address} answered ${answer.status}: ${said}`);
		}
		return answer;
	}

	async signIn() {
		await this.send('/sign-in', { login: this.row.login, password: this.row.password });
		return this;
	}

	// The page's link whose text is the item's number and title.
	async find(list, pattern, item) {
		const wanted = `${item.number ?? ''} ${item.title}`.trim();
		for (let address = list; address; ) {
			const text = await this.page(address);
			for (const [, link, words] of text.matchAll(/<a href="([^"]+)">([^<]*)<\/a>/g))
				if (pattern.test(link) && unescaped(words).trim() === wanted) return pattern.exec(link)[1];
			const next = /<nav class="pagination".*?href="([^"]+)"/s.exec(text)?.[1];
			address = next && unescaped(next);
		}
		throw new Error(`${this.row.login}: ${list} does not list ${wanted}`);
	}
}

function unescaped(text) {
	return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

// Fields of a form from a note: {"outcome": "…"} → value-outcome.
function values(note) {
	return Object.fromEntries(Object.entries(note ? JSON.parse(note) : {}).map(([code, value]) => [`value-${code}`, value]));
}

// The part of an item's sheet that the person may write, or hand back.
async function part(person, item, link) {
	const sheet = await person.find('/sheets', /^\/sheets\/(\d+)/, item);
	const found = link.exec(await person.page(`/sheets/${sheet}`));
	if (!found) throw new Error(`${person.row.login}: no ${link} for ${item.code}`);
	return found[1];
}

const steps = {
	async 'hand in'(person, item, note) {
		const id = await part(person, item, /\/parts\/(\d+)\/edit/);
		const { 'value-nothing': nothing, ...written } = values(note);
		if (note) await person.send(`/parts/${id}/edit`, { ...(nothing ? { nothing } : written), next: 'check' });
		await person.send(`/parts/${id}/check`, {});
	},
	async 'hand back'(person, item, note) {
		const id = await part(person, item, /\/parts\/(\d+)\/hand-back/);
		await person.send(`/parts/${id}/hand-back`, { reason: note });
	},
	async submit(person, item, note) {
		const sheet = await person.find('/sheets', /^\/sheets\/(\d+)/, item);
		await person.send(`/sheets/${sheet}/check`, note ? { parts_reason: note } : {});
	},
	async approve(person, item, note) {
		const review = await person.find('/reviews', /^\/reviews\/(\d+)$/, item);
		await person.send(`/reviews/${review}`, { act: 'approve', ...values(note) });
	},
	async return(person, item, note) {
		const review = await person.find('/reviews', /^\/reviews\/(\d+)$/, item);
		await person.send(`/reviews/${review}`, { act: 'return', reason: note });
	},
};

// In Japan.
function today() {
	return new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10);
}

// What a member says of a sheet that lies before their body: a question, an opinion, an evaluation of their own.
async function speak(person, item, what, fields) {
	const review = await person.find('/reviews', /^\/reviews\/(\d+)$/, item);
	await person.send(`/reviews/${review}/${what}`, fields);
}

// What the secretariat steers, and who is away. Days are counted from the day on which the city is loaded.
const day = (from_today) => new Date(Date.now() + 9 * 3600e3 + from_today * 86400e3).toISOString().slice(0, 10);
Object.assign(steps, {
	async reopen(person, item, note) {
		const sheet = await person.find('/sheets', /^\/sheets\/(\d+)/, item);
		await person.send(`/sheets/${sheet}/reopen`, { act: 'reopen', reason: note, due_on: day(21) });
	},
	async 'be away'(person, _, note) {
		const { until, deputy, ...fields } = JSON.parse(note);
		const id = [...(await person.page('/absences')).matchAll(/<option value="(\d+)"[^>]*>([^<（]*)/g)].find(([, , name]) => name === deputy)?.[1];
		if (!id) throw new Error(`${person.row.login}: ${deputy} cannot be chosen as deputy`);
		await person.send('/absences', { act: 'enter', from_on: day(0), until_on: day(until), deputy: id, note: '', ...fields });
	},
});

Object.assign(steps, {
	ask: (person, item, note) => speak(person, item, 'questions', { question: note }),
	opine: (person, item, note) => speak(person, item, 'opinion', { opinion: note }),
	async ballot(person, item, note) {
		const { 'value-comment': comment = '', ...written } = values(note);
		await speak(person, item, 'ballot', { ...written, comment });
	},
	async answer(person, item, note) {
		const question = /href="\/questions\/(\d+)"/.exec(await person.page('/questions'))?.[1];
		if (!question) throw new Error(`${person.row.login}: nobody asks about ${item.code}`);
		await person.send(`/questions/${question}`, { act: 'answer', answer: note });
	},
	// A meeting is planned for a body whose sheets wait; its papers are frozen. Held today, it can be signed off at once.
	async meet(person, _, note) {
		const { body, held_on, ...fields } = JSON.parse(note);
		const links = [...(await person.page('/meetings/new')).matchAll(/href="(\/meetings\/new\?[^"]+)">([^<]*)</g)];
		const page = links.find(([, , title]) => unescaped(title) === body)?.[1];
		if (!page) throw new Error(`${person.row.login}: nothing waits for ${body}`);
		const { location } = await person.send('/meetings/new', { way: 'meeting', place: '', until_on: '', ...fields, held_on: held_on === 'today' ? today() : held_on }, unescaped(page));
		await person.send(`${location.split('?')[0]}/freeze`, {});
	},
	// Who chairs approves the whole agenda with one value of the stage's form, and signs.
	async sign(person, _, note) {
		const meeting = /href="(\/meetings\/\d+)"/.exec(await person.page('/meetings'))[1];
		const agenda = await person.page(`${meeting}/agenda`);
		const choices = [...agenda.matchAll(/<input type="radio"[^>]* name="([^"]+)" value="([^"]+)"/g)]
			.filter(([, name, value]) => (name.startsWith('decision-') ? value === 'approved' : unescaped(value) === note));
		await person.send(`${meeting}/agenda`, { act: 'next', ...Object.fromEntries(choices.map(([, name, value]) => [name, unescaped(value)])) });
		const statement = unescaped(/<textarea id="field-statement"[^>]*>\n([^<]*)/.exec(await person.page(`${meeting}/sign-off`))[1]);
		await person.send(`${meeting}/sign-off`, { act: 'sign', statement, password: person.row.password });
	},
});

async function walk(accounts) {
	const city = JSON.parse(readFileSync(join(here, 'city.json'), 'utf8'));
	const items = new Map(city.items.map((item) => [item.code, item]));
	const people = new Map();
	for (const step of table('walk.tsv')) {
		if (!people.has(step.by)) people.set(step.by, await new Person(accounts.get(step.by)).signIn());
		await steps[step.do](people.get(step.by), items.get(step.item), step.note);
	}
}

for (const plan of plans) process.stdout.write(chosho(['plan', 'import', join(here, `${plan}.json`)]));
const accounts = new Map(table('accounts.tsv').map((row) => [row.login, row]));
for (const row of accounts.values()) addAccount(row);
await walk(accounts);
console.log('The demo city is loaded.');
