/**
 * Deployed networks as ONNX files, to be timed by any runtime: the few messages of the format that
 * they need, the graph of a network, and a bundle of them with a table to fill in.
 */
@NullMarked
package org.jmodnas.hardware.onnx;

import org.jspecify.annotations.NullMarked;
