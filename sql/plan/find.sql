-- Finds one plan.
-- in: plan bigint
-- out: plan_line
select plan.id, plan.code, plan.title, organization.title as organization, plan.first_year, plan.last_year,
       plan.source, (select count(*) from plan_level where plan_level.plan_id = plan.id) as levels
  from plan join organization on organization.id = plan.organization_id
 where plan.id = $1
