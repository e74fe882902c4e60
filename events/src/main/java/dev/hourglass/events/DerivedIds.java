package dev.hourglass.events;

import dev.hourglass.blob.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that follow from what they name, so that creating a thing again after a crash creates nothing new. UUIDs of version 8
 * (RFC 9562, 5.8): the first 128 bits of the SHA-256 of the name, less the six that tell version and variant.
 */
public final class DerivedIds {

    private DerivedIds() {}

    /** The branch that a run's waiting time creates. */
    public static UUID waitingTimeBranch(UUID parent, long step) {
        return derive("waiting-time/" + parent + "/" + step);
    }

    public static UUID sweepMember(UUID sweep, int index) {
        return derive("sweep/" + sweep + "/" + index);
    }

    /** What events of an experiment have as their subject. */
    public static UUID experiment(String name) {
        return derive("experiment/" + name);
    }

    /** The event a worker published as number {@code sequence} of its attempt. */
    public static UUID eventOf(Origin origin) {
        return derive("event/" + origin.attempt() + "/" + origin.sequence());
    }

    /** @param name what the id stands for; equal names give equal ids */
    public static UUID derive(String name) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.digest().digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
