package io.confab.chat.inbox;

import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.ChatEvent;
import io.confab.schemas.event.ChatEvent.ConversationChanged;
import io.confab.schemas.event.ChatEvent.ConversationCreated;
import io.confab.schemas.event.ChatEvent.ConversationDelivered;
import io.confab.schemas.event.ChatEvent.ConversationMuted;
import io.confab.schemas.event.ChatEvent.ConversationRead;
import io.confab.schemas.event.ChatEvent.MemberAdded;
import io.confab.schemas.event.ChatEvent.MemberChanged;
import io.confab.schemas.event.ChatEvent.MemberRemoved;
import io.confab.schemas.event.ChatEvent.MessageDeleted;
import io.confab.schemas.event.ChatEvent.MessageEdited;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.ChatEvent.ReactionAdded;
import io.confab.schemas.event.ChatEvent.ReactionRemoved;
import io.confab.schemas.event.ChatupEvent;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.Deliver;
import io.confab.schemas.inbox.InboxCommand.EndSession;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.InboxCommand.Probe;
import io.confab.schemas.inbox.InboxCommand.SetBlock;
import io.confab.schemas.inbox.InboxCommand.SetPresence;
import io.confab.schemas.inbox.InboxCommand.Show;
import io.confab.schemas.inbox.InboxCommand.Watch;
import io.confab.schemas.json.Json;
import io.confab.schemas.push.Push.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The inboxes of one task: read before a decision, changed by it. */
final class InboxStores implements InboxDecision.Changes {
    private static final String INBOX = "inbox";
    private static final String CURSORS = "cursors";
    private static final String SESSIONS = "sessions";
    private static final String UNREAD = "unread";
    private static final String BLOCKLIST = "blocklist";
    private static final String PRESENCE = "presence";
    private static final String WATCHERS = "watchers";
    private static final String SEEKING = "seeking";

    /** Bounds what one entry costs where an inbox was silent for long and much of it is too old at once. */
    private static final int MAX_TRIMMED_AT_ONCE = 64;

    private static final int MAX_BATCH_ENTRIES = 100;

    /** A quarter of what a broker takes as one record by default. */
    private static final long MAX_BATCH_BYTES = 256 * 1024;

    private static final Serde<UserEvent> EVENTS = Json.serde(UserEvent.class);
    private static final Serde<UserId> USERS = Json.textSerde(UserId.class, UserId::of);

    private final InboxLimits limits;
    private final KeyValueStore<EntryKey, UserEvent> entries;
    private final KeyValueStore<UserId, Inbox> cursors;
    private final KeyValueStore<UserId, Sessions> sessions;
    private final KeyValueStore<UnreadKey, Unread> unread;
    private final KeyValueStore<BlockKey, Block> blocklist;
    private final KeyValueStore<UserId, Presence> presences;
    private final KeyValueStore<WatcherKey, Lease> watchers;
    private final KeyValueStore<UserId, Seeking> seeking;

    InboxStores(ProcessorContext<?, ?> context, InboxLimits limits) {
        this.limits = limits;
        this.entries = context.getStateStore(INBOX);
        this.cursors = context.getStateStore(CURSORS);
        this.sessions = context.getStateStore(SESSIONS);
        this.unread = context.getStateStore(UNREAD);
        this.blocklist = context.getStateStore(BLOCKLIST);
        this.presences = context.getStateStore(PRESENCE);
        this.watchers = context.getStateStore(WATCHERS);
        this.seeking = context.getStateStore(SEEKING);
    }

    static Set<StoreBuilder<?>> builders() {
        return Set.of(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(INBOX), Json.textSerde(EntryKey.class, EntryKey::of), EVENTS),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(CURSORS), USERS, Json.serde(Inbox.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(SESSIONS), USERS, Json.serde(Sessions.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(UNREAD),
                        Json.textSerde(UnreadKey.class, UnreadKey::of),
                        Json.serde(Unread.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(BLOCKLIST),
                        Json.textSerde(BlockKey.class, BlockKey::of),
                        Json.serde(Block.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(PRESENCE), USERS, Json.serde(Presence.class)),
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(WATCHERS),
                        Json.textSerde(WatcherKey.class, WatcherKey::of),
                        Json.serde(Lease.class)),
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(SEEKING), USERS, Json.serde(Seeking.class)));
    }

