package io.confab.chat.directory;

import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.LeaveForGood;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.json.Json;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Says of each conversation of a user whose account is deleted that the user is gone. Memberships and deletions come in no order
 * towards each other, so whichever is the second says it; a conversation hears it again without effect.
 */
final class DepartureProcessor implements Processor<UserId, Optional<Membership>, ConversationId, ChatCommand> {
    private static final String MEMBERSHIPS = "memberships";
    private static final String DELETED_USERS = "deleted-users";

    private ProcessorContext<ConversationId, ChatCommand> context;
    private KeyValueStore<MembershipKey, Boolean> memberships;
    private KeyValueStore<UserId, Boolean> deletedUsers;

    /** Takes memberships, and nothing where there is no account any more. */
    static ProcessorSupplier<UserId, Optional<Membership>, ConversationId, ChatCommand> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<UserId, Optional<Membership>, ConversationId, ChatCommand> get() {
                return new DepartureProcessor();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(MEMBERSHIPS),
                                Json.textSerde(MembershipKey.class, MembershipKey::of),
                                Json.serde(Boolean.class)),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(DELETED_USERS),
                                Json.textSerde(UserId.class, UserId::of),
                                Json.serde(Boolean.class)));
            }
        };
    }

    @Override
    public void init(ProcessorContext<ConversationId, ChatCommand> context) {
        this.context = context;
        this.memberships = context.getStateStore(MEMBERSHIPS);
        this.deletedUsers = context.getStateStore(DELETED_USERS);
    }

    @Override
    public void process(Record<UserId, Optional<Membership>> record) {
        var user = record.key();
        record.value().ifPresentOrElse(membership -> follow(record, membership), () -> {
            deletedUsers.put(user, true);
            leaveAll(record);
        });
    }

    private void follow(Record<UserId, ?> record, Membership membership) {
        var key = new MembershipKey(membership.userId(), membership.conversationId());
        memberships.put(key, membership.isIn() ? true : null);
        if (membership.isIn() && deletedUsers.get(membership.userId()) != null) {
            leave(record, membership.conversationId());
        }
    }

    private void leaveAll(Record<UserId, ?> record) {
        try (var found = memberships.prefixScan(MembershipKey.prefix(record.key()), new StringSerializer())) {
            while (found.hasNext()) {
                leave(record, found.next().key.conversationId());
            }
        }
    }

    private void leave(Record<UserId, ?> record, ConversationId conversation) {
        context.forward(record.withKey(conversation).withValue(new LeaveForGood(conversation, record.key())));
    }
}
