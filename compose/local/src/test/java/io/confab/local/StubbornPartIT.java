package io.confab.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.embedded.EmbeddedDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubbornPartIT {

    @TempDir
    Path temporary;

    @Test
    void a_part_that_hangs_at_its_stop_does_not_leave_the_database_running() throws Exception {
        // given
        var data = DataDirectory.open(temporary.resolve("data"));
        var stack = new LocalStack(
                new LocalOptions(0, 0, 0, temporary.resolve("data")),
                data,
                new Progress(new PrintWriter(new StringWriter()), System.currentTimeMillis()));
        stack.part("PostgreSQL", EmbeddedDatabase.start(data.postgres()));
        var postmaster = data.postgres().resolve("data/postmaster.pid");
        assertThat(postmaster).exists();
        var isStopping = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        stack.part("stubborn", () -> {
            isStopping.countDown();
            letGo.await();
        });

        // when
        var closing = CompletableFuture.runAsync(stack::close);
        isStopping.await();
        stack.stopOtherProcesses();

        // then
        assertThat(postmaster).doesNotExist();
        assertThat(closing).isNotDone();
        letGo.countDown();
        closing.get(10, TimeUnit.SECONDS);
    }
}
