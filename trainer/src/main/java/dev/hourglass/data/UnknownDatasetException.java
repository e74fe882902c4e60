package dev.hourglass.data;

import java.util.List;

/** A name that is no dataset's. */
public final class UnknownDatasetException extends DataException {

    UnknownDatasetException(String name, List<String> known) {
        super("There is no dataset named '" + name + "'; known are " + String.join(", ", known));
    }
}
