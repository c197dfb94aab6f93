// office.mjs: a city hall at work on one plan: people who are called by their role, at a browser without scripts or over plain
// HTTP; the sheets of the open round and the way that each must go; and the ledger of what was acknowledged, kept apart from
// the database.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { open_behind } from '../../fault/behind.mjs';
import { Person, controls_of, form_of, held_by, words_of } from '../../fault/person.mjs';
import { sign_in, start_browser, visitor } from './browser.mjs';
import { add_account, import_plan, password, url } from './installation.mjs';

const at_once = 6;
const today = () => new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10); // in Japan

// Does something for each, some at the same time.
export async function for_all(list, work) {
	const queue = [...list];
	await Promise.all(Array.from({ length: at_once }, async () => {
		for (let it = queue.shift(); it !== undefined; it = queue.shift()) await work(it);
	}));
}

// What was acknowledged, counted by sheet and deed.
class Ledger {
	counts = new Map();
	sign_offs = 0;

	note(deed, sheet) {
		const key = `${sheet.id} ${deed}`;
		this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
	}

	total(deed) {
		return [...this.counts].filter(([key]) => key.slice(key.indexOf(' ') + 1) === deed).reduce((sum, [, count]) => sum + count, 0);
	}
}

export class Office {
	people = new Map();
	ledger = new Ledger();

	static async open(file, most) {
		const office = new Office();
		office.plan = JSON.parse(readFileSync(file, 'utf8'));
		import_plan(file);
		office.behind = open_behind();
		office.browser = await start_browser();
		office.round = office.plan.rounds.findLast((it) => !it.history);
		const ids = new Map((await office.behind.rows(`select item.code, sheet.id from sheet join item on item.id = sheet.item_id join round on round.id = sheet.round_id
			join plan on plan.id = round.plan_id where plan.code = '${office.plan.plan.code}' and round.code = '${office.round.code}'`)).map((it) => [it.code, it.id]));
		const sheets = office.plan.items.filter((it) => ids.has(it.code)).map((item) => ({
			id: ids.get(item.code), item, title: `${item.number ?? ''} ${item.title}`.trim(), lead: item.departments[0], others: item.departments.slice(1),
		}));
		const length = (it) => 10 * office.ways(it).reduce((sum, { bodies }) => sum + bodies.length, 0) + it.others.length;
		office.all = sheets.length;
		// the longest ways first: several bodies side by side, several departments
		office.sheets = sheets.sort((a, b) => length(b) - length(a)).slice(0, most);
		return office;
	}

	async close() {
		this.behind?.close();
		await this.browser?.close();
	}

	// A sheet's stages, with the bodies that sit at each.
	ways({ item }) {
		return this.round.stages.filter((it) => !it.items || it.items.includes(item.code)).map((stage) => {
			const routed = (stage.routes ?? []).filter((it) => (item.tags ?? []).includes(it.tag)).map((it) => it.body);
			return { stage, bodies: stage.kind === 'body' ? [...new Set(routed.length ? routed : [stage.body])] : [] };
		});
	}

	form(stage) {
		return this.plan.forms.find((it) => it.code === stage.form) ?? { fields: [] };
	}

	// A role is 'chair:body', 'author:department', 'secretariat'; several people of one role are 'member:body#1', '#2'.
	login(who) {
		const login = `${this.plan.plan.code}-${who.replace(/[:#]/g, '-')}`.toLowerCase(), [role] = who.split('#');
		if (!this.people.has(login)) {
			const department = /^(author|head):/.test(role) ? role.split(':')[1] : undefined;
			add_account({ login, name: `試験 ${who}`, roles: [role], department, organization: this.plan.plan.organization });
			this.people.set(login, {});
		}
		return login;
	}

	async person(role) {
		const login = this.login(role), it = this.people.get(login);
		return it.person ??= await new Person(login).sign_in();
	}

	// The same person before a browser that runs no script.
	async page(role) {
		const login = this.login(role), it = this.people.get(login);
		if (!it.page) {
			it.page = await visitor(this.browser, url, { script: false });
			await sign_in(it.page, login);
		}
		return it.page;
	}

	// One press over plain HTTP that must be acknowledged; what it was goes into the ledger.
	async press(role, address, fields, deed, sheets = [], opened = address) {
		const person = await this.person(role), before = held_by(await person.page(opened), address);
		const given = Array.isArray(fields) ? fields : Object.entries(fields), names = new Set(given.map(([name]) => name));
		const answer = await person.post(address, [...before.filter(([name]) => !names.has(name)), ...given]);
		if (answer.status !== 303) throw new Error(`${role}: POST ${address} is ${answer.status}: ${words_of(answer.text)}`);
		for (const sheet of sheets) this.ledger.note(deed, sheet);
		return answer;
	}

