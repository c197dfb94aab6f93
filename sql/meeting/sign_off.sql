-- What was signed at a meeting.
-- in: meeting bigint
-- out: sign_off
select sign_off.id, sign_off.key_id, signing_key.public_key, sign_off.manifest, sign_off.signature, sign_off.signed_as,
       sign_off.signed_at, signer.name as signed_by, other.name as signed_for
  from sign_off
  join signing_key on signing_key.id = sign_off.key_id
  join account signer on signer.id = sign_off.signed_by
  left join account other on other.id = sign_off.signed_for
 where sign_off.meeting_id = $1
