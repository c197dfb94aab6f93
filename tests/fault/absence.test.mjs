// absence.test.mjs: what waits for a post waits for whoever holds it: absences and deputies, a head's stage that the
// secretariat lets a sheet pass, and where a resubmitted sheet goes. Over plain HTTP. Wants a throw-away installation.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { add_account, no_installation, quietly } from '../browser/lib/installation.mjs';
import { keep } from './behind.mjs';
import { bring, edit_of, good_review, good_sheet, make_ground, waiting_at } from './ground.mjs';
import { Person, words_of } from './person.mjs';

let ground, people, behind, sheet, put_back;

before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	({ people, behind } = ground);
	sheet = ground.sheets.first;
	put_back = await keep(behind, sheet);
	// a second-in-command without a role of their own, a head elsewhere, and somebody who only reads
	for (const [login, department, roles] of [['hosa', 'ka', ['author:ka']], ['kacho_otsu', 'otsu', ['head:otsu']], ['kansa', undefined, ['auditor']]]) {
		add_account({ login, name: `試 ${login}`, roles, department, organization: '試市' });
		people[login] = await new Person(login).sign_in();
	}
	await behind.run("delete from assignment where account_id = (select id from account where login = 'hosa')");
});
afterEach(async () => {
	if (no_installation) return;
	await behind.run(quietly("delete from absence; update account set stopped_at = null") + "; update round set resubmit = 'all', answers = 'author', is_shared = false");
	await put_back();
});
after(() => behind?.close());

const day = (from_today) => new Date(Date.now() + 9 * 3600e3 + from_today * 86400e3).toISOString().slice(0, 10);
const id_of = async (login) => (await behind.rows(`select id from account where login = '${login}'`))[0].id;
const round_id = async () => (await behind.rows("select id from round where code = 'now'"))[0].id;
const progress = async () => `/progress?round=${await round_id()}`;
const row = async (columns) => (await behind.rows(`select ${columns} from sheet where id = ${sheet}`))[0];
const page = async (person, address) => words_of(await person.page(address), 30000);
const stage = async () => (await behind.rows(`select coalesce(stage.code, sheet.state) as at from sheet left join stage on stage.id = stage_id where sheet.id = ${sheet}`))[0].at;

async function done(person, address, fields = {}) {
	const answer = await person.press(address, fields);
	assert.equal(answer.status, 303, `${person.login} at ${address}: ${answer.status} ${words_of(answer.text, 2000)}`);
	return answer;
}
const decide = async (person, desk, fields = {}) => done(person, await waiting_at(behind, sheet, desk),
	{ act: 'approve', ...(/head|f/.test(desk) ? {} : good_review), ...fields });
const away = async (login, { from = 0, until = 3, deputy = null, by = people[login], ...fields } = {}) => {
	const address = `/absences?account=${await id_of(login)}`;
	const html = await by.page(by === people[login] ? '/absences' : address);
	const token = html.match(/action="\/absences">\s*<input type="hidden" name="token" value="([^"]*)"/)[1];
	return by.post('/absences', { token, account: await id_of(login), from_on: day(from), until_on: day(until), deputy: deputy ? await id_of(deputy) : 0,
		note: '', act: 'enter', ...fields });
};
const must = (answer) => assert.equal(answer.status, 303, words_of(answer.text, 2000));
const refused = (answer, sentence) => {
	assert.equal(answer.status, 422, words_of(answer.text, 3000));
	assert.match(words_of(answer.text, 5000), sentence);
};
const end = async (login, by = people[login]) => done(by, `/absences/${(await behind.rows(`select id from absence where account_id = ${await id_of(login)}
	and ended_at is null order by id desc limit 1`))[0].id}/end`);

