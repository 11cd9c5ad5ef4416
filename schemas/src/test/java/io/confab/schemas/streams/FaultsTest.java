package io.confab.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDBException;

class FaultsTest {
    @ParameterizedTest
    @MethodSource
    void broker_disk_and_memory_are_around_us(Throwable fault) {
        assertThat(Faults.areAroundUs(fault)).isTrue();
        assertThat(Faults.areAroundUs(new IllegalStateException("wrapped", fault)))
                .isTrue();
    }

    static Stream<Throwable> broker_disk_and_memory_are_around_us() {
        return Stream.of(
                new TimeoutException("broker"),
                new DisconnectException("broker"),
                new ProcessorStateException("disk"),
                new InvalidStateStoreException("moved"),
                new UncheckedIOException(new IOException("disk")),
                new StreamsException(new RocksDBException("disk full")),
                new OutOfMemoryError("heap"));
    }

    @ParameterizedTest
    @MethodSource
    void a_bug_or_a_bad_record_is_not(Throwable failure) {
        assertThat(Faults.areAroundUs(failure)).isFalse();
    }

    static Stream<Throwable> a_bug_or_a_bad_record_is_not() {
        return Stream.of(
                new NullPointerException(),
                new IllegalArgumentException("no ChatCommand", new JsonParseException("no JSON")),
                new SerializationException("no ChatCommand", new IOException("truncated")),
                new StreamsException(new ClassCastException("wrong type")),
                new UnprocessableRecordException("no", new IllegalStateException()));
    }
}
