package io.confab.gateway.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.schemas.setting.Settings;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts what is limited, in this gateway's memory: with several gateways each allows the whole rate. A bucket that has been
 * left alone until it is full again is forgotten. Safe for any thread.
 */
public final class RateLimits {
    private static final long MOST_BUCKETS = 200_000;

    private final Map<RateLimit, Buckets> buckets = new EnumMap<>(RateLimit.class);
    private final boolean exemptLoopback;
    private final MeterRegistry metrics;

    public RateLimits(Settings settings, MeterRegistry metrics) {
        this.metrics = metrics;
        exemptLoopback = settings.get(HttpSettings.LIMIT_EXEMPT_LOOPBACK);
        for (var limit : RateLimit.values()) {
            if (limit.key() != RateLimit.Key.NOTHING) {
                buckets.put(limit, new Buckets(settings.get(limit.burst()), settings.get(limit.every())));
            }
        }
    }

    /** Takes one turn of {@code caller}; throws {@link Problem} with 429 if there is none left. */
    public void take(RateLimit limit, Caller caller) {
        take(limit, RateLimit.Key.USER, caller.userId().toString());
    }

    /** Takes one turn of {@code name}, whatever {@code limit} counts by names; throws {@link Problem} with 429. */
    public void take(RateLimit limit, String name) {
        take(limit, RateLimit.Key.NAME, name);
    }

    /** Throws {@link Problem} with 429 if {@code name} has no turn left, without taking one. */
    public void mustHave(RateLimit limit, String name) {
        var probe = bucketsOf(limit, RateLimit.Key.NAME).of(name).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw refused(limit, probe.getNanosToWaitForRefill());
        }
    }

    void take(RateLimit limit, Address address) {
        if (!(exemptLoopback && address.isLoopback())) {
            take(limit, RateLimit.Key.ADDRESS, address.network());
        }
    }

    private void take(RateLimit limit, RateLimit.Key key, String name) {
        var probe = bucketsOf(limit, key).of(name).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw refused(limit, probe.getNanosToWaitForRefill());
        }
    }

    private Buckets bucketsOf(RateLimit limit, RateLimit.Key key) {
        if (limit.key() != key) {
            throw new IllegalArgumentException(limit + " is counted by " + limit.key() + ", not by " + key);
        }
        return buckets.get(limit);
    }

    private Problem refused(RateLimit limit, long nanosToWait) {
        metrics.counter("confab.gateway.limited", "limit", limit.text()).increment();
        return Problem.of(Code.TOO_MANY_REQUESTS)
                .detail("Slow down and try again later.")
                .retryAfter(Duration.ofNanos(nanosToWait));
    }

    private static final class Buckets {
        private final int burst;
        private final Duration every;
        private final Cache<String, Bucket> byName;

        Buckets(int burst, Duration every) {
            this.burst = burst;
            this.every = every;
            byName = Caffeine.newBuilder()
                    .maximumSize(MOST_BUCKETS)
                    .expireAfterAccess(every.multipliedBy(burst))
                    .build();
        }

        Bucket of(String name) {
            return byName.get(
                    name,
                    any -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(burst).refillGreedy(1, every))
                            .build());
        }
    }
}
