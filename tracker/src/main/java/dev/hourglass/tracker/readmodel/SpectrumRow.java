package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Ordered values of one matrix at one step; {@code vals} is packed, see {@code Columns}. */
@Entity
@Immutable
@Table(name = "spectrum")
@IdClass(SpectrumRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class SpectrumRow extends PanacheEntityBase {

    @Id
    public UUID run;

    @Id
    public String matrix;

    @Id
    public int number;

    @Id
    public long sequence;

    public long step;

    public double tau;

    @Column(name = "wall_ms")
    public long wallMs;

    public int size;

    /** Largest first, packed. */
    public byte[] vals;

    /** What names the row. */
    public record Key(UUID run, String matrix, int number, long sequence) {}
}