    Optional<Inbox> inbox(UserId user) {
        return Optional.ofNullable(cursors.get(user));
    }

    void begin(UserId user, Inbox inbox) {
        cursors.put(user, inbox);
    }

    /** What {@code command} finds in {@code inbox}; no more is read than bears on its kind. */
    InboxState before(InboxCommand command, Inbox inbox) {
        var user = command.userId();
        return command.accept(new InboxCommand.Visitor<>() {
            @Override
            public InboxState deliver(Deliver deliver) {
                var block = deliver.event().hiddenWith().flatMap(other -> block(user, other));
                var state = new InboxState(inbox, sessions(user), block, 0);
                return deliver.event() instanceof ChatupEvent ? state.with(seeking(user)) : state;
            }

            @Override
            public InboxState show(Show show) {
                return new InboxState(
                        inbox, sessions(user), block(user, show.event().userId()), 0);
            }

            @Override
            public InboxState openSession(OpenSession open) {
                return watched(unread(user)).with(seeking(user));
            }

            @Override
            public InboxState closeSession(CloseSession close) {
                return watched(0).with(seeking(user));
            }

            @Override
            public InboxState endSession(EndSession end) {
                return watched(0).with(seeking(user));
            }

            @Override
            public InboxState setBlock(SetBlock block) {
                return about(
                        block.blockedId(),
                        watcher(user, block.blockedId()).stream().toList());
            }

            @Override
            public InboxState watch(Watch watch) {
                var known = watcher(user, watch.watcherId());
                return about(watch.watcherId(), known.map(List::of).orElseGet(() -> watchers(user)));
            }

            @Override
            public InboxState setPresence(SetPresence set) {
                return watched(0);
            }

            @Override
            public InboxState probe(Probe probe) {
                return new InboxState(inbox, sessions(user), Optional.empty(), 0).with(seeking(user));
            }

            private InboxState watched(long unread) {
                return new InboxState(
                        inbox,
                        sessions(user),
                        Optional.empty(),
                        unread,
                        presence(user),
                        watchers(user),
                        Optional.empty());
            }

            private InboxState about(UserId other, List<Watcher> watchers) {
                return new InboxState(
                        inbox, sessions(user), block(user, other), 0, presence(user), watchers, Optional.empty());
            }
        });
    }

    /** Hands over the entries after {@code after} up to {@code last}, in order, in batches that fit into one record. */
    void replay(UserId user, Cursor after, Cursor last, Consumer<List<Entry>> batches) {
        if (after.equals(last)) {
            return;
        }
        try (var found = entries.range(new EntryKey(user, after.next()), new EntryKey(user, last))) {
            new Batches(asEntries(found), MAX_BATCH_ENTRIES, MAX_BATCH_BYTES, InboxStores::sizeBytes)
                    .forEachRemaining(batches);
        }
    }

    @Override
    public void append(UserId user, Inbox before, Entry entry) {
        var at = entry.event().at();
        var inbox = before.plus(at);
        entries.put(new EntryKey(user, inbox.last()), entry.event());
        for (int trimmed = 0; trimmed < MAX_TRIMMED_AT_ONCE && inbox.exceeds(limits, at); trimmed++) {
            entries.delete(new EntryKey(user, inbox.oldest()));
            var next = entries.get(new EntryKey(user, inbox.oldest().next()));
            inbox = inbox.withoutOldest(next.at());
        }
        cursors.put(user, inbox);
    }

