/** A backend that computes nothing and counts the memory that a computation would hold. */
@NullMarked
package org.jmodnas.tensor.backend.dry;

import org.jspecify.annotations.NullMarked;
