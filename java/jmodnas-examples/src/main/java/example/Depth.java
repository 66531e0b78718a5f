package example;

import org.jmodnas.objective.ArchitectureObjective;
import org.jmodnas.space.Architecture;

/** Convolutions one after the other, on the longest way through a cell. */
public final class Depth implements ArchitectureObjective {
  @Override
  public String name() {
    return "depth";
  }

  /** Choices are those of the edges 0→1, 0→2, 1→2, 0→3, 1→3, 2→3. */
  @Override
  public double value(Architecture architecture, String device) {
    int[] choices = architecture.choices();
    int[] depth = new int[4];
    int edge = 0;
    for (int target = 1; target < depth.length; target++) {
      for (int source = 0; source < target; source++) {
        int choice = choices[edge++]; // none, identity, 1×1, 3×3, pooling
        if (choice != 0) {
          int convolutions = choice == 2 || choice == 3 ? 1 : 0;
          depth[target] = Math.max(depth[target], depth[source] + convolutions);
        }
      }
    }
    return depth[3];
  }
}
