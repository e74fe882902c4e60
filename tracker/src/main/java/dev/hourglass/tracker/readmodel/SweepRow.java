package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A group of runs made from one spec with lists. */
@Entity
@Immutable
@Table(name = "sweep")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class SweepRow extends PanacheEntityBase {

    @Id
    public UUID id;

    public String experiment;

    public String spec;

    public int members;

    @Column(name = "created_by")
    public String createdBy;

    @Column(name = "created_at")
    public Instant createdAt;
}
