-- Holds the sheets of a meeting's papers until the transaction ends, in one order for everybody.
-- in: meeting bigint
select from sheet
 where id in (select paper.sheet_id from meeting
                join paper on paper.meeting_id = meeting.id and paper.freezing = meeting.freezing
               where meeting.id = $1)
 order by id
   for update
