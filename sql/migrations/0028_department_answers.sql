-- Who answers today for what a department had: whoever came after it, and after them, for a measure or (item 0) for the rest. One
-- that goes on answers itself.
create function department_answers(department bigint, item bigint) returns bigint language sql stable as
$$ with recursive line (id, step) as (
	select $1, 0
	union all
	select department_heir(last.change_id, line.id, nullif($2, 0)), line.step + 1
	  from line
	  join department ended on ended.id = line.id and ended.last_year < fiscal_year(current_date)
	 cross join lateral (
	       select department_succession.change_id
	         from department_succession
	         join department_change on department_change.id = department_succession.change_id and department_change.state = 'done'
	        where department_succession.from_id = line.id and department_succession.is_main
	        order by department_change.id desc limit 1) last
	 where line.step < 50
)
select id from line order by step desc limit 1 $$;
grant execute on function department_answers(bigint, bigint) to chosho_web;
