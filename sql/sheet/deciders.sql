-- Who can move a sheet on today: those who decide where it waits, or else those who write it; one row for each person, and for
-- a desk that nobody holds one without a name.
-- in: sheet bigint
-- out: holder
select waits.kind, waits.desk_id, waits.desk, who.role, who.name, who.away_until, who.deputy, coalesce(who.is_there, false) as is_there
  from (select review.id, review.kind, review.desk as desk_id, coalesce(body.title, department.title) as desk,
               review.department_id, review.body_id
          from review
          left join body on body.id = review.body_id
          left join department_today department on department.id = review.department_id
         where review.sheet_id = $1 and review.state = 'waiting'
         union all
        select 0, 'author', sheet.department_id, department.title, sheet.department_id, null
          from sheet join department_today department on department.id = sheet.department_id
         where sheet.id = $1 and sheet.state in ('draft', 'returned')) waits
  left join lateral (
       select holder.* from holder
        where waits.kind in ('author', 'head') and holder.role = waits.kind and holder.department_id = waits.department_id
        union all
       select holder.* from holder
        where waits.kind = 'body' and holder.role in ('chair', 'deputy') and holder.body_id = waits.body_id
        union all
       select holder.* from holder where waits.kind = 'secretariat' and holder.role = 'secretariat') who on true
 order by waits.id, who.role, who.account_id
