// stranger.test.mjs: what somebody without an account can do to those who have one: nothing. Sent are forms too large to be
// shown again, addresses too long to be kept, and one wrong password after the other for a login that is not theirs.
// Wants a throw-away installation: ./dev with node --test tests/fault/stranger.test.mjs

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { add_account, no_installation, password, sql } from '../browser/lib/installation.mjs';
import { Person } from './person.mjs';

const skip = no_installation;
const form_type = 'application/x-www-form-urlencoded';
const signed_out = (person) => (person.cookies.delete('__Host-session'), person);
const died = () => ['interactive', 'heavy'].map((pool) => readFileSync(join(process.env.CHOSHO_LOG, `${pool}.log`), 'utf8'))
	.join('').match(/out_of_memory|watchdog|died/g)?.length ?? 0;

before(() => {
	if (!skip) add_account({ login: 'shokuin', name: '職員', roles: ['secretariat'] });
});

test('no form is so large, or so full of signs that grow, that a worker dies of it', { skip }, async () => {
	const sent = { quotes: '"', 'no text': Buffer.from([0xff]), 'no letters': Buffer.from([0]) };
	const addresses = { '/sheets/1/edit': 'value-x=', '/sign-in': 'carry=/sheets/1/edit&carry.value-x=', '/plans/imports/1': 'none=' };
	for (const [what, sign] of Object.entries(sent))
		for (const [address, head] of Object.entries(addresses))
			for (const size of what === 'quotes' ? [16 << 20, 6 << 20] : [6 << 20]) {
				const body = Buffer.alloc(size - 200, sign);
				body.write(head);
				const answer = await new Person('').ask(address, { body, type: form_type });
				assert.ok(answer.status >= 400 && answer.status < 500, `${size >> 20} MiB of ${what} to ${address}: ${answer.status}`);
			}
	const part = (value) => `--x\r\nContent-Disposition: form-data; name="value-x"\r\n\r\n${value}\r\n`;
	const parts = part('"'.repeat(5 << 20)) + part('"'.repeat(5 << 20));
	assert.equal((await new Person('').ask('/sheets/1/edit', { body: `${parts}--x--\r\n`, type: 'multipart/form-data; boundary=x' })).status, 413);
	assert.equal(died(), 0, 'workers died');
});

test('an address that is long and strange leads to the sign-in page, and never to a fault', { skip }, async () => {
	for (const length of [100, 700, 900, 1990, 1999, 5000]) {
		const address = `/sheets?${'='.repeat(length - 8)}`;
		const answer = await new Person('').ask(address);
		assert.equal(answer.status, 303, `${length}`);
		const back = new URLSearchParams(answer.location.split('?')[1]).get('back');
		assert.equal(back, length > 2000 ? null : address);
	}
});

test('who guesses at somebody else\'s password keeps nobody waiting who signed in here before', { skip }, async () => {
	const person = await new Person('shokuin').sign_in();
	for (let i = 0; i < 7; i++) await new Person('').press('/sign-in', { login: 'shokuin', password: 'not this one, sorry' });
	assert.match((await new Person('').press('/sign-in', { login: 'shokuin', password })).text, /秒待って/, 'a strange browser waits');
	assert.equal((await signed_out(person).press('/sign-in', { login: 'shokuin', password })).status, 303);

	// A known browser may guess no faster than others, and is known for its own login only.
	for (let i = 0; i < 5; i++) await signed_out(person).press('/sign-in', { login: 'shokuin', password: 'not this one, sorry' });
	assert.match((await signed_out(person).press('/sign-in', { login: 'shokuin', password })).text, /秒待って/);
	sql('delete from sign_in_failure');
	for (let i = 0; i < 5; i++) await person.press('/sign-in', { login: 'darenimo', password });
	assert.match((await new Person('').press('/sign-in', { login: 'darenimo', password })).text, /秒待って/);
});
