-- Notes what a plan's indicators repeat.
-- in: plan bigint, list jsonb
update indicator
   set repeats_id = original.id
  from jsonb_array_elements($2) as entry
  left join indicator original on original.plan_id = $1 and original.code = entry->>'repeats'
 where indicator.plan_id = $1 and indicator.code = entry->>'code'
   and indicator.repeats_id is distinct from original.id
