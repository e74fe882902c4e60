package dev.hourglass.tracker.api.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run as lists, the run's page and the stream show it. */
@Schema(description = "One trajectory of one system, from a start to a stop")
public record Run(
        UUID id,
        @Schema(examples = "ember-fugue") String name,

        @Schema(description = "The group it belongs to, by its title if it was renamed", examples = "aging-d2")
        String experiment,

        @Schema(
                description = "Who drives it",
                enumeration = {"queued", "published", "external"})
        String kind,

        @Schema(
                description = "Pausing and cancelling: asked, the worker has not answered yet",
                enumeration = {
                    "queued",
                    "running",
                    "pausing",
                    "paused",
                    "cancelling",
                    "lost",
                    "completed",
                    "failed",
                    "cancelled"
                })
        String state,

        @Schema(description = "The last error, or why it is in its state")
        Optional<String> stateReason,

        @Schema(description = "Of a failed run; only when one run is asked for")
        Optional<String> stackTrace,

        Instant createdAt,

        @Schema(description = "The Hourglass-User header of whoever created it")
        String createdBy,

        Instant updatedAt,

        @Schema(description = "When its first attempt started")
        Optional<Instant> startedAt,

        Optional<Instant> endedAt,

        @Schema(description = "Where it branched from; absent for a root")
        Optional<BranchPoint> parent,

        @Schema(description = "The run at the root of its lineage")
        UUID root,

        @Schema(description = "The sweep that it is a member of")
        Optional<UUID> sweep,

        @Schema(description = "How many runs branch directly from it", examples = "3")
        int branches,

        @Schema(description = "Of the canonical JSON of its spec")
        String specSha256,

        @Schema(
                description = "The whole spec with defaults filled in; only when one run is asked for",
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        Optional<JsonNode> spec,

        @Schema(
                description = "The spec flattened to paths",
                examples = "{\"system.width\": 30, \"dynamics.eta\": 0.004}")
        Map<String, JsonNode> params,

        @Schema(examples = "jsb-chorales") String dataset,

        @Schema(description = "The data were made by a generator, not played by anybody")
        boolean synthetic,

        @Schema(description = "How far it is: updates since the root of the lineage", examples = "12500")
        long step,

        @Schema(description = "Proper time: the sum of the learning rates up to the step", examples = "50.0")
        double tau,

        @Schema(description = "Where it stops, if it stops at a step")
        Optional<Long> targetStep,

        @Schema(description = "The current attempt") Optional<UUID> attempt,
        int attempts,

        @Schema(description = "Live, from heartbeats; absent when it does not run")
        Optional<Double> stepsPerSecond,

        @Schema(description = "Live, from heartbeats") Optional<Instant> expectedEndAt,
        @Schema(description = "When its worker last spoke") Optional<Instant> heartbeatAt,
        @Schema(description = "Which worker executes it") Optional<String> worker,
        Optional<Double> lastNll,

        @Schema(description = "The run's own values, a metric each")
        Map<String, MetricSummary> metrics,

        Map<String, String> tags,

        @Schema(description = "Lists leave it out unless they are asked for it")
        boolean archived,

        @Schema(description = "In the trash since then; absent if it is not")
        Optional<Instant> trashedAt,

        @Schema(description = "What it recorded was given up then; its events stay in the log")
        Optional<Instant> purgedAt,

        @Schema(description = "How often people changed it; its ETag", examples = "3")
        long revision) {}
