/**
 * Trained networks for other programs: ONNX files, whose graph is what a network does to its
 * layers.
 */
@NullMarked
package org.jmodnas.export;

import org.jspecify.annotations.NullMarked;
