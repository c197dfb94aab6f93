-- Takes a confirmed list back before its day: exactly what it wrote. Not by whom it takes roles from, while another administrator can. New accounts are stopped, because they stay on record.
-- in: transfer bigint, version bigint, account bigint, actor text
with undone as (
	update transfer set state = 'undone', version = version + 1, undone_by = $3, undone_at = now()
	 where id = $1 and version = $2 and state in ('asked', 'planned') and effective_on > current_date
	   and (not exists (select from transfer_line where transfer_id = $1 and account_id = $3 and kind <> 'come')
	        or not exists (select from held join account on account.id = held.account_id and may_sign_in(account)
	                        where held.role = 'administrator' and held.account_id <> $3))
	returning id, effective_on, confirmed_by
), gone as (
	delete from assignment using undone, transfer_post
	 where transfer_post.transfer_id = undone.id and transfer_post.kind = 'begin' and assignment.id = transfer_post.assignment_id
), back as (
	update assignment set until_on = transfer_post.until_before, by_id = $3, words = '人事異動の取消し'
	  from undone, transfer_post
	 where transfer_post.transfer_id = undone.id and transfer_post.kind = 'end' and assignment.id = transfer_post.assignment_id
	   and assignment.until_on = undone.effective_on - 1
), people as (
	update account
	   set stopped_at = case when transfer_line.is_new then now() else account.stopped_at end,
	       from_on = coalesce(transfer_line.from_before, account.from_on),
	       until_on = case when transfer_line.kind = 'move' then account.until_on else transfer_line.until_before end,
	       department_id = case when transfer_line.kind = 'come' and not transfer_line.is_new then transfer_line.department_before
	                            else account.department_id end,
	       version = account.version + 1
	  from undone, transfer_line
	 where transfer_line.transfer_id = undone.id and account.id = transfer_line.account_id
)
insert into event (action, account_id, actor, subject_id, reason)
select 'undo transfer', $3, $4, transfer_line.account_id, transfer_line.summary
  from undone join transfer_line on transfer_line.transfer_id = undone.id
 union all
select 'undo transfer', $3, $4, undone.confirmed_by, null
  from undone
 where not exists (select from transfer_line where transfer_line.transfer_id = undone.id)
 order by 4
