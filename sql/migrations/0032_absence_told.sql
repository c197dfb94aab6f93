-- Absences are held against the history: the latest event of each holds its fingerprint.

-- A fingerprint of an absence as it stands; to_stage of its events is its number.
create function absence_hash(a absence) returns text language sql stable parallel safe as
$$ select encode(sha256(convert_to(json_build_array(a.id, a.account_id, a.deputy_id, a.from_on, a.until_on, a.note, a.entered_by,
	extract(epoch from a.at), extract(epoch from a.ended_at))::text, 'UTF8')), 'hex') $$;
grant execute on function absence_hash(absence) to chosho_web;

-- What was entered before this was recorded is recorded now.
insert into event (action, actor, subject_id, reason, to_stage, content_hash)
select case when ended_at is null then 'absence' else 'end absence' end, '運用担当（コマンド）', account_id,
       to_char(from_on, 'YYYY-MM-DD') || 'から' || to_char(until_on, 'YYYY-MM-DD') || 'まで', id::text, absence_hash(absence)
  from absence order by id;
create index event_absence on event (to_stage, id) where action in ('absence', 'end absence', 'hand over');
