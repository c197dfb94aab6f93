-- ground.sql: one municipality for the benchmark: 20 departments, 2 bodies, 200 people with their roles, around them 180 more
-- departments with ten years of names and 2,800 more people, and the texts that its sheets are filled with. Run by the owner of the tables. hash: of everybody's password.

set search_path = chosho;
set client_min_messages = warning;
select setseed(0.5) \g /dev/null

insert into organization (title) values ('性能市') returning id as organization \gset
begin;
insert into department (organization_id, code)
select :organization, format('d%s', lpad(n::text, 2, '0')) from generate_series(1, 20) n order by n;
insert into department_name (department_id, title)
select id, format('第%s課', substr(code, 2)::int) from department where organization_id = :organization;
commit;
insert into body (organization_id, code, title) values (:organization, 'council', '推進会議'), (:organization, 'board', '推進委員会');

insert into account (login, name, department_id, password_hash)
select 'a' || lpad(n::text, 3, '0'), format('職員 %s', n),
       (select id from department where code = 'd' || lpad(((n - 1) % 20 + 1)::text, 2, '0')), :'hash'
  from generate_series(1, 200) n order by n;

-- a001 to a020 write, a021 to a040 are heads, a041 and a042 the secretariat, a043 to a060 sit in the bodies, a061 on write,
-- and a200 is the administrator.
insert into assignment (account_id, role, department_id, body_id)
select account.id, which.role, case when which.role in ('author', 'head') then account.department_id end,
       case when which.role in ('member', 'chair') then (select id from body where code = which.body) end
  from (select id, department_id, substr(login, 2)::int as n from account where login ~ '^a[0-9]{3}$') account
 cross join lateral (
       select case when n = 200 then 'administrator' when n <= 20 or n > 60 then 'author' when n <= 40 then 'head' when n <= 42 then 'secretariat'
                   when n <= 44 then 'chair' else 'member' end as role,
              case when n % 2 = 0 then 'council' else 'board' end as body) which
 order by account.n;

-- The rest of the city hall: a fifth of the departments gets another name each year.
begin;
insert into department (organization_id, code)
select :organization, format('e%s', lpad(n::text, 3, '0')) from generate_series(1, 180) n order by n;
insert into department_name (department_id, first_year, last_year, title, parent_id)
select department.id, case turn when 0 then 0 else 2012 + 5 * turn + n % 5 end, case turn when 2 then 9999 else 2016 + 5 * turn + n % 5 end,
       format('第%s係（%s）', n, turn), parent.id
  from department
 cross join lateral (select substr(department.code, 2)::int as n) numbered
 cross join generate_series(0, 2) turn
  left join department parent on n > 18 and parent.code = format('e%s', lpad((n % 18 + 1)::text, 3, '0'))
 where department.code like 'e%';
commit;
insert into account (login, name, kana, department_id, password_hash)
select 'e' || lpad(n::text, 4, '0'), format('職員 %s', n), 'ショクイン ' || chr(12450 + n * 7 % 80) || n,
       (select id from department where code = 'e' || lpad((n % 180 + 1)::text, 3, '0')), :'hash'
  from generate_series(1, 2800) n order by n;
insert into assignment (account_id, role, department_id)
select id, case when substr(login, 2)::int <= 180 then 'head' else 'author' end, department_id from account where login ~ '^e[0-9]{4}$' order by id;

-- 300 texts of 600 characters: two thirds syllables, one third Chinese characters.
create schema bench;
create table bench.text as
select n, string_agg(case when random() < 0.67 then chr(12353 + (random() * 80)::int) else chr(19968 + (random() * 6000)::int) end,
                     '') as body
  from generate_series(0, 299) n cross join generate_series(1, 600) letter group by n;
create unique index on bench.text (n);

create function bench.body(seed bigint, letters int) returns text language sql stable as
$$ select left(body, letters) from bench.text where n = seed % 300 $$;

-- What a department wrote: three long texts, a grade, two actuals.
create function bench.content(seed bigint, item text) returns jsonb language sql stable as
$$ select jsonb_build_object('done', bench.body(seed, 600), 'issue', bench.body(seed * 7 + 1, 600), 'next', bench.body(seed * 13 + 2, 600),
	'grade', substr('ABCD', (seed % 4)::int + 1, 1), 'actuals', jsonb_build_object(item || '-1', (seed % 90)::text || '回', item || '-2', '実施')) $$;
