package dev.hourglass.tracker.api;

import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.search.Value;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a run by its id or a part of it, as people type it: the first digits, or the last ones, in which runs of one minute differ and
 * which the pages show.
 */
@ApplicationScoped
public class RunIds {

    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern END = Pattern.compile("[0-9a-fA-F]{4,12}");
    private static final int NAMED = 10;

    private final EntityManager database;

    RunIds(EntityManager database) {
        this.database = database;
    }

    /**
     * @param text an id, or at least four of its first hex digits, hyphens or not, or of its last
     * @throws NoSuchRun if there is none
     * @throws AmbiguousRun if there are several
     */
    @Transactional
    public UUID resolve(String text) {
        List<UUID> found = within(Value.Id.of(text)
                .orElseThrow(() ->
                        new BadParameter("the run", text, "an id, or at least four of its first or last hex digits")));
        if (found.isEmpty() && END.matcher(text).matches()) {
            found = ending(text);
        }
        if (found.isEmpty()) {
            throw new NoSuchRun(text);
        }
        if (found.size() > 1) {
            boolean more = found.size() > NAMED;
            throw new AmbiguousRun(text, more ? found.subList(0, NAMED) : found, more);
        }
        return found.getFirst();
    }

    /**
     * As {@link #resolve}, of a run whose recordings are still there.
     *
     * @throws PurgedRun if it was purged
     */
    @Transactional
    public UUID resolveKept(String text) {
        UUID id = isWhole(text) ? UUID.fromString(text) : resolve(text);
        RunRow row = database.find(RunRow.class, id);
        if (row == null) {
            throw new NoSuchRun(text);
        }
        PurgedRun.refuse(row);
        return id;
    }

    /** Comma-separated; empty for none. Whole ids are looked up together. */
    @Transactional
    public List<UUID> resolveAll(String texts) {
        List<String> named =
                Stream.of(texts.split(",")).filter(text -> !text.isBlank()).toList();
        Set<UUID> whole = known(
                named.stream().filter(RunIds::isWhole).map(UUID::fromString).collect(Collectors.toSet()));
        Set<UUID> ids = new LinkedHashSet<>();
        for (String text : named) {
            boolean isKnown = isWhole(text) && whole.contains(UUID.fromString(text));
            ids.add(isKnown ? UUID.fromString(text) : resolve(text));
        }
        return List.copyOf(ids);
    }

    private Set<UUID> known(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return ids;
        }
        return Set.copyOf(database.createQuery("select r.id from RunRow r where r.id in ?1", UUID.class)
                .setParameter(1, ids)
                .getResultList());
    }

    private List<UUID> within(Value.Id range) {
        return database.createQuery("select r.id from RunRow r where r.id between ?1 and ?2 order by r.id", UUID.class)
                .setParameter(1, range.first())
                .setParameter(2, range.last())
                .setMaxResults(NAMED + 1)
                .getResultList();
    }

    private List<UUID> ending(String digits) {
        return database.createQuery(
                        "select r.id from RunRow r where cast(r.id as String) like ?1 order by r.id", UUID.class)
                .setParameter(1, "%" + digits.toLowerCase(Locale.ROOT))
                .setMaxResults(NAMED + 1)
                .getResultList();
    }

    static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }
}
