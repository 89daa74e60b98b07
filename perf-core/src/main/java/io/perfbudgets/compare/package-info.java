/** Holds what was observed before against what was observed after. Knows no database and no build. */
@NullMarked
package io.perfbudgets.compare;

import org.jspecify.annotations.NullMarked;
