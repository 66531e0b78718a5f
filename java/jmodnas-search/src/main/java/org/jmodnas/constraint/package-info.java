/** Limits of metrics on target devices, and how surely architectures keep them. */
@NullMarked
package org.jmodnas.constraint;

import org.jspecify.annotations.NullMarked;
