package io.confab.gateway.http;

import io.confab.schemas.setting.Setting;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Settings of the public port. */
public final class HttpSettings {
    public static final Setting<String> HOST = Setting.string("confab.gateway.host")
            .byDefault("127.0.0.1")
            .means("address on which clients are served")
            .tradeOff("nothing but this machine reaches it by default; 0.0.0.0 serves every network the machine is on");

    public static final Setting<Integer> PORT = Setting.integer("confab.gateway.port")
            .byDefault(8080)
            .between(0, 65_535)
            .means("port on which clients are served; 0 takes a free one");

    public static final Setting<String> PUBLIC_URL = Setting.string("confab.gateway.public-url")
            .byDefault("http://127.0.0.1:8080")
            .must("be http:// or https://, a host and nothing after it", HttpSettings::isOrigin)
            .means("how clients reach the gateways: the issuer of tokens, the link in mails, always an allowed origin");

    public static final Setting<List<String>> ALLOWED_ORIGINS = Setting.list("confab.gateway.allowed-origins")
            .byDefault(List.of())
            .must(
                    "be origins such as https://chat.example.org",
                    origins -> origins.stream().allMatch(HttpSettings::isOrigin))
            .means("further origins whose web pages may call the gateway and open sockets");

    public static final Setting<Integer> PROXIES = Setting.integer("confab.gateway.proxies")
            .byDefault(0)
            .between(0, 10)
            .means("how many proxies stand in front, each of which appends the address it sees to X-Forwarded-For")
            .tradeOff(
                    "too many lets clients choose the address that limits count; too few limits a proxy as one client");

    public static final Setting<Boolean> LIMIT_EXEMPT_LOOPBACK = Setting.bool("confab.gateway.limit.exempt-loopback")
            .byDefault(false)
            .means("whether clients on this machine are free of the limits that count by network address");

    public static final Setting<Integer> THREADS = Setting.integer("confab.gateway.threads")
            .byDefault(250)
            .between(8, 10_000)
            .means("most threads that serve requests, on a JVM without virtual threads");

    public static final List<Setting<?>> ALL = Stream.concat(
                    Stream.<Setting<?>>of(
                            HOST, PORT, PUBLIC_URL, ALLOWED_ORIGINS, PROXIES, LIMIT_EXEMPT_LOOPBACK, THREADS),
                    RateLimit.settings().stream())
            .toList();

    private HttpSettings() {}

    private static boolean isOrigin(String text) {
        try {
            var uri = URI.create(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null && (uri.getScheme() + "://" + uri.getRawAuthority()).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
