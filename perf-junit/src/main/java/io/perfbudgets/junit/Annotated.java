package io.perfbudgets.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds annotations as JUnit does, inherited ones and those on other annotations included. Most elements have none of those
 * that are asked for, which is known of their annotations' types once and for all; a whole search for each would cost a
 * small test more than its body. Thread-safe.
 */
final class Annotated {
    /** The annotation types that a search from a class, or from an annotation of that type, may come to. */
    private static final ClassValue<Set<Class<?>>> REACHABLE = new ClassValue<>() {
        @Override
        protected Set<Class<?>> computeValue(Class<?> type) {
            Set<Class<?>> found = new HashSet<>();
            reach(type, found);
            return found;
        }
    };

    private final AnnotatedElement element;
    private final List<Set<Class<?>>> reachable;

    private Annotated(AnnotatedElement element) {
        this.element = element;
        this.reachable = reachable(element);
    }

    /** The element, whose annotations are looked through once for all that is asked of it. */
    static Annotated of(AnnotatedElement element) {
        return new Annotated(element);
    }

    /** The annotation on it, or what stands for it. */
    <A extends Annotation> Optional<A> find(Class<A> type) {
        for (Set<Class<?>> types : reachable) {
            if (types.contains(type)) {
                return AnnotationSupport.findAnnotation(element, type);
            }
        }
        return Optional.empty();
    }

    /** Whether it may have any of this package. */
    boolean mayHaveOurs() {
        for (Set<Class<?>> types : reachable) {
            for (Class<?> type : types) {
                if (type.isAnnotation() && type.getPackage() == Annotated.class.getPackage()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The annotation on {@code element}, or what stands for it. */
    static <A extends Annotation> Optional<A> find(AnnotatedElement element, Class<A> type) {
        return of(element).find(type);
    }

    /** The nearest one: on {@code test}, on its class or the classes around that, or on the package. */
    static <A extends Annotation> Optional<A> nearest(Class<?> testClass, Method test, Class<A> type) {
        Optional<A> found = find(test, type);
        for (Class<?> around = testClass; found.isEmpty() && around != null; around = around.getEnclosingClass()) {
            found = find(around, type);
        }
        return found.or(() -> Optional.ofNullable(testClass.getPackage()).flatMap(enclosing -> find(enclosing, type)));
    }

    /** Whether {@code element} has it. */
    static boolean has(AnnotatedElement element, Class<? extends Annotation> type) {
        return find(element, type).isPresent();
    }

    private static List<Set<Class<?>>> reachable(AnnotatedElement element) {
        if (element instanceof Class<?> owner) {
            return List.of(REACHABLE.get(owner));
        }
        List<Set<Class<?>>> found = new ArrayList<>();
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            found.add(REACHABLE.get(annotation.annotationType()));
        }
        return found;
    }

    private static void reach(Class<?> type, Set<Class<?>> found) {
        if (!found.add(type)) {
            return;
        }
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            reach(annotation.annotationType(), found);
        }
        for (Class<?> implemented : type.getInterfaces()) {
            reach(implemented, found);
        }
        Class<?> parent = type.getSuperclass();
        if (parent != null) {
            reach(parent, found);
        }
    }
}
