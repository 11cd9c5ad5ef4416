package io.confab.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.confab.local.Accessibility.assertAccessible;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.confab.load.client.Mailbox;
import io.confab.schemas.setting.Settings;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Strangers meet in a real browser, through the web client, on all of the local stack. */
class MeetBrowserIT {

    private static final String LONGEST_WAIT = "30s";
    private static final double ENDED_WITHIN_MS = 60_000;
    private static final AriaRole LISTITEM = AriaRole.LISTITEM;
    private static final Pattern ELAPSED = Pattern.compile("0:\\d\\d");

    @RegisterExtension
    static final Windows windows = new Windows();

    @TempDir
    static Path data;

    private static LocalStack stack;
    private static Mailbox mailbox;
    private static int people;

    @BeforeAll
    static void startTheStack() {
        var options = LocalPorts.checked(new LocalOptions(0, 0, 0, data));
        var progress = new Progress(new PrintWriter(Writer.nullWriter()), System.currentTimeMillis());
        stack = new LocalStack(options, DataDirectory.open(data), progress);
        stack.start(Settings.of(Map.of(
                "confab.chatup.longest-wait",
                LONGEST_WAIT,
                "confab.chatup.patience",
                "1h",
                "confab.chatup.trend-interval",
                "500ms",
                "confab.gateway.pools",
                "de,de/berlin")));
        mailbox = new Mailbox(URI.create(stack.mailboxUrl()));
    }

    @AfterAll
    static void stopTheStack() {
        stack.close();
    }

    @Test
    void two_who_never_met_find_each_other_by_their_interests_talk_and_move_on() {
        // given
        var ann = person("Ann Archer").comesIn();
        var ben = person("Ben Baker").comesIn();

        // when
        ann.wantsToMeet("Chess", "old films");
        assertAccessible("what to meet for", ann.page());
        ann.seen("meet-submit").click();

        // then
        assertThat(ann.seen("meet-waiting")).isVisible();
        assertThat(ann.seen("meet-others")).containsText("Nobody else was looking when you began.");
        assertThat(ann.seen("meet-sought").getByRole(LISTITEM)).hasText(new String[] {"chess", "old films"});
        assertThat(ann.seen("meet-elapsed")).hasText(ELAPSED);

        // when
        ben.wantsToMeet("jazz", "chess", "old films");
        ben.presses("Enter");

        // then: each is led to the other, and told what they share
        assertThat(ann.seen("thread-title")).hasText("Ben Baker");
        assertThat(ben.seen("thread-title")).hasText("Ann Archer");
        assertThat(ann.seen("shared")).hasText("You share chess and old films");
        assertThat(ben.seen("system-line")).hasText("You met Ann Archer. You share chess and old films.");
        assertAccessible("somebody was met", ben.page());

        // when
        ann.says("Hello, who are you?");
        ben.says("Ben. And you?");

        // then
        ann.sees("Hello, who are you?", "Ben. And you?");
        ann.reloads();
        ann.sees("Hello, who are you?", "Ben. And you?");
        assertThat(ann.seen("system-line")).hasText("You met Ben Baker. You share chess and old films.");

        // when: it ends the conversation for both, so one is asked
        ann.seen("next").click();
        assertThat(ann.seen("next")).hasText("Leave Ben Baker?");
        assertAccessible("about to leave", ann.page());
        ann.seen("next").click();

        // then
        assertThat(ann.seen("meet-waiting")).isVisible();
        assertThat(ann.seen("meet-sought").getByRole(LISTITEM)).hasText(new String[] {"chess", "old films"});
        assertThat(ann.inTheList(ben)).hasCount(0);
        assertThat(ben.seen("composer-note")).containsText("Ann Archer has moved on.");
        assertAccessible("somebody moved on", ben.page());

        // when
        ben.seen("composer-note-action").click();

        // then: never the same person again
        assertThat(ben.seen("meet-waiting")).isVisible();
        for (var each : new Person[] {ann, ben}) {
            assertThat(each.seen("meet-ended"))
                    .containsText(
                            "Nobody was found this time.",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(ENDED_WITHIN_MS));
            assertThat(each.seen("meet-submit")).hasText("Seek again");
        }
        assertAccessible("nobody was found", ann.page());
    }

