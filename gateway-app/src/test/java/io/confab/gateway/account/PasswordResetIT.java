package io.confab.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.Gateway;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Person;
import io.confab.gateway.world.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Choosing a new password by an e-mailed code. */
class PasswordResetIT {
    private static final World WORLD = World.ofAccounts();
    private static final Gateway GATEWAY = World.gatewayOfAccounts();

    private final Person nobody = WORLD.person(GATEWAY, "nobody");
    private final Person ann = WORLD.person(GATEWAY, "ann").join();

    @Test
    void the_code_changes_the_password_and_ends_every_session() {
        var phone = ann.atAnotherDevice();
        request(ann.email()).must(202);
        String code = ann.code(2);

        confirm(ann.email(), code, "a new password").must(204);

        ann.http().get("/v1/me").mustBe(401, "invalid_token");
        phone.refresh(phone.refreshToken()).mustBe(401, "invalid_token");
        nobody.tryLogIn(ann.name(), Person.PASSWORD).mustBe(401, "invalid_credentials");
        nobody.tryLogIn(ann.name(), "a new password").must(201);
        assertThat(ann.mail(3).subject()).contains("was changed");
        confirm(ann.email(), code, "yet another password").mustBe(422, "invalid_code");
    }

    @Test
    void an_unknown_address_is_answered_alike_and_gets_no_mail() {
        String unknown = WORLD.person(GATEWAY, "stranger").email();

        var answer = request(unknown).must(202);

        // The orders are carried out one after another: this one comes after the other.
        assertThat(answer.body()).isEqualTo(request(ann.email()).must(202).body());
        ann.mail(2);
        assertThat(WORLD.mails().to(unknown)).isEmpty();
        confirm(unknown, "12345678", "a new password").mustBe(422, "invalid_code");
    }

    @Test
    void a_wrong_code_changes_nothing_and_five_of_them_use_up_the_right_one() {
        request(ann.email()).must(202);
        String code = ann.code(2);
        for (int i = 0; i < Codes.MOST_TRIES; i++) {
            confirm(ann.email(), "wrong", "a new password").mustBe(422, "invalid_code");
        }

        confirm(ann.email(), code, "a new password").mustBe(422, "invalid_code");
        ann.http().get("/v1/me").must(200);
    }

    @Test
    void a_short_password_is_refused_before_the_code_is_looked_at() {
        request(ann.email()).must(202);
        String code = ann.code(2);

        var problem = confirm(ann.email(), code, "short").mustBe(422, "validation_failed");

        assertThat(problem.body().at("/errors/0/pointer").asText()).isEqualTo("/newPassword");
        confirm(ann.email(), code, "long enough").must(204);
    }

    private Client.Answer request(String email) {
        return nobody.http().post("/v1/password-resets", Map.of("email", email));
    }

    private Client.Answer confirm(String email, String code, String password) {
        return nobody.http()
                .post("/v1/password-resets/confirm", Map.of("email", email, "code", code, "newPassword", password));
    }
}
