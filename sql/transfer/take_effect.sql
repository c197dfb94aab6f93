-- The day of confirmed lists has come: people stand in their new departments, what waited for somebody by name goes to their
-- successor or to the post, and their sessions end. Roles have ended and begun by their dates. Once for each list.
-- in: japanese text, english text
with due as (
	update transfer set state = 'done', done_at = now(), version = version + 1
	 where state = 'planned' and effective_on <= current_date
	returning id, effective_on, coalesce(second_by, confirmed_by) as by_id
), line as (
	select transfer_line.*, due.by_id, by.name as actor, person.name, successor.name as successor
	  from due
	  join transfer_line on transfer_line.transfer_id = due.id
	  join account by on by.id = due.by_id
	  join account person on person.id = transfer_line.account_id
	  left join account successor on successor.id = transfer_line.successor_id
), placed as (
	update account set department_id = line.to_department_id, version = account.version + 1
	  from line
	 where account.id = line.account_id and line.kind <> 'leave' and line.to_department_id is not null
	   and account.department_id is distinct from line.to_department_id
), handed as (
	update sheet set in_charge_id = line.successor_id
	  from line
	 where sheet.in_charge_id = line.account_id and sheet.state in ('draft', 'returned', 'reviewing')
	   and line.kind in ('leave', 'move')
   and not exists (select from held
                    where line.kind = 'move' and held.account_id = line.account_id and held.role = 'author'
                      and held.department_id = sheet.department_id)
	returning sheet.id, sheet.edition, line.by_id, line.actor, line.name, line.successor
), lent as (
	update absence
	   set deputy_id = case when line.successor_id <> absence.account_id
	                         and not exists (select from absence other
	                                          where other.account_id = line.successor_id and other.ended_at is null
	                                            and other.from_on <= absence.until_on and other.until_on >= absence.from_on)
	                         and not exists (select from assignment
	                                          where assignment.account_id = line.successor_id
	                                            and assignment.role in ('administrator', 'auditor'))
	                        then line.successor_id end
	  from line
	 where absence.deputy_id = line.account_id and absence.ended_at is null and absence.until_on >= current_date
	   and (line.kind = 'leave' or (line.kind = 'move' and line.from_department_id is distinct from line.to_department_id))
	returning absence.id, absence_hash(absence) as hash, absence.account_id, absence.deputy_id, line.by_id, line.actor, line.name, line.successor
), told as (
	insert into notice (account_id, text, address)
	select lent.account_id, case account.language when 'en' then $2 else $1 end, '/absences'
	  from lent join account on account.id = lent.account_id
), ended as (
	delete from session using line where session.account_id = line.account_id
)
insert into event (action, account_id, actor, sheet_id, edition, subject_id, for_name, reason, to_stage, content_hash)
select 'hand over', by_id, actor, id, nullif(edition, 0), null::bigint, name, successor, null::text, null::text from handed
 union all
select 'hand over', by_id, actor, null, null, account_id, name, case when deputy_id is not null then successor end, id::text, hash from lent
 union all
select 'take effect', by_id, actor, null, null, account_id, null, summary, null, null from line
 order by 4, 6
