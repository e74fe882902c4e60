package dev.hourglass.tracker.readmodel;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A run as the events up to now made it. */
@Entity
@Immutable
@Table(name = "run")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class RunRow extends PanacheEntityBase {

    @Id
    public UUID id;

    @Column(name = "log_partition")
    public int logPartition;

    /** Of its RunCreated. */
    @Column(name = "log_offset")
    public long logOffset;

    public String name;

    public String experiment;

    /** Queued, published, external. */
    public String kind;

    /** Queued, running, pausing, paused, cancelling, lost, completed, failed, cancelled. */
    public String state;

    @Column(name = "state_reason")
    public @Nullable String stateReason;

    @Basic(fetch = FetchType.LAZY)
    @Column(name = "stack_trace")
    public @Nullable String stackTrace;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "created_by")
    public String createdBy;

    @Column(name = "updated_at")
    public Instant updatedAt;

    public @Nullable UUID parent;

    @Column(name = "parent_attempt")
    public @Nullable UUID parentAttempt;

    @Column(name = "parent_step")
    public @Nullable Long parentStep;

    @Column(name = "parent_tau")
    public @Nullable Double parentTau;

    @Column(name = "parent_checkpoint")
    public @Nullable String parentCheckpoint;

    public @Nullable UUID sweep;

    @Column(name = "sweep_index")
    public @Nullable Integer sweepIndex;

    /** Canonical JSON. Long, as a stack trace is, and not for lists: it is read where a transaction asks for it. */
    @Basic(fetch = FetchType.LAZY)
    public String spec;

    @Column(name = "spec_sha256")
    public String specSha256;

    /** The spec flattened: {"system.width": 30, ...}. */
    @JdbcTypeCode(SqlTypes.JSON)
    public String params;

    /** How far: last point, checkpoint or end. */
    public long step;

    public double tau;

    @Column(name = "current_attempt")
    public @Nullable UUID currentAttempt;

    public int attempts;

    /** RunLost since it was last queued by a person. */
    public int losses;

    /** CheckpointRequested and not yet answered. */
    @Column(name = "checkpoint_asked")
    public boolean checkpointAsked;

    /** Of attempts that are not, or were never, the current one. */
    @Column(name = "refused_events")
    public long refusedEvents;

    public boolean archived;

    @Column(name = "trashed_at")
    public @Nullable Instant trashedAt;

    @Column(name = "purged_at")
    public @Nullable Instant purgedAt;

    @Column(name = "purged_by")
    public @Nullable String purgedBy;

    /** Of a purged run: branches created later inherit nothing of it. */
    @Column(name = "inherit_until")
    public @Nullable Instant inheritUntil;

    /** How many events of people's keeping changed it. */
    public long revision;
}
