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
import org.jspecify.annotations.Nullable;

/** One execution of a run. */
@Entity
@Immutable
@Table(name = "attempt")
@IdClass(AttemptRow.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
public class AttemptRow extends PanacheEntityBase {

    @Id
    public UUID run;

    @Id
    public UUID id;

    /** By its order in the log, from 1. */
    public int number;

    public @Nullable UUID follows;

    /** By the worker's clock. */
    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "ended_at")
    public @Nullable Instant endedAt;

    /** Paused, completed, failed, cancelled, lost, superseded. */
    @Column(name = "ended_as")
    public @Nullable String endedAs;

    @Column(name = "from_step")
    public long fromStep;

    @Column(name = "from_tau")
    public double fromTau;

    public @Nullable String checkpoint;

    /** What earlier attempts recorded beyond it no longer counts; -1: all of it. */
    @Column(name = "resume_step")
    public long resumeStep;

    @Column(name = "last_step")
    public long lastStep;

    @Column(name = "last_tau")
    public double lastTau;

    /** Own data beyond it no longer count; null: all count. */
    @Column(name = "superseded_from")
    public @Nullable Long supersededFrom;

    @Column(name = "last_sequence")
    public long lastSequence;

    @Column(name = "refused_events")
    public long refusedEvents;

    /** Numbers that never came. */
    public long gaps;

    /** Numbers that came again and were ignored. */
    public long repeated;

    @Column(name = "engine_version")
    public String engineVersion;

    @Column(name = "git_commit")
    public String gitCommit;

    @Column(name = "data_name")
    public String dataName;

    @Column(name = "data_sha256")
    public String dataSha256;

    public String jvm;

    public String os;

    public String cpu;

    public String kernel;

    public int threads;

    public String worker;

    /** What names the row. */
    public record Key(UUID run, UUID id) {}
}
