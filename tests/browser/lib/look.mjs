// look.mjs: looks at a page as the house wants every page to be: axe, an HTML validator, the headers, and the own rules of
// page_rules.mjs, with and without script, at three widths and on paper. Keeps pictures in build/screenshots.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { seen_by, twin } from './browser.mjs';
import { root } from './installation.mjs';
import { after_key, judge, on_paper, once, per_width, wide_only } from './page_rules.mjs';

// What the rules have to know about this site.
export const config = {
	harmless: ['初期設定を終える', 'Finish the set-up', '確認コードで登録する', 'Register with the code', 'パスワードを決める', 'Set the password', '控えました。続ける', 'I have kept them; go on', // the page's one purpose, at signing in
		'表示を切り替える', 'Switch', // can be switched back at once
		'一時保存', 'Save for now', 'Save as draft', '絞り込む', 'Filter', '表示する', 'Show', 'ログイン', 'Sign in', 'Log in',
		'確認する', '個別評価を記録する', 'Record your evaluation', // which can be changed until the body decides
		'内容を確認する', '設定を保存する', 'Save the settings', '選んだ調書を確認する', 'Check the selected sheets', 'Preview', '会議を作る', 'Make the meeting', '保存する', 'Save', '日本語', 'English', 'ログアウト', 'Sign out', 'Log out'],
	public_paths: ['/sign-in', '/password/forgotten', '/password/none', '/setup', '/help', '/keys'],
	flat_paths: ['/', '/setup', '/password/forgotten', '/password/none', '/sign-in', '/sign-in/code', '/sign-in/password', '/sign-in/enrol', '/sign-in/codes', '/sign-out', '/help'],
	list_paths: ['/sheets', '/reviews', '/progress', '/log'],
	widths: [1366, 375, 320],
};

const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axe_options = {
	runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
	rules: Object.fromEntries(['td-has-header', 'target-size', 'table-fake-caption', 'p-as-heading', 'label-content-name-mismatch',
		'css-orientation-lock'].map((rule) => [rule, { enabled: true }])),
	resultTypes: ['violations'],
};

// The layout of the markup is the template's business; what it means is not.
const validator = new HtmlValidate({
	root: true,
	extends: ['html-validate:recommended'],
	rules: {
		'doctype-style': 'off',
		'attr-quotes': ['error', { style: 'double' }],
		'no-trailing-whitespace': 'off',
		'no-implicit-button-type': 'off', // a button of a form submits it: that is the default and is meant
		'no-implicit-input-type': 'off',
		'long-title': 'off',
		'tel-non-breaking': 'off',
		'wcag/h32': 'off', // a form that can no longer be sent keeps its text and has no button
		'form-dup-name': 'off', // does not know that buttons without a type share names: rule `names`
		'no-inline-style': 'error',
		'void-style': 'off',
		'no-raw-characters': 'off',
		'valid-id': ['error', { relaxed: true }],
		'prefer-native-element': ['error', { exclude: ['region', 'group'] }],
	},
});

// Where scripts are off no timer fires, and axe waits for some of no length: those become promises, which go on.
const timers_as_promises = `globalThis.setTimeout = (work, delay = 0, ...given) => {
	if (delay < 50) Promise.resolve().then(() => work(...given));
	return 0;
}`;

async function axe(page) {
	if (!page.context().chosho_script) await page.evaluate(timers_as_promises);
	await page.evaluate(axe_source);
	const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), axe_options);
	return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => ({
		rule: `axe ${id}`, what: `${help}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`,
	})));
}

async function validate(html) {
	const report = await validator.validateString(html);
	return report.results.flatMap((result) => result.messages.map((message) => ({
		rule: `html ${message.ruleId}`, what: `${message.line}:${message.column} ${message.message}`,
	})));
}

// Nothing that runs or styles stands in the markup itself.
async function inline(page, html) {
	const found = await page.evaluate((text) => {
		const served = new DOMParser().parseFromString(text, 'text/html');
		const findings = [];
		for (const element of served.querySelectorAll('*')) {
			if (element.localName === 'style') findings.push('<style>');
			if (element.localName === 'script' && !element.hasAttribute('src')) findings.push('<script> without src');
			for (const { name } of element.attributes)
				if (name === 'style' || /^on/.test(name)) findings.push(`${name}= on <${element.localName}>`);
		}
		return findings;
	}, html);
	return found.map((what) => ({ rule: 'inline', what }));
}

