/** Reverse-mode automatic differentiation on a tape of operations. */
@NullMarked
package org.jmodnas.tensor.autodiff;

import org.jspecify.annotations.NullMarked;
