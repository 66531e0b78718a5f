/** Parameters in one flat buffer, and the layers that own them. */
@NullMarked
package org.jmodnas.tensor.nn;

import org.jspecify.annotations.NullMarked;
