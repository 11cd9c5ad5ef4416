package io.confab.tools.synonym;

import static io.confab.schemas.topic.Topics.CHATUP_SYNONYMS;

import io.confab.schemas.chatup.Synonym;
import io.confab.schemas.setting.Settings;
import io.confab.schemas.topic.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topic of synonyms, read from its beginning. */
final class SynonymTable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CALL_TIMEOUT_MILLIS = 10_000;

    private SynonymTable() {}

    /** As it is now, by word. */
    static Map<String, Synonym> read(Settings settings) {
        Map<String, Object> properties = KafkaClients.properties(settings);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        var table = new TreeMap<String, Synonym>();
        try (var consumer = new KafkaConsumer<>(
                properties,
                CHATUP_SYNONYMS.keySerde().deserializer(),
                CHATUP_SYNONYMS.valueSerde().deserializer())) {
            var partitions = consumer.partitionsFor(CHATUP_SYNONYMS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        table.remove(record.key());
                    } else {
                        table.put(record.key(), record.value());
                    }
                }
            }
        }
        return table;
    }

    /** Says what a word stands for; empty: itself. Returns when brokers have it. */
    static void write(Settings settings, String word, Optional<Synonym> synonym) {
        Map<String, Object> properties = KafkaClients.properties(settings);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL_TIMEOUT_MILLIS);
        try (var producer = new KafkaProducer<>(
                properties,
                CHATUP_SYNONYMS.keySerde().serializer(),
                CHATUP_SYNONYMS.valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(CHATUP_SYNONYMS.name(), word, synonym.orElse(null)))
                    .get(CALL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka has not taken it: " + e.getMessage(), e);
        }
    }
}
