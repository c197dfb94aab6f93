-- The same role that somebody has in these days already.
-- in: account bigint, role text, department bigint, body bigint, from_on date, until_on date
-- out: grant_clash
select from_on, until_on from assignment
 where account_id = $1 and role = $2 and coalesce(department_id, 0) = $3 and coalesce(body_id, 0) = $4
   and from_on <= coalesce($6, 'infinity') and coalesce(until_on, 'infinity') >= $5
 order by from_on limit 1