describe('absences and deputies', { skip: no_installation }, () => {
	test('a deputy decides under their own name for who is away; both names are on record and on the pages', async () => {
		await bring(ground, sheet, 'head');
		must(await away('kacho1', { deputy: 'hosa', until: 10 }));
		assert.match(await page(people.hosa, '/'), /試 kacho1さんの不在の間（.*）、あなたが代決します/);
		const review = await waiting_at(behind, sheet, 'head');
		assert.match(await page(people.kaki1, `/sheets/${sheet}`), /判断できる人 試 kacho1（不在、.*まで。代決：試 hosa）、試 kacho2/);
		assert.match(await page(people.jimu1, await progress()), /試 kacho1（不在、.*まで。代決：試 hosa）/);
		for (const address of ['/', '/reviews']) assert.match(await page(people.hosa, address), /試 kacho1の代決/, address);
		assert.match(await page(people.hosa, review), /試 kacho1の代決として判断します/);
		await decide(people.hosa, 'head');
		const [it] = await behind.rows(`select decider.name as by, other.name as for, decided_as from review join account decider on decider.id = decided_by
			join account other on other.id = decided_for where review.id = ${review.split('/')[2]}`);
		assert.deepEqual(it, { by: '試 hosa', for: '試 kacho1', decided_as: 'head' });
		const [event] = await behind.rows(`select actor, for_name from event where sheet_id = ${sheet} and action = 'approve'`);
		assert.deepEqual(event, { actor: '試 hosa', for_name: '試 kacho1' });
		assert.match(await page(people.kaki1, `/sheets/${sheet}`), /試 hosa（.*） 試 kacho1の代決/);
		const [told] = await behind.rows("select actor, reason from event where action = 'absence' order by id desc limit 1");
		assert.equal(told.actor, '試 kacho1');
		assert.match(told.reason, /代決者：試 hosa/);
	});

	test('before and after its days, and once it is ended, an absence lends nothing', async () => {
		await bring(ground, sheet, 'head');
		const review = await waiting_at(behind, sheet, 'head');
		must(await away('kacho1', { deputy: 'hosa', from: 2, until: 5 }));
		assert.equal((await people.hosa.ask(review)).status, 403);
		await end('kacho1');
		must(await away('kacho1', { deputy: 'hosa' }));
		assert.equal((await people.hosa.ask(review)).status, 200);
		await end('kacho1');
		assert.equal((await people.hosa.ask(review)).status, 403);
		assert.doesNotMatch(await page(people.kaki1, `/sheets/${sheet}`), /不在/);
		must(await away('kacho1', { deputy: 'hosa' }));
		await behind.run('update absence set from_on = current_date - 5, until_on = current_date - 1 where ended_at is null');
		assert.equal((await people.hosa.ask(review)).status, 403);
	});

	test('who is pressed for time: a deputy whose days end while the page is open is refused, and keeps what was typed', async () => {
		await bring(ground, sheet, 'head');
		const review = await waiting_at(behind, sheet, 'head');
		for (const [deputy, status] of [['hosa', 403], ['kacho_otsu', 404]]) {
			must(await away('kacho1', { deputy }));
			const typed = await people[deputy].typed(review, { act: 'return', reason: '人数を確かめてください。', marks: 'result' });
			await behind.run('update absence set from_on = current_date - 5, until_on = current_date - 1 where ended_at is null');
			const answer = await people[deputy].post(review, typed);
			assert.equal(answer.status, status, words_of(answer.text));
			assert.ok(answer.text.includes('人数を確かめてください。'), 'what was typed comes back');
			assert.deepEqual(await row('state, version'), { state: 'reviewing', version: (await row('version')).version });
			assert.equal((await behind.rows(`select state from review where id = ${review.split('/')[2]}`))[0].state, 'waiting');
			await behind.run('delete from absence');
		}
	});

	test('four eyes: who submitted a sheet does not approve it as a deputy either', async () => {
		await bring(ground, sheet, 'head');
		must(await away('kacho1', { deputy: 'kaki1' }));
		const answer = await people.kaki1.press(await waiting_at(behind, sheet, 'head'), { act: 'approve' }).catch((error) => error);
		assert.match(answer.message ?? words_of(answer.text), /no form|ご自身が提出/);
		assert.match(await page(people.kaki1, await waiting_at(behind, sheet, 'head')), /ご自身が提出した調書です/);
	});

	test('what is lent is not lent on', async () => {
		await bring(ground, sheet, 'head');
		must(await away('kacho1', { deputy: 'kacho_otsu', until: 9 }));
		must(await away('kacho_otsu', { deputy: 'kaki_otsu', from: 1, until: 9 }));
		await behind.run('update absence set from_on = current_date');
		assert.equal((await people.kaki_otsu.ask(await waiting_at(behind, sheet, 'head'))).status, 404, 'the head of otsu\'s deputy is no head of ka');
		assert.match(await page(people.jimu1, '/absences'), /代決者も不在の日があります/);
		assert.match(await page(people.kaki1, `/sheets/${sheet}`), /代決の試 kacho_otsuも不在/);
	});

	test('a chair\'s deputy from day to day decides for the body, and the record says for whom', async () => {
		await bring(ground, sheet, 'f');
		must(await away('kai_f1', { deputy: 'kai_f2', by: people.jimu1 }));
		const [told] = await behind.rows("select actor, for_name from event where action = 'absence' order by id desc limit 1");
		assert.deepEqual(told, { actor: '試 jimu1', for_name: '試 kai_f1' });
		await decide(people.kai_f2, 'f');
		const [it] = await behind.rows(`select other.name as for, decided_as from review join account other on other.id = decided_for where sheet_id = ${sheet} order by review.id desc limit 1`);
		assert.equal(it.for, '試 kai_f1');
	});

	test('an absence that makes no sense is refused with its reason, and what was typed stays', async () => {
		refused(await away('kacho1', { from: -1, deputy: 'hosa' }), /今日以降の日/);
		refused(await away('kacho1', { from: 3, until: 2 }), /それよりあとの日/);
		refused(await away('kacho1', { from: 0, until: 400 }), /1年まで/);
		refused(await away('kacho1', { from_on: 'あした' }), /不在になる日|日付/);
		for (const deputy of ['kacho1', 'kaki_otsu', 'kansa', 'kai_f1', 'jimu1']) refused(await away('kacho1', { deputy }), /代決者に選べません/);
		must(await away('kacho1', { from: 2, until: 5, deputy: 'hosa' }));
		refused(await away('kacho1', { from: 5, until: 6 }), /試 kacho1さんの不在は、.*すでに登録されています/);
		must(await away('kacho1', { from: 6, until: 6 }));
		refused(await away('kacho2', { from: 4, until: 9, deputy: 'kacho1' }), /試 kacho1さんも.*不在です/);
		const spelt = await away('kacho2', { from_on: '令和８１年１月５日', until_on: 'R81.1.6', act: 'check' });
		assert.equal(spelt.status, 200);
		assert.match(words_of(spelt.text, 5000), /まだ登録していません.*令和81年1月5日.*令和81年1月6日/);
		assert.equal((await behind.rows('select count(*) from absence'))[0].count, 2);
		const other = await away('kacho2', { account: await id_of('kacho1') });
		assert.equal(other.status, 403, 'only the secretariat enters others\'');
		assert.equal((await people.kansa.ask('/absences')).status, 403);
	});

	test('two at once enter the same days: one is taken, the other is told', async () => {
		const answers = await Promise.all([away('kacho1', { deputy: 'hosa' }), away('kacho1', { deputy: 'kacho2', by: people.jimu1 })]);
		assert.deepEqual(answers.map((it) => it.status).sort(), [303, 422]);
		const ends = await Promise.all([people.kacho1, people.jimu1].map(async (person) => {
			const address = `/absences/${(await behind.rows('select id from absence'))[0].id}/end`;
			return [person, address, await person.typed(address)];
		}));
		const ended = await Promise.all(ends.map(([person, address, fields]) => person.post(address, fields)));
		assert.deepEqual(ended.map((it) => it.status).sort(), [303, 409]);
	});
});

