-- The read model, whole: a pure function of the log. Made in a schema of its own by ReadModels and never migrated: a new
-- version of the projection builds its own schema beside this one. References between runs carry no foreign key: the other
-- run may stand in a partition that has not caught up.

-- Where each partition of the log is projected to, moved in the same transaction as what its events say.
create table projection_offset (
    partition    int    primary key,
    next_offset  bigint not null,
    topic_id     text   not null,
    events       bigint not null,  -- records applied, dead letters included
    dead_letters bigint not null,
    last_offset  bigint,           -- of the last record applied; null: none was
    last_sha256  text              -- of all that stands there: a log that was cut and written on has another record in its place
);

-- While it is being built: by which job, so that another tracker can go on where that one was killed. No row in a live one.
create table building (
    one        boolean     primary key default true check (one),
    job        uuid        not null,
    kind       text        not null,  -- rebuild, verify, rollout
    projection text        not null,  -- the version that builds it
    started_at timestamptz not null
);

create table run (
    id                uuid             primary key,
    log_partition     int              not null,
    log_offset        bigint           not null,  -- of its RunCreated
    name              text             not null,
    experiment        text             not null,
    kind              text             not null,  -- queued, published, external
    state             text             not null,  -- queued, running, pausing, paused, cancelling, lost, completed, failed, cancelled
    state_reason      text,
    stack_trace       text,
    created_at        timestamptz      not null,
    created_by        text             not null,
    updated_at        timestamptz      not null,
    parent            uuid,
    parent_attempt    uuid,
    parent_step       bigint,
    parent_tau        double precision,
    parent_checkpoint text,
    sweep             uuid,
    sweep_index       int,
    spec              text             not null,  -- canonical JSON
    spec_sha256       text             not null,
    params            jsonb            not null,  -- the spec flattened: {"system.width": 30, ...}
    step              bigint           not null,  -- how far: last point, checkpoint or end
    tau               double precision not null,
    current_attempt   uuid,
    attempts          int              not null,
    losses            int              not null,  -- RunLost since it was last queued by a person
    checkpoint_asked  boolean          not null,  -- CheckpointRequested and not yet answered
    refused_events    bigint           not null,  -- of attempts that are not, or were never, the current one
    archived          boolean          not null,
    trashed_at        timestamptz,
    purged_at         timestamptz,                -- what it recorded is given up
    purged_by         text,
    inherit_until     timestamptz,                -- of a purged run: branches created later inherit nothing of it
    revision          bigint           not null,  -- how many events of people's keeping changed it
    pruned            bigint           not null   -- how many of its checkpoints were let go of; no revision
);
create index run_trashed on run (trashed_at) where trashed_at is not null;
create index run_created on run (created_at desc, id desc);
-- What a list shows: rows are wide, and to read all of them takes longer than to sort what other tables say of them.
create index run_kept on run (id) include (created_at) where purged_at is null and not archived and trashed_at is null;
create index run_parent on run (parent);
create index run_experiment on run (experiment, created_at desc);
create index run_state on run (state);
create index run_sweep on run (sweep);

create table attempt (
    run             uuid             not null,
    id              uuid             not null,
    number          int              not null,  -- by its order in the log, from 1
    follows         uuid,
    started_at      timestamptz      not null,  -- by the worker's clock
    ended_at        timestamptz,
    ended_as        text,                       -- paused, completed, failed, cancelled, lost, superseded
    from_step       bigint           not null,
    from_tau        double precision not null,
    checkpoint      text,
    resume_step     bigint           not null,  -- what earlier attempts recorded beyond it no longer counts; -1: all of it
    last_step       bigint           not null,
    last_tau        double precision not null,
    superseded_from bigint,                     -- own data beyond it no longer count; null: all count
    last_sequence   bigint           not null,
    refused_events  bigint           not null,
    gaps            bigint           not null,  -- numbers that never came
    repeated        bigint           not null,  -- numbers that came again and were ignored
    engine_version  text             not null,
    git_commit      text             not null,
    data_name       text             not null,
    data_sha256     text             not null,
    jvm             text             not null,
    os              text             not null,
    cpu             text             not null,
    kernel          text             not null,
    threads         int              not null,
    worker          text             not null,
    primary key (run, id)
);
create unique index attempt_number on attempt (run, number);

