package io.confab.gateway.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which page of a list is asked for: {@code ?limit=} (50 by default, 1 to 100) and {@code ?cursor=}.
 *
 * @param after the place of the last item of the page before, as {@link #page} was told it; empty for the first page
 */
public record Paging(int limit, Optional<String> after) {
    private static final int BY_DEFAULT = 50;
    private static final int MOST = 100;

    static final Parameter LIMIT = Parameter.number("limit", "items of a page, at most", 1, MOST, BY_DEFAULT);
    static final Parameter CURSOR = Parameter.optional("cursor", "what the page before gave as next");

    /** Throws {@link Problem} with 422 if either parameter is none that we could have given. */
    public static Paging of(Context ctx) {
        var validation = new Validation();
        var limit = validation.optional("?limit", ctx.queryParam("limit"), Paging::limit);
        var after = validation.optional("?cursor", ctx.queryParam("cursor"), Paging::decode);
        validation.orThrow();
        return new Paging(limit.orElse(BY_DEFAULT), after);
    }

    /** {@link #after} in the list's own terms; throws {@link Problem} with 422 if {@code parse} refuses it. */
    public <T> Optional<T> after(Function<String, T> parse) {
        var validation = new Validation();
        var place = validation.optional("?cursor", after.orElse(null), text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("is no cursor that a page gave", e);
            }
        });
        validation.orThrow();
        return place;
    }

    /** How many rows to ask the database for, so that {@link #page} knows whether there are more. */
    public int rows() {
        return limit + 1;
    }

    /** The page of {@code rows}, which are {@link #rows} at most; {@code place} says where an item stands in the order. */
    public <T> Page<T> page(List<T> rows, Function<? super T, String> place) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        var items = new ArrayList<>(rows.subList(0, limit));
        return new Page<>(items, Optional.of(encode(place.apply(items.get(limit - 1)))));
    }

    /** Like {@link #page}, for rows that were looked for backwards and are given forwards: the first one may be over. */
    public <T> Page<T> pageBackwards(List<T> rows, Function<? super T, String> place) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        var items = rows.subList(rows.size() - limit, rows.size());
        return new Page<>(items, Optional.of(encode(place.apply(items.get(0)))));
    }

    private static int limit(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw new IllegalArgumentException("must be a whole number from 1 to " + MOST);
    }

    private static String encode(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        String place = new String(bytes(cursor), StandardCharsets.UTF_8);
        if (!encode(place).equals(cursor) || place.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("is no cursor that a page gave");
        }
        return place;
    }

    private static byte[] bytes(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no cursor that a page gave", e);
        }
    }
}
