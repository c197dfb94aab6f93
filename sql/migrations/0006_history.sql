-- The history 記録: who did what, when and why. Append-only: the web role may add and read, and a trigger stops everybody.

create table event (
	id bigint generated always as identity primary key,
	at timestamptz not null default now(),
	action text not null,                     -- submit, approve, return, … import
	account_id bigint references account,     -- null: the operator, at the command line
	actor text not null,                      -- their name at that time
	plan_id bigint references plan,
	sheet_id bigint references sheet,
	review_id bigint references review,
	edition bigint,
	stage text,                               -- the stage's title at that time
	reason text                               -- what was given as the reason
);
create index event_sheet on event (sheet_id, id);

create function event_stays() returns trigger language plpgsql as
$$ begin raise exception 'history is append-only'; end $$;
create trigger event_stays before update or delete or truncate on event
	for each statement execute function event_stays();

grant select, insert on event to chosho_web;
