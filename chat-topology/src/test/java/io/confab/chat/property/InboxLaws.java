package io.confab.chat.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chat.property.History.Asked;
import io.confab.chat.property.History.Reached;
import io.confab.schemas.chat.ChatCommand;
import io.confab.schemas.chat.ChatCommand.SendMessage;
import io.confab.schemas.directory.BlockKey;
import io.confab.schemas.event.ChatEvent.MessageSent;
import io.confab.schemas.event.EphemeralEvent.UserPresence;
import io.confab.schemas.event.UserEvent;
import io.confab.schemas.id.CommandId;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MessageId;
import io.confab.schemas.id.SocketId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.Cursor;
import io.confab.schemas.inbox.Epoch;
import io.confab.schemas.inbox.InboxCommand.CloseSession;
import io.confab.schemas.inbox.InboxCommand.OpenSession;
import io.confab.schemas.inbox.InboxCommand.SetBlock;
import io.confab.schemas.inbox.InboxCommand.SetPresence;
import io.confab.schemas.push.Push;
import io.confab.schemas.push.Push.CaughtUp;
import io.confab.schemas.push.Push.Entry;
import io.confab.schemas.push.Push.Ephemeral;
import io.confab.schemas.push.Push.Events;
import io.confab.schemas.push.Push.Ready;
import io.confab.schemas.push.Push.Resync;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What holds for the inboxes of any history. Each is checked by itself and throws where it does not hold. */
final class InboxLaws {
    private InboxLaws() {}

    private record Opening(SocketId socket, int number) {
        static Opening of(Push push) {
            return new Opening(push.target().socketId(), push.target().opening());
        }
    }

    private record Change(long at, long version, boolean active) {}

    static void pushAsTheModel(History history, int kept) {
        var model = Model.of(history, kept);
        for (var push : model.pushes()) {
            assertThat(push.actual()).as(push.cause()).isEqualTo(push.expected());
        }
        assertThat(model.undelivered()).as("still on its way").isEmpty();
    }

    /**
     * Seen from the outside: by who was a member when it was accepted, on a new device that asks for everything. Those who ever
     * blocked its sender may see it or not, in order too.
     */
    static void showEachMessageOnceAndInOrder(History history) {
        var due = due(history);
        var blocks = blockedEver(history);
        wholeInboxes(history).forEach((user, entries) -> {
            var name = "what " + history.town().name(user) + " sees";
            var seen = entries.stream()
                    .map(Entry::event)
                    .filter(MessageSent.class::isInstance)
                    .map(MessageSent.class::cast)
                    .toList();
            assertThat(seen.stream().map(MessageSent::messageId)).as(name).doesNotHaveDuplicates();
            byPlace(seen, message -> true)
                    .forEach((place, messages) -> assertThat(messages.stream().map(MessageSent::seq))
                            .as(name)
                            .isSorted());
            Predicate<MessageSent> certain = message -> !blocks.contains(new BlockKey(user, message.senderId()));
            assertThat(ids(byPlace(seen, certain)))
                    .as(name)
                    .isEqualTo(ids(byPlace(due.getOrDefault(user, List.of()), certain)));
        });
    }

    private static Map<UserId, List<MessageSent>> due(History history) {
        var roll = new Roll();
        var due = new HashMap<UserId, List<MessageSent>>();
        history.facts().forEach(fact -> {
            roll.take(fact);
            if (fact instanceof MessageSent sent) {
                roll.members(sent.conversationId())
                        .forEach(member -> due.computeIfAbsent(member, user -> new ArrayList<>())
                                .add(sent));
            }
        });
        return due;
    }

    private static Map<ConversationId, List<MessageSent>> byPlace(
            List<MessageSent> messages, Predicate<MessageSent> which) {
        return messages.stream().filter(which).collect(Collectors.groupingBy(MessageSent::conversationId));
    }

