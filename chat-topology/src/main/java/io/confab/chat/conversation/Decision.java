package io.confab.chat.conversation;

import io.confab.schemas.chat.Member;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.EphemeralEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.event.UserEvent.CommandRejected;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.Show;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What comes of a command: what changes, what becomes a fact, and who is told. */
sealed interface Decision {

    /** The fact for {@code chat.events}, if it is one. */
    default Optional<ChatEvent> event() {
        return Optional.empty();
    }

    /** All facts for {@code chat.events}, in their order. */
    default List<ChatEvent> facts() {
        return event().stream().toList();
    }

    /** Who is told what, in the order of the members. */
    default List<Deliver> deliveries() {
        return List.of();
    }

    /** Who is shown what of the moment, which nobody keeps. */
    default List<Show> shows() {
        return List.of();
    }

    private static List<Deliver> told(ChatEvent fact, UserId by, List<UserId> recipients) {
        var forOthers = fact.withoutCommand();
        return recipients.stream()
                .map(user -> new Deliver(user, user.equals(by) ? fact : forOthers))
                .toList();
    }

    /** In one word, for the metrics; a rejection's is its code. */
    String outcome();

    /** Says what is different from now on; most decisions change nothing. */
    default void applyTo(Changes changes) {}

    /** Takes what a decision changes. */
    interface Changes {
        void happened(ChatEvent fact);

        void remember(Remembered remembered, Instant at);

        void block(ConversationId conversationId, Blocks blocks);

        void close(Conversation closed);
    }

    /** What a client's name for something stands for from now on. */
    record Remembered(ClientKey key, First first) {
        public Remembered {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(first, "first");
        }
    }

    /** A new fact, told to all members; its command to the user alone who gave it. */
    record Accepted(ChatEvent fact, UserId by, List<UserId> recipients, Optional<Remembered> remembered)
            implements Decision {

        public Accepted {
            Objects.requireNonNull(fact, "fact");
            Objects.requireNonNull(by, "by");
            recipients = List.copyOf(recipients);
            Objects.requireNonNull(remembered, "remembered");
        }

        @Override
        public Optional<ChatEvent> event() {
            return Optional.of(fact);
        }

        @Override
        public List<Deliver> deliveries() {
            return told(fact, by, recipients);
        }

        @Override
        public String outcome() {
            return "accepted";
        }

        @Override
        public void applyTo(Changes changes) {
            changes.happened(fact);
            remembered.ifPresent(name -> changes.remember(name, fact.at()));
        }
    }

    /** What follows from the end of a member's account: facts that nobody commanded, each told to all who stay. */
    record Departed(List<ChatEvent> facts, List<UserId> others) implements Decision {

        public Departed {
            facts = List.copyOf(facts);
            others = List.copyOf(others);
        }

        @Override
        public List<Deliver> deliveries() {
            return facts.stream()
                    .flatMap(fact -> others.stream().map(user -> new Deliver(user, fact)))
                    .toList();
        }

        @Override
        public String outcome() {
            return "accepted";
        }

        @Override
        public void applyTo(Changes changes) {
            facts.forEach(changes::happened);
        }
    }

    /** A direct conversation in which nothing can be said any more. It can be read as before, so nobody is told. */
    record Closed(Conversation conversation) implements Decision {

        public Closed {
            Objects.requireNonNull(conversation, "conversation");
        }

        @Override
        public String outcome() {
            return "accepted";
        }

        @Override
        public void applyTo(Changes changes) {
            changes.close(conversation);
        }
    }

    /** Something of the moment, shown to the other members; a mark is a fact besides. */
    record Hinted(EphemeralEvent hint, List<UserId> others, Optional<ChatEvent> event) implements Decision {

        public Hinted {
            Objects.requireNonNull(hint, "hint");
            others = List.copyOf(others);
            Objects.requireNonNull(event, "event");
        }

        @Override
        public List<Show> shows() {
            return others.stream().map(user -> new Show(user, hint)).toList();
        }

        @Override
        public String outcome() {
            return "accepted";
        }

        @Override
        public void applyTo(Changes changes) {
            event.ifPresent(changes::happened);
        }
    }

    /** A new member, to whom the group is shown first. */
    record Joined(MemberAdded fact, ConversationCreated group, UserId by, Remembered remembered) implements Decision {

        public Joined {
            Objects.requireNonNull(fact, "fact");
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(remembered, "remembered");
        }

        @Override
        public Optional<ChatEvent> event() {
            return Optional.of(fact);
        }

        @Override
        public List<Deliver> deliveries() {
            var members = group.members().stream().map(Member::userId).toList();
            return Stream.concat(
                            Stream.of(new Deliver(fact.userId(), group)), Decision.told(fact, by, members).stream())
                    .toList();
        }

        @Override
        public String outcome() {
            return "accepted";
        }

        @Override
        public void applyTo(Changes changes) {
            changes.happened(fact);
            changes.remember(remembered, fact.at());
        }
    }

    /** A fact of old, told again to the one who asked for it, or to all whom a match brought to it. */
    record Shown(ChatEvent fact, UserId by, List<UserId> recipients, Optional<Remembered> remembered)
            implements Decision {

        public Shown {
            Objects.requireNonNull(fact, "fact");
            Objects.requireNonNull(by, "by");
            recipients = List.copyOf(recipients);
            Objects.requireNonNull(remembered, "remembered");
        }

        @Override
        public List<Deliver> deliveries() {
            return told(fact, by, recipients);
        }

        @Override
        public String outcome() {
            return "shown";
        }

        @Override
        public void applyTo(Changes changes) {
            remembered.ifPresent(name -> changes.remember(name, fact.at()));
        }
    }

    /** The blocks as they are now; the blocker is told, if it is news or was asked for. */
    record BlockSet(ConversationId conversationId, Blocks blocks, UserId blockerId, Optional<UserEvent> notice)
            implements Decision {

        public BlockSet {
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(blocks, "blocks");
            Objects.requireNonNull(blockerId, "blockerId");
            Objects.requireNonNull(notice, "notice");
        }

        @Override
        public List<Deliver> deliveries() {
            return notice.map(event -> new Deliver(blockerId, event)).stream().toList();
        }

        @Override
        public String outcome() {
            return "accepted";
        }

        @Override
        public void applyTo(Changes changes) {
            changes.block(conversationId, blocks);
        }
    }

    /** The same command again: what it did stands, and nobody is told twice. */
    record Repeated(CommandId commandId, Optional<Seq> firstSeq) implements Decision {

        public Repeated {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(firstSeq, "firstSeq");
        }

        @Override
        public String outcome() {
            return "repeated";
        }
    }

    /** Allowed, and so already. */
    record Unchanged() implements Decision {

        @Override
        public String outcome() {
            return "unchanged";
        }
    }

    /** Refused; only the one who gave the command is told. */
    record Rejected(UserId by, CommandRejected rejection) implements Decision {

        public Rejected {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(rejection, "rejection");
        }

        @Override
        public List<Deliver> deliveries() {
            return List.of(new Deliver(by, rejection));
        }

        @Override
        public String outcome() {
            return rejection.code().name().toLowerCase(Locale.ROOT);
        }
    }
}
