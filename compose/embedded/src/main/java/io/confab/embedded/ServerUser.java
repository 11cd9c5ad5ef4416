package io.confab.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL's programs run. They refuse to run as root, so root runs them in a user namespace of their own, where
 * root is nobody, or, where the kernel doesn't allow that (as in most containers), as the user nobody.
 */
final class ServerUser {

    private static final int NOBODY = 65534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private final List<String> prefix;

    private ServerUser(List<String> prefix) {
        this.prefix = prefix;
    }

    static ServerUser choose() throws IOException {
        if (!isRoot(List.of())) {
            return new ServerUser(List.of());
        }
        for (var prefix : List.of(NAMESPACE, AS_NOBODY)) {
            if (!isRoot(prefix)) {
                return new ServerUser(prefix);
            }
        }
        throw new EmbeddedException("PostgreSQL refuses to run as root, and neither '" + String.join(" ", NAMESPACE)
                + "' nor '" + String.join(" ", AS_NOBODY) + "' works here: start Confab as another user");
    }

    /** For tests: the second way, which is taken where the first isn't allowed. */
    static ServerUser nobody() {
        return new ServerUser(AS_NOBODY);
    }

    List<String> command(Path program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Whether the programs run as a user who can't enter our home. */
    boolean isSomebodyElse() {
        return prefix.equals(AS_NOBODY);
    }

    /** Lets the programs have {@code directory}, which is empty or was given to them before. */
    void own(Path directory) throws IOException {
        if (isSomebodyElse()) {
            Files.setAttribute(directory, "unix:uid", NOBODY);
            Files.setAttribute(directory, "unix:gid", NOBODY);
        }
    }

    /** Whether a program led by {@code prefix} runs as root, or can't be run at all. */
    private static boolean isRoot(List<String> prefix) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of("id", "-u"));
        try {
            var result = Command.run(command);
            return result.succeeded() ? result.output().equals("0") : !prefix.isEmpty();
        } catch (IOException e) {
            if (prefix.isEmpty()) {
                throw e;
            }
            return true;
        }
    }
}
