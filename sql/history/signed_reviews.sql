-- The reviews that a sign-off covers, each with the edition that was judged.
-- in: sign_off bigint
-- out: signed_review
select review.sheet_id, review.edition, review.state, edition.content::text as content, edition.parts::text as parts
  from review
  left join edition on edition.sheet_id = review.sheet_id and edition.number = review.edition
 where review.sign_off_id = $1
 order by review.id
