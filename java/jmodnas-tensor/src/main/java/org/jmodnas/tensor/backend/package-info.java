/**
 * The seam between tensor operations and the machine: storage and families of kernels that write
 * into given outputs. A backend sees buffers, not layers.
 */
@NullMarked
package org.jmodnas.tensor.backend;

import org.jspecify.annotations.NullMarked;
