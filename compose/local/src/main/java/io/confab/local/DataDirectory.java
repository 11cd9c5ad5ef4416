package io.confab.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory in which the local stack keeps everything between starts, one folder for each part. It has the version of
 * its layout in a file, so that a Confab that lays things out differently refuses it, and is locked while it is in use.
 */
final class DataDirectory implements AutoCloseable {

    /** Raised when data of before can't be read any more. */
    static final int LAYOUT = 1;

    /** Below this a start is refused: Kafka stops hard when its disk is full. */
    static final long LEAST_FREE_BYTES = 512L << 20;

    private static final String LAYOUT_FILE = "layout";
    private static final String LOCK_FILE = "lock";

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Makes the directory or takes the one that is there; throws {@link StartException} if it can't be used. */
    static DataDirectory open(Path requested) {
        return open(requested, directory -> Files.getFileStore(directory).getUsableSpace());
    }

    static DataDirectory open(Path requested, FreeSpace free) {
        try {
            var root = made(requested);
            checkFree(root, free.bytes(root));
            refuseForeign(root);
            var lockFile = lock(root);
            try {
                checkLayout(root);
            } catch (IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
            return new DataDirectory(root, lockFile);
        } catch (IOException e) {
            throw new StartException("the data directory " + requested + " can't be used: " + e, e);
        }
    }

    /** How much of the disk under a directory is free. */
    @FunctionalInterface
    interface FreeSpace {
        long bytes(Path directory) throws IOException;
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path mail() {
        return root.resolve("mail");
    }

    /** Of the Streams applications; lost, it is restored from Kafka. */
    Path state() {
        return root.resolve("state");
    }

    Path logs() {
        return root.resolve("logs");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't let go of " + root, e);
        }
    }

    /** It holds mails and the database: nobody else on this machine may look into it. */
    private static Path made(Path requested) throws IOException {
        if (Files.exists(requested) && !Files.isDirectory(requested)) {
            throw new StartException("the data directory " + requested + " is a file: choose another with --data");
        }
        if (!Files.exists(requested)) {
            Files.createDirectories(requested);
            if (Files.getFileStore(requested).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(requested, PosixFilePermissions.fromString("rwx--x--x"));
            }
        }
        if (!Files.isWritable(requested)) {
            throw new StartException("the data directory " + requested + " can't be written to by "
                    + System.getProperty("user.name") + ": change its owner or choose another with --data");
        }
        return requested.toRealPath();
    }

    private static void checkFree(Path root, long bytes) {
        if (bytes < LEAST_FREE_BYTES) {
            throw new StartException("the disk is full: " + (bytes >> 20) + " MB are free where " + root
                    + " lies, and a start needs " + (LEAST_FREE_BYTES >> 20)
                    + " MB: make room or choose another place with --data");
        }
    }

    /** Somebody else's files are never mixed with ours. */
    private static void refuseForeign(Path root) throws IOException {
        if (Files.exists(root.resolve(LAYOUT_FILE))) {
            return;
        }
        try (var entries = Files.list(root)) {
            var foreign = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals(LOCK_FILE))
                    .sorted()
                    .findFirst();
            if (foreign.isPresent()) {
                throw new StartException("the data directory " + root + " has files that are not Confab's ("
                        + foreign.get() + "): choose an empty or a new one with --data");
            }
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        var file = root.resolve(LOCK_FILE);
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                var holder = Files.readString(file).strip();
                throw new StartException("the data directory " + root + " is in use"
                        + (holder.isEmpty() ? "" : " by process " + holder)
                        + ": stop that Confab first or choose another with --data");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + System.lineSeparator()));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // by another stack in this JVM
        }
    }

    private static void checkLayout(Path root) throws IOException {
        var file = root.resolve(LAYOUT_FILE);
        if (!Files.exists(file)) {
            Files.writeString(file, LAYOUT + System.lineSeparator());
            return;
        }
        var found = Files.readString(file).strip();
        if (!found.equals(Integer.toString(LAYOUT))) {
            throw new StartException("the data directory " + root + " belongs to another version of Confab (layout "
                    + found + ", this one has " + LAYOUT + "): use that version or choose another with --data");
        }
    }
}
