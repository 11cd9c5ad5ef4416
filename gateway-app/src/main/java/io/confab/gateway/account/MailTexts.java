package io.confab.gateway.account;

import io.confab.gateway.mail.Mail;
import java.time.Duration;

/** What the mails say. A code is alone on its line, for people and scripts to find. */
final class MailTexts {
    private final String publicUrl;

    MailTexts(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    Mail verify(EmailAddress to, Username username, String code, Duration lifetime) {
        return new Mail(
                to.value(), "Your code for Confab", """
                Welcome to Confab, %s!

                To verify your e-mail address, enter this code at %s:

                %s

                It is good for %d minutes. If you did not sign up, ignore this mail: nothing happens then.
                """.formatted(username, publicUrl, code, lifetime.toMinutes()));
    }

    Mail addressKnown(EmailAddress to) {
        return new Mail(to.value(), "You have an account with Confab already", """
                Someone, probably you, has just signed up for Confab with this e-mail address. It has an account already,
                so nothing was done.

                Log in at %s. If you have forgotten the password, choose a new one there.
                """.formatted(publicUrl));
    }

    Mail resetPassword(EmailAddress to, String code, Duration lifetime) {
        return new Mail(
                to.value(), "Choose a new password for Confab", """
                To choose a new password, enter this code at %s:

                %s

                It is good for %d minutes. If you did not ask for it, ignore this mail: your password stays as it is.
                """.formatted(publicUrl, code, lifetime.toMinutes()));
    }

    Mail passwordChanged(String to) {
        return new Mail(to, "Your password for Confab was changed", """
                Your password was changed, and all your devices were logged out.

                If it wasn't you, choose a new password at %s at once.
                """.formatted(publicUrl));
    }

    Mail accountDeleted(String to) {
        return new Mail(to, "Your account with Confab was deleted", """
                Your account was deleted, as you asked. Thank you for having been here.
                """);
    }
}
