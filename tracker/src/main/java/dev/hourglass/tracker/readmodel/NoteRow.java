package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What somebody wrote on a run. */
@Entity
@Immutable
@Table(name = "note")
@IdClass(NoteRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class NoteRow extends PanacheEntityBase {

    @Id
    public UUID run;

    @Id
    public UUID id;

    public String text;

    public String by;

    public Instant at;

    /** What names the row. */
    public record Key(UUID run, UUID id) {}
}