    @Test
    void all_windows_of_a_user_show_the_same_search() {
        // given
        var ann = person("Ann Archer").comesIn();
        var annElsewhere = sameAs(ann).logsInAnew();

        // when
        ann.wantsToMeet("solitude");
        ann.seen("meet-anyone").uncheck();
        ann.seen("meet-submit").click();

        // then
        assertThat(ann.seen("meet-waiting")).isVisible();
        assertThat(annElsewhere.seen("meet-open")).containsText("Looking for somebody…");
        annElsewhere.seen("meet-open").click();
        assertThat(annElsewhere.seen("meet-waiting")).isVisible();
        assertAccessible("looking for somebody", annElsewhere.page());
        ann.reloads();
        assertThat(ann.seen("meet-sought").getByRole(LISTITEM)).hasText("solitude");

        // when
        annElsewhere.seen("meet-cancel").click();

        // then
        assertThat(annElsewhere.seen("meet-ended")).hasText("You stopped looking.");
        assertThat(ann.seen("meet-ended")).hasText("You stopped looking.");
        assertThat(ann.seen("meet-open")).hasText("Meet someone new");
        assertThat(ann.seen("meet-chip")).hasText("solitude");
    }

    @Test
    void a_device_that_knew_nothing_of_a_search_learns_of_it_when_it_seeks_too() {
        // given
        var ann = person("Ann Archer").comesIn();
        ann.wantsToMeet("silence");
        ann.seen("meet-submit").click();
        assertThat(ann.seen("meet-elapsed")).hasText(ELAPSED);
        var annElsewhere = sameAs(ann).logsInAnew();

        // when
        annElsewhere.seen("meet-open").click();
        assertThat(annElsewhere.seen("meet-chip")).hasText("silence");
        annElsewhere.seen("meet-submit").click();

        // then
        assertThat(annElsewhere.seen("meet-waiting")).containsText("Another device of yours is looking already.");
        assertAccessible("another device looks", annElsewhere.page());

        // when
        annElsewhere.seen("meet-cancel").click();

        // then
        assertThat(annElsewhere.seen("meet-ended")).hasText("You stopped looking.");
        assertThat(ann.seen("meet-ended")).hasText("You stopped looking.");
    }

    @Test
    void who_goes_on_talking_meanwhile_is_told_of_the_match_where_they_are() {
        // given
        var ann = person("Ann Archer").comesIn();
        var ben = person("Ben Baker").comesIn();
        var cleo = person("Cleo Carter").exists();
        ann.startsToTalkTo(cleo);

        // when
        ann.wantsToMeet("tea");
        ann.seen("meet-submit").click();
        assertThat(ann.seen("meet-waiting")).isVisible();
        ann.opensTheConversationWith(cleo);
        ben.wantsToMeet("tea");
        ben.seen("meet-submit").click();
        assertThat(ben.seen("thread-title")).hasText("Ann Archer");

        // then
        assertThat(ann.seen("meet-open")).hasText("You met Ben Baker");
        assertThat(ann.seen("thread-title")).hasText("Cleo Carter");
        ann.seen("meet-open").click();
        assertThat(ann.seen("meet-found-name")).hasText("You met Ben Baker");
        assertAccessible("whom one met meanwhile", ann.page());
        ann.seen("meet-open-found").click();
        assertThat(ann.seen("thread-title")).hasText("Ben Baker");
        assertThat(ann.seen("meet-open")).hasText("Meet someone new");

        // when: nothing was said yet, so nobody is asked
        ann.seen("next").click();

        // then
        assertThat(ann.seen("meet-waiting")).isVisible();
        ann.seen("meet-cancel").click();
        assertThat(ann.seen("meet-ended")).hasText("You stopped looking.");
    }

    @Test
    void what_many_wait_with_is_suggested_to_who_looks_there() {
        // given: three who have too little in common to be brought together at once
        for (int i = 1; i <= 3; i++) {
            person("Waiter")
                    .exists()
                    .onAnotherDevice()
                    .seeks("de", "beekeeping", "a" + i, "b" + i, "c" + i, "d" + i, "e" + i);
        }
        var ann = person("Ann Archer").comesIn();
        ann.seen("meet-open").click();
        assertThat(ann.seen("meet-suggestion")).hasCount(0);

        // when
        ann.seen("meet-pool").selectOption("de");

        // then: and none of their other interests
        assertThat(ann.seen("meet-suggestion")).hasText("beekeeping3");
        ann.seen("meet-suggestion").click();
        assertThat(ann.seen("meet-chip")).hasText("beekeeping");
    }

