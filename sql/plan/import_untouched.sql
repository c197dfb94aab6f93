-- Sheets that nobody has begun to write follow the plan: its lead department and the round's due date.
-- in: plan bigint
update sheet
   set department_id = lead.department_id, due_on = round.due_on,
       named_department_id = case when sheet.department_id <> lead.department_id then lead.department_id
                                  else sheet.named_department_id end
  from round, item_department lead
 where round.id = sheet.round_id and round.plan_id = $1
   and lead.item_id = sheet.item_id and lead.position = 1
   and sheet.state = 'draft' and sheet.edition = 0 and sheet.saved_at is null
   and (sheet.department_id, sheet.due_on) is distinct from (lead.department_id, round.due_on)
