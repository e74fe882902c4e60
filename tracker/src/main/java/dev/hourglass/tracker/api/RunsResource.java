package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.RunPage;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists runs. */
@Path("/runs")
@Tag(name = "Runs")
class RunsResource {

    private final RunSearch search;

    RunsResource(RunSearch search) {
        this.search = search;
    }

    @GET
    @Operation(summary = "List runs", description = "A page of runs; 'next' leads to the page behind it.")
    public RunPage list(@BeanParam RunFilter filter) {
        return search.find(filter);
    }
}
