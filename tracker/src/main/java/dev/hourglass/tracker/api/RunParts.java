package dev.hourglass.tracker.api;

import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.Attempt;
import dev.hourglass.tracker.api.shape.Checkpoint;
import dev.hourglass.tracker.api.shape.Lineage;
import dev.hourglass.tracker.api.shape.RunMetric;
import dev.hourglass.tracker.readmodel.AttemptRow;
import dev.hourglass.tracker.readmodel.CheckpointRow;
import dev.hourglass.tracker.readmodel.LogRow;
import dev.hourglass.tracker.readmodel.MetricRow;
import dev.hourglass.tracker.readmodel.RunRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.jpa.HibernateHints;

/** Reads what belongs to one run. */
@ApplicationScoped
class RunParts {

    private static final int LONGEST_LOG = 16 << 20;

    /** Of a log; the trainer's have some kB, the longest nearly 900. */
    private static final int PIECES_AT_ONCE = 8;

    private final EntityManager database;
    private final Ancestry ancestry;

    RunParts(EntityManager database, Ancestry ancestry) {
        this.database = database;
        this.ancestry = ancestry;
    }

    @Transactional
    List<Attempt> attempts(UUID run) {
        return attemptRows(run).stream().map(RunParts::attempt).toList();
    }

    @Transactional
    List<Checkpoint> checkpoints(UUID run) {
        Map<UUID, AttemptRow> attempts =
                attemptRows(run).stream().collect(Collectors.toMap(a -> a.id, Function.identity()));
        return database.createQuery(
                        "from CheckpointRow where run = ?1 order by step, number, sequence", CheckpointRow.class)
                .setParameter(1, run)
                .getResultStream()
                .map(row -> checkpoint(row, Optional.ofNullable(attempts.get(row.attempt))))
                .toList();
    }

    @Transactional
    List<RunMetric> metrics(UUID run) {
        RunKind kind = Word.parse(RunKind.class, database.find(RunRow.class, run).kind);
        return database.createQuery("from MetricRow where run = ?1 order by metric", MetricRow.class)
                .setParameter(1, run)
                .getResultStream()
                .map(row -> new RunMetric(
                        row.metric, Units.of(row.metric, kind), row.fromReference, RunReader.summary(row)))
                .toList();
    }

    @Transactional
    Lineage lineage(UUID run) {
        UUID root = Objects.requireNonNull(ancestry.roots(List.of(run)).get(run));
        List<UUID> tree = ancestry.tree(root);
        Map<UUID, MetricRow> nll = database.createQuery(
                        "from MetricRow where run in ?1 and metric = 'nll'", MetricRow.class)
                .setParameter(1, tree)
                .getResultStream()
                .collect(Collectors.toMap(m -> m.run, Function.identity()));
        List<Lineage.Node> nodes = database.createQuery(
                        "from RunRow where id in ?1 order by createdAt, id", RunRow.class)
                .setParameter(1, tree)
                .getResultStream()
                .map(row -> node(row, Optional.ofNullable(nll.get(row.id)).flatMap(m -> Optional.ofNullable(m.last))))
                .toList();
        return new Lineage(root, run, nodes);
    }

    /** @throws BadParameter if {@code tail} is not 1 to 16 MiB */
    @Transactional
    String log(UUID run, int tail) {
        if (tail < 1 || tail > LONGEST_LOG) {
            throw new BadParameter("tail", Integer.toString(tail), "1 to " + LONGEST_LOG + " bytes");
        }
        Deque<String> pieces = new ArrayDeque<>();
        int bytes = 0;
        // Without a fetch size the driver reads all attempts' logs before the first piece is seen.
        try (var rows = database.createQuery(
                        "from LogRow where run = ?1 order by number desc, sequence desc", LogRow.class)
                .setParameter(1, run)
                .setHint(HibernateHints.HINT_FETCH_SIZE, PIECES_AT_ONCE)
                .getResultStream()) {
            var from = rows.iterator();
            while (bytes < tail && from.hasNext()) {
                String text = from.next().text;
                pieces.addFirst(text);
                bytes += text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        byte[] all = String.join("", pieces).getBytes(StandardCharsets.UTF_8);
        return all.length <= tail ? String.join("", pieces) : wholeCharacters(all, all.length - tail);
    }

    /** From the first character that begins at or behind {@code from}: a cut must not leave half of one. */
    private static String wholeCharacters(byte[] utf8, int from) {
        int begin = from;
        while (begin < utf8.length && (utf8[begin] & 0xC0) == 0x80) {
            begin++;
        }
        return new String(utf8, begin, utf8.length - begin, StandardCharsets.UTF_8);
    }

    private List<AttemptRow> attemptRows(UUID run) {
        return database.createQuery("from AttemptRow where run = ?1 order by number", AttemptRow.class)
                .setParameter(1, run)
                .getResultList();
    }

    private static Attempt attempt(AttemptRow row) {
        return new Attempt(
                row.id,
                row.number,
                row.run,
                Optional.ofNullable(row.follows),
                row.startedAt,
                Optional.ofNullable(row.endedAt),
                Optional.ofNullable(row.endedAs),
                row.fromStep,
                row.fromTau,
                Optional.ofNullable(row.checkpoint),
                row.lastStep,
                Optional.ofNullable(row.supersededFrom),
                row.refusedEvents,
                row.gaps,
                row.engineVersion,
                row.gitCommit,
                row.dataName,
                row.dataSha256,
                row.jvm,
                row.os,
                row.cpu,
                row.kernel,
                row.threads,
                row.worker);
    }

    private static Checkpoint checkpoint(CheckpointRow row, Optional<AttemptRow> by) {
        return new Checkpoint(
                row.sha256,
                row.run,
                row.attempt,
                row.step,
                row.tau,
                row.savedAt,
                row.bytes,
                row.location,
                row.reason,
                by.map(attempt -> attempt.supersededFrom)
                        .filter(from -> row.step > from)
                        .isPresent(),
                "/api/v1/blobs/" + row.sha256);
    }

    private static Lineage.Node node(RunRow row, Optional<Double> nll) {
        return new Lineage.Node(
                row.id,
                row.name,
                row.state,
                row.parent == null
                        ? Optional.empty()
                        : Optional.of(new Lineage.Parent(
                                row.parent,
                                Objects.requireNonNull(row.parentStep),
                                Objects.requireNonNull(row.parentTau))),
                row.parentStep == null ? 0 : row.parentStep,
                row.parentTau == null ? 0 : row.parentTau,
                row.step,
                row.tau,
                nll);
    }
}
