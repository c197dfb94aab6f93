-- Lists a plan's indicators with their targets, in the order of their items.
-- in: plan bigint
-- out: plan_indicator
select indicator.item_id, indicator.activity, indicator.name, indicator.unit, indicator.repeats_id is not null as is_repeat,
       (select string_agg(concat(target.fiscal_year, '：', target.text), '　／　' order by target.fiscal_year)
          from target where target.indicator_id = indicator.id) as targets,
       (select string_agg(department.title, '、' order by indicator_department.position)
          from indicator_department join department_today department on department.id = indicator_department.department_id
         where indicator_department.indicator_id = indicator.id) as departments
  from indicator
 where indicator.plan_id = $1
 order by indicator.position, indicator.id
