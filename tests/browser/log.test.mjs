// log.test.mjs: the log page and its export against what the database holds: nothing is left out, nothing comes twice, each
// filter narrows to what it says, and the file can be opened without harm. Over plain HTTP; how the page looks is
// every_page.test.mjs's.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { get } from '../expect/site.mjs';
import { open_database } from '../expect/database.mjs';
import { make_world } from '../expect/world.mjs';
import { no_installation, sql as once, url } from './lib/installation.mjs';

const text_of = (html) => html.replace(/<[^>]*>/g, '').replace(/&amp;/g, '&').replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').trim();
const link = (html, words) => html.match(new RegExp(`<a[^>]*href="([^"]*)"[^>]*>${words}</a>`))?.[1].replaceAll('&amp;', '&');
const lines_of = (html) => [...html.matchAll(/<tr><td[^>]*>[\s\S]*?<\/tr>/g)].map(([row]) => [...row.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell]) => text_of(cell)));

// RFC 4180, every cell in quotes.
function cells_of(csv) {
	assert.match(csv, /^("(?:[^"]|"")*"(,"(?:[^"]|"")*")*\r\n)*$/);
	return csv.split(/"\r\n/).slice(0, -1).map((row) => row.slice(1).split('","').map((cell) => cell.replaceAll('""', '"')));
}

describe('the log', { skip: no_installation }, () => {
	let visitor, sheets;

	before(async () => {
		const database = open_database();
		const world = await make_world(database.sql);
		database.close();
		visitor = world.visitors.auditor;
		sheets = world.sheets;
		once("insert into event (action, actor, sheet_id) select 'view', 'n ' || n, :'sheet' from generate_series(1, 120) n order by n", { sheet: sheets.settled });
		once("insert into event (action, actor, sheet_id, reason) values ('exclude', '=cmd()', :'sheet', '=1+\"1\"' || chr(10) || '二行目')", { sheet: sheets.draft });
	});

	const count = (where) => Number(once(`select count(*) from event left join account on account.id = account_id left join sheet on sheet.id = sheet_id left join meeting on meeting.id = meeting_id left join round on round.id = coalesce(sheet.round_id, meeting.round_id) where ${where}`)[0][0]);
	async function page(path) {
		const answer = await get(visitor, path);
		assert.equal(answer.status, 200, `${path}: ${answer.status}`);
		return answer.text;
	}
	async function all_pages(path) {
		const lines = [];
		for (let at = path; at; ) {
			const html = await page(at);
			const found = lines_of(html);
			assert.ok(found.length <= 50);
			lines.push(...found);
			at = link(html, '前の50件');
			if (at) assert.equal(found.length, 50);
		}
		return lines;
	}
	async function file(path) {
		const response = await fetch(url + path, { redirect: 'manual', headers: { cookie: [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; ') } });
		return { status: response.status, head: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
	}
	async function rows_of(path) {
		const { status, head, bytes } = await file(path);
		assert.equal(status, 200);
		assert.match(head.get('content-type'), /^text\/csv; charset=utf-8$/);
		assert.match(head.get('content-disposition'), /chosho-log-\d{4}-\d\d-\d\d\.csv$/);
		assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
		const [names, ...rows] = cells_of(bytes.subarray(3).toString('utf8'));
		return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
	}

	test('leads through all that was done, the latest first, each once', async () => {
		const lines = await all_pages('/log');
		assert.equal(lines.length, count('true'));
		const expected = once("select actor || coalesce(' （' || for_name || 'に代わって）', '') from event order by at desc, id desc").map(([actor]) => actor);
		assert.deepEqual(lines.map((cells) => cells[2]), expected);
		assert.ok(lines.length > 50, 'there is more than one page');
	});

	const filters = {
		'a login': ['actor=chair_k', "login = 'chair_k'"],
		'part of a name': [`actor=${encodeURIComponent('名前 chair')}`, "position('名前 chair' in account.name) > 0"],
		'the operator': [`actor=${encodeURIComponent('運用担当')}`, "account_id is null and position('運用担当' in actor) > 0"],
		'a kind of deed': ['action=approve', "action = 'approve'"],
		'a deed that does not exist: all': ['action=nothing', 'true'],
		'today': [`from=${encodeURIComponent(once('select current_date')[0]?.[0] ?? '')}`, 'at >= current_date'],
		'until yesterday': ['until=R1.5.1', 'false'],
		'a round': ['round=1', 'round.id = 1'],
		'somebody in a round': ['round=1&actor=author_a', "round.id = 1 and login = 'author_a'"],
		'somebody and a deed': ['actor=head_a&action=approve', "login = 'head_a' and action = 'approve'"],
		'somebody who is nobody': ['actor=nobody-of-that-name', 'false'],
	};
	for (const [name, [query, where]] of Object.entries(no_installation ? {} : filters))
		test(`narrows to ${name}, on the page and in the file`, async () => {
			const wanted = count(where);
			assert.equal((await all_pages(`/log?${query}`)).length, wanted);
			assert.equal((await rows_of(`/log/export?${query}`)).length, wanted);
		});

	test('narrows to a sheet from its page, and a chip takes that off', async () => {
		const from = link(await page(`/sheets/${sheets.settled}`), 'この調書の記録を、記録の一覧で見る');
		assert.equal(from, `/log?sheet=${sheets.settled}`);
		assert.equal((await all_pages(from)).length, count(`sheet_id = ${sheets.settled}`));
		const both = await page(`${from}&action=submit`);
		const chips = [...both.matchAll(/<a class="chip" href="([^"]*)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'));
		assert.deepEqual(chips.sort(), [`/log?action=submit`, `/log?sheet=${sheets.settled}`].sort());
		assert.equal(link(both, 'CSVファイルに書き出す'), `/log/export?action=submit&sheet=${sheets.settled}`);
	});

	test('goes out with the hashes that the database holds, and guards what a spreadsheet would compute', async () => {
		const rows = await rows_of('/log/export');
		const stored = once('select id, chain, sequence, hash from event order by at desc, id desc');
		assert.deepEqual(rows.map((row) => [row['記録の番号'], row['系列'], row['系列での順番'], row['要約値']]), stored);
		const [odd] = rows;
		assert.equal(odd['した人'], "'=cmd()");
		assert.equal(odd['理由など'], '\'=1+"1"\n二行目');
		for (const row of rows) for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
	});

	test('says beside the field that a day cannot be read, and then writes no file', async () => {
		const html = await page('/log?from=2026-13-41&action=submit');
		assert.match(html, /id="error-from"/);
		assert.match(html, /value="2026-13-41"/);
		const answer = await file('/log/export?from=2026-13-41');
		assert.equal(answer.status, 303);
		assert.equal(answer.head.get('location'), '/log?from=2026-13-41');
	});

	test('lets nobody else in', async () => {
		for (const path of ['/log', '/log/export'])
			assert.equal((await fetch(url + path, { redirect: 'manual' })).status, 303);
	});
});
