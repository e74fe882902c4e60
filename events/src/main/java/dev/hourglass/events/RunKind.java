package dev.hourglass.events;

/** Who drives a run. */
public enum RunKind implements Word {
    /** A worker of ours, from the queue. */
    QUEUED("queued"),
    /** It ran without a tracker and its events were sent later: never queued, never lost. */
    PUBLISHED("published"),
    /** Somebody's own program, through the API: never queued, lost only if it sends heartbeats. */
    EXTERNAL("external");

    private final String word;

    RunKind(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
