-- Parts of contributing departments: every shared sheet that is not settled has one for each of them, and a department that
-- has nothing to write this time says so.

alter table part
	add column nothing text;                  -- 今回は記入なし: why; null: it writes something
-- A plan that no longer names a department takes its untouched part along.
grant delete on part to chosho_web;

-- In an edition's parts, a text instead of a content says why its department wrote nothing.

insert into part (sheet_id, department_id)
select sheet.id, item_department.department_id
  from sheet
  join item_department on item_department.item_id = sheet.item_id and item_department.position > 1
                      and item_department.department_id <> sheet.department_id
 where sheet.state <> 'settled' and not sheet.is_migrated
 order by sheet.id, item_department.position
on conflict (sheet_id, department_id) do nothing;
