// browser.mjs: Debian's Chromium, people who sit before it, and what they saw: the last page as it was served, console
// errors, requests. Judges nothing: that is look.mjs.

import { chromium } from 'playwright-core';
import { password as usual_password } from './installation.mjs';

const flags = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
	'--no-default-browser-check', '--disable-default-apps', '--disable-extensions', '--disable-domain-reliability',
	'--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication', '--font-render-hinting=none'];

export async function start_browser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		chromiumSandbox: false,
		args: process.getuid?.() === 0 ? ['--no-sandbox', ...flags] : flags,
	});
}

const seen = new WeakMap();

// What a page has lived through since it was opened: { document, errors, outside }.
export function seen_by(page) {
	return seen.get(page);
}

function watch(page, base) {
	const notes = { document: null, errors: [], outside: [] };
	seen.set(page, notes);
	page.on('request', (request) => {
		const address = new URL(request.url());
		if (/^https?:$/.test(address.protocol) && address.origin !== new URL(base).origin) notes.outside.push(request.url());
	});
	page.on('response', (response) => {
		const request = response.request();
		if (!request.isNavigationRequest() || response.frame() !== page.mainFrame()) return;
		if (response.status() >= 300 && response.status() < 400) return;
		notes.errors = notes.errors.filter((it) => it.late);
		notes.document = {
			url: response.url(),
			method: request.method(),
			status: response.status(),
			headers: response.allHeaders().catch(() => ({})),
			html: response.text().catch(() => ''),
		};
	});
	page.on('console', (message) => {
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		// Chromium says this of the document itself when its status is 4xx, which is no news here.
		if (/^Failed to load resource/.test(message.text()) && message.location().url === notes.document?.url) return;
		notes.errors.push({ text: message.text() });
	});
	page.on('pageerror', (error) => notes.errors.push({ text: String(error) }));
}

// Somebody with a browser of their own. script: false switches the pages' scripts off. Closes with the browser.
export async function visitor(browser, base, { script = true, language = 'ja-JP', state } = {}) {
	const context = await browser.newContext({
		baseURL: base,
		javaScriptEnabled: script,
		locale: language,
		timezoneId: 'Asia/Tokyo',
		viewport: { width: 1366, height: 768 },
		storageState: state,
		reducedMotion: 'reduce',
	});
	context.chosho_base = base;
	context.chosho_script = script;
	const page = await context.newPage();
	page.setDefaultTimeout(15000);
	watch(page, base);
	return page;
}

// The same person at the same address, with scripts switched the other way.
export async function twin(page) {
	const context = page.context();
	const other = await visitor(context.browser(), context.chosho_base, {
		script: !context.chosho_script,
		state: await context.storageState(),
	});
	await other.goto(page.url());
	return other;
}

export async function sign_in(page, login, password = usual_password) {
	await page.goto('/sign-in');
	await page.locator('main input[name=login]').fill(login);
	await page.locator('main input[name=password]').fill(password);
	await Promise.all([page.waitForURL((at) => at.pathname !== '/sign-in'), page.locator('main form button').first().click()]);
}

export async function sign_out(page) {
	await page.locator('form[action="/sign-out"] button').click();
	await page.waitForLoadState();
}
