package io.confab.gateway.command;

import static io.confab.schemas.topic.Topics.CHAT_COMMANDS;
import static io.confab.schemas.topic.Topics.INBOX_COMMANDS;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.gateway.profile.KnownSwitches;
import io.confab.gateway.profile.Switches;
import io.confab.schemas.chat.ChatCommand.MarkDelivered;
import io.confab.schemas.chat.ChatCommand.MarkRead;
import io.confab.schemas.chat.ChatCommand.Typing;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.SetPresence;
import io.confab.schemas.inbox.ShowsPresence;
import io.confab.schemas.setting.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a user does without saying it: writing, receiving, reading. Each command carries what the user's profile lets the others
 * know of that, since the topologies read nothing but their log; where the profile can't be read now, they are told nothing.
 * May wait for the database or the broker; safe for any thread.
 */
public final class Hints {
    private static final Logger log = LoggerFactory.getLogger(Hints.class);
    private static final long MOST_TYPING = 100_000;

    private final Commands commands;
    private final Function<UserId, Optional<Switches>> switches;

    /** Whose writing the others were just told of. */
    private final Cache<Writer, Boolean> typing;

    private record Writer(UserId userId, ConversationId conversationId) {}

    public Hints(Commands commands, KnownSwitches switches, Settings settings) {
        this(commands, switches::of, settings.get(CommandSettings.TYPING_INTERVAL), System::nanoTime);
    }

    Hints(
            Commands commands,
            Function<UserId, Optional<Switches>> switches,
            Duration typingInterval,
            LongSupplier nanoTime) {
        this.commands = commands;
        this.switches = switches;
        this.typing = Caffeine.newBuilder()
                .maximumSize(MOST_TYPING)
                .expireAfterWrite(typingInterval.toNanos(), TimeUnit.NANOSECONDS)
                .ticker(nanoTime::getAsLong)
                .build();
    }

    /** Writing, by a request: what is not to be shown is written all the same, so that a refusal is told. */
    CompletableFuture<RecordMetadata> typing(CommandId commandId, UserId user, ConversationId conversation) {
        boolean shown = isShown(user, Switches::showTyping) && isNews(user, conversation);
        return append(new Typing(Optional.of(commandId), conversation, user, shown));
    }

    /** Writing, by a frame, which nobody answers. */
    public void typing(UserId user, ConversationId conversation) {
        if (isShown(user, Switches::showTyping) && isNews(user, conversation)) {
            forget(append(new Typing(Optional.empty(), conversation, user, true)));
        }
    }

    /** A device of the user has everything up to {@code seq}. */
    public void delivered(UserId user, ConversationId conversation, Seq seq) {
        if (isShown(user, Switches::sendReceipts)) {
            var command = new MarkDelivered(conversation, user, seq);
            forget(commands.append(CHAT_COMMANDS, conversation, command));
        }
    }

    /** What the inbox is to know of whether others may see that the user is there; empty where that is not known now. */
    public Optional<ShowsPresence> presence(UserId user) {
        return switches.apply(user).map(known -> new ShowsPresence(known.showPresence(), known.version()));
    }

    /** Tells the inbox so. */
    public CompletableFuture<RecordMetadata> presenceChanged(UserId user, Switches now) {
        var command = new SetPresence(user, new ShowsPresence(now.showPresence(), now.version()));
        return commands.append(INBOX_COMMANDS, user, command);
    }

    /** Reading counts for the reader in any case. */
    CompletableFuture<RecordMetadata> read(CommandId commandId, UserId user, ConversationId conversation, Seq seq) {
        boolean shown = isShown(user, Switches::sendReceipts);
        var command = new MarkRead(commandId, conversation, user, seq, shown ? Optional.empty() : Optional.of(false));
        return commands.append(CHAT_COMMANDS, conversation, command);
    }

    private boolean isShown(UserId user, Predicate<Switches> what) {
        return switches.apply(user).filter(what).isPresent();
    }

    private boolean isNews(UserId user, ConversationId conversation) {
        return typing.asMap().putIfAbsent(new Writer(user, conversation), true) == null;
    }

    private CompletableFuture<RecordMetadata> append(Typing command) {
        return commands.append(CHAT_COMMANDS, command.conversationId(), command);
    }

    /** The next one makes it good. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void forget(CompletableFuture<RecordMetadata> appended) {
        appended.exceptionally(failure -> {
            log.debug("Not told: {}", failure.toString());
            return null;
        });
    }
}
