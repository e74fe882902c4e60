package dev.hourglass.events.codec;

import com.google.protobuf.Message;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Provenance;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.SweepMember;
import dev.hourglass.events.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Records to protobuf messages and back. Reading checks every value: the records are valid by construction. */
final class Payloads {

    private Payloads() {}

    static Message toProto(Event event) {
        return switch (event) { // no default: a new kind of event must stop the build here
            case Event.RunCreated e -> created(e);
            case Event.SweepCreated e ->
                dev.hourglass.events.codec.proto.SweepCreated.newBuilder()
                        .setExperiment(e.experiment())
                        .setSpec(e.spec())
                        .setMembers(e.members())
                        .setBy(e.by())
                        .build();
            case Event.AttemptStarted e -> started(e);
            case Event.MetricsRecorded e -> metrics(e);
            case Event.SpectrumRecorded e ->
                dev.hourglass.events.codec.proto.SpectrumRecorded.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setMatrix(e.matrix())
                        .addAllValues(DoubleStream.of(e.values()).boxed().toList())
                        .build();
            case Event.DistributionRecorded e ->
                dev.hourglass.events.codec.proto.DistributionRecorded.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setName(e.name())
                        .addAllEdges(DoubleStream.of(e.edges()).boxed().toList())
                        .addAllCounts(LongStream.of(e.counts()).boxed().toList())
                        .build();
            case Event.CurveRecorded e ->
                dev.hourglass.events.codec.proto.CurveRecorded.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setName(e.name())
                        .addAllXs(DoubleStream.of(e.xs()).boxed().toList())
                        .addAllYs(DoubleStream.of(e.ys()).boxed().toList())
                        .build();
            case Event.LogRecorded e ->
                dev.hourglass.events.codec.proto.LogRecorded.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setText(e.text())
                        .build();
            case Event.CheckpointSaved e ->
                dev.hourglass.events.codec.proto.CheckpointSaved.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setSha256(e.sha256())
                        .setBytes(e.bytes())
                        .setLocation(e.location())
                        .setReason(e.reason().word())
                        .build();
            case Event.RunPaused e ->
                dev.hourglass.events.codec.proto.RunPaused.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setReason(e.reason())
                        .build();
            case Event.RunCompleted e ->
                dev.hourglass.events.codec.proto.RunCompleted.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setReason(e.reason())
                        .build();
            case Event.RunFailed e ->
                dev.hourglass.events.codec.proto.RunFailed.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setReason(e.reason())
                        .setStackTrace(e.stackTrace())
                        .build();
            case Event.RunCancelled e ->
                dev.hourglass.events.codec.proto.RunCancelled.newBuilder()
                        .setOrigin(origin(e.origin()))
                        .setClock(clock(e.clock()))
                        .setReason(e.reason())
                        .build();
            case Event.PauseRequested e ->
                dev.hourglass.events.codec.proto.PauseRequested.newBuilder()
                        .setBy(e.by())
                        .build();
            case Event.ResumeRequested e ->
                dev.hourglass.events.codec.proto.ResumeRequested.newBuilder()
                        .setBy(e.by())
                        .build();
            case Event.CancelRequested e ->
                dev.hourglass.events.codec.proto.CancelRequested.newBuilder()
                        .setBy(e.by())
                        .build();
            case Event.CheckpointRequested e ->
                dev.hourglass.events.codec.proto.CheckpointRequested.newBuilder()
                        .setBy(e.by())
                        .build();
            case Event.RunLost e ->
                dev.hourglass.events.codec.proto.RunLost.newBuilder()
                        .setAttempt(e.attempt().toString())
                        .setSilentMs(e.silentMs())
                        .build();
            case Event.RunFound e ->
                dev.hourglass.events.codec.proto.RunFound.newBuilder()
                        .setAttempt(e.attempt().toString())
                        .build();
            case Event.RecordSkipped e ->
                dev.hourglass.events.codec.proto.RecordSkipped.newBuilder()
                        .setPartition(e.partition())
                        .setOffset(e.offset())
                        .setReason(e.reason())
                        .setBy(e.by())
                        .build();
            case Event.Keeping e -> KeepingPayloads.toProto(e);
            case Event.ExperimentRenamed e ->
                dev.hourglass.events.codec.proto.ExperimentRenamed.newBuilder()
                        .setExperiment(e.experiment())
                        .setTitle(e.title())
                        .setBy(e.by())
                        .build();
        };
    }

