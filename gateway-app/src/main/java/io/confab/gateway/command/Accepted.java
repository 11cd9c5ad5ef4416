package io.confab.gateway.command;

import io.confab.schemas.id.CommandId;
import io.javalin.http.Context;

/** The answer to a command that is durable. What comes of it is told over the socket. */
record Accepted(CommandId commandId) {
    void answer(Context ctx) {
        ctx.status(202).json(this);
    }
}
