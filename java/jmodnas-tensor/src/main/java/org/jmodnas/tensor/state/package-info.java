/** What a computation has to remember to go on later as if it had never stopped. */
@NullMarked
package org.jmodnas.tensor.state;

import org.jspecify.annotations.NullMarked;
