// sign_off.mjs: how long it takes to sign off 100 sheets, against the same changes of rows in one bare transaction, in turn. The
// check of the password is what it is for everybody who signs in, and is taken off: it is measured beside.

import { held_by } from '../fault/person.mjs';
import { open_behind } from '../fault/behind.mjs';
import { add_plan, login_of } from './ground.mjs';
import { Person } from './person.mjs';
import { home } from './site.mjs';

const sheets = 100;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

// The next 100 sheets of the plan lie before the board.
const bring = `with batch as (
	select sheet.id, sheet.round_id, sheet.due_on, stage.id as stage_id, stage.body_id
	  from sheet join round on round.id = sheet.round_id join plan on plan.id = round.plan_id
	  join stage on stage.round_id = round.id and stage.position = 3
	 where plan.code = 'signing' and sheet.state = 'returned' order by sheet.id limit ${sheets}
), moved as (
	update sheet set state = 'reviewing', stage_id = batch.stage_id, pass = 9 from batch where sheet.id = batch.id
)
insert into review (sheet_id, stage_id, round_id, edition, pass, kind, body_id, due_on)
select id, stage_id, round_id, 2, 9, 'body', body_id, due_on from batch`;

// What the sign-off of a meeting changes, and nothing else.
const bare = (meeting) => `begin;
	update review set state = 'approved', decided_by = 43, decided_as = 'chair', decided_at = now(), version = version + 1
	 where id in (select review_id from paper where meeting_id = ${meeting});
	update sheet set state = 'settled', stage_id = null, pass = pass + 1, settled_edition = edition, version = version + 1, since = now()
	 where id in (select sheet_id from paper where meeting_id = ${meeting});
	insert into event (action, account_id, actor, sheet_id, review_id, edition, stage, content_hash)
	select 'approve', 43, '職員 43', sheet_id, review_id, edition, '推進委員会', fingerprint('{}', '{}') from paper where meeting_id = ${meeting} order by sheet_id;
	insert into sign_off (meeting_id, key_id, manifest, signature, signed_by, signed_as)
	select ${meeting}, key_id, manifest, signature, signed_by, signed_as from sign_off order by id desc limit 1;
	update review set sign_off_id = (select id from sign_off where meeting_id = ${meeting}) where id in (select review_id from paper where meeting_id = ${meeting});
	update meeting set state = 'signed', version = version + 1 where id = ${meeting};
	insert into event (action, account_id, actor, meeting_id) values ('sign', 43, '職員 43', ${meeting});
commit`;

async function timed(work) {
	const before = performance.now();
	const result = await work();
	return [performance.now() - before, result];
}

async function send(person, path, changes) {
	const held = Object.fromEntries(held_by((await person.ask(path)).text, path.replace(/\?.*/, '')));
	const [took, answer] = await timed(() => person.ask(path.replace(/\?.*/, ''), { ...held, ...changes }));
	if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}`);
	return { took, to: answer.location };
}

// Milliseconds: { whole, password, bare }, each a list of so many.
export async function sign_offs({ secretariat, password }, tries) {
	add_plan('chosho', 'signing', { items: sheets * (2 * tries + 1), rounds: 1, waiting: 0, walked: 1 });
	const behind = open_behind('postgres');
	await behind.run('analyze');
	const chair = await new Person(home.url, login_of(43)).sign_in(password);
	const ready = async () => {
		await behind.run(bring);
		const [{ stage, body }] = await behind.rows("select stage_id as stage, body_id as body from review where state = 'waiting' and pass = 9 limit 1");
		const { to } = await send(secretariat, `/meetings/new?stage=${stage}&body=${body}`,
			{ held_on: new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10) }); // it is signed off on its day, in Japan
		await send(secretariat, `${to}/freeze`, {});
		return to;
	};
	const sign = async () => {
		const meeting = await ready();
		await send(chair, `${meeting}/agenda`, { act: 'rest' });
		return (await send(chair, `${meeting}/sign-off`, { act: 'sign', password })).took;
	};
	await sign();
	const found = { whole: [], password: [], bare: [] };
	for (let n = 0; n < tries; n++) {
		found.whole.push(await sign());
		const meeting = await ready();
		found.bare.push((await timed(() => behind.run(bare(Number(meeting.match(/\d+/)[0])))))[0]);
		const person = new Person(home.url, login_of(60));
		await person.see_sign_in();
		found.password.push((await timed(() => person.send_sign_in(password)))[0]);
	}
	behind.close();
	return { ...found, ratio: median(found.whole.map((whole, n) => Math.max(0, whole - median(found.password)) / found.bare[n])), median };
}
