/** Where the commands compute, and what that may cost in precision and repeatability. */
@NullMarked
package org.jmodnas.cli.backend;

import org.jspecify.annotations.NullMarked;
