package io.confab.gateway.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingTextTest {
    private static final String TEXT = "aé€😀\u0000";

    private final IncomingText incoming = new IncomingText(16);

    @Test
    void frames_may_cut_a_character_in_two() throws ProtocolException {
        byte[] bytes = TEXT.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(incoming.add(true, false, ByteBuffer.wrap(bytes, 0, cut)))
                    .isEmpty();
            assertThat(incoming.add(false, false, ByteBuffer.allocate(0))).isEmpty();
            assertThat(incoming.add(false, true, ByteBuffer.wrap(bytes, cut, bytes.length - cut)))
                    .contains(TEXT);
        }
        assertThat(incoming.add(true, true, ByteBuffer.wrap(bytes))).contains(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c0af", "eda080", "f4908080", "ff", "c3", "e282", "c328"})
    void what_is_not_utf8_is_refused(String hex) {
        assertThatThrownBy(() ->
                        incoming.add(true, true, ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("not UTF-8");
    }

    @Test
    void a_message_may_be_as_large_as_allowed_and_no_larger() throws ProtocolException {
        assertThat(incoming.add(true, true, ByteBuffer.wrap("a".repeat(16).getBytes(UTF_8))))
                .isPresent();
        assertThatThrownBy(() ->
                        incoming.add(true, true, ByteBuffer.wrap("a".repeat(17).getBytes(UTF_8))))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.code()).isEqualTo(CloseCode.TOO_LARGE));
        incoming.add(true, false, ByteBuffer.wrap("a".repeat(16).getBytes(UTF_8)));
        assertThatThrownBy(() -> incoming.add(false, true, ByteBuffer.wrap("a".getBytes(UTF_8))))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.code()).isEqualTo(CloseCode.TOO_LARGE));
    }
}