    /** @throws IllegalArgumentException if a value is not what the record demands */
    static Event fromProto(UUID subject, Message message) {
        return switch (message) {
            case dev.hourglass.events.codec.proto.RunCreated m -> created(subject, m);
            case dev.hourglass.events.codec.proto.SweepCreated m ->
                new Event.SweepCreated(subject, m.getExperiment(), m.getSpec(), m.getMembers(), m.getBy());
            case dev.hourglass.events.codec.proto.AttemptStarted m -> started(subject, m);
            case dev.hourglass.events.codec.proto.MetricsRecorded m -> metrics(subject, m);
            case dev.hourglass.events.codec.proto.SpectrumRecorded m ->
                new Event.SpectrumRecorded(
                        subject, origin(m.getOrigin()), clock(m.getClock()), m.getMatrix(), doubles(m.getValuesList()));
            case dev.hourglass.events.codec.proto.DistributionRecorded m ->
                new Event.DistributionRecorded(
                        subject,
                        origin(m.getOrigin()),
                        clock(m.getClock()),
                        m.getName(),
                        doubles(m.getEdgesList()),
                        longs(m.getCountsList()));
            case dev.hourglass.events.codec.proto.CurveRecorded m ->
                new Event.CurveRecorded(
                        subject,
                        origin(m.getOrigin()),
                        clock(m.getClock()),
                        m.getName(),
                        doubles(m.getXsList()),
                        doubles(m.getYsList()));
            case dev.hourglass.events.codec.proto.LogRecorded m ->
                new Event.LogRecorded(subject, origin(m.getOrigin()), clock(m.getClock()), m.getText());
            case dev.hourglass.events.codec.proto.CheckpointSaved m ->
                new Event.CheckpointSaved(
                        subject,
                        origin(m.getOrigin()),
                        clock(m.getClock()),
                        m.getSha256(),
                        m.getBytes(),
                        m.getLocation(),
                        Word.parse(CheckpointReason.class, m.getReason()));
            case dev.hourglass.events.codec.proto.RunPaused m ->
                new Event.RunPaused(subject, origin(m.getOrigin()), clock(m.getClock()), m.getReason());
            case dev.hourglass.events.codec.proto.RunCompleted m ->
                new Event.RunCompleted(subject, origin(m.getOrigin()), clock(m.getClock()), m.getReason());
            case dev.hourglass.events.codec.proto.RunFailed m ->
                new Event.RunFailed(
                        subject, origin(m.getOrigin()), clock(m.getClock()), m.getReason(), m.getStackTrace());
            case dev.hourglass.events.codec.proto.RunCancelled m ->
                new Event.RunCancelled(subject, origin(m.getOrigin()), clock(m.getClock()), m.getReason());
            case dev.hourglass.events.codec.proto.PauseRequested m -> new Event.PauseRequested(subject, m.getBy());
            case dev.hourglass.events.codec.proto.ResumeRequested m -> new Event.ResumeRequested(subject, m.getBy());
            case dev.hourglass.events.codec.proto.CancelRequested m -> new Event.CancelRequested(subject, m.getBy());
            case dev.hourglass.events.codec.proto.CheckpointRequested m ->
                new Event.CheckpointRequested(subject, m.getBy());
            case dev.hourglass.events.codec.proto.RunLost m ->
                new Event.RunLost(subject, UUID.fromString(m.getAttempt()), m.getSilentMs());
            case dev.hourglass.events.codec.proto.RunFound m ->
                new Event.RunFound(subject, UUID.fromString(m.getAttempt()));
            case dev.hourglass.events.codec.proto.RecordSkipped m ->
                new Event.RecordSkipped(subject, m.getPartition(), m.getOffset(), m.getReason(), m.getBy());
            case dev.hourglass.events.codec.proto.ExperimentRenamed m ->
                new Event.ExperimentRenamed(subject, m.getExperiment(), m.getTitle(), m.getBy());
            default -> KeepingPayloads.fromProto(subject, message);
        };
    }

    private static Message created(Event.RunCreated e) {
        var message = dev.hourglass.events.codec.proto.RunCreated.newBuilder()
                .setName(e.name())
                .setExperiment(e.experiment())
                .setKind(e.kind().word())
                .setSpec(e.spec())
                .setSpecSha256(e.specSha256())
                .setBy(e.by())
                .putAllTags(e.tags());
        e.parent().ifPresent(parent -> message.setParent(branchPoint(parent)));
        e.sweep()
                .ifPresent(member -> message.setSweep(dev.hourglass.events.codec.proto.SweepMember.newBuilder()
                        .setSweep(member.sweep().toString())
                        .setIndex(member.index())));
        return message.build();
    }

    private static Event created(UUID subject, dev.hourglass.events.codec.proto.RunCreated m) {
        return new Event.RunCreated(
                subject,
                m.getName(),
                m.getExperiment(),
                Word.parse(RunKind.class, m.getKind()),
                m.getSpec(),
                m.getSpecSha256(),
                m.hasParent() ? Optional.of(branchPoint(m.getParent())) : Optional.empty(),
                m.hasSweep()
                        ? Optional.of(new SweepMember(
                                UUID.fromString(m.getSweep().getSweep()),
                                m.getSweep().getIndex()))
                        : Optional.empty(),
                m.getBy(),
                m.getTagsMap());
    }

