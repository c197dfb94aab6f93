-- The round: one collection of a plan's sheets, and the route that they take.

-- A round 評価回.
create table round (
	id bigint generated always as identity primary key,
	plan_id bigint not null references plan,
	code text not null,
	position integer not null,
	title text not null,
	fiscal_year integer not null,             -- the year that is evaluated
	term text not null check (term in ('start', 'interim', 'final')), -- 期首, 上半期, 年度末
	form_id bigint not null references form,
	opens_on date not null,
	due_on date not null,
	late text not null check (late in ('accept', 'refuse')), -- what happens to sheets after the due date
	is_history boolean not null default false, -- took place before Chosho: its sheets came in settled, 移行
	unique (plan_id, code)
);
create index round_year on round (fiscal_year desc, id);

-- A stage 審査段階 of a round's route, in order.
create table stage (
	id bigint generated always as identity primary key,
	round_id bigint not null references round,
	code text not null,
	position integer not null,                -- from 1
	title text not null,
	kind text not null check (kind in ('head', 'secretariat', 'body')),
	body_id bigint references body,           -- for body: where no routed tag says otherwise
	due_on date,
	form_id bigint references form,           -- what the stage itself records: 内部評価
	unique (round_id, code),
	unique (round_id, position) deferrable
);

-- Items that carry this tag go to this body in this stage.
create table stage_route (
	stage_id bigint not null references stage,
	tag_id bigint not null references tag,
	body_id bigint not null references body,
	position integer not null,
	primary key (stage_id, tag_id, body_id)
);

-- 抽出: where a stage has rows here, only these items go through it.
create table stage_item (
	stage_id bigint not null references stage,
	item_id bigint not null references item,
	position integer not null,
	primary key (stage_id, item_id)
);

grant select, insert, update on round, stage to chosho_web;
grant select, insert, update, delete on stage_route, stage_item to chosho_web;
