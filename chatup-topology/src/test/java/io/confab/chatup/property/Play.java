package io.confab.chatup.property;

import static io.confab.schemas.topic.Topics.CHATUP_EVENTS;
import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.DIRECTORY_BLOCKS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import io.confab.chatup.ChatupTopology;
import io.confab.chatup.property.Entry.Blocked;
import io.confab.chatup.property.Entry.Created;
import io.confab.chatup.property.Entry.Fact;
import io.confab.chatup.property.Entry.Sought;
import io.confab.chatup.property.Entry.Told;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.chatup.ChatupCommand.Seek;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.directory.BlockRow;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.ChatupCommands;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Plays a scenario on the topology, and then lets all the time pass that a ticket may wait. */
final class Play {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    static final Duration MEET_AGAIN_AFTER = Duration.ofHours(1);

    private static final long MOMENT = 250;
    private static final List<String> POOLS = List.of("default", "default", "de", "de/berlin", "de/hamburg");
    private static final List<String> WORDS =
            List.of("jazz", "Jazz", "movie", "movies", "café", "cafe", "chess", "tea", "go", "skiing");

    /** Parts that keep people even though few come, and little patience: so that a scenario shows everything. */
    private static final Settings SETTINGS = Settings.of(Map.of(
            "confab.chatup.longest-wait", LONGEST_WAIT.toString(),
            "confab.chatup.patience", "PT4S",
            "confab.chatup.overflow-after", "PT5S",
            "confab.chatup.parts", "2",
            "confab.chatup.split-from", "1",
            "confab.chatup.meet-again-after", MEET_AGAIN_AFTER.toString()));

    private final Driver driver;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<User, Integer> numbers = new HashMap<>();
    private long versions;

    private Play(Driver driver) {
        this.driver = driver;
    }

    static List<Entry> of(List<Step> scenario) {
        var metrics = new SimpleMeterRegistry();
        try (var driver = Driver.of(ChatupTopology.APPLICATION_ID, ChatupTopology.build(SETTINGS, metrics), metrics)) {
            var play = new Play(driver);
            scenario.forEach(play::step);
            play.pass(LONGEST_WAIT.plusSeconds(2));
            return List.copyOf(play.entries);
        }
    }

    private void step(Step step) {
        var user = User.number(step.user());
        var other = User.number(step.other());
        switch (step.what()) {
            case SEEK -> seek(user, numbers.merge(user, 1, Integer::sum), step.number());
            case SEEK_AGAIN_UNDER_THE_SAME_NAME -> seek(user, numbers.getOrDefault(user, 1), step.number());
            case CANCEL -> driver.pipe(ChatupCommands.cancel(user));
            case BLOCK -> block(user, other, true);
            case LIFT_BLOCK -> block(user, other, false);
            case LET_A_MOMENT_PASS -> pass(Duration.ofMillis(step.number() % 3_000));
            case LET_TIME_PASS -> pass(Duration.ofSeconds(step.number() % 30));
            case LET_A_DAY_PASS -> {
                pass(LONGEST_WAIT.plusSeconds(2));
                driver.advance(MEET_AGAIN_AFTER);
            }
        }
        look();
    }

    private void seek(User user, int name, int number) {
        var first = ChatupCommands.seek(user, name, number % 4 != 0, tags(number));
        var command = new Seek(
                first.commandId(),
                first.ticketId(),
                first.seeker(),
                first.tags(),
                POOLS.get(number % POOLS.size()),
                first.anyone());
        entries.add(new Sought(command));
        driver.pipe(command);
    }

    private static String[] tags(int number) {
        return IntStream.range(0, number % 5)
                .mapToObj(i -> WORDS.get((number >> (3 * i)) % WORDS.size()))
                .distinct()
                .toArray(String[]::new);
    }

    private void block(User blocker, User blocked, boolean active) {
        var row = new BlockRow(blocker.id(), blocked.id(), ++versions, driver.now());
        entries.add(new Blocked(blocker.id(), blocked.id(), active));
        driver.pipe(DIRECTORY_BLOCKS, new BlockKey(blocker.id(), blocked.id()), active ? row : null);
    }

    /** In moments: what the clock does in a long jump it does once. */
    private void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= MOMENT) {
            driver.advance(Duration.ofMillis(Math.min(left, MOMENT)));
        }
        look();
    }

    private void look() {
        driver.read(CHAT_COMMANDS).forEach(command -> entries.add(new Created((CreateConversation) command)));
        driver.readKeyed(CHATUP_EVENTS).forEach(fact -> entries.add(new Fact(fact.key, fact.value)));
        driver.readKeyed(INBOX_COMMANDS).forEach(command -> {
            if (command.value instanceof Deliver deliver) {
                entries.add(new Told(command.key, deliver.event()));
            }
        });
    }
}
