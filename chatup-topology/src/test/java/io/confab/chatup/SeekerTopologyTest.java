package io.confab.chatup;

import static io.confab.schemas.event.RejectionCode.NOT_ALLOWED;
import static io.confab.schemas.topic.Topics.CHATUP_EVENTS;
import static io.confab.schemas.topic.Topics.DIRECTORY_BLOCKS;
import static io.confab.schemas.topic.Topics.DIRECTORY_USERS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;
import static io.confab.testkit.ChatupCommands.block;
import static io.confab.testkit.ChatupCommands.presence;
import static io.confab.testkit.ChatupCommands.seek;
import static io.confab.testkit.ChatupCommands.ticket;
import static io.confab.testkit.User.ANN;
import static io.confab.testkit.User.BEN;
import static io.confab.testkit.User.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.chatup.ChatupCommand;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.directory.UserRow;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.ChatupEvent.Cancelled;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.event.ChatupEvent.Peer;
import io.confab.schemas.event.ChatupEvent.Reason;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What bears on seekers besides what they ask for: whether they are there, whom they block, and whether they are at all. */
class SeekerTopologyTest {
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final Duration GONE_AFTER = Duration.ofSeconds(15);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Driver driver =
            Driver.of(ChatupTopology.APPLICATION_ID, ChatupTopology.build(Settings.of(Map.of()), metrics), metrics);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void who_stays_away_too_long_is_gone() {
        given(seek(ANN, "jazz"), presence(ANN, 1, false));

        pass(GONE_AFTER.minus(ROUND));
        assertThat(events()).isEmpty();
        pass(ROUND.multipliedBy(2));

        assertThat(events()).singleElement().isInstanceOfSatisfying(Cancelled.class, cancelled -> {
            assertThat(cancelled.ticketId()).isEqualTo(ticket(ANN, 1));
            assertThat(cancelled.reason()).isEqualTo(Reason.GONE);
        });
    }

    @Test
    void who_comes_back_waits_on() {
        given(seek(ANN, "jazz"), presence(ANN, 1, false));
        pass(Duration.ofSeconds(10));
        given(presence(ANN, 1, true));

        pass(Duration.ofSeconds(10));
        assertThat(events()).isEmpty();
        given(seek(BEN, "jazz"));
        pass(ROUND);

        assertThat(events()).hasSize(2).allMatch(Matched.class::isInstance);
    }

    @Test
    void what_is_said_of_an_earlier_ticket_says_nothing_of_the_later_one() {
        given(seek(ANN, 2, true, "jazz"), presence(ANN, 1, false));

        pass(GONE_AFTER.plusSeconds(5));

        assertThat(events()).isEmpty();
    }

    @Test
    void the_inbox_of_who_waits_is_asked_after_sockets_time_and_again_until_the_outcome() {
        given(seek(ANN, "jazz"));
        pass(Duration.ofSeconds(31));
        assertThat(driver.read(INBOX_COMMANDS)).containsExactly(probe(ANN), probe(ANN));

        given(seek(BEN, "jazz"));
        pass(ROUND);
        driver.discardOutputs();
        pass(Duration.ofSeconds(31));
        assertThat(driver.read(INBOX_COMMANDS)).isEmpty();
    }

    @Test
    void a_block_said_in_band_counts_for_the_ticket_that_waits_already() {
        given(seek(ANN, "jazz"), seek(BEN, "jazz"), block(ANN, BEN, 1, true));

        pass(Duration.ofSeconds(59));

        assertThat(events()).isEmpty();
    }

    @Test
    void a_block_holds_whoever_of_the_two_seeks_first() {
        given(block(ANN, BEN, 1, true), seek(BEN, "jazz"), seek(ANN, "jazz"), seek(CLEO, "chess"));

        pass(Duration.ofSeconds(59));

        assertThat(events()).isEmpty();
    }

    @Test
    void a_lift_in_band_holds_though_the_directory_tells_of_the_block_later() {
        given(block(ANN, BEN, 1, true), block(ANN, BEN, 2, false));
        tell(1);
        given(seek(ANN, "jazz"), seek(BEN, "jazz"));

        pass(ROUND);

        assertThat(events()).hasSize(2).allMatch(Matched.class::isInstance);
    }

