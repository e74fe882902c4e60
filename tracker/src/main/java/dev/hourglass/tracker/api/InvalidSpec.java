package dev.hourglass.tracker.api;

import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.tracker.door.Problem;
import dev.hourglass.tracker.door.Refusal;
import java.util.List;
import java.util.Optional;

/** A spec that cannot be run, with everything that is wrong with it. */
final class InvalidSpec extends Refusal {

    private static final long serialVersionUID = 1;

    private final transient List<Problem.At> problems;

    InvalidSpec(String source, List<Problem.At> problems) {
        super(
                400,
                "Invalid spec",
                problems.size() == 1
                        ? source + ", " + text(problems.getFirst())
                        : source + " has " + problems.size() + " problems");
        this.problems = List.copyOf(problems);
    }

    /** @param text whether the spec came as text, whose lines mean something to the caller */
    static InvalidSpec of(InvalidSpecException e, String source, boolean text) {
        return new InvalidSpec(
                source,
                e.problems().stream()
                        .map(p -> new Problem.At(
                                p.path(), text && p.line() > 0 ? Optional.of(p.line()) : Optional.empty(), p.message()))
                        .toList());
    }

    private static String text(Problem.At problem) {
        return problem.line().map(line -> "line " + line + ": ").orElse("")
                + (problem.path().isEmpty() ? "" : problem.path() + ": ")
                + problem.message();
    }

    @Override
    public List<Problem.At> problems() {
        return problems;
    }
}
