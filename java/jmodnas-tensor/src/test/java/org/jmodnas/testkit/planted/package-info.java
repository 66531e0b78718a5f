/** Classes that break the walls, to see that the rules notice. */
@NullMarked
package org.jmodnas.testkit.planted;

import org.jspecify.annotations.NullMarked;
