-- Events along their chains, each with the head that its chain says it has, a page at a time.
-- in: chain text, sequence bigint, id bigint, limit bigint
-- out: linked_event
select event.chain as "link.chain", event.sequence as "link.sequence", event.previous as "link.previous",
       event.id as "link.id", event.at as "link.at", event.action as "link.action",
       event.account_id::text as "link.account_id", event.actor as "link.actor", event.plan_id::text as "link.plan_id",
       event.sheet_id::text as "link.sheet_id", event.review_id::text as "link.review_id",
       event.edition::text as "link.edition", event.stage as "link.stage", event.reason as "link.reason",
       event.part_department_id::text as "link.part_department_id", event.meeting_id::text as "link.meeting_id",
       event.for_name as "link.for_name", event.to_stage as "link.to_stage", event.content_hash as "link.content_hash",
       event.subject_id::text as "link.subject_id", event.department_id::text as "link.department_id",
       event.hash as "link.hash", head.sequence as head_sequence, head.hash as head_hash,
       event.action in ('submit', 'import') and event.edition is not null
       and not exists (select from edition
                        where edition.sheet_id = event.sheet_id and edition.number = event.edition) as lacks_edition,
       event.action = 'sign' and not exists (select from sign_off where sign_off.meeting_id = event.meeting_id) as lacks_sign_off,
       case event.action
            when 'opine' then not exists (select from opinion
                                           where opinion.review_id = event.review_id
                                             and opinion.account_id = event.account_id and opinion.at = event.at)
            when 'ballot' then not exists (select from ballot
                                            where ballot.review_id = event.review_id
                                              and ballot.account_id = event.account_id and ballot.at = event.at)
            when 'ask' then not exists (select from question
                                         where question.sheet_id = event.sheet_id
                                           and question.asked_by = event.account_id
                                           and question.asked_at = event.at) end as lacks_voice
  from event left join chain head on head.name = event.chain
 where (event.chain, event.sequence, event.id) > ($1, $2, $3)
 order by event.chain, event.sequence, event.id
 limit $4