    private static Message started(Event.AttemptStarted e) {
        Provenance p = e.provenance();
        return dev.hourglass.events.codec.proto.AttemptStarted.newBuilder()
                .setOrigin(origin(e.origin()))
                .setFollows(e.follows().map(UUID::toString).orElse(""))
                .setClock(clock(e.clock()))
                .setCheckpoint(e.checkpoint().orElse(""))
                .setContinues(e.continues())
                .setProvenance(dev.hourglass.events.codec.proto.Provenance.newBuilder()
                        .setEngineVersion(p.engineVersion())
                        .setGitCommit(p.gitCommit())
                        .setDataName(p.dataName())
                        .setDataSha256(p.dataSha256())
                        .setJvm(p.jvm())
                        .setOs(p.os())
                        .setCpu(p.cpu())
                        .setKernel(p.kernel())
                        .setThreads(p.threads())
                        .setWorker(p.worker()))
                .build();
    }

    private static Event started(UUID subject, dev.hourglass.events.codec.proto.AttemptStarted m) {
        var p = m.getProvenance();
        return new Event.AttemptStarted(
                subject,
                origin(m.getOrigin()),
                text(m.getFollows()).map(UUID::fromString),
                clock(m.getClock()),
                text(m.getCheckpoint()),
                new Provenance(
                        p.getEngineVersion(),
                        p.getGitCommit(),
                        p.getDataName(),
                        p.getDataSha256(),
                        p.getJvm(),
                        p.getOs(),
                        p.getCpu(),
                        p.getKernel(),
                        p.getThreads(),
                        p.getWorker()),
                m.getContinues());
    }

    private static Message metrics(Event.MetricsRecorded e) {
        var message = dev.hourglass.events.codec.proto.MetricsRecorded.newBuilder()
                .setOrigin(origin(e.origin()))
                .addAllSteps(LongStream.of(e.steps()).boxed().toList())
                .addAllTaus(DoubleStream.of(e.taus()).boxed().toList())
                .addAllWallMs(LongStream.of(e.wallMs()).boxed().toList());
        for (Metric metric : e.metrics()) {
            message.addMetrics(metric.name()).addFromReference(metric.fromReference());
        }
        for (double[] column : e.values()) {
            for (double value : column) {
                message.addValues(value);
            }
        }
        return message.build();
    }

    private static Event metrics(UUID subject, dev.hourglass.events.codec.proto.MetricsRecorded m) {
        int points = m.getStepsCount();
        int metrics = m.getMetricsCount();
        if (m.getValuesCount() != (long) points * metrics) {
            throw new IllegalArgumentException(m.getValuesCount() + " values for " + metrics + " metrics at " + points
                    + " steps, must be " + (long) points * metrics);
        }
        if (m.getFromReferenceCount() != metrics) {
            throw new IllegalArgumentException(
                    m.getFromReferenceCount() + " flags from_reference for " + metrics + " metrics");
        }
        List<Metric> names = new ArrayList<>(metrics);
        double[][] values = new double[metrics][points];
        int next = 0;
        for (int k = 0; k < metrics; k++) {
            names.add(new Metric(m.getMetrics(k), m.getFromReference(k)));
            double[] column = values[k];
            for (int i = 0; i < points; i++) {
                column[i] = m.getValues(next++);
            }
        }
        // By index: lists of protobuf hold plain numbers, streams over them make an object of each.
        long[] steps = new long[points];
        for (int i = 0; i < points; i++) {
            steps[i] = m.getSteps(i);
        }
        long[] wallMs = new long[m.getWallMsCount()];
        for (int i = 0; i < wallMs.length; i++) {
            wallMs[i] = m.getWallMs(i);
        }
        double[] taus = new double[m.getTausCount()];
        for (int i = 0; i < taus.length; i++) {
            taus[i] = m.getTaus(i);
        }
        return new Event.MetricsRecorded(subject, origin(m.getOrigin()), names, steps, taus, wallMs, values);
    }

    static dev.hourglass.events.codec.proto.BranchPoint branchPoint(BranchPoint point) {
        return dev.hourglass.events.codec.proto.BranchPoint.newBuilder()
                .setParent(point.parent().toString())
                .setAttempt(point.attempt().toString())
                .setStep(point.step())
                .setTau(point.tau())
                .setCheckpoint(point.checkpoint())
                .build();
    }

    static BranchPoint branchPoint(dev.hourglass.events.codec.proto.BranchPoint m) {
        return new BranchPoint(
                UUID.fromString(m.getParent()),
                UUID.fromString(m.getAttempt()),
                m.getStep(),
                m.getTau(),
                m.getCheckpoint());
    }

    static dev.hourglass.events.codec.proto.Clock clock(Clock clock) {
        return dev.hourglass.events.codec.proto.Clock.newBuilder()
                .setStep(clock.step())
                .setTau(clock.tau())
                .setWallMs(clock.wallMs())
                .build();
    }

    static Clock clock(dev.hourglass.events.codec.proto.Clock m) {
        return new Clock(m.getStep(), m.getTau(), m.getWallMs());
    }

    private static dev.hourglass.events.codec.proto.Origin origin(Origin origin) {
        return dev.hourglass.events.codec.proto.Origin.newBuilder()
                .setAttempt(origin.attempt().toString())
                .setSequence(origin.sequence())
                .setGathered(origin.gathered())
                .build();
    }

    private static Origin origin(dev.hourglass.events.codec.proto.Origin m) {
        return new Origin(UUID.fromString(m.getAttempt()), m.getSequence(), m.getGathered());
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
