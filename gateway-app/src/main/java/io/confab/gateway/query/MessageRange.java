package io.confab.gateway.query;

import io.confab.gateway.http.Page;
import io.confab.gateway.http.Paging;
import io.confab.gateway.http.Parameter;
import io.confab.gateway.http.Validation;
import io.confab.schemas.id.Seq;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which messages are asked for. With {@code after} the next ones after it, otherwise the newest, before {@code before} where
 * it is given; a cursor, which a page gave, takes the place of the bound that it goes on from.
 *
 * @param after a seq, or 0 for the beginning
 */
record MessageRange(OptionalLong after, Optional<Seq> before, Paging paging) {

    static final Parameter AFTER = Parameter.number("after", "only messages after this seq, the next ones first", 0);
    static final Parameter BEFORE = Parameter.number("before", "only messages before this seq", 1);

    /** Throws a problem with 422 if a parameter is none. */
    static MessageRange of(Context ctx) {
        var paging = Paging.of(ctx);
        var validation = new Validation();
        var after = validation.optional("?after", ctx.queryParam("after"), text -> number(text, 0));
        var before = validation.optional("?before", ctx.queryParam("before"), text -> number(text, 1));
        validation.orThrow();
        var range = new MessageRange(
                after.map(OptionalLong::of).orElseGet(OptionalLong::empty), before.map(Seq::new), paging);
        return paging.after(range::from).orElse(range);
    }

    int rows() {
        return paging.rows();
    }

    /** The page of rows that go up from {@code after}. */
    Page<MessageItem> forward(List<MessageItem> rows) {
        return paging.page(rows, item -> "after " + item.seq());
    }

    /** The page of rows that go down from {@code before}, and are given oldest first. */
    Page<MessageItem> backward(List<MessageItem> rows) {
        return paging.pageBackwards(rows, item -> "before " + item.seq());
    }

    private MessageRange from(String place) {
        int space = place.indexOf(' ');
        String direction = space < 0 ? "" : place.substring(0, space);
        long seq = number(place.substring(space + 1), 1);
        return switch (direction) {
            case "after" -> new MessageRange(OptionalLong.of(seq), before, paging);
            case "before" -> new MessageRange(OptionalLong.empty(), Optional.of(new Seq(seq)), paging);
            default -> throw new IllegalArgumentException("no place");
        };
    }

    private static long number(String text, long least) {
        if (text.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        }
        throw new IllegalArgumentException("must be a whole number from " + least + " on");
    }
}
