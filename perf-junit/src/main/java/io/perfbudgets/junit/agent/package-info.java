/**
 * What is done with what the Java agent shows, where the build has given the test JVM one: connections are captured, units
 * carried to other threads, requests told which test they belong to. Everything works without it, by wiring.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.agent;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
