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

/** An attempt whose start was refused, or that spoke without one. */
@Entity
@Immutable
@Table(name = "refused_attempt")
@IdClass(RefusedAttemptRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RefusedAttemptRow extends PanacheEntityBase {

    @Id
    public UUID run;

    @Id
    public UUID attempt;

    @Column(name = "first_at")
    public Instant firstAt;

    public long events;

    /** What names the row. */
    public record Key(UUID run, UUID attempt) {}
}
