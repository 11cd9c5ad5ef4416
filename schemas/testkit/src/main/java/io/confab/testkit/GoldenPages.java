package io.confab.testkit;

import io.confab.schemas.setting.Setting;
import io.confab.schemas.topic.CleanUp;
import io.confab.schemas.topic.Part;
import io.confab.schemas.topic.Partitions;
import io.confab.schemas.topic.Topic;
import io.confab.schemas.topic.TopicSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages of the documentation that are made from rows in the code, kept in {@code docs/generated/}. */
public final class GoldenPages {
    private GoldenPages() {}

    /**
     * Fails if {@code docs/generated/<name>.md} doesn't list {@code sections}.
     *
     * @param sections heading to rows, in the order of the page
     */
    public static void checkSettings(
            String name, String title, Map<String, ? extends Collection<? extends Setting<?>>> sections) {
        var page = new StringBuilder(heading(title))
                .append(
                        "Each can be set as shown here in a properties file that `CONFAB_CONFIG` names, as an environment\n")
                .append("variable, or as a system property; the later of these wins.\n");
        sections.forEach((heading, rows) -> {
            page.append("\n## ").append(heading).append("\n\n");
            page.append("| setting | default | meaning |\n| --- | --- | --- |\n");
            rows.forEach(row -> page.append(settingRow(row)).append('\n'));
        });
        Golden.check(page(name), page.toString());
    }

    /** Fails if {@code docs/generated/<name>.md} doesn't list {@code topics}. */
    public static void checkTopics(String name, String title, List<? extends Topic<?, ?>> topics) {
        var page = new StringBuilder(heading(title))
                .append(
                        "Keys are text, values JSON; what a value holds is said by its schema. Each topic has dead letters in\n")
                .append("`<topic>")
                .append(Topic.DEAD_LETTERS)
                .append("`: one partition, kept as long as `")
                .append(TopicSettings.DEAD_LETTERS_RETENTION.key())
                .append("` says.\n\n")
                .append("| topic | key | value | partitions | clean-up | written by → read by | why |\n")
                .append("| --- | --- | --- | --- | --- | --- | --- |\n");
        topics.forEach(topic -> page.append(topicRow(topic)).append('\n'));
        Golden.check(page(name), page.toString());
    }

    private static String heading(String title) {
        return "<!-- Generated from the code by a test: run the tests with -Dconfab.golden=write to renew it. -->\n\n# "
                + title + "\n\n";
    }

    private static String settingRow(Setting<?> row) {
        String meaning = row.meaning() + (row.tradeOff().isEmpty() ? "" : ". *" + row.tradeOff() + "*");
        String rules = row.rules().isEmpty() ? "" : "; must " + String.join(" and ", row.rules());
        return cells(
                "`" + row.key() + "`<br>`" + row.environmentName() + "`",
                row.defaultText()
                        .map(text -> text.isEmpty() ? "not set" : "`" + text + "`")
                        .orElse("**required**"),
                meaning + " (" + row.typeName() + rules + ")");
    }

    private static String topicRow(Topic<?, ?> topic) {
        return cells(
                "`" + topic.name() + "`",
                "`" + topic.keyType().getSimpleName() + "`",
                "`" + topic.valueType().getSimpleName() + "`",
                partitions(topic.partitions()),
                cleanUp(topic.cleanUp()),
                parts(topic.writtenBy()) + " → " + parts(topic.readBy()),
                topic.because());
    }

    private static String cleanUp(CleanUp cleanUp) {
        return cleanUp instanceof CleanUp.DeletedAfter deleted
                ? "delete, "
                        + (deleted.retention().toDays() > 0
                                ? deleted.retention().toDays() + " d"
                                : deleted.retention().toHours() + " h")
                : "compact";
    }

    private static String parts(List<Part> parts) {
        return parts.stream().map(part -> part.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static Path page(String name) {
        var root = Golden.inModule("");
        while (!Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
            if (root == null) {
                throw new IllegalStateException("not inside the project: " + Golden.inModule(""));
            }
        }
        return root.resolve("docs/generated/" + name + ".md");
    }

    private static String partitions(Partitions partitions) {
        return switch (partitions) {
            case SHARED -> "`confab.kafka.partitions`";
            case SLOTS -> "`confab.kafka.slots`";
            case ONE -> "1";
        };
    }
}
