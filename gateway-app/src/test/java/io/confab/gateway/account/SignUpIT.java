package io.confab.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.Gateway;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Person;
import io.confab.gateway.world.World;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing up and verifying the address. */
class SignUpIT {
    private static final World WORLD = World.ofAccounts();
    private static final Gateway GATEWAY = World.gatewayOfAccounts();
    private static final String PASSWORD = Person.PASSWORD;

    private final Person ann = WORLD.person(GATEWAY, "ann");

    @Test
    void who_enters_the_mailed_code_can_log_in() {
        var answer = ann.signUp(ann.email()).must(202);
        ann.tryLogIn(ann.name(), PASSWORD).mustBe(403, "not_verified");
        ann.verify(ann.code(1)).must(204);

        assertThat(answer.body()).hasToString("{\"status\":\"verification_sent\"}");
        ann.tryLogIn(ann.name(), PASSWORD).must(201);
        ann.tryLogIn(ann.email(), PASSWORD).must(201);
        ann.tryLogIn(ann.name().toUpperCase(Locale.ROOT), PASSWORD).must(201);
    }

    @Test
    void a_name_is_taken_from_the_sign_up_on_and_whatever_its_case() {
        var ben = WORLD.named(GATEWAY, ann.name());
        var loudBen = WORLD.named(GATEWAY, ann.name().toUpperCase(Locale.ROOT));
        String bensAddress = "ben-" + ann.email();
        ann.signUp(ann.email()).must(202);

        ben.signUp(bensAddress).mustBe(409, "username_taken");
        loudBen.signUp(bensAddress).mustBe(409, "username_taken");
        ann.verify(ann.code(1)).must(204);
        var problem = ben.signUp(bensAddress).mustBe(409, "username_taken");

        assertThat(problem.body().at("/errors/0/pointer").asText()).isEqualTo("/username");
    }

    @Test
    void a_known_address_gets_the_same_answer_and_a_mail_that_says_so() {
        ann.join();
        var other = WORLD.person(GATEWAY, "other");
        var unknown = WORLD.person(GATEWAY, "other");

        var answer = other.signUp(ann.email()).must(202);

        assertThat(answer.body())
                .isEqualTo(unknown.signUp(unknown.email()).must(202).body());
        assertThat(ann.mail(2).subject()).contains("have an account");
        assertThat(ann.mail(2).text()).doesNotContainPattern("(?m)^\\d{6,8}\\r?$");
        // Were the name free still, it would tell that the address is known.
        WORLD.named(GATEWAY, other.name()).signUp(other.email()).mustBe(409, "username_taken");
    }

    @Test
    void a_sign_up_whose_answer_was_lost_can_be_repeated_by_who_knows_the_password() {
        ann.signUp(ann.email()).must(202);
        String first = ann.code(1);

        ann.signUp(ann.email()).must(202);
        String second = ann.code(2);

        ann.signUp(ann.email(), "another password").mustBe(409, "username_taken");
        assertThat(second).isNotEqualTo(first);
        ann.verify(first).mustBe(422, "invalid_code");
        ann.verify(second).must(204);
    }

    @Test
    void whoever_verifies_first_has_the_address() {
        var impostor = WORLD.person(GATEWAY, "impostor");
        impostor.signUp(ann.email()).must(202);
        String impostors = ann.code(1);
        ann.signUp(ann.email()).must(202);
        String anns = ann.code(2);

        ann.verify(anns).must(204);

        ann.verify(impostors).mustBe(422, "invalid_code");
        impostor.tryLogIn(impostor.name(), PASSWORD).mustBe(401, "invalid_credentials");
        ann.tryLogIn(ann.email(), PASSWORD).must(201);
    }

    @Test
    void a_wrong_code_a_used_one_and_an_unknown_address_are_all_invalid_code() {
        ann.signUp(ann.email()).must(202);
        String code = ann.code(1);

        ann.verify("x").mustBe(422, "invalid_code");
        verify("nobody-" + ann.email(), code).mustBe(422, "invalid_code");
        verify("no address", code).mustBe(422, "invalid_code");
        ann.verify(code).must(204);
        ann.verify(code).mustBe(422, "invalid_code");
    }

    @Test
    void after_five_wrong_codes_the_right_one_is_wrong_too_until_it_is_sent_again() {
        ann.signUp(ann.email()).must(202);
        String code = ann.code(1);
        for (int i = 0; i < Codes.MOST_TRIES; i++) {
            ann.verify("wrong").mustBe(422, "invalid_code");
        }

        ann.verify(code).mustBe(422, "invalid_code");
        resend(ann.email()).must(202);
        ann.verify(ann.code(2)).must(204);
    }

    @Test
    void a_resend_is_answered_alike_for_an_unknown_address() {
        assertThat(resend("nobody-" + ann.email()).must(202).body()).hasToString("{\"status\":\"verification_sent\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/username | {'username':'ab','email':'a@example.org','password':'12345678'}",
                "/username | {'username':'1ab','email':'a@example.org','password':'12345678'}",
                "/username | {'username':'an n','email':'a@example.org','password':'12345678'}",
                "/username | {'email':'a@example.org','password':'12345678'}",
                "/email | {'username':'abc','email':'a','password':'12345678'}",
                "/email | {'username':'abc','email':'a@b','password':'12345678'}",
                "/email | {'username':'abc','email':'a b@example.org','password':'12345678'}",
                "/password | {'username':'abc','email':'a@example.org','password':'1234567'}",
                "/password | {'username':'abc','email':'a@example.org'}",
                "/tags | {'username':'abc','email':'a@example.org','password':'12345678','tags':['']}",
                "/displayName | {'username':'abc','email':'a@example.org','password':'12345678','displayName':' '}"
            },
            quoteCharacter = '~')
    void what_is_wrong_is_pointed_at(String pointer, String body) {
        var problem =
                ann.http().postText("/v1/accounts", body.replace('\'', '"')).mustBe(422, "validation_failed");

        assertThat(problem.body().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        var problem = ann.http()
                .post("/v1/accounts", Map.of("username", "?", "email", "?", "password", "?"))
                .mustBe(422, "validation_failed");

        assertThat(problem.body().get("errors").findValuesAsText("pointer"))
                .containsExactly("/username", "/email", "/password");
    }

    private Client.Answer verify(String email, String code) {
        return ann.http().post("/v1/accounts/verification", Map.of("email", email, "code", code));
    }

    private Client.Answer resend(String email) {
        return ann.http().post("/v1/accounts/verification/resend", Map.of("email", email));
    }
}
