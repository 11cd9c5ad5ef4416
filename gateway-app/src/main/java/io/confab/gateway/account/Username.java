package io.confab.gateway.account;

import io.confab.gateway.http.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/** A user's public, unique name: 3 to 32 of a–z, 0–9, _ and ., a letter first. Case is ignored: it is kept in lower case. */
@Text(pattern = "[A-Za-z][A-Za-z0-9_.]{2,31}")
record Username(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_.]{2,31}");

    Username {
        value = value.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 3 to 32 of a-z, 0-9, _ and ., a letter first");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
