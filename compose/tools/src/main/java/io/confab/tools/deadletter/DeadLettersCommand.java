package io.confab.tools.deadletter;

import picocli.CommandLine.Command;

/** Records that could not be read, processed or written, and what to do with them. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists, shows and replays records that were set aside.",
        subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class})
public final class DeadLettersCommand {}
