-- Returns sheets with a reason and marks: to the department, or back to an earlier stage, whose desks get the same edition
-- again. The other bodies of the stage are stopped.
-- A decision is {review, version, content, reason, marks: [field code], due: date or null, to: stage or null, for, as}.
-- in: decisions jsonb, account bigint, actor text
with wanted as (
	select (entry->>'review')::bigint as review_id, (entry->>'version')::bigint as version,
	       nullif(entry->'content', 'null') as content, entry->>'reason' as reason,
	       array(select jsonb_array_elements_text(entry->'marks')) as marks, (entry->>'due')::date as due_on,
	       (entry->>'to')::bigint as to_stage, (entry->>'for')::bigint as for_id, entry->>'as' as role
	  from jsonb_array_elements($1) as entry
), decided as (
	update review
	   set state = 'returned', content = coalesce(wanted.content, review.content), reason = wanted.reason,
	       marks = wanted.marks, resubmit_on = wanted.due_on, returned_to = wanted.to_stage, decided_by = $2,
	       decided_as = wanted.role, decided_at = now(), version = review.version + 1,
	       decided_for = coalesce(wanted.for_id,
	                              case when wanted.role = 'deputy' then (
	                                   select held.account_id from held
	                                    where held.role = 'chair' and held.body_id = review.body_id and held.for_id is null
	                                    order by held.account_id limit 1) end)
	  from wanted
	 where review.id = wanted.review_id and review.version = wanted.version and review.state = 'waiting'
	returning review.id, review.sheet_id, review.stage_id, review.edition, review.reason, review.resubmit_on,
	          review.returned_to, review.decided_for, review.content
), stopped as (
	update review set state = 'stopped', version = review.version + 1
	  from decided
	 where review.sheet_id = decided.sheet_id and review.state = 'waiting'
	   and review.id not in (select id from decided)
), moved as (
	update sheet
	   set state = case when decided.returned_to is null then 'returned' else 'reviewing' end,
	       stage_id = decided.returned_to, pass = sheet.pass + 1, version = sheet.version + 1, since = now(),
	       due_on = case when decided.returned_to is null then coalesce(decided.resubmit_on, sheet.due_on) else sheet.due_on end
	  from decided where sheet.id = decided.sheet_id
	returning sheet.id, sheet.round_id, sheet.edition, sheet.pass, sheet.stage_id, decided.resubmit_on
), arrived as (
	insert into review (sheet_id, stage_id, round_id, edition, pass, kind, department_id, body_id, due_on)
	select moved.id, desk.stage_id, moved.round_id, moved.edition, moved.pass, desk.kind, desk.department_id, desk.body_id,
	       coalesce(moved.resubmit_on, desk.due_on, round.due_on)
	  from moved
	  join desk on desk.sheet_id = moved.id and desk.stage_id = moved.stage_id
	  join round on round.id = desk.round_id
)
insert into event (action, account_id, actor, for_name, sheet_id, review_id, edition, stage, to_stage, reason, content_hash)
select case when decided.returned_to is null then 'return' else 'send back' end, $2, $3, other.name, decided.sheet_id,
       decided.id, decided.edition, stage.title, earlier.title, decided.reason, fingerprint(decided.content, '{}')
  from decided
  join stage on stage.id = decided.stage_id
  left join stage earlier on earlier.id = decided.returned_to
  left join account other on other.id = decided.decided_for
 order by decided.sheet_id, decided.id
