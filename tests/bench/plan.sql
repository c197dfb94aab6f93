-- plan.sql: one plan for the benchmark, with its rounds, sheets, editions, reviews and history. All rounds but the last are
-- settled. Of the last round's sheets the first `waiting` wait at the secretariat's desk; the others lie returned at
-- their departments (walked = 1), or were never submitted (walked = 0).
-- In: plan (its code), items, rounds, waiting, walked. Run after ground.sql, as often as plans are wanted.

set search_path = chosho;
set client_min_messages = warning;

insert into plan (code, title, organization_id, first_year, last_year)
select :'plan', '性能市地域共生計画 ' || :'plan', id, 2016, 2030 from organization where title = '性能市' returning id as plan_id \gset
insert into plan_level values (:plan_id, 1, '基本方針'), (:plan_id, 2, '施策'), (:plan_id, 3, '取組');
insert into plan_department select :plan_id, id, row_number() over (order by id) from department where code ~ '^d[0-9]{2}$';
insert into tag (plan_id, code, position, title, "group", mark)
select :plan_id, 't' || n, n, '分野' || n, '分野', '●' from generate_series(1, 6) n order by n;
insert into scale (plan_id, code, position, title) values (:plan_id, 'abcd', 1, '達成度') returning id as scale \gset
insert into scale_value values (:scale, 'A', 1, '計画どおり', 4), (:scale, 'B', 2, 'おおむね計画どおり', 3),
	(:scale, 'C', 3, 'やや遅れている', 2), (:scale, 'D', 4, '遅れている', 1);

insert into form (plan_id, code, position, title) values (:plan_id, 'sheet', 1, '進捗管理調書') returning id as form \gset
insert into form (plan_id, code, position, title) values (:plan_id, 'inner', 2, '内部評価') returning id as inner_form \gset
insert into form_field (form_id, code, position, title, help, type, scale_id, is_required, max_chars, is_published) values
	(:form, 'done', 1, '取組の実績', 'この年度に行ったことを具体的に書いてください。', 'text', null, true, 800, true),
	(:form, 'grade', 2, '達成度', null, 'choice', :scale, true, null, true),
	(:form, 'actuals', 3, '指標の実績', null, 'indicators', null, false, null, true),
	(:form, 'issue', 4, '課題', null, 'text', null, true, 800, false),
	(:form, 'next', 5, '今後の方向', null, 'text', null, false, 800, true),
	(:inner_form, 'grade', 1, '内部評価', null, 'choice', :scale, false, null, true),
	(:inner_form, 'opinion', 2, '意見', null, 'text', null, false, 800, true);

-- The tree: 4 policies, 5 measures in each, and the items below them in turn.
insert into item (plan_id, code, position, level, number, title, goal)
select :plan_id, 'p' || n, n * 1000000, 1, n || '', '誰もが支え合い安心して暮らせるまちづくり ' || n, bench.body(n, 60) from generate_series(1, 4) n order by n;
insert into item (plan_id, code, parent_id, position, level, number, title)
select :plan_id, 'm' || n, parent.id, parent.position + n * 10000, 2, parent.number || '-' || n, '見守りと相談の充実 ' || n
  from generate_series(0, 19) n join item parent on parent.plan_id = :plan_id and parent.code = 'p' || (n / 5 + 1) order by n;
insert into item (plan_id, code, parent_id, position, level, number, title, description, is_priority, is_evaluated)
select :plan_id, 'i' || n, parent.id, parent.position + n, 3, format('%s-%s', parent.number, n), '地域の居場所づくりと見守り活動の推進 その' || n,
       bench.body(n, 150), n % 7 = 0, true
  from generate_series(1, :items) n join item parent on parent.plan_id = :plan_id and parent.code = 'm' || (n - 1) * 20 / :items
 order by n;

create temporary table leaf as
select item.id, item.code, substr(item.code, 2)::int as n, department.id as department_id
  from item join department on department.code = 'd' || lpad(((substr(item.code, 2)::int - 1) % 20 + 1)::text, 2, '0')
 where item.plan_id = :plan_id and item.is_evaluated;
insert into item_department select id, department_id, 1 from leaf;
insert into item_department select leaf.id, department.id, 2
  from leaf join department on department.code = 'd' || lpad((leaf.n % 20 + 1)::text, 2, '0') where leaf.n % 4 = 0;
insert into item_tag select leaf.id, tag.id, 1 from leaf join tag on tag.plan_id = :plan_id and tag.position = leaf.n % 6 + 1;
insert into indicator (plan_id, code, position, item_id, activity, name, kind, unit)
select :plan_id, leaf.code || '-' || k, leaf.n * 2 + k, leaf.id, '見守り活動', '活動の回数 ' || k, 'quantitative', '回'
  from leaf cross join generate_series(1, 2) k order by leaf.n, k;
