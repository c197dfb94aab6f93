-- The tree of a municipality's departments in a fiscal year, as it prints: each under its own, by the order in which they came.
-- in: organization bigint, year bigint
-- out: department_line
with recursive here as (
	select department.id, department.code, department.first_year, department.last_year, department_name.title, department_name.parent_id
	  from department
	  join department_name on department_name.department_id = department.id
	                      and $2 between department_name.first_year and department_name.last_year
	 where department.organization_id = $1 and $2 between department.first_year and department.last_year
), tree as (
	select here.*, 1 as level, array[here.id] as path
	  from here
	 where here.parent_id is null or not exists (select from here up where up.id = here.parent_id)
	union all
	select here.*, tree.level + 1, tree.path || here.id
	  from tree join here on here.parent_id = tree.id
)
select tree.id, tree.code, tree.title, tree.level::bigint, coalesce(tree.parent_id, 0) as parent_id,
       tree.first_year = $2 as is_new, tree.last_year = $2 as is_last,
       (select count(distinct assignment.account_id) from assignment
         where assignment.department_id = tree.id and current_date >= assignment.from_on
           and (assignment.until_on is null or assignment.until_on >= current_date)) as people,
       exists (select from holder where holder.role = 'head' and holder.department_id = tree.id) as has_head
  from tree
 order by tree.path
