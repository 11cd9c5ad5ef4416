package io.confab.load.chatup;

import io.confab.load.match.Mix;
import io.confab.schemas.event.ChatupEvent;

/** What was delivered to a user is what came about, in the same order: compared as a chain of hashes for each user. */
final class DeliveryRule {
    private final Breaches breaches;
    private final Numbers users;
    private final Column events = new Column();
    private final Column eventChain = new Column();
    private final Column deliveries = new Column();
    private final Column deliveryChain = new Column();

    DeliveryRule(Breaches breaches, Numbers users) {
        this.breaches = breaches;
        this.users = users;
    }

    void event(int user, ChatupEvent event) {
        events.add(user, 1);
        eventChain.set(user, Mix.of(eventChain.get(user) ^ event.hashCode()));
    }

    void delivered(int user, ChatupEvent event) {
        deliveries.add(user, 1);
        deliveryChain.set(user, Mix.of(deliveryChain.get(user) ^ event.hashCode()));
    }

    /** After the last record. */
    void end() {
        for (int user = 0; user < users.size(); user++) {
            if (events.get(user) != deliveries.get(user)) {
                breaches.add(
                        Promise.DELIVERY,
                        deliveries.get(user) + " deliveries of " + events.get(user) + " events",
                        users.id(user));
            } else if (eventChain.get(user) != deliveryChain.get(user)) {
                breaches.add(Promise.DELIVERY, "something else was delivered than came about", users.id(user));
            }
        }
    }
}