insert into indicator_department select indicator.id, leaf.department_id, 1 from indicator join leaf on leaf.id = indicator.item_id;
insert into target select indicator.id, year, '80回以上', 80, 'at_least'
  from indicator cross join generate_series(2024, 2026) year where indicator.plan_id = :plan_id;

insert into round (plan_id, code, position, title, fiscal_year, term, form_id, opens_on, due_on, late)
select :plan_id, 'r' || n, n, format('令和%s年度の評価', 2026 - :rounds + n - 2018), 2026 - :rounds + n, 'final', :form,
       current_date - 30 - (:rounds - n) * 365, current_date + 14 - (:rounds - n) * 365, 'accept'
  from generate_series(1, :rounds) n order by n;
insert into stage (round_id, code, position, title, kind, body_id, form_id)
select round.id, which.kind, which.position, which.title, which.kind, which.body_id, which.form_id
  from round cross join (values (1, 'head', '所属長確認', null::bigint, null::bigint), (2, 'secretariat', '事務局審査', null, :inner_form),
       (3, 'body', '推進委員会', (select id from body where code = 'board'), null)) which (position, kind, title, body_id, form_id)
 where round.plan_id = :plan_id order by round.id, which.position;

-- Sheets, in the order of rounds and items: the ids of one round's sheets stand in a row.
insert into sheet (round_id, item_id, department_id, named_department_id, state, stage_id, version, edition, content, grade, excerpt, due_on,
                   saved_by, saved_at, submitted_by, submitted_at, since)
select round.id, leaf.id, leaf.department_id, leaf.department_id, state.state, case when state.state = 'reviewing' then stage.id end,
       case when is_fresh then 1 else 9 end, case when is_fresh then 0 else 2 end, content, content ->> 'grade', left(content ->> 'done', 80),
       round.due_on, author.id, now(), case when not is_fresh then author.id end, case when not is_fresh then round.due_on - 10 end, now()
  from round
  join stage on stage.round_id = round.id and stage.position = 2
 cross join leaf
  join account author on author.login = 'a' || lpad(((leaf.n - 1) % 20 + 1)::text, 3, '0')
 cross join lateral (select case when round.position < :rounds then 'settled' when leaf.n <= :waiting then 'reviewing'
                                 when :walked = 1 then 'returned' else 'draft' end as state) state
 cross join lateral (select state.state = 'draft' as is_fresh, bench.content(leaf.n * 11 + round.position, leaf.code) as content) as it
 where round.plan_id = :plan_id order by round.position, leaf.n;

insert into edition (sheet_id, number, content, is_late, submitted_by, submitted_at)
select sheet.id, number, sheet.content, false, sheet.submitted_by, sheet.submitted_at
  from sheet join round on round.id = sheet.round_id
 cross join generate_series(case when round.position = :rounds then 1 else 2 end, 2) number
 where round.plan_id = :plan_id and sheet.edition = 2;

-- The walk of each submitted sheet: returned by the head, approved in its second edition, then on to the secretariat.
insert into review (sheet_id, stage_id, round_id, edition, kind, department_id, body_id, state, due_on, reason, decided_by, decided_at, content)
select sheet.id, stage.id, sheet.round_id, step.edition, stage.kind, case when stage.kind = 'head' then sheet.department_id end, stage.body_id,
       step.state, sheet.due_on, case when step.state = 'returned' then bench.body(sheet.id, 80) end,
       case when step.state <> 'waiting' then sheet.submitted_by end, case when step.state <> 'waiting' then sheet.submitted_at end,
       case when stage.kind = 'secretariat' and step.state = 'approved' then jsonb_build_object('grade', 'B', 'opinion', bench.body(sheet.id, 100)) else '{}' end
  from sheet
  join round on round.id = sheet.round_id
 cross join lateral (values (1, 1, 'returned'), (1, 2, 'approved'),
       (2, 2, case sheet.state when 'reviewing' then 'waiting' when 'returned' then 'returned' else 'approved' end),
       (3, 2, case when sheet.state = 'settled' then 'approved' end)) step (position, edition, state)
  join stage on stage.round_id = round.id and stage.position = step.position
 where round.plan_id = :plan_id and sheet.edition = 2 and step.state is not null
 order by sheet.id, step.position;

-- 13 events each.
insert into event (at, action, account_id, actor, sheet_id, edition, stage, reason)
select sheet.submitted_at - (14 - n) * interval '1 day', case n % 3 when 1 then 'submit' when 2 then 'return' else 'approve' end, sheet.submitted_by,
       '職員 ' || n, sheet.id, case when n < 7 then 1 else 2 end, case when n % 3 <> 1 then '所属長確認' end,
       case when n % 3 = 2 then bench.body(sheet.id + n, 80) end
  from sheet join round on round.id = sheet.round_id cross join generate_series(1, 13) n
 where round.plan_id = :plan_id and sheet.edition = 2 order by sheet.id, n;
drop table leaf;
