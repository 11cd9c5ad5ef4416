package io.confab.gateway.account;

import io.confab.gateway.http.Text;
import java.util.Locale;

/** What someone logs in by: a username or an address, in lower case. It need not be anyone's. */
@Text(least = 1, most = LoginName.LONGEST)
record LoginName(String key) {
    static final int LONGEST = 254;

    static LoginName of(String text) {
        String key = text.strip().toLowerCase(Locale.ROOT);
        if (key.isEmpty() || key.length() > LONGEST) {
            throw new IllegalArgumentException("must be a username or an e-mail address");
        }
        return new LoginName(key);
    }

    boolean isEmail() {
        return key.indexOf('@') >= 0;
    }

    @Override
    public String toString() {
        return "(a login)";
    }
}
