package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Problem;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.search.BadTextException;
import java.util.Optional;

/** A filter or an order that is not of their language; the place in the text is part of the answer. */
final class BadSearchText extends Refusal {

    private static final long serialVersionUID = 1;

    private final transient Problem.Place place;

    /** @param name of the query parameter */
    BadSearchText(String name, BadTextException wrong) {
        super(400, "Bad " + name, name + ", " + wrong.getMessage());
        place = new Problem.Place(name, wrong.column(), wrong.piece(), wrong.expected());
    }

    @Override
    public Optional<Problem.Place> place() {
        return Optional.of(place);
    }
}
