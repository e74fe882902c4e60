package dev.hourglass.tracker.people;

import dev.hourglass.events.Word;
import dev.hourglass.tracker.door.Credentials;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Personal tokens, and sessions of browsers. Times are PostgreSQL's: several trackers then agree on them. */
@Singleton
final class Tokens implements Credentials {

    /** A browser signs in again after so long. */
    static final Duration SESSION = Duration.ofDays(7);

    private static final String COLUMNS = """
            select t.id, t.name, t.person, p.name, t.created_at, t.expires_at, t.last_used_at, t.revoked_at
              from settings.token t join settings.person p on p.id = t.person
            """;
    private static final String LIST = COLUMNS + """
             where ?::uuid is null or t.person = ?
             order by t.created_at desc, t.id
            """;
    private static final String BY_ID = COLUMNS + """
             where t.id::text = ?
            """;
    private static final String CREATE = """
            insert into settings.token (person, name, sha256, expires_at)
            values (?, ?, ?, now() + make_interval(days => ?))
            returning id
            """;
    private static final String REVOKE = """
            update settings.token set revoked_at = now() where id = ? and revoked_at is null
            """;
    private static final String SHOWN_TOKEN = """
            select p.id, p.name, p.role, t.id, t.revoked_at is not null, coalesce(t.expires_at <= now(), false),
                   t.last_used_at is null or t.last_used_at < date_trunc('hour', now())
              from settings.token t join settings.person p on p.id = t.person
             where t.sha256 = ?
            """;
    private static final String SHOWN_SESSION = """
            select p.id, p.name, p.role, t.id, t.revoked_at is not null,
                   s.expires_at <= now() or coalesce(t.expires_at <= now(), false),
                   t.id is not null and (t.last_used_at is null or t.last_used_at < date_trunc('hour', now()))
              from settings.session s
              join settings.person p on p.id = s.person
              left join settings.token t on t.id = s.token
             where s.sha256 = ?
            """;
    private static final String USED = """
            update settings.token set last_used_at = date_trunc('hour', now()) where id = ?
            """;
    private static final String BEGIN_SESSION = """
            insert into settings.session (sha256, person, token, expires_at)
            values (?, ?, ?, now() + make_interval(secs => ?))
            """;
    private static final String FORGET_OLD_SESSIONS = """
            delete from settings.session where expires_at <= now()
            """;
    private static final String END_SESSION = """
            delete from settings.session where sha256 = ?
            """;

    private final SettingsStore settings;

    Tokens(SettingsStore settings) {
        this.settings = settings;
    }

    /** A token that was made, and what is known of it from now on. */
    record Made(Secret secret, Token token) {}

    /** @param person whose; empty: everybody's */
    List<Token> list(Optional<UUID> person) throws SQLException {
        UUID of = person.orElse(null);
        return settings.read(tx -> tx.list(LIST, Tokens::read, of, of));
    }

    /** @param days until it expires; empty: it does not */
    Made create(String personIdOrName, String name, Optional<Integer> days, String by) throws SQLException {
        return settings.transaction(tx -> {
            Person person = People.find(tx, personIdOrName);
            Made made = create(tx, person.id(), name, days);
            Audit.write(
                    tx,
                    by,
                    "token.create",
                    made.token().id().toString(),
                    Map.of("person", person.id().toString(), "name", name));
            return made;
        });
    }

    static Made create(SettingsStore.Transaction tx, UUID person, String name, Optional<Integer> days)
            throws SQLException {
        Secret secret = Secret.random(Secret.TOKEN);
        UUID id = tx.first(
                        CREATE, row -> row.getObject(1, UUID.class), person, name, secret.sha256(), days.orElse(null))
                .orElseThrow();
        return new Made(secret, byId(tx, id.toString()));
    }

    /** Its sessions end with it. @throws Refusals.NotThere if there is none of this id, or it is not the caller's */
    Token revoke(String id, Visitor by) throws SQLException {
        return settings.transaction(tx -> {
            Token token = byId(tx, id);
            if (!by.role().includes(Role.ADMIN) && !by.person().equals(Optional.of(token.person()))) {
                throw noToken(id); // whether others have such a token is not told
            }
            if (tx.update(REVOKE, token.id()) > 0) {
                Audit.write(
                        tx,
                        by.id(),
                        "token.revoke",
                        token.id().toString(),
                        Map.of("person", token.person().toString(), "name", token.name()));
            }
            return byId(tx, id);
        });
    }

    @Override
    public Found find(Shown shown) throws SQLException {
        return settings.transaction(tx -> find(tx, shown));
    }

    /** @return the session's secret, for a cookie; empty if the token is worth nothing */
    Optional<Secret> signIn(String token) throws SQLException {
        return settings.transaction(tx -> {
            if (!(find(tx, new Shown.Token(token)) instanceof Found.Somebody(Visitor visitor))) {
                return Optional.empty();
            }
            return Optional.of(beginSession(tx, visitor.person().orElseThrow(), visitor.token()));
        });
    }

    /** @param token with which the session ends, if it began with one */
    private static Secret beginSession(SettingsStore.Transaction tx, UUID person, Optional<UUID> token)
            throws SQLException {
        tx.update(FORGET_OLD_SESSIONS);
        Secret secret = Secret.random(Secret.SESSION);
        tx.update(BEGIN_SESSION, secret.sha256(), person, token.orElse(null), (double) SESSION.toSeconds());
        return secret;
    }

    /** Somebody whom others vouch for. */
    Secret signIn(Person person) throws SQLException {
        return settings.transaction(tx -> beginSession(tx, person.id(), Optional.empty()));
    }

    void signOut(String session) throws SQLException {
        settings.transaction(tx -> tx.update(END_SESSION, (Object) new Secret(session).sha256()));
    }

    private static Found find(SettingsStore.Transaction tx, Shown shown) throws SQLException {
        String question =
                switch (shown) {
                    case Shown.Token _ -> SHOWN_TOKEN;
                    case Shown.Session _ -> SHOWN_SESSION;
                };
        Optional<Known> known = tx.first(question, Known::read, (Object) new Secret(shown.secret()).sha256());
        if (known.isEmpty()) {
            return new Found.Nobody("is not known to this tracker");
        }
        Known is = known.get();
        if (is.revoked || is.expired) {
            return new Found.Nobody(is.revoked ? "was revoked" : "has expired");
        }
        if (is.unusedThisHour) {
            tx.update(USED, is.token.orElseThrow());
        }
        return new Found.Somebody(Visitor.person(is.person, is.name, is.role, is.token));
    }

    private static Token byId(SettingsStore.Transaction tx, String id) throws SQLException {
        return tx.first(BY_ID, Tokens::read, id).orElseThrow(() -> noToken(id));
    }

    private static Refusals.NotThere noToken(String id) {
        return new Refusals.NotThere("no token of yours has the id '" + id + "'; see: hourglass token ls");
    }

    private record Known(
            UUID person,
            String name,
            Role role,
            Optional<UUID> token,
            boolean revoked,
            boolean expired,
            boolean unusedThisHour) {
        static Known read(ResultSet row) throws SQLException {
            return new Known(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    Word.parse(Role.class, row.getString(3)),
                    Optional.ofNullable(row.getObject(4, UUID.class)),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7));
        }
    }

    private static Token read(ResultSet row) throws SQLException {
        return new Token(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                time(row, 6),
                time(row, 7),
                time(row, 8));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
