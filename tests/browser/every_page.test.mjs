// every_page.test.mjs: looks at every kind of page as each kind of person sees it, in Japanese without script and in English
// with it, on the world of the expectation table, which has a sheet in every state. Refusals are pages too.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { open_database } from '../expect/database.mjs';
import { make_world } from '../expect/world.mjs';
import { sign_in, start_browser, visitor } from './lib/browser.mjs';
import { chosho, no_installation, url } from './lib/installation.mjs';
import { look } from './lib/look.mjs';

const modes = [
	{ name: 'in Japanese without script', script: false, word: 'ja' },
	{ name: 'in English with script', script: true, word: 'en' },
];

// person: pages. {sheet name} and {sheet.desk} stand for numbers.
const views = {
	nobody: ['/sign-in', '/sign-in?chosen=1', '/password/forgotten', '/password/forgotten?sent=1', '/password/none', '/help', '/keys', '/nothing-is-here'],
	author_a: ['/', '/sheets', '/sheets?state=returned', '/sheets/{draft}', '/sheets/{draft}/edit', '/sheets/{returned}/edit',
		'/sheets/{returned}/check', '/sheets/{at_both}', '/sheets/{at_both}/submitted', '/sheets/{at_head}/withdraw',
		'/sheets/{settled}', '/sheets/{settled}/edit', '/sheets/{overdue}', '/sheets/{overdue}/edit', '/sheets/{unopened}',
		'/sheets/{excluded}', '/sheets/{b_draft}', '/progress', '/sign-out',
		'/sheets/{again}', '/sheets/{again}/editions/2', '/sheets/{again}/editions/2?against=x', '/sheets/{figures}', '/sheets/{figures}/edit', '/sheets/{figures}/check', '/sheets/{history}',
		'/sheets/{corrected}/edit', '/questions', '/questions?sheet={at_both}', '/questions/{question.at_council}',
		'/questions/{question.at_both}', '/questions/{question.settled}',
		'/sheets/{shared}/check', '/sheets/{part_in}/edit', '/sheets/{part_in}/check', '/parts/{part_in.b}', '/parts/{part_in.b}/hand-back'],
	author_c: ['/posts', '/sheets', '/sheets/{corrected}'],
	author_b: ['/questions', '/', '/sheets', '/sheets/{shared}', '/sheets/{b_draft}/edit', '/parts/{shared.b}', '/parts/{shared.b}/edit', '/parts/{part_back.b}/edit',
		'/parts/{shared.b}/check', '/parts/{part_in.b}/edit'],
	head_a: ['/absences', '/absences/{absence}/end', '/reviews/{deferred.head}', '/reviews/{deferred.head}/view',
		'/', '/reviews', '/reviews/{at_head.head}', '/reviews/{again.head}', '/reviews/approve', '/reviews/approve?ticked=1',
		'/reviews/approve?review={at_head.head}&review={own.head}&review={at_sub.s}', '/reviews/approved?review={at_secretariat.head}&review={own.head}',
		'/reviews/{at_secretariat.head}/undo', '/reviews/{settled.head}', '/reviews/{part_review.head}',
		'/questions/{question.at_both}'],
	both_a: ['/reviews/{own.head}', '/reviews/approve?review={own.head}'],
	secretariat: ['/absences', '/rounds/{round}/settings', '/reviews/{no_head.head}', '/reviews/{no_head.head}/defer',
		'/sheets/{draft}/exclude', '/sheets/{excluded}/include', '/sheets/{settled}/reopen', '/sheets/{at_head}/reassign', '/', '/sheets', '/reviews', '/reviews/{at_secretariat.secretariat}', '/progress', '/log', '/plans', '/plans/{plan}',
		'/plans/import', '/reviews/{returned.secretariat}', '/meetings', '/meetings/new', '/meetings/{meeting.planned}',
		'/meetings/{meeting.planned}/edit', '/meetings/{meeting.planned}/freeze', '/meetings/{meeting.frozen}?a3=1',
		'/meetings/{meeting.frozen}/unfreeze', '/meetings/{meeting.frozen}/opinions', '/meetings/{meeting.frozen}/opinions?names=1', '/meetings/{meeting.signed}', '/stages/{later.body}/selection', '/stages/{now.body}/selection'],
	member_k: ['/', '/meetings/{meeting.frozen}/agenda', '/meetings/{meeting.signed}/agenda', '/reviews', '/reviews/{at_council.k}', '/reviews/{at_council.k}/opinion', '/reviews/{at_council.k}/ballot',
		'/reviews/{at_council.k}/questions', '/questions', '/questions/{question.at_council}', '/questions/{question.at_both}', '/reviews/{settled.k}'],
	second_k: ['/reviews/{at_both.k}', '/meetings/{meeting.frozen}/opinions'],
	chair_k: ['/', '/meetings', '/meetings/{meeting.frozen}/agenda', '/meetings/{meeting.frozen}/sign-off', '/meetings/{meeting.signed}/record',
		'/reviews/{at_both.k}', '/reviews/{settled.k}/undo', '/sheets/{from_council}', '/sheets/{again}', '/sheets/{again}/editions/1'],
	deputy_s: ['/reviews/{at_sub.s}'],
	administrator: ['/administration', '/administration/state', '/transfers', '/transfers/new', '/transfers/new?from={transfer.wrong}', '/transfers/{transfer.draft}', '/transfers/{transfer.wrong}', '/transfers/{transfer.planned}', '/transfers/{transfer.draft}/confirm', '/transfers/{transfer.planned}/undo', '/', '/sheets', '/plans', '/reviews',
		'/accounts', '/accounts?text=a&role=head&state=active&sort=login', '/accounts?text=nobody',
		'/accounts/{account.head_a}', '/accounts/{account.former_a}', '/accounts/{account.administrator}', '/accounts/new', '/accounts/{account.head_a}/edit', '/accounts/{account.head_a}/stop',
		'/accounts/{account.plain}/restart', '/accounts/{account.plain}/second-factor', '/settings/second-factor', '/settings/second-factor?saved=1', '/account', '/accounts/{account.head_a}/end-sessions',
		'/departments', '/departments?year=2001', '/departments/{department.a}', '/departments/new', '/departments/{department.a}/rename', '/departments/{department.a}/merge',
		'/departments/{department.a}/split', '/departments/{department.a}/close', '/departments/changes/{department.change}'],
	auditor: ['/', '/log', '/log?sheet={settled}', '/log?from=2026-13-41&actor=chair_k&action=approve', '/log?actor=nobody', '/sheets/{history}', '/reviews/{at_both.s}'],
	plain: ['/notices', '/', '/sheets', '/help', '/account', '/account?done=mail', '/account/mail', '/account/password', '/account/second-factor', '/account/sessions/end'],
};

