package dev.hourglass.data;

import dev.hourglass.spec.Spec.DataSpec;
import java.util.List;

/**
 * A dataset that is one file, and how to know it.
 *
 * @param name as a spec names it
 * @param path below a data folder, with {@code /}
 * @param sha256 of the file's bytes, lower-case hex
 * @param source its path below the download host: pinned to a commit, so that it cannot change
 * @param about one line for people: what it is and whose
 */
public record DatasetFile(String name, String path, String sha256, String source, String about) {

    public static final DatasetFile JSB_CHORALES = new DatasetFile(
            DataSpec.JsbChorales.KIND,
            "jsb/jsb-chorales-quarter.json",
            "2db9329f1881a1d3f49703ec556bf1d6f84b4f6c1d702c156536e93cf31e1c91",
            "czhuang/JSB-Chorales-dataset/9a7f733ddb4ed91f48da64ac7f0f621c34aadd4d/jsb-chorales-quarter.json",
            "J. S. Bach's chorales in quarter notes, split of Boulanger-Lewandowski, Bengio and Vincent (2012)");

    /** All that can be fetched. */
    public static final List<DatasetFile> ALL = List.of(JSB_CHORALES);

    /** @throws UnknownDatasetException if no file has this name */
    public static DatasetFile named(String name) {
        return ALL.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownDatasetException(
                        name, ALL.stream().map(DatasetFile::name).toList()));
    }
}
