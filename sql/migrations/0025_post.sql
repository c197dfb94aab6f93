-- Somebody with several posts 兼務 may act as one of them: they see and may do only what that post does. What is chosen is kept
-- with the session; the views that say who may do what know it for the request at hand.

alter table session add column post text; -- post_of the role that is acted as; null: all of them

-- A post: a department, a body, or a role for the whole municipality.
create function post_of(role text, department_id bigint, body_id bigint) returns text language sql immutable parallel safe as
$$ select coalesce('d' || department_id, 'b' || body_id, role) $$;
grant execute on function post_of(text, bigint, bigint) to chosho_web;

-- Who holds which role today: their own, and those lent by somebody who is away (for_id). Whatever they act as.
create view held as
select assignment.id as assignment_id, assignment.account_id, assignment.role, assignment.department_id,
       assignment.body_id, null::bigint as for_id
  from assignment
 where current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on)
 union all
select assignment.id, absence.deputy_id, assignment.role, assignment.department_id, assignment.body_id,
       absence.account_id
  from absence
  join assignment on assignment.account_id = absence.account_id and assignment.role in ('head', 'chair', 'deputy')
 where absence.ended_at is null and current_date between absence.from_on and absence.until_on
   and current_date >= assignment.from_on and (assignment.until_on is null or current_date <= assignment.until_on);
grant select on held to chosho_web;

-- The same as rights: of whoever asks (chosho.acting), only those of the post that they act as (chosho.post). Both are set for
-- one transaction, together with finding out who asks, and can only take away.
create or replace view duty as
select assignment_id, account_id, role, department_id, body_id, for_id
  from held
 where not (account_id = coalesce(nullif(current_setting('chosho.acting', true), '')::bigint, 0)
            and post_of(role, department_id, body_id) <> current_setting('chosho.post', true));

-- What the program may not take back, whoever keeps the database still may.
create or replace function assignment_stays() returns trigger language plpgsql as $$
begin
if old.from_on <= current_date and current_user = 'chosho_web' then
	raise exception 'an assignment that has begun stays on record' using errcode = 'check_violation';
end if;
return old;
end $$;
