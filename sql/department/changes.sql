-- Changes of a municipality's departments, those that wait first, then the latest; department 0: of all.
-- in: organization bigint, department bigint, limit bigint
-- out: department_change
select change.id, change.kind, change.state, change.year::bigint, change.summary, change.at, maker.name as maker, change.done_at,
       change.undone_at, undoer.name as undoer,
       change.state = 'planned' and change.year <= fiscal_year(current_date) as is_due
  from department_change change
  left join account maker on maker.id = change.made_by
  left join account undoer on undoer.id = change.undone_by
 where change.organization_id = $1 and ($2 = 0 or $2 = any (change.touched))
 order by change.state = 'planned' desc, change.year desc, change.id desc
 limit $3
