package io.confab.schemas.setting;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing an operator may set: its key, type, default, bounds and meaning, declared once as a row. Immutable; each method
 * gives a new row. A row without a default is required, unless it is {@link #optional()}. A default that breaks the row's own
 * rules throws {@link IllegalArgumentException} where it is declared.
 *
 * <p>A duration is written as {@code 10ms}, {@code 3s}, {@code 5m}, {@code 24h}, {@code 7d} or in ISO 8601; it needs a unit.
 */
public final class Setting<T> {
    private static final Pattern KEY = Pattern.compile("confab(\\.[a-z0-9]+(-[a-z0-9]+)*)+");

    private final String key;
    private final Kind<T> kind;
    private final Optional<T> byDefault;
    private final List<Rule<T>> rules;
    private final String meaning;
    private final String tradeOff;

    private record Rule<T>(String text, Predicate<T> holds) {}

    private Setting(
            String key, Kind<T> kind, Optional<T> byDefault, List<Rule<T>> rules, String meaning, String tradeOff) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key such as confab.area.some-thing: " + key);
        }
        this.key = key;
        this.kind = kind;
        this.byDefault = byDefault;
        this.rules = rules;
        this.meaning = meaning;
        this.tradeOff = tradeOff;
        byDefault.ifPresent(this::mustHold);
    }

    private static <T> Setting<T> of(String key, Kind<T> kind) {
        return new Setting<>(key, kind, Optional.empty(), List.of(), "", "");
    }

    public static Setting<String> string(String key) {
        return of(key, Kind.STRING);
    }

    /** A text that is masked wherever settings are printed. */
    public static Setting<Secret> secret(String key) {
        return of(key, Kind.SECRET);
    }

    public static Setting<Integer> integer(String key) {
        return of(key, Kind.INTEGER);
    }

    public static Setting<Long> longInteger(String key) {
        return of(key, Kind.LONG);
    }

    public static Setting<Boolean> bool(String key) {
        return of(key, Kind.BOOLEAN);
    }

    public static Setting<Duration> duration(String key) {
        return of(key, Kind.DURATION);
    }

    /** Texts separated by commas; blanks around them and empty ones are dropped. */
    public static Setting<List<String>> list(String key) {
        return of(key, Kind.LIST);
    }

    /** A constant of {@code type}, written in lower case with hyphens. */
    public static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type) {
        return of(key, Kind.choice(type));
    }

    public Setting<T> byDefault(T value) {
        return new Setting<>(key, kind, Optional.of(value), rules, meaning, tradeOff);
    }

    /** The same row, which need not be set; it has no default then. */
    public Setting<Optional<T>> optional() {
        List<Rule<Optional<T>>> lifted = rules.stream()
                .map(rule -> new Rule<Optional<T>>(
                        rule.text(), value -> value.map(rule.holds()::test).orElse(true)))
                .toList();
        return new Setting<>(key, kind.optional(), Optional.of(Optional.empty()), lifted, meaning, tradeOff);
    }

    /** Bounds, both allowed. Throws {@link IllegalStateException} for a type without an order. */
    public Setting<T> between(T least, T most) {
        var order = kind.order();
        if (order == null) {
            throw new IllegalStateException(key + " is a " + kind.name() + ", which has no order");
        }
        return must(
                "be between " + kind.print().apply(least) + " and "
                        + kind.print().apply(most),
                value -> order.compare(least, value) <= 0 && order.compare(value, most) <= 0);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Setting<T> oneOf(T... allowed) {
        var values = List.of(allowed);
        String names = Arrays.stream(allowed).map(kind.print()).collect(Collectors.joining(", "));
        return must("be one of " + names, values::contains);
    }

    /** A rule of one's own; {@code what} completes “must …”. */
    public Setting<T> must(String what, Predicate<T> holds) {
        var more = Stream.concat(rules.stream(), Stream.of(new Rule<>(what, holds)))
                .toList();
        return new Setting<>(key, kind, byDefault, more, meaning, tradeOff);
    }

    public Setting<T> means(String meaning) {
        return new Setting<>(key, kind, byDefault, rules, Objects.requireNonNull(meaning), tradeOff);
    }

    /** What one wins and loses by turning it up or down. */
    public Setting<T> tradeOff(String tradeOff) {
        return new Setting<>(key, kind, byDefault, rules, meaning, Objects.requireNonNull(tradeOff));
    }

    /** As in a properties file: {@code confab.chat.commit-interval}. */
    public String key() {
        return key;
    }

    /** As in the environment: {@code CONFAB_CHAT_COMMIT_INTERVAL}. */
    public String environmentName() {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    public String typeName() {
        return kind.name();
    }

    /** The default as one would write it; empty if the row is required, a blank text if it is optional. */
    public Optional<String> defaultText() {
        return byDefault.map(kind.print());
    }

    /** What a value must hold to, each completing “must …”. */
    public List<String> rules() {
        return rules.stream().map(Rule::text).toList();
    }

    public String meaning() {
        return meaning;
    }

    public String tradeOff() {
        return tradeOff;
    }

    public boolean isSecret() {
        return kind.name().equals(Kind.SECRET.name());
    }

    @Override
    public String toString() {
        return key;
    }

    Optional<T> defaultValue() {
        return byDefault;
    }

    /** Throws {@link IllegalArgumentException} with what is wrong, without the value. */
    T parse(String text) {
        T value = kind.parse().apply(text);
        mustHold(value);
        return value;
    }

    String print(String text) {
        return isSecret() ? Secret.MASK : text;
    }

    private void mustHold(T value) {
        for (var rule : rules) {
            if (!rule.holds().test(value)) {
                throw new IllegalArgumentException("must " + rule.text());
            }
        }
    }
}
