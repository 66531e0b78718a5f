/**
 * Differentiable operations: in one file per family, each forward beside its vector-Jacobian
 * product. An operation takes the tape first, leaves its result in the innermost open scope and
 * records itself if an input is tracked.
 */
@NullMarked
package org.jmodnas.tensor.ops;

import org.jspecify.annotations.NullMarked;
