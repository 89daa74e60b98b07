package io.perfbudgets.budget;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which subjects a budget is for. Immutable. */
public sealed interface Selector {

    /** Whether {@code subject} is one of them. */
    boolean matches(Subject subject);

    /** The selector of exactly one subject. */
    static Selector of(Subject subject) {
        return new Exactly(subject);
    }

    /** One subject, by its identity: what an annotation selects. */
    record Exactly(Subject subject) implements Selector {
        @Override
        public boolean matches(Subject other) {
            return subject.equals(other);
        }

        @Override
        public String toString() {
            return subject.name();
        }
    }

    /** Any of several selectors. */
    record AnyOf(List<Selector> selectors) implements Selector {
        public AnyOf {
            selectors = List.copyOf(selectors);
        }

        @Override
        public boolean matches(Subject subject) {
            return selectors.stream().anyMatch(selector -> selector.matches(subject));
        }

        @Override
        public String toString() {
            return selectors.stream().map(Object::toString).collect(Collectors.joining(", "));
        }
    }

    /** Subjects of one kind whose name matches a glob in which {@code *} stands for any characters. */
    record NameGlob(Subject.Kind kind, String glob) implements Selector {
        @Override
        public boolean matches(Subject subject) {
            return subject.kind() == kind
                    && globPattern(glob).matcher(subject.name()).matches();
        }

        private static Pattern globPattern(String glob) {
            StringBuilder regex = new StringBuilder();
            for (String literal : glob.split("\\*", -1)) {
                regex.append(regex.isEmpty() ? "" : ".*").append(literal.isEmpty() ? "(?:)" : Pattern.quote(literal));
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        }

        @Override
        public String toString() {
            return glob;
        }
    }

    /**
     * Requests by method and route: {@code GET /api/games}, {@code GET /api/games/{id}}, <code>POST /&#42;&#42;</code>.
     *
     * <p>A method of {@code *} stands for every method. In the path {@code *} stands for one segment, {@code **} for any
     * number of segments (none included), {@code {name}} for a segment that is a variable of the route's template,
     * whatever the variable is called. Everything else is literal and case-sensitive.
     */
    record Request(String method, String path) implements Selector {
        @Override
        public boolean matches(Subject subject) {
            int space = subject.name().indexOf(' ');
            if (subject.kind() != Subject.Kind.REQUEST || space < 0) {
                return false;
            }
            return (method.equals("*") || method.equals(subject.name().substring(0, space)))
                    && matches(segments(path), 0, segments(subject.name().substring(space + 1)), 0);
        }

        private static String[] segments(String path) {
            return path.split("/", -1);
        }

        private static boolean matches(String[] pattern, int p, String[] route, int r) {
            if (p == pattern.length) {
                return r == route.length;
            }
            if (pattern[p].equals("**")) {
                return matches(pattern, p + 1, route, r) || (r < route.length && matches(pattern, p, route, r + 1));
            }
            return r < route.length && matches(pattern[p], route[r]) && matches(pattern, p + 1, route, r + 1);
        }

        private static boolean matches(String pattern, String segment) {
            return pattern.equals(segment)
                    || (pattern.equals("*") && !segment.isEmpty())
                    || (isVariable(pattern) && isVariable(segment));
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{") && segment.endsWith("}");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
