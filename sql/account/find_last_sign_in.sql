-- When somebody signed in before this time, and the tries that failed since.
-- in: account bigint
-- out: last_sign_in
select before_at, tries + tries_before as tries, coalesce(recovery_used, 0) as recovery_used,
       second_factor.account_id is not null as has_factor
  from sign_in
  left join second_factor on second_factor.account_id = sign_in.account_id
 where sign_in.account_id = $1
