package io.confab.chatup.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagFrequenciesTest {
    @Test
    void the_rarer_a_tag_the_more_it_says() {
        var frequencies = new TagFrequencies(100);
        frequencies.count(List.of("music", "theremin"));
        frequencies.count(List.of("music"));

        assertThat(frequencies.weight("music")).isPositive().isLessThan(frequencies.weight("theremin"));
        assertThat(frequencies.weight("theremin")).isLessThan(frequencies.weight("never seen"));
    }

    @Test
    void at_the_horizon_counts_are_halved_and_what_is_rare_is_forgotten() {
        var frequencies = new TagFrequencies(4);
        frequencies.count(List.of("music"));
        frequencies.count(List.of("music"));
        frequencies.count(List.of("music", "theremin"));
        frequencies.count(List.of("music"));

        assertThat(frequencies.tickets()).isEqualTo(2);
        assertThat(frequencies.counts()).isEqualTo(Map.of("music", 2));
    }

    @Test
    void what_a_store_kept_goes_on_alike() {
        var frequencies = new TagFrequencies(10);
        frequencies.count(List.of("music", "theremin"));

        var again = TagFrequencies.of(10, frequencies.tickets(), frequencies.counts());

        assertThat(again.weight("music")).isEqualTo(frequencies.weight("music"));
        assertThat(again.counts()).isEqualTo(frequencies.counts());
    }
}
