package io.confab.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.confab.local.Accessibility.assertAccessible;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.confab.load.client.Mailbox;
import io.confab.schemas.setting.Settings;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** People chat in a real browser, through the web client, on all of the local stack. */
class ChatBrowserIT {

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
        stack.start(Settings.of(Map.of()));
        mailbox = new Mailbox(URI.create(stack.mailboxUrl()));
    }

    @AfterAll
    static void stopTheStack() {
        stack.close();
    }

    @Test
    void two_people_sign_up_find_each_other_and_chat() {
        // given
        var ann = person("Ann Archer");
        var ben = person("Ben Baker");
        ann.arrives();
        ben.arrives();
        assertThat(ann.seen("me")).hasText("Ann Archer");
        assertThat(ann.seen("list-empty")).isVisible();

        // when
        ann.startsToTalkTo(ben);
        ann.says("Hello Ben, are you there?");

        // then: it is in the other window, without a reload
        assertThat(ben.inTheList(ann)).containsText("Hello Ben, are you there?");
        ben.opensTheConversationWith(ann);
        ben.sees("Hello Ben, are you there?");

        // when
        ben.says("Yes, here I am.");

        // then
        ann.sees("Hello Ben, are you there?", "Yes, here I am.");

        // when: a reload in between
        ben.reloads();
        ann.says("Good.");
        ann.reloads();
        ben.says("What is it?");

        // then: nothing is lost, nothing is doubled, all is in order
        ann.sees("Hello Ben, are you there?", "Yes, here I am.", "Good.", "What is it?");
        ben.sees("Hello Ben, are you there?", "Yes, here I am.", "Good.", "What is it?");
    }

    @Test
    void who_lost_the_connection_is_told_so_and_then_gets_what_was_missed_once() throws Exception {
        try (var cable = new Cable()) {
            // given
            var ann = person("Ann Archer");
            var ben = person("Ben Baker", Windows.desktop().setProxy(cable.proxy()));
            talking(ann, ben, "Before.");

            // when
            windows.complaintsOf(ben.page()).expectLostConnections();
            cable.cut();

            // then
            assertThat(ben.seen("connection")).hasAttribute("data-phase", "waiting");
            assertThat(ben.seen("connection-text")).containsText("Offline, trying again");
            assertThat(ben.seen("connection-retry")).isVisible();
            assertAccessible("offline", ben.page());

            // when: both write meanwhile
            ann.says("Are you there?");
            ann.says("Hello?");
            ben.writes("I was in a tunnel.");
            assertThat(ben.message("I was in a tunnel.")).hasAttribute("data-state", "pending");
            cable.mend();
            ben.seen("connection-retry").click();

            // then: no reload, all of it, each once, in one order for both
            ben.seesLive();
            assertThat(ben.message("I was in a tunnel.")).hasAttribute("data-state", "sent");
            ann.sees("Before.", "Are you there?", "Hello?", "I was in a tunnel.");
            ben.sees("Before.", "Are you there?", "Hello?", "I was in a tunnel.");
        }
    }

    @Test
    void who_is_there_writes_and_has_read_is_shown_unless_it_is_switched_off() {
        // given
        var ann = person("Ann Archer");
        var ben = person("Ben Baker");
        talking(ann, ben, "Before.");

        // then
        assertThat(ann.seen("thread-subtitle")).containsText("online");
        assertThat(ann.message("Before.").locator("[data-part=state]")).containsText("Read");

        // when: for longer than the time in which it is told once
        ann.seen("composer-text")
                .pressSequentially("I am writing", new Locator.PressSequentiallyOptions().setDelay(400));

        // then
        assertThat(ben.seen("typing")).hasText("Ann Archer is writing…");
        assertAccessible("who is there and writes", ben.page());

        // when
        ben.seen("settings").click();
        assertAccessible("what others see", ben.page());
        ben.seen("switch-showpresence").click();
        ben.seen("switch-sendreceipts").click();
        assertThat(ben.seen("switch-sendreceipts")).isEnabled();
        ben.seen("settings-dialog-close").click();

        // then
        assertThat(ann.seen("thread-subtitle")).not().containsText("online");
        ann.says("Have you read this?");
        ben.sees("Before.", "Have you read this?");
        assertThat(ben.seen("typing")).hasText("");
        ben.says("No.");
        ann.sees("Before.", "Have you read this?", "No.");
        assertThat(ann.message("Have you read this?").locator("[data-part=state]"))
                .containsText("Sent");
    }

    @Test
    void who_is_blocked_learns_why_and_the_other_sees_nothing() {
        // given
        var ann = person("Ann Archer");
        var ben = person("Ben Baker");
        talking(ann, ben, "Before.");

        // when
        ben.blocks();
        assertThat(ben.seen("composer-note")).containsText("You blocked Ann Archer.");
        ann.writes("Will this arrive?");

        // then
        assertThat(ann.message("Will this arrive?")).hasAttribute("data-state", "rejected");
        assertThat(ann.seen("message-reason")).hasText("One of you has blocked the other, so this was not delivered.");

        // when: what comes after the block shows that nothing came in it
        ben.unblocks();
        ann.says("After.");

        // then
        ben.sees("Before.", "After.");
        ann.sees("Before.", "After.", "Will this arrive?");

        // when
        ann.seen("message-retry").click();

        // then
        ben.sees("Before.", "After.", "Will this arrive?");
    }

    @Test
    void messages_are_edited_reacted_to_answered_and_deleted_before_the_eyes_of_both() {
        // given
        var ann = person("Ann Archer");
        var ben = person("Ben Baker");
        talking(ann, ben, "Helo.");

        // when: the keyboard edits what was said last
        ann.seen("composer-text").press("ArrowUp");
        assertThat(ann.seen("composer-text")).hasValue("Helo.");
        assertThat(ann.seen("composer-about")).containsText("Edit your message");
        assertAccessible("editing", ann.page());
        ann.seen("composer-text").fill("Hello, Ben.");
        ann.presses("Enter");

        // then
        ben.sees("Hello, Ben.");
        assertThat(ben.message("Hello, Ben.").getByTestId("message-edited")).isVisible();
        assertThat(ann.seen("composer-about")).isHidden();

        // when: the mouse reacts
        ben.opensTheMenuOf("Hello, Ben.");
        assertThat(ben.seen("menu-edit")).isHidden();
        assertThat(ben.seen("menu-delete")).isHidden();
        assertAccessible("a message's menu", ben.page());
        ben.seen("menu-react").first().click();

        // then: whoever sees it may join in
        var reaction = ann.message("Hello, Ben.").getByTestId("reaction");
        assertThat(reaction).hasText("\uD83D\uDC4D1");
        reaction.click();
        assertThat(reaction).hasAttribute("aria-pressed", "true");
        assertThat(ben.message("Hello, Ben.").getByTestId("reaction")).hasText("\uD83D\uDC4D2");
        reaction.click();
        assertThat(reaction).hasText("\uD83D\uDC4D1");

        // when
        ben.opensTheMenuOf("Hello, Ben.");
        ben.seen("menu-reply").click();
        assertThat(ben.seen("composer-about")).containsText("Reply to Ann Archer");
        ben.says("Hello yourself.");

        // then
        var quote = ann.message("Hello yourself.").getByTestId("message-quote");
        assertThat(quote).containsText("Hello, Ben.");
        quote.click();
        assertThat(ann.messageAt(1).getByTestId("message-menu")).isFocused();

        // when: the keyboard deletes it
        ann.presses("Enter");
        ann.presses("End");
        ann.presses("Enter");
        assertThat(ann.seen("menu-delete")).hasText("Delete for everyone?");
        ann.presses("Enter");

        // then
        ben.sees("This message was deleted.", "Hello yourself.");
        assertThat(ben.messageAt(1).getByTestId("reaction")).hasCount(0);
        assertThat(ben.message("Hello yourself.").getByTestId("message-quote"))
                .containsText("This message was deleted.");
        assertAccessible("deleted", ben.page());

        // when
        ann.reloads();

        // then: history says the same
        ann.sees("This message was deleted.", "Hello yourself.");
    }

    @Test
    void what_is_muted_is_counted_in_the_list_alone_on_all_devices() {
        // given
        var ann = person("Ann Archer");
        var ben = person("Ben Baker");
        talking(ann, ben, "Before.");

        // when: the keyboard mutes it
        ben.tabsTo("thread-mute");
        ben.presses("Enter");
        assertThat(ben.seen("mute-dialog")).isVisible();
        assertAccessible("mute", ben.page());
        ben.tabsTo("mute-8h");
        ben.presses("Enter");

        // then
        assertThat(ben.seen("mute-dialog")).isHidden();
        assertThat(ben.seen("thread-mute")).isFocused();
        assertThat(ben.inTheList(ann).getByTestId("muted")).isVisible();

        // when
        ben.closesTheConversation();
        ann.says("Are you there?");

        // then
        assertThat(ben.inTheList(ann).getByTestId("unread")).hasText("1");
        assertThat(ben.page()).hasTitle("Confab");
        assertAccessible("muted", ben.page());

        // when: another device of the same user lifts it
        var benElsewhere =
                person("Ben Baker", ben.username(), Windows.desktop()).logsInAnew();
        assertThat(benElsewhere.inTheList(ann).getByTestId("muted")).isVisible();
        benElsewhere.opensTheConversationWith(ann);
        benElsewhere.seen("thread-mute").click();
        benElsewhere.seen("unmute").click();
        assertThat(benElsewhere.seen("mute-dialog")).isHidden();
        benElsewhere.closesTheConversation();

        // then
        assertThat(ben.inTheList(ann).getByTestId("muted")).isHidden();
        ann.says("Hello?");
        assertThat(ben.page()).hasTitle("(1) Confab");
    }

    @Test
    void a_search_leads_to_an_old_message_and_back() {
        // given
        var ann = person("Ann Archer");
        var ben = person("Ben Baker");
        talking(ann, ben, "The needle is here.");
        for (int i = 1; i <= 90; i++) {
            ben.onAnotherDevice().sends(ann.openConversation(), "Straw " + i);
        }
        ann.seesLast("Straw 90");
        ann.onAnotherDevice().seesFound("needle");
        ann.reloads();
        ann.seesLast("Straw 90");
        assertThat(ann.messageAt(1)).hasCount(0);

        // when: the keyboard searches, in all conversations
        ann.presses("Control+k");
        ann.types("need");
        var found = ann.seen("search-result");
        assertThat(found).hasCount(1);
        assertThat(found.locator("mark")).hasText("needle");
        assertAccessible("search", ann.page());
        ann.presses("ArrowDown");
        ann.presses("Enter");

        // then
        assertThat(ann.messageAt(1)).isInViewport();
        assertThat(ann.messageAt(1).getByTestId("message-menu")).isFocused();
        assertThat(ann.message("Straw 90")).hasCount(0);

        // when
        ann.seen("jump-latest").click();

        // then
        ann.seesLast("Straw 90");
        assertThat(ann.message("Straw 90")).isInViewport();
        assertThat(ann.seen("composer-text")).isFocused();

        // when: in this conversation
        ann.seen("thread-search").click();
        ann.seen("search-words").fill("unicorn");
        assertThat(ann.seen("search-told")).hasText("Nothing found for “unicorn”.");
        ann.seen("search-words").fill("…");
        assertThat(ann.seen("search-told")).hasText("There is no word in this to search for.");
        ann.presses("Escape");

        // then
        assertThat(ann.seen("search-dialog")).isHidden();
        assertThat(ann.seen("thread-search")).isFocused();
    }

    @Test
    void a_group_is_renamed_changes_its_people_and_is_handed_over_before_its_owner_leaves() {
        // given
        var ann = person("Ann Archer").comesIn();
        var ben = person("Ben Baker").comesIn();
        var cleo = person("Cleo Carter").exists();
        ann.startsAGroup("Walk", ben, cleo);
        ben.opensTheConversation("Walk");
        ben.seen("thread-people").click();
        assertThat(ben.seen("person")).hasCount(3);
        assertThat(ben.seen("group-rename")).isHidden();
        assertThat(ben.seen("person-menu").filter(new Locator.FilterOptions().setVisible(true)))
                .hasCount(0);

        // when
        ann.seen("thread-people").click();
        ann.seen("group-title").fill("Swim");
        ann.seen("group-rename").click();
        assertThat(ben.seen("thread-title")).hasText("Swim");
        ann.doesAbout(cleo, "remove-member");
        assertThat(ann.seen("remove-member")).hasText("Remove Cleo Carter?");
        assertAccessible("what to do about a member", ann.page());
        ann.seen("remove-member").click();
        assertThat(ben.seen("person")).hasCount(2);
        ann.seen("add-search").fill(cleo.username());
        ann.seen("add-result").click();
        assertThat(ben.seen("person")).hasCount(3);

        // when: the last owner wants to leave
        ann.seen("group-leave").click();
        assertThat(ann.seen("group-leave")).hasText("Leave for good?");
        ann.seen("group-leave").click();

        // then: why not is told where it was tried
        assertThat(ann.seen("people-dialog-error")).containsText("You are the last owner");
        assertAccessible("people of a group", ann.page());

        // when
        ann.doesAbout(ben, "hand-over");
        ann.seen("hand-over").click();
        assertThat(ben.seen("group-rename")).isVisible();
        assertThat(ann.seen("person-role").filter(new Locator.FilterOptions().setHasText("admin")))
                .hasCount(1);
        ann.seen("group-leave").click();
        ann.seen("group-leave").click();

        // then
        assertThat(ann.seen("list-empty")).isVisible();
        ben.presses("Escape");
        assertThat(ben.seen("thread-people")).isFocused();
        assertThat(ben.seen("system-line")).hasText(new String[] {
            "Ann Archer created the group",
            "Ann Archer renamed the group to “Swim”",
            "Ann Archer removed Cleo Carter",
            "Ann Archer added Cleo Carter",
            "Ann Archer made you an owner",
            "Ann Archer is an admin now",
            "Ann Archer left"
        });
        assertAccessible("what happened to a group", ben.page());
    }

    @Test
    void what_was_left_elsewhere_is_gone_from_the_list_after_a_resync() throws Exception {
        try (var cable = new Cable()) {
            // given
            var ann = person("Ann Archer").exists();
            var ben = person("Ben Baker", Windows.desktop().setProxy(cable.proxy()));
            var resyncs = resyncingOnReconnect(ben.exists());
            var walk = ann.onAnotherDevice().startsAGroup("Walk", ben.onAnotherDevice());
            ann.onAnotherDevice().startsAGroup("Swim", ben.onAnotherDevice());
            ben.logsInAnew();
            ben.opensTheConversation("Swim");
            assertThat(ben.inTheList("Walk")).isVisible();

            // when
            windows.complaintsOf(ben.page()).expectLostConnections();
            cable.cut();
            assertThat(ben.seen("connection")).hasAttribute("data-phase", "waiting");
            ben.onAnotherDevice().leaves(walk);
            cable.mend();
            ben.seen("connection-retry").click();
            ben.seesLive();

            // then
            assertThat(ben.inTheList("Walk")).hasCount(0);
            assertThat(ben.inTheList("Swim")).isVisible();
            assertThat(resyncs).isNotEmpty();
        }
    }

    /** Each hello that asks for what was missed names an epoch that the server doesn’t know; returns the resyncs that come of it. */
    private static List<String> resyncingOnReconnect(Person person) {
        person.page().addInitScript("""
                const { send } = WebSocket.prototype;
                WebSocket.prototype.send = function (text) {
                  send.call(this, text.replace(/"epoch":"[^"]*"/, '"epoch":"another"'));
                };
                """);
        var resyncs = new ArrayList<String>();
        person.page()
                .onWebSocket(socket -> socket.onFrameReceived(frame -> {
                    if (frame.text().contains("\"resync\"")) {
                        resyncs.add(frame.text());
                    }
                }));
        return resyncs;
    }

    @Test
    void a_phone_shows_it_all_without_scrolling_sideways() {
        var ann = person("Ann Archer", Windows.phone());
        var ben = person("Ben Baker");
        ann.opensTheClient();
        assertFitsThePhone(ann);
        ann.seen("to-signup").click();
        assertFitsThePhone(ann);
        ben.exists();
        ann.arrives();
        assertFitsThePhone(ann);

        ann.seen("new-conversation").tap();
        ann.seen("start-search").fill(ben.username());
        assertThat(ann.resultOf(ben)).isInViewport();
        assertFitsThePhone(ann);
        ann.resultOf(ben).tap();
        ann.seen("start-submit").tap();

        var unbroken = "Anunbrokenword".repeat(20);
        ann.seen("composer-text").fill(unbroken);
        ann.seen("composer-send").tap();
        assertThat(ann.message(unbroken)).hasAttribute("data-state", "sent");
        assertThat(ann.seen("composer-text")).isInViewport();
        assertThat(ann.seen("composer-send")).isInViewport();
        assertFitsThePhone(ann);
        assertAccessible("conversation on a phone", ann.page());

        ann.message(unbroken).getByTestId("message-menu").tap();
        assertThat(ann.seen("menu-delete")).isInViewport();
        assertFitsThePhone(ann);
        assertAccessible("a message's menu on a phone", ann.page());
        ann.seen("menu-react").last().tap();
        assertThat(ann.message(unbroken).getByTestId("reaction")).isInViewport();
        assertFitsThePhone(ann);

        ann.seen("thread-mute").tap();
        assertThat(ann.seen("mute-for-good")).isInViewport();
        assertFits(ann.seen("mute-dialog"));
        ann.seen("mute-dialog-close").tap();
        ann.seen("thread-search").tap();
        assertThat(ann.seen("search-words")).isInViewport();
        assertFits(ann.seen("search-dialog"));
        ann.seen("search-dialog-close").tap();
        ann.seen("thread-people").tap();
        assertThat(ann.seen("person-block")).isInViewport();
        assertFits(ann.seen("people-dialog"));
        ann.seen("people-dialog-close").tap();

        ann.seen("thread-back").tap();
        assertThat(ann.inTheList(ben)).isInViewport();
        assertFitsThePhone(ann);
    }

    @Test
    void the_keyboard_is_enough() {
        // given
        var ben = person("Ben Baker").comesIn();
        var ann = person("Ann Archer");
        ann.signsUp();
        ann.confirmsTheAddress();

        // when: the fields have the focus as one needs them
        assertThat(ann.seen("login-password")).isFocused();
        ann.types(Person.password());
        ann.presses("Enter");
        ann.seesLive();
        ann.tabsTo("new-conversation");
        ann.presses("Enter");
        ann.types(ben.username());
        assertThat(ann.resultOf(ben)).isVisible();
        ann.presses("ArrowDown");
        ann.presses("Enter");
        ann.tabsTo("start-submit");
        ann.presses("Enter");
        assertThat(ann.seen("composer-text")).isFocused();
        ann.types("First line");
        ann.presses("Shift+Enter");
        ann.types("second line");
        ann.presses("Enter");

        // then
        ann.sees("First line\nsecond line");
        assertThat(ben.inTheList(ann)).containsText("First line");
    }

    @Test
    void every_page_is_accessible_in_light_and_dark() {
        var ann = person("Ann Archer");
        var ben = person("Ben Baker").comesIn();
        ann.opensTheClient();
        assertAccessible("log in", ann.page());
        ann.seen("to-signup").click();
        assertAccessible("sign up", ann.page());
        ann.signsUp();
        assertThat(ann.seen("verify-form")).isVisible();
        assertAccessible("verify", ann.page());
        ann.confirmsTheAddress();
        ann.logsIn();
        assertThat(ann.seen("list-empty")).isVisible();
        assertAccessible("empty list", ann.page());

        ann.seen("new-conversation").click();
        ann.seen("start-search").fill(ben.username());
        assertThat(ann.resultOf(ben)).isVisible();
        assertAccessible("user search", ann.page());
        ann.seen("start-dialog-close").click();

        ann.startsToTalkTo(ben);
        ann.says("Hello.");
        ben.opensTheConversationWith(ann);
        ben.says("Hello yourself.");
        ann.sees("Hello.", "Hello yourself.");
        assertAccessible("conversation", ann.page());
        ben.blocks();
        assertAccessible("blocked", ben.page());
        ann.writes("Why?");
        assertThat(ann.seen("message-reason")).isVisible();
        assertAccessible("rejected", ann.page());
    }

    @Test
    void a_morning_in_two_windows_gives_the_picture_of_the_readme() {
        // given
        var maya = person("Maya Berg", "maya", ReadmePicture.desktop());
        var jonas = person("Jonas Keller", "jonas", ReadmePicture.phone().setColorScheme(ColorScheme.DARK));
        var priya = person("Priya Raman", "priya", Windows.desktop());
        maya.comesIn();
        jonas.comesIn();
        priya.comesIn();
        priya.startsToTalkTo(maya);
        priya.says("The tickets are booked, row F.");
        maya.startsAGroup("Sunday walk", jonas, priya);
        maya.says("Ten o’clock at the boathouse?");

        // when
        maya.startsToTalkTo(jonas);
        maya.says("Morning! Did the release go out?");
        jonas.opensTheConversationWith(maya);
        jonas.says("At 7:40, and nobody noticed.");
        jonas.says("Which is how I like them ☺");
        maya.says("Not one page all night. I slept!");
        maya.says("Coffee before the review? I have a question about the inbox cursor, and cinnamon buns.");
        jonas.says("The buns convinced me. Ten minutes.");
        maya.seesLast("The buns convinced me. Ten minutes.");

        // then
        var picture = ReadmePicture.take(windows.open("picture"), maya.page(), jonas.page());
        assertThat(picture).as("a picture that loads at once").hasSizeBetween(20_000, 200_000);
    }

    /** Both have the conversation open, and the first message is there. */
    private static void talking(Person one, Person other, String first) {
        one.comesIn();
        other.comesIn();
        one.startsToTalkTo(other);
        one.says(first);
        other.opensTheConversationWith(one);
        other.sees(first);
    }

    private static void assertFitsThePhone(Person person) {
        assertThat(person.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
    }

    private static void assertFits(Locator dialog) {
        assertThat(dialog.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth"))
                .isEqualTo(0);
    }

    private static Person person(String name) {
        return person(name, Windows.desktop());
    }

    private static Person person(String name, Browser.NewContextOptions options) {
        return person(name, Person.usernameFrom(name, "" + ++people), options);
    }

    private static Person person(String name, String username, Browser.NewContextOptions options) {
        return new Person(windows.open(name, options), mailbox, stack.url() + "/", name, username);
    }
}
