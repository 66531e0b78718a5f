/** Labelled images: readers of the usual formats, augmentation, and a loader that cycles. */
@NullMarked
package org.jmodnas.tensor.data;

import org.jspecify.annotations.NullMarked;
