package io.confab.gateway.query;

import static java.util.stream.Collectors.toMap;

import io.confab.gateway.Words;
import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Page;
import io.confab.gateway.http.Paging;
import io.confab.gateway.http.Problem;
import io.confab.gateway.query.QueryDao.Finding;
import io.confab.gateway.query.QueryDao.Place;
import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.UserId;
import io.confab.schemas.id.Uuids;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a user can read. It lags a little behind the events on the socket. To someone who never was a member a conversation
 * does not exist: 404; who has left is told so: 403. Safe for any thread.
 */
public final class Queries {
    private final Database database;
    private final QueryDao dao = new QueryDao();
    private final ReactionDao reactions = new ReactionDao();

    public Queries(Database database) {
        this.database = database;
    }

    /** Newest activity first. Throws a problem with 422 if the cursor is none of ours. */
    Page<ConversationItem> conversations(UserId me, Paging paging) {
        var after = paging.after(text -> place(text, Place::new));
        var rows = database.read(tx -> whole(tx, me, dao.conversations(tx, me, after, paging.rows())));
        return paging.page(rows, Queries::place);
    }

    ConversationItem conversation(UserId me, ConversationId id) {
        return database.read(tx -> {
            mustBeMember(tx, id, me);
            var found = dao.conversation(tx, me, id).orElseThrow(() -> Problem.of(Code.NOT_FOUND));
            return whole(tx, me, List.of(found)).get(0);
        });
    }

    /** Oldest first. {@code next} leads on in the direction that was asked for. */
    Page<MessageItem> messages(UserId me, ConversationId conversation, MessageRange range) {
        return database.read(tx -> {
            mustBeMember(tx, conversation, me);
            return range.after().isPresent()
                    ? range.forward(reactions.added(
                            tx,
                            me,
                            dao.after(tx, me, conversation, range.after().getAsLong(), range.before(), range.rows())))
                    : range.backward(
                            reactions.added(tx, me, dao.newest(tx, me, conversation, range.before(), range.rows())));
        });
    }

    /** Newest first, wherever the user is a member, or in one conversation. No words are found nowhere. */
    Page<MessageItem> search(UserId me, Words words, Optional<ConversationId> conversation, Paging paging) {
        var after = paging.after(text -> place(text, Finding::new));
        var rows = database.<List<MessageItem>>read(tx -> {
            conversation.ifPresent(id -> mustBeMember(tx, id, me));
            return words.isEmpty()
                    ? List.of()
                    : reactions.added(tx, me, dao.found(tx, me, words, conversation, after, paging.rows()));
        });
        return paging.page(rows, item -> item.at() + " " + item.messageId());
    }

    private void mustBeMember(Transaction tx, ConversationId conversation, UserId me) {
        boolean member = dao.isMember(tx, conversation, me).orElseThrow(() -> Problem.of(Code.NOT_FOUND));
        if (!member) {
            throw Problem.of(Code.NOT_A_MEMBER);
        }
    }

    private List<ConversationItem> whole(Transaction tx, UserId me, List<ConversationItem> found) {
        var members = dao.members(
                tx, me, found.stream().map(ConversationItem::conversationId).toList());
        var newest = found.stream()
                .flatMap(each -> dao.newest(tx, me, each.conversationId(), Optional.empty(), 1).stream())
                .toList();
        var last = reactions.added(tx, me, newest).stream()
                .collect(toMap(MessageItem::conversationId, Function.identity()));
        return found.stream()
                .map(each -> each.with(
                        members.getOrDefault(each.conversationId(), List.of()),
                        Optional.ofNullable(last.get(each.conversationId()))))
                .toList();
    }

    private static String place(ConversationItem item) {
        return item.activeAt() + " " + item.conversationId();
    }

    private static <T> T place(String text, BiFunction<Instant, UUID, T> of) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("no place");
        }
        try {
            return of.apply(Instant.parse(text.substring(0, space)), Uuids.parse(text.substring(space + 1)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no place", e);
        }
    }
}
