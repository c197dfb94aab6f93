-- What a chain is about, in the words of the office.
-- in: chain text
-- out: chain_object
select split_part($1, ':', 1) as kind,
       case when $1 ~ '^sheet:[0-9]{1,18}$' then (
                 select concat_ws(' ', plan.title, round.title, nullif(item.number, ''), item.title)
                   from sheet
                   join round on round.id = sheet.round_id
                   join plan on plan.id = round.plan_id
                   join item on item.id = sheet.item_id
                  where sheet.id = substr($1, 7)::bigint)
            when $1 ~ '^meeting:[0-9]{1,18}$' then (select title from meeting where id = substr($1, 9)::bigint)
            when $1 ~ '^plan:[0-9]{1,18}$' then (select title from plan where id = substr($1, 6)::bigint)
            when $1 ~ '^account:[0-9]{1,18}$' then (select name from account where id = substr($1, 9)::bigint)
            when $1 ~ '^department:[0-9]{1,18}$' then (select title from department_today where id = substr($1, 12)::bigint)
            end as title
