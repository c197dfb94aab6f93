-- The indicators of a sheet's item with the target of the round's year. A repeated one shows the original's actual.
-- in: sheet bigint
-- out: indicator_row
select indicator.id, indicator.code, indicator.activity, indicator.name, indicator.unit,
       coalesce(own.text, original.text) as target,
       (select string_agg(department.title, '、' order by whose.position)
          from indicator_departments(indicator.id, round.fiscal_year) whose
          join department_name department on department.department_id = whose.department_id
                and round.fiscal_year between department.first_year and department.last_year) as departments,
       -- those of this sheet that it was made for, where they have a successor since
       (select concat(' ', string_agg(distinct coalesce(named.id, whose.department_id)::text, ' '), ' ')
          from indicator_departments(indicator.id, round.fiscal_year) whose
          left join lateral (
               select writes.named_department_id as id
                 from (select sheet.department_id, sheet.named_department_id
                        union all
                       select part.department_id, part.named_department_id from part where part.sheet_id = sheet.id) writes
                where writes.department_id = whose.department_id
                  and not exists (select from part where part.sheet_id = sheet.id and part.named_department_id = whose.department_id)
                  and sheet.named_department_id <> whose.department_id) named on true) as department_ids,
       indicator.repeats_id is not null as is_repeat,
       repeated.code as original_code, coalesce(settled.content, other.content)::text as original_content,
       concat_ws(' ', nullif(other_item.number, ''), other_item.title) as original_item
  from sheet
  join round on round.id = sheet.round_id
  join indicator on indicator.item_id = sheet.item_id
  left join target own on own.indicator_id = indicator.id and own.fiscal_year = round.fiscal_year
  left join target original on original.indicator_id = indicator.repeats_id and original.fiscal_year = round.fiscal_year
  left join indicator repeated on repeated.id = indicator.repeats_id
  left join item other_item on other_item.id = repeated.item_id
  -- what another department is still writing is not shown here before it is submitted
  left join sheet other on other.item_id = repeated.item_id and other.round_id = sheet.round_id
        and (other.state in ('reviewing', 'settled') or other.is_correction or other.department_id = sheet.department_id)
  left join edition settled on settled.sheet_id = other.id and settled.number = other.settled_edition and other.is_correction
        and other.department_id <> sheet.department_id
 where sheet.id = $1
 order by indicator.position
