-- The next sign-off after one, with the event that says that it was signed.
-- in: sign_off bigint
-- out: kept_sign_off
select sign_off.id, sign_off.meeting_id, sign_off.manifest, sign_off.signature, sign_off.key_id, signing_key.public_key,
       sign_off.signed_by::text as signed_by, said.id as event_id, said.content_hash,
       said.account_id::text as account_id
  from sign_off
  join signing_key on signing_key.id = sign_off.key_id
  left join lateral (
       select event.id, event.content_hash, event.account_id from event
        where event.meeting_id = sign_off.meeting_id and event.action = 'sign'
        order by event.id desc limit 1) said on true
 where sign_off.id > $1
 order by sign_off.id
 limit 1
