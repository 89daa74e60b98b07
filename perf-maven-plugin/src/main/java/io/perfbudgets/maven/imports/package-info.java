/** Reads what other load engines have recorded, value by value. Judges nothing and knows no goal. */
@NullMarked
package io.perfbudgets.maven.imports;

import org.jspecify.annotations.NullMarked;
