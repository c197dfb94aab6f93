-- Replaces the routes of the stages in a package.
-- in: plan bigint, organization bigint, list jsonb
with named as (
	select stage.id, one.value
	  from jsonb_array_elements($3) as entry
	  join round on round.plan_id = $1 and round.code = entry->>'code'
	 cross join jsonb_array_elements(entry->'stages') as one(value)
	  join stage on stage.round_id = round.id and stage.code = one.value->>'code'
), wanted as (
	select named.id as stage_id, tag.id as tag_id, body.id as body_id, route.position
	  from named
	 cross join jsonb_array_elements(coalesce(named.value->'routes', '[]')) with ordinality as route(value, position)
	  join tag on tag.plan_id = $1 and tag.code = route.value->>'tag'
	  join body on body.organization_id = $2 and body.code = route.value->>'body'
), put as (
	insert into stage_route (stage_id, tag_id, body_id, position)
	select stage_id, tag_id, body_id, position from wanted
	on conflict (stage_id, tag_id, body_id) do update set position = excluded.position
)
delete from stage_route
 where stage_route.stage_id in (select id from named)
   and not exists (select from wanted
                    where wanted.stage_id = stage_route.stage_id and wanted.tag_id = stage_route.tag_id
                      and wanted.body_id = stage_route.body_id)
