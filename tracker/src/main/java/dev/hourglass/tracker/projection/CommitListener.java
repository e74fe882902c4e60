package dev.hourglass.tracker.projection;

/** Hears of each batch once it is in the read model for good; a crash may lose the news, never the batch. */
@FunctionalInterface
interface CommitListener {
    void committed(int partition, long nextOffset, Changes changes);
}
