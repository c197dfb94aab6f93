-- Changes a round's settings, unless somebody did so meanwhile.
-- in: round bigint, version bigint, resubmit text, answers text, is_shared boolean, account bigint, actor text, changes text
with changed as (
	update round set resubmit = $3, answers = $4, is_shared = $5, version = version + 1
	 where id = $1 and version = $2
	returning plan_id, title
)
insert into event (action, account_id, actor, plan_id, reason)
select 'settings', $6, $7, plan_id, title || E'\n' || $8 from changed
