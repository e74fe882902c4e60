package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Info;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this tracker is and how much it holds. */
@ApplicationScoped
public class About {

    private final EntityManager database;
    private final LiveReadModel live;
    private final String version;
    private final String gitCommit;
    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    About(
            EntityManager database,
            LiveReadModel live,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.database = database;
        this.live = live;
        this.version = version;
        this.gitCommit = commit();
    }

    public String version() {
        return version;
    }

    /** {@code -dirty} at the end if the source had changes of its own. */
    private static String commit() {
        Properties build = new Properties();
        try (InputStream in = About.class.getResourceAsStream("build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tracker's own build.properties", e);
        }
        String commit = build.getProperty("commit", "");
        if (commit.isBlank()) {
            return "unknown";
        }
        return Boolean.parseBoolean(build.getProperty("dirty")) ? commit + "-dirty" : commit;
    }

    @Transactional
    Info info() {
        Object[] counts = database.createQuery(
                        "select count(distinct r.experiment), count(*) from RunRow r", Object[].class)
                .getSingleResult();
        return new Info(
                version, gitCommit, live.name(), startedAt, (Long) counts[0], (Long) counts[1], Optional.empty());
    }
}