// Addresses that are no pages, or whose pages need a form that was sent, or a session that is on its way (sign_in.test.mjs): other
// tests look at those.
const no_pages = ['/accounts/export', '/setup', '/sign-in/code', '/sign-in/password', '/sign-in/enrol', '/sign-in/codes', '/sign-in/proxy', '/password/{word}', '/account/sessions/{id}/end', '/healthz', '/readyz', '/log/export', '/language/{word}', '/keys/text', '/meetings/{id}/file', '/plans/imports/{id}'];

// Roles that are given, ended and approved.
views.administrator.push('/accounts/{account.head_a}/password', '/accounts/slips', '/accounts/slips/{slips}', '/accounts/import', '/accounts/imports/{import.good}', '/accounts/imports/{import.bad}',
	'/accounts/{account.head_a}/roles/new', '/accounts/{account.guest}/roles/{guest_role}/end', '/grants', '/grants/{grant.asked}',
	'/grants/{grant.own}', '/grants/{grant.over}');

describe('every page', { skip: no_installation }, () => {
	let browser, database, numbers;

	before(async () => {
		browser = await start_browser();
		database = open_database();
		const world = await make_world(database.sql);
		const [[plan]] = await database.sql("select id from plan where code = 'expect'");
		// The item that has figures, and a year before.
		const [[figures]] = await database.sql(`select sheet.id from sheet join item on item.id = item_id join round on round.id = round_id
			where item.code = 'history' and round.code = 'now'`);
		const named = (kind, all) => Object.fromEntries(Object.entries(all).map(([name, id]) => [`${kind}.${name}`, id]));
		numbers = { ...named('account', world.accounts), ...named('grant', world.grants), guest_role: world.guest_role, slips: world.slips, ...named('import', world.imports), ...named('department', world.departments), absence: world.absence, round: world.round, ...world.sheets, ...world.reviews, ...world.stages, ...world.parts, ...named('meeting', world.meetings), ...named('question', world.questions), ...named('transfer', world.transfers), plan, figures };
	});
	after(async () => {
		database?.close();
		await browser?.close();
	});

	test('is among those that are looked at', () => {
		const seen = Object.values(views).flat().map((path) => path.replace(/\?.*/, '').replace(/\{[^}]*\}/, '{id}').replace('{guest_role}', '{id2}').replace('slips/{id}', 'slips/{word}').replace(/\/\d+/, '/{id2}'));
		const addresses = chosho(['routes']).split('\n').map((line) => line.match(/^GET\s+(\/\S*)/)?.[1]).filter(Boolean);
		assert.ok(addresses.length > 10);
		assert.deepEqual(addresses.filter((address) => !seen.includes(address) && !no_pages.includes(address)), []);
	});

	for (const mode of modes)
		test(`after a wrong password, ${mode.name}`, async () => {
			const page = await visitor(browser, url, { script: mode.script, language: mode.word });
			await page.goto(`/language/${mode.word}`);
			await page.goto('/sign-in');
			await page.locator('main input[name=login]').fill('author_a');
			await page.locator('main input[name=password]').fill('not the password at all');
			await page.locator('main form button').first().click();
			await page.locator('.error-summary').waitFor();
			await look(page, `${mode.word}-sign-in-again`, { alone: true });
			await page.context().close();
		});

	for (const mode of modes)
		for (const [person, paths] of Object.entries(views))
			test(`as ${person} sees it ${mode.name}`, async () => {
				const page = await visitor(browser, url, { script: mode.script, language: mode.word });
				await page.goto(`/language/${mode.word}`);
				if (person !== 'nobody') await sign_in(page, person);
				const wrong = [];
				for (const path of paths) {
					await page.goto(path.replace(/\{([^}]*)\}/g, (_, name) => numbers[name]));
					const name = `${mode.word}-${person}${path.replace(/[^a-z0-9]+/gi, '-')}`.replace(/-+$/, '');
					await look(page, name, { alone: true }).catch((error) => wrong.push(error.message));
				}
				await page.context().close();
				assert.equal(wrong.length, 0, wrong.join('\n'));
			});
});
