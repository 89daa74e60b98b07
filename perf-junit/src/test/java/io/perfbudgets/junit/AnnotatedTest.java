package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.AnnotationSupport;

class AnnotatedTest {
    @Retention(RetentionPolicy.RUNTIME)
    @Named("on another annotation")
    @interface Meta {}

    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @interface Named {
        String value();
    }

    /** Annotated with itself, as {@code @Documented} is. */
    @Retention(RetentionPolicy.RUNTIME)
    @Circular
    @Meta
    @interface Circular {}

    @Named("on an interface")
    interface Contract {
        @Named("on an interface's method")
        void method();
    }

    @Named("on a class")
    static class Parent {
        @Meta
        void method() {}

        @Circular
        void circular() {}

        @Deprecated
        void other() {}

        void none() {}
    }

    static class Child extends Parent {
        @Override
        void method() {}
    }

    static class Implementing implements Contract {
        @Override
        public void method() {}
    }

    @Circular
    static class Around {
        static class Inside {}
    }

    static Stream<AnnotatedElement> elements() {
        List<Class<?>> types = List.of(
                Parent.class,
                Child.class,
                Implementing.class,
                Around.class,
                Around.Inside.class,
                Contract.class,
                Meta.class,
                AnnotatedTest.class);
        Stream<Method> methods = types.stream().flatMap(type -> Stream.of(type.getDeclaredMethods()));
        return Stream.of(types.stream(), methods, Stream.of(AnnotatedTest.class.getPackage()))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("elements")
    void findsWhatJUnitFinds(AnnotatedElement element) {
        for (Class<? extends Annotation> type : List.of(Named.class, Meta.class, Circular.class, MaxQueries.class)) {
            assertThat(Annotated.find(element, type))
                    .as("%s on %s", type.getSimpleName(), element)
                    .isEqualTo(AnnotationSupport.findAnnotation(element, type).map(Annotation.class::cast));
            assertThat(Annotated.has(element, type)).isEqualTo(AnnotationSupport.isAnnotated(element, type));
        }
    }

    @ParameterizedTest
    @MethodSource("named")
    void findsItWhereverItIs(AnnotatedElement element, String value) {
        Optional<String> found = Annotated.find(element, Named.class).map(Named::value);

        assertThat(found).contains(value);
    }

    static Stream<Object[]> named() throws NoSuchMethodException {
        return Stream.of(
                new Object[] {Parent.class.getDeclaredMethod("method"), "on another annotation"},
                new Object[] {Parent.class.getDeclaredMethod("circular"), "on another annotation"},
                new Object[] {Child.class, "on a class"},
                new Object[] {Implementing.class, "on an interface"});
    }
}
