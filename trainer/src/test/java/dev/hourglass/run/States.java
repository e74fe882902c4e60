package dev.hourglass.run;

import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.CheckpointFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.ejml.data.DMatrixRMaj;

/** The part of a checkpoint that decides how a run goes on, in a form that compares to the bit. */
record States(
        long step,
        long tau,
        Map<String, List<Long>> weights,
        Map<String, List<Long>> buffers,
        Map<String, String> random) {

    static States read(Laboratory laboratory, UUID run, long step) {
        return of(checkpoint(laboratory, laboratory.checkpoint(run, step).sha256()));
    }

    static Checkpoint checkpoint(Laboratory laboratory, String sha256) {
        try (InputStream in = laboratory.blobs.read(sha256)) {
            return CheckpointFormat.read(in, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static States of(Checkpoint checkpoint) {
        var random = new TreeMap<String, String>();
        checkpoint.random().forEach((purpose, state) -> random.put(purpose.name(), Arrays.toString(state)));
        return new States(
                checkpoint.step(),
                Double.doubleToRawLongBits(checkpoint.tau()),
                bits(checkpoint.system().weights()),
                bits(checkpoint.system().buffers()),
                random);
    }

    private static Map<String, List<Long>> bits(Map<String, DMatrixRMaj> matrices) {
        var bits = new TreeMap<String, List<Long>>();
        matrices.forEach((name, matrix) -> {
            var values = new ArrayList<Long>();
            for (double value : matrix.data) {
                values.add(Double.doubleToRawLongBits(value));
            }
            bits.put(name, values);
        });
        return bits;
    }
}
