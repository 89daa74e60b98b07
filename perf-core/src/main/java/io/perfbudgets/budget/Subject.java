package io.perfbudgets.budget;

/**
 * What is measured and budgeted.
 *
 * @param kind which sort of thing it is
 * @param name a test's {@code package.Class.method}, a request's {@code METHOD /route/{template}}, an operation's name,
 *     a process's name
 */
public record Subject(Kind kind, String name) {

    /** The sorts of subjects. */
    public enum Kind {
        TEST,
        REQUEST,
        OPERATION,
        PROCESS
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
