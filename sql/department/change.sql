-- Finds one change of a municipality's departments.
-- in: change bigint, organization bigint
-- out: department_change
select change.id, change.kind, change.state, change.year::bigint, change.summary, change.at, maker.name as maker, change.done_at,
       change.undone_at, undoer.name as undoer,
       change.state = 'planned' and change.year <= fiscal_year(current_date) as is_due
  from department_change change
  left join account maker on maker.id = change.made_by
  left join account undoer on undoer.id = change.undone_by
 where change.id = $1 and change.organization_id = $2
