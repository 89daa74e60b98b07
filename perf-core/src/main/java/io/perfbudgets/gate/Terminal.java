package io.perfbudgets.gate;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether somebody looks on. */
public final class Terminal {
    private Terminal() {}

    /** Whether this JVM's input and output are a terminal. From Java 22 on there is a console where there is none. */
    @SuppressWarnings("SystemConsoleNull") // asked further where that does not tell
    public static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException older) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unknown) {
            return false;
        }
    }
}
