package io.confab.tools.synonym;

import picocli.CommandLine.Command;

/** Words of seekers that mean the same. */
@Command(
        name = "synonyms",
        mixinStandardHelpOptions = true,
        description = {
            "Lists, sets and removes words that chatup takes for the same.",
            "Case, accents and simple plurals need no synonyms. A change counts for tickets that are taken after it."
        },
        subcommands = {ListCommand.class, SetCommand.class, RemoveCommand.class})
public final class SynonymsCommand {}
