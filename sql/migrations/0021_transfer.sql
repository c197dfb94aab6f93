-- Transfers 人事異動: who leaves, comes and moves on one day, from a list that is looked at before it is confirmed. What a
-- confirmed list wrote is noted, so that exactly that can be taken back until the day comes.

create table transfer (
	id bigint generated always as identity primary key,
	organization_id bigint references organization,
	effective_on date not null,               -- 発令日: the first day in the new posts
	state text not null default 'draft' check (state in (
		'draft',                          -- being looked at: nothing is changed
		'asked',                          -- confirmed by one administrator, and a second one is needed
		'planned',                        -- roles end and begin by their dates
		'done',                           -- the day has come, and what was waiting is handed over
		'undone')),                       -- taken back before the day came
	list text not null,                       -- as it was pasted or sent in
	made_by bigint not null references account,
	at timestamptz not null default now(),
	version bigint not null default 1,
	reason text,                              -- with one administrator only: why it could not wait for a second
	confirmed_by bigint references account,
	confirmed_at timestamptz,
	second_by bigint references account,      -- the second administrator, where the roles need one
	second_at timestamptz,
	done_at timestamptz,
	undone_by bigint references account,
	undone_at timestamptz,
	check (second_by <> confirmed_by),
	check ((state = 'draft') = (confirmed_by is null)),
	check ((state = 'done') = (done_at is not null)),
	check ((state = 'undone') = (undone_by is not null))
);
create index transfer_state on transfer (state, effective_on);
grant select, insert, update, delete on transfer to chosho_web;

-- One person of a confirmed list.
create table transfer_line (
	transfer_id bigint not null references transfer,
	account_id bigint not null references account,
	line bigint not null,                     -- of the list
	kind text not null check (kind in ('leave', 'come', 'move')),
	from_department_id bigint references department,
	to_department_id bigint references department,
	successor_id bigint references account,   -- 後任: gets what waits for the person by name; null: the post does
	is_new boolean not null default false,    -- the account was made by this list
	from_before date,                         -- what the account's days and department were
	until_before date,
	department_before bigint references department,
	summary text not null,                    -- in words, as it was confirmed
	primary key (transfer_id, account_id),
	check (successor_id <> account_id)
);
create index transfer_line_account on transfer_line (account_id);
grant select, insert on transfer_line to chosho_web;

-- An assignment that a confirmed list begins or ends.
create table transfer_post (
	transfer_id bigint not null references transfer,
	kind text not null check (kind in ('begin', 'end')),
	assignment_id bigint not null,            -- one that was begun is gone again when the list was taken back
	until_before date,                        -- end: its last day before
	primary key (transfer_id, kind, assignment_id)
);
grant select, insert on transfer_post to chosho_web;

-- Whatever the program does: nobody grants themselves a role, and some roles need two administrators or a reason on record.
create function transfer_grants() returns trigger language plpgsql as $$
begin
if exists (select from assignment join transfer on transfer.id = new.transfer_id
            where assignment.id = new.assignment_id and new.kind = 'begin'
              and (assignment.account_id in (transfer.confirmed_by, transfer.second_by)
                   or (assignment.role in ('chair', 'deputy', 'secretariat', 'administrator')
                       and transfer.second_by is null and coalesce(transfer.reason, '') = ''))) then
	raise exception 'a transfer grants what needs somebody else' using errcode = 'check_violation';
end if;
return null;
end $$;
create constraint trigger transfer_grants after insert on transfer_post for each row execute function transfer_grants();

-- Only what has not begun can be taken back altogether.
grant delete on assignment to chosho_web;
create function assignment_stays() returns trigger language plpgsql as $$
begin
if old.from_on <= current_date then
	raise exception 'an assignment that has begun stays on record' using errcode = 'check_violation';
end if;
return old;
end $$;
create trigger assignment_stays before delete on assignment for each row execute function assignment_stays();

-- A change that holds from a later day on ends no session today: the day itself does that, because roles are read with every request.
create or replace function assignment_ends_sessions() returns trigger language plpgsql as
$$ begin
if tg_op = 'INSERT' and new.from_on > current_date then
	return null;
end if;
if tg_op = 'UPDATE' and coalesce(old.until_on, 'infinity') > current_date and coalesce(new.until_on, 'infinity') > current_date
   and (old.account_id, old.role, old.department_id, old.body_id, old.from_on)
       is not distinct from (new.account_id, new.role, new.department_id, new.body_id, new.from_on) then
	return null;
end if;
delete from session where account_id = new.account_id;
return null;
end $$;
