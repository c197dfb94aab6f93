-- Replaces the departments of the indicators in a package. One that has ended stands for who came after it.
-- in: plan bigint, organization bigint, list jsonb
with wanted as (
	select indicator.id as indicator_id, department_answers(department.id, indicator.item_id) as department_id, min(one.position) as position
	  from jsonb_array_elements($3) as entry
	  join indicator on indicator.plan_id = $1 and indicator.code = entry->>'code'
	 cross join jsonb_array_elements_text(entry->'departments') with ordinality as one(code, position)
	  join department on department.organization_id = $2 and department.code = one.code
	 group by 1, 2
), put as (
	insert into indicator_department (indicator_id, department_id, position)
	select indicator_id, department_id, position from wanted
	on conflict (indicator_id, department_id) do update set position = excluded.position
)
delete from indicator_department
 using indicator
 where indicator.id = indicator_department.indicator_id and indicator.plan_id = $1
   and indicator.code in (select entry->>'code' from jsonb_array_elements($3) as entry)
   and not exists (select from wanted
                    where wanted.indicator_id = indicator_department.indicator_id
                      and wanted.department_id = indicator_department.department_id)
