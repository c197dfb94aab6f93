-- reset.sql: takes every submit of the benchmark back, so that the same sheets can be submitted again. Only events stay: the
-- history has no delete. In: plan (its code).

set search_path = chosho;
delete from review using round, plan where round.id = review.round_id and plan.id = round.plan_id and plan.code = :'plan';
delete from edition using sheet, round, plan
 where sheet.id = edition.sheet_id and round.id = sheet.round_id and plan.id = round.plan_id and plan.code = :'plan';
update sheet set state = 'draft', stage_id = null, edition = 0, version = 1, submitted_by = null, submitted_at = null, is_late = false
  from round join plan on plan.id = round.plan_id
 where round.id = sheet.round_id and plan.code = :'plan' and sheet.state <> 'draft';
truncate web_form_key;
vacuum (analyze) sheet, edition, review, event, web_form_key;
checkpoint;
