package dev.hourglass.worker;

import dev.hourglass.events.topics.Topics;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.errors.AuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the topics. A worker never makes them: the log would be born with Kafka's defaults and forget after a week. */
final class KnownTopics {

    private static final Logger LOG = LoggerFactory.getLogger(KnownTopics.class);
    private static final Set<String> NEEDED = Set.of(Topics.EVENTS, Topics.WORK, Topics.COMMANDS, Topics.PROGRESS);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** So that a worker that is told to end does not wait for a Kafka that is away. */
    private static final ListTopicsOptions TO_ANSWER = new ListTopicsOptions().timeoutMs(5_000);

    private KnownTopics() {}

    /** @return false if {@code closing} came first */
    static boolean await(KafkaSettings settings, CountDownLatch closing) throws InterruptedException {
        try (Admin admin = Admin.create(settings.common("topics"))) {
            String last = "";
            while (true) {
                String missing = missing(admin);
                if (missing.isEmpty()) {
                    return true;
                }
                if (!missing.equals(last)) {
                    LOG.info("waits: {}", missing);
                    last = missing;
                }
                if (closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
    }

    static String missing(Admin admin) throws InterruptedException {
        try {
            var missing = new TreeSet<>(NEEDED);
            missing.removeAll(admin.listTopics(TO_ANSWER).names().get());
            return missing.isEmpty() ? "" : "the topics " + missing + " are not there yet; a tracker makes them";
        } catch (ExecutionException e) {
            return e.getCause() instanceof AuthenticationException refused
                    ? "Kafka refuses the sign-in (see --kafka-config): " + refused.getMessage()
                    : "Kafka does not answer: " + e.getCause();
        }
    }
}
