package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaretTest {

    @Test
    void it_stands_under_the_character_and_behind_the_end_too() {
        assertThat(Caret.under("name = x\n", 8)).isEqualTo("  name = x \n         ^");
        assertThat(Caret.under("step <", 7)).isEqualTo("  step <\n        ^");
        assertThat(Caret.under("", 1)).isEqualTo("  \n  ^");
    }

    @Test
    void of_a_long_text_the_part_around_it_shows() {
        String[] lines =
                Caret.under("x".repeat(500) + "!" + "y".repeat(500), 501).split("\n");
        assertThat(lines[0]).hasSizeLessThan(110).startsWith("  ...").endsWith("...");
        assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('!');
    }
}
