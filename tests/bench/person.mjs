// person.mjs: somebody at the site, as a browser would be: keeps cookies, reads pages, sends forms.

import { set_cookies } from '../browser/lib/cookies.mjs';

export class Person {
	constructor(url, login) {
		this.url = url;
		this.login = login;
		this.cookies = new Map();
	}

	get cookie() {
		return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	get session() {
		return this.cookies.get('__Host-session');
	}

	// What is kept of a person for load that is not sent from here: the session alone.
	get session_cookie() {
		return `__Host-session=${this.session}`;
	}

	async ask(path, fields, url = this.url) {
		const answer = await fetch(url + path, {
			method: fields ? 'POST' : 'GET', body: fields && new URLSearchParams(fields), redirect: 'manual',
			headers: { cookie: this.cookie, ...(fields && { origin: url }) } });
		for (const line of set_cookies(answer)) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
			this.cookies.set(name, value);
		}
		return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
	}

	async see_sign_in() {
		this.token = (await this.ask('/sign-in')).text.match(/name="token" value="([^"]*)"/)[1];
	}

	send_sign_in(password) {
		return this.ask('/sign-in', { token: this.token, back: '/', login: this.login, password });
	}

	async sign_in(password) {
		await this.see_sign_in();
		const answer = await this.send_sign_in(password);
		if (answer.status !== 303 || !this.session) throw new Error(`${this.login} could not sign in: ${answer.status}`);
		return this;
	}
}
