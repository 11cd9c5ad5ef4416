package io.confab.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** How a problem is written. {@code type} is relative to the gateway, which explains each code at that path. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemBody(String type, String title, int status, String detail, String code, List<Problem.Fault> errors) {
    static final String CONTENT_TYPE = "application/problem+json";

    static ProblemBody of(Problem problem) {
        var code = problem.code();
        return new ProblemBody(
                "/problems/" + code.text(),
                code.title(),
                code.status(),
                problem.detail(),
                code.text(),
                problem.faults());
    }

    /** The same for a status that no code of ours has. */
    ProblemBody withStatus(int status) {
        return new ProblemBody(type, title, status, detail, code, errors);
    }

    byte[] toJson() {
        try {
            return Bodies.JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is plain data", e);
        }
    }
}
