package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Refusal;

/** What can be wrong with a request that concerns settings. Each says what to do about it. */
final class Refusals {

    private Refusals() {}

    /** A body or parameter that means nothing here. */
    static final class BadSetting extends Refusal {
        private static final long serialVersionUID = 1;

        BadSetting(String message) {
            super(400, "Bad setting", message);
        }
    }

    /** The settings as they are do not allow it. */
    static final class Conflict extends Refusal {
        private static final long serialVersionUID = 1;

        Conflict(String message) {
            super(409, "Conflict", message);
        }
    }

    /** Nobody, or nothing, of this id. */
    static final class NotThere extends Refusal {
        private static final long serialVersionUID = 1;

        NotThere(String message) {
            super(404, "Not there", message);
        }
    }

    /** What was shown to sign in with is worth nothing. */
    static final class CannotSignIn extends Refusal {
        private static final long serialVersionUID = 1;

        CannotSignIn(String message) {
            super(401, "Cannot sign in", message);
        }
    }

    /** One's own is allowed, others' is for admins. */
    static final class NotYours extends Refusal {
        private static final long serialVersionUID = 1;

        NotYours(String message) {
            super(403, "Not yours", message);
        }
    }
}
