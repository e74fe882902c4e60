package dev.hourglass.tracker.api;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.refused;
import static dev.hourglass.tracker.testing.Api.run;
import static dev.hourglass.tracker.testing.Api.upload;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.CheckpointFormat;
import dev.hourglass.checkpoint.ObserverStates;
import dev.hourglass.checkpoint.SystemState;
import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.data.Dataset;
import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.model.recurrent.DeepRecurrent;
import dev.hourglass.model.recurrent.DeltaRule;
import dev.hourglass.music.Composer;
import dev.hourglass.music.Note;
import dev.hourglass.spec.Spec;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import dev.hourglass.tracker.testing.Told;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A network that has learned a little, asked over HTTP. */
@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class ChoralesTest {

    private static final Spec SPEC = Facts.spec("");
    private static final Dataset DATA =
            new DataSource(new DataFolders(Optional.empty(), Optional.empty(), Path.of("nowhere"))).load(SPEC.data());
    private static final Checkpoint LEARNED = learned();

    @Inject
    Told told;

    @Inject
    Choir choir;

    private final Facts facts = new Facts(UUID.randomUUID());
    private final String chorale = run(facts.run) + "/checkpoints/40/chorale";

    @Test
    void what_is_sung_is_what_the_command_would_write() throws Exception {
        String sha256 = saved(bytes());
        JsonPath sung = get(chorale + "?chords=24&seed=5&temperature=0.7&piece=2&tempo=90");
        boolean[][] expected = Composer.of(SPEC, DATA, LEARNED, "memory")
                .compose(2, 24, Composer.chosenBy(LEARNED, OptionalLong.of(5), 0.7));
        assertThat(sung.getString("checkpoint")).isEqualTo(sha256);
        assertThat(sung.getInt("step")).isEqualTo(40);
        assertThat(sung.getInt("pieces")).isEqualTo(4);
        assertThat(sung.getInt("tempo")).isEqualTo(90);
        List<Note> notes = notes(sung);
        assertThat(notes).isEqualTo(Note.of(expected)).isNotEmpty();
        assertThat(get(chorale + "?chords=24&seed=5&temperature=0.7&piece=2").getList("notes"))
                .as("the same question")
                .isEqualTo(sung.getList("notes"));
        assertThat(get(run(facts.run) + "/checkpoints/" + sha256 + "/chorale?chords=9")
                        .getString("seed"))
                .as("the run's own stream")
                .isNull();

        Response file = given().get("/api/v1" + chorale + "?chords=24&seed=5&temperature=0.7&piece=2&format=midi");
        assertThat(file.contentType()).isEqualTo("audio/midi");
        assertThat(file.header("Content-Disposition")).contains(".mid\"");
        Sequence midi = MidiSystem.getSequence(new ByteArrayInputStream(file.asByteArray()));
        assertThat(midi.getTickLength()).isEqualTo(24L * midi.getResolution());
        // A beginning and an end each, and the title, the tempo, the instrument and the end of the track.
        assertThat(midi.getTracks()[0].size()).isEqualTo(2 * notes.size() + 4);
    }

    @Test
    void what_cannot_be_sung_says_why() throws IOException {
        saved(bytes());
        assertThat(detail(400, "?chords=513")).contains("chords", "1 to 512");
        assertThat(detail(400, "?temperature=-1")).contains("temperature", "0 to 10");
        assertThat(detail(400, "?temperature=NaN")).contains("temperature");
        assertThat(detail(400, "?piece=4")).contains("piece", "0 to 3");
        assertThat(detail(400, "?format=wav")).contains("json or midi");
        assertThat(refused(404, run(facts.run) + "/checkpoints/41/chorale").getString("detail"))
                .contains("41", "40");
    }

    @Test
    void a_blob_that_is_no_checkpoint_of_this_network_is_refused() {
        saved("no safetensors".getBytes(StandardCharsets.UTF_8));
        assertThat(detail(409, "")).contains("checkpoint");
    }

    @Test
    void whoever_comes_while_others_sing_is_asked_to_come_again() throws Exception {
        saved(bytes());
        int free = choir.places.drainPermits();
        try {
            Response busy = given().get("/api/v1" + chorale);
            assertThat(refused(503, busy).getString("title")).isEqualTo("Choir busy");
            assertThat(busy.header("Retry-After")).isNotNull();
        } finally {
            choir.places.release(free);
        }
        assertThat(get(chorale).getList("notes")).isNotEmpty();
        assertThat(choir.places.availablePermits())
                .as("given back after every song, and after one that failed")
                .isEqualTo(free)
                .isPositive();
    }

    @Test
    void whoever_comes_while_others_sing_waits_for_a_place_unless_many_do() throws Exception {
        saved(bytes());
        int free = choir.places.drainPermits();
        try (var listeners = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Response>> waiting = IntStream.range(0, Choir.MOST_WAITING)
                    .mapToObj(_ -> listeners.submit(() -> given().get("/api/v1" + chorale + "?chords=4")))
                    .toList();
            try {
                await().until(() -> choir.places.getQueueLength() == Choir.MOST_WAITING);
                refused(503, chorale);
            } finally {
                choir.places.release(free);
            }
            for (Future<Response> one : waiting) {
                assertThat(one.get().statusCode()).isEqualTo(200);
            }
        }
    }

    private String detail(int status, String query) {
        return refused(status, chorale + query).getString("detail");
    }

    private static List<Note> notes(JsonPath sung) {
        List<Integer> pitches = sung.getList("notes.pitch");
        List<Integer> starts = sung.getList("notes.start");
        List<Integer> quarters = sung.getList("notes.quarters");
        return IntStream.range(0, pitches.size())
                .mapToObj(i -> new Note(pitches.get(i), starts.get(i), quarters.get(i)))
                .toList();
    }

    private String saved(byte[] blob) {
        String sha256 = upload(blob);
        told.that(
                facts.created(),
                facts.started(1, 0),
                new Event.CheckpointSaved(
                        facts.run,
                        facts.origin(1, 1),
                        Facts.clock(40),
                        sha256,
                        blob.length,
                        "blobs/" + sha256,
                        CheckpointReason.PERIODIC));
        return sha256;
    }

    private static byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        CheckpointFormat.write(LEARNED, bytes);
        return bytes.toByteArray();
    }

    private static Checkpoint learned() {
        var streams = new RandomStreams(4);
        var network = new DeepRecurrent(
                DATA.sequences(),
                1,
                8,
                DeltaRule.STALE,
                Kernels.named("ejml").kernel(),
                streams.stream(Purpose.INITIAL_WEIGHTS));
        Sgd descent = Sgd.full(network, 0.02, streams.stream(Purpose.MINIBATCHES));
        for (int step = 0; step < 60; step++) {
            descent.step();
        }
        return new Checkpoint(40, 0.16, SystemState.of(network), Checkpoint.states(streams), ObserverStates.none(0));
    }
}
