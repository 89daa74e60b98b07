/** Games and the annotations made on them. */
@NullMarked
package io.perfbudgets.example.game;

import org.jspecify.annotations.NullMarked;
