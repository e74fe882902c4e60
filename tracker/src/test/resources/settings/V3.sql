insert into settings.webhook (url, secret, set_at) values ('https://hook.example/?a=1&b=2', 's3cr3t', '2026-01-04T00:00:00Z');
insert into settings.webhook_position (partition, next_offset) values (0, 17), (1, 0), (2, 9007199254740993);
insert into settings.webhook_delivery (id, partition, run, event, body, state, attempts, found_at, next_at, last_at, last_result)
values
    ('00000000-0000-0000-0000-0000000000d1', 0, '00000000-0000-0000-0000-0000000000e1', 'completed', '{"run": "é"}',
     'delivered', 1, '2026-01-04T01:00:00Z', '2026-01-04T01:00:00Z', '2026-01-04T01:00:01Z', '204'),
    ('00000000-0000-0000-0000-0000000000d2', 2, '00000000-0000-0000-0000-0000000000e2', 'lost', '{}',
     'waiting', 3, '2026-01-04T02:00:00Z', '2026-01-04T02:08:00Z', '2026-01-04T02:04:00Z', 'connection refused'),
    ('00000000-0000-0000-0000-0000000000d3', 2, '00000000-0000-0000-0000-0000000000e3', 'failed', '{}',
     'given-up', 20, '2026-01-04T03:00:00Z', '2026-01-05T03:00:00Z', '2026-01-05T03:00:00Z', '500');
