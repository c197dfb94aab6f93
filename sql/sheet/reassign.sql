-- Gives a sheet to another lead department or another person in charge; a head's review that waits goes to the new head. A
-- part that the new lead has not begun to write is not asked for any more: it writes the sheet.
-- in: sheet bigint, version bigint, account bigint, actor text, reason text, department bigint, in_charge bigint
with followed as (
	update review set department_id = $6, version = review.version + 1
	  from sheet
	 where sheet.id = $1 and sheet.version = $2 and review.sheet_id = sheet.id and review.state = 'waiting'
	   and review.kind = 'head' and review.department_id <> $6
	returning review.sheet_id
), moved as (
	update sheet
	   set department_id = $6, named_department_id = case when department_id <> $6 then $6 else named_department_id end,
       in_charge_id = nullif($7, 0), version = version + 1,
	       since = case when department_id <> $6 and (state <> 'reviewing' or exists (select from followed)) then now()
	                    else since end
	 where id = $1 and version = $2 and state in ('draft', 'returned', 'reviewing')
	returning id, edition
), own as (
	delete from part using moved
	 where part.sheet_id = moved.id and part.department_id = $6 and part.version = 1 and part.content = '{}'
)
insert into event (action, account_id, actor, sheet_id, edition, reason, department_id)
select 'reassign', $3, $4, id, nullif(edition, 0), $5, $6 from moved
