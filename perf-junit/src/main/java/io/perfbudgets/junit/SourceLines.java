package io.perfbudgets.junit;

import io.perfbudgets.junit.bytecode.ClassCode;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/** Where a method stands in its source file: reflection does not tell, its class file does. */
final class SourceLines {
    private SourceLines() {}

    /** The conventional name of the file, {@code GamesApiIT.java}. */
    static String fileOf(Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        boolean kotlin = false;
        for (Annotation annotation : type.getAnnotations()) {
            kotlin |= annotation.annotationType().getName().equals("kotlin.Metadata");
        }
        return outermost.getSimpleName() + (kotlin ? ".kt" : ".java");
    }

    /** The first line of the method's body, counted from 1; 0 if unknown. Overloads share the first one's. */
    static int firstLineOf(Method method) {
        return ClassCode.of(method.getDeclaringClass()).firstLineOf(method.getName());
    }
}
