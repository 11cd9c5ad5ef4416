package io.confab.gateway.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A no that a client is told, as {@code application/problem+json} (RFC 9457). Immutable: each method gives a new problem.
 * It is an answer and not a fault, so it has no stack trace.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Answer answer;

    private record Answer(String detail, List<Fault> faults, Optional<Duration> retryAfter) {}

    /**
     * One thing that is wrong with a request.
     *
     * @param pointer a JSON pointer into the body ({@code /username}), or {@code ?name} for a query parameter
     */
    public record Fault(String pointer, String detail) {}

    private Problem(Code code, Answer answer) {
        super(code.text() + ": " + answer.detail(), null, false, false);
        this.code = code;
        this.answer = answer;
    }

    public static Problem of(Code code) {
        return new Problem(code, new Answer(code.title(), List.of(), Optional.empty()));
    }

    /** {@code validation_failed} with these faults, of which there must be one at least. */
    static Problem of(List<Fault> faults) {
        var first = faults.get(0);
        String detail = faults.size() == 1 ? first.detail() : faults.size() + " things are wrong, see errors";
        return new Problem(Code.VALIDATION_FAILED, new Answer(detail, List.copyOf(faults), Optional.empty()));
    }

    public Problem detail(String detail) {
        return new Problem(code, new Answer(detail, answer.faults(), answer.retryAfter()));
    }

    /** Says where the fault lies; the first one is the problem's detail too. */
    public Problem at(String pointer, String detail) {
        var faults = new ArrayList<>(answer.faults());
        faults.add(new Fault(pointer, detail));
        String whole = answer.faults().isEmpty() ? detail : answer.detail();
        return new Problem(code, new Answer(whole, List.copyOf(faults), answer.retryAfter()));
    }

    public Problem retryAfter(Duration retryAfter) {
        return new Problem(code, new Answer(answer.detail(), answer.faults(), Optional.of(retryAfter)));
    }

    public Code code() {
        return code;
    }

    public String detail() {
        return answer.detail();
    }

    public List<Fault> faults() {
        return answer.faults();
    }

    public Optional<Duration> retryAfter() {
        return answer.retryAfter();
    }
}
