-- The sheets that left the viewer's bodies because another body returned them, while they have not come back; the latest
-- first.
-- in: viewer bigint, limit bigint
-- out: stopped_line
select stopped.id, item.number as item_number, item.title as item_title, department.title as department,
       stage.title as stage_title, own.title as body, other.title as by_body, returned.decided_at, returned.reason,
       earlier.title as to_stage
  from (select distinct body_id from duty
         where account_id = $1 and role in ('member', 'chair', 'deputy')) mine
  join review stopped on stopped.body_id = mine.body_id and stopped.state = 'stopped'
  join review returned on returned.sheet_id = stopped.sheet_id and returned.stage_id = stopped.stage_id
                      and returned.pass = stopped.pass and returned.state = 'returned'
  join sheet on sheet.id = stopped.sheet_id and sheet.state in ('reviewing', 'returned')
  join item on item.id = sheet.item_id
  join round on round.id = sheet.round_id
  join department_name department on department.department_id = sheet.named_department_id
        and round.fiscal_year between department.first_year and department.last_year
  join stage on stage.id = stopped.stage_id
  join body own on own.id = stopped.body_id
  join body other on other.id = returned.body_id
  left join stage earlier on earlier.id = returned.returned_to
 where not exists (select from review later
                    where later.sheet_id = stopped.sheet_id and later.body_id = stopped.body_id
                      and later.pass > stopped.pass)
 order by stopped.id desc
 limit $2
