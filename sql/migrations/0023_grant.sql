-- Who may do what, and who said so: accounts have a state, each assignment is recorded in the history as it begins and ends,
-- nobody grants themselves anything, and who decides or administers is granted by two.

-- How an account stands today. Said in one place.
create function account_state(a account) returns text language sql stable parallel safe as
$$ select case when a.stopped_at is not null then 'stopped'
               when a.until_on < current_date then 'ended'
               when a.from_on > current_date then 'coming'
               when a.password_hash is null then 'new'
               else 'active' end $$;
grant execute on function account_state(account) to chosho_web;

alter table assignment
	add column version bigint not null default 1, -- grows with every change of its days
	add column granted_by bigint references account, -- who gave it; null: the operator, or a change of departments
	add column approved_by bigint references account, -- the second administrator, where two are needed
	-- Said with a change and kept in its event alone; empty again afterwards.
	add column by_id bigint references account, -- who changes it; null: the operator
	add column words text,                    -- why
	add constraint assignment_not_own check (granted_by <> account_id and approved_by <> account_id),
	add constraint assignment_two check (approved_by <> granted_by);

-- A fingerprint of an assignment as it stands: its latest event holds it.
create function assignment_hash(a assignment) returns text language sql stable parallel safe as
$$ select encode(sha256(convert_to(json_build_array(a.id, a.version, a.account_id, a.role, a.department_id, a.body_id, a.from_on,
	a.until_on, a.granted_by, a.approved_by)::text, 'UTF8')), 'hex') $$;
grant execute on function assignment_hash(assignment) to chosho_web;

-- 担当者：高齢福祉課（2026-04-01から2027-03-31まで）
create function assignment_words(a assignment) returns text language sql stable as
$$ select case a.role when 'author' then '担当者' when 'head' then '所属長' when 'secretariat' then '事務局' when 'member' then '委員'
                      when 'chair' then '委員長' when 'deputy' then '職務代理者' when 'administrator' then '管理者' else '監査' end
       || coalesce('：' || (select title from department_name name where name.department_id = a.department_id
                     and fiscal_year(a.from_on) between name.first_year and name.last_year), '：' || (select title from body where id = a.body_id), '')
       || '（' || to_char(a.from_on, 'YYYY-MM-DD') || 'から' || coalesce(to_char(a.until_on, 'YYYY-MM-DD') || 'まで', '') || '）' $$;
grant execute on function assignment_words(assignment) to chosho_web;

-- Every assignment that begins, ends or changes its days is an event, whoever writes it; to_stage says which one by its number.
-- What was granted, to whom, for what and by whom, stays.
create function assignment_is_told() returns trigger language plpgsql as $$
declare
	deed text;
begin
	if tg_op = 'DELETE' then
		insert into event (action, actor, subject_id, department_id, reason, to_stage, content_hash)
		values ('take role back', '取消し', old.account_id, old.department_id, assignment_words(old), old.id::text, assignment_hash(old));
		return old;
	end if;
	if tg_op = 'INSERT' then
		deed := 'grant';
		if new.role in ('secretariat', 'chair', 'deputy', 'administrator') and current_user = 'chosho_web'
		   and (new.granted_by is null or (new.approved_by is null and coalesce(new.words, '') = ''))
		   and exists (select from assignment where role = 'administrator') then
			raise exception 'who decides or administers is granted by two, or with a reason' using errcode = 'check_violation';
		end if;
	else
		if row(new.account_id, new.role, new.department_id, new.body_id, new.granted_by, new.approved_by)
		   is distinct from row(old.account_id, old.role, old.department_id, old.body_id, old.granted_by, old.approved_by) then
			raise exception 'what was granted stays; only its days change' using errcode = 'check_violation';
		end if;
		deed := case when new.from_on = old.from_on and new.until_on is not distinct from old.until_on then null
		             when new.from_on = old.from_on and new.until_on < coalesce(old.until_on, 'infinity') then 'end role'
		             else 'change role' end;
		new.version := old.version + case when deed is null then 0 else 1 end;
	end if;
	if deed is not null then
		insert into event (action, account_id, actor, subject_id, department_id, reason, to_stage, content_hash)
		values (deed, new.by_id, coalesce((select name from account where id = new.by_id), '運用担当（コマンド）'), new.account_id,
		        new.department_id, assignment_words(new) || coalesce(E'\n' || nullif(new.words, ''), ''), new.id::text,
		        assignment_hash(new));
	end if;
	new.by_id := null;
	new.words := null;
	return new;
