-- Keeps what was written, undecided: the stage's own form, and what a return would say.
-- in: review bigint, version bigint, content jsonb, reason text, marks text, resubmit date
update review
   set content = $3, reason = nullif($4, ''), marks = coalesce(string_to_array(nullif($5, ''), E'\n'), '{}'),
       resubmit_on = $6, version = version + 1
 where id = $1 and version = $2 and state = 'waiting'
