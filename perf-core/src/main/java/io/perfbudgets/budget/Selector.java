package io.perfbudgets.budget;

import java.util.List;
import java.util.stream.Collectors;

/** Which subjects a budget is for. Immutable. */
public sealed interface Selector {

    /** Whether {@code subject} is one of them. */
    boolean matches(Subject subject);

    /** The selectors that it is made of; itself if it is made of no others. */
    default List<Selector> parts() {
        return List.of(this);
    }

    /** The kind of the subjects that it selects. */
    Subject.Kind kind();

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
        public Subject.Kind kind() {
            return subject.kind();
        }

        @Override
        public String toString() {
            return subject.name();
        }
    }

    /** Any of several selectors. */
    record AnyOf(List<Selector> selectors) implements Selector {
        public AnyOf {
            if (selectors.isEmpty()) {
                throw new IllegalArgumentException("Any of no selectors would select nothing");
            }
            selectors = List.copyOf(selectors);
        }

        @Override
        public List<Selector> parts() {
            return selectors.stream().flatMap(part -> part.parts().stream()).toList();
        }

        @Override
        public Subject.Kind kind() {
            return selectors.get(0).kind();
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
            return subject.kind() == kind && Glob.matches(glob, subject.name());
        }

        @Override
        public String toString() {
            return glob;
        }
    }

    /**
     * Requests by method and route: {@code GET /api/games}, {@code GET /api/games/{id}}, <code>POST /&#42;&#42;</code>.
     *
     * <p>A method of {@code *} stands for every method. In the path {@code **} stands for any number of segments (none
     * included), {@code *} for any characters within one segment (at least one where it is the whole segment), and
     * {@code {name}} for a segment that is a variable of the route's template, whatever the variable is called.
     * Everything else is literal and case-sensitive.
     */
    record Request(String method, String path) implements Selector {
        @Override
        public Subject.Kind kind() {
            return Subject.Kind.REQUEST;
        }

        @Override
        public boolean matches(Subject subject) {
            int space = subject.name().indexOf(' ');
            if (subject.kind() != Subject.Kind.REQUEST || space < 0) {
                return false;
            }
            return (method.equals("*") || method.equals(subject.name().substring(0, space)))
                    && Glob.matches(
                            segments(path),
                            "**",
                            segments(subject.name().substring(space + 1)),
                            Request::segmentMatches);
        }

        private static List<String> segments(String path) {
            return List.of(path.split("/", -1));
        }

        private static boolean segmentMatches(String pattern, String segment) {
            if (isVariable(pattern)) {
                return isVariable(segment);
            }
            return pattern.isEmpty() == segment.isEmpty() && Glob.matches(pattern, segment);
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
