package example.chain;

import java.util.List;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.search.FrontPoint;
import org.jmodnas.search.SearchConfig;
import org.jmodnas.search.SearchInputs;
import org.jmodnas.search.SearchListener;
import org.jmodnas.search.SearchSession;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.data.ImageDataset;

/** A search of {@link ChainSpace}. */
public final class ChainSearch {
  private ChainSearch() {}

  /** The front of {@code device}, from the most accurate chain to the fastest. */
  public static List<FrontPoint> front(ImageDataset images, SearchConfig config, String device) {
    // begin own-space
    ChainSpace space = new ChainSpace();
    // Some architectures that describe a device; every choice of every block is in one of them.
    List<Integer> references = List.of(0, 27, 85, 114, 170, 201, 228, 255);
    SearchInputs inputs =
        new SearchInputs(
            space,
            images,
            List.of(new MetricObjective("latency", ChainLatency.table(space))),
            List.of("phone", "board"),
            references,
            MetricModelKind.SUM,
            PredictorTraining.Config.standard(),
            Constraints.NONE,
            ChainSupernet::create);
    try (Backend backend = Backends.open();
        SearchSession session = new SearchSession(config, inputs, backend)) {
      session.search(SearchListener.SILENT);
      return session.profile(session.device(device), Preferences.rays(8));
    }
    // end own-space
  }
}
