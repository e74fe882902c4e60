package dev.hourglass.tracker.door;

import java.time.Duration;
import java.util.Optional;

/** The door as a test wants it, without Quarkus. */
public final class Doors {

    private Doors() {}

    public static Admission signInRequired() {
        return admission("127.0.0.1", Optional.of(SignIn.REQUIRED));
    }

    static Admission admission(String host, Optional<SignIn> signIn) {
        return new Admission(host, config(signIn, ""));
    }

    public static DoorConfig config(String firstTokenFile) {
        return config(Optional.empty(), firstTokenFile);
    }

    private static DoorConfig config(Optional<SignIn> signIn, String firstTokenFile) {
        return new DoorConfig() {
            @Override
            public Optional<SignIn> signIn() {
                return signIn;
            }

            @Override
            public String firstTokenFile() {
                return firstTokenFile;
            }

            @Override
            public Duration streamLife() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Limits limits() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
