-- What a reader of a review may open, and what has changed since they last read the sheet: for its page, the queue, and
-- approving several at once.

-- Who may open a review: who decides at its desk, the body's members, and those who see all.
create view review_sight as
select duty.account_id, review.id as review_id
  from review
  join duty on duty.role in ('secretariat', 'administrator', 'auditor')
          or (review.kind = 'head' and duty.role = 'head' and duty.department_id = review.department_id)
          or (review.kind = 'body' and duty.role in ('member', 'chair', 'deputy') and duty.body_id = review.body_id)
 where review.state <> 'recorded';
grant select on review_sight to chosho_web;

-- What an edition is held against for a reader: the latest earlier one that they have read, or else the one before it, among
-- those that they may read; and how many fields have changed since. No row for the first edition.
create function since_read(reader bigint, sheet bigint, edition bigint)
returns table (number bigint, is_read boolean, changed bigint) language sql stable parallel safe as
$$ select base.number, base.is_read, changed_fields(shown.content, shown.parts, base.content, base.parts)
     from edition shown
    cross join lateral (
          select earlier.number, earlier.content, earlier.parts, reading.at is not null as is_read
            from edition earlier
            left join reading on reading.account_id = $1 and reading.sheet_id = $2 and reading.edition = earlier.number
           where earlier.sheet_id = $2 and earlier.number < $3
             and exists (select from edition_sight
                          where edition_sight.account_id = $1 and edition_sight.sheet_id = $2
                            and edition_sight.number = earlier.number)
           order by reading.at is not null desc, earlier.number desc
           limit 1) base
    where shown.sheet_id = $2 and shown.number = $3 and $3 > 1 $$;
grant execute on function since_read(bigint, bigint, bigint) to chosho_web;
