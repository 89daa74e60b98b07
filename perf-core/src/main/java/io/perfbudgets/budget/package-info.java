/**
 * What is declared: metrics, limits and their units, selectors, budgets and the {@code budgets.yaml} reader.
 * Knows nothing of what was observed.
 */
@NullMarked
package io.perfbudgets.budget;

import org.jspecify.annotations.NullMarked;
