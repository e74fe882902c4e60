package dev.hourglass.tracker.api;

import jakarta.ws.rs.DefaultValue;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Which runs, in which order. */
record RunFilter(
        @RestQuery @Parameter(description = "Only runs of this experiment")
        Optional<String> experiment,

        @RestQuery @Parameter(description = "Only runs in one of these states", example = "running,queued")
        Optional<String> state,

        @RestQuery @Parameter(description = "Only direct branches of this run")
        Optional<String> parent,

        @RestQuery @Parameter(description = "Only this run and all that descends from it")
        Optional<String> root,

        @RestQuery @Parameter(description = "queued, published or external")
        Optional<String> kind,

        @RestQuery
        @DefaultValue("-created")
        @Parameter(
                description =
                        "created, updated, name, step or a metric's last value; a hyphen before it for descending",
                example = "nll")
        String order,

        @RestQuery @DefaultValue("100") @Parameter(description = "1 to 1000")
        int limit,

        @RestQuery @Parameter(description = "The 'next' of the page before, with the same order")
        Optional<String> after) {}
