package io.confab.schemas.setting;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What an operator has set. A value comes from the strongest source that has it: the row's default, then the properties file
 * that {@code CONFAB_CONFIG} names, then the environment, then system properties, then what was given {@link #with in code}.
 * Immutable and safe for any thread.
 */
public final class Settings {
    /** Names the properties file; itself found in the environment or the system properties alone. */
    static final Setting<Optional<String>> CONFIG = Setting.string("confab.config")
            .optional()
            .means("a properties file with settings, weaker than the environment and system properties");

    private static final String PREFIX = "confab.";
    private static final String ENVIRONMENT_PREFIX = "CONFAB_";

    /** From weakest to strongest. */
    private final List<Source> sources;

    private Settings(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Reads the sources of this process. Throws {@link SettingsException} if the properties file can't be read. */
    public static Settings load() {
        return load(System.getenv(), System.getProperties());
    }

    static Settings load(Map<String, String> environment, Properties system) {
        var fromEnvironment = new Source("environment", true, only(ENVIRONMENT_PREFIX, environment));
        var fromSystem = new Source("system properties", false, only(PREFIX, strings(system)));
        var outside = new Settings(List.of(fromEnvironment, fromSystem));
        var sources = new ArrayList<Source>();
        outside.get(CONFIG).ifPresent(file -> sources.add(fromFile(Path.of(file))));
        sources.addAll(outside.sources);
        return new Settings(sources);
    }

    /** These values over the defaults and nothing else. */
    public static Settings of(Map<String, String> values) {
        return new Settings(List.of()).with(values);
    }

    /** The same settings with these values over all others. */
    public Settings with(Map<String, String> values) {
        var more = new ArrayList<>(sources);
        more.add(new Source("given in code", false, new TreeMap<>(values)));
        return new Settings(more);
    }

    /** Throws {@link SettingsException} if the value is missing or wrong. */
    public <T> T get(Setting<T> setting) {
        var found = find(setting);
        if (found.isEmpty()) {
            return setting.defaultValue().orElseThrow(() -> new SettingsException(List.of(missing(setting))));
        }
        try {
            return setting.parse(found.get().text());
        } catch (IllegalArgumentException e) {
            var exception = new SettingsException(List.of(found.get().fault(setting, e.getMessage())));
            exception.initCause(e);
            throw exception;
        }
    }

    /**
     * Throws one {@link SettingsException} with every fault: values missing or wrong, and keys that no row has. Keys of areas
     * (the word after {@code confab.}) that {@code rows} say nothing about belong to another process and are let through.
     */
    public void check(Collection<? extends Setting<?>> rows) {
        var faults = new ArrayList<String>();
        for (var row : rows) {
            try {
                get(row);
            } catch (SettingsException e) {
                faults.addAll(e.faults());
            }
        }
        var known = new ArrayList<Setting<?>>(rows);
        known.add(CONFIG);
        var unknown = new UnknownKeys(known);
        sources.forEach(source -> faults.addAll(unknown.in(source)));
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
    }

    /** One line for each row, {@code key = value (source)}, in the order given; secrets are masked. */
    public String describe(Collection<? extends Setting<?>> rows) {
        return rows.stream().map(this::describe).collect(joining("\n"));
    }

    private String describe(Setting<?> row) {
        return find(row)
                .map(found -> row.key() + " = " + row.print(found.text()) + " (" + found.origin() + ")")
                .orElseGet(() -> row.key()
                        + row.defaultText()
                                .map(text -> text.isEmpty() ? " (not set)" : " = " + row.print(text) + " (default)")
                                .orElse(" (missing)"));
    }

    private Optional<Found> find(Setting<?> setting) {
        for (int i = sources.size() - 1; i >= 0; i--) {
            var source = sources.get(i);
            String name = source.nameOf(setting);
            String text = source.values().get(name);
            if (text != null) {
                return Optional.of(new Found(text, source.origin(name)));
            }
        }
        return Optional.empty();
    }

    private static String missing(Setting<?> setting) {
        return setting.key() + " is not set and has no default (" + setting.typeName() + "; in the environment "
                + setting.environmentName() + ")";
    }

    private static Source fromFile(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            var exception =
                    new SettingsException(List.of(CONFIG.key() + " names " + file + ", which can't be read: " + e));
            exception.initCause(e);
            throw exception;
        }
        return new Source(file.toString(), false, new TreeMap<>(strings(properties)));
    }

    private static Map<String, String> strings(Properties properties) {
        var strings = new LinkedHashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> strings.put(name, properties.getProperty(name)));
        return strings;
    }

    private static Map<String, String> only(String prefix, Map<String, String> values) {
        var some = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                some.put(name, value);
            }
        });
        return some;
    }

    private record Found(String text, String origin) {
        String fault(Setting<?> setting, String what) {
            return setting.key() + " = '" + setting.print(text) + "' (" + origin + ") " + what;
        }
    }

    /**
     * @param environment whether names are spelled as in the environment
     * @param values sorted by name
     */
    record Source(String name, boolean environment, Map<String, String> values) {
        String nameOf(Setting<?> setting) {
            return environment ? setting.environmentName() : setting.key();
        }

        String origin(String key) {
            return environment ? name + ", " + key : name;
        }
    }
}
