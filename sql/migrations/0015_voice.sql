-- What a body does before it decides: its members ask the department, note opinions and cast ballots, and the secretariat
-- chooses the sheets that a stage looks at.

-- A question 質問 of a body's member to the lead department, and its answer 回答.
create table question (
	id bigint generated always as identity primary key,
	sheet_id bigint not null references sheet,
	review_id bigint not null references review, -- where it was asked
	body_id bigint not null references body,  -- whose member asked: only this body reads it, besides the department
	edition bigint not null,                  -- the text that it is about
	text text not null check (text <> ''),
	asked_by bigint not null references account,
	asked_at timestamptz not null default now(),
	state text not null default 'asked' check (state in (
		'asked',                          -- waits for the department
		'written',                        -- answered, and waits for the department's head
		'answered')),                     -- the body sees the answer, which stays as it is
	answer text,
	answered_by bigint references account,
	answered_at timestamptz,
	remark text,                              -- why the head handed the answer back; null: did not
	released_by bigint references account,    -- the head, where the round wants it
	released_at timestamptz,                  -- since when the body sees the answer
	version bigint not null default 1,
	check (state = 'asked' or answer <> ''),
	check ((state = 'answered') = (released_at is not null))
);
create index question_sheet on question (sheet_id, body_id, id);
create index question_open on question (sheet_id) where state <> 'answered';
grant select, insert, update (state, answer, answered_by, answered_at, remark, released_by, released_at, version)
	on question to chosho_web;

-- Who reads which question, and who reads an answer before the head has approved it: the one place that says so.
create view hearing as
select duty.account_id, question.id as question_id,
       bool_or(duty.role not in ('member', 'chair', 'deputy')) as sees_drafts
  from question
  join sheet on sheet.id = question.sheet_id
  join duty on duty.role in ('secretariat', 'administrator', 'auditor')
          or (duty.role in ('author', 'head') and duty.department_id = sheet.department_id)
          or (duty.role in ('member', 'chair', 'deputy') and duty.body_id = question.body_id)
 group by duty.account_id, question.id;
grant select on hearing to chosho_web;

-- An opinion 意見: what a member notes before the body decides. Nothing is changed: the latest of each member counts, and
-- an empty one takes the earlier back.
create table opinion (
	id bigint generated always as identity primary key,
	review_id bigint not null references review,
	account_id bigint not null references account,
	text text not null,
	at timestamptz not null default now()
);
create index opinion_review on opinion (review_id, account_id, id);

-- A ballot 委員個別評価: a member's own grades by the stage's form, and a comment. Kept as opinions are; one without grades
-- takes the earlier back.
create table ballot (
	id bigint generated always as identity primary key,
	review_id bigint not null references review,
	account_id bigint not null references account,
	content jsonb not null,                   -- the stage's choice fields, as review.content keeps them
	comment text not null default '',
	at timestamptz not null default now()
);
create index ballot_review on ballot (review_id, account_id, id);

create function voice_stays() returns trigger language plpgsql as
$$ begin raise exception 'what a member said stays'; end $$;
create trigger opinion_stays before update or delete or truncate on opinion
	for each statement execute function voice_stays();
create trigger ballot_stays before update or delete or truncate on ballot
	for each statement execute function voice_stays();
grant select, insert on opinion, ballot to chosho_web;

-- Who chose the sheets of a stage 抽出 (stage_item), when and why; null: nobody here did.
alter table stage
	add column selection_reason text,
	add column selected_by bigint references account,
	add column selected_at timestamptz,
	add column selection_version bigint not null default 1; -- grows with every choice; guards against two at once

-- For a body that was stopped because another one returned the sheet.
create index review_stopped on review (body_id, id) where state = 'stopped' and body_id is not null;
