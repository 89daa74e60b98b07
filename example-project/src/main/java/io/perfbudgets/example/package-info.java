/** A video-clip service: games with annotations, projects, clips and downloads. */
@NullMarked
package io.perfbudgets.example;

import org.jspecify.annotations.NullMarked;
