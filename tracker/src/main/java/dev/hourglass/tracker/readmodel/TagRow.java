package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A tag of a run. */
@Entity
@Immutable
@Table(name = "tag")
@IdClass(TagRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class TagRow extends PanacheEntityBase {

    @Id
    public UUID run;

    @Id
    public String key;

    public String value;

    /** What names the row. */
    public record Key(UUID run, String key) {}
}
