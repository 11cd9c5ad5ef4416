package io.confab.chatup;

import static org.assertj.core.api.Assertions.assertThat;

import io.confab.chatup.match.MatcherSettings;
import io.confab.chatup.match.TagScorer;
import io.confab.chatup.pool.PoolOutput;
import io.confab.chatup.pool.PoolPolicy;
import io.confab.chatup.pool.PoolProcessor;
import io.confab.chatup.ticket.PoolInput;
import io.confab.chatup.ticket.SeekerInput;
import io.confab.schemas.id.UserId;
import io.confab.schemas.json.Json;
import io.confab.schemas.setting.Settings;
import io.confab.testkit.ChatupCommands;
import io.confab.testkit.Driver;
import io.confab.testkit.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who met is written in the pools' log, whoever found it out: read again, it says the same, under other settings and without a clock. */
class ReplayTest {
    private static final String POOLS = "confab-chatup-tickets-by-pool-repartition";
    private static final String SEEKERS = "confab-chatup-inputs-by-user-repartition";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_pools_log_read_again_gives_the_same_answers(int seed) {
        var log = new ArrayList<TestRecord<String, PoolInput>>();
        var answers = new ArrayList<SeekerInput>();
        play(seed, log, answers);
        assertThat(log).anyMatch(record -> record.value() instanceof PoolInput.Round);
        assertThat(answers).hasSizeGreaterThan(100);

        assertThat(readAgain(log)).isEqualTo(answers);
    }

    private static void play(int seed, List<TestRecord<String, PoolInput>> log, List<SeekerInput> answers) {
        var random = new SplittableRandom(seed);
        var numbers = new HashMap<User, Integer>();
        var metrics = new SimpleMeterRegistry();
        var topology = ChatupTopology.build(Settings.of(Map.of()), metrics);
        try (var driver = Driver.of(ChatupTopology.APPLICATION_ID, topology, metrics)) {
            for (int step = 0; step < 300; step++) {
                var who = User.number(random.nextInt(20));
                switch (random.nextInt(6)) {
                    case 0 -> driver.pipe(ChatupCommands.cancel(who));
                    case 1, 2 -> driver.advance(Duration.ofMillis(random.nextInt(3_000)));
                    default ->
                        driver.pipe(ChatupCommands.seek(
                                who, numbers.merge(who, 1, Integer::sum), true, "tag" + random.nextInt(6)));
                }
            }
            driver.advance(Duration.ofSeconds(61));
            log.addAll(driver.topologyTestDriver()
                    .createOutputTopic(
                            POOLS,
                            Serdes.String().deserializer(),
                            Json.serde(PoolInput.class).deserializer())
                    .readRecordsToList());
            answers.addAll(driver
                    .topologyTestDriver()
                    .createOutputTopic(
                            SEEKERS,
                            Json.textSerde(UserId.class, UserId::of).deserializer(),
                            Json.serde(SeekerInput.class).deserializer())
                    .readValuesToList()
                    .stream()
                    .filter(SeekerInput.Answer.class::isInstance)
                    .toList());
        }
    }

    private static List<SeekerInput> readAgain(List<TestRecord<String, PoolInput>> log) {
        var otherPolicy = new PoolPolicy(
                MatcherSettings.of(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                new TagScorer(0.1),
                100,
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        var builder = new StreamsBuilder();
        builder.stream("log", Consumed.with(Serdes.String(), Json.serde(PoolInput.class)))
                .process(PoolProcessor.supplier(otherPolicy, new SimpleMeterRegistry()))
                .to("outputs", Produced.with(Serdes.String(), Json.serde(PoolOutput.class)));
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "again");
        try (var driver = new TopologyTestDriver(builder.build(), properties)) {
            var input = driver.createInputTopic(
                    "log",
                    Serdes.String().serializer(),
                    Json.serde(PoolInput.class).serializer());
            log.forEach(input::pipeInput);
            return driver
                    .createOutputTopic(
                            "outputs",
                            Serdes.String().deserializer(),
                            Json.serde(PoolOutput.class).deserializer())
                    .readValuesToList()
                    .stream()
                    .flatMap(output -> output.toSeekers().stream())
                    .toList();
        }
    }
}
