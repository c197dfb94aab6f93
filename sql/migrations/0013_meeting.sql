-- Meetings 会議 and the sign-off 決裁: the papers as they were frozen, what whoever signs is about to decide, and what was
-- signed, for ever.

-- Every key that a sign-off was signed with, so that old ones can be checked when the key is another. The private half is
-- not in the database.
create table signing_key (
	id text primary key,                      -- how it is named to people: 3f2a-91bc-77d0-12e4
	public_key text not null unique,          -- Ed25519, as `chosho verify --key` reads it
	from_at timestamptz not null default now() -- when something was first signed with it
);

-- A meeting 会議 of a body for one stage of a round, or a decision in writing 書面 within a period. A stage may have
-- several: what was returned comes back at a later one.
create table meeting (
	id bigint generated always as identity primary key,
	round_id bigint not null references round,
	stage_id bigint not null references stage,
	body_id bigint not null references body,
	title text not null,                      -- 第2回地域福祉推進会議
	number text not null default '',          -- 資料番号 of the papers: 資料２
	place text not null default '',
	is_written boolean not null default false, -- 書面
	held_on date not null,                    -- the day, or the period's first
	until_on date,                            -- the period's last day
	shows_names boolean not null default false, -- the list of opinions names the members
	state text not null default 'planned' check (state in (
		'planned',                        -- 準備中: its papers are what waits now
		'frozen',                         -- 資料確定: the papers stay as they are
		'signed')),                       -- 決裁済み
	freezing bigint not null default 0,       -- how often the papers were frozen: the latest count
	frozen_at timestamptz,                    -- opinions and ballots count as they were then
	version bigint not null default 1,
	created_by bigint not null references account,
	created_at timestamptz not null default now(),
	check (is_written = (until_on is not null)),
	check (held_on <= until_on),
	check (state = 'planned' or frozen_at is not null)
);
create index meeting_body on meeting (body_id, held_on desc, id desc);
create index meeting_held on meeting (held_on desc, id desc);

-- A paper 資料: one sheet before the meeting, as it was when the papers were frozen. Papers that were frozen again stay on
-- record under their earlier count.
create table paper (
	meeting_id bigint not null references meeting,
	freezing bigint not null,
	review_id bigint not null references review,
	sheet_id bigint not null references sheet,
	position integer not null,                -- in the plan's order
	edition bigint not null,
	hash text not null,                       -- the edition's fingerprint
	primary key (meeting_id, freezing, review_id)
);
create index paper_review on paper (review_id);

-- What whoever signs has chosen for a paper so far. Nothing is decided by it.
create table choice (
	meeting_id bigint not null references meeting,
	review_id bigint not null references review,
	decision text check (decision in ('approved', 'returned')), -- null: not yet
	reason text,                              -- of a return
	due_on date,                              -- of a return: by when the next edition is asked for
	content jsonb not null default '{}',      -- the stage's own form
	review_version bigint not null,           -- that was on the page when it was chosen
	chosen_by bigint not null references account,
	at timestamptz not null default now(),
	primary key (meeting_id, review_id)
);

-- A sign-off 決裁: the manifest to the letter that was signed, and the signature.
create table sign_off (
	id bigint generated always as identity primary key,
	meeting_id bigint not null unique references meeting,
	key_id text not null references signing_key,
	manifest text not null,                   -- canonical JSON: src/meeting/manifest.h
	signature text not null,
	signed_by bigint not null references account,
	signed_for bigint references account,     -- 代理, 代決: for this person
	signed_as text not null check (signed_as in ('chair', 'deputy')),
	signed_at timestamptz not null default now()
);
alter table review add foreign key (sign_off_id) references sign_off;
create index review_sign_off on review (sign_off_id) where sign_off_id is not null;
alter table event add foreign key (meeting_id) references meeting;
create index event_meeting on event (meeting_id, id) where meeting_id is not null;

-- What was frozen and what was signed can be added to and read, and that is all.
create function signed_stays() returns trigger language plpgsql as
$$ begin raise exception 'what was signed or frozen stays as it is'; end $$;
create trigger paper_stays before update or delete or truncate on paper
	for each statement execute function signed_stays();
create trigger sign_off_stays before update or delete or truncate on sign_off
	for each statement execute function signed_stays();
create trigger signing_key_stays before update or delete or truncate on signing_key
	for each statement execute function signed_stays();

grant select, insert, update on meeting, choice to chosho_web;
grant select, insert on paper, sign_off, signing_key to chosho_web;
