package io.confab.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mails that came in, one file each, the newest {@code capacity} of them; older ones are deleted. Thread-safe. A mail
 * is there for good once {@link #add} has returned.
 */
final class MailStore {

    private static final Logger log = LoggerFactory.getLogger(MailStore.class);
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{12})([0-9a-f]{4})\\.eml");

    private final Path directory;
    private final int capacity;
    private final Clock clock;
    private final TreeMap<String, Mail> mails = new TreeMap<>();

    private MailStore(Path directory, int capacity, Clock clock) {
        this.directory = directory;
        this.capacity = capacity;
        this.clock = clock;
    }

    /** Opens {@code directory}, which is made if need be. What isn't a mail there is left alone. */
    static MailStore open(Path directory, int capacity, Clock clock) throws IOException {
        var store = new MailStore(Files.createDirectories(directory), capacity, clock);
        try (var files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                store.load(file);
            }
        }
        store.forgetOldest();
        return store;
    }

    /** Keeps {@code content}, a mail as its sender wrote it, with the envelope in front; returns it as it can be read. */
    synchronized Mail add(String sender, List<String> recipients, byte[] content) throws IOException {
        var at = Instant.ofEpochMilli(clock.millis());
        var id = nextId(at);
        var whole = withEnvelope(sender, recipients, content);
        var mail = Mail.parse(id, at, whole);
        var unfinished = directory.resolve(id + ".unfinished");
        Files.write(unfinished, whole);
        Files.move(unfinished, file(id), StandardCopyOption.ATOMIC_MOVE);
        mails.put(id, mail);
        forgetOldest();
        return mail;
    }

    /** All mails, newest first. */
    synchronized List<Mail> newestFirst() {
        return List.copyOf(mails.descendingMap().values());
    }

    synchronized Optional<Mail> find(String id) {
        return Optional.ofNullable(mails.get(id));
    }

    synchronized Optional<Mail> latest() {
        return Optional.ofNullable(mails.lastEntry()).map(entry -> entry.getValue());
    }

    private void load(Path file) {
        var name = FILE.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return;
        }
        var id = name.group(1) + name.group(2);
        try {
            var receivedAt = Instant.ofEpochMilli(Long.parseLong(name.group(1), 16));
            mails.put(id, Mail.parse(id, receivedAt, Files.readAllBytes(file)));
        } catch (IOException e) {
            log.warn("{} can't be read and is left out of the mailbox", file, e);
        }
    }

    private void forgetOldest() throws IOException {
        while (mails.size() > capacity) {
            Files.deleteIfExists(file(mails.pollFirstEntry().getKey()));
        }
    }

    /** Milliseconds and a number, so that ids sort by age even if the clock was set back. */
    private String nextId(Instant at) {
        var first = id(at.toEpochMilli(), 0);
        if (mails.isEmpty() || mails.lastKey().compareTo(first) < 0) {
            return first;
        }
        var last = Long.parseUnsignedLong(mails.lastKey(), 16) + 1;
        return id(last >>> 16, last & 0xffff);
    }

    private static String id(long millis, long number) {
        return String.format("%012x%04x", millis, number);
    }

    private Path file(String id) {
        return directory.resolve(id + ".eml");
    }

    private static byte[] withEnvelope(String sender, List<String> recipients, byte[] content) {
        var head = new StringBuilder("Return-Path: <" + sender + ">\r\n");
        recipients.forEach(recipient ->
                head.append(Mail.DELIVERED_TO).append(": ").append(recipient).append("\r\n"));
        try (var whole = new ByteArrayOutputStream()) {
            whole.write(head.toString().getBytes(StandardCharsets.UTF_8));
            whole.write(content);
            return whole.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
