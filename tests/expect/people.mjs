// people.mjs: the plan and the people of the expectation table. Four departments (a leads nearly everything, b contributes to
// one item and leads two, c has nothing to do with any of it, d leads one and has no head), three bodies (k decides the last stage, s what carries the
// tag ko, n nothing), and for each role somebody of each relation.

export const people = {
	author_a: { department: 'a', roles: ['author:a'] },
	head_a: { department: 'a', roles: ['head:a'] },
	both_a: { department: 'a', roles: ['author:a', 'head:a'] },
	author_b: { department: 'b', roles: ['author:b'] },
	head_b: { department: 'b', roles: ['head:b'] },
	author_c: { department: 'c', roles: ['author:c'] },
	head_c: { department: 'c', roles: ['head:c'] },
	author_d: { department: 'd', roles: ['author:d'] },
	former_a: { department: 'c', roles: ['author:c'], ended: ['author:a', 'head:a'] },
	coming_a: { department: 'c', roles: ['author:c'], coming: ['author:a', 'head:a'] },
	secretariat: { department: 'c', roles: ['secretariat'] },
	administrator: { department: 'c', roles: ['administrator'] },
	auditor: { department: 'c', roles: ['auditor'] },
	member_k: { roles: ['member:k'] },
	second_k: { roles: ['member:k'] }, // has said nothing of anything
	chair_k: { roles: ['chair:k'] },
	deputy_k: { roles: ['deputy:k'] },
	member_s: { roles: ['member:s'] },
	chair_s: { roles: ['chair:s'] },
	deputy_s: { roles: ['deputy:s'] },
	chair_n: { roles: ['chair:n'] },
	former_k: { roles: [], ended: ['chair:k', 'deputy:k'] },
	plain: { department: 'a', roles: [], ended: ['author:a'] },
};

// The objects: one item for each, and the round in which its sheet is looked at. Text and title of each carry a sign that
// nobody may find who may not know of it.
export const objects = {
	draft: {},
	shared: { departments: ['a', 'b'] },      // b is writing its part
	part_in: { departments: ['a', 'b'] },     // b has handed its part in
	part_back: { departments: ['a', 'b'] },   // a has handed it back
	part_review: { departments: ['a', 'b'] }, // submitted with it: at the head
	at_head: {},
	own: {},              // at the head, submitted by somebody who is author and head
	at_secretariat: {},
	deferred: {},         // went on to the secretariat while the heads were away
	no_head: { departments: ['d'] }, // before a head's desk that nobody holds
	at_council: {},
	at_sub: { tags: ['ko'] },
	at_both: { tags: ['ko', 'ken'] },
	returned: {},         // by the secretariat
	from_council: {},     // returned by the council
	again: {},            // the same, and submitted again: the council has had the first edition only
	settled: {},
	corrected: {},        // settled, and open again for a correction
	excluded: {},
	withdrawn: {},        // submitted and taken back
	unopened: { round: 'later' },
	overdue: { round: 'over' },
	history: { round: 'before' },
	b_draft: { departments: ['b'] },
	b_settled: { departments: ['b'] },
};

export const sign = {
	text: (name) => `zk${name.replace('_', '')}textq`,
	title: (name) => `zk${name.replace('_', '')}titleq`,
	reason: (name) => `zk${name.replace('_', '')}reasonq`,
	part: (name) => `zk${name.replace('_', '')}partq`,
	record: (name) => `zk${name.replace('_', '')}recordq`,
	opinion: (name) => `zk${name.replace('_', '')}opinionq`,
	comment: (name) => `zk${name.replace('_', '')}commentq`,
	question: (name) => `zk${name.replace('_', '')}questionq`,
	answer: (name) => `zk${name.replace('_', '')}answerq`,
};

export const day = (from_today) => new Date(Date.now() + 9 * 3600e3 + from_today * 86400e3).toISOString().slice(0, 10);

// Lists of transfers, as they are pasted.
export const transfers = {
	draft: 'ログインID\t氏名\t新所属\t新役割\t後任\nauthor_c\t\t課d\t担当者\t\nmember_new\t新人 太郎\t課c\t担当者\t\n',
	wrong: 'ログインID\t旧所属\t新所属\t新役割\nauthor_a\t課a\t課z\t担当者\nnobody_here\t課a\t課b\t神主\n',
	planned: 'ログインID\t区分\nplain\t転出\n',
};

const stages = [
	{ code: 'head', title: '所属長の確認', kind: 'head' },
	{ code: 'office', title: '事務局の点検', kind: 'secretariat' },
	{
		code: 'body', title: '会議体の評価', kind: 'body', body: 'k', form: 'inner',
		routes: [{ tag: 'ko', body: 's' }, { tag: 'ken', body: 'k' }],
	},
];

// All rounds are open while the world is made; `later` and `over` get their dates afterwards.
const round = (code, more) => ({
	code, title: `評価回 ${code}`, fiscal_year: 2025, term: 'final', form: 'sheet', opens_on: day(-30), due_on: day(30), late: 'accept',
	stages, ...more,
});

export function plan() {
	return {
		format: 'chosho-plan/1',
		plan: { code: 'expect', title: '期待の計画', organization: '期待市', first_year: 2024, last_year: 2029 },
		levels: ['目標', '取組'],
		departments: ['a', 'b', 'c', 'd'].map((code) => ({ code, title: `課${code}` })),
		bodies: ['k', 's', 'n'].map((code) => ({ code, title: `会議体${code}` })),
		tags: [{ code: 'ko', title: '高齢' }, { code: 'ken', title: '健康' }],
		scales: [{ code: 'grade', title: '評価', values: [{ code: 'A', label: '達成', rank: 2 }, { code: 'B', label: '未達成', rank: 1 }] }],
		items: [
			{ code: 'top', parent: null, level: 1, number: '1', title: '目標' },
			...Object.entries(objects).map(([code, it], at) => ({
				code, parent: 'top', level: 2, number: `1-${at + 1}`, title: `取組 ${sign.title(code)}`, evaluated: true,
				departments: it.departments ?? ['a'], tags: it.tags ?? [],
			})),
		],
		indicators: [
			{ code: 'times', item: 'history', name: '開催回数', kind: 'quantitative', unit: '回', targets: { 2024: '12回以上', 2025: '24回以上' } },
			{ code: 'ways', item: 'history', activity: '検討', name: '進め方', kind: 'qualitative', targets: { 2025: '調査・研究' } },
		],
		forms: [
			{
				code: 'sheet', title: '調書', fields: [
					{ code: 'result', title: '成果', type: 'text', required: true, max_chars: 400 },
					{ code: 'grade', title: '評価', type: 'choice', scale: 'grade', required: true },
					{ code: 'actuals', title: '指標の実績', type: 'indicators' },
				],
			},
			{ code: 'inner', title: '内部評価', fields: [
				{ code: 'grade', title: '会議体の評価', type: 'choice', scale: 'grade' }, { code: 'opinion', title: '意見', type: 'text', max_chars: 400 },
			] },
		],
		rounds: [
			round('before', { fiscal_year: 2024, history: true, opens_on: day(-400), due_on: day(-370) }),
			round('now'), round('later'), round('over', { late: 'refuse' }),
		],
		evaluations: [
			{ round: 'before', item: 'history', values: { result: sign.text('history'), grade: 'A', actuals: { times: '14回', ways: '調査した' } } },
		],
	};
}
