package io.confab.gateway.mail;

/** A mail in plain text. Its text may have a code: never to be logged. */
public record Mail(String to, String subject, String text) {

    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