-- Attempts that were not heard: their start was refused (another one was current), they spoke without one, or went on after
-- their end.
create table refused_attempt (
    run      uuid           not null,
    attempt  uuid           not null,
    first_at timestamptz    not null,
    events   bigint         not null,
    numbers  int8multirange not null,  -- the events' within the attempt; one that is numbered so is not among the accepted
    primary key (run, attempt)
);

create table checkpoint (
    run      uuid             not null,
    attempt  uuid             not null,
    sequence bigint           not null,
    number   int              not null,  -- the attempt's
    sha256   text             not null,
    step     bigint           not null,
    tau      double precision not null,
    saved_at timestamptz      not null,
    bytes    bigint           not null,
    location text             not null,
    reason   text             not null,  -- periodic, waiting-time, final, on-demand
    primary key (run, attempt, sequence)
);
create index checkpoint_step on checkpoint (run, step);
create index checkpoint_sha256 on checkpoint (sha256);
create index checkpoint_waiting_time on checkpoint (run, step) where reason = 'waiting-time';

-- The values of a run's spec, to search by: written once, with the run. Texts of numbers have a number too.
create table run_param (
    run    uuid             not null,
    path   text collate "C" not null,
    value  text collate "C" not null,  -- lists as JSON
    number double precision,
    primary key (run, path)
);
create index run_param_number on run_param (path, number, run);
create index run_param_value on run_param (path, value, run) where length(value) <= 256;

create table tag (
    run   uuid             not null,
    key   text collate "C" not null,
    value text collate "C" not null,
    primary key (run, key)
);
-- An index holds no long text; who asks for a value says that it is short, too.
create index tag_key on tag (key, run);
create index tag_value on tag (key, value, run) where length(value) <= 256;

create table note (
    run  uuid        not null,
    id   uuid        not null,
    text text        not null,
    by   text        not null,
    at   timestamptz not null,
    primary key (run, id)
);

-- What people asked, by the id of its event, which is the Idempotency-Key it came with: what comes again changes nothing.
create table asked (
    subject uuid not null,  -- a run, or what the name of an experiment comes to
    event   uuid not null,
    type    text not null,  -- the event record's name
    primary key (subject, event)
);

-- Experiments that are shown by another title than the name by which runs go on to name them.
create table experiment (
    name       text        primary key,
    title      text        not null,
    renamed_by text        not null,
    renamed_at timestamptz not null
);

create table sweep (
    id         uuid        primary key,
    experiment text        not null,
    spec       text        not null,
    members    int         not null,
    created_by text        not null,
    created_at timestamptz not null
);

-- One row a (run, metric), for lists and search, of the values that count: superseded ones do not. Own values only, what is
-- inherited stands with the ancestors. Least and greatest pass over NaN.
create table run_metric (
    run            uuid             not null,
    metric         text collate "C" not null,
    from_reference boolean          not null,
    last           double precision,
    last_step      bigint,
    least          double precision,
    least_step     bigint,
    greatest       double precision,
    greatest_step  bigint,
    points         bigint           not null,
    high_step      bigint           not null,  -- a step at or below it does not increase
    not_increasing bigint           not null,  -- such points; kept, the last value at a step wins
    primary key (run, metric)
);
-- All that search and order ask for, so that they read the index alone: a metric's rows stand in as many pages as there are runs.
-- The key never changes, so that an update touches the page it was on.
create index run_metric_values on run_metric (metric, run) include (last, least, greatest, last_step);

-- Every metric that a run ever had; for lists of names, which would otherwise read an index entry a run.
create table metric_name (
    name text collate "C" primary key
);

-- The clocks of points that were recorded together, shared by their metrics. Columns are packed (see Columns), so PostgreSQL
-- need not try to; blocks and coarse blocks (see Blocks) are null where one would be the chunk.
create table clock_chunk (
    run              uuid             not null,
    number           int              not null,  -- the attempt's
    sequence         bigint           not null,  -- of the first event in it
    fresh            boolean          not null,  -- as ingest wrote it; false: gathered from smaller ones
    points           int              not null,
    ascending        boolean          not null,  -- each step greater than the one before
    least_tau        double precision not null,
    greatest_tau     double precision not null,
    last_tau         double precision not null,
    least_wall_ms    bigint           not null,
    greatest_wall_ms bigint           not null,
    last_wall_ms     bigint           not null,
    coarse_blocks    bytea,
    blocks           bytea,
    steps            bytea            not null,
    taus             bytea            not null,
    wall_ms          bytea            not null,
    primary key (run, number, sequence, fresh)
) partition by list (fresh);
-- What may still be gathered into larger chunks (see ChunkMerger).
create index clock_chunk_small on clock_chunk (run, number) where points < 32768;

