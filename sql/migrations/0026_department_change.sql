-- Changes of departments 組織改正: founded, renamed, merged, split and closed on the first of April. What was entered before the
-- day waits and can be taken back; when the day has come, what is open moves to the successors, and the past stays as it was.

alter table organization add column departments_version bigint not null default 1; -- grows with every change; guards against two at once

create table department_change (
	id bigint generated always as identity primary key,
	organization_id bigint not null references organization,
	kind text not null check (kind in ('found', 'rename', 'merge', 'split', 'close')),
	year integer not null check (year between 2000 and 9998), -- the fiscal year on whose first day it takes effect
	state text not null default 'planned' check (state in ('planned', 'done', 'undone')),
	touched bigint[] not null,                -- the departments whose name, place or years it changes
	before jsonb not null,                    -- what those were: names and last years, for taking it back
	summary text not null,                    -- 高齢福祉課と介護保険課を長寿課に統合
	made_by bigint references account,        -- null: the operator
	at timestamptz not null default now(),
	done_at timestamptz,
	undone_by bigint references account,
	undone_at timestamptz,
	check ((state = 'done') = (done_at is not null)),
	check ((state = 'undone') = (undone_at is not null))
);
create index department_change_due on department_change (year, id) where state = 'planned';

-- Who comes after whom. The main successor gets what nobody gave to another; a department that goes on may be its own.
create table department_succession (
	change_id bigint not null references department_change,
	from_id bigint not null references department,
	to_id bigint not null references department,
	is_main boolean not null,
	primary key (change_id, from_id, to_id)
);
create unique index department_succession_main on department_succession (change_id, from_id) where is_main;
create index department_succession_from on department_succession (from_id);
create index department_succession_to on department_succession (to_id);

-- Of a split: to whom a measure goes, with its sheets, parts and indicators.
create table department_allotment (
	change_id bigint not null references department_change,
	item_id bigint not null references item,
	to_id bigint not null references department,
	primary key (change_id, item_id)
);

-- Of whoever serves in a department: where their role goes on; null: it ends. Who is not named goes to the main successor.
create table department_post (
	change_id bigint not null references department_change,
	assignment_id bigint not null references assignment on delete cascade,
	to_id bigint references department,
	primary key (change_id, assignment_id)
);
grant select, insert, update on department_change to chosho_web;
grant select, insert on department_succession, department_allotment, department_post to chosho_web;
grant delete on assignment to chosho_web; -- of what has not begun

-- Whose an indicator was until a change, so that earlier years are printed as they were.
create table indicator_department_past (
	indicator_id bigint not null references indicator,
	department_id bigint not null references department,
	position integer not null,
	last_year integer not null,               -- until the end of this fiscal year
	primary key (indicator_id, last_year, department_id)
);
grant select, insert on indicator_department_past to chosho_web;

-- Whose an indicator was in a fiscal year.
create function indicator_departments(indicator bigint, year integer) returns table (department_id bigint, "position" integer)
language sql stable parallel safe as
$$ with past as (
	select min(last_year) as last_year from indicator_department_past where indicator_id = $1 and last_year >= $2
)
select indicator_department_past.department_id, indicator_department_past.position
  from past join indicator_department_past using (last_year) where indicator_department_past.indicator_id = $1
 union all
select indicator_department.department_id, indicator_department.position
  from past, indicator_department where past.last_year is null and indicator_department.indicator_id = $1 $$;
grant execute on function indicator_departments(bigint, integer) to chosho_web;

-- Nobody hangs under themselves, in whatever year.
create function department_tree_has_no_cycle() returns trigger language plpgsql as $$
begin
	if exists (
		with recursive up (id, first_year, last_year) as (
			select new.parent_id, new.first_year, new.last_year
			union
			select above.parent_id, greatest(up.first_year, above.first_year), least(up.last_year, above.last_year)
			  from up
			  join department_name above on above.department_id = up.id and above.parent_id is not null
			                            and above.first_year <= up.last_year and above.last_year >= up.first_year
			 where up.id <> new.department_id
		)
		select from up where id = new.department_id) then
		raise exception 'department % hangs under itself', new.department_id using errcode = 'check_violation';
	end if;
	return null;
end $$;
create constraint trigger department_tree_has_no_cycle after insert or update on department_name
	deferrable initially deferred for each row when (new.parent_id is not null) execute function department_tree_has_no_cycle();

-- Gives a department another name or place from a year on.
create function department_is_called(department bigint, year integer, title text, parent bigint) returns boolean language plpgsql as $$
begin
	delete from department_name where department_id = $1 and first_year >= $2;
	update department_name set last_year = $2 - 1 where department_id = $1 and last_year >= $2;
	insert into department_name (department_id, first_year, title, parent_id)
	values ($1, $2, $3, nullif($4, 0));
	return true;
end $$;
grant execute on function department_is_called(bigint, integer, text, bigint) to chosho_web;

