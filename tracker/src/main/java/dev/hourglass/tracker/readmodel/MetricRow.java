package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What a run's own values of one metric come to. */
@Entity
@Immutable
@Table(name = "run_metric")
@IdClass(MetricRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class MetricRow extends PanacheEntityBase {

    @Id
    public UUID run;

    @Id
    public String metric;

    @Column(name = "from_reference")
    public boolean fromReference;

    public @Nullable Double last;

    @Column(name = "last_step")
    public @Nullable Long lastStep;

    public @Nullable Double least;

    @Column(name = "least_step")
    public @Nullable Long leastStep;

    public @Nullable Double greatest;

    @Column(name = "greatest_step")
    public @Nullable Long greatestStep;

    public long points;

    /** A step at or below it does not increase. */
    @Column(name = "high_step")
    public long highStep;

    /** Such points; kept, the last value at a step wins. */
    @Column(name = "not_increasing")
    public long notIncreasing;

    /** What names the row. */
    public record Key(UUID run, String metric) {}
}
