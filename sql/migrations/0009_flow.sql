-- Every rule of the review: passes, returns to earlier stages, deputies and absences, corrections, parts that are handed
-- in, and who has read what.

-- A fingerprint of what was written: SHA-256, in hexadecimal, of the text as it is stored, with the parts on a second line
-- where there are any. Anybody can compute it again from the text alone.
create function fingerprint(content jsonb, parts jsonb) returns text language sql immutable strict parallel safe as
$$ select encode(sha256(convert_to(content::text || case when parts = '{}' then '' else E'\n' || parts::text end, 'UTF8')), 'hex') $$;
grant execute on function fingerprint(jsonb, jsonb) to chosho_web;

alter table round
	add column resubmit text not null default 'all' check (resubmit in (
		'all',                            -- a resubmitted sheet goes through all stages
		'returning')),                    -- … to the stage that returned it
	add column answers text not null default 'author' check (answers in (
		'author',                         -- an answer to a body's question counts when the author has written it
		'head')),                         -- … when the head has approved it
	add column is_shared boolean not null default false; -- submitted sheets are open to the whole municipality

alter table sheet
	add column pass bigint not null default 0, -- 回付: counts the times that it arrived at a stage
	add column settled_edition bigint not null default 0, -- the latest edition that was settled; 0: none
	add column is_correction boolean not null default false, -- 訂正: was settled, and is open again
	add column in_charge_id bigint references account; -- the person in charge 担当者; null: whoever of the department
update sheet set settled_edition = edition where state = 'settled';

alter table edition
	add column parts jsonb compression lz4 not null default '{}', -- department id → what it had written
	add column parts_reason text,             -- why it was submitted before all parts were in
	add column hash text generated always as (fingerprint(content, parts)) stored;

-- A part is written by its own department, and handed in.
alter table part
	add unique (number),
	add column version bigint not null default 1,
	add column state text not null default 'open' check (state in (
		'open',                           -- its department writes it
		'in')),                           -- 記入完了: the lead has it
	add column saved_by bigint references account,
	add column saved_at timestamptz,
	add column handed_in_by bigint references account,
	add column handed_in_at timestamptz,
	add column reason text;                   -- why the lead handed it back; null: it did not
create index part_department on part (department_id, state);
update part set state = 'in' from sheet where sheet.id = part.sheet_id and sheet.state = 'settled';

-- A review knows its pass, who decided for whom, and where a return leads to.
alter table review
	add column pass bigint not null default 0, -- the sheet's, when it arrived here
	add column returned_to bigint references stage, -- a return: this earlier stage; null: the department
	add column decided_for bigint references account, -- 代決, 代理: for this person, who was away or whose deputy it is
	add column decided_as text check (decided_as in ('head', 'secretariat', 'chair', 'deputy')),
	add column viewed_by bigint references account, -- 後閲: the head who was away has seen it
	add column viewed_at timestamptz,
	add column sign_off_id bigint;            -- the sign-off that covers it; nothing undoes it then
alter table review
	drop constraint review_state_check,
	add constraint review_state_check check (state in (
		'waiting', 'approved', 'returned', 'stopped', 'undone', 'recorded',
		'deferred',                       -- 後閲: went on because the head was away, who sees it afterwards
		'not_selected')),                 -- 抽出されず: this stage looks at others
	drop constraint review_check,
	add constraint review_decided check ((state in ('approved', 'returned', 'undone', 'deferred', 'not_selected')) = (decided_at is not null)),
	add constraint review_returned_to check (returned_to is null or state = 'returned');
create index review_to_view on review (department_id, id) where state = 'deferred' and viewed_at is null;

-- Earlier reviews get the pass that they would have had: one for each arrival, in order.
update review set pass = counted.pass
  from (select id, dense_rank() over (partition by sheet_id order by arrived_at, stage_id) as pass
          from review where state <> 'recorded') counted
 where counted.id = review.id;
update sheet set pass = counted.pass
  from (select sheet_id, max(pass) as pass from review group by sheet_id) counted where counted.sheet_id = sheet.id;

-- An absence 不在: from day to day, somebody else decides for this person.
create table absence (
	id bigint generated always as identity primary key,
	account_id bigint not null references account, -- who is away
	deputy_id bigint references account,      -- who decides meanwhile 代決者; null: nobody
	from_on date not null,
	until_on date not null,
	note text,
	entered_by bigint not null references account,
	at timestamptz not null default now(),
	ended_at timestamptz,                     -- taken back; null: it holds
	check (from_on <= until_on),
	check (deputy_id <> account_id)
);
create index absence_account on absence (account_id, until_on) where ended_at is null;
create index absence_deputy on absence (deputy_id, until_on) where ended_at is null;
grant select, insert, update on absence to chosho_web;

-- Who holds which role today: their own, and those lent by somebody who is away (for_id). Only deciding is lent, and what
-- was lent is not lent on.
create view duty as
select assignment.id as assignment_id, assignment.account_id, assignment.role, assignment.department_id,
       assignment.body_id, null::bigint as for_id
  from assignment
 where current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on)
 union all
select assignment.id, absence.deputy_id, assignment.role, assignment.department_id, assignment.body_id,
       absence.account_id
  from absence
  join assignment on assignment.account_id = absence.account_id and assignment.role in ('head', 'chair', 'deputy')
 where absence.ended_at is null and current_date between absence.from_on and absence.until_on
   and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on);
grant select on duty to chosho_web;

-- Who has read which edition of a sheet, and when first: nobody approves in bulk what they have not seen, and everybody is
-- shown what changed since the edition that they themselves read.
create table reading (
	account_id bigint not null references account,
	sheet_id bigint not null references sheet,
	edition bigint not null,
	at timestamptz not null default now(),
	primary key (account_id, sheet_id, edition)
);
create index reading_sheet on reading (sheet_id);
grant select, insert on reading to chosho_web;

-- Who sees which sheet: the one place that says so. A sheet that is being corrected stays visible to those who saw it
-- settled; which of its texts they read, its page says.
create or replace view sight as
select duty.account_id, sheet.id as sheet_id
  from duty
  join sheet on duty.role in ('secretariat', 'administrator', 'auditor')
          or (duty.role in ('author', 'head')
              and (sheet.department_id = duty.department_id
                   or ((sheet.settled_edition > 0
                        or (sheet.edition > 0 and exists (select from round where round.id = sheet.round_id and round.is_shared)))
                       and exists (select from department theirs
                                     join department own on own.organization_id = theirs.organization_id
                                    where theirs.id = sheet.department_id and own.id = duty.department_id))
                   or exists (select from item_department
                               where item_department.item_id = sheet.item_id
                                 and item_department.department_id = duty.department_id)))
          or (duty.role in ('member', 'chair', 'deputy')
              and exists (select from review
                           where review.sheet_id = sheet.id and review.body_id = duty.body_id
                             and review.state <> 'not_selected'));

-- What an event says beyond its action.
alter table event
	add column part_department_id bigint references department, -- the part that it is about
	add column meeting_id bigint,
	add column for_name text,                 -- for whom: who was away, or whose deputy acted
	add column to_stage text,                 -- where a return led to, when not to the department
	add column content_hash text;             -- fingerprint of what was submitted, recorded or written
