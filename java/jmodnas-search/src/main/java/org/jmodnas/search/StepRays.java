package org.jmodnas.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.tensor.random.Philox;

/**
 * The passes of an architecture step: each device with so many preferences, one after the other.
 *
 * @param devices of the step
 * @param rays preferences of each
 */
record StepRays(List<SearchTarget> devices, int rays) {
  /** The most passes that a step for {@code devices} has, with {@code rays} preferences of each. */
  static int most(int devices, int rays) {
    return rays * Math.max(devices / rays, 1);
  }

  /**
   * As many of {@code devices} as have no more passes together than there are devices, at least
   * one, drawn without replacement: a step with several rays a device costs what one with a single
   * ray does, and all devices get their turn.
   */
  static StepRays choose(List<SearchTarget> devices, int rays, Philox random) {
    if (rays == 1) {
      return new StepRays(devices, rays);
    }
    int[] order = random.permutation(devices.size());
    return new StepRays(
        Arrays.stream(order)
            .limit(most(devices.size(), rays) / rays)
            .sorted()
            .mapToObj(devices::get)
            .toList(),
        rays);
  }

  /** The same rays on some of the devices. */
  StepRays on(List<SearchTarget> some) {
    return new StepRays(some, rays);
  }

  /** The device of each pass. */
  List<SearchTarget> passes() {
    return devices.stream().flatMap(device -> Collections.nCopies(rays, device).stream()).toList();
  }

  /** The preference of each pass, drawn with the numbers of its stream. */
  List<Preference> preferences(List<Philox> streams) {
    int objectives = devices.get(0).metrics().size() + 1;
    List<Preference> preferences = new ArrayList<>();
    for (int t = 0; t < devices.size(); t++) {
      Philox random = streams.get(t * rays);
      if (rays == 1) {
        preferences.add(Preferences.uniform(objectives, random));
      } else {
        preferences.addAll(Preferences.stratified(objectives, rays, random));
      }
    }
    return List.copyOf(preferences);
  }
}
