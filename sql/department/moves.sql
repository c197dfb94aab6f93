-- What goes where in a change: departments, measures of a split, and the people whose roles do not simply go on.
-- in: change bigint
-- out: department_move
select 'department' as kind, department_succession.from_id as id, was.title as subject, 'author' as role, will.title as target
  from department_succession
  join department_change change on change.id = department_succession.change_id
  join department_name was on was.department_id = department_succession.from_id and change.year - 1 between was.first_year and was.last_year
  join department_name will on will.department_id = department_succession.to_id and change.year between will.first_year and will.last_year
 where change.id = $1
 union all
select 'measure', item.id, concat_ws(' ', nullif(item.number, ''), item.title), 'author', will.title
  from department_allotment
  join department_change change on change.id = department_allotment.change_id
  join item on item.id = department_allotment.item_id
  join department_name will on will.department_id = department_allotment.to_id and change.year between will.first_year and will.last_year
 where change.id = $1
 union all
select 'post', assignment.id, account.name, assignment.role, will.title
  from department_post
  join department_change change on change.id = department_post.change_id
  join assignment on assignment.id = department_post.assignment_id
  join account on account.id = assignment.account_id
  left join department_name will on will.department_id = department_post.to_id and change.year between will.first_year and will.last_year
 where change.id = $1
 order by 1, 2
