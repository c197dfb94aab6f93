-- Settles the new sheets of past rounds: their evaluation and the parts of other departments are edition 1, and the history
-- says where it came from.
-- in: plan bigint, account bigint, actor text, evaluations jsonb
with settled as (
	update sheet
	   set state = 'settled', edition = 1, settled_edition = 1, is_migrated = true, since = now()
	  from round, item
	 where round.id = sheet.round_id and round.plan_id = $1 and round.is_history and item.id = sheet.item_id
	   and (round.code, item.code) in (select entry->>'round', entry->>'item' from jsonb_array_elements($4) as entry)
	   and sheet.state = 'draft' and sheet.edition = 0 and sheet.saved_at is null
	returning sheet.id, sheet.content
), handed_in as (
	update part set state = 'in' from settled where part.sheet_id = settled.id
	returning part.sheet_id, part.named_department_id, part.content
), kept as (
	insert into edition (sheet_id, number, content, is_late, parts)
	select id, 1, content, false,
	       coalesce((select jsonb_object_agg(named_department_id, handed_in.content)
	                   from handed_in where handed_in.sheet_id = settled.id and handed_in.content <> '{}'), '{}')
	  from settled
	returning sheet_id, hash
)
insert into event (action, account_id, actor, plan_id, sheet_id, edition, content_hash)
select 'import', nullif($2, 0), $3, $1, sheet_id, 1, hash from kept order by sheet_id
