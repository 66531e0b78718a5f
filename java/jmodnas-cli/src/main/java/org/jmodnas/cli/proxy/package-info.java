/** The command {@code jmodnas proxy}: a table of training-free metrics. */
@NullMarked
package org.jmodnas.cli.proxy;

import org.jspecify.annotations.NullMarked;
