package io.confab.gateway.account;

import io.confab.gateway.db.Database;
import io.confab.gateway.http.Access;
import io.confab.gateway.http.As;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.HttpSettings;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.RateLimits;
import io.confab.gateway.http.Required;
import io.confab.gateway.http.Text;
import io.confab.gateway.http.Validation;
import io.confab.gateway.mail.Outbox;
import io.confab.gateway.profile.DisplayName;
import io.confab.gateway.profile.Profiles;
import io.confab.gateway.profile.Tags;
import io.confab.gateway.session.Login;
import io.confab.gateway.session.Sessions;
import io.confab.schemas.setting.Settings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Signing up, verifying the address, logging in, choosing a new password, and deleting the account. */
public final class AccountRoutes {
    private static final int LONGEST_DEVICE = 100;

    private final Accounts accounts;
    private final Logins logins;
    private final PasswordResets resets;
    private final Deletions deletions;

    /** Also has {@code outbox} write the mails about accounts. */
    public AccountRoutes(
            Settings settings,
            Database database,
            Profiles profiles,
            Sessions sessions,
            Outbox outbox,
            RateLimits limits,
            SecureRandom random,
            InstantSource clock) {
        var passwords = new Passwords(settings, random);
        accounts = new Accounts(
                database, profiles, passwords, outbox, random, clock, settings.get(AccountSettings.SIGN_UP_LIFETIME));
        logins = new Logins(database, passwords, sessions, limits, clock);
        resets = new PasswordResets(database, passwords, sessions, outbox, clock);
        deletions = new Deletions(database, passwords, sessions, outbox, limits);
        var codes = new Codes(random, settings.get(AccountSettings.CODE_LIFETIME));
        var texts = new MailTexts(settings.get(HttpSettings.PUBLIC_URL));
        new AccountMails(database, codes, limits, texts, clock).writeFor(outbox);
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                "/v1/accounts",
                this::signUp,
                Access.ANYONE,
                RateLimit.SIGN_UPS,
                Operation.of(
                                "signUp",
                                "Sign up; a code comes by mail, the answer is the same where the address is known")
                        .takes(SignUpBody.class)
                        .gives(202, MailSent.class)
                        .refuses(Code.USERNAME_TAKEN));
        routes.post(
                "/v1/accounts/verification",
                this::verify,
                Access.ANYONE,
                RateLimit.CODES,
                Operation.of("verifyAddress", "Enter the mailed code; the account is there then")
                        .takes(VerificationBody.class)
                        .gives(204)
                        .refuses(Code.INVALID_CODE));
        routes.post(
                "/v1/accounts/verification/resend",
                this::resend,
                Access.ANYONE,
                RateLimit.CODES,
                Operation.of("resendCode", "Have the code mailed again, if the address waits for one")
                        .takes(EmailBody.class)
                        .gives(202, MailSent.class));
        routes.post(
                "/v1/sessions",
                this::logIn,
                Access.ANYONE,
                RateLimit.LOGINS,
                Operation.of("logIn", "Log in on a device")
                        .takes(LoginBody.class)
                        .gives(201, Login.class)
                        .refuses(Code.INVALID_CREDENTIALS, Code.NOT_VERIFIED));
        routes.post(
                "/v1/password-resets",
                this::requestReset,
                Access.ANYONE,
                RateLimit.CODES,
                Operation.of("requestPasswordReset", "Have a code mailed for a new password, if there is an account")
                        .takes(EmailBody.class)
                        .gives(202, MailSent.class));
        routes.post(
                "/v1/password-resets/confirm",
                this::confirmReset,
                Access.ANYONE,
                RateLimit.CODES,
                Operation.of("confirmPasswordReset", "Choose a new password; every session ends")
                        .takes(ResetBody.class)
                        .gives(204)
                        .refuses(Code.INVALID_CODE));
        routes.delete(
                "/v1/me",
                this::delete,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("deleteAccount", "Delete the account")
                        .takes(PasswordBody.class)
                        .gives(204)
                        .refuses(Code.WRONG_PASSWORD));
    }

    /** Deletes what has expired. */
    public void tidy() {
        accounts.deleteExpired();
        resets.deleteExpired();
    }

    private record SignUpBody(
            @Required @As(Username.class) String username,
            @Required @As(EmailAddress.class) String email,
            @Required @As(Password.class) String password,
            @As(DisplayName.class) String displayName,
            @As(Tags.class) List<String> tags) {}

    private record VerificationBody(
            @Required String email, @Required String code) {}

    private record EmailBody(
            @Required @As(EmailAddress.class) String email) {}

    private record LoginBody(
            @Required @As(LoginName.class) String login,
            @Required String password,
            @Text(most = LONGEST_DEVICE) String device) {}

    private record ResetBody(
            @Required String email,
            @Required String code,
            @Required @As(Password.class) String newPassword) {}

    private record PasswordBody(@Required String password) {}

    private record MailSent(String status) {}

    private void signUp(Context ctx) {
        var body = Bodies.read(ctx, SignUpBody.class);
        var validation = new Validation();
        var username = validation.required("/username", body.username(), Username::new);
        var email = validation.required("/email", body.email(), EmailAddress::new);
        var password = validation.required("/password", body.password(), Password::chosen);
        var displayName = validation.optional("/displayName", body.displayName(), DisplayName::new);
        var tags = validation.optional("/tags", body.tags(), Tags::of);
        validation.orThrow();
        accounts.signUp(new NewAccount(
                username,
                email,
                password,
                displayName.orElseGet(() -> new DisplayName(username.value())),
                tags.orElse(Tags.NONE)));
        ctx.status(202).json(new MailSent("verification_sent"));
    }

    private void verify(Context ctx) {
        var body = Bodies.read(ctx, VerificationBody.class);
        var validation = new Validation();
        var code = validation.required("/code", body.code(), String::strip);
        var email = validation.required("/email", body.email(), text -> text);
        validation.orThrow();
        accounts.verify(addressForCode(email), code);
        ctx.status(204);
    }

    private void resend(Context ctx) {
        accounts.resend(email(Bodies.read(ctx, EmailBody.class)));
        ctx.status(202).json(new MailSent("verification_sent"));
    }

    private void logIn(Context ctx) {
        var body = Bodies.read(ctx, LoginBody.class);
        var validation = new Validation();
        var login = validation.required("/login", body.login(), LoginName::of);
        var password = validation.required("/password", body.password(), Password::new);
        var device = validation.optional("/device", body.device(), AccountRoutes::device);
        validation.orThrow();
        ctx.status(201).json(logins.logIn(login, password, device.orElse("")));
    }

    private void requestReset(Context ctx) {
        resets.request(email(Bodies.read(ctx, EmailBody.class)));
        ctx.status(202).json(new MailSent("reset_sent"));
    }

    private void confirmReset(Context ctx) {
        var body = Bodies.read(ctx, ResetBody.class);
        var validation = new Validation();
        var code = validation.required("/code", body.code(), String::strip);
        var email = validation.required("/email", body.email(), text -> text);
        var password = validation.required("/newPassword", body.newPassword(), Password::chosen);
        validation.orThrow();
        resets.confirm(addressForCode(email), code, password);
        ctx.status(204);
    }

    private void delete(Context ctx) {
        var validation = new Validation();
        var password = validation.required(
                "/password", Bodies.read(ctx, PasswordBody.class).password(), Password::new);
        validation.orThrow();
        deletions.delete(Caller.of(ctx).userId(), password);
        ctx.status(204);
    }

    private static EmailAddress email(EmailBody body) {
        var validation = new Validation();
        var email = validation.required("/email", body.email(), EmailAddress::new);
        validation.orThrow();
        return email;
    }

    /** With a code everything that is wrong is the code. */
    private static EmailAddress addressForCode(String text) {
        try {
            return new EmailAddress(text);
        } catch (IllegalArgumentException e) {
            throw Accounts.invalidCode();
        }
    }

    private static String device(String text) {
        String device = text.strip();
        if (device.codePointCount(0, device.length()) > LONGEST_DEVICE) {
            throw new IllegalArgumentException("must have " + LONGEST_DEVICE + " characters at most");
        }
        return device;
    }
}
