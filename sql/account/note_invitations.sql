-- Records that these people were given one-time passwords, or that their slips were shown; never what is on them. Whoever decides or
-- administers is told, and so are the other administrators: a one-time password is a way in.
-- in: accounts jsonb, action text, actor bigint, words text, japanese text, english text
with person as (
	select account.id, account.name,
	       exists (select from assignment
	                where assignment.account_id = account.id and assignment.role in ('secretariat', 'chair', 'deputy', 'administrator')
	                  and (assignment.until_on is null or assignment.until_on >= current_date)) as is_guarded
	  from jsonb_array_elements_text($1) it join account on account.id = it::bigint
), told as (
	insert into notice (account_id, text, address)
	select distinct other.id, replace(case other.language when 'en' then $6 else $5 end, '{name}', person.name), '/accounts/' || person.id
	  from person
	  join assignment on assignment.role = 'administrator' and assignment.from_on <= current_date
	                 and (assignment.until_on is null or assignment.until_on >= current_date)
	  join account other on other.id = assignment.account_id and may_sign_in(other)
	 where person.is_guarded and $5 <> '' and other.id <> $3
)
insert into event (action, account_id, actor, subject_id, reason)
select $2, actor.id, actor.name, person.id, nullif($4, '')
  from person, account actor where actor.id = $3
 order by person.id
