package io.confab.schemas.event;

import io.confab.schemas.chat.History;
import io.confab.schemas.chat.Kind;
import io.confab.schemas.chat.Member;
import io.confab.schemas.chat.Role;
import io.confab.schemas.id.ClientMessageId;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.json.Internal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A fact about a conversation, written once to {@code chat.events} and delivered to whom it concerns. */
public sealed interface ChatEvent extends UserEvent {

    /** The conversation it is about: the key of its record. */
    ConversationId conversationId();

    @Override
    ChatEvent withoutCommand();

    <R> R accept(Visitor<R> visitor);

    /** One answer for each kind of fact: a new kind doesn't compile until everyone has one. */
    interface Visitor<R> {
        R conversationCreated(ConversationCreated event);

        R messageSent(MessageSent event);

        R conversationRead(ConversationRead event);

        R conversationMuted(ConversationMuted event);

        R conversationChanged(ConversationChanged event);

        R memberAdded(MemberAdded event);

        R memberRemoved(MemberRemoved event);

        R memberChanged(MemberChanged event);

        R messageEdited(MessageEdited event);

        R messageDeleted(MessageDeleted event);

        R reactionAdded(ReactionAdded event);

        R reactionRemoved(ReactionRemoved event);

        R conversationDelivered(ConversationDelivered event);
    }

    /**
     * A conversation that is there now.
     *
     * @param title of a group
     * @param members all of them, the creator first
     * @param version how often the conversation was changed before; empty for one that is new
     */
    record ConversationCreated(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            Kind kind,
            Optional<String> title,
            @Internal History history,
            UserId createdBy,
            List<Member> members,
            @Internal Optional<Long> version)
            implements ChatEvent {

        public ConversationCreated {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(history, "history");
            Objects.requireNonNull(createdBy, "createdBy");
            members = List.copyOf(members);
            Objects.requireNonNull(version, "version");
        }

        @Override
        public ConversationCreated withoutCommand() {
            return new ConversationCreated(
                    at, Optional.empty(), conversationId, kind, title, history, createdBy, members, version);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conversationCreated(this);
        }
    }

