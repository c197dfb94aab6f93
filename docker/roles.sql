-- What a new PostgreSQL cluster needs before `chosho migrate`, which makes everything else. Run once as
-- its superuser, by ./dev, by the database container, or by hand on a server. Passwords or peer
-- authentication are the installation's to choose. (Two line ends after each statement: single-user
-- mode of the server reads this file too.)

create role chosho_owner login;

create role chosho_web login;

create database chosho owner chosho_owner template template0 encoding 'UTF8';

revoke all on database chosho from public;

grant connect on database chosho to chosho_web;
