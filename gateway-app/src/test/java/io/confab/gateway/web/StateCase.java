package io.confab.gateway.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something that happens, who is told of it by which events, and what of it can't be known from them. */
final class StateCase {
    private static final Doing NOTHING = cast -> {};

    private final String name;
    private final Map<Who, List<String>> told = new HashMap<>();
    private final Map<LeftOut, Function<Cast, List<Screen>>> leftOut = new LinkedHashMap<>();
    private Doing given = cast -> cast.groupIsThere("joined", cast.ben(), cast.cleo());
    private Doing when = NOTHING;
    private Doing settled = Cast::settleGroup;
    private Doing after = NOTHING;
    private boolean mayAsk;
    private boolean rereads;
    private boolean showsNothing;

    private StateCase(String name) {
        this.name = name;
    }

    enum Who {
        ANN,
        BEN,
        CLEO
    }

    @FunctionalInterface
    interface Doing {
        void in(Cast cast);
    }

    private record LeftOut(String property, String reason) {}

    static StateCase of(String name) {
        return new StateCase(name);
    }

    /** What has happened before; a group of Ann, Ben, Cleo and Dora by default. */
    StateCase given(Doing doing) {
        given = doing;
        return this;
    }

    StateCase when(Doing doing) {
        when = doing;
        return this;
    }

    StateCase tellsAll(String... types) {
        return tells(Who.ANN, types).tells(Who.BEN, types).tells(Who.CLEO, types);
    }

    StateCase tells(Who who, String... types) {
        told.put(who, List.of(types));
        return this;
    }

    /** Waits until it is in the read model; for what happens in the group that is so by default. */
    StateCase settled(Doing doing) {
        settled = doing;
        return this;
    }

    /** Makes it undone, for the cases that follow. */
    StateCase after(Doing doing) {
        after = doing;
        return this;
    }

    /** A client that has the conversation open knows that it doesn't know all, and asks for it. */
    StateCase mayAsk() {
        mayAsk = true;
        return this;
    }

    /** A client reads all again on its own, since nothing tells what it missed. */
    StateCase rereads() {
        rereads = true;
        return this;
    }

    /** Nothing that a fetch brings is another by it. */
    StateCase showsNothing() {
        showsNothing = true;
        return this;
    }

    /** No screen can know it from the events, for that reason. */
    StateCase leavesOut(String property, String reason) {
        return leavesOut(property, reason, cast -> cast.screens());
    }

    StateCase leavesOut(String property, String reason, Function<Cast, List<Screen>> screens) {
        leftOut.put(new LeftOut(property, reason), screens);
        return this;
    }

    String name() {
        return name;
    }

    Doing given() {
        return given;
    }

    Doing when() {
        return when;
    }

    Doing settled() {
        return settled;
    }

    Doing after() {
        return after;
    }

    boolean asks() {
        return mayAsk;
    }

    boolean doesReread() {
        return rereads;
    }

    boolean isShown() {
        return !showsNothing;
    }

    Set<String> leftOut(Cast cast, Screen screen) {
        return leftOut.entrySet().stream()
                .filter(entry -> entry.getValue().apply(cast).contains(screen))
                .map(entry -> entry.getKey().property())
                .collect(Collectors.toSet());
    }

    List<String> told(Who who) {
        return told.getOrDefault(who, List.of());
    }

    Set<String> types() {
        var types = new LinkedHashSet<String>();
        told.values().forEach(types::addAll);
        return types;
    }

    @Override
    public String toString() {
        return name;
    }
}
