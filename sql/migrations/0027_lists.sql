-- Long lists are read faster: this year's names are asked for once in a statement, and what somebody holds is part of the
-- statement that asks for it.

create or replace view department_today as
select department.id, department.organization_id, department.code, department.first_year, department.last_year,
       department_name.title, department_name.parent_id
  from department
  join department_name on department_name.department_id = department.id
                      and department_name.first_year <= (select fiscal_year(current_date))
                      and department_name.last_year >= (select fiscal_year(current_date));

drop function account_roles(bigint);
-- What somebody holds today, for a line of a list: role|department or body, parted by unit separators.
create function account_roles(account bigint) returns table (roles text) language sql stable parallel safe as
$$ select string_agg(assignment.role || '|' || coalesce(department.title, body.title, ''), E'\x1f' order by assignment.id)
     from assignment
     left join department_today department on department.id = assignment.department_id
     left join body on body.id = assignment.body_id
    where assignment.account_id = $1
      and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on) $$;
grant execute on function account_roles(bigint) to chosho_web;
