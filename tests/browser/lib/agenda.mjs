// agenda.mjs: the demo city on the eve of a meeting of its 推進会議: so many sheets of this year's round, each with what its
// department wrote in an earlier one, have passed their head and the secretariat. Over plain HTTP, through the site.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controls_of, form_of, Person } from '../../fault/person.mjs';
import { open_behind } from '../../fault/behind.mjs';
import { add_account, import_plan, root } from './installation.mjs';

const file = join(root, 'tests/demo/city.json');
const city = JSON.parse(readFileSync(file, 'utf8'));
const round = city.rounds.find((it) => it.code === 'r8-chukan');

async function press(person, address, changes) {
	const answer = await person.press(address, changes);
	if (answer.status !== 303) throw new Error(`${person.login}: ${address} is ${answer.status}`);
}

// What the department wrote then, and a figure for every indicator.
async function filled(person, address, values) {
	const controls = controls_of(form_of(await person.page(address), address));
	const figures = controls.filter((it) => it.name?.startsWith('value-actuals-')).map((it, at) => [it.name, Object.values(values.actuals ?? {})[at] ?? '12回']);
	return { ...Object.fromEntries(figures), 'value-outcome': values.outcome, 'value-issues': values.issues ?? '特になし', 'value-grade': values.grade, next: 'save' };
}

export async function make_agenda(count) {
	import_plan(file);
	const behind = open_behind();
	const sheets = new Map((await behind.rows(`select item.code, sheet.id from sheet join item on item.id = item_id join round on round.id = round_id
		where round.code = '${round.code}'`)).map((it) => [it.code, it.id]));
	const people = new Map();
	const person = async (role) => {
		if (!people.has(role)) {
			const login = `eve-${role.replace(':', '-')}`;
			add_account({ login, name: `試験 ${role}`, roles: [role], department: /^(author|head):/.test(role) ? role.split(':')[1] : undefined, organization: city.plan.organization });
			people.set(role, await new Person(login).sign_in());
		}
		return people.get(role);
	};
	const waiting = async (sheet) => `/reviews/${(await behind.rows(`select id from review where sheet_id = ${sheet} and state = 'waiting'`))[0].id}`;
	const told = city.evaluations.filter((it) => it.round === 'r6-chukan' && it.values.grade && sheets.has(it.item)).slice(0, count);
	if (told.length < count) throw new Error(`the demo city has ${told.length} sheets to show`);
	for (const { item, values } of told) {
		const sheet = sheets.get(item), lead = city.items.find((it) => it.code === item).departments[0];
		const author = await person(`author:${lead}`), edit = `/sheets/${sheet}/edit`;
		await press(author, edit, await filled(author, edit, values));
		await press(author, `/sheets/${sheet}/check`, form_of(await author.page(`/sheets/${sheet}/check`), `/sheets/${sheet}/check`).includes('parts_reason') ? { parts_reason: '急ぐため' } : {});
		await press(await person(`head:${lead}`), await waiting(sheet), { act: 'approve' });
		await press(await person('secretariat'), await waiting(sheet), { act: 'approve' });
	}
	for (const role of ['chair:suishin', 'deputy:suishin', 'member:suishin']) await person(role);
	return { behind, people, sheets: told.map((it) => sheets.get(it.item)) };
}
