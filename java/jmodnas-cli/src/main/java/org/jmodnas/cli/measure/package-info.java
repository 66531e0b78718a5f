/**
 * The command {@code jmodnas measure}: latencies of this machine as a metric table, or networks for
 * other runtimes to time.
 */
@NullMarked
package org.jmodnas.cli.measure;

import org.jspecify.annotations.NullMarked;
