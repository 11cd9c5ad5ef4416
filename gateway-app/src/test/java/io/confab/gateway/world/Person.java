package io.confab.gateway.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.Gateway;
import java.util.Map;
import java.util.Optional;

/** Somebody at one device: nobody yet at first, then with an account and a login. The address is {@code name@example.org}. */
public final class Person {
    public static final String PASSWORD = "correct horse battery";

    private final MailCatcher mails;
    private final String name;
    private Client client;
    private Client.Answer login;

    Person(int port, MailCatcher mails, String name) {
        this(new Client(port, "", ""), mails, name);
    }

    private Person(Client client, MailCatcher mails, String name) {
        this.client = client;
        this.mails = mails;
        this.name = name;
    }

    /** Signs up, enters the mailed code and logs in. */
    public Person join() {
        signUp(email()).must(202);
        verify(code(1)).must(204);
        return logIn();
    }

    public Client.Answer signUp(String email) {
        return signUp(email, PASSWORD);
    }

    public Client.Answer signUp(String email, String password) {
        return client.post("/v1/accounts", Map.of("username", name, "email", email, "password", password));
    }

    public Client.Answer verify(String code) {
        return client.post("/v1/accounts/verification", Map.of("email", email(), "code", code));
    }

    /** The code in the mail number {@code count}, when it is here. */
    public String code(int count) {
        return mail(count).code();
    }

    public MailCatcher.Mail mail(int count) {
        return mails.await(email(), count);
    }

    public Person logIn() {
        become(tryLogIn(name, PASSWORD).must(201));
        return this;
    }

    public Client.Answer tryLogIn(String login, String password) {
        return client.post("/v1/sessions", Map.of("login", login, "password", password, "device", "a test"));
    }

    public Client.Answer refresh(String token) {
        var answer = client.post("/v1/sessions/refresh", Map.of("refreshToken", token));
        if (answer.status() == 200) {
            become(answer);
        }
        return answer;
    }

    /** The same person at another device. */
    public Person atAnotherDevice() {
        return new Person(client.port(), mails, name).logIn();
    }

    /** The same person and device, at another gateway. */
    public Person at(Gateway gateway) {
        var there = new Person(client.at(gateway.port()), mails, name);
        there.login = login;
        return there;
    }

    public Client http() {
        return client;
    }

    /** As this one, but with another token. */
    public Client with(String token) {
        return new Client(client.port(), userId(), token);
    }

    public String name() {
        return name;
    }

    public String email() {
        return name + "@example.org";
    }

    public String userId() {
        return login.text("userId");
    }

    public String sessionId() {
        return login.text("sessionId");
    }

    public String accessToken() {
        return login.text("accessToken");
    }

    public String refreshToken() {
        return login.text("refreshToken");
    }

    private void become(Client.Answer answer) {
        assertThat(Optional.ofNullable(answer.body().get("accessTokenExpiresAt")))
                .isPresent();
        login = answer;
        client = new Client(client.port(), userId(), accessToken());
    }
}
