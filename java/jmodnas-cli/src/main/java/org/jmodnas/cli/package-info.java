/**
 * The command line. {@link org.jmodnas.cli.JModnas} assembles the commands, one class each, which
 * live in a package per group; this package turns every failure into one line and an exit status.
 */
@NullMarked
package org.jmodnas.cli;

import org.jspecify.annotations.NullMarked;