    private static Map<ConversationId, List<MessageId>> ids(Map<ConversationId, List<MessageSent>> messages) {
        var ids = new HashMap<ConversationId, List<MessageId>>();
        messages.forEach((place, each) ->
                ids.put(place, each.stream().map(MessageSent::messageId).toList()));
        return ids;
    }

    private static Set<BlockKey> blockedEver(History history) {
        var blocks = new HashSet<BlockKey>();
        history.all(Asked.class).forEach(asked -> {
            if (asked.command() instanceof ChatCommand.SetBlock block && block.active()) {
                blocks.add(new BlockKey(block.blockerId(), block.blockedId()));
            }
        });
        return blocks;
    }

    /** What each user's last device was sent, which began with nothing. */
    private static Map<UserId, List<Entry>> wholeInboxes(History history) {
        var inboxes = new LinkedHashMap<UserId, List<Entry>>();
        history.all(Reached.class).forEach(reached -> {
            if (reached.command() instanceof OpenSession open && open.since().equals(Optional.of(Cursor.START))) {
                inboxes.put(open.userId(), entries(reached.pushes()));
            }
        });
        return inboxes;
    }

    private static List<Entry> entries(List<Push> pushes) {
        return pushes.stream()
                .filter(Events.class::isInstance)
                .flatMap(push -> ((Events) push).entries().stream())
                .toList();
    }

    static void countCursorsWithoutGap(History history) {
        var last = new HashMap<Opening, Long>();
        history.pushes().forEach(push -> {
            if (push instanceof Ready ready) {
                last.put(Opening.of(push), ready.cursor().value());
            } else if (push instanceof Events events) {
                events.entries().forEach(entry -> {
                    assertThat(last).as("ready before " + entry).containsKey(Opening.of(push));
                    assertThat(entry.cursor().value())
                            .as(events.target() + " " + entry)
                            .isEqualTo(last.get(Opening.of(push)) + 1);
                    last.put(Opening.of(push), entry.cursor().value());
                });
            }
        });
    }

    /** Whichever device, at whatever time: a cursor of a user stands for one event. */
    static void showAllDevicesTheSame(History history) {
        var known = new HashMap<UserId, Map<Cursor, UserEvent>>();
        var reached = new HashMap<Opening, Long>();
        history.pushes().forEach(push -> {
            if (push instanceof Events events) {
                events.entries().forEach(entry -> {
                    var before = known.computeIfAbsent(events.target().userId(), user -> new HashMap<>())
                            .putIfAbsent(entry.cursor(), entry.event());
                    assertThat(entry.event())
                            .as(events.target() + " at " + entry.cursor())
                            .isEqualTo(before == null ? entry.event() : before);
                    reached.put(Opening.of(push), entry.cursor().value());
                });
            }
        });
        lastOpenings(history).forEach((user, openings) -> {
            var ends = openings.stream()
                    .map(reached::get)
                    .filter(end -> end != null)
                    .distinct()
                    .toList();
            assertThat(ends)
                    .as("where the live devices of " + history.town().name(user) + " are")
                    .hasSizeLessThan(2);
        });
    }

    /** The sockets that are live at the end and have been sent anything. */
    private static Map<UserId, Set<Opening>> lastOpenings(History history) {
        var live = new HashMap<UserId, Set<Opening>>();
        history.all(Reached.class).forEach(reached -> {
            takeLiveness(reached, live.computeIfAbsent(reached.command().userId(), user -> new HashSet<>()));
        });
        return live;
    }

    private static void takeLiveness(Reached reached, Set<Opening> live) {
        if (reached.command() instanceof OpenSession open) {
            live.removeIf(opening -> opening.socket().equals(open.socketId()) && opening.number() < open.opening());
            live.add(new Opening(open.socketId(), open.opening()));
        } else if (reached.command() instanceof CloseSession close) {
            live.removeIf(opening -> opening.socket().equals(close.socketId()) && opening.number() <= close.opening());
        }
        reached.pushes().stream()
                .filter(Push.Close.class::isInstance)
                .map(Opening::of)
                .forEach(live::remove);
    }

