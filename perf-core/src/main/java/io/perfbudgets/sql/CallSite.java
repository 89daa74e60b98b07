package io.perfbudgets.sql;

/**
 * The line of the application that ran a statement.
 *
 * @param className its class, outermost lambda and proxy marks left out
 * @param methodName its method
 * @param file the source file's name, {@code GameService.java}; empty if the class file does not tell
 * @param line the line, counted from 1; 0 if the class file does not tell
 * @param path a hash over the application's frames from this one outwards: two ways to the same line differ in it
 */
public record CallSite(String className, String methodName, String file, int line, int path) {
    /** When nothing of the application stood on the stack, or the stack was not looked at. */
    public static final CallSite UNKNOWN = new CallSite("", "", "", 0, 0);

    /** {@code GameService.java:57}, or the method where the line is unknown, or empty. */
    public String location() {
        if (!file.isEmpty() && line > 0) {
            return file + ":" + line;
        }
        return className.isEmpty() ? "" : className + "." + methodName;
    }
}
