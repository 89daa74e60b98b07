/** Spring Boot's part: every DataSource bean captured, every request a unit, named methods operations, without wiring. */
@NullMarked
package io.perfbudgets.junit.spring;

import org.jspecify.annotations.NullMarked;