    /** Nothing goes to a socket that is closed, or to an opening before the last one. */
    static void pushToLiveSocketsAlone(History history) {
        var live = new HashMap<UserId, Set<Opening>>();
        history.all(Reached.class).forEach(reached -> {
            var user = reached.command().userId();
            var before = new HashSet<>(live.computeIfAbsent(user, id -> new HashSet<>()));
            takeLiveness(reached, live.get(user));
            reached.pushes().forEach(push -> {
                var target = push.target();
                var where = live.getOrDefault(target.userId(), Set.of());
                boolean closes = push instanceof Push.Close && before.contains(Opening.of(push));
                boolean asksWhetherNobodyIsThere = push instanceof Push.Probe && where.isEmpty();
                assertThat(where.contains(Opening.of(push)) || closes || asksWhetherNobodyIsThere)
                        .as("a live socket for " + push)
                        .isTrue();
            });
        });
    }

    /** Where the block still holds. What was sent before it, or again then, may come. */
    static void sparePeopleWhomTheyBlock(History history) {
        var asked = history.all(Asked.class).map(Asked::command).toList();
        var blocks = new HashMap<BlockKey, Change>();
        for (int at = 0; at < asked.size(); at++) {
            if (asked.get(at) instanceof ChatCommand.SetBlock block) {
                var key = new BlockKey(block.blockerId(), block.blockedId());
                var known = blocks.getOrDefault(key, new Change(0, 0, false));
                if (block.version() > known.version()) {
                    blocks.put(key, new Change(at, block.version(), block.active()));
                }
            }
        }
        var posted = new HashMap<MessageId, Long>();
        for (int at = 0; at < asked.size(); at++) {
            if (asked.get(at) instanceof SendMessage send) {
                posted.putIfAbsent(MessageId.from(send.commandId()), (long) at);
            }
        }
        history.pushes().forEach(push -> {
            if (push instanceof Events events) {
                events.entries().forEach(entry -> {
                    if (entry.event() instanceof MessageSent sent) {
                        var block = blocks.get(new BlockKey(events.target().userId(), sent.senderId()));
                        boolean spared = block != null
                                && block.active()
                                && block.at() < posted.getOrDefault(sent.messageId(), 0L);
                        assertThat(spared).as("blocked, but pushed: " + events).isFalse();
                    }
                });
            }
        });
    }

    /** All that was missed and nothing else, then the end of it, then what is live; or a resync, where that can't be. */
    static void resumeWholeOrNotAtAll(History history, int kept) {
        var epochs = new HashMap<UserId, Epoch>();
        history.all(Reached.class).forEach(reached -> {
            reached.pushes().stream()
                    .filter(Ready.class::isInstance)
                    .map(Ready.class::cast)
                    .forEach(ready -> assertThat(ready.epoch())
                            .isEqualTo(Optional.ofNullable(
                                            epochs.putIfAbsent(ready.target().userId(), ready.epoch()))
                                    .orElse(ready.epoch())));
            if (reached.command() instanceof OpenSession open) {
                answers(open, reached.pushes(), epochs.get(open.userId()), kept);
            }
        });
        history.all(Reached.class)
                .filter(reached -> !(reached.command() instanceof OpenSession))
                .forEach(reached -> assertThat(reached.pushes())
                        .as(reached.command().toString())
                        .noneMatch(Ready.class::isInstance)
                        .noneMatch(CaughtUp.class::isInstance)
                        .noneMatch(Resync.class::isInstance));
    }

