// site.mjs: the site over plain HTTP, with the cookies in our own hand, so that nothing is sent or hidden that a browser
// would not. Knows what fields and hidden fields are called.

import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { password, url } from '../browser/lib/installation.mjs';
import { blake2b } from './blake2b.mjs';
import { set_cookies } from '../browser/lib/cookies.mjs';

const session_cookie = '__Host-session';

// The installation's key for form tokens.
const secret = url ? readFileSync(process.env.CHOSHO_CONFIG, 'utf8').match(/^secret=(.*)$/m)[1] : '';

// A token that the site takes for its own, for a session and an address where it never offered a form.
export function token_for(visitor, path) {
	const key = randomBytes(16).toString('base64url');
	const binding = blake2b(Buffer.from(visitor.cookies.get(session_cookie) ?? '')).toString('hex');
	const parts = ['form', binding, path, key].flatMap((part) => {
		const length = Buffer.alloc(8);
		length.writeBigUInt64LE(BigInt(Buffer.byteLength(part)));
		return [length, Buffer.from(part)];
	});
	return `${key}.${blake2b(Buffer.concat(parts), blake2b(Buffer.from(secret))).toString('base64url')}`;
}

export function visitor_named(name) {
	return { name, cookies: new Map() };
}

async function ask(visitor, path, options = {}) {
	const response = await fetch(url + path, {
		redirect: 'manual', ...options,
		headers: {
			...(visitor.cookies.size ? { cookie: [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; ') } : {}),
			...options.headers,
		},
	});
	for (const line of set_cookies(response)) {
		const [, key, value] = line.match(/^([^=]+)=([^;]*)/);
		if (value === '' || /max-age=0/i.test(line)) visitor.cookies.delete(key);
		else visitor.cookies.set(key, value);
	}
	return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() };
}

export const get = (visitor, path) => ask(visitor, path);

// fields: an object, or FormData with a file in it.
export function post(visitor, path, fields, headers = {}) {
	const is_file = fields instanceof FormData;
	return ask(visitor, path, {
		method: 'POST', body: is_file ? fields : new URLSearchParams(fields).toString(),
		headers: { ...(is_file ? {} : { 'content-type': 'application/x-www-form-urlencoded' }), origin: url, ...headers },
	});
}

const unescaped = (text) => text.replace(/&(lt|gt|quot|amp|#39|#x27);/g, (_, it) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[it] ?? "'");

// The hidden fields of the form that a page sends to `path`.
export function hidden_of(text, path) {
	const form = text.match(new RegExp(`<form[^>]*method="post"[^>]*action="${path}"[\\s\\S]*?</form>`))?.[0];
	if (!form) throw new Error(`no form for ${path} on the page: ${text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 300)}`);
	return Object.fromEntries([...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
		.map((match) => [match[1], unescaped(match[2])]));
}

// What somebody does who opens a page and presses a button of its form. Anything but a redirect is an error.
export async function act(visitor, path, fields = {}) {
	const page = await get(visitor, path);
	if (page.status !== 200) throw new Error(`${visitor.name}: GET ${path} is ${page.status}`);
	const answer = await post(visitor, path, { ...hidden_of(page.text, path), ...fields });
	if (answer.status !== 303) throw new Error(`${visitor.name}: POST ${path} is ${answer.status}: ${words_of(answer.text)}`);
	return answer;
}

export function words_of(text) {
	return text.replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 400);
}

export async function sign_in(visitor, login, password) {
	const page = await get(visitor, '/sign-in');
	return post(visitor, '/sign-in', { ...hidden_of(page.text, '/sign-in'), login, password });
}

// The bodies' stage has a form of its own; no text stands for the others.
const opinion = (text) => (text ? { 'value-opinion': text } : {});

// What the forms of the main job send, by action: [address, fields].
export const forms = {
	save: (id, version, text) => [`/sheets/${id}/edit`, { version, next: 'save', 'value-result': text, 'value-grade': 'A' }],
	submit: (id, version) => [`/sheets/${id}/check`, { version }],
	write: (id, version, text) => [`/parts/${id}/edit`, { version, next: 'save', 'value-result': text }],
	hand_in: (id, version) => [`/parts/${id}/check`, { version }],
	hand_part_back: (id, version, text) => [`/parts/${id}/hand-back`, { version, reason: text }],
	withdraw: (id, version) => [`/sheets/${id}/withdraw`, { version }],
	exclude: (id, version, text) => [`/sheets/${id}/exclude`, { version, reason: text }],
	include: (id, version, text) => [`/sheets/${id}/include`, { version, reason: text }],
	reopen: (id, version, text) => [`/sheets/${id}/reopen`, { version, act: 'reopen', reason: text, due_on: '2099-03-31' }],
	// to the third department: the plan's order is that of the numbers
	reassign: (id, version, text) => [`/sheets/${id}/reassign`, { version, reason: text, department: 3, in_charge: 0 }],
	note: (id, version, text) => [`/reviews/${id}`, { version, act: 'save', ...opinion(text) }],
	approve: (id, version, text) => [`/reviews/${id}`, { version, act: 'approve', ...opinion(text) }],
	return: (id, version, text) => [`/reviews/${id}`, { version, act: 'return', reason: text, marks: 'result' }],
	change: (id, version, text) => [`/meetings/${id}/edit`, { version, title: `会議 ${text}`, number: '資料９', place: '', way: 'meeting', held_on: '令和9年3月1日', until_on: '' }],
	freeze: (id, version) => [`/meetings/${id}/freeze`, { version }],
	unfreeze: (id, version, text) => [`/meetings/${id}/unfreeze`, { version, reason: text }],
	choose: (id, version) => [`/meetings/${id}/agenda`, { version, act: 'save' }],
	sign: (id, version, text) => [`/meetings/${id}/sign-off`, { version, act: 'sign', statement: `決裁する。${text}`, password }],
	opine: (id, version, text) => [`/reviews/${id}/opinion`, { version, opinion: text }],
	ballot: (id, version, text) => [`/reviews/${id}/ballot`, { version, comment: text, 'value-grade': 'B' }],
	ask: (id, version, text) => [`/reviews/${id}/questions`, { question: text }],
	answer: (id, version, text) => [`/questions/${id}`, { version, act: 'answer', answer: text }],
	release: (id, version) => [`/questions/${id}`, { version, act: 'release' }],
	hand_back: (id, version, text) => [`/questions/${id}`, { version, act: 'hand-back', remark: text }],
	select: (id, version, sheet) => [`/stages/${id}/selection`, { version, act: 'select', sheets: sheet, reason: 'chosen' }],
	defer: (id, version, text) => [`/reviews/${id}/defer`, { version, reason: text }],
	view: (id, version, text) => [`/reviews/${id}/view`, { version, reason: text }],
	stop: (id, version, text) => [`/accounts/${id}/stop`, { version, reason: text || 'x' }],
	restart: (id, version, text) => [`/accounts/${id}/restart`, { version, reason: text || 'x' }],
	invite: (id) => [`/accounts/${id}/password`, { act: 'slip', password }],
	give: (id, version, text) => [`/accounts/${id}/roles/new`, { act: 'do', role: 'head', department: 1, body: 0, from_on: '2099-04-01', until_on: '', reason: text, password }],
	end_role: (id, version, text) => [`/accounts/${id}/roles/{id2}/end`, { act: 'do', version, until_on: '', at_once: '1', reason: text, password }],
	approve_grant: (id, version, text) => [`/grants/${id}`, { act: 'approve', remark: text, password }],
	refuse_grant: (id, version, text) => [`/grants/${id}`, { act: 'refuse', remark: text, password }],
	withdraw_grant: (id, version, text) => [`/grants/${id}`, { act: 'withdraw', remark: text, password }],
	end: (id) => [`/absences/${id}/end`, {}],
	undo: (id, version) => [`/reviews/${id}/undo`, { version }],
};
