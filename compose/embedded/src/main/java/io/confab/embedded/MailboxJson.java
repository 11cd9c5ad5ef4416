package io.confab.embedded;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Mails in the shape that Mailpit's HTTP interface (version 1) gives them, so that one script reads codes from either. */
final class MailboxJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private MailboxJson() {}

    /** The page of {@code limit} mails after the first {@code start}; {@code read} has the ids of those that were opened. */
    static byte[] page(List<Mail> newestFirst, Set<String> read, int start, int limit) {
        var summaries = newestFirst.stream()
                .skip(start)
                .limit(limit)
                .map(mail -> Summary.of(mail, read.contains(mail.id())))
                .toList();
        long unread =
                newestFirst.stream().filter(mail -> !read.contains(mail.id())).count();
        return bytes(new Page(
                newestFirst.size(), unread, summaries.size(), newestFirst.size(), unread, start, List.of(), summaries));
    }

    static byte[] message(Mail mail) {
        return bytes(Message.of(mail));
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mail can't be written as JSON", e);
        }
    }

    private record Page(
            @JsonProperty("total") long total,
            @JsonProperty("unread") long unread,
            @JsonProperty("count") int count,
            @JsonProperty("messages_count") int messagesCount,
            @JsonProperty("messages_unread") long messagesUnread,
            @JsonProperty("start") int start,
            @JsonProperty("tags") List<String> tags,
            @JsonProperty("messages") List<Summary> messages) {}

    private record Summary(
            @JsonProperty("ID") String id,
            @JsonProperty("MessageID") String messageId,
            boolean read,
            Mail.Person from,
            List<Mail.Person> to,
            List<Mail.Person> cc,
            List<Mail.Person> bcc,
            List<Mail.Person> replyTo,
            String subject,
            Instant created,
            String username,
            List<String> tags,
            long size,
            int attachments,
            String snippet) {

        static Summary of(Mail mail, boolean read) {
            return new Summary(
                    mail.id(),
                    mail.messageId(),
                    read,
                    mail.from().orElse(null),
                    mail.to(),
                    mail.cc(),
                    mail.hiddenRecipients(),
                    mail.replyTo(),
                    mail.subject(),
                    mail.receivedAt(),
                    "",
                    List.of(),
                    mail.sizeBytes(),
                    mail.attachments().size(),
                    mail.snippet());
        }
    }

    private record Message(
            @JsonProperty("ID") String id,
            @JsonProperty("MessageID") String messageId,
            Mail.Person from,
            List<Mail.Person> to,
            List<Mail.Person> cc,
            List<Mail.Person> bcc,
            List<Mail.Person> replyTo,
            String returnPath,
            String subject,
            Instant date,
            List<String> tags,
            String username,
            String text,
            @JsonProperty("HTML") String html,
            long size,
            List<File> inline,
            List<File> attachments) {

        static Message of(Mail mail) {
            return new Message(
                    mail.id(),
                    mail.messageId(),
                    mail.from().orElse(null),
                    mail.to(),
                    mail.cc(),
                    mail.hiddenRecipients(),
                    mail.replyTo(),
                    mail.returnPath(),
                    mail.subject(),
                    mail.date(),
                    List.of(),
                    "",
                    mail.text(),
                    mail.html(),
                    mail.sizeBytes(),
                    mail.inline().stream().map(File::of).toList(),
                    mail.attachments().stream().map(File::of).toList());
        }
    }

    private record File(
            @JsonProperty("PartID") String partId,
            String fileName,
            String contentType,
            @JsonProperty("ContentID") String contentId,
            long size) {

        static File of(Mail.File file) {
            return new File(file.partId(), file.fileName(), file.contentType(), file.contentId(), file.sizeBytes());
        }
    }
}
