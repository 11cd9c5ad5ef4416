package io.confab.chat;

import io.confab.schemas.setting.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What an operator may set of the chat topologies. */
public final class ChatSettings {
    public static final Setting<List<String>> APPLICATIONS = Setting.list("confab.chat.applications")
            .byDefault(ChatApplication.names())
            .must(
                    "name some of " + String.join(", ", ChatApplication.names()) + ", each once",
                    names -> !names.isEmpty()
                            && ChatApplication.names().containsAll(names)
                            && Set.copyOf(names).size() == names.size())
            .means("the applications that this process runs")
            .tradeOff("a process for each scales and is upgraded by itself; one for all is less to look after");

    public static final Setting<Duration> CLIENT_MESSAGE_RETENTION = Setting.duration(
                    "confab.chat.client-message-retention")
            .byDefault(Duration.ofHours(24))
            .between(Duration.ofMinutes(1), Duration.ofDays(30))
            .means("how long a clientMessageId is remembered, so that sending again changes nothing")
            .tradeOff("longer forgives clients that were away longer; every message takes its place on disk that long");

    public static final Setting<Duration> MESSAGE_RETENTION = Setting.duration("confab.chat.message-retention")
            .byDefault(Duration.ofDays(365))
            .between(Duration.ofMinutes(1), Duration.ofDays(3650))
            .means("how long a message can be edited, deleted and reacted to; it can be read for longer")
            .tradeOff(
                    "longer lets people mend older words; every message takes some 200 bytes of state that long, and in a"
                            + " conversation that has fallen silent until something is said there again");

    public static final Setting<Integer> MAX_GROUP_MEMBERS = Setting.integer("confab.chat.max-group-members")
            .byDefault(1_000)
            .between(2, 2_000)
            .means("members that a group may have, its creator among them")
            .tradeOff("a message in a group is written once for each of its members");

    public static final Setting<Integer> RECEIPTS_MAX_MEMBERS = Setting.integer("confab.chat.receipts-max-members")
            .byDefault(100)
            .between(2, 2_000)
            .means("members of a conversation up to which the others are told what a member has received and read")
            .tradeOff("each message costs as many receipts as there are members, each of which is told to all of them");

    public static final Setting<Integer> INBOX_MAX_ENTRIES = Setting.integer("confab.chat.inbox-max-entries")
            .byDefault(10_000)
            .between(1, 1_000_000)
            .means("entries that an inbox keeps; a device that missed more reads the rest over HTTP")
            .tradeOff(
                    "more spares devices that were away long a resync; each user's entries take disk and restore time");

    public static final Setting<Duration> INBOX_MAX_AGE = Setting.duration("confab.chat.inbox-max-age")
            .byDefault(Duration.ofDays(14))
            .between(Duration.ofMinutes(1), Duration.ofDays(365))
            .means("how long an inbox keeps an entry; a device that was away longer reads over HTTP")
            .tradeOff("as for confab.chat.inbox-max-entries");

    public static final Setting<Integer> MAX_SOCKETS_PER_USER = Setting.integer("confab.chat.max-sockets-per-user")
            .byDefault(20)
            .between(1, 1_000)
            .means("live sockets that a user may have; one more closes the oldest")
            .tradeOff("every event is pushed once for each of them");

    public static final Setting<Integer> MAX_WATCHERS = Setting.integer("confab.chat.max-watchers")
            .byDefault(1_000)
            .between(1, 100_000)
            .means("who may watch a user's presence at once; whoever comes later learns of changes when asking again")
            .tradeOff("each change of presence is told once for each of them");

    /** All of them, in the order in which they are printed. */
    public static final List<Setting<?>> ALL = List.of(
            APPLICATIONS,
            CLIENT_MESSAGE_RETENTION,
            MESSAGE_RETENTION,
            MAX_GROUP_MEMBERS,
            RECEIPTS_MAX_MEMBERS,
            INBOX_MAX_ENTRIES,
            INBOX_MAX_AGE,
            MAX_SOCKETS_PER_USER,
            MAX_WATCHERS);

    private ChatSettings() {}
}
