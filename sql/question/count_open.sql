-- How many questions are unanswered, for those who see all.
-- out: question_count
select count(*) as open from question where state <> 'answered'
