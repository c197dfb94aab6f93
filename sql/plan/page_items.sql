-- Lists a plan's items in print order, as the plan's page shows them.
-- in: plan bigint
-- out: plan_item
select item.id, item.level, item.number, item.title, item.goal, item.description, item.is_priority, item.is_evaluated,
       plan_level.title as level_title,
       concat_ws(' ', nullif(original.number, ''), original.title) as original,
       (select string_agg(concat(tag.mark, tag.title), '、' order by tag.position)
          from item_tag join tag on tag.id = item_tag.tag_id where item_tag.item_id = item.id) as tags,
       (select department.title from item_department
          join department_today department on department.id = item_department.department_id
         where item_department.item_id = item.id order by item_department.position limit 1) as lead,
       (select string_agg(department.title, '、' order by item_department.position)
          from item_department join department_today department on department.id = item_department.department_id
         where item_department.item_id = item.id and item_department.position > 1) as contributors
  from item
  left join plan_level on plan_level.plan_id = item.plan_id and plan_level.level = item.level
  left join item original on original.id = item.repeats_id
 where item.plan_id = $1
 order by item.position, item.id
