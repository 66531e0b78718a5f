package org.jmodnas.training;

import org.jspecify.annotations.Nullable;

/**
 * What a training gave.
 *
 * @param network after the best epoch
 * @param bestEpoch counted from 1
 * @param validationAccuracy of it on the held-out images, in per cent; null without any
 * @param testAccuracy of it on the test images, in per cent; null without any
 * @param parameters number of weights, statistics not counted
 * @param seconds that the training took
 */
public record TrainingResult(
    TrainedNetwork network,
    int bestEpoch,
    @Nullable Double validationAccuracy,
    @Nullable Double testAccuracy,
    int parameters,
    double seconds) {}
