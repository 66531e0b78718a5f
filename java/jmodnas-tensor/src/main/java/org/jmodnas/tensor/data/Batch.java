package org.jmodnas.tensor.data;

import org.jmodnas.tensor.Shape;

/**
 * Network inputs with their labels.
 *
 * @param shape (batch, height, width, channels)
 * @param images values of that shape, row-major
 * @param labels class of each image
 */
public record Batch(Shape shape, float[] images, int[] labels) {}
