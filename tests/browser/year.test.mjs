// year.test.mjs: a year in the office, from the empty sheets to the chair's signature and the correction after it: on Komae's plan
// (87 sheets, where ../shared is at hand) and, shorter, on the demo city. What people look at goes through a browser without
// scripts, the rest over plain HTTP; in the end what was acknowledged is held against what is there.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { make_model, tampered } from '../fault/copies.mjs';
import { chosho, no_installation, password, root } from './lib/installation.mjs';
import { Office, for_all } from './lib/office.mjs';

const years = [
	{ name: 'Komae', file: join(root, '../shared/plans/komae-2024.json'), most: Infinity },
	{ name: 'the demo city', file: join(root, 'tests/demo/city.json'), most: 10 },
];

const told = (page) => page.locator('main').innerText();
async function press(page, label) {
	await page.getByRole('button', { name: label, exact: true }).click();
	await page.waitForLoadState('load');
}

for (const { name, file, most } of years)
	describe(`a year in the office of ${name}`, { skip: no_installation || (existsSync(file) ? false : `skipped: ${file} is not there`) }, () => {
		let office, hero, stages, body_stages;
		const meetings = {}; // by stage and body

		before(async () => {
			office = await Office.open(file, most);
			[hero] = office.sheets;
			stages = office.round.stages;
			body_stages = stages.filter((it) => it.kind === 'body');
		});
		after(() => office?.close());

		const note = (deed, sheet) => office.ledger.note(deed, sheet);
		const waiting_at = async (stage, sheets) => (await office.waiting(sheets)).filter((it) => it.stage === stage.code);
		const hero_at = async (desk) => (await office.waiting([hero])).find((it) => it.desk === desk);
		const before_bodies = () => stages.filter((it) => it.kind !== 'body');

		async function open_review(role, desk) {
			const page = await office.page(role);
			await page.goto('/reviews');
			const line = page.locator(`main a[href="/reviews/${(await hero_at(desk)).id}"]`).first(), next = page.locator('.pagination a').last();
			while (!await line.count() && await next.count()) await next.click();
			await line.click();
			return page;
		}

		// The stages without a body pass a sheet that came again.
		async function pass_desks(sheet) {
			for (const stage of before_bodies()) await office.approve((await waiting_at(stage, [sheet]))[0]);
		}

		test('the round lies before the departments, sheets of several departments and several bodies among them', () => {
			if (name === 'Komae') assert.equal(office.sheets.length, 87);
			assert.ok(office.sheets.some((it) => it.others.length === 1));
			assert.ok(office.sheets.some((it) => it.others.length > 1));
			assert.ok(office.sheets.some((it) => office.ways(it).some(({ bodies }) => bodies.length > 1)));
		});

		test('contributing departments write their parts and hand them in; the lead hands one back and gets it again', async () => {
			const [part, ...others] = await office.parts(hero), page = await office.page(`author:${part.code}`), lead = await office.page(`author:${hero.lead}`);
			assert.equal(others.length + 1, hero.others.length);
			await page.goto('/');
			await page.locator(`main a[href="/parts/${part.number}/edit"]`).click();
			const hand_in = async (sentence) => {
				for (const area of await page.locator('main textarea[name^="value-"]').all()) await area.fill(sentence);
				await press(page, '保存して確認へ進む');
				await press(page, '記入完了');
				note('hand in', hero);
			};
			await hand_in('関係課として相談を受けた。');
			await lead.goto(`/sheets/${hero.id}`);
			assert.ok((await told(lead)).includes('関係課として相談を受けた。'), 'the lead sees it arrive');
			await lead.locator(`main a[href="/parts/${part.number}/hand-back"]`).click();
			await lead.locator('[name=reason]').fill('相談の件数を書き加えてください。');
			await press(lead, `${part.title}に戻す`);
			note('hand back', hero);
			await page.goto('/');
			assert.ok((await told(page)).includes('相談の件数を書き加えてください。'));
			await page.locator(`main a[href="/parts/${part.number}/edit"]`).click();
			await hand_in('関係課として48件の相談を受けた。');
			for (const it of others) await office.write_part(hero, it, '関係課として周知に協力した。');
			assert.ok((await office.parts(hero)).every((it) => it.state === 'in'));
		});

		test('an author writes, checks and submits', async () => {
			const page = await office.page(`author:${hero.lead}`);
			await page.goto('/');
			await page.goto('/sheets');
			await page.getByRole('link', { name: hero.title, exact: true }).first().click();
			if (!page.url().includes('/edit')) await page.getByRole('link', { name: '記入する' }).click();
			for (const area of await page.locator('main textarea[name^="value-"]').all()) await area.fill('市内3か所で延べ24回行い、312人が参加した。');
			for (const group of await page.locator('main fieldset:has(input[type=radio])').all()) await group.locator('input[type=radio]').first().check();
			for (const field of await page.locator('main input[type=text][name^="value-"]').all()) await field.fill('１２回');
			await press(page, '保存して確認へ進む');
			await press(page, 'この内容で提出する');
			assert.match(page.url(), /\/submitted$/);
			note('submit', hero);
		});

		test('the departments write and submit all the others', async () => {
			const without = office.sheets.findLast((it) => it.others.length);
			await for_all(office.sheets.slice(1), async (sheet) => {
				await office.write(sheet, `${sheet.item.title}に取り組んだ。`);
				if (sheet !== without) for (const part of await office.parts(sheet)) await office.write_part(sheet, part, '関係課として協力した。');
				await office.submit(sheet, sheet === without ? { parts_reason: '関係課の集計を待たずに提出する。' } : {});
			});
			assert.equal((await office.waiting()).length, office.sheets.length);
		});

		test('the first desk returns one with a reason and marks; the department mends it; what changed is shown', async () => {
			const role = stages[0].kind === 'head' ? `head:${hero.lead}` : 'secretariat', desk = stages[0].kind;
			const page = await open_review(role, desk);
			await page.locator('input[name=marks]').nth(1).check();
			await page.locator('[name=reason]').fill('会場ごとの人数を書き加えてください。');
			await press(page, '差し戻す');
			assert.match(await page.locator('.notice-success').innerText(), /差戻し/);
			note('return', hero);

			const author = await office.page(`author:${hero.lead}`);
			await author.goto('/');
			assert.match(await author.locator('.tasks li').first().innerText(), /会場ごとの人数/);
			await author.locator('.tasks a').first().click();
			assert.ok(await author.locator('main .marked').count(), 'the field that is meant is marked');
			await author.locator('main textarea[name^="value-"]').first().fill('市内3か所で延べ24回行い、北部120人、中部102人、南部90人が参加した。');
			await press(author, '保存して確認へ進む');
			await press(author, 'この内容で提出する');
			note('submit', hero);

			await open_review(role, desk);
			assert.match(await told(page), /第1版から\d項目が変わりました/);
			assert.ok(await page.locator('main ins').count() > 0, 'what is new is marked');
			await press(page, '承認する');
			assert.match(await page.locator('.notice-success').innerText(), /承認/);
			note('approve', hero);
		});

		test('every other sheet is opened by its desks and approved in one go', async () => {
			for (const stage of before_bodies()) await office.approve_many(await waiting_at(stage));
			const left = await office.waiting();
			assert.deepEqual([...new Set(left.map((it) => it.stage))], [body_stages[0].code]);
			assert.equal(left.length, office.sheets.length);
		});

		test('before the council meets its members ask, note opinions and cast ballots; the department answers; the chair sees how they are spread', async () => {
			const [{ body }] = body_stages, { id } = await hero_at(body), page = await office.page(`member:${body}#1`);
			await page.goto(`/reviews/${id}/questions`);
			await page.locator('[name=question]').fill('南部の参加者が少ないのはなぜですか。');
			await press(page, '質問を送る');
			note('ask', hero);
			const author = await office.page(`author:${hero.lead}`);
			await author.goto('/');
			await author.locator('main a[href^="/questions/"]').first().click();
			await author.locator('[name=answer]').fill('会場の改修で１回休んだためです。');
			await press(author, '回答する');
			note('answer', hero);
			await page.goto(`/reviews/${id}/ballot`);
			await page.locator('main input[type=radio]').first().check();
			await page.locator('[name=comment]').fill('場所を増やした点を評価する。');
			await press(page, '個別評価を記録する');
			note('ballot', hero);
			for (const nth of [2, 3])
				await for_all((await waiting_at(body_stages[0])).slice(0, 10), async (it) => {
					const role = `member:${body}#${nth}`, [sheet, ballot] = [office.sheet(it.sheet_id), `/reviews/${it.id}/ballot`];
					await office.press(role, ballot, { ...await office.filled(role, ballot, '妥当である。'), comment: '' }, 'ballot', [sheet]);
					await office.press(role, `/reviews/${it.id}/opinion`, { opinion: `委員${nth}の意見。` }, 'opine', [sheet]);
				});
			const chair = await office.page(`chair:${body}`);
			await chair.goto(`/reviews/${id}`);
			const text = await told(chair);
			for (const said of ['南部の参加者が少ないのはなぜですか。', '会場の改修で１回休んだためです。', '委員2の意見。', '委員3の意見。']) assert.ok(text.includes(said), said);
			assert.equal(await chair.locator('.spread tfoot .total').first().innerText(), '3');
		});

		test('the council approves its whole agenda, and its chair signs off', async () => {
			const [stage] = body_stages, meeting = meetings.first = await office.sign_off(stage, stage.body, stage.title);
			const page = await office.page(`chair:${stage.body}`);
			await page.goto(`/meetings/${meeting}/record`);
			assert.ok((await told(page)).includes(`${office.sheets.length}件（承認 ${office.sheets.length}件、差戻し 0件）`));
		});

		test('of several subcommittees side by side one approves, one returns: the others stop, and it comes again through all of them', async () => {
			const stage = body_stages.find((it) => it.routes), bodies = office.ways(hero).find((it) => it.stage === stage).bodies;
			assert.deepEqual((await waiting_at(stage, [hero])).map((it) => it.desk).sort(), [...bodies].sort());
			const [approving, returning, ...others] = bodies;
			await office.approve(await hero_at(approving));
			const page = await open_review(`chair:${returning}`, returning);
			await page.locator('[name=reason]').fill('小委員会の観点から、課題を書き加えてください。');
			await press(page, '差し戻す');
			assert.match(await page.locator('.notice-success').innerText(), /差戻し/);
			note('return', hero);
			assert.deepEqual(await office.waiting([hero]), []);
			for (const body of others) {
				const other = await office.page(`chair:${body}`);
				await other.goto('/reviews');
				const told_so = await other.locator('section:has(h2:text-is("ほかの会議体の差戻しで止まった調書"))').innerText();
				assert.ok(told_so.includes(hero.title) && told_so.includes('小委員会の観点から'), told_so);
			}
			await office.write(hero, '小委員会の指摘を受け、課題を書き加えた。');
			await office.submit(hero);
			await pass_desks(hero);
			for (const it of body_stages.slice(0, body_stages.indexOf(stage))) await office.sign_off(it, it.body, `${it.title}（再）`);
			assert.deepEqual((await waiting_at(stage, [hero])).map((it) => it.desk).sort(), [...bodies].sort());
		});

		test('each subcommittee meets and signs off its own', async () => {
			const stage = body_stages.find((it) => it.routes);
			for (const it of body_stages.slice(0, -1).slice(body_stages.indexOf(stage)))
				for (const body of new Set((await waiting_at(it)).map((one) => one.desk))) await office.sign_off(it, body, it.title);
			assert.deepEqual([...new Set((await office.waiting()).map((it) => it.stage))], [body_stages.at(-1).code]);
		});

		test('the committee’s chair goes through the whole agenda on one page and signs with the password', async () => {
			const stage = body_stages.at(-1), meeting = meetings.last = await office.plan_meeting(stage, stage.body, '計画の評価の会議', '資料２');
			const page = await office.page(`chair:${stage.body}`);
			await page.goto('/meetings');
			await page.locator(`main a[href="/meetings/${meeting}"]`).click();
			await page.getByRole('link', { name: '議題を判断する' }).click();
			assert.equal(await page.locator('.agenda-item').count(), office.sheets.length);
			for (const group of await page.locator('main .agenda-item fieldset:not(.agenda-choice):has(input[type=radio])').all()) await group.locator('input[type=radio]').first().check();
			await press(page, 'まだ決めていない調書をすべて「承認」にする');
			await press(page, '保存して決裁の確認へ進む');
			await page.locator('[name=statement]').fill('本会議の評価として決裁する。');
			await page.locator('[name=password]').fill('kore wa chigau 1');
			await press(page, '決裁する');
			assert.match(await page.title(), /^エラー：/, 'a wrong password signs nothing');
			assert.equal((await office.waiting()).length, office.sheets.length);
			await page.locator('[name=password]').fill(password);
			await press(page, '決裁する');
			assert.match(page.url(), /\/record/);
			for (const sheet of office.sheets) note('approve', sheet);
			office.ledger.sign_offs++;
			const record = await told(page);
			for (const word of ['決裁しました', '本会議の評価として決裁する。', `${office.sheets.length}件（承認 ${office.sheets.length}件、差戻し 0件）`]) assert.ok(record.includes(word), word);
			assert.deepEqual(await office.waiting(), []);
		});

		test('a settled sheet is opened again for a correction, everybody reads the settled text meanwhile, and a second meeting signs it', async () => {
			const corrected = office.sheets[1], page = await office.page('secretariat');
			await page.goto(`/sheets/${corrected.id}`);
			await page.locator(`main a[href="/sheets/${corrected.id}/reopen"]`).click();
			await page.locator('[name=reason]').fill('参加者数の集計に誤りがあったため');
			await page.locator('[name=due_on]').fill('令和10年3月31日');
			await press(page, '再開する');
			note('reopen', corrected);
			await office.write(corrected, '参加者数を訂正した。');
			const chair = await office.page(`chair:${body_stages.at(-1).body}`);
			await chair.goto(`/sheets/${corrected.id}`);
			assert.ok(!(await told(chair)).includes('参加者数を訂正した。'), 'what is being corrected is not read yet');
			await office.submit(corrected);
			await pass_desks(corrected);
			for (const stage of body_stages)
				for (const { desk } of await waiting_at(stage, [corrected])) meetings.second = await office.sign_off(stage, desk, `${stage.title}（訂正）`);
			await chair.goto(`/sheets/${corrected.id}`);
			assert.ok((await told(chair)).includes('参加者数を訂正した。'));
			await chair.goto(`/meetings/${meetings.last}/record`);
			assert.ok((await told(chair)).includes(corrected.title), 'the first sign-off stays as it was');
		});

		test('the exported sign-off is checked without the house, and a flipped byte is named', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'chosho-year-')), exported = join(folder, 'sign-off.json'), keys = join(folder, 'keys.txt');
			try {
				const chair = await office.person(`chair:${body_stages.at(-1).body}`);
				const { text } = await chair.ask(`/meetings/${meetings.last}/file`);
				writeFileSync(exported, text);
				writeFileSync(keys, (await chair.ask('/keys/text')).text);
				const verify = () => spawnSync('chosho', ['verify', exported, '--key', keys], { encoding: 'utf8', cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'ja_JP.UTF-8' } });
				const good = verify();
				assert.equal(good.status, 0, good.stderr + good.stdout);
				const bytes = Buffer.from(text);
				for (const [place, says] of [['課題を書き加えた', hero.item.code], ['本会議の評価として', /宣言文/], ['approve', /決裁の記録（評価、判断、理由など）が、署名のあとで変わっています/]]) {
					const at = bytes.lastIndexOf(place), flipped = Buffer.from(bytes);
					assert.ok(at > 0, place);
					flipped[at + 2] ^= 1;
					writeFileSync(exported, flipped);
					const bad = verify();
					assert.equal(bad.status, 1, `${place}: ${bad.stdout}`);
					assert.ok(typeof says === 'string' ? bad.stdout.includes(says) : says.test(bad.stdout), `${place}: ${bad.stdout}${bad.stderr}`);
				}
			} finally {
				rmSync(folder, { recursive: true });
			}
		});

		test('the log tells it, and the history of the whole installation fits', async () => {
			const page = await office.page('auditor');
			await page.goto(`/log?sheet=${hero.id}`);
			assert.match(await told(page), /差戻し/);
			assert.match(chosho(['verify']), /./);
		});

		test('a flipped byte in a copy of the database is found and named', () => {
			make_model();
			const { status, lines } = tampered(`update edition set content = replace(content::text, '訂正した', '訂正しだ')::jsonb where sheet_id = ${office.sheets[1].id} and number = 2`);
			assert.equal(status, 1);
			assert.ok(lines.some((it) => it.includes(String(office.sheets[1].id)) || it.includes(office.sheets[1].item.title)), lines.join('\n'));
			assert.equal(tampered('select 1').status, 0);
		});

		test('every sheet is settled, nothing waits, and the numbers are those of the ledger', async () => {
			const ids = office.sheets.map((it) => it.id).join(', ');
			const rows = (query) => office.behind.rows(query);
			const states = await rows(`select state, count(*) as count from sheet where id in (${ids}) group by 1`);
			assert.deepEqual(states, [{ state: 'settled', count: office.sheets.length }]);
			assert.deepEqual(await office.waiting(), []);
			assert.deepEqual(await rows(`select id from sheet where id in (${ids}) and (is_correction or settled_edition <> edition)`), []);
			const events = await rows(`select sheet_id, action, count(*) as count from event where sheet_id in (${ids}) group by 1, 2`);
			assert.deepEqual(new Map(events.map((it) => [`${it.sheet_id} ${it.action}`, it.count]).sort()), new Map([...office.ledger.counts].sort()));
			const [numbers] = await rows(`select (select count(*) from edition where sheet_id in (${ids})) as editions,
				(select count(*) from review where sheet_id in (${ids}) and state = 'approved') as approved,
				(select count(*) from review where sheet_id in (${ids}) and state = 'returned') as returned,
				(select count(*) from sign_off join meeting on meeting.id = meeting_id where round_id = (select round_id from sheet where id = ${office.sheets[0].id})) as sign_offs, (select count(*) from event where hash is null or sequence is null) as loose`);
			const { ledger } = office;
			assert.deepEqual(numbers, { editions: ledger.total('submit'), approved: ledger.total('approve'), returned: ledger.total('return'), sign_offs: ledger.sign_offs, loose: 0 });
		});
	});
