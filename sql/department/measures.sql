-- The measures in which some departments lead or contribute, in the order of their plans, with the sheets that are open.
-- in: departments bigint[]
-- out: department_measure
select item.id, plan.title as plan_title, item.number as item_number, item.title as item_title, bool_or(mine.position = 1) as is_lead,
       (select count(*) from sheet where sheet.item_id = item.id and sheet.state in ('draft', 'returned', 'reviewing')) as open_sheets
  from item_department mine
  join item on item.id = mine.item_id
  join plan on plan.id = item.plan_id
 where mine.department_id = any ($1)
 group by item.id, plan.id
 order by plan.position, item.position
