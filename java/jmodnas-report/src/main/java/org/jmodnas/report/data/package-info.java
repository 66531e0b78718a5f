/**
 * The files of a run, read as they are: what is missing is missing, and damaged lines are named.
 */
@NullMarked
package org.jmodnas.report.data;

import org.jspecify.annotations.NullMarked;
