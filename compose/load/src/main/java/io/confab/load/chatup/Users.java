package io.confab.load.chatup;

import io.confab.chatup.ticket.Ticket;
import io.confab.load.match.Mix;
import io.confab.load.match.Seekers;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** Who seeks, by number: each always with the same tags, so that those who suit each other best meet first, and not again. */
final class Users {
    private final List<UserId> ids = new ArrayList<>();
    private final List<List<String>> tags;
    private final Map<String, List<Integer>> byTag = new HashMap<>();

    /** @param salt sets the ids of this run apart from those of another on the same Kafka */
    Users(int count, Seekers seekers, long seed, long salt) {
        tags = seekers.come(count, seed).stream().map(Ticket::tags).toList();
        for (int number = 0; number < count; number++) {
            ids.add(new UserId(new UUID(salt, Mix.of(number))));
            for (var tag : tags.get(number)) {
                byTag.computeIfAbsent(tag, name -> new ArrayList<>()).add(number);
            }
        }
    }

    int size() {
        return ids.size();
    }

    UserId id(int number) {
        return ids.get(number);
    }

    Profile profile(int number) {
        return new Profile(id(number), "seeker_" + number, "Seeker " + number);
    }

    List<String> tags(int number) {
        return tags.get(number);
    }

    /** Somebody who shares the rarest of the user's tags that anybody shares. */
    Optional<Integer> likeOne(int number, SplittableRandom random) {
        return tags(number).stream()
                .map(byTag::get)
                .filter(own -> own.size() > 1)
                .min(Comparator.comparingInt(List::size))
                .map(own -> {
                    int drawn = own.get(random.nextInt(own.size()));
                    int next = own.get((own.indexOf(drawn) + 1) % own.size());
                    return drawn == number ? next : drawn;
                });
    }
}
