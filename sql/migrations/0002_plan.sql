-- The plan: a municipality's plan with its tree of items, and everything that a round needs to ask about it.
-- Codes are the plan package's (chosho-plan/1); positions keep the printed order, counted from 1.

-- A plan 計画: one printed document.
create table plan (
	id bigint generated always as identity primary key,
	code text not null unique,                -- short name, unique in the installation: chiiki-2024
	title text not null,
	organization_id bigint not null references organization,
	first_year integer not null,              -- fiscal years, as the calendar year in which they begin
	last_year integer not null,
	source text,                              -- title of the printed document
	position bigint generated always as identity, -- plans are listed in the order in which they came
	check (first_year <= last_year)
);

-- The names of the tree's levels from the top: 基本方針, 施策の柱, …
create table plan_level (
	plan_id bigint not null references plan,
	level integer not null,                   -- from 1
	title text not null,
	primary key (plan_id, level)
);

-- The departments that a plan names, in its order.
create table plan_department (
	plan_id bigint not null references plan,
	department_id bigint not null references department,
	position integer not null,
	primary key (plan_id, department_id)
);

-- The bodies 会議体 that a plan names, in its order.
create table plan_body (
	plan_id bigint not null references plan,
	body_id bigint not null references body,
	position integer not null,
	primary key (plan_id, body_id)
);

-- A tag 分野・構成計画・区分: sorts items across the tree and routes them to bodies.
create table tag (
	id bigint generated always as identity primary key,
	plan_id bigint not null references plan,
	code text not null,
	position integer not null,
	title text not null,
	"group" text,                             -- tags of one group are shown together
	mark text,                                -- the sign printed in a matrix: ●
	unique (plan_id, code)
);

-- A scale 評価区分: an ordered list of values.
create table scale (
	id bigint generated always as identity primary key,
	plan_id bigint not null references plan,
	code text not null,
	position integer not null,
	title text not null,
	unique (plan_id, code)
);

-- A value of a scale, in print order.
create table scale_value (
	scale_id bigint not null references scale,
	code text not null,                       -- what is printed: A, ○
	position integer not null,
	label text not null,                      -- what it means
	rank integer,                             -- higher is better; null where it is no degree of progress
	primary key (scale_id, code)
);

-- An item 項目: a node of the plan's tree.
create table item (
	id bigint generated always as identity primary key,
	plan_id bigint not null references plan,
	code text not null,
	parent_id bigint references item,         -- null at the top
	position integer not null,                -- print order in the whole plan
	level integer not null,                   -- 1 at the top
	number text not null default '',          -- as printed: ①, 1-1-1, 【取組１】
	title text not null,
	goal text,
	description text,
	is_priority boolean not null default false, -- 重点
	is_evaluated boolean not null default false, -- a sheet is made for it in each round
	repeats_id bigint references item,        -- 再掲: shows that item's sheet, has none of its own
	unique (plan_id, code)
);
create index item_parent on item (parent_id);
create index item_repeats on item (repeats_id) where repeats_id is not null;

create table item_tag (
	item_id bigint not null references item,
	tag_id bigint not null references tag,
	position integer not null,
	primary key (item_id, tag_id)
);

-- The departments of an item: position 1 leads 主管課, the others contribute 関係課.
create table item_department (
	item_id bigint not null references item,
	department_id bigint not null references department,
	position integer not null,
	primary key (item_id, department_id)
);

-- An indicator 指標 of an item.
create table indicator (
	id bigint generated always as identity primary key,
	plan_id bigint not null references plan,
	code text not null,
	position integer not null,
	item_id bigint not null references item,
	activity text,                            -- 事業(取組)内容
	name text not null,                       -- 成果(活動)指標
	kind text not null check (kind in ('quantitative', 'qualitative')),
	unit text,
	repeats_id bigint references indicator,   -- 再掲
	unique (plan_id, code)
);
create index indicator_item on indicator (item_id, position);

create table indicator_department (
	indicator_id bigint not null references indicator,
	department_id bigint not null references department,
	position integer not null,
	primary key (indicator_id, department_id)
);

-- A target 目標値 for a fiscal year: text as printed, and the number in it where there is one.
create table target (
	indicator_id bigint not null references indicator,
	fiscal_year integer not null,
	text text not null,
	number numeric,                           -- 15 of 15事業者以上
	comparison text check (comparison in ('at_least', 'at_most', 'equal')),
	primary key (indicator_id, fiscal_year)
);

-- A count table 件数表 of an item. Totals are never stored: they are computed.
create table tally (
	id bigint generated always as identity primary key,
	plan_id bigint not null references plan,
	code text not null,
	position integer not null,
	item_id bigint not null references item,
	title text not null,
	unit text,
	row_titles text[] not null,
	column_titles text[] not null,
	unique (plan_id, code)
);

-- A form 様式: the fields that a sheet, or a stage of the review, asks for.
create table form (
	id bigint generated always as identity primary key,
	plan_id bigint not null references plan,
	code text not null,
	position integer not null,
	title text not null,
	unique (plan_id, code)
);

create table form_field (
	form_id bigint not null references form,
	code text not null,                       -- the key in a sheet's content
	position integer not null,
	title text not null,
	help text,
	type text not null check (type in ('text', 'choice', 'indicators', 'tally')),
	scale_id bigint references scale,         -- for choice
	tally_id bigint references tally,         -- for tally
	is_required boolean not null default false,
	max_chars integer,                        -- for text: code points, line breaks counted once
	is_published boolean not null default false, -- 公表される
	primary key (form_id, code)
);

grant select, insert, update on plan, tag, scale, item, indicator, tally, form to chosho_web;
-- What belongs to one of the above is replaced as a whole when a package is imported again.
grant select, insert, update, delete on plan_level, plan_department, plan_body, scale_value, item_tag, item_department,
	indicator_department, target, form_field to chosho_web;

-- A package that was sent in and waits for its sender to confirm the preview. Ends after a day.
create table plan_upload (
	id bigint generated always as identity primary key,
	account_id bigint not null references account,
	file_name text not null,
	package text not null,
	at timestamptz not null default now()
);
grant select, insert, delete on plan_upload to chosho_web;
