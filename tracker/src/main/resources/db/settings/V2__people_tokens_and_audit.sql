-- Who may come in and do what. A person is never deleted: the log names them by id for ever. Who has left has the role 'none'.
create table person (
    id         uuid        primary key default gen_random_uuid(),
    name       text        not null check (name <> ''),
    role       text        not null check (role in ('none', 'viewer', 'editor', 'admin')),
    created_at timestamptz not null default now()
);
create unique index person_name on person (lower(name));

-- Only the hash is kept. A token has 256 random bits, so a plain SHA-256 cannot be guessed back, and needs neither salt nor
-- slowness: those protect what people think up.
create table token (
    id           uuid        primary key default gen_random_uuid(),
    person       uuid        not null references person,
    name         text        not null check (name <> ''),
    sha256       bytea       not null unique,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz,
    last_used_at timestamptz,  -- to the hour: not a protocol of when somebody works
    revoked_at   timestamptz
);
create index token_person on token (person, created_at);

-- A browser that has signed in with a token. It ends with the token.
create table session (
    sha256     bytea       primary key,
    token      uuid        not null references token,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index session_expiry on session (expires_at);

-- What was changed in the settings, by whom. Runs have the log for that.
create table audit (
    id      bigint      primary key generated always as identity,
    at      timestamptz not null default now(),
    by      text        not null,  -- a person's id, or who somebody said they were where the tracker is open
    action  text        not null,  -- person.add, token.revoke, ...
    subject text        not null,  -- the id of what was changed
    detail  jsonb       not null   -- never a secret
);
