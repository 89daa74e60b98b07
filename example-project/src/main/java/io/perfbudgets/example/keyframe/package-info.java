/** Where something is to be seen in a video, frame by frame; stored as JSON. */
@NullMarked
package io.perfbudgets.example.keyframe;

import org.jspecify.annotations.NullMarked;
