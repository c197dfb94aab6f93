-- What nobody takes for themselves, whatever the program does.

-- Who enters an absence does not decide in it: the rights of somebody who is away are lent by them, or by a third person.
create function absence_is_for_others() returns trigger language plpgsql as $$
begin
if new.deputy_id = new.entered_by then
	raise exception 'who enters an absence is not its deputy' using errcode = 'check_violation';
end if;
return new;
end $$;
create trigger absence_is_for_others before insert on absence for each row execute function absence_is_for_others();

-- What is granted by two is not prolonged by one: only a list of transfers that is taken back gives back the days that it took.
create function assignment_is_not_prolonged() returns trigger language plpgsql as $$
begin
if current_user = 'chosho_web' and not exists (
	select from transfer_post
	 where transfer_post.kind = 'end' and transfer_post.assignment_id = new.id
	   and transfer_post.until_before is not distinct from new.until_on) then
	raise exception 'who decides or administers is not prolonged by one' using errcode = 'check_violation';
end if;
return new;
end $$;
create trigger assignment_is_not_prolonged before update on assignment for each row
	when (new.role in ('secretariat', 'chair', 'deputy', 'administrator')
	      and coalesce(new.until_on, 'infinity') > coalesce(old.until_on, 'infinity'))
	execute function assignment_is_not_prolonged();
