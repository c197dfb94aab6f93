-- The table of migrations: what was applied, and whether it was the text that this program knows.
create table if not exists chosho.migration (
	name text primary key,
	checksum text not null,                   -- BLAKE2b of the file
	applied_at timestamptz not null default now()
)
