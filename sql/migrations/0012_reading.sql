-- Who reads which edition of a sheet, and what a resubmission changed.

-- Whoever works on a sheet, and whoever sees everything, reads all of its editions. A body reads those that came before it, and
-- what was settled. The rest of the city hall reads what was settled or, where the round is open to all, what was submitted
-- last.
create view edition_sight as
select duty.account_id, edition.sheet_id, edition.number
  from edition
  join sheet on sheet.id = edition.sheet_id
  join round on round.id = sheet.round_id
  join duty on duty.role in ('secretariat', 'administrator', 'auditor')
          or (duty.role in ('author', 'head')
              and (sheet.department_id = duty.department_id
                   or exists (select from item_department
                               where item_department.item_id = sheet.item_id
                                 and item_department.department_id = duty.department_id)
                   or ((edition.number = sheet.settled_edition or (round.is_shared and edition.number = sheet.edition))
                       and exists (select from department theirs
                                     join department own on own.organization_id = theirs.organization_id
                                    where theirs.id = sheet.department_id and own.id = duty.department_id))))
          or (duty.role in ('member', 'chair', 'deputy')
              and exists (select from review
                           where review.sheet_id = sheet.id and review.body_id = duty.body_id
                             and review.state <> 'not_selected'
                             and (review.edition = edition.number or edition.number = sheet.settled_edition)));
grant select on edition_sight to chosho_web;

-- What a part says by field; the reason why its department wrote nothing is a field without a name.
create function part_fields(parts jsonb) returns table (id text, code text, value jsonb)
language sql immutable parallel safe as
$$ select part.key, field.key, field.value
     from jsonb_each(parts) part,
          jsonb_each(case jsonb_typeof(part.value) when 'object' then part.value
                     else jsonb_build_object('', part.value) end) field $$;
grant execute on function part_fields(jsonb) to chosho_web;

-- How many fields two texts differ in; content is field → value, parts are department id → content.
create function changed_fields(content jsonb, parts jsonb, other jsonb, other_parts jsonb) returns bigint
language sql immutable parallel safe as
$$ select (select count(*) from jsonb_each(content) a full join jsonb_each(other) b using (key) where a.value is distinct from b.value)
        + (select count(*) from part_fields(parts) a full join part_fields(other_parts) b using (id, code)
            where a.value is distinct from b.value) $$;
grant execute on function changed_fields(jsonb, jsonb, jsonb, jsonb) to chosho_web;
