/** Random and regular choices: preferences on the simplex, and architectures from their logits. */
@NullMarked
package org.jmodnas.sampling;

import org.jspecify.annotations.NullMarked;
