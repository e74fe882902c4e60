package dev.hourglass.tracker.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Command;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Event;
import dev.hourglass.events.Progress;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.live.Heartbeats;
import dev.hourglass.tracker.projection.Projection;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Stack;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The reactor's own turns, taken by the test at times of its choice; what it publishes is projected and read back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ReactorTest {

    private static final Duration LOST_AFTER = Duration.ofSeconds(60);
    private static final Duration OFFER_AGAIN_AFTER = Duration.ofSeconds(30);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long begin = System.nanoTime();
    private final ProjectionStatus status = new ProjectionStatus();
    private Stack stack;
    private Projection projection;
    private boolean hearing = true;

    @BeforeAll
    void start() throws SQLException {
        stack = new Stack();
        projection = new Projection(stack.clients, stack.database, status, new Projection.Listener() {
            @Override
            public void passed(int partition, long nextOffset) {
                stack.projected.passed(partition, nextOffset);
            }

            @Override
            public void refused(UUID run, UUID attempt) {}
        });
        projection.start();
    }

    @AfterAll
    void stop() {
        projection.close();
        stack.close();
    }

    private Reactor reactor() {
        return new Reactor(
                stack.clients,
                stack.live,
                status,
                stack.publisher,
                InstantSource.system(),
                LOST_AFTER,
                OFFER_AGAIN_AFTER,
                Duration.ofDays(30),
                Optional.empty(),
                () -> hearing);
    }

    private void turn(Reactor reactor, long now) throws SQLException {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> status.caughtUpPartitions().size() == Stack.PARTITIONS);
        reactor.turn(begin + now);
    }

    private List<ConsumerRecord<String, byte[]>> all(String topic, UUID key) {
        try (KafkaConsumer<String, byte[]> consumer = stack.clients.consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            records.removeIf(message -> !key.toString().equals(message.key()));
            return records;
        }
    }

    private List<WorkOffered> offers(Facts facts) throws UndecodableRecordException {
        List<WorkOffered> offers = new ArrayList<>();
        for (var message : all(Topics.WORK, facts.run)) {
            offers.add(MessageCodec.decodeWork(message.value()));
        }
        return offers;
    }

    private List<Command> commands(Facts facts) throws UndecodableRecordException {
        List<Command> commands = new ArrayList<>();
        for (var message : all(Topics.COMMANDS, facts.run)) {
            commands.add(MessageCodec.decodeCommand(message.value()));
        }
        return commands;
    }

    private static Progress heartbeat(Facts facts, int attempt) {
        return new Progress(
                facts.run, facts.attempt(attempt), "w" + attempt, Facts.clock(1), 10, OptionalLong.empty(), 1, 1);
    }

    private String state(Facts facts) {
        return stack.ask("select state from run where id = '" + facts.run + "'");
    }

    @Test
    void a_queued_run_is_offered_once_by_however_many_reactors() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created());
        try (Reactor first = reactor()) {
            turn(first, 0);
            turn(first, 100 * SECOND); // nobody took it: it still waits in the queue
        }
        try (Reactor second = reactor()) {
            turn(second, 0);
        }
        assertThat(offers(facts)).hasSize(1);
        WorkOffered work = offers(facts).getFirst();
        assertThat(work.follows()).isEmpty();
        assertThat(work.checkpoint()).isEmpty();
        assertThat(work.spec()).isEqualTo(facts.created().spec());
    }

    @Test
    void a_waiting_time_creates_its_branch_once_though_the_reactor_was_killed_in_between() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        var spec = Facts.spec("waitingTimes: {at: [200], follow: 2.0}\n");
        stack.sayAndAwait(
                facts.created(RunKind.QUEUED, spec, Optional.empty()),
                facts.started(1, 0),
                facts.saved(1, 1, 200, CheckpointReason.WAITING_TIME));
        UUID branch = DerivedIds.waitingTimeBranch(facts.run, 200);
        try (Reactor first = reactor()) {
            turn(first, 0);
        }
        try (Reactor second = reactor()) { // at once: the first one's event may not be projected yet
            second.turn(begin);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stack.ask("select parent_step from run where id = '" + branch + "'")
                        .equals("200"));
        try (Reactor third = reactor()) {
            turn(third, 0);
        }
        assertThat(stack.ask("select count(*) from run where parent = '" + facts.run + "'"))
                .isEqualTo("1");
        assertThat(stack.ask("select params -> 'stop.steps' from run where id = '" + branch + "'"))
                .isEqualTo("600");
        WorkOffered work = offers(new Facts(branch)).getFirst();
        assertThat(work.parent().orElseThrow().checkpoint()).isEqualTo(Facts.sha(200));
        assertThat(work.from().step()).isEqualTo(200);
    }

    @Test
    void a_silent_attempt_is_lost_and_its_run_offered_again_from_its_last_checkpoint() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(
                facts.created(),
                facts.started(1, 0),
                facts.points(1, 1, 1, 2, 3),
                facts.saved(1, 2, 3, CheckpointReason.PERIODIC),
                facts.points(1, 3, 4));
        try (Reactor reactor = reactor()) {
            for (long t = 0; t <= 50; t += 10) {
                reactor.hear(heartbeat(facts, 1));
                turn(reactor, t * SECOND);
            }
            turn(reactor, 65 * SECOND);
            turn(reactor, 80 * SECOND);
            turn(reactor, 95 * SECOND);
            turn(reactor, 109 * SECOND);
            assertThat(state(facts)).isEqualTo("running");
            turn(reactor, 111 * SECOND);
            await().atMost(Duration.ofSeconds(30)).until(() -> state(facts).equals("lost"));
            turn(reactor, 112 * SECOND);
            assertThat(offers(facts)).hasSize(1);
            WorkOffered work = offers(facts).getFirst();
            assertThat(work.follows()).contains(facts.attempt(1));
            assertThat(work.checkpoint()).contains(Facts.sha(3));
            assertThat(work.from().step()).isEqualTo(3);
            // It speaks again before anybody else took the run.
            reactor.hear(heartbeat(facts, 1));
            turn(reactor, 122 * SECOND);
            await().atMost(Duration.ofSeconds(30)).until(() -> state(facts).equals("running"));
        }
    }

    @Test
    void nobody_is_lost_while_heartbeats_could_not_be_heard_though_events_flow() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created(), facts.started(1, 0));
        try (Reactor reactor = reactor()) {
            reactor.hear(heartbeat(facts, 1));
            turn(reactor, 0);
            hearing = false;
            for (long t = 15; t <= 150; t += 15) {
                stack.sayAndAwait(facts.points(1, t / 15, t));
                turn(reactor, t * SECOND);
            }
            hearing = true;
            for (long t = 165; t <= 209; t += 15) {
                turn(reactor, t * SECOND);
            }
            stack.sayAndAwait(facts.points(1, 11, 165));
            assertThat(state(facts)).isEqualTo("running");
            turn(reactor, 211 * SECOND);
            await().atMost(Duration.ofSeconds(30)).until(() -> state(facts).equals("lost"));
        } finally {
            hearing = true;
        }
    }

    @Test
    void heartbeats_are_not_heard_while_their_topic_is_away() throws Exception {
        Duration late = Duration.ofSeconds(3);
        try (Admin admin = stack.clients.admin()) {
            var heartbeats = new Heartbeats(stack.clients);
            heartbeats.start(new StartupEvent());
            await().during(late).atMost(Duration.ofSeconds(60)).until(() -> heartbeats.isHearing(late));
            admin.deleteTopics(List.of(Topics.PROGRESS)).all().get();
            await().atMost(Duration.ofSeconds(60)).until(() -> !heartbeats.isHearing(late));
            stack.layLog();
            await().atMost(Duration.ofSeconds(60)).until(() -> heartbeats.isHearing(late));
            heartbeats.stop(new ShutdownEvent());
        }
    }

    @Test
    void a_run_is_not_tried_again_for_ever() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created(RunKind.QUEUED, Facts.spec("restarts: 1\n"), Optional.empty()));
        stack.sayAndAwait(facts.started(1, 0), new Event.RunLost(facts.run, facts.attempt(1), 60_000));
        try (Reactor reactor = reactor()) {
            turn(reactor, 0);
            assertThat(offers(facts)).hasSize(1);
            stack.sayAndAwait(
                    facts.started(2, Optional.of(1), 0, false), new Event.RunLost(facts.run, facts.attempt(2), 60_000));
            turn(reactor, SECOND);
            assertThat(offers(facts)).hasSize(1);
            stack.sayAndAwait(new Event.ResumeRequested(facts.run, "me"));
            turn(reactor, 2 * SECOND);
            assertThat(offers(facts)).hasSize(2);
        }
    }

    @Test
    void a_command_is_repeated_until_the_worker_answers() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(facts.created(), facts.started(1, 0), new Event.PauseRequested(facts.run, "me"));
        try (Reactor reactor = reactor()) {
            turn(reactor, 0);
            turn(reactor, SECOND);
            turn(reactor, 5 * SECOND);
            assertThat(commands(facts)).hasSize(2).allSatisfy(command -> {
                assertThat(command.kind()).isEqualTo(Command.Kind.PAUSE);
                assertThat(command.attempt()).contains(facts.attempt(1));
            });
            stack.sayAndAwait(new Event.RunPaused(facts.run, facts.origin(1, 1), Facts.clock(1), "asked"));
            turn(reactor, 10 * SECOND);
            assertThat(commands(facts)).hasSize(2);
        }
    }

    @Test
    void an_attempt_that_is_not_current_is_told_to_stop_and_one_not_known_yet_is_not() throws Exception {
        var facts = new Facts(UUID.randomUUID());
        stack.sayAndAwait(
                facts.created(),
                facts.started(1, 0),
                new Event.RunLost(facts.run, facts.attempt(1), 60_000),
                facts.started(2, Optional.of(1), 0, false));
        try (Reactor reactor = reactor()) {
            reactor.hear(heartbeat(facts, 1));
            reactor.hear(heartbeat(facts, 2));
            reactor.hear(heartbeat(facts, 3)); // its start may still be on its way
            turn(reactor, 0);
            assertThat(commands(facts)).singleElement().satisfies(command -> {
                assertThat(command.kind()).isEqualTo(Command.Kind.STOP);
                assertThat(command.attempt()).contains(facts.attempt(1));
            });
        }
    }

    @Test
    void a_program_is_lost_only_if_it_has_sent_heartbeats_and_is_never_offered() throws Exception {
        var silent = new Facts(UUID.randomUUID());
        var speaking = new Facts(UUID.randomUUID());
        for (Facts facts : List.of(silent, speaking)) {
            stack.sayAndAwait(facts.created(RunKind.EXTERNAL, Facts.spec(""), Optional.empty()), facts.started(1, 0));
        }
        try (Reactor reactor = reactor()) {
            turn(reactor, 0);
            reactor.hear(heartbeat(speaking, 1));
            for (long at = 1; at <= 76; at += 15) {
                turn(reactor, at * SECOND);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> state(speaking).equals("lost"));
            assertThat(state(silent)).isEqualTo("running");
            turn(reactor, 80 * SECOND);
            reactor.hear(heartbeat(speaking, 1));
            turn(reactor, 90 * SECOND);
            reactor.hear(heartbeat(speaking, 1));
            turn(reactor, 100 * SECOND);
            await().atMost(Duration.ofSeconds(30)).until(() -> state(speaking).equals("running"));
        }
        assertThat(offers(silent)).isEmpty();
        assertThat(offers(speaking)).isEmpty();
        assertThat(commands(speaking)).isEmpty();
    }
}
