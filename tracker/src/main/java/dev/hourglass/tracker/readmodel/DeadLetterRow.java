package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A record that could not be applied. */
@Entity
@Immutable
@Table(name = "dead_letter")
@IdClass(DeadLetterRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class DeadLetterRow extends PanacheEntityBase {

    @Id
    public int partition;

    @Id
    @Column(name = "log_offset")
    public long logOffset;

    /** The record's own. */
    public Instant time;

    public @Nullable String key;

    public String reason;

    public int bytes;

    /** What names the row. */
    public record Key(int partition, long logOffset) {}
}
