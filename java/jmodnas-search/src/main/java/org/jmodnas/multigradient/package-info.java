/** Combining the gradients of several tasks into one direction. */
@NullMarked
package org.jmodnas.multigradient;

import org.jspecify.annotations.NullMarked;
