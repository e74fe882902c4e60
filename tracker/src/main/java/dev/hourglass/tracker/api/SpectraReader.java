package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Spectra;
import dev.hourglass.tracker.readmodel.Columns;
import dev.hourglass.tracker.series.Axis;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads spectra. */
@Singleton
class SpectraReader {

    private final SnapshotReader snapshots;

    SpectraReader(SnapshotReader snapshots) {
        this.snapshots = snapshots;
    }

    List<Spectra.Summary> list(UUID run) throws SQLException {
        return snapshots.list(SnapshotReader.Kind.SPECTRUM, run).stream()
                .map(s -> new Spectra.Summary(s.name(), s.points(), s.firstStep(), s.lastStep(), s.size()))
                .toList();
    }

    Spectra read(UUID run, String matrix, Axis axis, int most) throws SQLException {
        var found = snapshots.read(SnapshotReader.Kind.SPECTRUM, run, matrix, axis, most);
        return new Spectra(
                matrix,
                axis.word(),
                found.points(),
                found.inheritedUntil(),
                found.steps(),
                found.taus(),
                found.wallMs(),
                found.xs(),
                found.kept().stream()
                        .map(s -> Columns.doubles(s.first(), s.size()))
                        .toArray(double[][]::new));
    }
}
