-- Makes invitations for these accounts; earlier ones of theirs are worth nothing from now on.
-- in: accounts jsonb, kind text, made_by bigint, batch text, hours bigint
-- out: invitation
with replaced as (
	update invitation set used_at = now()
	 where used_at is null and account_id in (select jsonb_array_elements_text($1)::bigint)
)
insert into invitation (account_id, kind, salt, made_by, batch, ends_at, had_password)
select account.id, $2, gen_random_uuid()::text, nullif($3, 0), nullif($4, ''), now() + make_interval(hours => $5::integer),
       account.password_hash is not null
  from jsonb_array_elements_text($1) wanted
  join account on account.id = wanted::bigint
returning id, account_id, salt
