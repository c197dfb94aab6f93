-- Records that these people were given one-time passwords, or that their slips were shown; never what is on them. Whoever decides or
-- administers is told, and so are the other administrators and the secretariats: a one-time password is a way in, and a way around
-- the second administrator.
-- in: accounts jsonb, action text, actor bigint, words text, japanese text, english text
with person as (
	select account.id, account.name,
	       exists (select from assignment
	                where assignment.account_id = account.id and assignment.role in ('secretariat', 'chair', 'deputy', 'administrator')
	                  and (assignment.until_on is null or assignment.until_on >= current_date)) as is_guarded
	  from jsonb_array_elements_text($1) it join account on account.id = it::bigint
), told as (
	insert into notice (account_id, text, address)
	select other.id, replace(case other.language when 'en' then $6 else $5 end, '{name}', person.name),
	       case when exists (select from held where held.account_id = other.id and held.role = 'administrator') then '/accounts/' || person.id end
	  from person
	  join account other on may_sign_in(other) and other.id <> $3
	   and (other.id = person.id or exists (select from held where held.account_id = other.id and held.for_id is null
	                                                           and held.role in ('administrator', 'secretariat')))
	 where person.is_guarded and $5 <> ''
)
insert into event (action, account_id, actor, subject_id, reason)
select $2, actor.id, actor.name, person.id, nullif($4, '')
  from person, account actor where actor.id = $3
 order by person.id
