package io.confab.gateway.account;

import io.confab.gateway.http.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/** An address that mail can be sent to, as its owner writes it. Never to be logged. */
@Text(most = EmailAddress.LONGEST, format = "email")
record EmailAddress(String value) {
    static final int LONGEST = 254;
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(" + LABEL + "\\.)+" + LABEL);
    private static final int LONGEST_MAILBOX = 64;

    EmailAddress {
        value = value.strip();
        if (value.length() > LONGEST
                || value.indexOf('@') > LONGEST_MAILBOX
                || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be an e-mail address such as ann@example.org");
        }
    }

    /** The same for all spellings that differ in case alone: by it accounts are found, and are unique. */
    String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "(an address)";
    }
}
