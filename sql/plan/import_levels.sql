-- Names the levels of a plan's tree.
-- in: plan bigint, titles jsonb
with put as (
	insert into plan_level (plan_id, level, title)
	select $1, title.position, title.text
	  from jsonb_array_elements_text($2) with ordinality as title(text, position)
	on conflict (plan_id, level) do update set title = excluded.title
)
delete from plan_level where plan_id = $1 and level > jsonb_array_length($2)
