// sign_off.test.mjs: what can go wrong while a meeting is signed off: two at once, a double click, a sheet that leaves in the
// last moment, a wrong password, a deputy whose dates end, a change behind the page. Each has its page, nothing is done
// twice or by half, and nothing that was typed is lost. Wants a throw-away installation: ./dev with node --test THIS

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chosho, no_installation, quietly, password } from '../browser/lib/installation.mjs';
import { bring, choices_of, choose, good_review, make_ground, meet, waiting_at } from './ground.mjs';
import { given_back, words_of } from './person.mjs';
import { open_worlds } from './worlds.mjs';

const why = '数字の根拠を添えてください。';
const sign = { act: 'sign', password, statement: '本会議は、評価を決定した。' };

let ground, people, behind, worlds, sheets, meeting;

// Two sheets before body k, the papers frozen, one to be approved and one to be returned.
before(async () => {
	if (no_installation) return;
	ground = await make_ground();
	({ people, behind, sheets } = ground);
	worlds = await open_worlds();
	for (const sheet of [sheets.first, sheets.second]) await bring(ground, sheet, 'body');
	meeting = await meet(ground);
	await choose(ground, meeting, { [sheets.first]: 'approved', [sheets.second]: why });
	await worlds.keep('chosen');
});
after(() => {
	behind?.close();
	worlds?.close();
	if (!no_installation) chosho(['verify']); // or it throws
});

const there = async () => (await behind.rows(`select (select count(*) from sign_off) as signed,
	(select count(*) from review where sign_off_id is not null) as covered,
	(select string_agg(state, ' ' order by sheet_id) from review where body_id = (select id from body where code = 'k')) as reviews,
	(select count(*) from event where action = 'sign') as told`))[0];
const nothing = { signed: 0, covered: 0, reviews: 'waiting waiting', told: 0 };
const everything = { signed: 1, covered: 2, reviews: 'approved returned', told: 1 };
const at_sign_off = () => `${meeting}/sign-off`;
const fresh = (name, work) => test(name, async () => {
	await worlds.back('chosen');
	await work();
});

