package dev.hourglass.tracker.api;

import jakarta.ws.rs.DefaultValue;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Which names. */
record NameFilter(
        @RestQuery
        @DefaultValue("")
        @Parameter(description = "Only those that contain this, A to Z in either case", example = "loss")
        String q,

        @RestQuery @DefaultValue("100") @Parameter(description = "1 to 1000")
        int limit,

        @RestQuery @Parameter(description = "The 'next' of the page before")
        Optional<String> after) {}
