-- The ground: the schema, the municipality with its departments and bodies, the people and their roles, their sessions,
-- and the one-time keys of forms.

create schema if not exists chosho;
set search_path = chosho;
grant usage on schema chosho to chosho_web;

-- A municipality 自治体 that this installation serves.
create table organization (
	id bigint generated always as identity primary key,
	title text not null unique                -- 清川市
);

-- A department 部・課: a tree within a municipality.
create table department (
	id bigint generated always as identity primary key,
	organization_id bigint not null references organization,
	code text not null,                       -- as plans and the command line name it: korei
	title text not null,                      -- as people read it: 高齢福祉課
	parent_id bigint references department,   -- the part 部 that it belongs to; null at the top
	unique (organization_id, code)
);
create index department_parent on department (parent_id);

-- A body 会議体: council, committee or subcommittee; a tree within a municipality.
create table body (
	id bigint generated always as identity primary key,
	organization_id bigint not null references organization,
	code text not null,                       -- as plans and the command line name it
	title text not null,                      -- as people read it: 高齢小委員会
	parent_id bigint references body,         -- the committee that a subcommittee reports to
	unique (organization_id, code)
);
create index body_parent on body (parent_id);

-- An account アカウント: one login of one person.
create table account (
	id bigint generated always as identity primary key,
	login text not null unique,               -- ログインID, in small letters
	name text not null,                       -- as it is shown and recorded in the history
	email text,                               -- null: no mail is sent
	language text not null default 'ja' check (language in ('ja', 'en')), -- of the screens
	department_id bigint references department, -- null: an external person, such as a committee member
	password_hash text not null,              -- Argon2id, with its settings
	created_at timestamptz not null default now(),
	stopped_at timestamptz                    -- since when it may not sign in; null: it may
);
create index account_department on account (department_id);

-- An assignment 役割: what an account may do, for which department or body, and from when until when.
create table assignment (
	id bigint generated always as identity primary key,
	account_id bigint not null references account,
	role text not null check (role in (
		'author',                         -- 担当者
		'head',                           -- 所属長
		'secretariat',                    -- 事務局
		'member',                         -- 委員
		'chair',                          -- 委員長
		'deputy',                         -- 職務代理者
		'administrator',                  -- 管理者
		'auditor')),                      -- 監査: reads only
	department_id bigint references department, -- author and head: of this department
	body_id bigint references body,           -- member, chair and deputy: of this body
	from_on date not null default current_date, -- the first day
	until_on date,                            -- the last day; null: until further notice
	check ((role in ('author', 'head')) = (department_id is not null)),
	check ((role in ('member', 'chair', 'deputy')) = (body_id is not null)),
	check (until_on is null or from_on <= until_on)
);
create index assignment_account on assignment (account_id);
create index assignment_department on assignment (department_id, role) where department_id is not null;
create index assignment_body on assignment (body_id, role) where body_id is not null;

-- A session: somebody has signed in. Ends with sign-out, after 2 hours without a request, and 12 hours after it began;
-- ended ones are deleted at the next sign-in of anybody.
create table session (
	key_hash text primary key,                -- hash of the key that the cookie carries; the key itself is nowhere
	account_id bigint not null references account,
	created_at timestamptz not null default now(),
	seen_at timestamptz not null default now(), -- of the latest request, give or take five minutes
	expires_at timestamptz not null           -- the end that no activity moves
);
create index session_account on session (account_id);
create index session_expiry on session (expires_at);

-- Failed tries to sign in, counted per login, also for logins that do not exist, so that both answer alike. Slows down
-- guessing and never locks anybody out. Deleted by the next successful sign-in, or a day after the last failure.
create table sign_in_failure (
	login_hash text primary key,              -- hash of what was typed as login
	count bigint not null,                    -- failures since the last success
	latest_at timestamptz not null default now() -- when the last one was
);
create index sign_in_failure_latest on sign_in_failure (latest_at);

-- The one-time key of a form that was sent: stored in the same transaction as the form's effect, so that a form sent
-- twice is done once. Deleted a day later, when no session that could send it again is left.
create table web_form_key (
	key text primary key,                     -- of the form's token
	session text not null,                    -- hash of the session's key
	address text not null,                    -- path that the form was sent to
	content text not null,                    -- hash of what was sent: the same key with another text is no repeat
	answer text,                              -- address that the first answer led to; null while it is being done
	at timestamptz not null default now()
);
create index web_form_key_at on web_form_key (at);

grant select, insert, update on organization, department, body, account, assignment to chosho_web;
grant select, insert, update, delete on session, sign_in_failure, web_form_key to chosho_web;
