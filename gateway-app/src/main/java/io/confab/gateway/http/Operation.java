package io.confab.gateway.http;

import io.javalin.security.RouteRole;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a route does, takes, gives and refuses: its part of the OpenAPI document. What every route refuses in the same way (no
 * token, too many requests, a body that is no JSON) follows from its other roles and is not said again. Immutable: each
 * method gives a new operation.
 */
public final class Operation implements RouteRole {
    private final String name;
    private final String summary;
    private final Optional<Class<?>> body;
    private final List<Parameter> parameters;
    private final List<Answer> answers;
    private final List<Code> refusals;

    /** @param body what is given, as the mapper of answers writes it; empty for nothing */
    record Answer(int status, Optional<Type> body, String contentType) {}

    private Operation(
            String name,
            String summary,
            Optional<Class<?>> body,
            List<Parameter> parameters,
            List<Answer> answers,
            List<Code> refusals) {
        this.name = name;
        this.summary = summary;
        this.body = body;
        this.parameters = parameters;
        this.answers = answers;
        this.refusals = refusals;
    }

    /**
     * An operation that takes, gives and refuses nothing of its own yet.
     *
     * @param name by which clients that are generated call it, camelCase, unique
     * @param summary what it does, in one line
     */
    public static Operation of(String name, String summary) {
        return new Operation(name, summary, Optional.empty(), List.of(), List.of(), List.of());
    }

    /** Its body is {@code record}, whose components are annotated with what they must be. */
    public Operation takes(Class<? extends Record> record) {
        return new Operation(name, summary, Optional.of(record), parameters, answers, refusals);
    }

    /** Further parameters; those of the path that are ids need not be named. */
    public Operation asks(Parameter... more) {
        return new Operation(name, summary, body, plus(parameters, List.of(more)), answers, refusals);
    }

    /** Its list comes in pages. */
    public Operation asksForPages() {
        return asks(Paging.LIMIT, Paging.CURSOR);
    }

    /** An answer without a body. */
    public Operation gives(int status) {
        return gives(new Answer(status, Optional.empty(), ""));
    }

    /** An answer in JSON. */
    public Operation gives(int status, Type type) {
        return gives(new Answer(status, Optional.of(type), "application/json"));
    }

    /** An answer that is JSON of any shape. */
    public Operation givesAnyObject(int status) {
        return gives(new Answer(status, Optional.empty(), "application/json"));
    }

    /** An answer that is a text for people. */
    public Operation givesText(int status) {
        return gives(new Answer(status, Optional.of(String.class), "text/plain"));
    }

    /** A list of {@code item} with what leads to the next page. */
    public Operation givesPageOf(Class<?> item) {
        return gives(200, new PageOf(item));
    }

    /** What it may say no with, besides what every such route does. */
    public Operation refuses(Code... more) {
        return new Operation(name, summary, body, parameters, answers, plus(refusals, List.of(more)));
    }

    String name() {
        return name;
    }

    String summary() {
        return summary;
    }

    Optional<Class<?>> body() {
        return body;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    List<Answer> answers() {
        return answers;
    }

    List<Code> refusals() {
        return refusals;
    }

    private Operation gives(Answer answer) {
        return new Operation(name, summary, body, parameters, plus(answers, List.of(answer)), refusals);
    }

    private static <T> List<T> plus(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** {@code Page<item>}, for a mapper. */
    private record PageOf(Class<?> item) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {item};
        }

        @Override
        public Type getRawType() {
            return Page.class;
        }

        @Override
        public Type getOwnerType() {
            return null;
        }
    }
}
