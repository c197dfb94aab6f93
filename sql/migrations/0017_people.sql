-- People by date: from when until when an account may sign in, what the history says about accounts and departments, one-time
-- passwords, and what people are told on the screen and by mail.

alter table account
	alter column password_hash drop not null, -- null: nothing chosen yet; signs in by an invitation
	add column organization_id bigint references organization, -- 自治体
	add column kana text,                     -- フリガナ: lists are sorted by it
	add column from_on date not null default current_date, -- the first day on which it may sign in
	add column until_on date,                 -- the last day; null: until further notice
	add column version bigint not null default 1, -- grows with every change; guards against two at once
	add constraint account_days check (until_on is null or from_on <= until_on);
update account set organization_id = coalesce(
	(select organization_id from department where department.id = account.department_id),
	(select coalesce(department.organization_id, body.organization_id)
	   from assignment
	   left join department on department.id = assignment.department_id
	   left join body on body.id = assignment.body_id
	  where assignment.account_id = account.id and coalesce(assignment.department_id, assignment.body_id) is not null
	  order by assignment.id limit 1),
	(select min(id) from organization having count(*) = 1));
update account set from_on = (created_at at time zone 'Asia/Tokyo')::date;
create index account_name on account (coalesce(kana, name), id);

-- May this account sign in today? Said in one place.
create function may_sign_in(a account) returns boolean language sql stable parallel safe as
$$ select a.stopped_at is null and current_date >= a.from_on and (a.until_on is null or current_date <= a.until_on) $$;
grant execute on function may_sign_in(account) to chosho_web;

-- A session ends when its account's password or roles change, or when the account is stopped. What ends by its date is read
-- anew with every request.
alter table session
	add column id bigint generated always as identity unique, -- by which its owner names it
	add column browser text;                  -- what the browser says that it is, shortened
create function account_ends_sessions() returns trigger language plpgsql as
$$ begin delete from session where account_id = new.id; return null; end $$;
create trigger account_ends_sessions after update of password_hash, stopped_at on account
	for each row when (old.password_hash is distinct from new.password_hash or old.stopped_at is distinct from new.stopped_at)
	execute function account_ends_sessions();
create function assignment_ends_sessions() returns trigger language plpgsql as
$$ begin delete from session where account_id = new.account_id; return null; end $$;
create trigger assignment_ends_sessions after insert or update on assignment
	for each row execute function assignment_ends_sessions();

-- An invitation 仮パスワード・招待: lets somebody choose a password, once, until it ends. What is typed or clicked is made of the
-- installation's secret and this row (src/account/invitation.h), and stored nowhere.
create table invitation (
	id bigint generated always as identity primary key,
	account_id bigint not null references account,
	kind text not null check (kind in (
		'slip',                           -- a one-time password on paper
		'link')),                         -- an address in a mail
	salt text not null,                       -- random
	made_by bigint references account,        -- null: asked for on the sign-in page, or made at the command line
	batch text,                               -- slips that were made, and are printed, together
	at timestamptz not null default now(),
	ends_at timestamptz not null,
	used_at timestamptz                       -- used, or replaced by a later one; null: it waits
);
create index invitation_account on invitation (account_id, id);
create index invitation_batch on invitation (batch) where batch is not null;
grant select, insert, update, delete on invitation to chosho_web;

-- A mail メール, waiting to be sent by `chosho work`, or sent.
create table mail (
	id bigint generated always as identity primary key,
	account_id bigint references account,     -- to whom
	address text not null,                    -- their address at that time
	subject text not null,
	body text not null,                       -- {link} stands for the address that its invitation makes
	invitation_id bigint references invitation on delete set null,
	at timestamptz not null default now(),
	next_at timestamptz not null default now(), -- not before this is it tried (again)
	ends_at timestamptz,                      -- after this nobody wants it any more
	tries bigint not null default 0,
	failure text,                             -- what the mail server said at the last try
	sent_at timestamptz,
	given_up_at timestamptz
);
create index mail_waiting on mail (next_at) where sent_at is null and given_up_at is null;
grant select, insert, update, delete on mail to chosho_web;

