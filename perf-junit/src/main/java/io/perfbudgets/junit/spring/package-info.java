/** Spring Boot's part: every DataSource bean captured, every request a unit, named methods operations, without wiring. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.spring;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
