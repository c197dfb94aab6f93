-- Every public key that something was signed with, a sign-off or a checkpoint of the history, the latest first.
-- out: key_line
select used.public_key, min(used.from_at) as from_at
  from (select signing_key.public_key, signing_key.from_at from signing_key
        union all
        select checkpoint.key, checkpoint.at from checkpoint) used
 group by used.public_key
 order by min(used.from_at) desc
