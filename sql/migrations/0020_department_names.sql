-- Departments by year: what each is called, and where it hangs in the tree, in every fiscal year. A sheet and a part keep the
-- department that they were made for, beside the one that answers for them today.

-- The fiscal year of a day, as the calendar year in which it begins.
create function fiscal_year(day date) returns integer language sql immutable strict parallel safe as
$$ select extract(year from day)::integer - case when extract(month from day) < 4 then 1 else 0 end $$;
grant execute on function fiscal_year(date) to chosho_web;

alter table department
	add column first_year integer not null default 0, -- of its existence; 0: as far back as anybody knows
	add column last_year integer not null default 9999, -- 9999: until further notice
	-- one that was planned and did not come has a last year before its first
	add constraint department_years check (first_year >= 0 and last_year <= 9999 and first_year <= last_year + 1);

-- What a department is called in which fiscal years. The names of each cover all of time, so that whoever asks finds exactly
-- one: the first stands for the years before it began, the last for those after it ended.
create table department_name (
	department_id bigint not null references department on delete cascade,
	first_year integer not null default 0,
	last_year integer not null default 9999,
	title text not null check (title <> ''),  -- as people read it: 高齢福祉課
	parent_id bigint references department,   -- the part 部 that it belongs to in these years; null at the top
	primary key (department_id, first_year),
	check (first_year between 0 and last_year and last_year <= 9999),
	check (parent_id <> department_id),
	constraint department_name_once exclude using gist (
		int8range(department_id, department_id, '[]') with &&, int4range(first_year, last_year, '[]') with &&)
		deferrable initially deferred
);
create index department_name_parent on department_name (parent_id) where parent_id is not null;
insert into department_name (department_id, title, parent_id) select id, title, parent_id from department;
alter table department drop column title, drop column parent_id;

-- Whatever is written, at its end each department has a name for each year.
create function department_names_cover() returns trigger language plpgsql as $$
declare
	one bigint;
begin
	if tg_table_name = 'department' then one := new.id;
	elsif tg_op = 'DELETE' then one := old.department_id;
	else one := new.department_id; end if;
	if exists (select from department where id = one)
	   and (select coalesce(sum(last_year - first_year + 1), 0) from department_name where department_id = one) <> 10000 then
		raise exception 'department % has years without a name', one using errcode = 'check_violation';
	end if;
	return null;
end $$;
create constraint trigger department_names_cover after insert or update or delete on department_name
	deferrable initially deferred for each row execute function department_names_cover();
create constraint trigger department_names_cover after insert on department
	deferrable initially deferred for each row execute function department_names_cover();
grant select, insert, update, delete on department_name to chosho_web;

-- The departments as they are called today, for whoever asks who somebody is now.
create view department_today as
select department.id, department.organization_id, department.code, department.first_year, department.last_year,
       department_name.title, department_name.parent_id
  from department
  join department_name on department_name.department_id = department.id
                      and fiscal_year(current_date) between department_name.first_year and department_name.last_year;
grant select on department_today to chosho_web;

-- department_id: who answers for it today. named_department_id: whom it was made for, whose name in the round's fiscal year is
-- shown and printed for ever.
alter table sheet add column named_department_id bigint references department;
update sheet set named_department_id = department_id;
alter table sheet alter column named_department_id set not null;

-- Two departments that were merged may both have a part in one sheet.
alter table part add column named_department_id bigint references department;
update part set named_department_id = department_id;
alter table part
	alter column named_department_id set not null,
	drop constraint part_pkey,
	add primary key (sheet_id, named_department_id);