-- To whom something of a department goes in a change: of a measure, or (item null) the rest. Null: it is not touched.
create function department_heir(change bigint, department bigint, item bigint) returns bigint language sql stable as
$$ select coalesce((select allotted.to_id
                      from department_allotment allotted
                     where allotted.change_id = $1 and allotted.item_id = $3 and main.from_id is not null), main.to_id)
     from department_succession main
    where main.change_id = $1 and main.from_id = $2 and main.is_main $$;
grant execute on function department_heir(bigint, bigint, bigint) to chosho_web;

-- Measures and indicators go to the successors; one that is there already is there once, at the better place.
create function department_hands_over_measures(change department_change) returns void language plpgsql as $$
begin
	insert into indicator_department_past (indicator_id, department_id, position, last_year)
	select whole.indicator_id, whole.department_id, whole.position, change.year - 1
	  from indicator_department whole
	 where exists (select from indicator_department one
	                 join indicator on indicator.id = one.indicator_id
	                where one.indicator_id = whole.indicator_id
	                  and department_heir(change.id, one.department_id, indicator.item_id) <> one.department_id)
	   and not exists (select from indicator_department_past past
	                    where past.indicator_id = whole.indicator_id and past.last_year = change.year - 1);

	with mapped as (
		select one.indicator_id, one.department_id, one.position,
		       coalesce(department_heir(change.id, one.department_id, indicator.item_id), one.department_id) as heir
		  from indicator_department one join indicator on indicator.id = one.indicator_id
		 where one.indicator_id in (select indicator_id from indicator_department where department_id = any (change.touched))
	), ranked as (
		select *, row_number() over (partition by indicator_id, heir order by position) as rank from mapped
	)
	delete from indicator_department using ranked
	 where ranked.rank > 1 and indicator_department.indicator_id = ranked.indicator_id
	   and indicator_department.department_id = ranked.department_id;
	update indicator_department set department_id = department_heir(change.id, indicator_department.department_id, indicator.item_id)
	  from indicator
	 where indicator.id = indicator_department.indicator_id and indicator_department.department_id = any (change.touched)
	   and department_heir(change.id, indicator_department.department_id, indicator.item_id) <> indicator_department.department_id;

	with mapped as (
		select item_id, department_id, position,
		       coalesce(department_heir(change.id, department_id, item_id), department_id) as heir
		  from item_department
		 where item_id in (select item_id from item_department where department_id = any (change.touched))
	), ranked as (
		select *, row_number() over (partition by item_id, heir order by position) as rank from mapped
	)
	delete from item_department using ranked
	 where ranked.rank > 1 and item_department.item_id = ranked.item_id and item_department.department_id = ranked.department_id;
	update item_department set department_id = department_heir(change.id, department_id, item_id)
	 where department_id = any (change.touched) and department_heir(change.id, department_id, item_id) <> department_id;

	-- a plan goes on naming whom it named, because its earlier sheets do
	insert into plan_department (plan_id, department_id, position)
	select distinct on (plan_department.plan_id, department_succession.to_id)
	       plan_department.plan_id, department_succession.to_id, plan_department.position
	  from department_succession
	  join plan_department on plan_department.department_id = department_succession.from_id
	 where department_succession.change_id = change.id
	 order by plan_department.plan_id, department_succession.to_id, plan_department.position
	on conflict do nothing;
end $$;
grant execute on function department_hands_over_measures(department_change) to chosho_web;

-- Sheets, parts and what waits before a head go to the successors. The department that they were made for stays on them.
create function department_hands_over_sheets(change department_change, account bigint, actor text) returns void language plpgsql as $$
begin
	with moved as (
		update sheet set department_id = department_heir(change.id, department_id, item_id)
		 where department_id = any (change.touched) and department_heir(change.id, department_id, item_id) <> department_id
		returning id, department_id, edition
	)
	insert into event (action, account_id, actor, sheet_id, edition, department_id, reason)
	select 'succeed', account, actor, id, nullif(edition, 0), department_id, change.summary from moved order by id;
	update review set department_id = sheet.department_id
	  from sheet
	 where sheet.id = review.sheet_id and review.kind = 'head' and review.department_id <> sheet.department_id
	   and review.department_id = any (change.touched)
	   and (review.state = 'waiting' or (review.state = 'deferred' and review.viewed_at is null));
	update part set department_id = department_heir(change.id, part.department_id, sheet.item_id)
	  from sheet
	 where sheet.id = part.sheet_id and part.department_id = any (change.touched)
	   and department_heir(change.id, part.department_id, sheet.item_id) <> part.department_id;
	-- a department that leads now has nothing to contribute where nobody had begun to
	delete from part using sheet
	 where sheet.id = part.sheet_id and part.department_id = sheet.department_id and sheet.department_id = any (change.touched)
	   and sheet.state in ('draft', 'returned') and part.state = 'open' and part.version = 1 and part.content = '{}'
	   and part.nothing is null;
end $$;
grant execute on function department_hands_over_sheets(department_change, bigint, text) to chosho_web;

