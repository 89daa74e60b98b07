package io.perfbudgets.example;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.ContextConfiguration;

/** Gives each application context of a test a database and a storage of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Postgres.class)
@ContextConfiguration(initializers = {FreshDataDirectory.class, Postgres.class})
@interface FreshData {}
