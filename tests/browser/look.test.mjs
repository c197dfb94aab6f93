// look.test.mjs: proves that the bench sees: a page that keeps every rule has no finding, and for each rule a copy of it
// that was spoilt in one place is found out. Needs Chromium, no installation.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { start_browser, visitor } from './lib/browser.mjs';
import { page as good, serve } from './lib/fixture.mjs';
import { root } from './lib/installation.mjs';
import { findings_of, look } from './lib/look.mjs';

const with_text = (from, to) => {
	assert.ok(good.includes(from), from);
	return { html: good.replace(from, to) };
};

// rule: what was spoilt
const spoilt = {
	'title': with_text('調書の記入 - 令和6年度（2024年度） - 調書システム', '調書の記入'),
	'title year': { rule: 'title', ...with_text('令和6年度（2024年度） - ', '2024 - ') },
	'title mistake': { rule: 'title', ...with_text('<h1>', '<div class="error-summary"><a href="#field-a">x</a></div><h1>') },
	'heading': with_text('<h1>調書の記入</h1>', '<h1>調書の記入</h1><h1>二つ目</h1>'),
	'language': with_text('<html lang="ja">', '<html lang="fr">'),
	'landmarks': with_text('<footer><p>清川市</p></footer>', ''),
	'landmarks skip': { rule: 'landmarks', ...with_text('href="#main"', 'href="#elsewhere"') },
	'frame': with_text('<li><a href="/help">使い方</a></li>', ''),
	'frame viewer': { rule: 'frame', ...with_text('福祉 花子（福祉課）', '') },
	'tables': with_text('<caption>調書の一覧</caption>', ''),
	'tables scope': { rule: 'tables', ...with_text('<th scope="col">主管課', '<th>主管課') },
	'tables levels': { rule: 'tables', ...with_text('</thead>', '<tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr></thead>') },
	'labels': with_text('<label for="field-a">', '<label for="g-1">'),
	'labels order': { rule: 'labels', ...with_text('<input type="text" id="field-a"', '<input type="text" id="field-b" name="b"><label for="field-b">後</label><input type="text" id="field-a"') },
	'required': with_text('<span class="required">※必須</span>', ''),
	'order': with_text('<label for="field-a">', '<p class="hint">前</p><label for="field-a">'),
	'order error': { rule: 'order', ...with_text('<input type="text" id="field-a"', '<p class="error">誤り</p><input type="text" id="field-a"') },
	'descriptions': with_text('aria-describedby="field-a-hint"', 'aria-describedby="field-a-missing"'),
	'descriptions twice': { rule: 'descriptions', ...with_text('<h1>', '<h1 id="main">') },
	'descriptions error': { rule: 'descriptions', ...with_text('name="a" required', 'name="a" required aria-invalid="true"') },
	'names': with_text('<input type="text" id="field-a"', '<input type="hidden" name="a" value="1"><input type="text" id="field-a"'),
	'harmless': with_text('<button name="next" value="save">一時保存</button>', '<button name="next" value="submit">提出する</button>'),
	'links': with_text('href="/sheets">', 'href="#">'),
	'leftovers': with_text('<p>清川市</p>', '<p>{{name}}</p>'),
	'symbols': with_text('<td>○ 予定通り進捗</td>', '<td>○</td>'),
	'inline': with_text('<h1>', '<h1 style="color: red">'),
	'inline script': { rule: 'inline', ...with_text('</body>', '<script>1</script></body>') },
	'inline handler': { rule: 'inline', ...with_text('<h1>', '<h1 onclick="f()">') },
	'headers': { headers: { 'content-security-policy': "default-src 'self'" } },
	'headers unsafe': { rule: 'headers', headers: { 'content-security-policy': "default-src 'none'; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" } },
	'console': with_text('</body>', '<img src="/missing.png" alt="絵"></body>'),
	'outside': with_text('</body>', '<img src="http://127.0.0.2:9/x.png" alt="絵"></body>'),
	'scroll at 1366': { css: 'h1 { width: 1400px }' },
	'scroll at 375': { css: 'h1 { width: 390px }' },
	'scroll at 320': { css: 'h1 { width: 330px }' },
	'targets at 1366': { css: 'main button { min-height: 10px; height: 14px; padding: 0; font-size: 9px }' },
	'rows at 1366': { path: '/sheets', css: 'td { height: 90px }' },
	'focus': { css: 'a:focus-visible { outline: none }' },
	'paper': { css: '@media print { thead { display: block } }' },
	'paper width': { rule: 'paper', css: '@media print { h1 { width: 900px } }' },
	'paper useless': { rule: 'paper', css: '@media print { .site-menu { display: block } }' },
	'axe color-contrast': { css: 'h1 { color: #bbb }' },
	'axe td-has-header': { html: good.replaceAll('<th scope="row">', '<td>').replaceAll('</a></th>', '</a></td>').replace(/<thead>.*<\/thead>/, '') },
	'axe image-alt': with_text('</body>', '<img src="/style.css"></body>'),
	'axe target-size': { css: 'nav ul, nav ol { gap: 0 } li { margin: 0; line-height: 12px } nav a { font-size: 10px }' },
	'html': with_text('<h1>調書の記入</h1>', '<p><h1>調書の記入</h1></p>'),
};

const path_of = (name) => spoilt[name].path ?? `/${encodeURIComponent(name)}`;

let browser;
let server;

before(async () => {
	server = await serve({ '/good': {}, '/scriptless': { css: '@media screen and (scripting: none) { h1 { width: 1400px } }' }, ...Object.fromEntries(Object.entries(spoilt).map(([name, it]) => [path_of(name), it])) });
	browser = await start_browser();
});

after(async () => {
	await browser?.close();
	server?.close();
});

test('a page that keeps every rule has no finding, with and without script, and leaves its pictures', async () => {
	for (const script of [true, false]) {
		const page = await visitor(browser, server.url, { script });
		await page.goto('/good');
		await look(page, 'bench-good');
		await page.context().close();
	}
	for (const name of ['bench-good-1366.png', 'bench-good-375.png', 'bench-good-print-1.png'])
		assert.ok(existsSync(join(root, 'build/screenshots', name)), name);
});

describe('a spoilt page is found out', { concurrency: 3 }, () => {
	for (const [name, it] of Object.entries(spoilt))
		test(name, async () => {
			const rule = it.rule ?? name;
			const page = await visitor(browser, server.url);
			await page.goto(path_of(name));
			const findings = await findings_of(page, 'bench-bad', { pictures: false, alone: true });
			await page.context().close();
			assert.ok(findings.some((found) => found.rule === rule || found.rule.startsWith(`${rule} `)), JSON.stringify(findings, null, 1));
		});
});

test('what is wrong only without script is found as well', async () => {
	const page = await visitor(browser, server.url);
	await page.goto('/scriptless');
	const findings = await findings_of(page, 'bench-bad', { pictures: false });
	await page.context().close();
	assert.deepEqual(findings.map((found) => found.rule), ['scroll at 1366', 'scroll at 375', 'scroll at 320']);
	assert.match(findings[0].what, /without script/);
});
