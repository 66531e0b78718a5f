/** The library in programs of one's own. The documentation shows these classes. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
