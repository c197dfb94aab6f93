-- Keeps what whoever signs has chosen so far, for each paper that was on the page.
-- A choice is {review, version, decision or null, reason, due: date or null, content}.
-- in: meeting bigint, version bigint, choices jsonb, account bigint
with held as (
	update meeting set version = version + 1
	 where id = $1 and version = $2 and state = 'frozen'
	returning id
)
insert into choice (meeting_id, review_id, decision, reason, due_on, content, review_version, chosen_by)
select held.id, (entry->>'review')::bigint, entry->>'decision', nullif(entry->>'reason', ''), (entry->>'due')::date,
       entry->'content', (entry->>'version')::bigint, $4
  from held cross join jsonb_array_elements($3) as entry
    on conflict (meeting_id, review_id) do update
   set decision = excluded.decision, reason = excluded.reason, due_on = excluded.due_on, content = excluded.content,
       review_version = excluded.review_version, chosen_by = excluded.chosen_by, at = now()
