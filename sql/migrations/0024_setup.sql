-- The first set-up of an installation: a code that `chosho setup` prints lets somebody become the first administrator, once.

-- A set-up code 初期設定の番号: there is one at most, and it is gone with the first administrator.
create table setup_code (
	is_one boolean primary key default true check (is_one),
	code_hash text not null,                  -- of the code; the code itself is nowhere
	at timestamptz not null default now(),
	ends_at timestamptz not null,
	failures bigint not null default 0,       -- wrong codes since it was made
	latest_at timestamptz                     -- when the last of them came
);
grant select, insert, update, delete on setup_code to chosho_web;
