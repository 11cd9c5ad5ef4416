package io.confab.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.Gateway;
import io.confab.gateway.world.Person;
import io.confab.gateway.world.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deleting one's account. */
class DeletionIT {
    private static final World WORLD = World.ofAccounts();
    private static final Gateway GATEWAY = World.gatewayOfAccounts();

    private final Person ann = WORLD.person(GATEWAY, "ann").join();
    private final Person ben = WORLD.person(GATEWAY, "ben").join();

    @Test
    void the_password_deletes_the_account_and_all_that_is_stored_of_it() {
        ann.http().delete("/v1/me", Map.of("password", Person.PASSWORD)).must(204);

        ann.http().get("/v1/me").mustBe(401, "invalid_token");
        WORLD.person(GATEWAY, "nobody").tryLogIn(ann.name(), Person.PASSWORD).mustBe(401, "invalid_credentials");
        ben.http().get("/v1/users/" + ann.userId()).mustBe(404, "not_found");
        assertThat(ann.mail(2).subject()).contains("was deleted");
    }

    @Test
    void a_wrong_password_deletes_nothing() {
        ann.http().delete("/v1/me", Map.of("password", "wrong")).mustBe(403, "wrong_password");
        ann.http().delete("/v1/me", Map.of()).mustBe(422, "validation_failed");

        ann.http().get("/v1/me").must(200);
    }
}
