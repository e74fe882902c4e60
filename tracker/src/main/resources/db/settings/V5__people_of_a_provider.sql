-- Whom an OpenID provider knows, by what never changes there; empty for people who only have tokens.
alter table person
    add column issuer  text,
    add column subject text,
    add constraint person_provider check ((issuer is null) = (subject is null));
create unique index person_subject on person (issuer, subject);

-- A browser is signed in as a person; if that was by a token, until the token ends.
alter table session add column person uuid references person;
update session s set person = t.person from token t where t.id = s.token;
alter table session alter column person set not null;
alter table session alter column token drop not null;
