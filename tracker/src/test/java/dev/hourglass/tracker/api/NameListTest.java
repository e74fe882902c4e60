package dev.hourglass.tracker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameListTest {

    @Test
    void names_without_commas_need_no_quotes() {
        assertThat(NameList.parse(" nll ,, val \"loss\",nll,")).containsExactly("nll", "val \"loss\"");
        assertThat(NameList.parse("")).isEmpty();
        assertThat(NameList.parse("\"open,x")).containsExactly("\"open,x");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void quoted_names_are_read_as_they_were(long seed) {
        var random = new SplittableRandom(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = random.ints(1 + random.nextInt(8), 0, 5)
                    .mapToObj(c -> String.valueOf("a\", b".charAt(c)))
                    .collect(Collectors.joining());
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        String text = names.stream()
                .map(name -> "\"" + name.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(random.nextBoolean() ? "," : " , "));
        assertThat(NameList.parse(text)).containsExactlyElementsOf(names);
    }

    @Test
    void as_long_as_an_address_may_be_it_is_read() {
        assertThat(NameList.parse("\"".repeat(262_144))).hasSize(1);
    }
}
