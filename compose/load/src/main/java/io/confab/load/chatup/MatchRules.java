package io.confab.load.chatup;

import io.confab.load.match.Mix;
import io.confab.schemas.chat.ChatCommand.CreateConversation;
import io.confab.schemas.event.ChatupEvent.Matched;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.MatchId;
import io.confab.schemas.id.UserId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Both of a match are told the same, have one conversation, did not block each other and did not meet lately. */
final class MatchRules {
    /** What is left of 63 bits for a match's number beside a time in milliseconds of a run. */
    private static final int NUMBER_BITS = 24;

    private final Breaches breaches;
    private final Numbers users;
    private final Numbers matches = new Numbers();
    private final Column told = new Column();
    private final Column one = new Column();
    private final Column other = new Column();
    private final Column said = new Column();
    private final Column at = new Column();
    private final Column younger = new Column();
    private final Column conversations = new Column();

    private double totalScore;
    private long acrossFreshBlocks;
    private long acrossBlocksOlderThanTicket;
    private long longestAfterBlock;

    MatchRules(Breaches breaches, Numbers users) {
        this.breaches = breaches;
        this.users = users;
    }

    int size() {
        return matches.size();
    }

    /** Over both of each match. */
    double totalScore() {
        return totalScore;
    }

    /** Matches across a block that was on the log already, though not as long as it may take. */
    long acrossFreshBlocks() {
        return acrossFreshBlocks;
    }

    /** Of these, those where the block was on the log before the younger ticket was. */
    long acrossBlocksOlderThanTicket() {
        return acrossBlocksOlderThanTicket;
    }

    /** The longest time after which such a match came, in milliseconds. */
    long longestAfterBlock() {
        return longestAfterBlock;
    }

    /** @param ticketSinceMs when the ticket's command was on the log */
    void matched(int user, Matched event, long ticketSinceMs) {
        int match = matches.of(event.matchId().value());
        int peer = users.of(event.peer().userId().value());
        totalScore += event.score();
        younger.set(match, Math.max(younger.get(match), ticketSinceMs));
        long times = told.add(match, 1);
        if (times == 1) {
            one.set(match, user);
            other.set(match, peer);
            said.set(match, fingerprint(event));
            at.set(match, event.at().toEpochMilli());
            if (user == peer) {
                breaches.add(Promise.SYMMETRY, "somebody met themselves", event);
            }
        } else if (times > 2) {
            breaches.add(Promise.SYMMETRY, "a match is told more than twice", event);
        } else if (one.get(match) != peer || other.get(match) != user) {
            breaches.add(Promise.SYMMETRY, "one of a match is told of somebody else", users.id(user), event);
        } else if (said.get(match) != fingerprint(event)) {
            breaches.add(
                    Promise.SYMMETRY, "the two of a match differ in conversation, shared tags, score or time", event);
        }
        if (!event.conversationId()
                .equals(ConversationId.direct(
                        new UserId(users.id(user)), event.peer().userId()))) {
            breaches.add(Promise.CONVERSATION, "a match names another conversation than that of the two", event);
        }
    }

    private static long fingerprint(Matched event) {
        long bits = event.conversationId().hashCode();
        bits = Mix.of(bits ^ Double.doubleToLongBits(event.score()));
        bits = Mix.of(bits ^ event.at().toEpochMilli());
        return Mix.of(bits ^ event.sharedTags().hashCode());
    }

    void conversation(CreateConversation command, MatchId matchId) {
        int match = matches.find(matchId.value());
        if (match < 0) {
            breaches.add(Promise.CONVERSATION, "a conversation for a match that nobody was told of", command);
            return;
        }
        if (conversations.add(match, 1) > 1) {
            breaches.add(Promise.CONVERSATION, "a second conversation for one match", command);
        }
        var two = List.of(users.id((int) one.get(match)), users.id((int) other.get(match)));
        boolean isTheirs = command.members().size() == 1
                && two.contains(command.creator().userId().value())
                && two.contains(command.members().get(0).userId().value())
                && command.conversationId()
                        .equals(ConversationId.direct(
                                command.creator().userId(),
                                command.members().get(0).userId()));
        if (!isTheirs) {
            breaches.add(Promise.CONVERSATION, "a match's conversation is not that of its two", command);
        }
    }

    /** After the last record. */
    void end(BlockSpans blocks, Terms terms) {
        for (int match = 0; match < matches.size(); match++) {
            if (told.get(match) == 1) {
                breaches.add(Promise.SYMMETRY, "one of a match is not told", matches.id(match));
            }
            if (conversations.get(match) == 0) {
                breaches.add(Promise.CONVERSATION, "a match has no conversation", matches.id(match));
            }
            block(match, blocks, terms);
        }
        again(terms.meetAgainAfter().toMillis());
    }

    private void block(int match, BlockSpans blocks, Terms terms) {
        long metAt = at.get(match);
        long since = blocks.heldSince((int) one.get(match), (int) other.get(match), metAt);
        if (since < 0) {
            return;
        }
        long after = metAt - since;
        if (terms.mustHold(since, metAt)) {
            breaches.add(
                    Promise.BLOCK,
                    "a match across a block that was there for " + after + " ms",
                    matches.id(match),
                    users.id((int) one.get(match)),
                    users.id((int) other.get(match)));
        } else {
            acrossFreshBlocks++;
            acrossBlocksOlderThanTicket += since < younger.get(match) ? 1 : 0;
            longestAfterBlock = Math.max(longestAfterBlock, after);
        }
    }

    private void again(long withinMs) {
        Map<Long, Integer> lastOfPair = new HashMap<>();
        for (int match : inTime()) {
            long pair = Math.min(one.get(match), other.get(match)) << 32 | Math.max(one.get(match), other.get(match));
            var last = lastOfPair.put(pair, match);
            if (last != null && at.get(match) - at.get(last) < withinMs) {
                breaches.add(
                        Promise.AGAIN,
                        "two met again after " + (at.get(match) - at.get(last)) + " ms",
                        matches.id(last),
                        matches.id(match));
            }
        }
    }

    private int[] inTime() {
        long first = Long.MAX_VALUE;
        for (int match = 0; match < matches.size(); match++) {
            first = Math.min(first, at.get(match));
        }
        var keys = new long[matches.size()];
        for (int match = 0; match < keys.length; match++) {
            keys[match] = (at.get(match) - first) << NUMBER_BITS | match;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys)
                .mapToInt(key -> (int) (key & ((1 << NUMBER_BITS) - 1)))
                .toArray();
    }
}
