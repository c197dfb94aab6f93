-- Makes or renews the stages of a package's rounds. Stages that the package does not name stay, behind the others.
-- in: plan bigint, organization bigint, list jsonb
with wanted as (
	select round.id as round_id, one.value->>'code' as code, one.position, one.value->>'title' as title,
	       one.value->>'kind' as kind, body.id as body_id, (one.value->>'due_on')::date as due_on, form.id as form_id
	  from jsonb_array_elements($3) as entry
	  join round on round.plan_id = $1 and round.code = entry->>'code'
	 cross join jsonb_array_elements(entry->'stages') with ordinality as one(value, position)
	  left join body on body.organization_id = $2 and body.code = one.value->>'body'
	  left join form on form.plan_id = $1 and form.code = one.value->>'form'
), staying as (
	select stage.round_id, stage.code,
	       (select count(*) from wanted where wanted.round_id = stage.round_id)
	       + row_number() over (partition by stage.round_id order by stage.position) as position,
	       stage.title, stage.kind, stage.body_id, stage.due_on, stage.form_id
	  from stage
	 where stage.round_id in (select round_id from wanted)
	   and not exists (select from wanted where wanted.round_id = stage.round_id and wanted.code = stage.code)
)
insert into stage (round_id, code, position, title, kind, body_id, due_on, form_id)
select * from wanted
union all
select * from staying
on conflict (round_id, code) do update
   set position = excluded.position, title = excluded.title, kind = excluded.kind, body_id = excluded.body_id,
       due_on = excluded.due_on, form_id = excluded.form_id
