-- Changes what is known of a person, where the version seen is still the latest one; nobody changes their own days.
-- in: account bigint, version bigint, login text, name text, kana text, department bigint, email text, language text, from_on date, until_on date, actor bigint, summary text
with changed as (
	update account set login = $3, name = $4, kana = nullif($5, ''), department_id = nullif($6, 0), email = nullif($7, ''),
	       language = $8, from_on = $9, until_on = $10, version = version + 1
	 where id = $1 and version = $2 and (id <> $11 or row(from_on, until_on) is not distinct from row($9, $10))
	returning id
)
insert into event (action, account_id, actor, subject_id, reason)
select 'change account', actor.id, actor.name, changed.id, nullif($12, '') from changed, acting($11) actor
