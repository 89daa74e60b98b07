/** A report in the formats that other tools read. One class for each format; judges nothing and knows no goal. */
@NullMarked
package io.perfbudgets.maven.export;

import org.jspecify.annotations.NullMarked;
