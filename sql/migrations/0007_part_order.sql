-- Parts keep the order in which they came, so that a plan's package goes out as it came in.

alter table part add column number bigint generated always as identity;
