package io.confab.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.confab.load.client.Mailbox;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Somebody who uses the web client in a window of their own: what can be done there and what is to be seen, in words. */
final class Person {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern LIVE = Pattern.compile("^Live$");

    private final Page page;
    private final Mailbox mailbox;
    private final String url;
    private final String name;
    private final String username;
    private OtherDevice otherDevice;

    /** @param url of the web client */
    Person(Page page, Mailbox mailbox, String url, String name, String username) {
        this.page = page;
        this.mailbox = mailbox;
        this.url = url;
        this.name = name;
        this.username = username;
    }

    Page page() {
        return page;
    }

    String name() {
        return name;
    }

    String username() {
        return username;
    }

    String email() {
        return username + "@example.org";
    }

    Locator seen(String testId) {
        return page.getByTestId(testId);
    }

    // Account

    void opensTheClient() {
        page.navigate(url);
    }

    /** From the first page to the log-in page. */
    void signsUp() {
        opensTheClient();
        seen("to-signup").click();
        seen("signup-username").fill(username);
        seen("signup-displayname").fill(name);
        seen("signup-email").fill(email());
        seen("signup-password").fill(PASSWORD);
        seen("signup-submit").click();
    }

    /** With the code from the mailbox, of which the page tells. */
    void confirmsTheAddress() {
        assertThat(seen("mail-hint").getByRole(AriaRole.LINK))
                .hasAttribute("href", mailbox.url().toString());
        assertThat(seen("verify-email")).hasValue(email());
        seen("verify-code").fill(mailbox.codeFor(email()));
        seen("verify-submit").click();
    }

    void logsIn() {
        assertThat(seen("login-login")).hasValue(username);
        seen("login-password").fill(PASSWORD);
        seen("login-submit").click();
        seesLive();
    }

    /** Signs up on the page, with all that belongs to it. */
    Person arrives() {
        signsUp();
        confirmsTheAddress();
        logsIn();
        return this;
    }

    /** Has an account that was made without the page. */
    Person exists() {
        otherDevice = OtherDevice.withNewAccount(URI.create(url), mailbox, username, name);
        return this;
    }

    /** Logs in to an account that was made without the page: quicker, where signing up is not what is looked at. */
    Person comesIn() {
        return exists().logsInAnew();
    }

    /** Logs in where nobody was logged in before. */
    Person logsInAnew() {
        opensTheClient();
        seen("login-login").fill(username);
        seen("login-password").fill(PASSWORD);
        seen("login-submit").click();
        seesLive();
        return this;
    }

    /** Of somebody whose account was made without the page. */
    OtherDevice onAnotherDevice() {
        return otherDevice;
    }

    void reloads() {
        page.reload();
        seesLive();
    }

    // Conversations

    void startsToTalkTo(Person other) {
        seen("new-conversation").click();
        chooses(other);
        seen("start-submit").click();
        assertThat(seen("thread-title")).hasText(other.name);
    }

    void startsAGroup(String title, Person... others) {
        seen("new-conversation").click();
        for (var other : others) {
            chooses(other);
        }
        seen("start-title").fill(title);
        seen("start-submit").click();
        assertThat(seen("thread-title")).hasText(title);
    }

    /** Goes where strangers are met, and says what for. */
    void wantsToMeet(String... interests) {
        seen("meet-open").click();
        assertThat(seen("meet-form")).isVisible();
        for (var interest : interests) {
            seen("meet-tag").fill(interest);
            seen("meet-tag").press("Enter");
        }
        assertThat(seen("meet-chip")).hasCount(interests.length);
    }

    private void chooses(Person other) {
        seen("start-search").fill(other.username);
        resultOf(other).click();
        assertThat(seen("start-chip").filter(new Locator.FilterOptions().setHasText(other.name)))
                .isVisible();
    }

    Locator resultOf(Person other) {
        return seen("start-result").and(page.locator("[data-username='" + other.username + "']"));
    }

    void opensTheConversationWith(Person other) {
        opensTheConversation(other.name);
    }

    Locator inTheList(Person other) {
        return inTheList(other.name);
    }

    Locator inTheList(String title) {
        return seen("conversation").filter(new Locator.FilterOptions().setHas(page.getByText(title, exactly())));
    }

    void opensTheConversation(String title) {
        inTheList(title).getByRole(AriaRole.LINK).click();
        assertThat(seen("thread-title")).hasText(title);
    }

    void closesTheConversation() {
        page.evaluate("location.hash = '/'");
        assertThat(seen("thread-empty")).isVisible();
    }

    String openConversation() {
        return (String) page.evaluate("location.hash.split('/')[2]");
    }

    void writes(String text) {
        seen("composer-text").fill(text);
        seen("composer-text").press("Enter");
    }

    /** Writes it and waits until it is in the conversation. */
    void says(String text) {
        writes(text);
        assertThat(message(text)).hasAttribute("data-state", "sent");
    }

    Locator message(String text) {
        return seen("message").filter(new Locator.FilterOptions().setHas(page.getByText(text, exactly())));
    }

    /** By its place in the conversation, whatever it says now. */
    Locator messageAt(int seq) {
        return seen("message").and(page.locator("[data-seq='" + seq + "']"));
    }

    void opensTheMenuOf(String text) {
        message(text).hover();
        message(text).getByTestId("message-menu").click();
        assertThat(seen("message-actions")).isVisible();
    }

    /** In the dialog with the people of the open group. */
    void doesAbout(Person other, String what) {
        seen("person")
                .filter(new Locator.FilterOptions().setHas(page.getByText(other.name, exactly())))
                .getByTestId("person-menu")
                .click();
        seen(what).click();
    }

    void blocks() {
        seen("block").click();
        assertThat(seen("unblock")).isVisible();
    }

    void unblocks() {
        seen("unblock").click();
        assertThat(seen("block")).isVisible();
    }

    // What is to be seen; each waits until it is

    /** These messages, in this order, each once, and no others. */
    void sees(String... texts) {
        assertThat(seen("message-text")).hasText(texts);
    }

    void seesLast(String text) {
        assertThat(seen("message-text").last()).hasText(text);
    }

    /** That the connection is up and all that was missed is there. */
    void seesLive() {
        assertThat(seen("connection")).hasAttribute("data-phase", "live");
        assertThat(seen("connection-text")).hasText(LIVE);
    }

    // The keyboard

    void tabsTo(String testId) {
        var target = seen(testId);
        for (int presses = 0; presses < 25; presses++) {
            if ((boolean) target.evaluate("element => element === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the Tab key does not lead to " + testId);
    }

    void types(String text) {
        page.keyboard().type(text);
    }

    void presses(String key) {
        page.keyboard().press(key);
    }

    static String password() {
        return PASSWORD;
    }

    static String usernameFrom(String name, String suffix) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+.*", "") + suffix;
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
