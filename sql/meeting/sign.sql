-- Signs off 決裁: what was signed, the reviews that it covers, the meeting's end, and the event. What the reviews decide is
-- done already, in the same transaction.
-- in: meeting bigint, version bigint, key_id text, public_key text, manifest text, signature text, account bigint, for_account bigint, signed_as text, actor text, for_name text, statement text
with held as (
	update meeting set state = 'signed', version = version + 1
	 where id = $1 and version = $2 and state = 'frozen'
	returning id
), known as (
	insert into signing_key (id, public_key) values ($3, $4) on conflict (id) do nothing
), signed as (
	insert into sign_off (meeting_id, key_id, manifest, signature, signed_by, signed_for, signed_as)
	select id, $3, $5, $6, $7, $8, $9 from held
	returning id, meeting_id
), covered as (
	update review set sign_off_id = signed.id
	  from signed
	  join meeting on meeting.id = signed.meeting_id
	  join paper on paper.meeting_id = meeting.id and paper.freezing = meeting.freezing
	 where review.id = paper.review_id and review.state in ('approved', 'returned')
)
insert into event (action, account_id, actor, for_name, meeting_id, reason, content_hash)
select 'sign', $7, $10, $11, meeting_id, $12, encode(sha256(convert_to($5, 'UTF8')), 'hex') from signed
