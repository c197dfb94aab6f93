// fixture.mjs: a page that keeps every rule, and a small server for it and for spoilt copies of it: the self-test of
// look.mjs stands on it. Not a picture of the product.

import { createServer } from 'node:http';

const rows = Array.from({ length: 16 }, (_, at) =>
	`<tr><th scope="row"><a href="/sheets/${at}">見守り ${at}</a></th><td>福祉課</td><td>○ 予定通り進捗</td></tr>`).join('\n');

export const page = `<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>調書の記入 - 令和6年度（2024年度） - 調書システム</title>
<link rel="stylesheet" href="/style.css"></head>
<body>
<header><a class="skip" href="#main">本文へ</a><p class="site-viewer">福祉 花子（福祉課）</p>
<nav aria-label="主なメニュー" class="site-menu"><ul><li><a href="/sheets">調書</a></li><li><a href="/help">使い方</a></li><li><a href="/language/en" lang="en">English</a></li></ul></nav>
<form method="post" action="/sign-out"><input type="hidden" name="token" value="x"><button>サインアウト</button></form></header>
<main id="main" tabindex="-1">
<nav class="breadcrumb" aria-label="現在位置"><ol><li><a href="/">ホーム</a></li><li aria-current="page">調書</li></ol></nav>
<h1>調書の記入</h1>
<table class="list"><caption>調書の一覧</caption><thead><tr><th scope="col">項目</th><th scope="col">主管課</th><th scope="col">評価</th></tr></thead>
<tbody>${rows}</tbody></table>
<form method="post" action="/edit"><input type="hidden" name="token" value="x">
<div class="field"><label for="field-a">成果<span class="required">※必須</span></label><p class="hint" id="field-a-hint">200字以内</p>
<input type="text" id="field-a" name="a" required aria-describedby="field-a-hint"></div>
<fieldset class="field"><legend>評価</legend><div class="choice"><input type="radio" id="g-1" name="g" value="1"><label for="g-1">○ 予定通り</label></div></fieldset>
<button name="next" value="save">一時保存</button><button name="next" value="check">確認へ進む</button></form>
</main>
<footer><p>清川市</p></footer>
</body></html>
`;

export const style = `
body { margin: 0; padding: 8px; font: 16px sans-serif; color: #111; background: #fff; overflow-wrap: anywhere; }
button, input { min-width: 26px; min-height: 26px; border: 1px solid #555; }
li { margin: 10px 0; } td, th { padding: 2px; text-align: left; } header ul { display: flex; gap: 20px; }
a { color: #00118f; } :focus-visible { outline: 3px solid #00118f; }
.skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; }
label { display: inline-block; min-height: 26px; min-width: 30px; }
nav ul, nav ol { margin: 0; padding: 0; } h1 { margin: 0; } .site-viewer { margin: 0; }
nav.breadcrumb ol { display: flex; list-style: none; gap: 20px; }
nav.site-menu ul { list-style: none; }
@media print { .site-menu, .skip, .no-print { display: none; } thead { display: table-header-group; } }
`;

export const headers = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; " +
		"base-uri 'none'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cache-control': 'no-store',
};

// Serves pages: { '/path': { html, headers, status, css } }; /style.css?<path> is the style of that page.
export async function serve(pages) {
	const server = createServer((request, response) => {
		const address = new URL(request.url, 'http://127.0.0.1');
		if (address.pathname === '/style.css') {
			response.writeHead(200, { 'content-type': 'text/css' });
			response.end(style + (pages[decodeURIComponent(address.search.slice(1))]?.css ?? ''));
			return;
		}
		const it = pages[address.pathname];
		if (address.pathname === '/favicon.ico' || !it) {
			response.writeHead(address.pathname === '/favicon.ico' ? 204 : 404, headers).end();
			return;
		}
		response.writeHead(it.status ?? 200, { ...headers, ...it.headers });
		response.end((it.html ?? page).replace('/style.css', `/style.css?${encodeURIComponent(address.pathname)}`));
	});
	await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
	return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
