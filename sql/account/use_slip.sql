-- Uses up the one-time password by which a session began: of two who do so at once, one is too late.
-- in: key_hash text
update invitation set used_at = now()
  from session
 where session.key_hash = $1 and invitation.id = session.invitation_id and invitation.used_at is null
