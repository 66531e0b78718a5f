package example.chain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;

/**
 * Latencies of chains on two made-up devices: one pays for multiply-accumulates, the other for
 * every layer that it runs.
 */
public final class ChainLatency {
  private static final int[] TAPS = {0, 1, 9, 25};

  private ChainLatency() {}

  /** Milliseconds of all architectures. */
  public static MetricTable table(ChainSpace space) {
    int count = (int) space.count();
    double[] phone = new double[count];
    double[] board = new double[count];
    for (int i = 0; i < count; i++) {
      int[] choices = space.architecture(i).choices();
      phone[i] = 2;
      board[i] = 5;
      for (int choice : choices) {
        phone[i] += 0.4 * TAPS[choice];
        board[i] += choice == 0 ? 0 : 3 + 0.04 * TAPS[choice];
      }
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("phone", phone);
    columns.put("board", board);
    return new MetricTable(Provenance.MODELLED, columns);
  }
}