-- A notice 通知: what a person is told on the screen until they have put it away.
create table notice (
	id bigint generated always as identity primary key,
	account_id bigint not null references account,
	text text not null,                       -- one or two sentences, in the account's language
	address text,                             -- of the page where more stands
	at timestamptz not null default now(),
	seen_at timestamptz                       -- put away; null: it is still shown
);
create index notice_new on notice (account_id, id) where seen_at is null;
grant select, insert, update, delete on notice to chosho_web;

-- Events about people and departments have chains of their own, and one more recipe: nothing that was hashed before changes.
alter table event
	add column subject_id bigint references account, -- whom it is about: their account, roles, absence
	add column department_id bigint references department; -- the department that it is about
create index event_subject on event (subject_id, id) where subject_id is not null;
create index event_department on event (department_id, id) where department_id is not null;
grant insert (subject_id, department_id) on event to chosho_web;

create or replace function event_hash(e event) returns text language plpgsql immutable parallel safe as
$$ begin
if e.subject_id is null and e.department_id is null then
	return encode(sha256(convert_to(json_build_array('chosho-event/1', e.chain, e.sequence, e.previous, e.id,
	to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.action, e.account_id, e.actor, e.plan_id,
	e.sheet_id, e.review_id, e.edition, e.stage, e.reason, e.part_department_id, e.meeting_id, e.for_name, e.to_stage,
	e.content_hash)::text, 'UTF8')), 'hex');
end if;
return encode(sha256(convert_to(json_build_array('chosho-event/2', e.chain, e.sequence, e.previous, e.id,
	to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.action, e.account_id, e.actor, e.plan_id,
	e.sheet_id, e.review_id, e.edition, e.stage, e.reason, e.part_department_id, e.meeting_id, e.for_name, e.to_stage,
	e.content_hash, e.subject_id, e.department_id)::text, 'UTF8')), 'hex');
end $$;

create or replace function event_joins() returns trigger language plpgsql security definer set search_path = chosho, pg_temp as $$
begin
	new.chain := case when new.sheet_id is not null then 'sheet:' || new.sheet_id
	                  when new.meeting_id is not null then 'meeting:' || new.meeting_id
	                  when new.plan_id is not null then 'plan:' || new.plan_id
	                  when new.subject_id is not null then 'account:' || new.subject_id
	                  when new.department_id is not null then 'department:' || new.department_id
	                  when new.account_id is not null then 'account:' || new.account_id
	                  else 'installation' end;
	insert into chain as head (name, sequence, hash) values (new.chain, 1, '')
	    on conflict (name) do update set sequence = head.sequence + 1
	returning head.sequence, nullif(head.hash, '') into new.sequence, new.previous;
	new.hash := event_hash(new);
	update chain set hash = new.hash where name = new.chain;
	return new;
end $$;

-- Who holds a role today also depends on whether their account still holds.
create or replace view holder as
select assignment.role, assignment.department_id, assignment.body_id, account.id as account_id, account.name,
       away.until_on as away_until, deputy.name as deputy,
       away.until_on is null
       or (deputy.id is not null
           and not exists (select from absence
                            where absence.account_id = deputy.id and absence.ended_at is null
                              and current_date between absence.from_on and absence.until_on)) as is_there
  from assignment
  join account on account.id = assignment.account_id and may_sign_in(account)
  left join lateral (
       select absence.until_on, absence.deputy_id
         from absence
        where absence.account_id = account.id and absence.ended_at is null
          and current_date between absence.from_on and absence.until_on
        order by absence.until_on desc limit 1) away on true
  left join account deputy on deputy.id = away.deputy_id and may_sign_in(deputy)
 where current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on);
