-- Tells what was done to the account of somebody who decides or administers (of anybody else nothing is told): them, the other
-- administrators and the secretariats. A way into such an account is a way around the second administrator.
-- in: account bigint, actor bigint, japanese text, english text
insert into notice (account_id, text, address)
select other.id, case other.language when 'en' then $4 else $3 end,
       case when exists (select from held where held.account_id = other.id and held.role = 'administrator') then '/accounts/' || $1 end
  from account other
 where other.id <> $2 and may_sign_in(other)
   and (other.id = $1 or exists (select from held where held.account_id = other.id and held.for_id is null
                                                    and held.role in ('administrator', 'secretariat')))
   and exists (select from assignment
                where assignment.account_id = $1 and assignment.role in ('secretariat', 'chair', 'deputy', 'administrator')
                  and (assignment.until_on is null or assignment.until_on >= current_date))
