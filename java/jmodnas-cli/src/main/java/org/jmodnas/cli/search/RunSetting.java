package org.jmodnas.cli.search;

import java.nio.file.Path;
import org.jmodnas.space.nasbench201.DeployedNetwork;

/**
 * What a run was made for.
 *
 * @param data specification of its images
 * @param network the network that is deployed
 */
public record RunSetting(String data, DeployedNetwork.Size network) {
  /** That without a run: the bundled images and the network of NAS-Bench-201. */
  public static RunSetting standard() {
    return new RunSetting("fashion-mnist", DeployedNetwork.Size.benchmark());
  }

  /**
   * That of the run in {@code folder}.
   *
   * @throws org.jmodnas.tensor.ConfigurationException if there is none
   */
  public static RunSetting of(Path folder) {
    RunOptions options = RunDirectory.open(folder).options();
    return new RunSetting(options.data(), options.network());
  }
}
