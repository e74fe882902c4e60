-- Pages as people left them, by name: an address of the front end, which holds the whole state of a page. Everybody's.
create table saved_view (
    id         uuid        primary key default gen_random_uuid(),
    name       text        not null check (name <> ''),
    page       text        not null,
    address    text        not null check (address like '#/%'),  -- never a link that leads elsewhere
    revision   bigint      not null default 0,                   -- how often it was changed
    created_at timestamptz not null default now(),
    created_by text        not null,  -- a person's id, or who somebody said they were where the tracker is open
    updated_at timestamptz not null default now(),
    updated_by text        not null
);
create unique index saved_view_name on saved_view (page, lower(name));
