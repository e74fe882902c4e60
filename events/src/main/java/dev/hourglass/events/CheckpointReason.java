package dev.hourglass.events;

/** Why a checkpoint was written. */
public enum CheckpointReason implements Word {
    PERIODIC("periodic"),
    WAITING_TIME("waiting-time"),
    FINAL("final"),
    ON_DEMAND("on-demand");

    private final String word;

    CheckpointReason(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
