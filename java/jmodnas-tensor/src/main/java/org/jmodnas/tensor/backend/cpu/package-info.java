/**
 * The CPU backend: oneDNN primitives on NHWC memory, each on one thread. Primitives are built once
 * per shape; parallelism comes from several streams of work, not from within a primitive, so
 * results do not depend on the number of threads.
 */
@NullMarked
package org.jmodnas.tensor.backend.cpu;

import org.jspecify.annotations.NullMarked;
