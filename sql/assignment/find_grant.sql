-- One role that was asked for.
-- in: request bigint, viewer bigint
-- out: grant_request
select grant_request.id, grant_request.account_id, account.name, grant_request.role, grant_request.body_id, body.title as scope,
       grant_request.from_on, grant_request.until_on, grant_request.reason, grant_request.asked_by as asked_by_id, asked.name as asked_by,
       grant_request.at, grant_request.state, decided.name as decided_by, grant_request.decided_at, grant_request.remark,
       grant_request.state = 'waiting' and $2 not in (grant_request.asked_by, grant_request.account_id) as may_decide,
       grant_request.state = 'waiting' and $2 = grant_request.asked_by as may_withdraw
  from grant_request
  join account on account.id = grant_request.account_id
  join account asked on asked.id = grant_request.asked_by
  left join account decided on decided.id = grant_request.decided_by
  left join body on body.id = grant_request.body_id
 where grant_request.id = $1
