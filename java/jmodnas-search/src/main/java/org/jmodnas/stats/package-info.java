/** Statistics of results. */
@NullMarked
package org.jmodnas.stats;

import org.jspecify.annotations.NullMarked;
