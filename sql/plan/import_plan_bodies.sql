-- Notes which bodies a plan names, in its order. Those that it named before stay.
-- in: plan bigint, organization bigint, list jsonb
insert into plan_body (plan_id, body_id, position)
select $1, body.id, entry.position
  from jsonb_array_elements($3) with ordinality as entry(value, position)
  join body on body.organization_id = $2 and body.code = entry.value->>'code'
on conflict (plan_id, body_id) do update set position = excluded.position