-- Many points of one metric in a column; a row's points stand in the log's order.
create table series_chunk (
    run            uuid             not null,
    metric         text             not null,
    number         int              not null,
    sequence       bigint           not null,
    fresh          boolean          not null,
    from_reference boolean          not null,
    points         int              not null,
    first_step     bigint           not null,  -- least
    last_step      bigint           not null,  -- greatest
    least          double precision,
    least_step     bigint,
    greatest       double precision,
    greatest_step  bigint,
    last           double precision not null,  -- of the points at last_step, the latest
    coarse_blocks  bytea,
    blocks         bytea,
    vals           bytea            not null,
    primary key (run, metric, number, sequence, fresh)
) partition by list (fresh);

alter table clock_chunk
    alter column coarse_blocks set storage external,
    alter column blocks set storage external,
    alter column steps set storage external,
    alter column taus set storage external,
    alter column wall_ms set storage external;
alter table series_chunk
    alter column coarse_blocks set storage external,
    alter column blocks set storage external,
    alter column vals set storage external;

-- Fresh chunks come and go: what they leave empty is behind nothing that stays, so a vacuum gives it back.
create table clock_chunk_fresh partition of clock_chunk for values in (true);
create table clock_chunk_gathered partition of clock_chunk for values in (false);
create table series_chunk_fresh partition of series_chunk for values in (true);
create table series_chunk_gathered partition of series_chunk for values in (false);

create table spectrum (
    run      uuid             not null,
    matrix   text             not null,
    number   int              not null,
    sequence bigint           not null,
    step     bigint           not null,
    tau      double precision not null,
    wall_ms  bigint           not null,
    size     int              not null,
    vals     bytea            not null,  -- largest first, packed
    primary key (run, matrix, number, sequence)
);

-- Histograms: edges rise and are one more than the counts, which are size.
create table distribution (
    run      uuid             not null,
    name     text             not null,
    number   int              not null,
    sequence bigint           not null,
    step     bigint           not null,
    tau      double precision not null,
    wall_ms  bigint           not null,
    size     int              not null,
    edges    bytea            not null,
    counts   bytea            not null,
    primary key (run, name, number, sequence)
);

-- ys over xs, size of each.
create table curve (
    run      uuid             not null,
    name     text             not null,
    number   int              not null,
    sequence bigint           not null,
    step     bigint           not null,
    tau      double precision not null,
    wall_ms  bigint           not null,
    size     int              not null,
    xs       bytea            not null,
    ys       bytea            not null,
    primary key (run, name, number, sequence)
);

-- The last MB of each attempt's log, in whole pieces: older ones go in the transaction that writes newer ones.
create table log_piece (
    run      uuid        not null,
    number   int         not null,
    sequence bigint      not null,
    step     bigint      not null,
    logged_at timestamptz not null,
    text     text        not null,
    primary key (run, number, sequence)
);

-- Records that could not be applied, with the reason; their bytes stay in the log.
create table dead_letter (
    partition  int         not null,
    log_offset bigint      not null,
    time       timestamptz not null,  -- the record's own
    key        text,
    reason     text        not null,
    bytes      int         not null,
    primary key (partition, log_offset)
);

-- Purged runs of which no living run inherits: whatever rows there still are of them count for nothing. A function of the log,
-- though it arrives by partitions: who inherits is told by what the events themselves carry, not by when they came.
create view forgotten_run (id) as
with recursive kept (id, parent, created_at) as (
    -- start: runs that were not purged
    select id, parent, created_at from run where purged_at is null
    union
    -- step: what they inherit from, if they were created in time
    select p.id, p.parent, p.created_at
      from kept k
      join run p on p.id = k.parent and p.purged_at is not null and k.created_at <= p.inherit_until
)
select id from run where purged_at is not null and id not in (select id from kept);
