package io.perfbudgets.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashSet;
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

    private Annotated() {}

    /** The annotation on {@code element}, or what stands for it. */
    static <A extends Annotation> Optional<A> find(AnnotatedElement element, Class<A> type) {
        return mayHave(element, type) ? AnnotationSupport.findAnnotation(element, type) : Optional.empty();
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

    private static boolean mayHave(AnnotatedElement element, Class<? extends Annotation> type) {
        if (element instanceof Class<?> owner) {
            return REACHABLE.get(owner).contains(type);
        }
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            if (REACHABLE.get(annotation.annotationType()).contains(type)) {
                return true;
            }
        }
        return false;
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
