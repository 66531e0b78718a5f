/**
 * Training of single architectures from scratch. A {@link org.jmodnas.training.Trainer} runs epoch
 * after epoch and can stop after each; a {@link org.jmodnas.training.TrainedNetwork} is what it
 * leaves, and what is deployed.
 */
@NullMarked
package org.jmodnas.training;

import org.jspecify.annotations.NullMarked;
