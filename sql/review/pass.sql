-- Lets sheets pass: each decision; then, where nobody at a sheet's stage is left, the next stage's desks or the end; and the
-- events. Where an earlier stage had got a sheet back and the round says so, it returns to whoever sent it.
-- A decision is {review, version, content, reason, for, as}; content null: what the review holds stays. state: approved,
-- deferred (the head is away, who sees it afterwards) or not_selected.
-- in: decisions jsonb, state text, action text, account bigint, actor text
with wanted as (
	select (entry->>'review')::bigint as review_id, (entry->>'version')::bigint as version,
	       nullif(entry->'content', 'null') as content, entry->>'reason' as reason, (entry->>'for')::bigint as for_id,
	       entry->>'as' as role
	  from jsonb_array_elements($1) as entry
), decided as (
	update review
	   set state = $2, content = coalesce(wanted.content, review.content), reason = wanted.reason, marks = '{}',
	       resubmit_on = null, decided_by = $4, decided_as = wanted.role, decided_at = now(), version = review.version + 1,
	       decided_for = coalesce(wanted.for_id,
	                              case when wanted.role = 'deputy' then (
	                                   select held.account_id from held
	                                    where held.role = 'chair' and held.body_id = review.body_id and held.for_id is null
	                                    order by held.account_id limit 1) end)
	  from wanted
	 where review.id = wanted.review_id and review.version = wanted.version and review.state = 'waiting'
	returning review.id, review.sheet_id, review.stage_id, review.edition, review.pass, review.decided_for,
	          review.reason, review.content
), passed as (
	select distinct decided.sheet_id, decided.stage_id, decided.pass
	  from decided
	 where not exists (select from review
	                    where review.sheet_id = decided.sheet_id and review.state = 'waiting'
	                      and review.id not in (select id from decided))
), route as materialized (
	select passed.sheet_id, desk.position, desk.stage_id, desk.kind, desk.department_id, desk.body_id,
	       coalesce(desk.due_on, round.due_on) as due_on,
	       min(desk.position) over (partition by passed.sheet_id) as next
	  from passed
	  join stage on stage.id = passed.stage_id
	  join round on round.id = stage.round_id
	  left join lateral (
	       select sender.position
	         from review join stage sender on sender.id = review.stage_id
	        where review.sheet_id = passed.sheet_id and review.pass = passed.pass - 1 and review.state = 'returned'
	          and review.returned_to = passed.stage_id and round.resubmit = 'returning'
	        limit 1) sent_back on true
	  join desk on desk.sheet_id = passed.sheet_id and desk.position > stage.position
	   and desk.position >= coalesce(sent_back.position, 0)
), following as (
	select * from route where position = next
), moved as (
	update sheet
	   set state = case when following.stage_id is null then 'settled' else 'reviewing' end,
	       stage_id = following.stage_id, pass = sheet.pass + 1,
	       settled_edition = case when following.stage_id is null then sheet.edition else sheet.settled_edition end,
	       is_correction = sheet.is_correction and following.stage_id is not null,
	       version = sheet.version + 1, since = now()
	  from passed
	  left join (select distinct sheet_id, stage_id from following) following on following.sheet_id = passed.sheet_id
	 where sheet.id = passed.sheet_id
	returning sheet.id, sheet.round_id, sheet.edition, sheet.pass
), arrived as (
	insert into review (sheet_id, stage_id, round_id, edition, pass, kind, department_id, body_id, due_on)
	select moved.id, following.stage_id, moved.round_id, moved.edition, moved.pass, following.kind,
	       following.department_id, following.body_id, following.due_on
	  from moved join following on following.sheet_id = moved.id
)
insert into event (action, account_id, actor, for_name, sheet_id, review_id, edition, stage, reason, content_hash)
select $3, $4, $5, other.name, decided.sheet_id, decided.id, decided.edition, stage.title, decided.reason,
       fingerprint(decided.content, '{}')
  from decided
  join stage on stage.id = decided.stage_id
  left join account other on other.id = decided.decided_for
 order by decided.sheet_id, decided.id
