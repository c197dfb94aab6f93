-- Puts evaluations into the sheets that nobody has begun to write.
-- in: plan bigint, contents jsonb
update sheet
   set content = entry->'values', stated_totals = entry->'stated_totals', grade = entry->>'grade',
       excerpt = entry->>'excerpt', version = sheet.version + 1
  from jsonb_array_elements($2) as entry
  join round on round.plan_id = $1 and round.code = entry->>'round'
  join item on item.plan_id = $1 and item.code = entry->>'item'
 where sheet.round_id = round.id and sheet.item_id = item.id
   and sheet.state = 'draft' and sheet.edition = 0 and sheet.saved_at is null
   and (sheet.content, sheet.stated_totals, sheet.grade, sheet.excerpt)
       is distinct from (entry->'values', entry->'stated_totals', entry->>'grade', entry->>'excerpt')
