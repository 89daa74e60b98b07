/** A clip's video as a file. */
@NullMarked
package io.perfbudgets.example.export;

import org.jspecify.annotations.NullMarked;