    private static void answers(OpenSession open, List<Push> pushes, Epoch epoch, int kept) {
        var own = pushes.stream()
                .filter(push -> Opening.of(push).equals(new Opening(open.socketId(), open.opening())))
                .toList();
        assertThat(own).as(open.toString()).isNotEmpty().first().isInstanceOf(Ready.class);
        long begin = ((Ready) own.get(0)).cursor().value();
        var rest = own.subList(1, own.size());
        if (open.since().isEmpty()) {
            assertThat(rest).as(open.toString()).isEmpty();
            return;
        }
        long since = open.since().get().value();
        assertThat(rest).as(open.toString()).isNotEmpty();
        var end = rest.get(rest.size() - 1);
        var cursors =
                entries(rest).stream().map(entry -> entry.cursor().value()).toList();
        if (end instanceof CaughtUp caughtUp) {
            assertThat(open.epoch()).as(open.toString()).contains(epoch);
            assertThat(begin).as(open.toString()).isEqualTo(since);
            assertThat(cursors)
                    .as(open.toString())
                    .isEqualTo(
                            LongStream.rangeClosed(since + 1, caughtUp.cursor().value())
                                    .boxed()
                                    .toList());
            assertThat(rest.subList(0, rest.size() - 1)).as(open.toString()).allMatch(Events.class::isInstance);
        } else {
            assertThat(rest).as(open.toString()).hasSize(1).first().isInstanceOf(Resync.class);
            assertThat(((Resync) end).epoch()).as(open.toString()).isEqualTo(epoch);
            assertThat(((Resync) end).cursor().value()).as(open.toString()).isEqualTo(begin);
            boolean could = open.epoch().equals(Optional.of(epoch)) && since <= begin && since >= begin - kept;
            assertThat(could).as("could have been resumed: " + open).isFalse();
        }
    }

    static void countUnreadAsTheModel(History history, int kept) {
        var model = Model.of(history, kept);
        for (var push : model.pushes()) {
            assertThat(unread(push.actual())).as(push.cause()).isEqualTo(unread(push.expected()));
        }
    }

    private static List<String> unread(List<String> pushes) {
        return pushes.stream()
                .filter(words -> words.contains(": ready at "))
                .map(words -> words.substring(words.indexOf("unread ")))
                .toList();
    }

    /** Those who hide it, and those who blocked the one who asks or are blocked by that one, are seen by nobody to be there. */
    static void tellPresenceOfNobodyWhoHidesIt(History history) {
        var switches = new HashMap<UserId, Boolean>();
        var versions = new HashMap<BlockKey, Change>();
        history.all(Reached.class).forEach(reached -> {
            var command = reached.command();
            if (command instanceof SetPresence set) { // each has a higher version than those before
                switches.put(set.userId(), set.presence().shown());
            } else if (command instanceof SetBlock block) {
                versions.merge(
                        new BlockKey(block.userId(), block.blockedId()),
                        new Change(0, block.version(), block.active()),
                        (known, said) -> said.version() > known.version() ? said : known);
            }
            reached.pushes().forEach(push -> {
                if (push instanceof Ephemeral ephemeral
                        && ephemeral.event() instanceof UserPresence presence
                        && presence.online()) {
                    var watcher = push.target().userId();
                    assertThat(switches.getOrDefault(presence.userId(), false))
                            .as("shows presence: " + push)
                            .isTrue();
                    assertThat(isActive(versions.get(new BlockKey(presence.userId(), watcher)))
                                    || isActive(versions.get(new BlockKey(watcher, presence.userId()))))
                            .as("a block between: " + push)
                            .isFalse();
                }
            });
        });
    }

    private static boolean isActive(Change block) {
        return block != null && block.active();
    }

    /** Nobody but its giver learns the id of a command. */
    static void tellCommandIdsToTheirGiversAlone(History history) {
        var givers = new HashMap<CommandId, Set<UserId>>();
        history.pushes().forEach(push -> {
            if (push instanceof Events events) {
                events.entries()
                        .forEach(entry -> entry.event().commandId().ifPresent(id -> {
                            var users = givers.computeIfAbsent(id, each -> new HashSet<>());
                            users.add(events.target().userId());
                            assertThat(users).as("told the id of " + entry).hasSize(1);
                        }));
            }
        });
    }
}
