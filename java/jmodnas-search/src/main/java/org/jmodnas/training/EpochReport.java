package org.jmodnas.training;

import org.jspecify.annotations.Nullable;

/**
 * One epoch of a training.
 *
 * @param epoch counted from 1
 * @param learningRate of its steps
 * @param loss mean cross entropy of its batches in nats, with label smoothing if there is any
 * @param validationAccuracy at its end on the held-out images, in per cent; null without any
 * @param best whether no epoch before was better; without held-out images the latest is
 */
public record EpochReport(
    int epoch,
    double learningRate,
    double loss,
    @Nullable Double validationAccuracy,
    boolean best) {}