describe('a head who is away', { skip: no_installation }, () => {
	const reason = '所属長が長期の出張中のため。';
	const defer = async (person = people.jimu1) => person.press(`${await waiting_at(behind, sheet, 'head')}/defer`, { reason });

	test('the secretariat lets the sheet go on; the head finds it at home, sees it afterwards, and nothing waits for that', async () => {
		await bring(ground, sheet, 'head');
		const review = await waiting_at(behind, sheet, 'head');
		assert.equal((await people.jimu1.ask(`${review}/defer`)).status, 409, 'while a head is there');
		must(await away('kacho1'));
		assert.equal((await people.jimu1.ask(`${review}/defer`)).status, 409, 'the other head is there');
		must(await away('kacho2', { deputy: 'hosa' }));
		assert.equal((await people.jimu1.ask(`${review}/defer`)).status, 409, 'a deputy is there');
		await end('kacho2');
		must(await away('kacho2'));
		assert.match(await page(people.jimu1, review), /いま判断できる所属長がいません/);
		must(await defer());
		assert.equal(await stage(), 'office');
		const [it] = await behind.rows(`select state, reason, decider.name as by, viewed_at from review join account decider on decider.id = decided_by where review.id = ${review.split('/')[2]}`);
		assert.deepEqual(it, { state: 'deferred', reason, by: '試 jimu1', viewed_at: null });
		assert.match(await page(people.kacho1, '/'), /後閲する調書.*取組 first.*所属長が長期の出張中のため。/);
		assert.doesNotMatch(await page(people.hosa, '/'), /後閲する調書/);
		await decide(people.jimu1, 'secretariat');
		assert.equal(await stage(), 'body');
		await done(people.kacho1, `${review}/view`, { reason: '了解しました。' });
		assert.doesNotMatch(await page(people.kacho1, '/'), /後閲する調書/);
		assert.match(await page(people.kacho2, review), /後閲 試 kacho1/);
		const [event] = await behind.rows(`select actor, reason from event where sheet_id = ${sheet} and action = 'view'`);
		assert.deepEqual(event, { actor: '試 kacho1', reason: '了解しました。' });
		const again = await people.kacho2.ask(`${review}/view`);
		assert.equal(again.status, 409, 'it is seen once');
	});

	test('nobody is there who may decide: the only one is who submitted it', async () => {
		await bring(ground, sheet, 'head');
		must(await away('kacho1', { deputy: 'kaki1' }));
		must(await away('kacho2'));
		must(await defer());
		assert.equal(await stage(), 'office');
	});

	test('a post that nobody holds is shown as vacant, and its sheets can go on', async () => {
		await bring(ground, sheet, 'head');
		await behind.run(quietly("update account set stopped_at = now() where login in ('kacho1', 'kacho2')"));
		for (const address of [`/sheets/${sheet}`, await progress(), await waiting_at(behind, sheet, 'head')]) assert.match(await page(people.jimu1, address), /空席/, address);
		must(await defer());
		assert.equal(await stage(), 'office');
	});

	test('the head comes back while the secretariat lets it go on: one of the two counts', async () => {
		for (let turn = 0; turn < 10; turn++) {
			await bring(ground, sheet, 'head');
			const review = await waiting_at(behind, sheet, 'head');
			must(await away('kacho1'));
			must(await away('kacho2'));
			// somebody who is away may still decide: their own role is not taken from them
			const forms = [[people.jimu1, `${review}/defer`, await people.jimu1.typed(`${review}/defer`, { reason })], [people.kacho1, review, await people.kacho1.typed(review, { act: 'approve' })]];
			const answers = await Promise.all((turn % 2 ? forms : [...forms].reverse()).map(([person, address, fields]) => person.post(address, fields)));
			assert.deepEqual(answers.map((it) => it.status).sort(), [303, 409], answers.map((it) => words_of(it.text, 100)).join(' | '));
			assert.equal(await stage(), 'office');
			await behind.run('delete from absence');
			await put_back();
		}
	});
});

