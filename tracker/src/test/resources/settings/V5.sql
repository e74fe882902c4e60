insert into settings.person (id, name, role, created_at, issuer, subject) values
    ('00000000-0000-0000-0000-00000000000d', 'Dee', 'viewer', '2026-02-01T00:00:00Z', 'https://id.example', 'dee|1');
insert into settings.session (sha256, token, person, created_at, expires_at) values
    (sha256('s3'), null, '00000000-0000-0000-0000-00000000000d', '2026-02-01T00:00:00Z', '2026-02-08T00:00:00Z');
