package example;

import java.nio.file.Path;
import java.util.List;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTableReader;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.FrontPoint;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.search.SearchListener;
import org.jmodnas.search.SearchSession;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.data.ImageDatasets;

/** One search for two devices, and the front of a third that it has not seen. */
public final class FirstSearch {
  private FirstSearch() {}

  /**
   * The points of the front, from the most accurate to the fastest.
   *
   * @param images such as {@code cifar10:data/cifar-10-batches-bin}
   * @param table latencies by architecture, with columns pixel3, raspi4 and eyeriss
   * @param steps such as 2500
   */
  public static List<FrontPoint> front(String images, Path table, int steps) {
    // begin first-search
    NasBench201Space space = new NasBench201Space();
    MetricTable latency = MetricTableReader.read(table, space); // such as latency.csv
    SearchInputs inputs =
        SearchInputs.of(
            space,
            ImageDatasets.open(images), // such as "cifar10:data/cifar-10-batches-bin"
            List.of(new MetricObjective("latency", latency)),
            List.of("pixel3", "raspi4")); // the devices to search for
    SearchConfig config = SearchConfig.standard(steps, 9001); // such as 2500, and a seed
    try (Backend backend = Backends.open();
        SearchSession session = new SearchSession(config, inputs, backend)) {
      session.search(SearchListener.SILENT);
      return session.profile(session.device("eyeriss"), Preferences.rays(24));
    }
    // end first-search
  }
}
