-- The history proves itself: the events of each object are links of a hash chain, and checkpoints sign the chains' heads.
-- The recipe of the hashes is written a second time in C (src/history/chain.c), where `chosho verify` recomputes them.

alter table event
	add column chain text,                    -- whose chain: sheet:12, meeting:4, plan:3, account:7, else installation
	add column sequence bigint,               -- its place there, from 1 without a gap
	add column previous text,                 -- the hash of the event before it; null: it is the first
	add column hash text;                     -- of all of this row, the previous hash included

-- The head of each chain: its latest event. The web role neither reads nor writes it.
create table chain (
	name text primary key,
	sequence bigint not null,
	hash text not null,
	sealed bigint not null default 0          -- up to here checkpoints have signed it
) with (fillfactor = 70);

-- SHA-256 of a JSON array of all that an event says, its place and the hash before it. A column that event gets later needs
-- a new recipe: 'chosho-event/2'.
create function event_hash(e event) returns text language plpgsql immutable parallel safe as
$$ begin return encode(sha256(convert_to(json_build_array('chosho-event/1', e.chain, e.sequence, e.previous, e.id,
	to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.action, e.account_id, e.actor, e.plan_id,
	e.sheet_id, e.review_id, e.edition, e.stage, e.reason, e.part_department_id, e.meeting_id, e.for_name, e.to_stage,
	e.content_hash)::text, 'UTF8')), 'hex'); end $$;

-- Puts an event at the end of the chain of what it is about. Locks that chain's head, and no other, until the transaction
-- ends: what is done to one object is put in order there, whatever the order of event's ids, and deeds on two things never
-- wait for each other. A statement that writes several events orders them (by sheet), so that two such statements wait for
-- each other and do not block each other for ever. It runs with its owner's rights: who writes an event needs none on the
-- chains. One function that fills columns: passing whole rows on costs a millisecond in each transaction.
create function event_joins() returns trigger language plpgsql security definer set search_path = chosho, pg_temp as $$
begin
	new.chain := case when new.sheet_id is not null then 'sheet:' || new.sheet_id
	                  when new.meeting_id is not null then 'meeting:' || new.meeting_id
	                  when new.plan_id is not null then 'plan:' || new.plan_id
	                  when new.account_id is not null then 'account:' || new.account_id
	                  else 'installation' end;
	insert into chain as head (name, sequence, hash) values (new.chain, 1, '')
	    on conflict (name) do update set sequence = head.sequence + 1
	returning head.sequence, nullif(head.hash, '') into new.sequence, new.previous;
	new.hash := event_hash(new);
	update chain set hash = new.hash where name = new.chain;
	return new;
end $$;
revoke execute on function event_joins() from public;
create trigger event_joins before insert on event for each row execute function event_joins();

-- What happened before there were chains: what was submitted and decided is still there to be hashed, and the events are
-- written once more, into their chains, in the order in which they came.
alter table event disable trigger event_stays;
update event set content_hash = edition.hash
  from edition
 where edition.sheet_id = event.sheet_id and edition.number = event.edition and event.action in ('submit', 'import')
   and event.content_hash is null;
update event set content_hash = fingerprint(review.content, '{}')
  from review
 where review.id = event.review_id and event.action in ('approve', 'return') and event.content_hash is null;
create temporary table event_before as select * from event;
delete from event;
insert into event (id, at, action, account_id, actor, plan_id, sheet_id, review_id, edition, stage, reason, part_department_id,
	meeting_id, for_name, to_stage, content_hash)
overriding system value
select id, at, action, account_id, actor, plan_id, sheet_id, review_id, edition, stage, reason, part_department_id, meeting_id,
       for_name, to_stage, content_hash
  from event_before
 order by id;
drop table event_before;
alter table event enable trigger event_stays;
alter table event
	alter column chain set not null,
	alter column sequence set not null,
	alter column hash set not null,
	add constraint event_sequence unique (chain, sequence);

-- When something happened and where it stands in its chain is not for the web role to say.
revoke insert on event from chosho_web;
grant insert (action, account_id, actor, plan_id, sheet_id, review_id, edition, stage, reason, part_department_id, meeting_id,
	for_name, to_stage, content_hash) on event to chosho_web;

-- A checkpoint 封印: the heads of all chains that grew since the one before it, signed. Whoever keeps a checkpoint's hash
-- elsewhere can prove later that nothing before it was changed. Append-only like the events.
create table checkpoint (
	number bigint primary key,                -- from 1 without a gap
	at timestamptz not null,
	previous text,                            -- the hash of the checkpoint before it; null: it is the first
	hash text not null,                       -- SHA-256 of what is signed: number, time, previous, and its heads
	key text not null,                        -- the public key that signed it
	signature text not null                   -- Ed25519
);

-- The chains that a checkpoint signs.
create table checkpoint_head (
	checkpoint bigint not null references checkpoint,
	chain text not null,
	sequence bigint not null,                 -- of the chain's latest event at that time
	hash text not null,                       -- and its hash
	primary key (checkpoint, chain)
);
create index checkpoint_head_chain on checkpoint_head (chain, sequence);

create trigger checkpoint_stays before update or delete or truncate on checkpoint
	for each statement execute function event_stays();
create trigger checkpoint_head_stays before update or delete or truncate on checkpoint_head
	for each statement execute function event_stays();
grant select, insert on checkpoint, checkpoint_head to chosho_web;

-- Takes the heads of up to `most` chains that grew since the last checkpoint, to be signed in the same transaction. What
-- somebody is just writing to is left for the next one: nobody waits.
create function take_heads(most bigint) returns table (chain text, sequence bigint, hash text)
language sql security definer set search_path = chosho, pg_temp as
$$ with grown as (
	select name from chain where chain.sequence > chain.sealed order by name limit most for update skip locked
), taken as (
	update chain set sealed = chain.sequence from grown where chain.name = grown.name
	returning chain.name, chain.sequence, chain.hash
)
select name, sequence, hash from taken order by name collate "C" $$;
revoke execute on function take_heads(bigint) from public;
grant execute on function take_heads(bigint) to chosho_web;

-- The log page: newest first, of everybody, of one person, of one kind of deed.
create index event_at on event (at, id);
create index event_account on event (account_id, at, id);
create index event_action on event (action, at, id);
