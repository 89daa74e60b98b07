package io.perfbudgets.example.keyframe;

/**
 * A box in the picture at a time.
 *
 * @param t milliseconds from the start of the video
 * @param x left edge, as a part of the picture's width from 0 to 1
 * @param y upper edge, as a part of the picture's height from 0 to 1
 * @param w width, as a part of the picture's width
 * @param h height, as a part of the picture's height
 */
public record Keyframe(long t, double x, double y, double w, double h) {}
