/** The command {@code jmodnas doctor}: what this machine can compute on. */
@NullMarked
package org.jmodnas.cli.doctor;

import org.jspecify.annotations.NullMarked;
