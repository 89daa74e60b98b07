/** Clips cut from games, and the raw camera tracks that they are cut from. */
@NullMarked
package io.perfbudgets.example.clip;

import org.jspecify.annotations.NullMarked;
