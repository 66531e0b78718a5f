package example;

import java.util.Iterator;
import java.util.function.DoubleConsumer;
import org.jmodnas.search.SearchRun;
import org.jmodnas.search.SearchSession;
import org.jmodnas.tensor.data.Batch;

/** A search inside a training loop that makes its own batches and decides when to stop. */
public final class OwnTrainingLoop {
  private OwnTrainingLoop() {}

  /**
   * Searches until all steps are taken or the loss is low enough.
   *
   * @param training batches for the supernet's weights, (batch, height, width, channels)
   * @param heldOut batches of other images, for the architectures
   * @param log receives the mean cross entropy of each step's training batch, in nats
   * @return the number of steps
   */
  public static int search(
      SearchSession session,
      Iterator<Batch> training,
      Iterator<Batch> heldOut,
      DoubleConsumer log) {
    // begin own-loop
    SearchRun run = session.start();
    while (!run.isDone()) {
      run.step(training.next(), heldOut.next());
      double loss = run.losses().training();
      log.accept(loss);
      if (loss < 0.05) {
        break;
      }
    }
    return run.position();
    // end own-loop
  }
}
