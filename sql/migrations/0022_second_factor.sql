-- Signing in by steps: what a session still has to do before it may do anything else, the second factor, which roles need one, and
-- what a person is told of their last sign-in.

-- Which roles may only be used with a second factor. No row: it is up to each person.
create table role_setting (
	role text primary key check (role in
		('author', 'head', 'secretariat', 'member', 'chair', 'deputy', 'administrator', 'auditor')),
	needs_second_factor boolean not null default false,
	version bigint not null default 1         -- grows with every change; guards against two at once
);
insert into role_setting (role) values
	('author'), ('head'), ('secretariat'), ('member'), ('chair'), ('deputy'), ('administrator'), ('auditor');
grant select, update on role_setting to chosho_web;

-- The second factor 二要素認証: an app that shows codes (TOTP), and recovery codes 予備コード for the day when the app is not there. A recovery
-- code is made of the installation's secret and this row (src/account/factor.c), and stored nowhere.
create table second_factor (
	account_id bigint primary key references account,
	sealed text not null,                     -- the app's key, sealed with the installation's secret
	last_step bigint not null,                -- of the code that was accepted last: no earlier one is taken any more
	since timestamptz not null default now(),
	recovery_salt text not null,              -- random; another one makes other codes
	recovery_used bigint not null default 0,  -- bits: which of them were used
	recovery_at timestamptz not null default now() -- when they were made
);
grant select, insert, update, delete on second_factor to chosho_web;
create function second_factor_ends_sessions() returns trigger language plpgsql as
$$ begin delete from session where account_id = coalesce(new.account_id, old.account_id); return null; end $$;
create trigger second_factor_comes_or_goes after insert or delete on second_factor
	for each row execute function second_factor_ends_sessions();
create trigger second_factor_changes after update of sealed on second_factor
	for each row execute function second_factor_ends_sessions();

-- A session that has not finished its steps reaches the page of its next step, and nothing else.
alter table session
	add column step text not null default 'in' check (step in (
		'in',                             -- nothing is left to do
		'second_factor',                  -- a code of the app, or a recovery code
		'password',                       -- signed in by a one-time password: choose one's own
		'enrol',                          -- a role needs a second factor, and there is none yet
		'codes')),                        -- recovery codes were made: write them down
	add column was_in boolean not null default false, -- goes on from a session that had nothing left to do
	add column invitation_id bigint references invitation on delete set null; -- by which it was begun

-- The last sign-in of each person, and the one before, which is shown to them: who did not sign in then, notices.
create table sign_in (
	account_id bigint primary key references account,
	at timestamptz,                           -- the latest; null: never
	before_at timestamptz,                    -- the one before
	tries bigint not null default 0,          -- that failed since the latest
	tries_before bigint not null default 0    -- that failed between the two
);
grant select, insert, update on sign_in to chosho_web;
