-- Puts what contributing departments wrote into the sheets that nobody has begun to write, they themselves included.
-- in: plan bigint, organization bigint, parts jsonb
insert into part (sheet_id, department_id, named_department_id, content)
select sheet.id, department_answers(department.id, item.id), department.id, entry->'values'
  from jsonb_array_elements($3) with ordinality as entries(entry, position)
  join round on round.plan_id = $1 and round.code = entry->>'round'
  join item on item.plan_id = $1 and item.code = entry->>'item'
  join department on department.organization_id = $2 and department.code = entry->>'department'
  join sheet on sheet.round_id = round.id and sheet.item_id = item.id
 where sheet.state = 'draft' and sheet.edition = 0 and sheet.saved_at is null
 order by entries.position
on conflict (sheet_id, named_department_id) do update set content = excluded.content
 where part.version = 1 and part.state = 'open'
