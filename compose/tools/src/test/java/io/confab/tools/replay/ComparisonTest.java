package io.confab.tools.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.tools.replay.Comparison.Result;
import io.confab.tools.replay.Comparison.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final List<Difference> told = new ArrayList<>();

    @Test
    void equal_logs_are_equal_whatever_offsets_transactions_took() {
        var live = List.of(event(0, "a", "1"), event(2, "b", "2"), event(5, "a", "3"));
        var replayed = List.of(event(0, "a", "1"), event(1, "b", "2"), event(3, "a", "3"));

        assertThat(compare(live, replayed, Tail.BOTH_END_ALIKE)).isEqualTo(new Result(3, 0, 0, 0));
        assertThat(told).isEmpty();
    }

    @Test
    void a_changed_value_is_one_difference_in_its_place() {
        var live = List.of(event(0, "a", "1"), event(1, "a", "tampered"), event(2, "a", "3"));
        var replayed = List.of(event(0, "a", "1"), event(1, "a", "2"), event(2, "a", "3"));

        assertThat(compare(live, replayed, Tail.BOTH_END_ALIKE)).isEqualTo(new Result(2, 1, 0, 0));
        assertThat(told).containsExactly(Difference.between(live.get(1), replayed.get(1)));
    }

    @Test
    void a_changed_key_time_or_header_is_a_difference_too() {
        var event = event(1, "a", "1");
        var others = List.of(
                event(1, "b", "1"),
                record(1, "a", "1", 8_000, new RecordHeaders()),
                record(1, "a", "1", event.timestamp(), new RecordHeaders().add("h", new byte[] {1})));

        for (var other : others) {
            assertThat(compare(List.of(event), List.of(other), Tail.BOTH_END_ALIKE))
                    .isEqualTo(new Result(0, 1, 0, 0));
        }
    }

    @Test
    void an_event_too_many_or_too_few_does_not_make_all_after_it_different() {
        var some = IntStream.range(0, 500).mapToObj(i -> event(i, "a", "" + i)).toList();
        var tooMany = new ArrayList<>(some);
        tooMany.add(100, event(100, "a", "slipped in"));
        tooMany.add(300, event(300, "a", "and again"));

        assertThat(compare(tooMany, some, Tail.BOTH_END_ALIKE)).isEqualTo(new Result(500, 2, 0, 0));
        assertThat(told).containsExactly(Difference.onlyLive(tooMany.get(100)), Difference.onlyLive(tooMany.get(300)));

        told.clear();
        assertThat(compare(some, tooMany, Tail.BOTH_END_ALIKE)).isEqualTo(new Result(500, 2, 0, 0));
        assertThat(told).allMatch(difference -> difference.live().isEmpty());
    }

    @Test
    void two_events_in_another_order_are_different() {
        var live = List.of(event(0, "a", "1"), event(1, "b", "2"));
        var replayed = List.of(event(0, "b", "2"), event(1, "a", "1"));

        assertThat(compare(live, replayed, Tail.BOTH_END_ALIKE).different()).isPositive();
    }

    @Test
    void what_one_log_has_at_its_end_alone_is_a_difference_unless_it_has_come_further() {
        var longer = List.of(event(0, "a", "1"), event(1, "a", "2"));
        var shorter = longer.subList(0, 1);

        assertThat(compare(longer, shorter, Tail.BOTH_END_ALIKE)).isEqualTo(new Result(1, 1, 0, 0));
        assertThat(compare(longer, shorter, Tail.REPLAY_IS_AHEAD)).isEqualTo(new Result(1, 1, 0, 0));
        assertThat(compare(longer, shorter, Tail.LIVE_IS_AHEAD)).isEqualTo(new Result(1, 0, 1, 0));
        assertThat(compare(shorter, longer, Tail.BOTH_END_ALIKE)).isEqualTo(new Result(1, 1, 0, 0));
        assertThat(compare(shorter, longer, Tail.LIVE_IS_AHEAD)).isEqualTo(new Result(1, 1, 0, 0));
        assertThat(compare(shorter, longer, Tail.REPLAY_IS_AHEAD)).isEqualTo(new Result(1, 0, 0, 1));
    }

    private Result compare(
            List<ConsumerRecord<byte[], byte[]>> live, List<ConsumerRecord<byte[], byte[]>> replayed, Tail tail) {
        return Comparison.of(live.iterator(), replayed.iterator(), tail, told::add);
    }

    private static ConsumerRecord<byte[], byte[]> event(long offset, String key, String value) {
        return record(offset, key, value, 7_000, new RecordHeaders());
    }

    private static ConsumerRecord<byte[], byte[]> record(
            long offset, String key, String value, long timestamp, Headers headers) {
        return new ConsumerRecord<>(
                "chat.events",
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                key.getBytes(UTF_8),
                value.getBytes(UTF_8),
                headers,
                Optional.empty());
    }
}
