package org.jmodnas.training;

import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;

/**
 * Everything from which a training goes on after an epoch.
 *
 * @param history the epochs so far
 * @param arrays weights, velocities, statistics, averages and the best network
 */
public record TrainingState(List<EpochReport> history, Map<String, NamedArray> arrays) {
  public TrainingState {
    history = List.copyOf(history);
  }
}
