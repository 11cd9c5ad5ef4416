package io.confab.gateway.http;

import io.javalin.http.Context;
import java.util.function.Function;

/** Reads ids in paths. */
public final class PathIds {
    private PathIds() {}

    /**
     * The id that is the path's parameter {@code name}. What is no id can't be the id of anything, so it is answered as an
     * unknown one: throws {@link Problem} with 404.
     */
    public static <T> T read(Context ctx, String name, Function<String, T> parse) {
        try {
            return parse.apply(ctx.pathParam(name));
        } catch (IllegalArgumentException e) {
            throw Problem.of(Code.NOT_FOUND);
        }
    }
}
