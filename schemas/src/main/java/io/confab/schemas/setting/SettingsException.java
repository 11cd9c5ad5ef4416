package io.confab.schemas.setting;

import java.util.List;

/** Settings that can't be used. The message names every fault, one a line, each with the source of the value. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    SettingsException(List<String> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    /** One line for each fault, in the order of the rows; never empty. */
    public List<String> faults() {
        return faults;
    }

    private static String message(List<String> faults) {
        return faults.size() == 1
                ? "A setting is wrong: " + faults.get(0)
                : faults.size() + " settings are wrong:\n  - " + String.join("\n  - ", faults);
    }
}
