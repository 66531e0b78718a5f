package org.jmodnas.space.nasbench201;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.ConfigurationException;

/**
 * The space of NAS-Bench-201 with its official strings {@code |op~0|+|op~0|op~1|+|op~0|op~1|op~2|}
 * and indices.
 *
 * <p>The official order is the Cartesian product over the edges, the first edge slowest, shuffled
 * by Python's {@code random.seed(88); random.shuffle(…)}: a Mersenne twister and a Fisher–Yates
 * shuffle with rejection, repeated here.
 */
public final class NasBench201Space implements SearchSpace {
  /** Number of edges, which are the decisions. */
  public static final int EDGES = 6;

  private static final int NODES = 4;
  private static final int SHUFFLE_SEED = 88;
  private static final List<Operation> OPERATIONS = List.of(Operation.values());
  private static final int COUNT = (int) Math.pow(OPERATIONS.size(), EDGES);

  private final int[] productByIndex = officialOrder();
  private final int[] indexByProduct = inverse(productByIndex);
  private final List<Decision> decisions = describe();

  @Override
  public String name() {
    return "nb201";
  }

  @Override
  public List<Decision> decisions() {
    return decisions;
  }

  @Override
  public long count() {
    return COUNT;
  }

  @Override
  public Architecture decode(int... choices) {
    check(choices);
    return new Architecture(format(choices), choices);
  }

  @Override
  public Architecture parse(String text) {
    int[] choices = new int[EDGES];
    int edge = 0;
    String[] nodes = text.strip().split("\\+", -1);
    if (nodes.length != NODES - 1) {
      throw malformed(text, (NODES - 1) + " nodes joined by '+'", nodes.length + " nodes");
    }
    for (int node = 0; node < nodes.length; node++) {
      String[] edges = nodes[node].split("\\|", -1);
      if (edges.length != node + 3 || !edges[0].isEmpty() || !edges[node + 2].isEmpty()) {
        throw malformed(text, "node %d as '|op~0|…|op~%d|'".formatted(node + 1, node), nodes[node]);
      }
      for (int source = 0; source <= node; source++) {
        choices[edge++] = operation(text, edges[source + 1], source);
      }
    }
    return decode(choices);
  }

  @Override
  public int index(Architecture architecture) {
    int[] choices = architecture.choices();
    check(choices);
    int product = 0;
    for (int choice : choices) {
      product = product * OPERATIONS.size() + choice;
    }
    return indexByProduct[product];
  }

  @Override
  public Architecture architecture(int index) {
    if (index < 0 || index >= COUNT) {
      throw new ConfigurationException(
          "An index of NAS-Bench-201 is 0 … %d, got '%d'".formatted(COUNT - 1, index));
    }
    int product = productByIndex[index];
    int[] choices = new int[EDGES];
    for (int edge = EDGES - 1; edge >= 0; edge--) {
      choices[edge] = product % OPERATIONS.size();
      product /= OPERATIONS.size();
    }
    return decode(choices);
  }

  @Override
  public boolean isConnected(Architecture architecture) {
    int[] choices = architecture.choices();
    boolean[] fed = fed(choices);
    boolean[] leads = leadsToOutput(architecture);
    for (int edge = 0; edge < EDGES; edge++) {
      boolean none = choices[edge] == Operation.NONE.ordinal();
      if (!none && !(fed[source(edge)] && leads[edge])) {
        return false;
      }
    }
    return fed[NODES - 1];
  }

  /** Of an edge without an operation the answer is that of an operation there. */
  @Override
  public boolean[] leadsToOutput(Architecture architecture) {
    int[] choices = architecture.choices();
    boolean[] used = new boolean[NODES];
    used[NODES - 1] = fed(choices)[NODES - 1];
    boolean[] leads = new boolean[EDGES];
    for (int edge = EDGES - 1; edge >= 0; edge--) {
      leads[edge] = used[target(edge)];
      used[source(edge)] |= leads[edge] && choices[edge] != Operation.NONE.ordinal();
    }
    return leads;
  }

  /** Which nodes depend on the input. */
  private static boolean[] fed(int... choices) {
    boolean[] fed = new boolean[NODES];
    fed[0] = true;
    for (int edge = 0; edge < EDGES; edge++) {
      if (choices[edge] != Operation.NONE.ordinal()) {
        fed[target(edge)] |= fed[source(edge)];
      }
    }
    return fed;
  }

  /** The node that {@code edge} leads to; edges are in the order of the architecture string. */
  private static int target(int edge) {
    return edge == 0 ? 1 : edge < 3 ? 2 : 3;
  }

  private static int source(int edge) {
    return edge - target(edge) * (target(edge) - 1) / 2;
  }

  private static void check(int[] choices) {
    if (choices.length != EDGES) {
      throw new ConfigurationException(
          "A NAS-Bench-201 cell has %d choices, got '%d'".formatted(EDGES, choices.length));
    }
    for (int choice : choices) {
      if (choice < 0 || choice >= OPERATIONS.size()) {
        throw new ConfigurationException(
            "A choice is 0 … %d, got '%d'".formatted(OPERATIONS.size() - 1, choice));
      }
    }
  }

  private static int operation(String text, String edge, int source) {
    String suffix = "~" + source;
    for (Operation operation : OPERATIONS) {
      if (edge.equals(operation.officialName() + suffix)) {
        return operation.ordinal();
      }
    }
    List<String> names = OPERATIONS.stream().map(Operation::officialName).toList();
    throw malformed(text, "one of " + names + " followed by '" + suffix + "'", edge);
  }

  private static ConfigurationException malformed(String text, String expected, String got) {
    return new ConfigurationException(
        "'%s' is no NAS-Bench-201 cell: expected %s, got '%s'".formatted(text, expected, got));
  }

  private static String format(int[] choices) {
    StringBuilder text = new StringBuilder();
    int edge = 0;
    for (int node = 1; node < NODES; node++) {
      text.append(node == 1 ? "|" : "+|");
      for (int source = 0; source < node; source++) {
        text.append(OPERATIONS.get(choices[edge++]).officialName());
        text.append('~').append(source).append('|');
      }
    }
    return text.toString();
  }

  private static List<Decision> describe() {
    List<String> names = OPERATIONS.stream().map(Operation::officialName).toList();
    List<Decision> decisions = new ArrayList<>();
    for (int target = 1; target < NODES; target++) {
      for (int source = 0; source < target; source++) {
        decisions.add(new Decision(source + "->" + target, names));
      }
    }
    return List.copyOf(decisions);
  }

  private static int[] officialOrder() {
    int[] order = new int[COUNT];
    Arrays.setAll(order, i -> i);
    MersenneTwister twister = new MersenneTwister(new int[] {SHUFFLE_SEED});
    for (int i = COUNT - 1; i > 0; i--) {
      int j = below(twister, i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Uniform below {@code bound}: as many high bits as it has, drawn until they fall below it. */
  private static int below(MersenneTwister twister, int bound) {
    int shift = Integer.numberOfLeadingZeros(bound);
    int value = twister.nextInt() >>> shift;
    while (value >= bound) {
      value = twister.nextInt() >>> shift;
    }
    return value;
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      inverse[order[i]] = i;
    }
    return inverse;
  }
}
