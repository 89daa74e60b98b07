package io.perfbudgets.junit.corpus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a method a case of the corpus and labels it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Right {
    Answer value();

    /** Why we get it wrong, for a case that we do get wrong. */
    String known() default "";
}
