-- The review: who has to judge a sheet, and how they judged.

-- One row each time that a sheet comes before somebody who decides: a department's head, the secretariat, or a body.
-- Decided once; an undone or stopped one stays on record.
create table review (
	id bigint generated always as identity primary key,
	sheet_id bigint not null references sheet,
	stage_id bigint not null references stage,
	round_id bigint not null references round, -- the sheet's, for the queue
	edition bigint not null,                  -- the edition that is judged; 0: a record that was imported
	kind text not null check (kind in ('head', 'secretariat', 'body')),
	department_id bigint references department, -- head: of this department
	body_id bigint references body,           -- body: this one
	desk bigint generated always as (coalesce(body_id, department_id, 0)) stored, -- with kind: whose queue it lies in
	state text not null default 'waiting' check (state in (
		'waiting',                        -- has the ball
		'approved',
		'returned',
		'stopped',                        -- withdrawn by the department, or another body returned the sheet
		'undone',                         -- approved, and taken back by who approved
		'recorded')),                     -- imported: what a stage recorded before Chosho
	content jsonb not null default '{}',      -- the stage's own form
	version bigint not null default 1,
	due_on date not null,                     -- the stage's, or else the round's
	reason text,                              -- of a return
	marks text[] not null default '{}',       -- field codes that a return means
	arrived_at timestamptz not null default now(),
	decided_by bigint references account,
	decided_at timestamptz,
	check ((state in ('approved', 'returned', 'undone')) = (decided_at is not null)),
	check (state <> 'returned' or reason <> ''),
	check (kind <> 'head' or department_id is not null),
	check (kind <> 'body' or body_id is not null)
);
create index review_queue on review (kind, desk, due_on, id) where state = 'waiting';
create index review_sheet on review (sheet_id, id);
create index review_round on review (round_id, state);
create index review_decided on review (decided_by, decided_at desc) where decided_by is not null;
-- Nobody gets a sheet twice at the same time.
create unique index review_once on review (sheet_id, stage_id, kind, desk) where state = 'waiting';

grant select, insert, update on review to chosho_web;

-- Who decides a sheet at each stage of its round: the route, worked out in one place.
create view desk as
select sheet.id as sheet_id, stage.id as stage_id, stage.round_id, stage.position, stage.kind, stage.due_on,
       case when stage.kind = 'head' then sheet.department_id end as department_id, route.body_id
  from sheet
  join stage on stage.round_id = sheet.round_id
  left join lateral (
       select distinct stage_route.body_id
         from stage_route join item_tag on item_tag.tag_id = stage_route.tag_id
        where stage_route.stage_id = stage.id and item_tag.item_id = sheet.item_id
        union
       select stage.body_id
        where not exists (
              select from stage_route join item_tag on item_tag.tag_id = stage_route.tag_id
               where stage_route.stage_id = stage.id and item_tag.item_id = sheet.item_id)
       ) route on stage.kind = 'body'
 where (stage.kind <> 'body' or route.body_id is not null)
   and (not exists (select from stage_item where stage_item.stage_id = stage.id)
        or exists (select from stage_item
                    where stage_item.stage_id = stage.id and stage_item.item_id = sheet.item_id));
grant select on desk to chosho_web;

-- Who sees which sheet: the one place that says so. Only assignments that hold today count.
create view sight as
select assignment.account_id, sheet.id as sheet_id
  from assignment
  join sheet on assignment.role in ('secretariat', 'administrator', 'auditor')
          or (assignment.role in ('author', 'head')
              and (sheet.department_id = assignment.department_id
                   or (sheet.state = 'settled'
                       and exists (select from department theirs
                                     join department own on own.organization_id = theirs.organization_id
                                    where theirs.id = sheet.department_id and own.id = assignment.department_id))
                   or exists (select from item_department
                               where item_department.item_id = sheet.item_id
                                 and item_department.department_id = assignment.department_id)))
          or (assignment.role in ('member', 'chair', 'deputy')
              and exists (select from review
                           where review.sheet_id = sheet.id and review.body_id = assignment.body_id))
 where current_date >= assignment.from_on
   and (assignment.until_on is null or current_date <= assignment.until_on);
grant select on sight to chosho_web;
