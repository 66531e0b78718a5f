/** Target devices: their metric tables, embeddings and the predictor trained on them. */
@NullMarked
package org.jmodnas.hardware;

import org.jspecify.annotations.NullMarked;
