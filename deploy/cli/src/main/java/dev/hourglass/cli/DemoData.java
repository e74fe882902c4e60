package dev.hourglass.cli;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.DatasetDownload;
import dev.hourglass.data.DatasetFile;
import dev.hourglass.data.DatasetStatus;
import dev.hourglass.spec.Spec.DataSpec;
import java.time.Duration;

/**
 * The chorales if they can be had, else generated ones.
 *
 * @param name of the dataset, as a spec names it
 * @param why how it came to this one, for people
 */
record DemoData(DataFolders folders, String name, String why) {

    private static final String BACH = DatasetFile.JSB_CHORALES.name();
    private static final long SEED = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Looks, does not download. */
    static DemoData find(DataFolders folders) {
        return switch (new DataSource(folders).check().getFirst()) {
            case DatasetStatus.Whole whole ->
                new DemoData(folders, BACH, whole.path().toString());
            case DatasetStatus.Absent _ -> synthetic(folders, "the chorales are in no data folder");
            case DatasetStatus.Damaged damaged -> synthetic(folders, damaged.path() + " is damaged");
            case DatasetStatus.Unreadable unreadable -> synthetic(folders, unreadable.path() + " cannot be read");
        };
    }

    /** Looks, then tries to download into the user's data folder. */
    static DemoData findOrFetch(DataFolders folders) throws InterruptedException {
        DemoData found = find(folders);
        if (found.name.equals(BACH)) {
            return found;
        }
        try {
            new DatasetDownload(DatasetDownload.PUBLIC_HOST, PATIENCE)
                    .fetch(DatasetFile.JSB_CHORALES, folders.user(), (bytes, total) -> {});
            return find(folders);
        } catch (DataException e) {
            return synthetic(folders, found.why + ", and cannot be fetched (" + e.getMessage() + ")");
        }
    }

    Dataset dataset(int chorales) {
        return new DataSource(folders)
                .load(
                        name.equals(BACH)
                                ? new DataSpec.JsbChorales(chorales)
                                : new DataSpec.SyntheticChorales(chorales, SEED));
    }

    private static DemoData synthetic(DataFolders folders, String why) {
        return new DemoData(folders, DataSpec.SyntheticChorales.KIND, why);
    }
}
