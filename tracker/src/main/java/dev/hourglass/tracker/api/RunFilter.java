package dev.hourglass.tracker.api;

import jakarta.ws.rs.DefaultValue;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Which runs, in which order, and what of them. */
record RunFilter(
        @RestQuery
        @Parameter(
                description = """
                        A condition. Fields: name, experiment, kind, state, id, lineage.root, lineage.parent, sweep, created, updated, \
                        age (seconds, or 90s, 3h, 1d12h), step, tau, attempts, params.PATH, tags.KEY, metrics.NAME (the last \
                        value; .min, .max and .step behind the name for the least and greatest value and the step of the \
                        last). Names with other characters than letters, digits, _ and dots go in double quotes or \
                        backticks: metrics."val/loss".max. Comparisons: = != < <= > >=, like, ilike, in (...), not in, not \
                        like, is null, is not null, joined by and, or, not and parentheses. A parameter is compared as a \
                        number with a number and as text with a text in quotes; true and false are values, too. What a run \
                        does not have fulfils no comparison, != neither. NaN equals nan, differs from every number, and is \
                        neither less nor greater than any. At most 10000 characters, 100 conditions and 50 levels.""",
                examples = {
                    @ExampleObject(
                            name = "parameters, metrics, tags",
                            value =
                                    "params.system.width > 60 and metrics.nll < 0.02 and tags.stage = 'paper' and state in ('running', 'lost') and name ilike '%aging%'"),
                    @ExampleObject(
                            name = "the last three hours",
                            value = "age < 3h and not (state = 'failed' or metrics.\"val/loss\" is null)"),
                    @ExampleObject(name = "one tree", value = "lineage.root = '0199c0ffee' and step >= 1e5")
                })
        Optional<String> filter,

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

        @RestQuery @DefaultValue("no") @Parameter(description = "Archived runs: no, yes (those too) or only")
        String archived,

        @RestQuery @DefaultValue("no") @Parameter(description = "Runs in the trash: no, yes (those too) or only")
        String trashed,

        @RestQuery
        @DefaultValue("-created")
        @Parameter(
                description =
                        "Fields of the filter, the first the most important; a hyphen before one for descending. A"
                                + " name that is no field is a metric's. Runs without a value, and NaN, come last both ways;"
                                + " the id decides between equals.",
                example = "-metrics.accuracy.max,params.system.width,name")
        String order,

        @RestQuery
        @DefaultValue("")
        @Parameter(
                description = "Names of the metrics to send with each run, with commas; * for all",
                example = "nll,accuracy")
        String metrics,

        @RestQuery
        @DefaultValue("")
        @Parameter(
                description = "Paths of the parameters to send with each run, with commas; * for all",
                example = "system.width,dynamics.eta")
        String params,

        @RestQuery @DefaultValue("100") @Parameter(description = "1 to 1000")
        int limit,

        @RestQuery @Parameter(description = "The 'next' of the page before, with the same order")
        Optional<String> after) {}
