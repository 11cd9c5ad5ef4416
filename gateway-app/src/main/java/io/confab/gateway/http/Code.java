package io.confab.gateway.http;

import java.util.Locale;

/** Every reason for which the gateway says no: its status, and the title that explains it to a person. */
public enum Code {
    MALFORMED_REQUEST(400, "Malformed request"),
    INVALID_JSON(400, "Invalid JSON"),
    INVALID_UTF8(400, "Invalid UTF-8"),
    UNAUTHENTICATED(401, "Not logged in"),
    INVALID_CREDENTIALS(401, "Login or password wrong"),
    INVALID_TOKEN(401, "Token invalid or expired"),
    NOT_ALLOWED(403, "Not allowed"),
    NOT_A_MEMBER(403, "No longer a member"),
    NOT_VERIFIED(403, "E-mail address not verified"),
    WRONG_PASSWORD(403, "Password wrong"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    REQUEST_TIMEOUT(408, "Request timed out"),
    USERNAME_TAKEN(409, "Username taken"),
    BODY_TOO_LARGE(413, "Body too large"),
    URI_TOO_LONG(414, "URI too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    VALIDATION_FAILED(422, "Validation failed"),
    INVALID_CODE(422, "Code wrong or expired"),
    UPGRADE_REQUIRED(426, "Upgrade required"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "Headers too large"),
    INTERNAL_ERROR(500, "Internal error"),
    NOT_IMPLEMENTED(501, "Not implemented"),
    UNAVAILABLE(503, "Temporarily unavailable"),
    HTTP_VERSION_NOT_SUPPORTED(505, "HTTP version not supported");

    private final int status;
    private final String title;

    Code(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** As clients see it: {@code username_taken}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code for what the server answers by itself, which knows statuses alone. */
    static Code ofStatus(int status) {
        for (var code : values()) {
            if (code.status == status) {
                return code == INVALID_CREDENTIALS ? UNAUTHENTICATED : code;
            }
        }
        return status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
    }
}
