-- What lies with some departments and would go to their successors.
-- in: departments bigint[]
-- out: department_effects
select (select count(*) from sheet where department_id = any ($1) and state in ('draft', 'returned')) as writing,
       (select count(*) from sheet where department_id = any ($1) and state = 'reviewing') as reviewing,
       (select count(*) from sheet where department_id = any ($1) and state in ('settled', 'excluded')) as past,
       (select count(*) from part join sheet on sheet.id = part.sheet_id
         where part.department_id = any ($1) and sheet.state in ('draft', 'returned')) as parts,
       (select count(*) from review where department_id = any ($1) and state = 'waiting') as waiting,
       (select count(distinct item_id) from item_department where department_id = any ($1)) as measures,
       (select count(distinct indicator_id) from indicator_department where department_id = any ($1)) as indicators,
       (select count(*) from question join sheet on sheet.id = question.sheet_id
         where sheet.department_id = any ($1) and question.state <> 'answered') as questions,
       (select count(*) from department_name where parent_id = any ($1) and fiscal_year(current_date) between first_year and last_year) as children
