package dev.hourglass.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Metric;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.SpecParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void a_spec_may_name_every_quantity() throws InvalidSpecException {
        String spec = """
                experiment: e
                system: {kind: deep-recurrent, depth: 1, width: 4}
                data: {kind: synthetic-chorales}
                dynamics: {kind: sgd, eta: 0.001}
                stop: {steps: 1}
                record: {metrics: [%s]}
                """.formatted(String.join(", ", Quantity.names()));
        assertThat(SpecParser.parseOne(spec, "here").record().metrics()).isEqualTo(Quantity.names());
    }

    @Test
    void those_from_a_reference_say_so_in_events() {
        assertThat(List.of(Quantity.values()).stream()
                        .filter(Quantity::fromReference)
                        .map(Quantity::wireName))
                .containsExactly("msd", "aging", "overlap");
        assertThat(Quantity.named("msd").metric()).isEqualTo(new Metric("msd", true));
        assertThat(Quantity.named("nll").metric()).isEqualTo(new Metric("nll", false));
    }
}
