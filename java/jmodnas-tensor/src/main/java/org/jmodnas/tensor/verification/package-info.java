/**
 * Checks one backend against another that is trusted: the same operations, gradients and optimiser
 * steps on the same numbers. Made for a device that nobody has computed on before.
 */
@NullMarked
package org.jmodnas.tensor.verification;

import org.jspecify.annotations.NullMarked;
