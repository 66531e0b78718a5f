/** The folder of a run: its files, its log, and the states that a search goes on from. */
@NullMarked
package org.jmodnas.run;

import org.jspecify.annotations.NullMarked;
