package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class BranchCommandTest {

    private static final ObjectNode AT_40 = Output.object().put("step", 40).put("tau", 0.16);

    @Test
    void a_branch_from_another_place_than_was_asked_for_says_so() {
        assertThat(BranchCommand.origin(AT_40, new BranchCommand.Place().convert("tau=5")))
                .isEqualTo("from step 40 (tau 0.1600, the checkpoint nearest to 5)");
    }

    @Test
    void a_branch_from_where_it_was_asked_for_says_where_that_is() {
        for (String place : new String[] {"40", "tau=0.16", "waiting-times"}) {
            assertThat(BranchCommand.origin(AT_40, new BranchCommand.Place().convert(place)))
                    .isEqualTo("from step 40 (tau 0.1600)");
        }
    }
}
