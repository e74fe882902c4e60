package dev.hourglass.tracker.bulletin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.Job;
import dev.hourglass.tracker.people.SettingsStore;
import dev.hourglass.tracker.projection.PartitionStatus;
import dev.hourglass.tracker.rebuild.RebuildJob;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What trackers, this one among them, have posted. */
@Singleton
public final class Posted {

    private static final String PARTITIONS = """
            select partition, state, reason, bad_offset, bad_key from settings.partition_state
            """;

    /** A job is posted every second while it runs. */
    private static final String JOB = """
            select told::text, told_at < now() - interval '2 minutes' from settings.job where id = ?
            """;

    private final SettingsStore settings;
    private final ObjectMapper json;

    Posted(SettingsStore settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /** By partition, as the last tracker said that had it; without the position, which is in the read model. */
    public Map<Integer, PartitionStatus> partitions() throws SQLException {
        return settings.read(tx -> tx.list(PARTITIONS, Posted::partition)).stream()
                .collect(Collectors.toMap(PartitionStatus::partition, Function.identity()));
    }

    public Optional<Job> job(UUID id) throws SQLException {
        return settings.read(tx -> tx.first(JOB, this::job, id));
    }

    private static PartitionStatus partition(ResultSet row) throws SQLException {
        long offset = row.getLong("bad_offset");
        boolean bad = !row.wasNull();
        return new PartitionStatus(
                row.getInt("partition"),
                Word.parse(PartitionStatus.Progress.class, row.getString("state")),
                -1,
                Optional.ofNullable(row.getString("reason")),
                bad
                        ? Optional.of(
                                new PartitionStatus.BadRecord(offset, Optional.ofNullable(row.getString("bad_key"))))
                        : Optional.empty());
    }

    private Job job(ResultSet row) throws SQLException {
        try {
            Job told = json.readValue(row.getString(1), Job.class);
            boolean silent = row.getBoolean(2);
            return silent && told.state().equals(RebuildJob.State.RUNNING.word()) ? JobReport.abandoned(told) : told;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job was posted in another shape", e);
        }
    }
}
