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

/** What an attempt logged between two of its events. */
@Entity
@Immutable
@Table(name = "log_piece")
@IdClass(LogRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class LogRow extends PanacheEntityBase {

    @Id
    public UUID run;

    @Id
    public int number;

    @Id
    public long sequence;

    public long step;

    @Column(name = "logged_at")
    public Instant loggedAt;

    public String text;

    /** What names the row. */
    public record Key(UUID run, int number, long sequence) {}
}
