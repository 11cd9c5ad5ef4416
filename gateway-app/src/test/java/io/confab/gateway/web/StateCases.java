package io.confab.gateway.web;

import static io.confab.gateway.web.StateCase.Who.ANN;
import static io.confab.gateway.web.StateCase.Who.BEN;
import static io.confab.gateway.web.StateCase.Who.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All that can happen to what a client knows. In each case the group has the messages 1 and 2 of Ann, 3 of Ben and 4 of Dora. */
final class StateCases {
    private static final String NO_EARLIER = "the client has not read an earlier one, and says so";
    private static final String HIDDEN = "messages of whom one blocks are numbered, and told to nobody";

    private StateCases() {}

    static List<StateCase> all() {
        return List.of(
                // conversations
                StateCase.of("a direct conversation begins")
                        .given(cast -> assertThat(cast.directId()).isEmpty())
                        .when(cast -> cast.openDirect())
                        .tells(ANN, "conversation.created")
                        .tells(BEN, "conversation.created")
                        .settled(StateCases::directIsThere)
                        .mayAsk(),
                StateCase.of("a direct conversation that is there is begun again")
                        .given(StateCases::aDirect)
                        .when(cast -> cast.createDirect())
                        .tells(ANN, "conversation.created")
                        .settled(StateCases::directIsThere)
                        .showsNothing(),
                StateCase.of("a direct conversation is left, and ends for both")
                        .given(StateCases::aDirect)
                        .when(cast -> cast.ann().delete(cast.direct() + "/members/me"))
                        .tells(ANN, "member.removed")
                        .tells(BEN, "member.removed")
                        .settled(StateCases::directIsOver)
                        .after(StateCases::directAgain),
                StateCase.of("a direct conversation that was left begins again")
                        .given(StateCases::aDirectThatWasLeft)
                        .when(cast -> cast.createDirect())
                        .tells(ANN, "conversation.created")
                        .tells(BEN, "conversation.created")
                        .settled(StateCases::directIsThere)
                        .mayAsk(),
                StateCase.of("a group begins")
                        .when(cast -> cast.openGroup("joined", cast.ben(), cast.cleo()))
                        .given(cast -> {})
                        .tellsAll(
                                "conversation.created",
                                "message.sent",
                                "message.sent",
                                "message.sent",
                                "message.sent",
                                "reaction.added",
                                "conversation.read")
                        .mayAsk(),
                StateCase.of("a group is renamed")
                        .when(cast -> cast.ann().patch(cast.group(), Map.of("title", "Coffee")))
                        .tellsAll("conversation.changed"),

                // members
                StateCase.of("somebody is added").when(StateCases::addEve).tellsAll("member.added"),
                StateCase.of("somebody is added, speaks, gets another role and is removed")
                        .when(cast -> {
                            addEve(cast);
                            cast.say(cast.eve(), "hello");
                            cast.ann().put(member(cast, cast.eve().userId()) + "/role", Map.of("role", "admin"));
                            cast.ann().delete(member(cast, cast.eve().userId()));
                        })
                        .tellsAll("member.added", "message.sent", "member.changed", "member.removed"),
                StateCase.of("who looks on is added")
                        .given(cast -> cast.groupIsThere("joined"))
                        .when(StateCases::addBenAndCleo)
                        .tells(ANN, "member.added", "member.added", "message.sent")
                        .tells(BEN, "conversation.created", "member.added", "member.added", "message.sent")
                        .tells(CLEO, "conversation.created", "member.added", "message.sent")
                        .mayAsk(),
                StateCase.of("who looks on is added to a group whose history is for all")
                        .given(cast -> cast.groupIsThere("all"))
                        .when(StateCases::addBenAndCleo)
                        .tells(ANN, "member.added", "member.added", "message.sent")
                        .tells(BEN, "conversation.created", "member.added", "member.added", "message.sent")
                        .tells(CLEO, "conversation.created", "member.added", "message.sent")
                        .mayAsk(),
                StateCase.of("who looks on is removed")
                        .when(cast -> {
                            cast.ann().delete(member(cast, cast.ben().userId()));
                            cast.ann().delete(member(cast, cast.cleo().userId()));
                        })
                        .tells(ANN, "member.removed", "member.removed")
                        .tells(BEN, "member.removed")
                        .tells(CLEO, "member.removed", "member.removed"),
                StateCase.of("who looks on is removed, comes back, and reads what is said from then on")
                        .when(cast -> {
                            cast.ann().delete(member(cast, cast.ben().userId()));
                            cast.say(cast.ann(), "five");
                            cast.ann()
                                    .post(
                                            cast.group() + "/members",
                                            Map.of("userId", cast.ben().userId()));
                            cast.say(cast.ann(), "six");
                        })
                        .tells(ANN, "member.removed", "message.sent", "member.added", "message.sent")
                        .tells(BEN, "member.removed", "conversation.created", "member.added", "message.sent")
                        .tells(CLEO, "member.removed", "message.sent", "member.added", "message.sent")
                        .mayAsk(),
                StateCase.of("one leaves")
                        .when(cast -> cast.ben().delete(cast.group() + "/members/me"))
                        .tellsAll("member.removed"),
                StateCase.of("one deletes the account")
                        .given(cast -> cast.groupIsThere("joined", cast.ben(), cast.cleo(), cast.newcomer()))
                        .when(cast -> cast.newcomer()
                                .delete("/v1/me", Map.of("password", Person.PASSWORD))
                                .must(204))
                        .tellsAll("member.removed"),
                StateCase.of("the owner makes another owner and leaves")
                        .when(cast -> {
                            cast.ann().put(member(cast, cast.ben().userId()) + "/role", Map.of("role", "owner"));
                            cast.ann().delete(cast.group() + "/members/me");
                        })
                        .tellsAll("member.changed", "member.removed"),
                StateCase.of("a member gets another role")
                        .when(cast ->
                                cast.ann().put(member(cast, cast.ben().userId()) + "/role", Map.of("role", "admin")))
                        .tellsAll("member.changed"),

                // messages
                StateCase.of("one speaks")
                        .when(cast -> cast.say(cast.ben(), "five"))
                        .tellsAll("message.sent"),
                StateCase.of("one speaks on this device, which had shown it before it was sent")
                        .when(StateCases::speakOnThisDevice)
                        .tellsAll("message.sent"),
                StateCase.of("two speak in a direct conversation")
                        .given(StateCases::aDirect)
                        .when(cast -> {
                            cast.say(cast.ann(), cast.direct(), "hello");
                            cast.say(cast.ben(), cast.direct(), "hello yourself");
                        })
                        .tells(ANN, "message.sent", "message.sent")
                        .tells(BEN, "message.sent", "message.sent")
                        .settled(cast -> Cast.awaits(() -> assertThat(cast.ben()
                                        .get(cast.direct())
                                        .body()
                                        .at("/lastMessage/text")
                                        .asText())
                                .isEqualTo("hello yourself"))),
                StateCase.of("one answers")
                        .when(cast -> cast.ben()
                                .post(
                                        cast.group() + "/messages",
                                        Map.of(
                                                "clientMessageId",
                                                UUID.randomUUID().toString(),
                                                "text",
                                                "indeed",
                                                "replyTo",
                                                2)))
                        .tellsAll("message.sent"),
                StateCase.of("a message is edited, and again")
                        .when(cast -> {
                            cast.ben().patch(cast.message(3), Map.of("text", "THREE"));
                            cast.ben().patch(cast.message(3), Map.of("text", "3"));
                        })
                        .tellsAll("message.edited", "message.edited"),
                StateCase.of("the last message is edited")
                        .when(cast -> cast.dora().patch(cast.message(4), Map.of("text", "4")))
                        .tellsAll("message.edited"),
                StateCase.of("a message that some have not read is deleted")
                        .when(cast -> cast.ben().delete(cast.message(3)))
                        .tellsAll("message.deleted")
                        .mayAsk(),
                StateCase.of("the last message is deleted by the owner, with its reactions")
                        .when(cast -> cast.ann().delete(cast.message(4)))
                        .tellsAll("message.deleted")
                        .mayAsk(),
                StateCase.of("a message is edited, then deleted")
                        .when(cast -> {
                            cast.ann().patch(cast.message(1), Map.of("text", "1"));
                            cast.ann().delete(cast.message(1));
                        })
                        .tellsAll("message.edited", "message.deleted")
                        .mayAsk(),
                StateCase.of("a message is sent and deleted")
                        .when(cast -> {
                            cast.say(cast.ben(), "five");
                            cast.ben().delete(cast.message(5));
                        })
                        .tellsAll("message.sent", "message.deleted"),

                // reactions
                StateCase.of("some react, with the same and with others")
                        .when(cast -> {
                            cast.ben().put(cast.message(1) + "/reactions/👍");
                            cast.ben().put(cast.message(4) + "/reactions/👍");
                            cast.dora().put(cast.message(4) + "/reactions/❤️");
                            cast.cleo().put(cast.message(4) + "/reactions/👍");
                        })
                        .tellsAll("reaction.added", "reaction.added", "reaction.added", "reaction.added"),
                StateCase.of("a reaction is taken back")
                        .when(cast -> cast.ann().delete(cast.message(4) + "/reactions/👍"))
                        .tellsAll("reaction.removed"),
                StateCase.of("reactions are given, taken back and given again")
                        .when(cast -> {
                            cast.ben().put(cast.message(4) + "/reactions/👍");
                            cast.ann().delete(cast.message(4) + "/reactions/👍");
                            cast.dora().put(cast.message(4) + "/reactions/🎉");
                            cast.ann().put(cast.message(4) + "/reactions/👍");
                            cast.ben().delete(cast.message(4) + "/reactions/👍");
                        })
                        .tellsAll(
                                "reaction.added",
                                "reaction.removed",
                                "reaction.added",
                                "reaction.added",
                                "reaction.removed"),

                // marks
                StateCase.of("one reads on another device")
                        .when(cast -> cast.ann().put(cast.group() + "/read", Map.of("seq", 3)))
                        .tellsAll("conversation.read"),
                StateCase.of("one reads to the end and past it")
                        .when(cast -> cast.ben().put(cast.group() + "/read", Map.of("seq", 400)))
                        .tellsAll("conversation.read"),
                StateCase.of("one reads, speaks and is answered")
                        .when(cast -> {
                            cast.ben().put(cast.group() + "/read", Map.of("seq", 4));
                            cast.say(cast.ben(), "five");
                            cast.say(cast.ann(), "six");
                        })
                        .tellsAll("conversation.read", "message.sent", "message.sent"),
                StateCase.of("one reads who sends no receipts")
                        .when(cast -> {
                            cast.ann()
                                    .patch("/v1/me", Map.of("sendReceipts", false))
                                    .must(200);
                            cast.ann().put(cast.group() + "/read", Map.of("seq", 4));
                        })
                        .tells(ANN, "conversation.read")
                        .leavesOut("me", "no event tells of a profile")
                        .after(cast -> cast.ann()
                                .patch("/v1/me", Map.of("sendReceipts", true))
                                .must(200)),
                StateCase.of("a message arrives at another's device")
                        .when(StateCases::arriveAtBens)
                        .tells(ANN, "message.sent", "conversation.delivered")
                        .tells(BEN, "message.sent")
                        .tells(CLEO, "message.sent")
                        .leavesOut(
                                "deliveredSeq",
                                "conversation.delivered has no cursor: who was away reads it in a list",
                                cast -> List.of(cast.cleos())),

                // what is one's own
                StateCase.of("a conversation is muted until a time")
                        .when(cast -> mute(cast, "{\"until\":\"2100-01-01T00:00:00Z\"}"))
                        .tells(ANN, "conversation.muted"),
                StateCase.of("a conversation is muted for good")
                        .when(cast -> mute(cast, "{}"))
                        .tells(ANN, "conversation.muted"),
                StateCase.of("a mute is lifted")
                        .given(cast -> {
                            cast.groupIsThere("joined", cast.ben(), cast.cleo());
                            mute(cast, "{}");
                            cast.settleGroup();
                        })
                        .when(cast -> cast.ann().call("PUT", cast.group() + "/mute", "{\"until\":null}"))
                        .tells(ANN, "conversation.muted"),
                StateCase.of("the profile and its switches change on this device")
                        .when(cast -> {
                            var change = Map.of("bio", "tea " + UUID.randomUUID(), "showTyping", false);
                            var me =
                                    cast.ann().patch("/v1/me", change).must(200).body();
                            cast.annsOwn().does(own("loaded.me").set("me", me));
                        })
                        .leavesOut(
                                "me",
                                "no event tells of a profile: other devices read it when they begin",
                                cast -> List.of(cast.annsOther())),

                // blocks
                StateCase.of("a member of a group is blocked")
                        .when(cast -> block(cast))
                        .tells(ANN, "block.applied")
                        .leavesOut("lastMessage", NO_EARLIER)
                        .rereads()
                        .after(StateCases::unblock),
                StateCase.of("who said the last words is blocked")
                        .given(cast -> {
                            cast.groupIsThere("joined", cast.ben(), cast.cleo());
                            cast.say(cast.ben(), "five");
                            cast.ben().put(cast.message(4) + "/reactions/👍");
                            cast.ben().put(cast.group() + "/read", Map.of("seq", 5));
                            cast.outcome(cast.annsOther(), cast.ann().put(cast.group() + "/read", Map.of("seq", 3)));
                            cast.settleGroup();
                        })
                        .when(cast -> block(cast))
                        .tells(ANN, "block.applied")
                        .leavesOut("lastMessage", NO_EARLIER)
                        .rereads()
                        .after(StateCases::unblock),
                StateCase.of("what the blocked one does is hidden")
                        .when(cast -> {
                            block(cast);
                            cast.say(cast.ben(), "five");
                            cast.ben().patch(cast.message(3), Map.of("text", "THREE"));
                            cast.ben().put(cast.message(1) + "/reactions/👍");
                            cast.ben().put(cast.group() + "/read", Map.of("seq", 4));
                            cast.say(cast.dora(), "six");
                        })
                        .tells(ANN, "block.applied", "message.sent")
                        .tells(
                                BEN,
                                "message.sent",
                                "message.edited",
                                "reaction.added",
                                "conversation.read",
                                "message.sent")
                        .tells(
                                CLEO,
                                "message.sent",
                                "message.edited",
                                "reaction.added",
                                "conversation.read",
                                "message.sent")
                        .leavesOut("lastSeq", HIDDEN)
                        .leavesOut("lastMessage", NO_EARLIER)
                        .rereads()
                        .after(StateCases::unblock),
                StateCase.of("a block is lifted, and all that it hid is read again")
                        .given(cast -> {
                            cast.groupIsThere("joined", cast.ben(), cast.cleo());
                            block(cast);
                            cast.say(cast.ben(), "five");
                            cast.ben().put(cast.message(1) + "/reactions/👍");
                            cast.ben().put(cast.group() + "/read", Map.of("seq", 4));
                            cast.settleGroup();
                        })
                        .when(StateCases::unblock)
                        .tells(ANN, "block.lifted")
                        .rereads(),

                // what was refused
                StateCase.of("a command is refused")
                        .when(cast -> cast.ben().patch(cast.group(), Map.of("title", "Mine")))
                        .tells(BEN, "command.rejected")
                        .showsNothing(),

                // strangers
                StateCase.of("two strangers meet")
                        .given(StateCases::aDirect)
                        .when(cast -> {
                            var ticket = Map.of("pool", "state-cases", "tags", List.of("tea"));
                            cast.ann().post("/v1/chatup/tickets", ticket).must(202);
                            cast.ben().post("/v1/chatup/tickets", ticket).must(202);
                        })
                        .tells(ANN, "chatup.waiting", "chatup.matched", "conversation.created")
                        .tells(BEN, "chatup.waiting", "chatup.matched", "conversation.created")
                        .settled(StateCases::directIsThere)
                        .showsNothing(),
                StateCase.of("a stranger is sought, and then not")
                        .when(cast -> {
                            var sought = cast.ann().post("/v1/chatup/tickets", alone());
                            cast.outcome(cast.annsOwn(), sought);
                            cast.ann().delete("/v1/chatup/tickets/current").must(202);
                        })
                        .tells(ANN, "chatup.waiting", "chatup.cancelled")
                        .showsNothing(),
                StateCase.of("a stranger is sought in vain")
                        .when(cast ->
                                cast.ann().post("/v1/chatup/tickets", alone()).must(202))
                        .tells(ANN, "chatup.waiting", "chatup.expired")
                        .showsNothing());
    }

