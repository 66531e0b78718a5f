/**
 * The CUDA backend: the seam of the tensor module through the CUDA driver, cuBLAS, cuDNN and our
 * own kernels. Nobody compiles against this package; {@link org.jmodnas.cuda.CudaProvider} is found
 * by ServiceLoader. All work is queued on streams and waits for what it must: every piece of device
 * memory remembers which streams touched it last, so that tensors may pass between streams without
 * a word. The host waits only where it reads.
 */
@NullMarked
package org.jmodnas.cuda;

import org.jspecify.annotations.NullMarked;
