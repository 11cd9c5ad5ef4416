package io.confab.load.chatup;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.load.match.Seekers;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Who seeks in a run. */
class UsersTest {
    private final Seekers seekers = new Seekers(200, 5, 1);
    private final Users users = new Users(100, seekers, 1, 42);

    @Test
    void the_same_seed_gives_the_same_tags_and_another_salt_other_ids() {
        var others = new Users(100, seekers, 1, 43);

        assertThat(others.tags(7)).isEqualTo(users.tags(7));
        assertThat(others.id(7)).isNotEqualTo(users.id(7));
        assertThat(users.profile(7).userId()).isEqualTo(users.id(7));
    }

    @Test
    void someone_like_a_user_shares_a_tag_and_is_somebody_else() {
        var random = new SplittableRandom(1);
        for (int user = 0; user < users.size(); user++) {
            for (int i = 0; i < 10; i++) {
                int other = users.likeOne(user, random).orElseThrow();

                assertThat(other).isNotEqualTo(user);
                var shared = new HashSet<>(users.tags(user));
                shared.retainAll(users.tags(other));
                assertThat(shared).isNotEmpty();
            }
        }
    }
}
