package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** Where one partition of the log is projected to. */
@Entity
@Immutable
@Table(name = "projection_offset")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class OffsetRow extends PanacheEntityBase {

    @Id
    public int partition;

    @Column(name = "next_offset")
    public long nextOffset;

    @Column(name = "topic_id")
    public String topicId;

    /** Records applied, dead letters included. */
    public long events;

    @Column(name = "dead_letters")
    public long deadLetters;
}
