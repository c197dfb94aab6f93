// table.mjs: measured figures become lines: what must be reached, what is aimed for, what was measured, and whether it is enough.

// The administrator's pages, measured at 8 connections as the lists of sheets are.
export const people_pages = ['M', 'T', 'G'];

// The median of same-round ratios, and between which they lay.
export function ratio(rounds, of) {
	const values = rounds.map(of).filter(Number.isFinite).sort((a, b) => a - b);
	const middle = values.length >> 1;
	const median = values.length % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
	return { value: median, low: values[0], high: values.at(-1) };
}

const combined = ({ empty, sql }) => 1 / (1 / empty.rate + 1 / sql.rate);
const at = (rounds, page, connections, of) => ratio(rounds, (round) => of(round[page][connections]));

function figures_of_pages(rounds) {
	const figures = [];
	const add = (text, least, aim, result) => figures.push({ text, must: least, aim, ...result, more: true });
	const most = (text, must, aim, result) => figures.push({ text, must, aim, ...result, more: false });
	for (const page of ['A', 'B', 'P', 'C', ...people_pages])
		add(`${page} at 8 connections / combined limit`, page === 'C' ? 0.7 : 0.65, 0.85, at(rounds, page, 8, (it) => it.page.rate / combined(it)));
	for (const page of ['A', 'B', 'C'])
		add(`${page} at 64 connections / combined limit`, 0.75, 0.95, at(rounds, page, 64, (it) => it.page.rate / combined(it)));
	for (const page of ['A', 'B', 'C'])
		most(`${page}: median at 1 connection / (empty + its SQL)`, 2.2, 1.6, at(rounds, page, 1, (it) => it.page.p50 / (it.empty.p50 + it.sql.p50)));
	for (const page of ['A', 'B', 'P', 'C', ...people_pages])
		most(`${page}: p99 at 8 connections / pgbench's p99`, 2.5, 1.8, at(rounds, page, 8, (it) => it.page.p99 / it.sql.p99));
	for (const page of ['A', 'B', 'P'])
		add(`${page} at many times the rows in all / at 1 x`, 0.9, 1, ratio(rounds, (round) => round[page].grown.rate / round[page].plain.rate));
	most('A: time with many times the rows in its queue / at 1 x', 3, 1.3, ratio(rounds, (round) => round.A.plain.rate / round.A.desk.rate));
	return figures;
}

function figures_once({ memory, starts, many, storm, wrong, lost, signed }) {
	const count = (of) => Object.values(of).reduce((a, b) => a + b, 0);
	const sorted = [...starts].sort((a, b) => a - b);
	const one = (text, must, aim, value, note = '') => ({ text, must, aim, value, low: value, high: value, more: false, note });
	return [
		one('signing off 100 sheets, password apart / the same rows in one bare transaction', 3, 2, signed.ratio,
			`${signed.median(signed.whole).toFixed(0)} ms, of which ${signed.median(signed.password).toFixed(0)} ms are the password; bare ${signed.median(signed.bare).toFixed(0)} ms`),
		one(`memory of ${memory.processes} processes of Chosho (PSS), MB`, 25, 12, memory.megabytes),
		{ ...one('start of a worker to its first good page, s', 0.3, 0.05, sorted[sorted.length >> 1]), low: sorted[0], high: sorted.at(-1) },
		one(`other answers at 64 connections (of ${many.good})`, 0, 0, count(many.wrong), JSON.stringify(many.wrong)),
		one(`other answers in a storm of ${storm.people} sign-ins (${storm.lasted.toFixed(0)} s)`, 0, 0, storm.wrong + count(storm.busy.wrong), JSON.stringify(storm.busy.wrong)),
		one("forms' p99 during that storm / in quiet", 2, 1.2, storm.busy.p99 / storm.quiet.p99, `${storm.quiet.p99 / 1000} ms, ${storm.busy.p99 / 1000} ms`),
		one('other answers in all rounds', 0, 0, count(wrong), JSON.stringify(wrong)),
		one('submits acknowledged and not found in the database, or found twice', 0, 0, lost),
	];
}

const shown = (value) => (Number.isInteger(value) ? `${value}` : value.toFixed(value < 10 ? 2 : 1));

function line_of({ text, must, aim, value, low, high, more, note = '' }) {
	const enough = (limit) => (more ? value >= limit : value <= limit);
	const verdict = enough(aim) ? 'aim reached' : enough(must) ? 'must reached' : 'NOT REACHED';
	const spread = low === high ? '' : ` (${shown(low)}-${shown(high)})`;
	return [text.padEnd(66), `${more ? '>=' : '<='} ${must}`.padStart(8), `${aim}`.padStart(6), `${shown(value)}${spread}`.padStart(22), `  ${verdict}`, note === '{}' ? '' : ` ${note}`].join('').trimEnd();
}

function rates(rounds) {
	const lines = ['', 'Medians behind it: requests per second (p50 / p99 in ms)', ''];
	const cell = (results) => {
		const median = (of) => ratio(results, of).value;
		return `${median((it) => it.rate).toFixed(0)} (${(median((it) => it.p50) / 1000).toFixed(2)} / ${(median((it) => it.p99) / 1000).toFixed(2)})`.padStart(26);
	};
	lines.push(`${''.padEnd(24)}${'page'.padStart(26)}${'empty'.padStart(26)}${'its SQL'.padStart(26)}`);
	for (const page of ['A', 'B', 'P', 'C', ...people_pages])
		for (const connections of Object.keys(rounds[0][page]).filter((key) => /^\d+$/.test(key)))
			lines.push(`${`${page} at ${connections}`.padEnd(24)}${['page', 'empty', 'sql'].map((kind) => cell(rounds.map((round) => round[page][connections][kind]))).join('')}`);
	for (const [page, kind] of [['A', 'plain'], ['A', 'grown'], ['A', 'desk'], ['B', 'plain'], ['B', 'grown'], ['P', 'plain'], ['P', 'grown']])
		lines.push(`${`${page} at 8, ${kind}`.padEnd(24)}${cell(rounds.map((round) => round[page][kind]))}`);
	return lines;
}

export function table(rounds, once, heading) {
	const head = ['figure'.padEnd(66), 'must'.padStart(8), 'aim'.padStart(6), 'measured (spread)'.padStart(22)].join('');
	return [...heading, '', head, ...[...figures_of_pages(rounds), ...figures_once(once)].map(line_of), ...rates(rounds), ''].join('\n');
}