    @Test
    void interests_are_suggested_kept_and_sought_in_a_place() {
        // given
        var ann = person("Ann Archer").comesIn();
        suggesting(ann.page());
        ann.seen("meet-open").click();

        // when: the keyboard chooses
        assertThat(ann.seen("meet-tag")).isFocused();
        ann.types("Gardens");
        ann.presses("Enter");
        ann.types("moss,");
        ann.presses("Backspace");
        assertThat(ann.seen("meet-chip")).hasText("gardens");
        assertThat(ann.seen("meet-suggestion")).hasText(new String[] {"jazz41", "chess7"});
        ann.tabsTo("meet-add");
        ann.presses("Tab");
        ann.presses("Space");

        // then
        assertThat(ann.seen("meet-chip")).hasText(new String[] {"gardens", "jazz"});
        assertThat(ann.seen("meet-suggestion").first()).hasAttribute("aria-pressed", "true");
        assertThat(ann.seen("meet-pool").locator("option")).hasText(new Pattern[] {
            Pattern.compile("^Everywhere$"), Pattern.compile("^de( |$)"), Pattern.compile("^de/berlin( |$)")
        });
        assertAccessible("interests and places", ann.page());

        // when
        ann.seen("meet-pool").selectOption("de/berlin");
        assertThat(ann.seen("meet-keep")).isChecked();
        ann.seen("meet-submit").click();
        assertThat(ann.seen("meet-waiting")).isVisible();
        ann.seen("meet-cancel").click();
        assertThat(ann.seen("meet-ended")).hasText("You stopped looking.");

        // then: the profile has them
        var annElsewhere = sameAs(ann).logsInAnew();
        annElsewhere.seen("meet-open").click();
        assertThat(annElsewhere.seen("meet-chip")).hasText(new String[] {"gardens", "jazz"});
    }

    @Test
    void a_place_that_is_not_offered_any_more_is_explained() {
        // given
        var ann = person("Ann Archer").comesIn();
        ann.page()
                .route(
                        "**/v1/chatup/pools",
                        route -> route.fulfill(json("{\"items\":[{\"pool\":\"fr\",\"waiting\":3}]}")));
        windows.complaintsOf(ann.page()).expectRefusals("/v1/chatup/t");

        // when
        ann.wantsToMeet("bread");
        ann.seen("meet-pool").selectOption("fr");
        ann.seen("meet-submit").click();

        // then
        assertThat(ann.seen("meet-ended")).hasText("Nobody can be sought in this place any more. Choose another.");
        assertAccessible("refused", ann.page());
    }

    @Test
    void a_phone_shows_it_all_without_scrolling_sideways() {
        var ann = person("Ann Archer", Windows.phone());
        var ben = person("Ben Baker").comesIn();
        ann.comesIn();
        suggesting(ann.page());
        assertThat(ann.seen("meet-open")).isInViewport();
        ann.seen("meet-open").tap();
        ann.seen("meet-tag").fill("anunbrokeninterestthatisverylong");
        ann.seen("meet-add").tap();
        ann.seen("meet-suggestion").first().tap();
        assertFits(ann);
        assertAccessible("what to meet for, on a phone", ann.page());

        ann.seen("meet-submit").tap();
        assertThat(ann.seen("meet-cancel")).isInViewport();
        assertFits(ann);
        assertAccessible("looking, on a phone", ann.page());
        ann.seen("meet-back").tap();
        assertThat(ann.seen("meet-open")).containsText("Looking for somebody…");
        ann.seen("meet-open").tap();

        ben.wantsToMeet("jazz", "anunbrokeninterestthatisverylong");
        ben.seen("meet-submit").click();
        assertThat(ann.seen("thread-title")).hasText("Ben Baker");
        assertThat(ann.seen("next")).isInViewport();
        assertThat(ann.seen("composer-send")).isInViewport();
        assertFits(ann);
        assertAccessible("somebody was met, on a phone", ann.page());
        ann.seen("thread-back").tap();
        assertThat(ann.inTheList(ben)).isVisible();
    }

    /** The server of this page tells of many who wait. */
    private static void suggesting(Page page) {
        page.route("**/v1/chatup/tags*", route -> route.fulfill(json("""
                    {"items":[{"tag":"jazz","waiting":41},{"tag":"chess","waiting":7}],"waiting":60}""")));
    }

    private static Route.FulfillOptions json(String body) {
        return new Route.FulfillOptions().setContentType("application/json").setBody(body);
    }

    private static void assertFits(Person person) {
        assertThat(person.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
        Locator box = person.page()
                .locator(".meet-scroller, .thread-open")
                .filter(new Locator.FilterOptions().setVisible(true))
                .first();
        assertThat(box.evaluate("box => box.scrollWidth - box.clientWidth")).isEqualTo(0);
    }

    private static Person person(String name) {
        return person(name, Windows.desktop());
    }

    private static Person person(String name, Browser.NewContextOptions options) {
        var username = Person.usernameFrom(name, "" + ++people);
        return new Person(windows.open(name, options), mailbox, stack.url() + "/", name, username);
    }

    private static Person sameAs(Person person) {
        var page = windows.open(person.name() + " elsewhere");
        return new Person(page, mailbox, stack.url() + "/", person.name(), person.username());
    }
}
