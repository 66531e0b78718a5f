/**
 * What the commands share in talking to a terminal, a pipe or a file: the output formats, results
 * printed in them, and points read from CSV with errors that name file and line.
 */
@NullMarked
package org.jmodnas.cli.console;

import org.jspecify.annotations.NullMarked;
