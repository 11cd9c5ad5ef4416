package io.confab.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.confab.gateway.Gateway;
import io.confab.gateway.world.Client;
import io.confab.gateway.world.Person;
import io.confab.gateway.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Logging in, renewing tokens and logging out. */
class SessionIT {
    private static final World WORLD = World.ofAccounts();
    private static final Gateway GATEWAY = World.gatewayOfAccounts();

    private final Person nobody = WORLD.person(GATEWAY, "nobody");
    private final Person ann = WORLD.person(GATEWAY, "ann").join();

    @Test
    void an_access_token_is_a_jwt_that_the_published_keys_verify() throws Exception {
        var jwt = SignedJWT.parse(ann.accessToken());
        var keys = JWKSet.parse(
                ann.http().get("/.well-known/jwks.json").must(200).body().toString());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());

        assertThat(jwt.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(key.isPrivate()).isFalse();
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo(ann.userId());
        assertThat(jwt.getJWTClaimsSet().getStringClaim("sid")).isEqualTo(ann.sessionId());
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("http://127.0.0.1:8080");
        assertThat(jwt.getJWTClaimsSet().getIssueTime().toInstant())
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(Duration.between(
                        jwt.getJWTClaimsSet().getIssueTime().toInstant(),
                        jwt.getJWTClaimsSet().getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_wrong_password_and_an_unknown_login_are_answered_alike() {
        var wrong = nobody.tryLogIn(ann.name(), "wrong").mustBe(401, "invalid_credentials");
        var unknown = nobody.tryLogIn("nobody", "wrong").mustBe(401, "invalid_credentials");

        assertThat(wrong.body()).isEqualTo(unknown.body());
    }

    @Test
    void a_login_of_which_many_passwords_were_wrong_must_wait() {
        Client.Answer answer;
        int wrong = 0;
        do {
            answer = nobody.tryLogIn(ann.name(), "wrong");
            wrong++;
        } while (answer.status() == 401 && wrong < 50);

        answer.mustBe(429, "too_many_requests");
        assertThat(wrong).isEqualTo(21);
        assertThat(Long.parseLong(answer.retryAfter().orElseThrow())).isBetween(1L, 30L);
        nobody.tryLogIn(ann.name(), Person.PASSWORD).mustBe(429, "too_many_requests");
        nobody.tryLogIn(ann.email(), Person.PASSWORD).must(201);
    }

    @Test
    void tokens_are_renewed_together_and_the_new_ones_go_on() {
        String firstAccess = ann.accessToken();
        String firstRefresh = ann.refreshToken();
        String session = ann.sessionId();

        ann.refresh(firstRefresh).must(200);

        assertThat(ann.accessToken()).isNotEqualTo(firstAccess);
        assertThat(ann.sessionId()).isEqualTo(session);
        ann.http().get("/v1/me").must(200);
        ann.refresh(ann.refreshToken()).must(200);
    }

    @Test
    void a_refresh_token_used_twice_ends_the_session_for_thief_and_victim() {
        var phone = ann.atAnotherDevice();
        String stolen = ann.refreshToken();
        ann.refresh(stolen).must(200);

        nobody.refresh(stolen).mustBe(401, "invalid_token");

        ann.http().get("/v1/me").mustBe(401, "invalid_token");
        ann.refresh(ann.refreshToken()).mustBe(401, "invalid_token");
        phone.http().get("/v1/me").must(200);
    }

    @Test
    void one_kind_of_token_does_not_pass_for_the_other() {
        ann.refresh(ann.accessToken()).mustBe(401, "invalid_token");
        ann.refresh("nonsense").mustBe(401, "invalid_token");
        ann.refresh(ann.refreshToken() + "x").mustBe(401, "invalid_token");
        ann.http().post("/v1/sessions/refresh", Map.of()).mustBe(422, "validation_failed");
    }

    @Test
    void a_good_token_makes_no_other_one_good() {
        ann.http().get("/v1/me").must(200);
        var ben = WORLD.person(GATEWAY, "ben").join();
        ben.http().get("/v1/me").must(200);
        var annsParts = ann.accessToken().split("\\.", -1);
        var bensParts = ben.accessToken().split("\\.", -1);

        var forged = String.join(".", annsParts[0], bensParts[1], annsParts[2]);
        ben.with(forged).get("/v1/me").mustBe(401, "invalid_token");
        ann.with(ann.refreshToken()).get("/v1/me").mustBe(401, "invalid_token");
    }

    @Test
    void a_user_sees_ones_devices_and_logs_out_one() {
        var phone = ann.atAnotherDevice();

        var items = ann.http().get("/v1/sessions").must(200).body().get("items");
        assertThat(items.findValuesAsText("sessionId")).containsExactlyInAnyOrder(ann.sessionId(), phone.sessionId());
        assertThat(items.findValuesAsText("device")).containsOnly("a test");
        for (var item : items) {
            assertThat(item.get("current").asBoolean())
                    .isEqualTo(item.get("sessionId").asText().equals(ann.sessionId()));
        }

        ann.http().delete("/v1/sessions/" + phone.sessionId()).must(204);

        phone.http().get("/v1/me").mustBe(401, "invalid_token");
        ann.http().delete("/v1/sessions/" + phone.sessionId()).mustBe(404, "not_found");
        ann.http().get("/v1/me").must(200);
    }

    @Test
    void logging_out_refuses_both_tokens_at_once() {
        ann.http().delete("/v1/sessions/current").must(204);

        ann.http().get("/v1/me").mustBe(401, "invalid_token");
        ann.refresh(ann.refreshToken()).mustBe(401, "invalid_token");
    }

    @Test
    void nobody_can_log_out_someone_elses_device() {
        var ben = WORLD.person(GATEWAY, "ben").join();

        ben.http().delete("/v1/sessions/" + ann.sessionId()).mustBe(404, "not_found");

        ann.http().get("/v1/me").must(200);
    }

    @Test
    void another_gateway_takes_the_tokens_and_soon_refuses_those_of_an_ended_session() {
        try (var other = WORLD.gateway(Map.of("confab.gateway.session-check-interval", "200ms"))) {
            var annThere = ann.at(other);
            annThere.http().get("/v1/me").must(200);

            ann.http().delete("/v1/sessions/current").must(204);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> annThere.http().get("/v1/me").status() == 401);
        }
    }

    @Test
    void an_access_token_expires() {
        try (var other = WORLD.gateway(Map.of("confab.gateway.access-token-lifetime", "5s"))) {
            var annThere = ann.at(other);
            annThere.refresh(ann.refreshToken()).must(200);
            annThere.http().get("/v1/me").must(200);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> annThere.http().get("/v1/me").status() == 401);

            annThere.http().get("/v1/me").mustBe(401, "invalid_token");
            annThere.refresh(annThere.refreshToken()).must(200);
            annThere.http().get("/v1/me").must(200);
        }
    }
}
