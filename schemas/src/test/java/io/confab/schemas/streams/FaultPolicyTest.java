package io.confab.schemas.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.setting.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FaultPolicyTest {
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger counted = new AtomicInteger();
    private final Quarantine quarantine = new Quarantine();

    @Test
    void faults_are_tolerated_up_to_the_limit_and_then_it_stops_and_says_why() {
        var policy = policy("1ms");
        for (int i = 0; i < 3; i++) {
            assertThat(policy.handle(fault())).isEqualTo(REPLACE_THREAD);
            assertThat(policy.failure()).isEmpty();
        }
        assertThat(policy.handle(fault())).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.failure()).contains("stopped after 4 faults, the last a ProcessorStateException");
        assertThat(counted).hasValue(4);
    }

    @Test
    void a_fault_counts_for_the_window_alone() {
        var policy = policy("1ms");
        for (int i = 0; i < 20; i++) {
            assertThat(policy.handle(fault())).isEqualTo(REPLACE_THREAD);
            clock.addAndGet(Duration.ofSeconds(31).toNanos());
        }
    }

    @Test
    void a_process_that_can_t_be_trusted_stops_at_once() {
        var policy = policy("1ms");
        assertThat(policy.handle(new StreamsException(new OutOfMemoryError("heap"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.failure()).contains("stopped after 1 fault, the last a OutOfMemoryError");
    }

    @Test
    void a_record_that_is_set_aside_is_no_fault_but_only_once() {
        var policy = policy("1ms");
        var bug = new IllegalStateException("a bug");
        quarantine.add(new Position("chat.commands", 0, 7), new Failure(Failure.Stage.PROCESS, bug));

        assertThat(policy.handle(new StreamsException(bug))).isEqualTo(REPLACE_THREAD);
        assertThat(counted).hasValue(0);
        assertThat(policy.handle(new StreamsException(bug))).isEqualTo(REPLACE_THREAD);
        assertThat(counted).hasValue(1);
    }

    @Test
    void a_wait_ends_when_the_application_is_stopped() {
        var policy = policy("10s");
        var waiting = CompletableFuture.supplyAsync(() -> policy.handle(fault()));
        policy.close();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(REPLACE_THREAD);
    }

    private FaultPolicy policy(String backOff) {
        var settings = Settings.of(Map.of(
                "confab.streams.tolerated-faults", "3",
                "confab.streams.fault-window", "1m",
                "confab.streams.fault-back-off", backOff));
        return new FaultPolicy("confab-test", settings, quarantine, counted::incrementAndGet, clock::get);
    }

    private static Throwable fault() {
        return new StreamsException(new ProcessorStateException("the disk is away"));
    }
}
