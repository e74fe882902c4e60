package dev.hourglass.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers within bounds, so that a wrong one is wrong usage. */
abstract class WholeNumber implements ITypeConverter<Integer> {

    private final int least;
    private final int most;

    WholeNumber(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public final Integer convert(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is out of bounds.
        }
        throw new TypeConversionException("'" + value + "' is no whole number from " + least + " to " + most);
    }

    /** A port; 0 is a free one. */
    static final class Port extends WholeNumber {
        Port() {
            super(0, 65_535);
        }
    }

    static final class Points extends WholeNumber {
        Points() {
            super(1, 1_000_000_000);
        }
    }

    static final class Workers extends WholeNumber {
        Workers() {
            super(0, 1_000);
        }
    }
}
