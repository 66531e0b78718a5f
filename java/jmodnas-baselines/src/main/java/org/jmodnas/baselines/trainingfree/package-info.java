/**
 * Metrics of an untrained network on one minibatch, which tell something of how well it will do
 * once trained.
 */
@NullMarked
package org.jmodnas.baselines.trainingfree;

import org.jspecify.annotations.NullMarked;