-- Roles end on the day before and go on in the successor, and people stand there. Where there is no successor, they end.
create function department_hands_over_people(change department_change, by_whom bigint) returns void language plpgsql as $$
declare
	going record;
begin
	for going in
		select assignment.id, assignment.account_id, assignment.role, assignment.department_id as from_id, assignment.from_on,
		       assignment.until_on,
		       case when post.assignment_id is not null then post.to_id
		            else department_heir(change.id, assignment.department_id, null) end as to_id
		  from assignment
		  join department on department.id = assignment.department_id and department.id = any (change.touched)
		  left join department_post post on post.change_id = change.id and post.assignment_id = assignment.id
		 where (assignment.until_on is null or assignment.until_on >= current_date)
		   and (department.last_year = change.year - 1
		        or exists (select from department_succession
		                    where department_succession.change_id = change.id and department_succession.from_id = department.id))
		 order by assignment.id
	loop
		continue when going.to_id = going.from_id;
		if going.to_id is not null then
			update account set department_id = going.to_id, version = version + 1
			 where id = going.account_id and department_id = going.from_id;
		end if;
		if going.from_on <= current_date then
			update assignment set until_on = greatest(from_on, current_date - 1), by_id = $2, words = change.summary where id = going.id;
		else
			delete from assignment where id = going.id;
		end if;
		insert into assignment (account_id, role, department_id, from_on, until_on, by_id, words)
		select going.account_id, going.role, going.to_id, greatest(going.from_on, current_date), going.until_on, $2, change.summary
		 where going.to_id is not null
		   and not exists (select from assignment there
		                    where there.account_id = going.account_id and there.role = going.role and there.department_id = going.to_id
		                      and there.from_on <= greatest(going.from_on, current_date)
		                      and coalesce(there.until_on, 'infinity') >= coalesce(going.until_on, 'infinity'));
	end loop;
	-- who has no role there stands where the rest goes
	update account set department_id = department_heir(change.id, department_id, null), version = version + 1
	 where department_id = any (change.touched) and department_heir(change.id, department_id, null) <> department_id
	   and not exists (select from assignment
	                    where assignment.account_id = account.id and assignment.department_id = account.department_id
	                      and (assignment.until_on is null or assignment.until_on >= current_date));
end $$;
grant execute on function department_hands_over_people(department_change, bigint) to chosho_web;

-- A planned change takes effect when its day has come; false: it has not, or was done before.
create function department_takes_effect(change_id bigint, account bigint, actor text) returns boolean language plpgsql as $$
declare
	change department_change;
begin
	select * into change from department_change where id = change_id for update;
	if change.state is distinct from 'planned' or fiscal_year(current_date) < change.year then
		return false;
	end if;
	if change.kind in ('merge', 'split', 'close') then
		perform department_hands_over_measures(change);
		perform department_hands_over_sheets(change, account, actor);
		perform department_hands_over_people(change, account);
	end if;
	update department_change set state = 'done', done_at = now() where id = change.id;
	insert into event (action, account_id, actor, department_id, reason)
	select 'reorganize', account, actor, touched, change.summary from unnest(change.touched) touched order by touched;
	return true;
end $$;
grant execute on function department_takes_effect(bigint, bigint, text) to chosho_web;

-- What departments are called and until when they exist, to be put back as it was.
create function departments_as_they_are(departments bigint[]) returns jsonb language sql stable as
$$ select jsonb_build_object(
	'names', (select coalesce(jsonb_agg(to_jsonb(department_name)), '[]') from department_name where department_id = any ($1)),
	'years', (select coalesce(jsonb_object_agg(id, last_year), '{}') from department where id = any ($1))) $$;
grant execute on function departments_as_they_are(bigint[]) to chosho_web;

-- A planned change is taken back: names, places and years are what they were; what it founded never came to be.
create function department_change_is_undone(change_id bigint, account bigint, actor text) returns boolean language plpgsql as $$
declare
	change department_change;
begin
	select * into change from department_change where id = change_id for update;
	if change.state is distinct from 'planned' then
		return false;
	end if;
	delete from department_name where department_id in (select (name->>'department_id')::bigint from jsonb_array_elements(change.before->'names') name);
	insert into department_name (department_id, first_year, last_year, title, parent_id)
	select department_id, first_year, last_year, title, parent_id
	  from jsonb_populate_recordset(null::department_name, change.before->'names');
	update department set last_year = years.value::integer
	  from jsonb_each_text(change.before->'years') years
	 where department.id = years.key::bigint and department.last_year <> years.value::integer;
	-- what it founded
	update department set last_year = first_year - 1, code = code || '~' || id
	 where id = any (change.touched) and not change.before->'years' ? id::text;
	update department_change set state = 'undone', undone_by = account, undone_at = now() where id = change.id;
	insert into event (action, account_id, actor, department_id, reason)
	select 'undo reorganize', account, actor, touched, change.summary from unnest(change.touched) touched order by touched;
	return true;
end $$;
grant execute on function department_change_is_undone(bigint, bigint, text) to chosho_web;
