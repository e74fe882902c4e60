package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** An experiment that is shown by another title than its name. */
@Entity
@Immutable
@Table(name = "experiment")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class ExperimentRow extends PanacheEntityBase {

    /** As runs name it. */
    @Id
    public String name;

    public String title;

    @Column(name = "renamed_by")
    public String renamedBy;

    @Column(name = "renamed_at")
    public Instant renamedAt;
}
