package io.confab.gateway.socket;

import io.confab.schemas.id.ConversationId;
import io.confab.schemas.id.Seq;
import io.confab.schemas.id.UserId;
import io.confab.schemas.inbox.InboxCommand;
import io.confab.schemas.push.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what a connection says, and has as much room as a test wants. */
final class RecordingPort implements Connection.Port {
    final List<String> tokens = new ArrayList<>();
    final List<InboxCommand> appended = new ArrayList<>();
    final List<String> sent = new ArrayList<>();
    final List<String> ephemeral = new ArrayList<>();
    final List<String> hints = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    Optional<Slot> slot;
    int room = Integer.MAX_VALUE;
    int pings;

    RecordingPort(Slot slot) {
        this.slot = Optional.of(slot);
    }

    @Override
    public Optional<Slot> slot() {
        return slot;
    }

    @Override
    public void authenticate(String accessToken) {
        tokens.add(accessToken);
    }

    @Override
    public void append(InboxCommand command) {
        appended.add(command);
    }

    @Override
    public boolean send(String frame) {
        if (sent.size() == room) {
            return false;
        }
        sent.add(frame);
        return true;
    }

    @Override
    public void sendEphemeral(String frame) {
        ephemeral.add(frame);
    }

    @Override
    public void typing(UserId user, ConversationId conversation) {
        hints.add("typing " + user + " " + conversation);
    }

    @Override
    public void delivered(UserId user, ConversationId conversation, Seq seq) {
        hints.add("delivered " + user + " " + conversation + " " + seq);
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(CloseCode code, String reason) {
        closed.add(code.number() + " " + reason);
    }

    List<String> sentShort() {
        return sent.stream()
                .map(frame -> frame.replaceAll(".*\"type\":\"([a-z._]+)\".*?\"cursor\":([0-9]+).*", "$1 $2"))
                .map(frame -> frame.replace("block.applied", "event"))
                .toList();
    }
}
