package dev.hourglass.tracker.api.shape;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which record is to be passed over, and why. */
@Schema(description = "The record at which a partition is stopped; all three are needed")
public record NewSkip(
        Optional<Integer> partition,
        Optional<Long> offset,

        @Schema(description = "For people; up to 2000 characters", examples = "its tag breaks an index")
        Optional<String> reason) {}
