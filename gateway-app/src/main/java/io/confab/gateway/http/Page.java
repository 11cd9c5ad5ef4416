package io.confab.gateway.http;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list, as clients get it.
 *
 * @param next what to give as {@code ?cursor=} for the following page; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