const wanted_headers = [
	['content-security-policy', /default-src 'none'/],
	['content-security-policy', /frame-ancestors 'none'/],
	['content-security-policy', /form-action 'self'/],
	['content-security-policy', /base-uri 'none'/],
	['x-content-type-options', /^nosniff$/],
	['referrer-policy', /^(same-origin|no-referrer|strict-origin-when-cross-origin)$/],
	['cache-control', /no-store|private/],
	['content-type', /^text\/html; charset=utf-8$/i],
];

function headers_of(headers) {
	const findings = wanted_headers.filter(([name, value]) => !value.test(headers[name] ?? ''))
		.map(([name, value]) => ({ rule: 'headers', what: `${name} is '${headers[name] ?? ''}', which lacks ${value.source}` }));
	if (/unsafe-|\*|https?:|data:/.test(headers['content-security-policy'] ?? ''))
		findings.push({ rule: 'headers', what: `content-security-policy allows too much: ${headers['content-security-policy']}` });
	return findings;
}

function happened(page) {
	const notes = seen_by(page);
	return [
		...notes.errors.map(({ text }) => ({ rule: 'console', what: text })),
		...notes.outside.map((address) => ({ rule: 'outside', what: address })),
	];
}

async function keep_picture(page, folder, name) {
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
}

async function print(page, folder, name) {
	await page.setViewportSize({ width: 718, height: 1024 }); // A4 upright within its margins
	await page.emulateMedia({ media: 'print' });
	const findings = await judge(page, on_paper);
	if (folder) {
		mkdirSync(folder, { recursive: true });
		const pdf = join(folder, `${name}-print.pdf`);
		await page.pdf({ path: pdf, format: 'A4', printBackground: false, preferCSSPageSize: true });
		execFileSync('pdftoppm', ['-r', '80', '-png', '-l', '4', pdf, join(folder, `${name}-print`)]);
	}
	await page.emulateMedia({ media: 'screen' });
	return findings;
}

// Everything that can be judged without knowing how the page was reached.
async function judge_once(page, folder, name) {
	const document = seen_by(page).document;
	const facts = { ...config, status: document?.status ?? 0 };
	const findings = await judge(page, once, facts);
	for (const width of config.widths) {
		await page.setViewportSize({ width, height: 768 });
		const here = await judge(page, width === 1366 ? { ...per_width, ...wide_only } : per_width, facts);
		findings.push(...here.map(({ rule, what }) => ({ rule: `${rule} at ${width}`, what })));
		if (width !== 375) findings.push(...await axe(page));
		if (width !== 320) await keep_picture(page, folder, `${name}-${width}`);
	}
	await page.setViewportSize({ width: 1366, height: 768 });
	for (const forcedColors of ['none', 'active']) {
		await page.emulateMedia({ forcedColors });
		await page.keyboard.press('Tab');
		findings.push(...await judge(page, after_key));
	}
	await page.emulateMedia({ forcedColors: null });
	return [...findings, ...await print(page, folder, name)];
}

// [{ rule, what }], each once. pictures: false keeps none. alone: true leaves the other script mode out.
export async function findings_of(page, name, { pictures = true, alone = false } = {}) {
	const folder = pictures ? join(root, 'build/screenshots') : null;
	const { document } = seen_by(page);
	const html = await document.html;
	const findings = [
		...headers_of(await document.headers), ...await validate(html), ...await inline(page, html),
		...await judge_once(page, folder, name), ...happened(page),
	];
	if (!alone && document.method === 'GET') {
		const other = await twin(page);
		const there = [...await judge_once(other, null, name), ...happened(other)];
		const mode = other.context().chosho_script ? 'with script' : 'without script';
		const known = new Set(findings.map((it) => `${it.rule} ${it.what}`));
		findings.push(...there.filter((it) => !known.has(`${it.rule} ${it.what}`)).map((it) => ({ rule: it.rule, what: `${it.what} (${mode})` })));
		await other.context().close();
	}
	return [...new Map(findings.map((it) => [`${it.rule} ${it.what}`, it])).values()];
}

// Demands that there is nothing to find.
export async function look(page, name, options) {
	const findings = await findings_of(page, name, options);
	const told = findings.sort((a, b) => a.rule.localeCompare(b.rule)).map(({ rule, what }) => `  ${rule}: ${what}`);
	assert.equal(findings.length, 0, `${name} (${page.url()}): ${findings.length} findings\n${told.join('\n')}`);
}
