/** A search under way: its steps, checkpoints, log, progress and interruption. */
@NullMarked
package org.jmodnas.cli.run;

import org.jspecify.annotations.NullMarked;
