package io.confab.gateway.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.gateway.Gateway;
import io.confab.gateway.db.Database;
import io.confab.gateway.world.Person;
import io.confab.gateway.world.World;
import io.confab.schemas.id.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blocks as rows, and their list. */
class BlockIT {
    private static final World WORLD = World.ofAccounts();
    private static final Gateway GATEWAY = World.gatewayOfAccounts();
    private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");

    private final Database database = Database.open(WORLD.settings(), new Random(1), new SimpleMeterRegistry());
    private final Blocks blocks = new Blocks(database);
    private final Person ann = WORLD.person(GATEWAY, "ann").join();
    private final Person ben = WORLD.person(GATEWAY, "ben").join();
    private final Person cleo = WORLD.person(GATEWAY, "cleo").join();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void every_change_raises_the_version_of_the_row() {
        assertThat(blocks.put(id(ann), id(ben), AT)).hasValue(1L);
        assertThat(blocks.put(id(ann), id(ben), AT)).hasValue(2L);
        assertThat(blocks.lift(id(ann), id(ben), AT)).hasValue(3L);
        assertThat(blocks.put(id(ann), id(ben), AT)).hasValue(4L);
        assertThat(blocks.lift(id(ann), id(cleo), AT)).hasValue(1L);
        assertThat(blocks.put(id(ben), id(ann), AT)).hasValue(1L);
    }

    @Test
    void nobody_unknown_can_be_blocked() {
        assertThat(blocks.put(id(ann), UserId.of("01900000-0000-7000-8000-000000000000"), AT))
                .isEmpty();
    }

    @Test
    void the_list_has_those_who_are_blocked_now_page_by_page() {
        blocks.put(id(ann), id(ben), AT);
        blocks.put(id(ann), id(cleo), AT);

        var first = ann.http().get("/v1/me/blocks?limit=1").must(200).body();
        var second = ann.http()
                .get("/v1/me/blocks?limit=1&cursor=" + first.get("next").asText())
                .must(200)
                .body();
        blocks.lift(id(ann), id(cleo), AT);
        var left = ann.http().get("/v1/me/blocks").must(200).body();

        assertThat(first.get("items").findValuesAsText("userId")).containsExactly(ben.userId());
        assertThat(second.get("items").findValuesAsText("userId")).containsExactly(cleo.userId());
        assertThat(second.has("next")).isFalse();
        assertThat(left)
                .hasToString("{\"items\":[{\"userId\":\"" + ben.userId() + "\",\"username\":\"" + ben.name()
                        + "\",\"displayName\":\"" + ben.name() + "\",\"blockedAt\":\"2030-01-01T00:00:00Z\"}]}");
        assertThat(ben.http().get("/v1/me/blocks").must(200).body()).hasToString("{\"items\":[]}");
        ann.http().get("/v1/me/blocks?cursor=eA").mustBe(422, "validation_failed");
    }

    private static UserId id(Person person) {
        return UserId.of(person.userId());
    }
}
