package org.jmodnas.tensor.data;

import java.util.List;
import org.jmodnas.tensor.ConfigurationException;

/** Complaints about several files of a data set in one message. */
final class DamagedFiles {
  private static final int NAMED = 10;

  private DamagedFiles() {}

  /**
   * Throws if there are complaints: the first ten, each of which names its file, and how many more.
   *
   * @param files how many files there are
   */
  static void refuse(List<String> complaints, int files) {
    if (complaints.isEmpty()) {
      return;
    }
    if (complaints.size() == 1) {
      throw new ConfigurationException(complaints.get(0));
    }
    int more = complaints.size() - NAMED;
    throw new ConfigurationException(
        "%d of %d files cannot be used: %s%s"
            .formatted(
                complaints.size(),
                files,
                String.join("; ", complaints.subList(0, Math.min(NAMED, complaints.size()))),
                more > 0 ? "; and " + more + " more" : ""));
  }
}
