insert into settings.saved_view (id, name, page, address, revision, created_at, created_by, updated_at, updated_by) values
    ('00000000-0000-0000-0000-0000000000f1', 'Mine', 'runs', '#/?state=failed', 4, '2026-03-01T00:00:00Z',
     '00000000-0000-0000-0000-00000000000d', '2026-03-02T00:00:00Z', 'somebody');
