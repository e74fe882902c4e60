package dev.hourglass.tracker.series;

import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's series as one, whatever attempts and ancestors they came from: whole, a page of points at a time, or reduced to
 * buckets. Each answer is read from one snapshot, so that chunks may be gathered into larger ones meanwhile.
 */
@Singleton
public final class SeriesReader {

    private static final String ORIGINS = """
            select r.id, r.kind, r.parent_step, r.parent_tau,
                   (select min(a.started_at) from attempt a where a.run = r.id and a.number = 1)
              from run r
             where r.id = any (?)
            """;

    private final Snapshots snapshots;

    @Inject
    public SeriesReader(LiveReadModel live) {
        this.snapshots = new Snapshots(live);
    }

    /**
     * @return the series of those metrics that have a point, in the order asked for; along {@link Axis#TAU_OVER_TW} none for a
     *     run that is no branch
     */
    public List<Series> read(SeriesQuery query) throws SQLException {
        return reduce(query, Integer.MAX_VALUE, Scale.LINEAR);
    }

    /**
     * @param most entries a series, at least 1; one with no more points than that comes point by point
     * @return as {@link #read}; a series none of whose points has a place on the scale has no entries
     */
    public List<Series> reduce(SeriesQuery query, int most, Scale scale) throws SQLException {
        return reduce(List.of(query), most, scale).getFirst();
    }

    /** Many runs' in one snapshot. @return for each query what it gives alone */
    public List<List<Series>> reduce(List<SeriesQuery> queries, int most, Scale scale) throws SQLException {
        return snapshots.askAll(queries, (connection, some) -> {
            Map<UUID, Origin> origins =
                    origins(connection, some.stream().map(SeriesQuery::run).toList());
            List<List<Series>> answers = new ArrayList<>();
            for (SeriesQuery query : some) {
                answers.add(reduce(connection, query, origins.getOrDefault(query.run(), Origin.NONE), most, scale));
            }
            return answers;
        });
    }

    private static List<Series> reduce(Connection connection, SeriesQuery query, Origin origin, int most, Scale scale)
            throws SQLException {
        if (!origin.has(query.axis())) {
            return List.of();
        }
        Map<String, List<ChunkRef>> chunks = ChunkSearch.chunks(connection, query);
        var loader = new ChunkLoader(connection);
        var placement = new Placement(query, origin);
        List<Series> series = new ArrayList<>();
        for (String metric : query.metrics()) {
            List<ChunkRef> found = chunks.getOrDefault(metric, List.of());
            var reading = new Reading(loader, placement, Part.of(found, placement));
            var extent = new Extent(scale);
            reading.clocks(extent);
            Extent.Found all = extent.found();
            if (all.points() > 0) {
                boolean reduced = all.points() - all.leftOut() > most;
                Points points = reduced ? reading.buckets(extent, most, scale) : reading.points(most, scale);
                series.add(series(query, found.getLast(), origin, all, points, reduced));
            }
        }
        return series;
    }

    /** Behind which point a page of points begins. */
    public record Position(String metric, long step) {}

    /** @param next where the next page begins; empty behind the last point */
    public record Page(List<Series> series, Optional<Position> next) {}

    /**
     * Every point, a page at a time, one metric after the other.
     *
     * @param after a metric of the query's, and a step; empty for the first page
     * @param limit points at most, at least 1
     * @return series without points are left out
     */
    public Page page(SeriesQuery query, Optional<Position> after, int limit) throws SQLException {
        List<Series> series = new ArrayList<>();
        int room = limit;
        int begin = after.map(position -> query.metrics().indexOf(position.metric()))
                .orElse(0);
        OptionalLong step =
                after.map(position -> OptionalLong.of(position.step())).orElse(OptionalLong.empty());
        for (String metric : query.metrics().subList(begin, query.metrics().size())) {
            MetricPage page = page(query.page(metric, step), room);
            series.addAll(page.series());
            room -= page.series().stream().mapToInt(Series::points).sum();
            if (page.more()) {
                Series last = series.getLast();
                long reached = last.metric().equals(metric) ? last.steps()[last.points() - 1] : -1;
                return new Page(series, Optional.of(new Position(metric, reached)));
            }
            step = OptionalLong.empty();
        }
        return new Page(series, Optional.empty());
    }

    private record MetricPage(List<Series> series, boolean more) {}

    private MetricPage page(SeriesQuery query, int most) throws SQLException {
        return snapshots.ask(connection -> {
            Origin origin = origins(connection, List.of(query.run())).getOrDefault(query.run(), Origin.NONE);
            if (!origin.has(query.axis())) {
                return new MetricPage(List.of(), false);
            }
            List<ChunkRef> chunks = ChunkSearch.chunks(connection, query)
                    .getOrDefault(query.metrics().getFirst(), List.of());
            var placement = new Placement(query, origin);
            Points points = new Reading(new ChunkLoader(connection), placement, Part.of(chunks, placement))
                    .points(most, Scale.LINEAR);
            List<Series> series = points.size() == 0
                    ? List.of()
                    : List.of(series(query, chunks.getLast(), origin, points.found(), points, false));
            return new MetricPage(series, points.full());
        });
    }

    private static Series series(
            SeriesQuery query, ChunkRef one, Origin origin, Extent.Found all, Points points, boolean reduced) {
        return new Series(
                query.run(),
                origin.kind(),
                one.metric(),
                one.fromReference(),
                query.axis(),
                origin.branchStep(),
                origin.tw(),
                all.inheritedUntil() < 0 ? OptionalLong.empty() : OptionalLong.of(all.inheritedUntil()),
                Math.toIntExact(all.points()),
                Math.toIntExact(all.leftOut()),
                reduced,
                points.steps(),
                points.taus(),
                points.wallMs(),
                points.xs(),
                points.values(),
                points.min(),
                points.max(),
                points.counts());
    }

    /** @param startedMs when the run's first attempt began; 0 if none did */
    record Origin(RunKind kind, OptionalLong branchStep, OptionalDouble tw, long startedMs) {

        /** Of a run that is not there. */
        static final Origin NONE = new Origin(RunKind.QUEUED, OptionalLong.empty(), OptionalDouble.empty(), 0);

        /** Whether the run has a place on the axis. */
        boolean has(Axis axis) {
            return axis != Axis.TAU_OVER_TW || tw.isPresent();
        }
    }

    private static Map<UUID, Origin> origins(Connection connection, List<UUID> runs) throws SQLException {
        Map<UUID, Origin> origins = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(ORIGINS)) {
            statement.setArray(1, connection.createArrayOf("uuid", runs.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    origins.put(row.getObject(1, UUID.class), origin(row));
                }
            }
        }
        return origins;
    }

    private static Origin origin(ResultSet row) throws SQLException {
        RunKind kind = Word.parse(RunKind.class, row.getString(2));
        long step = row.getLong(3);
        OptionalLong branchStep = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(step);
        double tau = row.getDouble(4);
        OptionalDouble tw = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(tau);
        @Nullable Timestamp started = row.getTimestamp(5);
        return new Origin(kind, branchStep, tw, started == null ? 0 : started.getTime());
    }
}
