/** Profiles bodies with Java Flight Recorder. Knows no budget. */
@NullMarked
package io.perfbudgets.junit.profile;

import org.jspecify.annotations.NullMarked;
