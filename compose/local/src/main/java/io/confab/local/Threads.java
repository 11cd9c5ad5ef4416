package io.confab.local;

/** Threads of the local stack's own. */
final class Threads {

    private Threads() {}

    /** Runs {@code work} in a thread that keeps no JVM alive. */
    static void start(Runnable work) {
        var thread = new Thread(work, "confab-local");
        thread.setDaemon(true);
        thread.start();
    }
}
