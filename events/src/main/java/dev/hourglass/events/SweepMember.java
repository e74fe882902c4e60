package dev.hourglass.events;

import java.util.UUID;

/** @param index place among the sweep's combinations, from 0 */
public record SweepMember(UUID sweep, int index) {
    public SweepMember {
        Checks.notNegative("index", index);
    }
}
