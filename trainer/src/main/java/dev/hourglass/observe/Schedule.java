package dev.hourglass.observe;

import dev.hourglass.spec.Spec.Recording;

/**
 * Steps at which something is done, counted from the start of a run or its branch point; 0 is always one of them. A schedule has
 * no state: whoever resumes needs only to know where the counting began.
 */
public sealed interface Schedule {

    boolean contains(long step);

    /** The first step of the schedule after {@code step}. */
    long after(long step);

    /** The one that a spec asks for. */
    static Schedule of(Recording recording) {
        return recording.everySteps().isPresent()
                ? new Every(recording.everySteps().getAsLong())
                : new LogSpaced(recording.perDecade().orElseThrow());
    }

    /** 0, n, 2n, ... */
    record Every(long steps) implements Schedule {
        public Every {
            if (steps < 1) {
                throw new IllegalArgumentException("every " + steps + " steps; the distance must be at least 1");
            }
        }

        @Override
        public boolean contains(long step) {
            return step % steps == 0;
        }

        @Override
        public long after(long step) {
            return step < 0 ? 0 : (step / steps + 1) * steps;
        }
    }

    /**
     * 0, and 10^(k/n) rounded, k = 0, 1, 2, ...: every step at first, later n of them a decade.
     *
     * @param perDecade n
     */
    record LogSpaced(long perDecade) implements Schedule {
        public LogSpaced {
            if (perDecade < 1) {
                throw new IllegalArgumentException(perDecade + " points a decade; there must be at least 1");
            }
        }

        @Override
        public boolean contains(long step) {
            return step == 0 || step > 0 && after(step - 1) == step;
        }

        @Override
        public long after(long step) {
            if (step < 1) {
                return step < 0 ? 0 : 1;
            }
            // One below the k of the step itself, so that an error of the logarithm's last digit does no harm.
            long k = Math.max(0, (long) Math.floor(perDecade * StrictMath.log10(step)) - 1);
            while (point(k) <= step) {
                k++;
            }
            return point(k);
        }

        /** StrictMath: the schedule is part of what a run is, and must be the same on every machine. */
        private long point(long k) {
            return Math.round(StrictMath.pow(10, (double) k / perDecade));
        }
    }
}
