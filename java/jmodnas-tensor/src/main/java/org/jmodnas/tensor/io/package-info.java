/** Named arrays in files: the safetensors format, shared with PyTorch. */
@NullMarked
package org.jmodnas.tensor.io;

import org.jspecify.annotations.NullMarked;