describe('signing off', { skip: no_installation }, () => {
	fresh('is one act: both decisions, the cover of each, and one line of the history', async () => {
		const answer = await people.kai_k1.press(at_sign_off(), sign);
		assert.equal(answer.status, 303, words_of(answer.text));
		assert.deepEqual(await there(), everything);
		const record = await people.kai_k1.page(answer.location);
		for (const words of ['試 kai_k1', why, sign.statement, '承認', '差戻し']) assert.ok(record.includes(words), words);
		const [{ state }] = await behind.rows(`select state from sheet where id = ${sheets.second}`);
		assert.equal(state, 'returned');
	});

	fresh('pressed twice at the same moment is done once and answered alike', async () => {
		const fields = await people.kai_k1.typed(at_sign_off(), sign);
		const [one, two] = await Promise.all([1, 2].map(() => people.kai_k1.post(at_sign_off(), fields)));
		assert.deepEqual([one.status, two.status, one.location], [303, 303, two.location]);
		assert.deepEqual(await there(), everything);
	});

	fresh('by chair and deputy at once is one sign-off, and the other is told and gets the words back', async () => {
		const [mine, theirs] = [await people.kai_k1.typed(at_sign_off(), sign), await people.kai_k2.typed(at_sign_off(), sign)];
		const answers = await Promise.all([people.kai_k1.post(at_sign_off(), mine), people.kai_k2.post(at_sign_off(), theirs)]);
		assert.deepEqual(answers.map((it) => it.status).sort(), [303, 409], answers.map((it) => words_of(it.text)).join('\n'));
		const late = answers.find((it) => it.status === 409);
		assert.match(late.text, /すでに決裁されています/);
		assert.ok(given_back(late.text).some((text) => text.includes(sign.statement)));
		assert.deepEqual(await there(), everything);
	});

	fresh('as deputy keeps both names', async () => {
		const answer = await people.kai_k2.press(at_sign_off(), sign);
		assert.equal(answer.status, 303, words_of(answer.text));
		assert.match(words_of(await people.kai_k2.page(answer.location), 2000), /試 kai_k2（試 kai_k1の代理）/);
		const [{ by, of, as }] = await behind.rows(`select signer.name as by, other.name as of, signed_as as as from sign_off
			join account signer on signer.id = signed_by join account other on other.id = signed_for`);
		assert.deepEqual([by, of, as], ['試 kai_k2', '試 kai_k1', 'deputy']);
	});

	fresh('a sheet that its department takes back in the last moment stops it, is named, and nothing is lost', async () => {
		const fields = await people.kai_k1.typed(at_sign_off(), sign);
		assert.equal((await people.kaki1.press(`/sheets/${sheets.first}/withdraw`, {})).status, 303);
		const answer = await people.kai_k1.post(at_sign_off(), fields);
		assert.equal(answer.status, 409, words_of(answer.text));
		assert.match(answer.text, /画面を開いたあとで/);
		assert.match(words_of(answer.text, 5000), /会議体の手を離れた.*取組 first/);
		assert.ok(given_back(answer.text).some((text) => text.includes(sign.statement)) && answer.text.includes(why), 'statement and reason stay');
		assert.equal((await there()).signed, 0);
		const again = await people.kai_k1.press(at_sign_off(), sign);
		assert.equal(again.status, 303, words_of(again.text));
		assert.deepEqual(await there(), { ...everything, covered: 1, reviews: 'stopped returned' });
	});

	fresh('a decision that the deputy made meanwhile on the review’s own page is shown before it is signed', async () => {
		const fields = await people.kai_k1.typed(at_sign_off(), sign);
		const other = await people.kai_k2.press(await waiting_at(behind, sheets.first, 'k'), { ...good_review, act: 'return', reason: '別の理由', marks: 'result' });
		assert.equal(other.status, 303, words_of(other.text));
		const answer = await people.kai_k1.post(at_sign_off(), fields);
		assert.equal(answer.status, 409, words_of(answer.text));
		assert.match(words_of(answer.text, 5000), /審査の画面で判断されています.*取組 first.*差戻し/);
		const again = await people.kai_k1.press(at_sign_off(), sign);
		assert.equal(again.status, 303, words_of(again.text));
		assert.deepEqual(await there(), { ...everything, reviews: 'returned returned' });
	});

	fresh('a choice on a text that moved is asked for again', async () => {
		const desk = await waiting_at(behind, sheets.first, 'k');
		assert.equal((await people.kai_k2.press(desk, { ...good_review, 'value-opinion': '別の意見', act: 'save' })).status, 303);
		const page = await people.kai_k1.page(at_sign_off());
		assert.match(words_of(page, 5000), /取組 first 判断を選んだあとで/);
		assert.doesNotMatch(page, /name="password"/);
		await choose(ground, meeting, { [sheets.first]: 'approved' });
		assert.equal((await people.kai_k1.press(at_sign_off(), sign)).status, 303);
	});

	fresh('a wrong password loses nothing, is counted, and slows down', async () => {
		let answer;
		for (let tries = 0; tries < 6; tries++) {
			answer = await people.kai_k1.press(at_sign_off(), { ...sign, password: 'no such word at all' });
			assert.equal(answer.status, 422, words_of(answer.text));
			assert.ok(given_back(answer.text).includes(sign.statement));
			assert.ok(!answer.text.includes('no such word'));
		}
		assert.match(answer.text, /秒/);
		assert.deepEqual(await there(), nothing);
		await behind.run('delete from sign_in_failure');
		assert.equal((await people.kai_k1.press(at_sign_off(), sign)).status, 303);
	});

	fresh('Enter never signs: the first button looks again', async () => {
		const answer = await people.kai_k1.press(at_sign_off(), { ...sign, act: 'look' });
		assert.equal(answer.status, 200, words_of(answer.text));
		assert.ok(given_back(answer.text).includes(sign.statement));
		assert.deepEqual(await there(), nothing);
	});

	fresh('a deputy whose dates end while the page is open cannot sign, and gets the words back', async () => {
		const fields = await people.kai_k2.typed(at_sign_off(), sign);
		const mine = "account_id = (select id from account where login = 'kai_k2')";
		await behind.run(quietly(`update assignment set from_on = from_on - 9, until_on = (now() at time zone 'Asia/Tokyo')::date - 2 where ${mine}`));
		const answer = await people.kai_k2.post(at_sign_off(), fields);
		await behind.run(quietly(`update assignment set from_on = from_on + 9, until_on = null where ${mine}`));
		assert.equal(answer.status, 403, words_of(answer.text));
		assert.ok(given_back(answer.text).some((text) => text.includes(sign.statement)));
		assert.deepEqual(await there(), nothing);
	});

	fresh('nothing undoes a decision that was signed, and the papers stay frozen', async () => {
		assert.equal((await people.kai_k1.press(at_sign_off(), sign)).status, 303);
		const [{ id }] = await behind.rows(`select id from review where sheet_id = ${sheets.first} and sign_off_id is not null`);
		const undo = await people.kai_k1.ask(`/reviews/${id}/undo`);
		assert.equal(undo.status, 409, words_of(undo.text));
		assert.match(undo.text, /決裁/);
		assert.equal((await people.jimu1.ask(`${meeting}/unfreeze`)).status, 409);
		assert.equal((await people.kai_k1.ask(at_sign_off())).location, `${meeting}/record`);
	});

	fresh('two who choose on the agenda at once: the second sees both', async () => {
		const agenda = `${meeting}/agenda`;
		const mine = await people.kai_k1.typed(agenda, { ...await choices_of(ground, meeting, { [sheets.second]: '一人目の理由' }), act: 'save' });
		const theirs = await people.kai_k2.typed(agenda, { ...await choices_of(ground, meeting, { [sheets.second]: '二人目の理由' }), act: 'save' });
		assert.equal((await people.kai_k1.post(agenda, mine)).status, 303);
		const answer = await people.kai_k2.post(agenda, theirs);
		assert.equal(answer.status, 409, words_of(answer.text));
		for (const text of ['一人目の理由', '二人目の理由']) assert.ok(given_back(answer.text).some((it) => it.includes(text)), text);
	});

	fresh('what nobody means is refused beside its field: a date that is none, a reason without an end', async () => {
		const agenda = `${meeting}/agenda`;
		const fields = await choices_of(ground, meeting, { [sheets.second]: 'あ'.repeat(2001) });
		const [review] = Object.keys(fields)[0].match(/\d+/);
		const answer = await people.kai_k1.press(agenda, { ...fields, [`due-${review}`]: '13月40日', act: 'save' });
		assert.equal(answer.status, 422, words_of(answer.text));
		assert.ok(given_back(answer.text).includes('13月40日') && given_back(answer.text).includes('あ'.repeat(2001)));
	});
});

