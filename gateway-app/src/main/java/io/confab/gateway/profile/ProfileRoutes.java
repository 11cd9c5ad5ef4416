package io.confab.gateway.profile;

import io.confab.gateway.ExportPart;
import io.confab.gateway.http.Access;
import io.confab.gateway.http.As;
import io.confab.gateway.http.Bodies;
import io.confab.gateway.http.Caller;
import io.confab.gateway.http.Code;
import io.confab.gateway.http.Operation;
import io.confab.gateway.http.Paging;
import io.confab.gateway.http.Parameter;
import io.confab.gateway.http.PathIds;
import io.confab.gateway.http.Problem;
import io.confab.gateway.http.RateLimit;
import io.confab.gateway.http.Required;
import io.confab.gateway.http.Validation;
import io.confab.schemas.id.UserId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** One's own profile, tags and export, and finding others. */
public final class ProfileRoutes {
    private static final int LONGEST_QUERY = 32;

    private final Profiles profiles;
    private final List<ExportPart> exportParts;
    private final PresenceChanged presence;

    /**
     * @param exportParts what the export has beside the profile
     * @param presence is told of changes before they are answered
     */
    public ProfileRoutes(Profiles profiles, List<ExportPart> exportParts, PresenceChanged presence) {
        this.profiles = profiles;
        this.exportParts = List.copyOf(exportParts);
        this.presence = presence;
    }

    /** Registers the routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/v1/me",
                this::me,
                Access.USER,
                RateLimit.READS,
                Operation.of("getMe", "One's own profile").gives(200, Me.class));
        routes.patch(
                "/v1/me",
                this::change,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("changeMe", "Change one's own profile")
                        .takes(ChangeBody.class)
                        .gives(200, Me.class));
        routes.put(
                "/v1/me/tags",
                this::putTags,
                Access.USER,
                RateLimit.WRITES,
                Operation.of("putTags", "Say what one is interested in")
                        .takes(TagsBody.class)
                        .gives(200, MyTags.class));
        routes.get(
                "/v1/me/export",
                this::export,
                Access.USER,
                RateLimit.EXPORTS,
                Operation.of("export", "Everything stored about oneself").givesAnyObject(200));
        routes.get(
                "/v1/users",
                this::search,
                Access.USER,
                RateLimit.READS,
                Operation.of("searchUsers", "Users whose names begin like this")
                        .asks(Parameter.query("query", "how the username begins", 1, LONGEST_QUERY))
                        .asksForPages()
                        .givesPageOf(PublicProfile.class));
        routes.get(
                "/v1/users/{userId}",
                this::user,
                Access.USER,
                RateLimit.READS,
                Operation.of("getUser", "A profile as everyone sees it").gives(200, PublicProfile.class));
    }

    private record ChangeBody(
            @As(DisplayName.class) String displayName,
            @As(Bio.class) String bio,
            Boolean sendReceipts,
            Boolean showPresence,
            Boolean showTyping) {}

    private record TagsBody(@Required @As(Tags.class) List<String> tags) {}

    private record MyTags(Tags tags) {}

    private void me(Context ctx) {
        ctx.json(profiles.me(Caller.of(ctx).userId()).orElseThrow(ProfileRoutes::gone));
    }

    private void change(Context ctx) {
        var body = Bodies.read(ctx, ChangeBody.class);
        var validation = new Validation();
        var change = new ProfileChange(
                validation.optional("/displayName", body.displayName(), DisplayName::new),
                validation.optional("/bio", body.bio(), Bio::new),
                validation.optional("/sendReceipts", body.sendReceipts(), Function.<Boolean>identity()),
                validation.optional("/showPresence", body.showPresence(), Function.<Boolean>identity()),
                validation.optional("/showTyping", body.showTyping(), Function.<Boolean>identity()));
        validation.orThrow();
        var user = Caller.of(ctx).userId();
        var changed = profiles.change(user, change).orElseThrow(ProfileRoutes::gone);
        if (change.showPresence().isPresent()) {
            ctx.future(() -> presence.changed(user, changed.switches()).thenRun(() -> ctx.json(changed.me())));
        } else {
            ctx.json(changed.me());
        }
    }

    private void putTags(Context ctx) {
        var validation = new Validation();
        var tags = validation.required("/tags", Bodies.read(ctx, TagsBody.class).tags(), Tags::of);
        validation.orThrow();
        profiles.putTags(Caller.of(ctx).userId(), tags);
        ctx.json(new MyTags(tags));
    }

    private void export(Context ctx) {
        var userId = Caller.of(ctx).userId();
        var export = new LinkedHashMap<String, Object>();
        export.put("profile", profiles.me(userId).orElseThrow(ProfileRoutes::gone));
        exportParts.forEach(part -> export.put(part.name(), part.content().apply(userId)));
        ctx.header("Content-Disposition", "attachment; filename=\"confab-export.json\"")
                .json(export);
    }

    private void search(Context ctx) {
        var validation = new Validation();
        var prefix = validation.required("?query", ctx.queryParam("query"), ProfileRoutes::prefix);
        validation.orThrow();
        ctx.json(profiles.search(prefix, Paging.of(ctx)));
    }

    private void user(Context ctx) {
        var id = PathIds.read(ctx, "userId", UserId::of);
        ctx.json(profiles.find(id).orElseThrow(() -> Problem.of(Code.NOT_FOUND)));
    }

    private static String prefix(String query) {
        String prefix = query.strip().toLowerCase(Locale.ROOT);
        if (prefix.isEmpty() || prefix.length() > LONGEST_QUERY) {
            throw new IllegalArgumentException("must have 1 to " + LONGEST_QUERY + " characters");
        }
        if (prefix.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must have no NUL character");
        }
        return prefix;
    }

    /** The account was deleted while its token was still trusted here. */
    private static Problem gone() {
        return Problem.of(Code.INVALID_TOKEN).detail("The account is gone.");
    }
}
