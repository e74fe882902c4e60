-- Which read_<n> is live. One row: the switch to a rebuilt read model is one update of it. Every batch of the live projection
-- shares an advisory lock that the switch takes alone, so that no batch can straddle it.
create table live_read_model (
    one         boolean     primary key default true check (one),
    name        text        not null,
    switched_at timestamptz not null default now()
);

-- The log as it was created: another topic id or partition count is another log.
create table event_log (
    one        boolean     primary key default true check (one),
    topic_id   text        not null,
    partitions int         not null check (partitions > 0),
    created_at timestamptz not null default now()
);
