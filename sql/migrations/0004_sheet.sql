-- The sheet 調書: what the lead department hands in for one item in one round.
-- Content is a JSON object keyed by the form's field codes, in the plan package's form: text → text, choice → a value's
-- code, indicators → {indicator code: text}, tally → {row: {column: integer}}. An empty text or cell is an absent key.

create table sheet (
	id bigint generated always as identity primary key,
	round_id bigint not null references round,
	item_id bigint not null references item,
	department_id bigint not null references department, -- the lead department 主管課
	state text not null default 'draft' check (state in ('draft', 'reviewing', 'returned', 'settled', 'excluded')),
	stage_id bigint references stage,         -- the stage that it is at while reviewing
	version bigint not null default 1,        -- grows with every change; guards against two at once
	edition bigint not null default 0,        -- number of the latest edition; 0: never submitted
	content jsonb compression lz4 not null default '{}', -- what is typed now
	stated_totals jsonb,                      -- totals printed in an imported source: field → column → number
	grade text,                               -- for lists: the first choice's value
	excerpt text,                             -- for lists: how the first text begins
	due_on date not null,                     -- the round's, or that of an extension or a return
	is_late boolean not null default false,   -- 遅延: submitted after its due date
	is_migrated boolean not null default false, -- 移行: came in from before Chosho
	saved_by bigint references account,
	saved_at timestamptz,
	submitted_by bigint references account,   -- of the latest edition: may not decide on it
	submitted_at timestamptz,
	since timestamptz not null default now(), -- since when its present holder has it
	unique (round_id, item_id),
	check ((state = 'reviewing') = (stage_id is not null))
);
create index sheet_department on sheet (department_id, round_id, item_id);
create index sheet_item on sheet (item_id);
create index sheet_to_write on sheet (department_id, due_on) where state in ('draft', 'returned');

-- An edition 版: every text that was submitted, for ever.
create table edition (
	sheet_id bigint not null references sheet,
	number bigint not null,                   -- from 1
	content jsonb compression lz4 not null,   -- lz4 gives up early on texts that are hard to compress, unlike pglz
	is_late boolean not null,
	submitted_by bigint references account,   -- null: migrated
	submitted_at timestamptz not null default now(),
	primary key (sheet_id, number)
);

-- A part 関係課記入分: what a contributing department writes into the sheet of a shared item.
create table part (
	sheet_id bigint not null references sheet,
	department_id bigint not null references department,
	content jsonb not null default '{}',
	primary key (sheet_id, department_id)
);

grant select, insert, update on sheet, part to chosho_web;
grant select, insert on edition to chosho_web;