    private static Map<String, Object> alone() {
        return Map.of("pool", "state-cases-alone", "tags", List.of("solitude"), "anyone", false);
    }

    private static ObjectNode own(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static String member(Cast cast, String userId) {
        return cast.group() + "/members/" + userId;
    }

    private static void aDirect(Cast cast) {
        cast.openDirect();
    }

    private static void directIsThere(Cast cast) {
        Cast.awaits(() -> {
            assertThat(cast.ann().get(cast.direct()).status()).isEqualTo(200);
            assertThat(cast.ben().get(cast.direct()).status()).isEqualTo(200);
        });
    }

    private static void directIsOver(Cast cast) {
        Cast.awaits(() -> {
            assertThat(cast.ann().get(cast.direct()).status()).isEqualTo(403);
            assertThat(cast.ben().get(cast.direct()).status()).isEqualTo(403);
        });
    }

    private static void aDirectThatWasLeft(Cast cast) {
        aDirect(cast);
        var left = cast.ann().delete(cast.direct() + "/members/me").must(202);
        cast.outcome(cast.annsOwn(), left);
        cast.outcome(cast.annsOther(), left);
        cast.bens().wire().await("member.removed");
        directIsOver(cast);
    }

    private static void directAgain(Cast cast) {
        cast.outcome(cast.annsOwn(), cast.createDirect());
        directIsThere(cast);
    }

    private static void addEve(Cast cast) {
        add(cast, cast.eve().userId());
    }

    private static void addBenAndCleo(Cast cast) {
        add(cast, cast.ben().userId());
        add(cast, cast.cleo().userId());
        cast.say(cast.ann(), "five");
    }

    private static void add(Cast cast, String userId) {
        cast.ann().post(cast.group() + "/members", Map.of("userId", userId)).must(202);
    }

    private static void speakOnThisDevice(Cast cast) {
        var words = Cast.words("five");
        var queued = own("outbox.queued");
        queued.putObject("entry")
                .put("clientMessageId", words.get("clientMessageId"))
                .put("conversationId", cast.groupId())
                .put("text", words.get("text"))
                .put("createdAt", "2030-01-01T00:00:00Z");
        cast.annsOwn().does(queued);
        var taken = cast.ann().post(cast.group() + "/messages", words).must(202);
        cast.annsOwn()
                .does(own("outbox.accepted")
                        .put("clientMessageId", words.get("clientMessageId"))
                        .put("commandId", taken.text("commandId")));
    }

    private static void arriveAtBens(Cast cast) {
        try (var phone = cast.bensPhone()) {
            cast.say(cast.ann(), "five");
            var sent = phone.await("message.sent");
            phone.say(Map.of("type", "ack", "cursor", sent.get("cursor").asLong()));
            cast.annsOwn().wire().await("conversation.delivered");
        }
    }

    private static void mute(Cast cast, String body) {
        cast.outcome(cast.annsOwn(), cast.ann().call("PUT", cast.group() + "/mute", body));
    }

    private static void block(Cast cast) {
        block(cast, cast.ann().put("/v1/me/blocks/" + cast.ben().userId()));
    }

    private static void unblock(Cast cast) {
        block(cast, cast.ann().delete("/v1/me/blocks/" + cast.ben().userId()));
    }

    private static void block(Cast cast, Client.Answer answer) {
        cast.outcome(cast.annsOwn(), answer);
        cast.outcome(cast.annsOther(), answer);
    }
}
