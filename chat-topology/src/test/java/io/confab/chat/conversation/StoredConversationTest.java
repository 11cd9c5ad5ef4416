package io.confab.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.schemas.id.Seq;
import io.confab.testkit.Golden;
import io.confab.testkit.GoldenSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the stores outlives the code that wrote it. */
class StoredConversationTest {

    @ParameterizedTest
    @ValueSource(classes = {Conversation.class, Blocks.class, First.class, Muting.class, Message.class, Reaction.class})
    void the_next_version_can_read_it(Class<?> type) {
        GoldenSchema.check(
                Golden.inModule("src/test/resources/golden/conversation/" + type.getSimpleName() + ".json"), type);
    }

    @Test
    void keys_read_what_they_write() {
        var id = "0190a000-0000-7000-8000-00000000000";
        var client = id + "1:" + id + "2:MESSAGE:" + id + "3";
        assertThat(ClientKey.of(client)).hasToString(client);
        var member = id + "1:" + id + "2";
        assertThat(MemberKey.of(member)).hasToString(member);
        var message = id + "1:0000000000000000007";
        assertThat(MessageKey.of(message)).hasToString(message);
        assertThat(MessageKey.of(message).seq()).isEqualTo(new Seq(7));
        var reaction = message + ":*\uFE0F\u20E3";
        assertThat(ReactionKey.of(reaction)).hasToString(reaction);
        assertThat(ReactionKey.of(reaction).emoji()).isEqualTo("*\uFE0F\u20E3");
    }
}
