package io.confab.gateway.profile;

import io.confab.gateway.db.Database;
import io.confab.gateway.db.Transaction;
import io.confab.gateway.http.Page;
import io.confab.gateway.http.Paging;
import io.confab.schemas.chat.Profile;
import io.confab.schemas.id.UserId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who the users are. Safe for any thread. */
public final class Profiles {
    private final Database database;
    private final ProfileDao dao = new ProfileDao();
    private final KnownSwitches switches;
    private final InstantSource clock;

    public Profiles(Database database, KnownSwitches switches, InstantSource clock) {
        this.database = database;
        this.switches = switches;
        this.clock = clock;
    }

    /** Makes a user visible, as part of {@code tx}. */
    public void create(Transaction tx, NewProfile profile) {
        dao.insert(tx, profile);
    }

    /** How those of {@code ids} that are users are shown to others, by id. */
    public Map<UserId, Profile> find(Collection<UserId> ids) {
        var found = new LinkedHashMap<UserId, Profile>();
        for (var profile : database.read(tx -> dao.find(tx, ids))) {
            found.put(profile.userId(), new Profile(profile.userId(), profile.username(), profile.displayName()));
        }
        return found;
    }

    /** What the user is interested in; none if the user is gone. */
    public Tags tagsOf(UserId userId) {
        return me(userId).map(Me::tags).orElse(Tags.NONE);
    }

    Optional<PublicProfile> find(UserId userId) {
        return database.read(tx -> dao.find(tx, List.of(userId))).stream().findFirst();
    }

    Page<PublicProfile> search(String prefix, Paging paging) {
        var rows = database.read(tx -> dao.search(tx, prefix, paging.after().orElse(""), paging.rows()));
        return paging.page(rows, PublicProfile::username);
    }

    Optional<Me> me(UserId userId) {
        return database.read(tx -> dao.findMe(tx, userId));
    }

    /** A profile after a change, and what its user lets others know. */
    record Changed(Me me, Switches switches) {}

    Optional<Changed> change(UserId userId, ProfileChange change) {
        var changed = database.transaction(tx -> {
            dao.update(tx, userId, change, clock.instant());
            return dao.findMe(tx, userId)
                    .map(me -> new Changed(me, dao.switches(tx, List.of(userId)).get(0)));
        });
        switches.forget(userId);
        return changed;
    }

    void putTags(UserId userId, Tags tags) {
        database.transact(tx -> dao.putTags(tx, userId, tags, clock.instant()));
    }
}
