-- Lists the plans with what they hold, the latest first.
-- out: plan_line
select plan.id, plan.code, plan.title, organization.title as organization, plan.first_year, plan.last_year,
       (select count(*) from item where item.plan_id = plan.id) as items,
       (select count(*) from item where item.plan_id = plan.id and item.is_evaluated) as evaluated,
       (select count(*) from indicator where indicator.plan_id = plan.id) as indicators,
       (select count(*) from round where round.plan_id = plan.id) as rounds
  from plan join organization on organization.id = plan.organization_id
 order by plan.first_year desc, plan.position
