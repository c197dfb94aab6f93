-- Writes a plan's tree in print order.
-- in: plan bigint
-- out: package_rows
with tags as (
	select item_tag.item_id, jsonb_agg(tag.code order by item_tag.position) as codes
	  from item_tag join tag on tag.id = item_tag.tag_id
	 where tag.plan_id = $1
	 group by item_tag.item_id
), departments as (
	select item_department.item_id, jsonb_agg(department.code order by item_department.position) as codes
	  from item_department
	  join department on department.id = item_department.department_id
	  join item on item.id = item_department.item_id
	 where item.plan_id = $1
	 group by item_department.item_id
)
select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
	'code', item.code, 'level', item.level, 'number', item.number, 'title', item.title, 'goal', item.goal,
	'description', item.description, 'priority', item.is_priority, 'tags', coalesce(tags.codes, '[]'),
	'departments', coalesce(departments.codes, '[]'), 'repeats', original.code, 'evaluated', item.is_evaluated))
	|| jsonb_build_object('parent', parent.code) order by item.position, item.id), '[]')::text as rows
  from item
  left join item parent on parent.id = item.parent_id
  left join item original on original.id = item.repeats_id
  left join tags on tags.item_id = item.id
  left join departments on departments.item_id = item.id
 where item.plan_id = $1
