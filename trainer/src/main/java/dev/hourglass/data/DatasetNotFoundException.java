package dev.hourglass.data;

/** A dataset's file is in none of the places where data are looked for. */
public final class DatasetNotFoundException extends DataException {

    DatasetNotFoundException(DatasetFile file, DataFolders folders) {
        super("""
                The dataset %s (file %s) is in none of the places where data are looked for:
                  --data DIR:              %s
                  HOURGLASS_DATA:          %s
                  the user's data folder:  %s
                Get it with: hourglass data fetch %s""".formatted(
                        file.name(),
                        file.path(),
                        folders.option().map(Object::toString).orElse("(not given)"),
                        folders.variable().map(Object::toString).orElse("(not set)"),
                        folders.user(),
                        file.name()));
    }
}
