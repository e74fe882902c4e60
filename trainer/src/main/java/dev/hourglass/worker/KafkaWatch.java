package dev.hourglass.worker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when Kafka does not answer. A consumer of the queue must not be left to wait for that long: its own thread looks for the
 * group's coordinator without a pause (Kafka's clients 4.3.1), and would take a core from the run that is trained meanwhile.
 */
final class KafkaWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration TO_ANSWER = Duration.ofSeconds(4);

    private final Admin admin;
    private final Runnable away;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka watch").factory());

    /** @param away called again and again, on a thread of the watch's own */
    KafkaWatch(KafkaSettings settings, Runnable away) {
        this.admin = Admin.create(settings.common("watch"));
        this.away = away;
        thread.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (!answers()) {
                away.run();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // an exception would end the schedule
            LOG.warn("whether Kafka answers is not known this time: {}", e.toString());
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            var options = new DescribeClusterOptions().timeoutMs((int) TO_ANSWER.toMillis());
            admin.describeCluster(options).clusterId().get();
            return true;
        } catch (ExecutionException e) {
            LOG.debug("Kafka does not answer: {}", e.toString());
            return false;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        admin.close(Duration.ZERO);
    }
}
