-- The operator at the command line does what administrators do, by the same statements, as nobody's account (0). Only whoever
-- owns the tables is the operator, the web program never is.
create function acting(who bigint) returns table (id bigint, name text, organization_id bigint) language sql stable as
$$ select account.id, account.name, account.organization_id from account where account.id = $1
    union all
   select null, '運用担当（コマンド）', (select min(organization.id) from organization having count(*) = 1)
    where $1 = 0 and current_user <> 'chosho_web' $$;
grant execute on function acting(bigint) to chosho_web;
