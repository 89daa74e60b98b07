/** Profiles bodies with Java Flight Recorder. Knows no budget. */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.perfbudgets.junit.profile;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
