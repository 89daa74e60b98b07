package io.perfbudgets.sql;

import java.util.Objects;

/**
 * The line of the application that ran a statement.
 *
 * <p>Two are equal if their lines and paths are. What the trail tells of the frames below the line is left out: the same
 * call may load through a proxy the first time and through a cache's miss the next.
 *
 * @param className its class, generated subclasses and proxies left out
 * @param methodName its method; for a lambda the one that holds it
 * @param file the source file's name, {@code GameService.java}; empty if the class file does not tell
 * @param line the line, counted from 1; 0 if the class file does not tell
 * @param path a hash over the application's frames from this one outwards: two ways to the same line differ in it, and so
 *     do two calls on it
 * @param trail what else the stack tells
 */
public record CallSite(String className, String methodName, String file, int line, int path, Trail trail) {
    /** When nothing of the application stood on the stack, or the stack was not looked at. */
    public static final CallSite UNKNOWN = new CallSite("", "", "", 0, 0);

    /** A site of which no more is known than its line and the way to it. */
    public CallSite(String className, String methodName, String file, int line, int path) {
        this(className, methodName, file, line, path, Trail.UNKNOWN);
    }

    /** {@code GameService.java:57}, or the method where the line is unknown, or empty. */
    public String location() {
        if (!file.isEmpty() && line > 0) {
            return file + ":" + line;
        }
        return className.isEmpty() ? "" : className + "." + methodName;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallSite site
                && path == site.path
                && line == site.line
                && className.equals(site.className)
                && methodName.equals(site.methodName);
    }

    @Override
    public int hashCode() {
        return Objects.hash(className, line, path);
    }
}
