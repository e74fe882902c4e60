package dev.hourglass.tracker.door;

import java.util.Collection;

/** A query parameter that means nothing here: a misspelt filter must not silently show everything. */
final class UnknownParameter extends Refusal {

    private static final long serialVersionUID = 1;

    UnknownParameter(Collection<String> names, Collection<String> known) {
        super(
                400,
                "Unknown parameter",
                "no query parameter " + String.join(", ", names) + " here"
                        + (known.isEmpty() ? "; this path takes none" : ", only " + String.join(", ", known)));
    }
}
