-- Makes the departments of a municipality that are not there yet, by their codes. What one is called is the department's own
-- page's to say: an import only corrects a name that never changed and that nothing submitted bears.
-- in: organization bigint, list jsonb
with named as (
	select entry->>'code' as code, entry->>'title' as title
	  from jsonb_array_elements($2) as entry
), made as (
	insert into department (organization_id, code)
	select $1, code from named
	on conflict (organization_id, code) do nothing
	returning id, code
), called as (
	insert into department_name (department_id, title)
	select made.id, named.title from made join named on named.code = made.code
)
update department_name
   set title = named.title
  from named
  join department on department.organization_id = $1 and department.code = named.code
 where department_name.department_id = department.id and department_name.title <> named.title
   and department_name.first_year = 0 and department_name.last_year = 9999
   and not exists (select from sheet join edition on edition.sheet_id = sheet.id
                    where sheet.named_department_id = department.id)
   and not exists (select from part join edition on edition.sheet_id = part.sheet_id
                    where part.named_department_id = department.id)
