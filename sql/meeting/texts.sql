-- The texts of the sheets that a sign-off covers, in the order of its agenda: what the hashes of the manifest are of.
-- in: meeting bigint
-- out: manifest_paper
select item.code, paper.sheet_id as sheet, paper.edition,
       edition.content::text || case when edition.parts = '{}' then '' else E'\n' || edition.parts::text end as text
  from meeting
  join sign_off on sign_off.meeting_id = meeting.id
  join paper on paper.meeting_id = meeting.id and paper.freezing = meeting.freezing
  join review on review.id = paper.review_id and review.sign_off_id = sign_off.id
  join edition on edition.sheet_id = paper.sheet_id and edition.number = paper.edition
  join sheet on sheet.id = paper.sheet_id
  join item on item.id = sheet.item_id
 where meeting.id = $1
 order by paper.position, paper.review_id