describe('the exported file', { skip: no_installation }, () => {
	let folder, file, keys;
	before(async () => {
		await worlds.back('chosen');
		assert.equal((await people.kai_k1.press(at_sign_off(), sign)).status, 303);
		folder = mkdtempSync(join(tmpdir(), 'chosho-export-'));
		file = join(folder, 'sign-off.json');
		keys = join(folder, 'keys.txt');
		writeFileSync(file, await people.kai_k1.page(`${meeting}/file`));
		writeFileSync(keys, await people.kai_k1.page('/keys/text'));
	});
	after(() => rmSync(folder, { recursive: true }));

	// Without configuration, database or network.
	const verify = (...args) => spawnSync('chosho', ['verify', ...args], { encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', LANG: 'en_US.UTF-8' } });

	test('is valid offline, and says who signed what', () => {
		const told = verify(file, '--key', keys);
		assert.equal(told.status, 0, told.stdout + told.stderr);
		assert.match(told.stdout, /kai_k1/);
	});

	test('a flipped byte is found and named', () => {
		const text = readFileSync(file, 'utf8');
		const spoilt = join(folder, 'spoilt.json');
		for (const [from, to, words] of [['見守りの輪', '見守りの和', /first.*(hash|ハッシュ)/], [why.slice(0, 4), 'あいうえ', /second/], ['試 kai_k1', '試 kai_k9', /head|会議、決裁者/]]) {
			assert.ok(text.includes(from), from);
			writeFileSync(spoilt, text.replace(from, to));
			const told = verify(spoilt, '--key', keys);
			assert.equal(told.status, 1);
			assert.match(told.stdout, words);
		}
	});

	test('another key is not ours', () => {
		const forged = join(folder, 'forged.key');
		const line = execFileSync('chosho', ['key', 'new', forged], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
		assert.equal(verify(file, '--key', line.split(' ')[1]).status, 1);
	});

	test('what was signed or frozen cannot be changed, by nobody', async () => {
		for (const statement of ["update sign_off set manifest = '{}'", 'delete from sign_off', "update paper set hash = ''", 'delete from paper',
			"update signing_key set public_key = ''", 'truncate sign_off cascade'])
			await assert.rejects(behind.run(`begin; ${statement}`).finally(() => behind.run('rollback')), /stays as it is|permission/, statement);
	});
});
