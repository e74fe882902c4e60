package dev.hourglass.tracker.people;

import dev.hourglass.events.Word;
import dev.hourglass.tracker.door.Role;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Who may come in, and with which role. */
@Singleton
final class People {

    private static final String ALL = """
            select id, name, role, created_at from settings.person order by lower(name)
            """;
    private static final String OF_PROVIDER = """
            select id, name, role, created_at from settings.person where issuer = ? and subject = ?
            """;
    private static final String ADD_OF_PROVIDER = """
            update settings.person set issuer = ?, subject = ? where id = ?
            """;
    private static final String FIND = """
            select id, name, role, created_at from settings.person where id::text = ? or lower(name) = lower(?)
            """;
    private static final String ADD = """
            insert into settings.person (name, role) values (?, ?)
                on conflict do nothing
                returning id, name, role, created_at
            """;
    /** One change of roles at a time: two admins who demote each other must not leave none. */
    private static final String LOCK = """
            lock table settings.person in share row exclusive mode
            """;

    private static final String SET_ROLE = """
            update settings.person set role = ? where id = ?
            """;
    private static final String OTHER_ADMINS = """
            select count(*) from settings.person where role = 'admin' and id <> ?
            """;

    private final SettingsStore settings;
    private final AtomicLong added = new AtomicLong();

    People(SettingsStore settings) {
        this.settings = settings;
    }

    List<Person> all() throws SQLException {
        return settings.read(tx -> tx.list(ALL, People::read));
    }

    /** @throws Refusals.Conflict if there is one of this name already */
    Person add(String name, Role role, String by) throws SQLException {
        Person person = settings.transaction(tx -> {
            Person one = add(tx, name, role);
            Audit.write(tx, by, "person.add", one.id().toString(), Map.of("name", name, "role", role.word()));
            return one;
        });
        added.incrementAndGet();
        return person;
    }

    /**
     * A person whom a provider vouches for; new ones are added. Never somebody who was added otherwise: a name is what its
     * bearer chose, and would let them in as another.
     *
     * @param name free or taken: a taken one gets a number
     */
    Person ofProvider(String issuer, String subject, String name, Role newRole) throws SQLException {
        Optional<Person> known = settings.read(tx -> tx.first(OF_PROVIDER, People::read, issuer, subject));
        if (known.isPresent()) {
            return known.get();
        }
        Person person = settings.transaction(tx -> {
            tx.update(LOCK); // two browsers of theirs may come at once
            Optional<Person> meanwhile = tx.first(OF_PROVIDER, People::read, issuer, subject);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            Person one = addUnderFreeName(tx, name, newRole);
            tx.update(ADD_OF_PROVIDER, issuer, subject, one.id());
            Audit.write(
                    tx,
                    "tracker",
                    "person.add",
                    one.id().toString(),
                    Map.of("name", one.name(), "role", newRole.word(), "issuer", issuer, "subject", subject));
            return one;
        });
        added.incrementAndGet();
        return person;
    }

    private static Person addUnderFreeName(SettingsStore.Transaction tx, String name, Role role) throws SQLException {
        for (int number = 1; ; number++) {
            String tried = number == 1 ? name : name + " (" + number + ")";
            Optional<Person> one = tx.first(ADD, People::read, tried, role.word());
            if (one.isPresent()) {
                return one.get();
            }
        }
    }

    /** How many this tracker has added: who remembers people knows by it that there are more. */
    long added() {
        return added.get();
    }

    static Person add(SettingsStore.Transaction tx, String name, Role role) throws SQLException {
        return tx.first(ADD, People::read, name, role.word())
                .orElseThrow(() -> new Refusals.Conflict("there is somebody called '" + name
                        + "' already; names differ by more than upper and lower case. Take another name"));
    }

    /** @throws Refusals.Conflict if no admin would be left */
    Person setRole(String idOrName, Role role, String by) throws SQLException {
        return settings.transaction(tx -> {
            tx.update(LOCK);
            Person person = find(tx, idOrName);
            if (person.role() == Role.ADMIN
                    && role != Role.ADMIN
                    && tx.first(OTHER_ADMINS, row -> row.getLong(1), person.id())
                                    .orElseThrow()
                            == 0) {
                throw new Refusals.Conflict(person.name() + " is the only admin; make somebody else admin first");
            }
            tx.update(SET_ROLE, role.word(), person.id());
            Audit.write(
                    tx,
                    by,
                    "person.role",
                    person.id().toString(),
                    Map.of("from", person.role().word(), "to", role.word()));
            return new Person(person.id(), person.name(), role, person.createdAt());
        });
    }

    /** @throws Refusals.NotThere if there is nobody of this id or name */
    static Person find(SettingsStore.Transaction tx, String idOrName) throws SQLException {
        return tx.first(FIND, People::read, idOrName, idOrName)
                .orElseThrow(() -> new Refusals.NotThere(
                        "nobody has the id or name '" + idOrName + "'; an admin sees all with: hourglass people ls"));
    }

    static Person read(ResultSet row) throws SQLException {
        return new Person(
                row.getObject(1, UUID.class),
                row.getString(2),
                Word.parse(Role.class, row.getString(3)),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }
}
