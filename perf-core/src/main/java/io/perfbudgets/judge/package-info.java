/** Holds measurements against budgets: pure rules from values to verdicts, and the text that explains a verdict. */
@NullMarked
package io.perfbudgets.judge;

import org.jspecify.annotations.NullMarked;
