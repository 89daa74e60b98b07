/**
 * Performance budgets as annotations on JUnit Jupiter tests, and {@link io.perfbudgets.junit.Perf} for what an annotation
 * cannot say. All that users touch lives here; everything below this package may change.
 */
@NullMarked
package io.perfbudgets.junit;

import org.jspecify.annotations.NullMarked;
