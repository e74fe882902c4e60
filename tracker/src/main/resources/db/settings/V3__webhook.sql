-- Where the outside is told of runs that ended or were lost. The secret stands here as it is: it signs.
create table webhook (
    one    boolean     primary key default true check (one),
    url    text        not null,
    secret text        not null,
    set_at timestamptz not null default now()
);

-- Up to where the log was looked through for it; moved in the transaction that stores what was found, so that a restart
-- neither loses nor repeats. A partition without a row begins where the read model stands: the past is not told.
create table webhook_position (
    partition   int    primary key,
    next_offset bigint not null
);

create table webhook_delivery (
    number      bigint      primary key generated always as identity,
    id          uuid        not null unique,  -- the event's
    partition   int         not null,
    run         uuid        not null,
    event       text        not null check (event in ('completed', 'failed', 'lost')),
    body        text        not null,         -- JSON, sent the same every time
    state       text        not null default 'waiting' check (state in ('waiting', 'delivered', 'given-up')),
    attempts    int         not null default 0,
    found_at    timestamptz not null default now(),
    next_at     timestamptz not null default now(),
    last_at     timestamptz,
    last_result text
);
create index webhook_delivery_due on webhook_delivery (next_at) where state = 'waiting';
