package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What somebody asked of a run, or of an experiment, by the id of its event. */
@Entity
@Immutable
@Table(name = "asked")
@IdClass(AskedRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class AskedRow extends PanacheEntityBase {

    @Id
    public UUID subject;

    @Id
    public UUID event;

    /** The event record's name. */
    public String type;

    /** What names the row. */
    public record Key(UUID subject, UUID event) {}
}
