package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A state that an attempt saved. */
@Entity
@Immutable
@Table(name = "checkpoint")
@IdClass(CheckpointRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class CheckpointRow extends PanacheEntityBase {

    @Id
    public UUID run;

    @Id
    public UUID attempt;

    @Id
    public long sequence;

    /** The attempt's. */
    public int number;

    public String sha256;

    public long step;

    public double tau;

    @Column(name = "saved_at")
    public Instant savedAt;

    public long bytes;

    public String location;

    /** Periodic, waiting-time, final, on-demand. */
    public String reason;

    /** What names the row. */
    public record Key(UUID run, UUID attempt, long sequence) {}
}
