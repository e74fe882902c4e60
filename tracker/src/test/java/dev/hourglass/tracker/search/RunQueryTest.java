package dev.hourglass.tracker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.tracker.readmodel.ReadModels;
import dev.hourglass.tracker.search.Sample.Run;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL against its naive twin, on a read model of the test's own. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class RunQueryTest {

    private static final int RUNS = 60;
    private static final int QUERIES = 100;

    @Inject
    DataSource database;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void filters_find_what_they_say(long seed) throws SQLException {
        var sample = new Sample(new Random(seed));
        try (Connection connection = begin()) {
            Map<UUID, Run> runs = new LinkedHashMap<>();
            fill(connection, sample, runs, RUNS);
            var naive = new Naive(runs);
            for (int i = 0; i < QUERIES; i++) {
                Filter filter = sample.filter(3, List.copyOf(runs.values()));
                String text = Printed.of(filter);
                assertThat(SearchText.filter(text))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(filter);
                var query = new RunQuery(List.of(filter), List.of(), Sample.NOW);
                assertThat(query.page(connection, Optional.empty(), RUNS).ids())
                        .as("seed %d: %s", seed, text)
                        .containsExactlyInAnyOrderElementsOf(runs.values().stream()
                                .filter(run -> naive.holds(filter, run))
                                .map(Run::id)
                                .toList());
            }
            UUID some = runs.keySet().iterator().next();
            assertThat(new RunQuery(List.of(new Filter.Under(some)), List.of(), Sample.NOW)
                            .page(connection, Optional.empty(), RUNS)
                            .ids())
                    .containsExactlyInAnyOrderElementsOf(runs.values().stream()
                            .filter(run -> naive.holds(new Filter.Under(some), run))
                            .map(Run::id)
                            .toList());
            connection.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void pages_follow_each_other_while_runs_come(long seed) throws SQLException {
        var sample = new Sample(new Random(seed));
        try (Connection connection = begin()) {
            Map<UUID, Run> runs = new LinkedHashMap<>();
            fill(connection, sample, runs, 20);
            for (int i = 0; i < QUERIES / 4; i++) {
                List<SortKey> order = sample.order();
                String text = Printed.of(order);
                assertThat(SearchText.order(text)).as("seed %d: %s", seed, text).isEqualTo(order);
                List<UUID> expected = runs.values().stream()
                        .sorted(new Naive(runs).order(order))
                        .map(Run::id)
                        .toList();
                Set<UUID> old = new HashSet<>(expected);
                List<UUID> met = new ArrayList<>();
                Optional<String> next = Optional.empty();
                do {
                    RunQuery.Page page =
                            new RunQuery(List.of(), SearchText.order(text), Sample.NOW).page(connection, next, 7);
                    met.addAll(page.ids());
                    next = page.next();
                    if (met.size() < 14) {
                        fill(connection, sample, runs, 1);
                    }
                } while (next.isPresent());
                assertThat(met).as("seed %d: %s", seed, text).doesNotHaveDuplicates();
                assertThat(met.stream().filter(old::contains))
                        .as("seed %d: %s", seed, text)
                        .containsExactlyElementsOf(expected);
            }
            connection.rollback();
        }
    }

    private Connection begin() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        connection.setSchema(ReadModels.create(connection));
        return connection;
    }

    private static void fill(Connection connection, Sample sample, Map<UUID, Run> runs, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            Run run = sample.run(List.copyOf(runs.values()));
            runs.put(run.id(), run);
            SampleRows.insert(connection, run);
        }
    }
}
