/** Tests of the documentation: its samples compile, its links lead somewhere. */
@NullMarked
package io.perfbudgets.docs;

import org.jspecify.annotations.NullMarked;
