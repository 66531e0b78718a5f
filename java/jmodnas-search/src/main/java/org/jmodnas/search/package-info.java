/** MODNAS itself: the bilevel search loop and the fronts it yields. */
@NullMarked
package org.jmodnas.search;

import org.jspecify.annotations.NullMarked;
