package dev.hourglass.tracker.api;

import dev.hourglass.blob.Sha256;
import dev.hourglass.tracker.readmodel.AttemptChain;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Names what a run's series are made of: which attempts count, up to which step, and how much of each the read model has heard. It
 * costs one small query, and while it is the same so are the series; those of a run that has ended stay as they are.
 */
@Singleton
final class SeriesTag {

    private static final String MADE_OF = AttemptChain.SQL + """
            select c.attempt, c.until_step, a.last_sequence
              from chain c
              join attempt a on a.run = c.run and a.number = c.number
             order by c.depth, c.number
            """;

    private final LiveReadModel live;
    private final About about;

    SeriesTag(LiveReadModel live, About about) {
        this.live = live;
        this.about = about;
    }

    /**
     * Read before the series are: if points come in between, the tag is the older one, and who keeps it asks once too often.
     *
     * @param mediaType of the answer
     */
    EntityTag of(UUID run, String mediaType) throws SQLException {
        var text = new StringBuilder(about.version()).append(' ').append(live.name());
        text.append(' ').append(mediaType);
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(MADE_OF)) {
            statement.setObject(1, run);
            statement.setInt(2, AttemptChain.ANY_DEPTH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    text.append(' ').append(row.getString(1)).append(' ').append(row.getString(2));
                    text.append(' ').append(row.getLong(3));
                }
            }
        }
        return new EntityTag(Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8)), true); // weak: or compressed
    }
}
