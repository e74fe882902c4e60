package dev.hourglass.checkpoint;

import dev.hourglass.engine.RandomStreams.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/**
 * A checkpoint as a safetensors file.
 *
 * <table>
 * <caption>Names in the file; matrices are F64, rows x columns, a vector is a matrix of one column</caption>
 * <tr><td>{@code J0}, {@code M0}, {@code K}, {@code W}, {@code h0}</td><td>the weights, as the system names them</td></tr>
 * <tr><td>{@code buffer.NAME}</td><td>what else the next gradient depends on, as the system names it (stale deltas)</td></tr>
 * <tr><td>{@code random.PURPOSE}</td><td>U8: a random stream's state; the purpose in lower case with hyphens</td></tr>
 * <tr><td>{@code reference.J0} ...</td><td>the weights at the branch point, if something is measured from them</td></tr>
 * <tr><td>{@code observer.NAME}</td><td>what an observer remembers</td></tr>
 * </table>
 *
 * The metadata are {@code format} ({@value #FORMAT}), {@code step}, {@code tau} (the shortest decimal that gives the same double)
 * and {@code since} (the step of the branch point). Nothing of the run, the attempt or the machine: equal states of several runs
 * are one file.
 */
public final class CheckpointFormat {

    public static final String FORMAT = "hourglass checkpoint 1";

    private static final String BUFFER = "buffer.";
    private static final String RANDOM = "random.";
    private static final String REFERENCE = "reference.";
    private static final String OBSERVER = "observer.";

    private CheckpointFormat() {}

    /** Equal checkpoints give equal bytes. The stream is neither flushed nor closed. */
    public static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
        var tensors = new ArrayList<Tensor>();
        checkpoint.system().weights().forEach((name, matrix) -> tensors.add(weight(name, matrix)));
        checkpoint.system().buffers().forEach((name, matrix) -> tensors.add(tensor(BUFFER + name, matrix)));
        checkpoint.observers().reference().forEach((name, matrix) -> tensors.add(tensor(REFERENCE + name, matrix)));
        checkpoint.observers().states().forEach((name, matrix) -> tensors.add(tensor(OBSERVER + name, matrix)));
        checkpoint
                .random()
                .forEach((purpose, state) ->
                        tensors.add(new Tensor.U8(RANDOM + name(purpose), List.of(state.length), state)));
        Map<String, String> metadata = Map.of(
                "format", FORMAT,
                "step", Long.toString(checkpoint.step()),
                "tau", Double.toString(checkpoint.tau()),
                "since", Long.toString(checkpoint.observers().since()));
        SafetensorsWriter.write(Safetensors.of(metadata, tensors), out);
    }

    /**
     * @param in read to its end, so that a blob's own check of its hash runs too; not closed
     * @param file what errors call it
     * @throws DamagedCheckpointException if it is no whole checkpoint
     */
    public static Checkpoint read(InputStream in, String file) throws IOException {
        return new Reading(SafetensorsReader.read(in, file), file).checkpoint();
    }

    private static Tensor weight(String name, DMatrixRMaj matrix) {
        if (List.of(BUFFER, RANDOM, REFERENCE, OBSERVER).stream().anyMatch(name::startsWith)) {
            throw new IllegalArgumentException("weights named " + name + " would be taken for something else");
        }
        return tensor(name, matrix);
    }

    private static Tensor tensor(String name, DMatrixRMaj matrix) {
        return new Tensor.F64(name, List.of(matrix.numRows, matrix.numCols), matrix.data);
    }

    private static String name(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Sorts a file's tensors by the prefixes of their names. */
    private static final class Reading {

        private final Safetensors content;
        private final String file;
        private final SequencedMap<String, DMatrixRMaj> weights = new LinkedHashMap<>();
        private final SequencedMap<String, DMatrixRMaj> buffers = new LinkedHashMap<>();
        private final SequencedMap<String, DMatrixRMaj> reference = new LinkedHashMap<>();
        private final SequencedMap<String, DMatrixRMaj> observers = new LinkedHashMap<>();
        private final Map<Purpose, byte[]> random = new EnumMap<>(Purpose.class);

        Reading(Safetensors content, String file) {
            this.content = content;
            this.file = file;
        }

        Checkpoint checkpoint() {
            if (!FORMAT.equals(content.metadata().get("format"))) {
                throw damaged("format is " + content.metadata().get("format") + ", not " + FORMAT, "metadata format");
            }
            for (Tensor tensor : content.tensors().values()) {
                String name = tensor.name();
                if (name.startsWith(RANDOM)) {
                    random.put(purpose(name.substring(RANDOM.length())), bytes(tensor));
                } else if (name.startsWith(BUFFER)) {
                    buffers.put(name.substring(BUFFER.length()), matrix(tensor));
                } else if (name.startsWith(REFERENCE)) {
                    reference.put(name.substring(REFERENCE.length()), matrix(tensor));
                } else if (name.startsWith(OBSERVER)) {
                    observers.put(name.substring(OBSERVER.length()), matrix(tensor));
                } else {
                    weights.put(name, matrix(tensor));
                }
            }
            if (random.size() != Purpose.values().length) {
                throw damaged("it has the random streams " + random.keySet() + " alone", "tensors " + RANDOM + "*");
            }
            return new Checkpoint(
                    wholeNumber("step"),
                    tau(),
                    new SystemState(weights, buffers),
                    random,
                    new ObserverStates(wholeNumber("since"), reference, observers));
        }

        private Purpose purpose(String name) {
            for (Purpose purpose : Purpose.values()) {
                if (name(purpose).equals(name)) {
                    return purpose;
                }
            }
            throw damaged("there is no random stream of this purpose", "tensor " + RANDOM + name);
        }

        private byte[] bytes(Tensor tensor) {
            if (tensor instanceof Tensor.U8 bytes) {
                return bytes.values();
            }
            throw damaged(tensor.type() + " where U8 is due", "tensor " + tensor.name());
        }

        private DMatrixRMaj matrix(Tensor tensor) {
            if (tensor instanceof Tensor.F64 doubles && doubles.shape().size() == 2) {
                return Matrices.of(doubles);
            }
            throw damaged(
                    tensor.type() + " of shape " + tensor.shape() + " where an F64 matrix is due",
                    "tensor " + tensor.name());
        }

        private long wholeNumber(String key) {
            try {
                long number = Long.parseLong(text(key));
                if (number >= 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below, with what stands there.
            }
            throw damaged("'" + text(key) + "' is no whole number from 0", "metadata " + key);
        }

        private double tau() {
            try {
                return Double.parseDouble(text("tau"));
            } catch (NumberFormatException e) {
                throw new DamagedCheckpointException(file, "'" + text("tau") + "' is no number", "metadata tau", e);
            }
        }

        private String text(String key) {
            String text = content.metadata().get(key);
            if (text == null) {
                throw damaged("it is missing", "metadata " + key);
            }
            return text;
        }

        private DamagedCheckpointException damaged(String what, String where) {
            return new DamagedCheckpointException(file, what, where);
        }
    }
}
