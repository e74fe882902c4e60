package dev.hourglass.tracker.reactor;

import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.spec.Spec;
import dev.hourglass.tracker.publish.EventPublisher;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;

/**
 * Lets go of periodic checkpoints but the last few of each run: {@code checkpoints.keep} of its spec. Never of one that is anything
 * else too: a branch point, or a waiting time's, a final one or one that was asked for; so what an attempt would go on from stays.
 * To say it twice changes nothing.
 */
final class CheckpointPruning {

    private static final String SUPERFLUOUS = """
            with state as (
                -- equal states are one, however often an attempt came by; those that no longer count go first
                select c.run, c.sha256, max(c.step) as step, bool_and(c.reason = 'periodic') as periodic,
                       bool_and(a.superseded_from is not null and c.step > a.superseded_from) as superseded
                  from checkpoint c
                  join run r on r.id = c.run
                  join attempt a on a.run = c.run and a.number = c.number
                 where r.kind = 'queued' and r.trashed_at is null and r.log_partition = any (?)
                 group by c.run, c.sha256
            ),
            placed as (
                select run, sha256, step, row_number() over (partition by run order by superseded, step desc) as place
                  from state
                 where periodic
            )
            select p.run, p.sha256, p.step
              from placed p
              join run r on r.id = p.run
             where p.place > case when jsonb_typeof(r.params -> 'checkpoints.keep') = 'number'
                                  then least((r.params ->> 'checkpoints.keep')::numeric, 1000000)::int else ? end
               and not exists (select from run b
                                where b.parent = p.run and b.parent_checkpoint = p.sha256 and b.purged_at is null)
             order by p.run, p.place desc
             limit 200
            """;

    private final EventPublisher publisher;
    private final InstantSource time;

    CheckpointPruning(EventPublisher publisher, InstantSource time) {
        this.publisher = publisher;
        this.time = time;
    }

    void turn(Connection connection, Collection<Integer> partitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUPERFLUOUS)) {
            statement.setArray(1, connection.createArrayOf("int", partitions.toArray()));
            statement.setInt(2, Spec.Checkpoints.KEEP);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    UUID run = row.getObject("run", UUID.class);
                    String sha256 = row.getString("sha256");
                    publisher.publish(new Envelope(
                            DerivedIds.derive("pruned/" + run + "/" + sha256),
                            publisher.source(),
                            time.instant().truncatedTo(ChronoUnit.MILLIS),
                            new Event.CheckpointPruned(run, sha256, row.getLong("step"), publisher.source())));
                }
            }
        }
    }
}
