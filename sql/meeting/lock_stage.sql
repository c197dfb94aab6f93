-- Papers of one stage are frozen one meeting after the other, so that no sheet lies before two.
-- in: meeting bigint
select from stage where id = (select stage_id from meeting where id = $1) for update
