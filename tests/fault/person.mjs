// person.mjs: somebody at the site over plain HTTP, and what stands on the pages that they get: forms, what a form holds,
// where the error summary leads to. Sends exactly what it is told, also what no browser would.

import { password, url } from '../browser/lib/installation.mjs';
import { set_cookies } from '../browser/lib/cookies.mjs';

const form_type = 'application/x-www-form-urlencoded';

export const unescaped = (text) => text.replace(/&(lt|gt|quot|amp|#39|#x27|#10|#13);/g, (_, it) =>
	({ lt: '<', gt: '>', quot: '"', amp: '&', '#10': '\n', '#13': '\r' })[it] ?? "'");
// As an HTML parser has it: any line break is \n.
const lines = (text) => text.replace(/\r\n?/g, '\n');

export const pairs = (fields) => (Array.isArray(fields) ? fields : Object.entries(fields));
export const encoded = (fields) => new URLSearchParams(pairs(fields).map(([name, value]) => [name, String(value)])).toString();

const attribute = (tag, name) => {
	const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s>])`).exec(tag);
	return found ? unescaped(found[1] ?? '') : null;
};

// The controls of a piece of HTML, in order: what a browser would hold in them.
export function controls_of(html) {
	return [...html.matchAll(/<(input|textarea|select|button)\b([^>]*)>(?:([^<]*)<\/textarea>)?/g)].map(([tag, kind, , inside]) => ({
		kind, name: attribute(tag, 'name'), id: attribute(tag, 'id'), type: attribute(tag, 'type') ?? kind,
		value: lines(kind === 'textarea' ? unescaped((inside ?? '').replace(/^\r?\n/, '')) : attribute(tag, 'value') ?? ''),
		checked: attribute(tag, 'checked') !== null,
	}));
}

// The form of a page that posts to an address, or null.
export function form_of(html, address) {
	return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form)
		.find((form) => form.startsWith('<form') && attribute(form.slice(0, form.indexOf('>') + 1), 'action') === address &&
			/method="post"/i.test(form)) ?? null;
}

// What a browser would send of it, without the button.
export function held_by(html, address) {
	const form = form_of(html, address);
	if (form === null) throw new Error(`no form for ${address}: ${words_of(html)}`);
	return controls_of(form).filter((it) => it.name && it.kind !== 'button' && (!/radio|checkbox/.test(it.type) || it.checked))
		.filter((it) => it.type !== 'file').map((it) => [it.name, it.value]);
}

// All that a page gives back to be read: what stands in its controls, and its text.
export function given_back(html) {
	const text = unescaped(lines(html.replace(/<(script|style|head)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ')));
	return [...controls_of(html).map((it) => it.value), text];
}

export const ids_of = (html) => new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((it) => unescaped(it[1])));

export function summary_of(html) {
	const found = /<div class="error-summary"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '';
	return [...found.matchAll(/<li>(?:<a href="#([^"]*)">)?([^<]*)/g)].map(([, id, sentence]) => ({ id: id === undefined ? null : unescaped(id), sentence: unescaped(sentence) }));
}

export function words_of(html, most = 300) {
	return unescaped((/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim().slice(0, most);
}

export class Person {
	constructor(login) {
		this.login = login;
		this.cookies = new Map();
	}

	// options: method, body, type (of the content), headers
	async ask(address, { method, body, type, headers = {} } = {}) {
		const begun = performance.now();
		const answer = await fetch(url + address, {
			method: method ?? (body === undefined ? 'GET' : 'POST'), body, redirect: 'manual',
			headers: {
				cookie: [...this.cookies].map((it) => it.join('=')).join('; '),
				...(type && { 'content-type': type }), ...(body !== undefined && { origin: url }), ...headers,
			},
		});
		for (const line of set_cookies(answer)) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
			if (value) this.cookies.set(name, value);
			else this.cookies.delete(name);
		}
		const text = await answer.text();
		return { status: answer.status, location: answer.headers.get('location'), text, seconds: (performance.now() - begun) / 1000 };
	}

	post(address, fields, headers) {
		return this.ask(address, { body: encoded(fields), type: form_type, headers });
	}

	async page(address) {
		const answer = await this.ask(address);
		if (answer.status !== 200) throw new Error(`${this.login}: ${address} is ${answer.status}: ${words_of(answer.text)}`);
		return answer.text;
	}

	// What the page of an address holds in its form, with some of it changed: as if typed.
	async typed(address, changes = {}) {
		const held = held_by(await this.page(address), address).filter(([name]) => !(name in changes));
		return [...held, ...pairs(changes)];
	}

	async press(address, changes) {
		return this.post(address, await this.typed(address, changes));
	}

	async sign_in() {
		const answer = await this.press('/sign-in', { login: this.login, password });
		if (answer.status !== 303) throw new Error(`${this.login} cannot sign in: ${answer.status} ${words_of(answer.text)}`);
		return this;
	}
}
