-- Rows that are not as the events tell: sheets, who answers for them, decisions, editions, meetings, roles and absences. What the events
-- themselves are worth, their chains say. kind: which sentence; detail: the stage, an edition's number, an event's place.
-- in: limit bigint
-- out: stray_row
with strays as (
	-- where a sheet stands is what was last done with it
	select 'sheet' as kind, 'sheet:' || sheet.id as chain, null as detail
	  from sheet
	  left join lateral (
	       select event.action from event
	        where event.sheet_id = sheet.id
	          and (event.action in ('import', 'submit', 'withdraw', 'approve', 'return', 'send back', 'undo', 'defer', 'reopen',
	                                'exclude', 'include')
	               or (event.action = 'not select' and event.review_id is not null))
	        order by event.id desc limit 1) done on true
	  left join edition on edition.sheet_id = sheet.id and edition.number = sheet.edition
	 where not case when done.action is null or done.action in ('withdraw', 'include') then sheet.state = 'draft'
	                when done.action = 'import' then sheet.state = 'settled'
	                when done.action in ('return', 'reopen') then sheet.state = 'returned'
	                when done.action in ('send back', 'undo') then sheet.state = 'reviewing'
	                when done.action = 'exclude' then sheet.state = 'excluded'
	                else sheet.state in ('reviewing', 'settled') end
	    or (sheet.state = 'reviewing') <> exists (select from review
	                                               where review.sheet_id = sheet.id and review.state = 'waiting'
	                                                 and review.edition = sheet.edition and review.pass = sheet.pass)
	    or sheet.edition <> (select coalesce(max(latest.number), 0) from edition latest where latest.sheet_id = sheet.id)
	    or sheet.submitted_by is distinct from edition.submitted_by
	    or sheet.settled_edition <> case when sheet.state = 'settled' then sheet.edition
	                                     else (select coalesce(max(event.edition), 0) from event
	                                            where event.sheet_id = sheet.id and event.action = 'reopen') end
	union all
	-- who answers for a sheet is whom it was made for, until an event says otherwise
	select 'department', 'sheet:' || sheet.id, null
	  from sheet
	  left join lateral (
	       select event.department_id from event
	        where event.sheet_id = sheet.id and event.action in ('reassign', 'succeed') and event.department_id is not null
	        order by event.id desc limit 1) told on true
	 where sheet.department_id <> coalesce(told.department_id, sheet.named_department_id)
	   and not (sheet.state = 'draft' and sheet.edition = 0 and sheet.saved_at is null)
	union all
	-- when, on what and for whom it was decided; and whether that was taken back
	select 'decision', 'sheet:' || review.sheet_id, stage.title
	  from review
	  join stage on stage.id = review.stage_id
	  join lateral (
	       select event.at, event.edition, event.for_name from event
	        where event.sheet_id = review.sheet_id and event.review_id = review.id
	          and event.action in ('approve', 'return', 'send back', 'defer', 'not select')
	        order by event.id desc limit 1) told on true
	 where review.decided_at is distinct from told.at or review.edition <> told.edition
	    or (review.decided_for is null) <> (told.for_name is null)
	    or (review.state = 'undone') <> exists (select from event
	                                             where event.sheet_id = review.sheet_id and event.review_id = review.id
	                                               and event.action = 'undo')
	union all
	select 'missing', event.chain, event.sequence::text
	  from event left join review on review.id = event.review_id
	 where event.review_id is not null and review.id is null
	union all
	select 'edition', 'sheet:' || edition.sheet_id, edition.number::text
	  from edition
	  join event on event.sheet_id = edition.sheet_id and event.edition = edition.number and event.action in ('submit', 'import')
	 where edition.submitted_at <> event.at
	    or (event.action = 'submit' and (edition.submitted_by is null or edition.parts_reason is distinct from event.reason))
	union all
	-- a meeting is signed off when there is a sign-off, and stays as it was then
	select 'meeting', 'meeting:' || meeting.id, null
	  from meeting
	  left join sign_off on sign_off.meeting_id = meeting.id
	  left join event on event.meeting_id = meeting.id and event.action = 'sign'
	 where (meeting.state = 'signed') <> (sign_off.id is not null)
	    or sign_off.signed_at <> event.at or (sign_off.signed_for is null) <> (event.for_name is null)
	    -- only what the event tells of is surely JSON
	    or case when event.content_hash = encode(sha256(convert_to(sign_off.manifest, 'UTF8')), 'hex')
	            then sign_off.manifest::jsonb->'meeting'->>'title' is distinct from meeting.title
	              or sign_off.manifest::jsonb->'meeting'->>'held_on' is distinct from meeting.held_on::text
	              or exists (select from review
	                          where review.sign_off_id = sign_off.id
	                            and not exists (select from paper
	                                              join edition on edition.sheet_id = paper.sheet_id and edition.number = paper.edition
	                                                          and edition.hash = paper.hash
	                                             where paper.meeting_id = meeting.id and paper.freezing = meeting.freezing
	                                               and paper.review_id = review.id and paper.edition = review.edition)) end
	union all
	-- a role is what its latest event says; one that was told of is there, unless it was taken back
	select 'role', 'account:' || assignment.account_id, assignment_words(assignment)
	  from assignment
	  left join lateral (
	       select event.content_hash from event
	        where event.to_stage = assignment.id::text and event.subject_id = assignment.account_id
	          and event.action in ('grant', 'end role', 'change role', 'take role back')
	        order by event.id desc limit 1) told on true
	 where told.content_hash is distinct from assignment_hash(assignment)
	union all
	select 'role', 'account:' || told.subject_id, told.reason
	  from (select distinct on (to_stage) to_stage, subject_id, action, reason from event
	         where to_stage is not null and action in ('grant', 'end role', 'change role', 'take role back')
	         order by to_stage, id desc) told
	 where told.action <> 'take role back' and not exists (select from assignment where assignment.id::text = told.to_stage)
	union all
	-- so is an absence: who is away, from when until when, who decides meanwhile, and whether it was ended
	select 'absence', 'account:' || absence.account_id, absence.from_on || '～' || absence.until_on
	  from absence
	  left join lateral (
	       select event.content_hash from event
	        where event.to_stage = absence.id::text and event.subject_id = absence.account_id
	          and event.action in ('absence', 'end absence', 'hand over')
	        order by event.id desc limit 1) told on true
	 where told.content_hash is distinct from absence_hash(absence)
	union all
	select 'absence', 'account:' || told.subject_id, split_part(told.reason, E'\n', 1)
	  from (select distinct on (to_stage) to_stage, subject_id, reason from event
	         where to_stage is not null and action in ('absence', 'end absence', 'hand over')
	         order by to_stage, id desc) told
	 where not exists (select from absence where absence.id::text = told.to_stage)
)
select kind, chain, detail from strays order by chain, kind, detail limit $1
