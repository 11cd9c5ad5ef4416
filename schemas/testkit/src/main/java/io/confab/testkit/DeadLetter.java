package io.confab.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confab.schemas.streams.DeadLetterHeaders;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;

/**
 * A record that was set aside.
 *
 * @param key as text; null if it had none
 * @param value as text; null if it had none
 * @param headers as text; the names are in {@link DeadLetterHeaders}
 */
public record DeadLetter(String key, String value, Map<String, String> headers) {

    public DeadLetter {
        headers = Map.copyOf(headers);
    }

    public static DeadLetter of(byte[] key, byte[] value, Headers headers) {
        var texts = new TreeMap<String, String>();
        headers.forEach(header -> texts.put(header.key(), text(header.value())));
        return new DeadLetter(text(key), text(value), texts);
    }

    public String reason() {
        return headers.get(DeadLetterHeaders.REASON);
    }

    /** {@code read}, {@code process} or {@code write}. */
    public String stage() {
        return headers.get(DeadLetterHeaders.STAGE);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
