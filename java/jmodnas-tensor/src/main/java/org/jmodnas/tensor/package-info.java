/**
 * Float32 tensors and the scopes that own them. Images are (batch, height, width, channels)
 * everywhere. This module knows nothing of neural architecture search.
 */
@NullMarked
package org.jmodnas.tensor;

import org.jspecify.annotations.NullMarked;
