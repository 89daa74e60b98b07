/**
 * Shows that budgets are not empty: what is done to units so that their budgets must break, and which did. Does nothing to a
 * unit itself, and knows neither tests nor databases.
 */
@NullMarked
package io.perfbudgets.prove;

import org.jspecify.annotations.NullMarked;
