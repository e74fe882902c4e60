package dev.hourglass.tracker.door;

import java.sql.SQLException;

/** Tells who stands behind a secret. */
public interface Credentials {

    /** What somebody showed at the door. */
    sealed interface Shown {
        String secret();

        /** Header {@code Authorization: Bearer}. */
        record Token(String secret) implements Shown {
            @Override
            public String toString() {
                return "a token"; // a secret never gets into a log
            }
        }

        /** The cookie of a browser that has signed in. */
        record Session(String secret) implements Shown {
            @Override
            public String toString() {
                return "a session";
            }
        }
    }

    /** @return a person, or what is wrong with what was shown */
    Found find(Shown shown) throws SQLException;

    /** What came of it. */
    sealed interface Found {
        record Somebody(Visitor visitor) implements Found {}

        /** @param why for people, to follow "the token" or "the session" */
        record Nobody(String why) implements Found {}
    }
}