describe('where a resubmitted sheet goes', { skip: no_installation }, () => {
	const set = async (fields) => {
		const address = `/rounds/${await round_id()}/settings`;
		return people.jimu1.press(address, { resubmit: 'all', answers: 'author', ...fields });
	};
	const give_back = (person, desk, to = 0) => decide(person, desk, { act: 'return', reason: '根拠を添えてください。', to });
	const again = async () => {
		await done(people.kaki1, edit_of(sheet), { ...good_sheet, 'value-result': '根拠を添えた。', next: 'save' });
		await done(people.kaki1, `/sheets/${sheet}/check`);
	};
	const desks = async () => (await behind.rows(`select coalesce(body.code, review.kind) as desk from review left join body on body.id = body_id
		where sheet_id = ${sheet} and state = 'waiting' order by 1`)).map((it) => it.desk).join(' ');

	test('the settings say what was and what is, and two at once are told apart', async () => {
		const address = `/rounds/${await round_id()}/settings`;
		const late = await people.jimu2.typed(address, { resubmit: 'all', answers: 'author' });
		must(await set({ resubmit: 'returning', answers: 'head', is_shared: 1 }));
		const [round] = await behind.rows("select resubmit, answers, is_shared from round where code = 'now'");
		assert.deepEqual(round, { resubmit: 'returning', answers: 'head', is_shared: true });
		const [event] = await behind.rows("select reason from event where action = 'settings' order by id desc limit 1");
		assert.equal(event.reason, '評価回now\n再提出の行き先：すべての段階 → 差し戻した段階\n質問への回答：担当者 → 所属長が認める\n提出された調書：確定まで非公開 → 庁内に公開');
		assert.equal((await people.jimu2.post(address, late)).status, 409);
		refused(await people.jimu1.post(address, (await people.jimu1.typed(address)).filter(([name]) => name !== 'resubmit')), /どちらかを選んでください/);
	});

	test('with is_shared another department reads what was submitted, and never what is typed', async () => {
		await bring(ground, sheet, 'head');
		assert.equal((await people.kaki_otsu.ask(`/sheets/${sheet}`)).status, 404);
		must(await set({ is_shared: 1 }));
		await give_back(people.kacho1, 'head');
		await done(people.kaki1, edit_of(sheet), { ...good_sheet, 'value-result': '書きかけの文。', next: 'save' });
		const shown = await page(people.kaki_otsu, `/sheets/${sheet}`);
		assert.ok(shown.includes(good_sheet['value-result']) && !shown.includes('書きかけの文'));
	});

	for (const [resubmit, at_return] of [['all', 'head'], ['returning', 'secretariat']])
		test(`with '${resubmit}' a sheet that the secretariat returned comes to the ${at_return}`, async () => {
			must(await set({ resubmit }));
			await bring(ground, sheet, 'secretariat');
			await give_back(people.jimu1, 'secretariat');
			await again();
			assert.equal(await desks(), at_return);
		});

	test('with \'returning\' a sheet that one of two bodies side by side returned comes to both again', async () => {
		must(await set({ resubmit: 'returning' }));
		await bring(ground, sheet, 'body');
		await decide(people.kai_k1, 'k');
		await give_back(people.kai_s, 's');
		await again();
		assert.equal(await desks(), 'k s');
		await decide(people.kai_k1, 'k');
		await decide(people.kai_s, 's');
		assert.equal(await desks(), 'f');
	});

	for (const [resubmit, way] of [['all', ['secretariat', 'k s', 'f']], ['returning', ['f']]])
		test(`sent back to the head, with '${resubmit}' it goes on to ${way.join(', then ')}`, async () => {
			must(await set({ resubmit }));
			await bring(ground, sheet, 'f');
			const [{ id }] = await behind.rows("select stage.id from stage join round on round.id = round_id where stage.code = 'head' and round.code = 'now'");
			await give_back(people.kai_f1, 'f', id);
			assert.equal(await desks(), 'head');
			assert.equal((await row('edition')).edition, 1, 'the same edition');
			await decide(people.kacho1, 'head');
			const seen = [await desks()];
			if (seen[0] === 'secretariat') {
				await decide(people.jimu1, 'secretariat');
				seen.push(await desks());
				await decide(people.kai_k1, 'k');
				await decide(people.kai_s, 's');
				seen.push(await desks());
			}
			assert.deepEqual(seen, way);
			// what the head approved on the way back can be taken back while the next has not decided
			if (resubmit === 'returning') {
				const [{ id: review }] = await behind.rows(`select max(id) as id from review where sheet_id = ${sheet} and state = 'approved' and kind = 'head'`);
				await done(people.kacho1, `/reviews/${review}/undo`);
				assert.equal(await desks(), 'head');
				await decide(people.kacho1, 'head');
				assert.equal(await desks(), 'f', 'and goes on to who sent it back, as before');
			}
		});

	test('a resubmission that is withdrawn goes through all stages: the page that asks says so', async () => {
		must(await set({ resubmit: 'returning' }));
		await bring(ground, sheet, 'secretariat');
		await give_back(people.jimu1, 'secretariat');
		await again();
		assert.match(await page(people.kaki1, `/sheets/${sheet}/withdraw`), /最初の段階から審査を受けます/);
		await done(people.kaki1, `/sheets/${sheet}/withdraw`);
		await done(people.kaki1, `/sheets/${sheet}/check`);
		assert.equal(await desks(), 'head');
	});
});