end $$;

-- What was assigned before this was recorded is recorded now.
insert into event (action, actor, subject_id, department_id, reason, to_stage, content_hash)
select 'grant', '運用担当（コマンド）', account_id, department_id, assignment_words(assignment), id::text, assignment_hash(assignment)
  from assignment order by id;
create trigger assignment_is_told before insert or update or delete on assignment
	for each row execute function assignment_is_told();
create index event_assignment on event (to_stage, id) where action in ('grant', 'end role', 'change role', 'take role back');

-- A role that waits for a second administrator 役割の承認待ち.
create table grant_request (
	id bigint generated always as identity primary key,
	account_id bigint not null references account, -- who is to have it
	role text not null check (role in ('secretariat', 'chair', 'deputy', 'administrator')),
	body_id bigint references body,
	from_on date not null,
	until_on date,
	reason text not null,
	asked_by bigint not null references account,
	at timestamptz not null default now(),
	state text not null default 'waiting' check (state in ('waiting', 'granted', 'refused', 'withdrawn')),
	decided_by bigint references account,
	decided_at timestamptz,
	remark text,                              -- what was said at the decision
	check ((role in ('chair', 'deputy')) = (body_id is not null)),
	check (until_on is null or from_on <= until_on),
	check ((state = 'waiting') = (decided_at is null)),
	check (asked_by <> account_id and decided_by <> account_id),
	check (state in ('waiting', 'withdrawn') or decided_by <> asked_by)
);
create unique index grant_request_waiting on grant_request (account_id, role, coalesce(body_id, 0)) where state = 'waiting';
create index grant_request_latest on grant_request (state, id);
grant select, insert, update on grant_request to chosho_web;

-- A list of people that was sent in and waits for its sender to confirm the preview. Ends after a day.
create table account_import (
	id bigint generated always as identity primary key,
	account_id bigint not null references account,
	file_name text not null,
	content text not null,
	at timestamptz not null default now()
);
grant select, insert, delete on account_import to chosho_web;

create index session_seen on session (account_id, seen_at);

-- The accounts that a list holds: by name, フリガナ or login (small letters, フリガナ in katakana, without spaces), department,
-- role (none: without any) and state; everything that is empty or 0 narrows nothing.
create function accounts_found(text text, kana text, department bigint, role text, state text) returns setof account
language sql stable parallel safe as
$$ select account.* from account
    where ($1 = '' or strpos(translate(lower(account.name), ' 　', ''), $1) > 0 or strpos(account.login, $1) > 0
           or strpos(translate(account.kana, ' 　', ''), $2) > 0)
      and ($3 = 0 or account.department_id = $3
           or exists (select from assignment
                       where assignment.account_id = account.id and assignment.department_id = $3
                         and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on)))
      and ($4 = '' or ($4 <> 'none') = exists (
               select from assignment
                where assignment.account_id = account.id and ($4 = 'none' or assignment.role = $4)
                  and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on)))
      and ($5 = '' or account_state(account) = $5) $$;
grant execute on function accounts_found(text, text, bigint, text, text) to chosho_web;

-- What somebody holds today, for a line of a list: role|department or body, parted by unit separators.
create function account_roles(account bigint) returns text language sql stable parallel safe as
$$ select string_agg(assignment.role || '|' || coalesce(department.title, body.title, ''), E'\x1f' order by assignment.id)
     from assignment
     left join department_today department on department.id = assignment.department_id
     left join body on body.id = assignment.body_id
    where assignment.account_id = $1
      and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on) $$;
grant execute on function account_roles(bigint) to chosho_web;
