insert into settings.live_read_model (name, switched_at) values ('read_7', '2026-01-02T03:04:05Z');
insert into settings.event_log (topic_id, partitions, created_at) values ('the-topic''s-id', 12, '2026-01-01T00:00:00Z');
