-- Confirms a list: roles and accounts end on the eve of its day and begin on it. Each change is noted, so that it can be taken
-- back; each person's history says it.
-- in: transfer bigint, version bigint, account bigint, actor text, lines jsonb, reason text
with moved as (
	update transfer
	   set state = 'planned', version = version + 1,
	       confirmed_by = coalesce(confirmed_by, $3),
	       confirmed_at = coalesce(confirmed_at, now()),
	       second_by = case when state = 'asked' then $3 end,
	       second_at = case when state = 'asked' then now() end,
	       reason = nullif($6, '')
	 where id = $1 and version = $2 and state in ('draft', 'asked') and effective_on > current_date
	returning id, effective_on, organization_id, confirmed_by, second_by, reason
), line as (
	select it.*, moved.id as transfer_id, moved.effective_on, moved.organization_id
	  from moved,
	       jsonb_to_recordset($5) as it(line bigint, account bigint, login text, name text, kana text, email text, kind text,
	                                    source bigint, target bigint, successor bigint, heir bigint, begins jsonb, ends jsonb,
	                                    summary text)
), made as (
	insert into account (login, name, kana, email, organization_id, department_id, from_on)
	select login, name, nullif(kana, ''), nullif(email, ''), organization_id, nullif(target, 0), effective_on
	  from line where kind = 'come' and account = 0
	    on conflict (login) do update
	   set name = excluded.name, kana = excluded.kana, email = excluded.email, department_id = excluded.department_id,
	       from_on = excluded.from_on, until_on = null, stopped_at = null, version = account.version + 1
	 where account.stopped_at is not null and account.password_hash is null
	returning id, login
), person as (
	select line.*, coalesce(nullif(line.account, 0), made.id) as id, was.from_on as from_before, was.until_on as until_before,
	       was.department_id as department_before
	  from line
	  left join made on line.account = 0 and made.login = line.login
	  left join account was on was.id = line.account
), back as (
	update account
	   set from_on = person.effective_on, until_on = null, department_id = nullif(person.target, 0), version = account.version + 1
	  from person
	 where person.kind = 'come' and person.account <> 0 and account.id = person.id
), gone as (
	update account set until_on = person.effective_on - 1, version = account.version + 1
	  from person
	 where person.kind = 'leave' and account.id = person.id
), begun as (
	insert into assignment (account_id, role, department_id, body_id, from_on, granted_by, approved_by, by_id, words)
	select person.id, post.role, nullif(post.department, 0), nullif(post.body, 0), person.effective_on, moved.confirmed_by,
	       moved.second_by, $3, concat_ws(E'\n', '人事異動', moved.reason)
	  from moved, person, jsonb_to_recordset(person.begins) as post(role text, department bigint, body bigint)
	returning id
), ended as (
	update assignment set until_on = moved.effective_on - 1, by_id = $3, words = '人事異動'
	  from moved, person, jsonb_array_elements_text(person.ends) as post, assignment was
	 where was.id = post::bigint and was.account_id = person.id and assignment.id = was.id
	returning assignment.id, was.until_on as until_before
), posts as (
	insert into transfer_post (transfer_id, kind, assignment_id, until_before)
	select moved.id, 'begin', begun.id, null::date from moved, begun
	 union all
	select moved.id, 'end', ended.id, ended.until_before from moved, ended
), lines as (
	insert into transfer_line (transfer_id, account_id, line, kind, from_department_id, to_department_id, successor_id, is_new,
	                           from_before, until_before, department_before, summary)
	select person.transfer_id, person.id, person.line, person.kind, nullif(person.source, 0), nullif(person.target, 0),
	       coalesce(nullif(person.successor, 0), heir.id), person.account = 0, person.from_before, person.until_before,
	       person.department_before, person.summary
	  from person left join person heir on person.heir <> 0 and heir.line = person.heir
)
insert into event (action, account_id, actor, subject_id, reason)
select 'transfer', $3, $4, id, summary from person order by id
