-- The second administrator is somebody else: not whom the first one has just made a way in for themselves.

alter table invitation add column had_password boolean not null default false; -- its account was in use already when it was made

-- Has somebody, in the last two weeks, opened a way into an account that was in use: a one-time password or link that was used, a
-- second factor taken away, or another address, to which a link then went?
create function is_opened_by(account bigint, opener bigint) returns boolean language sql stable as
$$ select exists (select from invitation
                   where invitation.account_id = $1 and invitation.made_by = $2 and invitation.had_password
                     and invitation.used_at is not null and invitation.at > now() - interval '14 days')
       or exists (select from event
                   where event.subject_id = $1 and event.account_id = $2 and event.at > now() - interval '14 days'
                     and (event.action = 'end second factor'
                          or (event.action = 'change account'
                              and exists (select from invitation
                                           where invitation.account_id = $1 and invitation.made_by is null
                                             and invitation.had_password and invitation.at >= event.at)))) $$;
grant execute on function is_opened_by(bigint, bigint) to chosho_web;

create function assignment_is_granted_by_two() returns trigger language plpgsql as $$
begin
if is_opened_by(new.approved_by, new.granted_by) then
	raise exception 'the second administrator let in by the first is no second one' using errcode = 'check_violation';
end if;
return new;
end $$;
create trigger assignment_is_granted_by_two before insert on assignment for each row
	when (new.approved_by is not null) execute function assignment_is_granted_by_two();
