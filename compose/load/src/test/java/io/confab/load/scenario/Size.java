package io.confab.load.scenario;

/** How much a run of the scenarios does: what a few minutes allow, or what one has a night for. */
final class Size {

    private static final int TIMES = 4;

    private Size() {}

    static boolean isLong() {
        return System.getProperty("confab.scenarios", "").equals("long");
    }

    /** {@code count}, or a multiple of it in the long variant. */
    static int of(int count) {
        return isLong() ? count * TIMES : count;
    }
}
