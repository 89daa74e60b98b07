package io.perfbudgets.budget;

/**
 * What is measured and budgeted.
 *
 * @param kind which sort of thing it is
 * @param name a test's {@code package.Class.method}, a request's {@code METHOD /route/{template}}, an operation's name,
 *     a process's name, the request and the scenario of a load
 */
public record Subject(Kind kind, String name) {

    /** The sorts of subjects. */
    public enum Kind {
        TEST,
        REQUEST,
        OPERATION,
        PROCESS,
        LOAD
    }

    /** A test method; parameterized and repeated invocations of it are one subject. */
    public static Subject test(String className, String methodName) {
        return new Subject(Kind.TEST, className + "." + methodName);
    }

    /** A request by its method and route template. */
    public static Subject request(String method, String route) {
        return new Subject(Kind.REQUEST, method + " " + route);
    }

    /** A named section of work. */
    public static Subject operation(String name) {
        return new Subject(Kind.OPERATION, name);
    }

    /** A running application. */
    public static Subject process(String name) {
        return new Subject(Kind.PROCESS, name);
    }

    /** A request that a scenario sends to a running application: {@code GET /api/games (load lists)}. */
    public static Subject load(String method, String path, String scenario) {
        return new Subject(Kind.LOAD, method + " " + path + " (load " + scenario + ")");
    }

    /**
     * This one under a load, as the history names it: what was measured under different loads is never compared.
     *
     * @param scenario which load; empty for none
     */
    public Subject under(String scenario) {
        return scenario.isEmpty() ? this : new Subject(kind, name + " (" + scenario + ")");
    }

    /** The one that {@link #under} was asked of, of a name that it gave. */
    public Subject withoutLoad() {
        int load = name.lastIndexOf(" (");
        return load < 0 || !name.endsWith(")") ? this : new Subject(kind, name.substring(0, load));
    }

    /** For people: a test without its package, anything else by its name. */
    public String shortName() {
        if (kind != Kind.TEST) {
            return name;
        }
        int method = name.lastIndexOf('.');
        int type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
        return name.substring(type + 1);
    }
}