    /**
     * A message that has its place.
     *
     * @param replyTo the message it answers
     */
    record MessageSent(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            Seq seq,
            MessageId messageId,
            ClientMessageId clientMessageId,
            UserId senderId,
            String text,
            Optional<Seq> replyTo)
            implements ChatEvent {

        public MessageSent {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(messageId, "messageId");
            Objects.requireNonNull(clientMessageId, "clientMessageId");
            Objects.requireNonNull(senderId, "senderId");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(replyTo, "replyTo");
        }

        @Override
        public MessageSent withoutCommand() {
            return new MessageSent(
                    at, Optional.empty(), conversationId, seq, messageId, clientMessageId, senderId, text, replyTo);
        }

        @Override
        public Optional<UserId> hiddenWith() {
            return Optional.of(senderId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.messageSent(this);
        }
    }

    /**
     * {@code userId} has read everything up to {@code seq}: a maximum, which only rises.
     *
     * @param shown false where nobody but the reader is to know; else it is left out
     */
    record ConversationRead(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            UserId userId,
            Seq seq,
            @Internal Optional<Boolean> shown)
            implements ChatEvent {

        public ConversationRead {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(shown, "shown");
        }

        @Override
        public ConversationRead withoutCommand() {
            return new ConversationRead(at, Optional.empty(), conversationId, userId, seq, shown);
        }

        /** Whether the other members may know. */
        public boolean forAll() {
            return shown.orElse(true);
        }

        @Override
        public Optional<UserId> hiddenWith() {
            return Optional.of(userId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conversationRead(this);
        }
    }

    /**
     * A user wants no notice of what goes on here, or wants it again. Told to that user alone.
     *
     * @param version counts what this user said of it, from 1: the higher one is the later
     * @param userId who mutes
     * @param until when that ends; empty where it has ended
     */
    record ConversationMuted(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            @Internal long version,
            @Internal UserId userId,
            Optional<Instant> until)
            implements ChatEvent {

        public ConversationMuted {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(until, "until");
        }

        @Override
        public ConversationMuted withoutCommand() {
            return new ConversationMuted(at, Optional.empty(), conversationId, version, userId, until);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conversationMuted(this);
        }
    }

    /**
     * A device of {@code userId} has received everything up to {@code seq}: a maximum, which only rises. It is no event of any
     * inbox: the other members are shown an {@link EphemeralEvent.Delivered}.
     */
    @Internal
    record ConversationDelivered(Instant at, ConversationId conversationId, UserId userId, Seq seq)
            implements ChatEvent {

        public ConversationDelivered {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(seq, "seq");
        }

        @Override
        public Optional<CommandId> commandId() {
            return Optional.empty();
        }

        @Override
        public ConversationDelivered withoutCommand() {
            return this;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conversationDelivered(this);
        }
    }

    /**
     * A group that has another title.
     *
     * @param version counts the changes of the conversation, of all kinds, from 1: the higher one is the later
     */
    record ConversationChanged(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            @Internal long version,
            String title,
            UserId by)
            implements ChatEvent {

        public ConversationChanged {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(by, "by");
        }

        @Override
        public ConversationChanged withoutCommand() {
            return new ConversationChanged(at, Optional.empty(), conversationId, version, title, by);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conversationChanged(this);
        }
    }

    /**
     * A user who is a member of a group from now on. To that user the group is told first.
     *
     * @param version counts the changes of the conversation, of all kinds, from 1: the higher one is the later
     * @param history whether the user may read what was said before, too
     * @param joinedAfter the last message before, if there is one
     */
    record MemberAdded(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            @Internal long version,
            UserId userId,
            String username,
            String displayName,
            Role role,
            UserId by,
            @Internal History history,
            @Internal Optional<Seq> joinedAfter)
            implements ChatEvent {

        public MemberAdded {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(displayName, "displayName");
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(history, "history");
            Objects.requireNonNull(joinedAfter, "joinedAfter");
        }

        @Override
        public MemberAdded withoutCommand() {
            return new MemberAdded(
                    at,
                    Optional.empty(),
                    conversationId,
                    version,
                    userId,
                    username,
                    displayName,
                    role,
                    by,
                    history,
                    joinedAfter);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.memberAdded(this);
        }
    }

    /**
     * A user who is no member any more, told to that user too. A direct conversation has ended with it, for both.
     *
     * @param version counts the changes of the conversation, of all kinds, from 1: the higher one is the later
     * @param leftAfter the last message before, if there is one
     */
    record MemberRemoved(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            @Internal long version,
            UserId userId,
            UserId by,
            @Internal Optional<Seq> leftAfter)
            implements ChatEvent {

        public MemberRemoved {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(leftAfter, "leftAfter");
        }

        @Override
        public MemberRemoved withoutCommand() {
            return new MemberRemoved(at, Optional.empty(), conversationId, version, userId, by, leftAfter);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.memberRemoved(this);
        }
    }

    /**
     * A member who has another role.
     *
     * @param version counts the changes of the conversation, of all kinds, from 1: the higher one is the later
     */
    record MemberChanged(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            @Internal long version,
            UserId userId,
            Role role,
            UserId by)
            implements ChatEvent {

        public MemberChanged {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(by, "by");
        }

        @Override
        public MemberChanged withoutCommand() {
            return new MemberChanged(at, Optional.empty(), conversationId, version, userId, role, by);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.memberChanged(this);
        }
    }

    /**
     * A message that its author has given another text, told to whoever sees the message.
     *
     * @param version counts the changes of the message, of all kinds, from 1: the higher one is the later
     */
    record MessageEdited(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            Seq seq,
            @Internal long version,
            String text,
            UserId by)
            implements ChatEvent {

        public MessageEdited {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(by, "by");
        }

        @Override
        public MessageEdited withoutCommand() {
            return new MessageEdited(at, Optional.empty(), conversationId, seq, version, text, by);
        }

        @Override
        public Optional<UserId> hiddenWith() {
            return Optional.of(by);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.messageEdited(this);
        }
    }

    /**
     * A message that is no more, and its reactions with it, told to whoever saw it. In a group whoever blocks the author did not; in a
     * direct conversation both have it before them.
     *
     * @param version counts the changes of the message, of all kinds, from 1: the higher one is the later
     * @param kind of the conversation
     * @param senderId whose message it was
     */
    record MessageDeleted(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            Seq seq,
            @Internal long version,
            @Internal Kind kind,
            @Internal UserId senderId,
            UserId by)
            implements ChatEvent {

        public MessageDeleted {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(senderId, "senderId");
            Objects.requireNonNull(by, "by");
        }

        @Override
        public MessageDeleted withoutCommand() {
            return new MessageDeleted(at, Optional.empty(), conversationId, seq, version, kind, senderId, by);
        }

        @Override
        public Optional<UserId> hiddenWith() {
            return kind == Kind.GROUP ? Optional.of(senderId) : Optional.empty();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.messageDeleted(this);
        }
    }

    /**
     * {@code userId} reacts to a message, told to whoever sees the message.
     *
     * @param version counts the changes of the message, of all kinds, from 1: the higher one is the later
     */
    record ReactionAdded(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            Seq seq,
            @Internal long version,
            String emoji,
            UserId userId)
            implements ChatEvent {

        public ReactionAdded {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(emoji, "emoji");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public ReactionAdded withoutCommand() {
            return new ReactionAdded(at, Optional.empty(), conversationId, seq, version, emoji, userId);
        }

        @Override
        public Optional<UserId> hiddenWith() {
            return Optional.of(userId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reactionAdded(this);
        }
    }

    /**
     * {@code userId} reacts to a message with {@code emoji} no more.
     *
     * @param version counts the changes of the message, of all kinds, from 1: the higher one is the later
     */
    record ReactionRemoved(
            Instant at,
            Optional<CommandId> commandId,
            ConversationId conversationId,
            Seq seq,
            @Internal long version,
            String emoji,
            UserId userId)
            implements ChatEvent {

        public ReactionRemoved {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(conversationId, "conversationId");
            Objects.requireNonNull(seq, "seq");
            Objects.requireNonNull(emoji, "emoji");
            Objects.requireNonNull(userId, "userId");
        }

        @Override
        public ReactionRemoved withoutCommand() {
            return new ReactionRemoved(at, Optional.empty(), conversationId, seq, version, emoji, userId);
        }

        @Override
        public Optional<UserId> hiddenWith() {
            return Optional.of(userId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reactionRemoved(this);
        }
    }
}