    @Test
    void a_block_in_band_holds_though_the_directory_tells_of_an_earlier_lift_later() {
        given(block(ANN, BEN, 1, true), block(ANN, BEN, 2, false), block(ANN, BEN, 3, true));
        tell(1);
        driver.pipe(DIRECTORY_BLOCKS, new BlockKey(ANN.id(), BEN.id()), null);
        given(seek(ANN, "jazz"), seek(BEN, "jazz"));

        pass(Duration.ofSeconds(59));

        assertThat(events()).isEmpty();
    }

    @Test
    void whose_account_is_deleted_waits_no_more_and_meets_nobody() {
        given(seek(ANN, "jazz"));

        delete(ANN);

        assertThat(events())
                .containsExactly(new Cancelled(driver.now(), Optional.empty(), ticket(ANN, 1), Reason.SUSPENDED));
        given(seek(BEN, "jazz"));
        pass(Duration.ofSeconds(59));
        assertThat(events()).isEmpty();
    }

    @Test
    void nothing_is_kept_of_who_is_deleted() {
        given(block(ANN, CLEO, 1, true), seek(ANN, "jazz"), seek(BEN, "jazz"));
        pass(ROUND);
        assertThat(keys("seekers")).contains(ANN.id());

        delete(ANN);

        assertThat(keys("seekers")).doesNotContain(ANN.id());
        assertThat(keys("blocks-by-blocker")).isEmpty();
    }

    @Test
    void a_seek_that_was_on_its_way_while_the_account_was_deleted_is_refused() {
        delete(ANN);

        driver.pipe(seek(ANN, "jazz"));

        assertThat(driver.read(INBOX_COMMANDS))
                .containsExactly(new InboxCommand.Deliver(
                        ANN.id(),
                        new CommandRejected(
                                driver.now(),
                                Optional.of(seek(ANN, "jazz").commandId()),
                                NOT_ALLOWED,
                                "the account is deleted")));
    }

    @Test
    void a_match_that_came_before_the_deletion_is_told_and_leaves_nothing_behind() {
        given(seek(ANN, "jazz"), seek(BEN, "jazz"));
        delete(ANN);
        driver.discardOutputs();
        assertThat(keys("seekers")).containsExactly(BEN.id());

        given(seek(CLEO, "jazz"));
        pass(ROUND);

        assertThat(events())
                .filteredOn(Matched.class::isInstance)
                .extracting(event -> ((Matched) event).peer())
                .containsExactlyInAnyOrder(new Peer(BEN.id(), "Ben"), new Peer(CLEO.id(), "Cleo"));
    }

    @Test
    void an_account_that_changes_is_no_deletion() {
        given(seek(ANN, "jazz"));

        driver.pipe(
                DIRECTORY_USERS,
                ANN.id(),
                new UserRow(ANN.id(), ANN.profile().username(), "Ann B.", true, driver.now()));

        assertThat(events()).isEmpty();
        assertThat(keys("seekers")).containsExactly(ANN.id());
    }

    private void given(ChatupCommand... commands) {
        for (var command : commands) {
            driver.pipe(command);
        }
        driver.discardOutputs();
    }

    /** The directory tells that Ann blocks Ben. */
    private void tell(long version) {
        driver.pipe(
                DIRECTORY_BLOCKS,
                new BlockKey(ANN.id(), BEN.id()),
                new BlockRow(ANN.id(), BEN.id(), version, driver.now()));
    }

    private void delete(User user) {
        driver.pipe(DIRECTORY_USERS, user.id(), null);
    }

    /** In moments: what the clock does in a long jump it does once. */
    private void pass(Duration time) {
        for (var left = time; !left.isNegative() && !left.isZero(); left = left.minus(ROUND)) {
            driver.advance(left.compareTo(ROUND) < 0 ? left : ROUND);
        }
    }

    private List<ChatupEvent> events() {
        return driver.read(CHATUP_EVENTS);
    }

    private List<Object> keys(String store) {
        var keys = new ArrayList<>();
        KeyValueStore<Object, Object> found = driver.store(store);
        try (var all = found.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static InboxCommand probe(User user) {
        return new InboxCommand.Probe(user.id(), ticket(user, 1));
    }
}