	// Every field of a form that is still empty gets something fit: texts a sentence, choices their first value.
	async filled(role, address, sentence) {
		const page = await (await this.person(role)).page(address), fields = {};
		for (const it of controls_of(form_of(page, address))) {
			if (!it.name?.startsWith('value-')) continue;
			if (it.kind === 'textarea') fields[it.name] = sentence;
			else if (it.type === 'radio') fields[it.name] ??= it.value;
			else if (it.kind === 'input') fields[it.name] = '12';
		}
		return fields;
	}

	async write(sheet, sentence) {
		const role = `author:${sheet.lead}`, address = `/sheets/${sheet.id}/edit`;
		await this.press(role, address, { ...await this.filled(role, address, sentence), next: 'save' });
	}

	// The parts of its contributing departments.
	parts(sheet) {
		return this.behind.rows(`select part.number, part.state, department.code, department.title from part join department_today department on department.id = part.department_id
			where sheet_id = ${sheet.id} order by part.number`);
	}

	async write_part(sheet, part, sentence) {
		const role = `author:${part.code}`, address = `/parts/${part.number}/edit`;
		await this.press(role, address, { ...await this.filled(role, address, sentence), next: 'save' });
		await this.press(role, `/parts/${part.number}/check`, {}, 'hand in', [sheet]);
	}

	submit(sheet, fields = {}) {
		return this.press(`author:${sheet.lead}`, `/sheets/${sheet.id}/check`, fields, 'submit', [sheet]);
	}

	// [{ id, sheet_id, desk }] of what waits, of these sheets.
	async waiting(sheets = this.sheets) {
		return this.behind.rows(`select review.id, review.sheet_id, coalesce(body.code, review.kind) as desk, stage.code as stage, review.edition
			from review join stage on stage.id = review.stage_id left join body on body.id = review.body_id
			where review.state = 'waiting' and review.sheet_id in (${sheets.map((it) => it.id).join(', ')}) order by review.id`);
	}

	sheet(id) {
		return this.sheets.find((it) => it.id === id);
	}

	role_of({ desk, sheet_id }) {
		return desk === 'head' ? `head:${this.sheet(sheet_id).lead}` : desk === 'secretariat' ? 'secretariat' : `chair:${desk}`;
	}

	// Whoever decides opens one sheet and approves it there.
	async approve(review) {
		const role = this.role_of(review), address = `/reviews/${review.id}`;
		await this.press(role, address, { ...await this.filled(role, address, '妥当と認める。'), act: 'approve' }, 'approve', [this.sheet(review.sheet_id)]);
	}

	// Whoever decides has opened all of them, and approves them in one go.
	async approve_many(reviews) {
		for (const role of new Set(reviews.map((it) => this.role_of(it)))) {
			const theirs = reviews.filter((it) => this.role_of(it) === role), person = await this.person(role);
			await for_all(theirs, (it) => person.page(`/reviews/${it.id}`));
			const opened = `/reviews/approve?${theirs.map((it) => `review=${it.id}`).join('&')}`;
			// who has read what is noted after the page was sent
			for (let left = 40; left > 0 && !(await person.page(opened)).includes(`${theirs.length}件を承認します。`); left--) await sleep(50);
			await this.press(role, '/reviews/approve', {}, 'approve', theirs.map((it) => this.sheet(it.sheet_id)), opened);
		}
	}

	async plan_meeting(stage, body, title, number) {
		const [{ stage_id, body_id }] = await this.behind.rows(`select stage.id as stage_id, body.id as body_id from stage join round on round.id = stage.round_id
			join plan on plan.id = round.plan_id, body where plan.code = '${this.plan.plan.code}' and round.code = '${this.round.code}' and stage.code = '${stage.code}' and body.code = '${body}'`);
		const answer = await this.press('secretariat', '/meetings/new', { title, number, way: 'meeting', held_on: today(), place: '第一会議室' },
			'', [], `/meetings/new?stage=${stage_id}&body=${body_id}`);
		const meeting = Number(/\d+/.exec(answer.location)[0]);
		await this.press('secretariat', `/meetings/${meeting}/freeze`, {});
		return meeting;
	}

	// The chair approves the whole agenda on one page, and signs.
	async sign_off(stage, body, title) {
		const meeting = await this.plan_meeting(stage, body, title, '資料１'), role = `chair:${body}`, address = `/meetings/${meeting}/agenda`;
		const papers = (await this.waiting()).filter((it) => it.desk === body && it.stage === stage.code);
		await this.press(role, address, { ...await this.filled(role, address, `${title}の意見。`), act: 'rest' });
		await this.press(role, `/meetings/${meeting}/sign-off`, { act: 'sign', statement: `${title}の評価として決裁する。`, password }, 'approve', papers.map((it) => this.sheet(it.sheet_id)));
		this.ledger.sign_offs++;
		return meeting;
	}
}
