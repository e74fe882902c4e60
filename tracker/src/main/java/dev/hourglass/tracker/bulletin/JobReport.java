package dev.hourglass.tracker.bulletin;

import dev.hourglass.tracker.api.shape.Job;
import dev.hourglass.tracker.rebuild.RebuildJob;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A job as the API tells of it. */
public final class JobReport {

    private JobReport() {}

    public static Job of(RebuildJob job) {
        RebuildJob.Progress progress = job.progress();
        return new Job(
                job.id(),
                job.kind().word(),
                job.state().word(),
                progress.recordsDone(),
                progress.recordsTotal(),
                progress.expectedEnd(),
                job.result().flatMap(RebuildJob.Result::digestLive),
                job.result().map(RebuildJob.Result::digestRebuilt),
                job.result().map(RebuildJob.Result::equal),
                job.blobs().map(JobReport::blobs),
                job.error(),
                progress.readModel());
    }

    /** Of one whose tracker is not heard of any more. */
    static Job abandoned(Job job) {
        return new Job(
                job.id(),
                job.kind(),
                RebuildJob.State.FAILED.word(),
                job.recordsDone(),
                job.recordsTotal(),
                Optional.empty(),
                job.digestLive(),
                job.digestRebuilt(),
                job.equal(),
                job.blobs(),
                Optional.of("nothing has been heard for minutes of the tracker that ran it; start it again"),
                job.readModel());
    }

    private static Job.Blobs blobs(RebuildJob.BlobFindings found) {
        List<String> findings = Stream.concat(found.missingNames().stream(), found.damagedNames().stream())
                .toList();
        return new Job.Blobs(found.checked(), found.missing(), found.damaged(), findings);
    }
}
