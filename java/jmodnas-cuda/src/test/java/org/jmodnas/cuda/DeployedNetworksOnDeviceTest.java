package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmodnas.hardware.measurement.DeployedNetworks;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A pass that is timed has ended: its scores are there, on a device that works only if waited for.
 */
@ExtendWith(EmulatedDevice.class)
final class DeployedNetworksOnDeviceTest {
  private static final DeployedNetwork.Size SIZE = new DeployedNetwork.Size(1, 3, 8, 3, 10);

  @Test
  void aPassEndsWithTheScoresOfTheCpu() {
    EmulatedDevice.configure("schedule", "lazy");
    Architecture architecture = new NasBench201Space().decode(3, 2, 1, 4, 3, 2);
    try (Backend cpu = Backends.open("cpu");
        Backend device = EmulatedDevice.open()) {
      assertThat(device.asynchronous()).isTrue();
      Golden.assertClose("scores", scores(cpu, architecture), scores(device, architecture), 1e-4);
    }
  }

  private static float[] scores(Backend backend, Architecture architecture) {
    try (DeployedNetworks networks = new DeployedNetworks(SIZE, 2, new Philox(1, 0), backend)) {
      return networks.run(architecture);
    }
  }
}
