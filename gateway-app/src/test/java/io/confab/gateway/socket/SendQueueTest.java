package io.confab.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SendQueueTest {
    private final List<String> onWire = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private Runnable sent = () -> {};
    private Consumer<Throwable> failed = cause -> {};
    private boolean atOnce;
    private final SendQueue queue = new SendQueue(10, this::send, new SendQueue.Listener() {
        @Override
        public void drained() {
            heard.add("drained");
        }

        @Override
        public void broken(Throwable cause) {
            heard.add("broken");
        }
    });

    @Test
    void one_frame_is_on_the_wire_at_a_time_in_order() {
        queue.offer("a");
        queue.offer("b");
        queue.offer("c");
        assertThat(onWire).containsExactly("a");
        sent.run();
        sent.run();
        assertThat(onWire).containsExactly("a", "b", "c");
    }

    @Test
    void what_does_not_fit_is_refused_and_never_sent() {
        assertThat(queue.offer("aaaaaa")).isTrue();
        assertThat(queue.offer("bbbb")).isTrue();
        assertThat(queue.offer("c")).isFalse();
        sent.run();
        sent.run();
        assertThat(onWire).containsExactly("aaaaaa", "bbbb");
    }

    @Test
    void bytes_are_those_of_utf8() {
        queue.offer("aé€😀");
        assertThat(queue.bytes()).isEqualTo(1 + 2 + 3 + 4);
    }

    @Test
    void an_empty_queue_takes_a_frame_of_any_size() {
        assertThat(queue.offer("aaaaaaaaaaaaaaa")).isTrue();
        assertThat(queue.offer("b")).isFalse();
    }

    @Test
    void ephemeral_frames_are_left_out_when_it_is_half_full() {
        queue.offer("aaa");
        queue.offerEphemeral("bb");
        queue.offerEphemeral("c");
        queue.offer("d");
        sent.run();
        sent.run();
        assertThat(onWire).containsExactly("aaa", "bb", "d");
        assertThat(heard).isEmpty();
    }

    @Test
    void after_a_refusal_it_tells_once_when_half_is_read() {
        queue.offer("aaaa");
        queue.offer("bbbb");
        queue.offer("cccc");
        assertThat(heard).isEmpty();
        sent.run();
        assertThat(heard).containsExactly("drained");
        sent.run();
        assertThat(heard).containsExactly("drained");
    }

    @Test
    void a_wire_that_is_always_quick_needs_no_stack() {
        atOnce = true;
        for (int i = 0; i < 100_000; i++) {
            queue.offer("a");
        }
        assertThat(onWire).hasSize(100_000);
        assertThat(queue.bytes()).isZero();
    }

    @Test
    void a_close_waits_for_what_is_left() {
        queue.offer("a");
        queue.offer("b");
        queue.close(false, () -> heard.add("closed"));
        queue.offer("c");
        sent.run();
        assertThat(heard).isEmpty();
        sent.run();
        assertThat(heard).containsExactly("closed");
        assertThat(onWire).containsExactly("a", "b");
    }

    @Test
    void a_close_that_discards_does_not_wait() {
        queue.offer("a");
        queue.offer("b");
        queue.close(true, () -> heard.add("closed"));
        assertThat(heard).containsExactly("closed");
        sent.run();
        assertThat(onWire).containsExactly("a");
    }

    @Test
    void a_broken_wire_is_told_and_takes_no_more() {
        queue.offer("a");
        queue.offer("b");
        failed.accept(new IllegalStateException("gone"));
        queue.offer("c");
        assertThat(heard).containsExactly("broken");
        assertThat(onWire).containsExactly("a");
        assertThat(queue.bytes()).isZero();
    }

    private void send(String frame, Runnable whenSent, Consumer<Throwable> whenFailed) {
        onWire.add(frame);
        sent = whenSent;
        failed = whenFailed;
        if (atOnce) {
            whenSent.run();
        }
    }
}
