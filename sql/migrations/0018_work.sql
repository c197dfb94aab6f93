-- What runs beside the pages: when it last did its work, so that a page and `chosho doctor` can say when it stands still.

-- A service 常駐処理: `work` sends mails and makes what was planned take effect; `backup` is noted by whoever makes backups.
create table service (
	name text primary key check (name in ('work', 'backup')),
	at timestamptz not null default now(),    -- when it last did it
	detail text                               -- what it could not do then; null: all went well
);
grant select, insert, update on service to chosho_web;
