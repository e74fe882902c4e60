-- How the projection of each partition does, as the tracker says that has it: the others answer for it, too.
create table partition_state (
    partition  int         primary key,
    state      text        not null,  -- running, waiting, stopped
    reason     text,
    bad_offset bigint,                -- of the record that stops it, if one does
    bad_key    text,
    told_at    timestamptz not null
);

-- Rebuilds and verifications, as the tracker says that runs them; every second while it does.
create table job (
    id      uuid        primary key,
    told    jsonb       not null,  -- as the API answers
    told_at timestamptz not null
);
