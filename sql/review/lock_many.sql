-- Holds the sheets of some reviews until the transaction ends, in an order that is the same for everybody.
-- in: reviews jsonb
select from sheet
 where id in (select review.sheet_id
                from review
               where review.id in (select value::bigint from jsonb_array_elements_text($1)))
 order by id
   for update
