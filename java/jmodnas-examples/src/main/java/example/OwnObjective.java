package example;

import java.util.List;
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
import org.jmodnas.tensor.data.ImageDataset;

/** A search that weighs the error against {@link Depth}. */
public final class OwnObjective {
  private OwnObjective() {}

  /** The points of the front, from the most accurate to the shallowest. */
  public static List<FrontPoint> front(ImageDataset images, SearchConfig config) {
    // begin own-objective
    NasBench201Space space = new NasBench201Space();
    MetricObjective depth = MetricObjective.of(new Depth(), space);
    // Depth is the same everywhere, so any name will do for the device.
    SearchInputs inputs = SearchInputs.of(space, images, List.of(depth), List.of("any"));
    try (Backend backend = Backends.open();
        SearchSession session = new SearchSession(config, inputs, backend)) {
      session.search(SearchListener.SILENT);
      return session.profile(session.device("any"), Preferences.rays(8));
    }
    // end own-objective
  }
}
