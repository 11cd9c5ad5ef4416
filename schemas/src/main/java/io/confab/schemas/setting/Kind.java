package io.confab.schemas.setting;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How values of one type are read from text, written and ordered.
 *
 * @param name what a reader of a fault or of the documentation calls it
 * @param parse throws {@link IllegalArgumentException} with what is wrong, without the text itself
 * @param order null where the type has none
 */
record Kind<T>(String name, Function<String, T> parse, Function<T, String> print, Comparator<? super T> order) {

    static final Kind<String> STRING = new Kind<>("text", Kind::notBlank, Function.identity(), null);
    static final Kind<Secret> SECRET = new Kind<>("secret", text -> new Secret(notBlank(text)), Secret::toString, null);
    static final Kind<Integer> INTEGER = new Kind<>(
            "whole number",
            text -> number(text, Integer::parseInt),
            number -> Integer.toString(number),
            Comparator.naturalOrder());
    static final Kind<Long> LONG = new Kind<>(
            "whole number",
            text -> number(text, Long::parseLong),
            number -> Long.toString(number),
            Comparator.naturalOrder());
    static final Kind<Boolean> BOOLEAN = new Kind<>("true or false", Kind::bool, bool -> Boolean.toString(bool), null);
    static final Kind<Duration> DURATION =
            new Kind<>("duration", Kind::duration, Kind::print, Comparator.naturalOrder());
    static final Kind<List<String>> LIST =
            new Kind<>("list, separated by commas", Kind::list, items -> String.join(",", items), null);

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");

    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        String choices =
                Arrays.stream(type.getEnumConstants()).map(Kind::spelling).collect(Collectors.joining(", "));
        return new Kind<>(
                "one of " + choices,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> spelling(constant).equals(text.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("must be one of " + choices)),
                Kind::spelling,
                null);
    }

    Kind<Optional<T>> optional() {
        return new Kind<>(
                name,
                text -> Optional.of(parse.apply(text)),
                value -> value.map(print).orElse(""),
                null);
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank");
        }
        return text;
    }

    private static <N> N number(String text, Function<String, N> parser) {
        try {
            return parser.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number in range", e);
        }
    }

    private static Boolean bool(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Duration duration(String text) {
        var amount = AMOUNT.matcher(text.strip());
        if (amount.matches()) {
            long count = Long.parseLong(amount.group(1));
            return switch (amount.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a duration such as 10ms, 3s, 5m, 24h, 7d or PT1.5S", e);
        }
    }

    private static String print(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative() || duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() != 0) {
            return duration.toSeconds() + "s";
        }
        if (duration.toMinutesPart() != 0) {
            return duration.toMinutes() + "m";
        }
        return duration.toHoursPart() != 0 ? duration.toHours() + "h" : duration.toDays() + "d";
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
