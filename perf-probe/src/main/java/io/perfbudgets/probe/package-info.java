/** Measures a running application as {@code process} of {@code budgets.yaml} declares it, and records what it found. */
@NullMarked
package io.perfbudgets.probe;

import org.jspecify.annotations.NullMarked;
