-- What a head decided before their department was merged or split stays open to whoever came after it.
create or replace view review_sight as
select duty.account_id, review.id as review_id
  from review
  join duty on duty.role in ('secretariat', 'administrator', 'auditor')
          or (review.kind = 'head' and duty.role = 'head'
              and (duty.department_id = review.department_id
                   or (review.state <> 'waiting'
                       and duty.department_id = department_answers(review.department_id,
                                                                   (select sheet.item_id from sheet where sheet.id = review.sheet_id)))))
          or (review.kind = 'body' and duty.role in ('member', 'chair', 'deputy') and duty.body_id = review.body_id)
 where review.state <> 'recorded';
