/** Search spaces: what decisions make an architecture, its canonical string and its index. */
@NullMarked
package org.jmodnas.space;

import org.jspecify.annotations.NullMarked;
