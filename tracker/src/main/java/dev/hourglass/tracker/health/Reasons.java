package dev.hourglass.tracker.health;

import dev.hourglass.tracker.door.Admission;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * How much health tells. Probes have no token, so it stands before the door: where people sign in it says codes and positions
 * alone, because the words of a database can hold what a run has said.
 */
@Singleton
final class Reasons {

    private static final String ELSEWHERE = "; why is in the tracker's log, and for who signs in at /api/v1/projection";

    private final Admission admission;

    Reasons(Admission admission) {
        this.admission = admission;
    }

    /**
     * @param code what anybody may know
     * @param words what happened, with whatever stands in it
     */
    void tell(HealthCheckResponseBuilder answer, String key, String code, String words) {
        answer.withData(key, admission.isOpen() ? words : code + ELSEWHERE);
    }

    /** What only those may know who are let in. */
    void whisper(HealthCheckResponseBuilder answer, String key, String words) {
        if (admission.isOpen()) {
            answer.withData(key, words);
        }
    }
}
