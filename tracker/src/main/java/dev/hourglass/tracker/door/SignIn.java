package dev.hourglass.tracker.door;

/** Whether people must say who they are. */
public enum SignIn {
    /** Everybody who reaches the tracker may do everything; only where that is this machine alone. */
    OPEN,
    /** With a token, or in a browser with a session that began with one. */
    REQUIRED
}
