package io.confab.load.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Runs another main class and ends at once when whoever started this process is gone, however that came about. */
public final class ChildMain {

    private static final int PARENT_GONE = 70;

    private ChildMain() {}

    /** Runs the main class that comes first, with the arguments that follow it. */
    public static void main(String... arguments) throws Exception {
        var watch = new Thread(ChildMain::haltWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        var main = Class.forName(arguments[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Nobody writes to the standard input; it ends with the parent. */
    private static void haltWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("the standard input broke, as it does when the parent is gone: " + e);
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
