package io.confab.embedded;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * A mail as it was received.
 *
 * @param id its place in the mailbox: later mails have greater ids
 * @param messageId as the sender named it, without angle brackets; empty if it did not
 * @param hiddenRecipients who received it without being named in it
 * @param returnPath the sender of the envelope
 * @param date as the sender says, or when it was received
 * @param text the plain text, empty if there is none; {@code html} likewise
 * @param sizeBytes of the whole, as received
 */
record Mail(
        String id,
        String messageId,
        Optional<Person> from,
        List<Person> to,
        List<Person> cc,
        List<Person> hiddenRecipients,
        List<Person> replyTo,
        String returnPath,
        String subject,
        Instant date,
        Instant receivedAt,
        String text,
        String html,
        long sizeBytes,
        List<File> inline,
        List<File> attachments) {

    /** An address with the name before it, which may be empty. */
    record Person(String name, String address) {}

    /** A part that is a file: its place in the mail, name, type, content id and size in bytes. */
    record File(String partId, String fileName, String contentType, String contentId, long sizeBytes) {}

    /** Where the mailbox notes whom the envelope was for. */
    static final String DELIVERED_TO = "Delivered-To";

    private static final int SNIPPET_LENGTH = 250;
    private static final Session SESSION = Session.getInstance(new Properties());

    /** Reads what {@link MailStore} wrote; throws an {@link IOException} if it isn't a mail. */
    static Mail parse(String id, Instant receivedAt, byte[] content) throws IOException {
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(content));
            var body = new Body();
            body.add(message, "1");
            var to = people(message.getRecipients(Message.RecipientType.TO));
            var cc = people(message.getRecipients(Message.RecipientType.CC));
            var hidden = people(header(message, DELIVERED_TO)).stream()
                    .filter(isIn(to).or(isIn(cc)).negate())
                    .distinct()
                    .toList();
            return new Mail(
                    id,
                    Optional.ofNullable(message.getMessageID()).orElse("").replaceAll("^<|>$", ""),
                    people(message.getFrom()).stream().findFirst(),
                    to,
                    cc,
                    hidden,
                    people(header(message, "Reply-To")),
                    Optional.ofNullable(message.getHeader("Return-Path", null))
                            .orElse("")
                            .replaceAll("^<|>$", ""),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    sentAt(message).orElse(receivedAt),
                    receivedAt,
                    body.text.toString(),
                    body.html.toString(),
                    content.length,
                    List.copyOf(body.inline),
                    List.copyOf(body.attachments));
        } catch (MessagingException e) {
            throw new IOException("not a mail: " + id, e);
        }
    }

    /** The beginning of the text on one line. */
    String snippet() {
        var source = text.isBlank() ? html.replaceAll("(?s)<(style|script).*?</\\1>|<[^>]*>", " ") : text;
        var line = source.strip().replaceAll("\\s+", " ");
        return line.length() <= SNIPPET_LENGTH ? line : line.substring(0, SNIPPET_LENGTH);
    }

    @SuppressWarnings("JavaUtilDate") // the library speaks in it
    private static Optional<Instant> sentAt(MimeMessage message) throws MessagingException {
        return Optional.ofNullable(message.getSentDate()).map(sent -> Instant.ofEpochMilli(sent.getTime()));
    }

    private static Predicate<Person> isIn(List<Person> people) {
        return person -> people.stream().anyMatch(other -> other.address().equalsIgnoreCase(person.address()));
    }

    private static Address[] header(MimeMessage message, String name) throws MessagingException {
        var value = message.getHeader(name, ",");
        return value == null ? null : InternetAddress.parseHeader(value, false);
    }

    private static List<Person> people(Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses).map(Mail::person).toList();
    }

    private static Person person(Address address) {
        return address instanceof InternetAddress internet
                ? new Person(Optional.ofNullable(internet.getPersonal()).orElse(""), internet.getAddress())
                : new Person("", address.toString());
    }

    /** Gathers the parts of a mail, depth first. */
    private static final class Body {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<File> inline = new ArrayList<>();
        private final List<File> attachments = new ArrayList<>();

        void add(Part part, String partId) throws MessagingException, IOException {
            var content = part.getContent();
            if (content instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart child = parts.getBodyPart(i);
                    add(child, partId + "." + (i + 1));
                }
            } else if (isText(part, content)) {
                (part.isMimeType("text/html") ? html : text).append(content);
            } else {
                file(part, partId);
            }
        }

        private static boolean isText(Part part, Object content) throws MessagingException {
            return content instanceof String
                    && part.isMimeType("text/*")
                    && part.getFileName() == null
                    && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        }

        private void file(Part part, String partId) throws MessagingException, IOException {
            long size;
            try (var in = part.getInputStream()) {
                size = in.transferTo(OutputStream.nullOutputStream());
            }
            var contentId = part instanceof MimePart mime
                    ? Optional.ofNullable(mime.getContentID()).orElse("").replaceAll("^<|>$", "")
                    : "";
            var type = part.getContentType().replaceFirst(";.*(?s:.*)", "").strip();
            var file = new File(partId, Optional.ofNullable(part.getFileName()).orElse(""), type, contentId, size);
            (Part.INLINE.equalsIgnoreCase(part.getDisposition()) ? inline : attachments).add(file);
        }
    }
}
