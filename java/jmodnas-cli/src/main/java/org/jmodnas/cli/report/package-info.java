/** The command that shows a run. */
@NullMarked
package org.jmodnas.cli.report;

import org.jspecify.annotations.NullMarked;