    @Override
    public void notice(UserId user, UserEvent event) {
        if (event instanceof ChatEvent chat) {
            var key = new UnreadKey(user, chat.conversationId());
            chat.accept(new ChatEvent.Visitor<Void>() {
                @Override
                public Void conversationCreated(ConversationCreated created) {
                    return null;
                }

                @Override
                public Void messageSent(MessageSent sent) {
                    if (!sent.senderId().equals(user)) {
                        keep(key, unread(key).plus(sent.senderId(), sent.seq()));
                    }
                    return null;
                }

                @Override
                public Void conversationRead(ConversationRead read) {
                    if (read.userId().equals(user)) {
                        keep(key, unread(key).after(read.seq()));
                    }
                    return null;
                }

                /** No event of an inbox. */
                @Override
                public Void conversationDelivered(ConversationDelivered delivered) {
                    return null;
                }

                @Override
                public Void conversationMuted(ConversationMuted muted) {
                    return null;
                }

                @Override
                public Void conversationChanged(ConversationChanged changed) {
                    return null;
                }

                @Override
                public Void memberAdded(MemberAdded added) {
                    return null;
                }

                /** What one can't read any more is not unread; a direct conversation ends for both. */
                @Override
                public Void memberRemoved(MemberRemoved removed) {
                    boolean direct = removed.conversationId().equals(ConversationId.direct(user, removed.userId()));
                    if (direct || removed.userId().equals(user)) {
                        keep(key, Unread.NONE);
                    }
                    return null;
                }

                @Override
                public Void memberChanged(MemberChanged changed) {
                    return null;
                }

                @Override
                public Void messageEdited(MessageEdited edited) {
                    return null;
                }

                @Override
                public Void messageDeleted(MessageDeleted deleted) {
                    if (!deleted.senderId().equals(user)) {
                        keep(key, unread(key).without(deleted.seq()));
                    }
                    return null;
                }

                @Override
                public Void reactionAdded(ReactionAdded added) {
                    return null;
                }

                @Override
                public Void reactionRemoved(ReactionRemoved removed) {
                    return null;
                }
            });
        }
    }

    @Override
    public void live(UserId user, Sessions now) {
        sessions.put(user, now.isEmpty() ? null : now);
    }

    @Override
    public void block(BlockKey key, Block block) {
        blocklist.put(key, block);
    }

    @Override
    public void presence(UserId user, Presence now) {
        presences.put(user, now);
    }

    @Override
    public void watch(UserId user, Watcher watcher) {
        watchers.put(new WatcherKey(user, watcher.userId()), new Lease(watcher.until()));
    }

    @Override
    public void unwatch(UserId user, UserId watcher) {
        watchers.delete(new WatcherKey(user, watcher));
    }

    @Override
    public void seeking(UserId user, Optional<Seeking> now) {
        seeking.put(user, now.orElse(null));
    }

    private Optional<Seeking> seeking(UserId user) {
        return Optional.ofNullable(seeking.get(user));
    }

    private Presence presence(UserId user) {
        return Optional.ofNullable(presences.get(user)).orElse(Presence.UNKNOWN);
    }

    private List<Watcher> watchers(UserId user) {
        var all = new ArrayList<Watcher>();
        try (var found = watchers.prefixScan(WatcherKey.prefix(user), new StringSerializer())) {
            while (found.hasNext()) {
                var next = found.next();
                all.add(watcher(next.key, next.value));
            }
        }
        return all;
    }

    private Optional<Watcher> watcher(UserId user, UserId other) {
        var key = new WatcherKey(user, other);
        return Optional.ofNullable(watchers.get(key)).map(lease -> watcher(key, lease));
    }

    private Watcher watcher(WatcherKey key, Lease lease) {
        boolean blocked =
                block(key.userId(), key.watcherId()).filter(Block::active).isPresent();
        return new Watcher(key.watcherId(), lease.until(), blocked);
    }

    private Sessions sessions(UserId user) {
        return Optional.ofNullable(sessions.get(user)).orElse(Sessions.NONE);
    }

    private Optional<Block> block(UserId user, UserId other) {
        return Optional.ofNullable(blocklist.get(new BlockKey(user, other)));
    }

    private Unread unread(UnreadKey key) {
        return Optional.ofNullable(unread.get(key)).orElse(Unread.NONE);
    }

    private void keep(UnreadKey key, Unread now) {
        unread.put(key, now.isEmpty() ? null : now);
    }

    private long unread(UserId user) {
        long sum = 0;
        try (var found = unread.prefixScan(UnreadKey.prefix(user), new StringSerializer())) {
            while (found.hasNext()) {
                sum += found.next()
                        .value
                        .count(sender ->
                                block(user, sender).filter(Block::active).isPresent());
            }
        }
        return sum;
    }

    private static Iterator<Entry> asEntries(KeyValueIterator<EntryKey, UserEvent> found) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return found.hasNext();
            }

            @Override
            public Entry next() {
                var next = found.next();
                return new Entry(next.key.cursor(), next.value);
            }
        };
    }

    private static long sizeBytes(Entry entry) {
        return EVENTS.serializer().serialize(INBOX, entry.event()).length;
    }
}
