// rows.mjs: table.mjs taken apart into its rows, and who may read and find what beside its pages.

import { groups, table } from './table.mjs';

// Who may read what member_k said of a sheet, wherever it stands; nobody else finds it. A ballot's comment is read by the
// body once it has decided, an answer once the head has approved it.
export const readers = {
	opinion: { at_council: 'council overseers', at_both: 'council overseers', from_council: 'council overseers', settled: 'council overseers' },
	comment: {
		at_council: 'member_k chair_k deputy_k overseers', at_both: 'member_k chair_k deputy_k overseers',
		from_council: 'council overseers', settled: 'council overseers',
	},
	question: {
		at_council: 'department_a council overseers', at_both: 'department_a council overseers',
		from_council: 'department_a council overseers', settled: 'department_a council overseers',
	},
	answer: { at_both: 'department_a overseers', settled: 'department_a council overseers' },
};

// Which of the objects a person may find in lists and anywhere else: those whose page answers them.
export const may_know = 'GET /sheets/{id}';

const words = (text) => text.trim().split(/\s+/).filter(Boolean);
export const members = (text) => words(text).flatMap((word) => (groups[word] ? words(groups[word]) : [word]));

function cells_of(line) {
	const [, objects, rest] = line.match(/^\s*([^:]+):\s*(.*)$/);
	const given = new Map();
	for (const clause of rest.split(';')) {
		const [left, becomes] = clause.split('=>');
		const [outcome, ...who] = words(left);
		for (const person of members(who.join(' '))) if (!given.has(person)) given.set(person, { outcome, becomes: becomes?.trim() });
	}
	return members(objects).map((object) => ({ object, given }));
}

// [{ method, address, action, object, given: Map(person → { outcome, becomes }) }], one for each object of each line.
export function rows_of(text = table) {
	const rows = [];
	let head = null;
	for (const line of text.replace(/:\n\s+/g, ': ').split('\n')) {
		if (!line.trim()) continue;
		const match = line.match(/^(GET|POST) (\S+)(?: with (\w+))?$/);
		if (match) head = { method: match[1], address: match[2], action: match[3] };
		else rows.push(...cells_of(line).map((cell) => ({ ...head, ...cell })));
	}
	return rows;
}
