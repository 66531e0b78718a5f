package org.jmodnas.cuda;

import java.util.List;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.tensor.TensorScope;
import org.jmodnas.tensor.backend.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmulatedDevice.class)
final class SearchBudgetTest {
  @Test
  void budget() {
    EmulatedDevice.configure("races", "off");
    try (Backend backend = EmulatedDevice.open();
        TensorScope scope = backend.openScope();
        SearchRun run = new SearchRun(backend, 13, SamplingMethod.REINMAX, 1)) {
      EmulatedDevice.resetCounters();
      run.rehearse();
      print("rehearsal");
      for (int i = 0; i < 16; i++) {
        EmulatedDevice.resetCounters();
        run.architectureStep();
        print("arch " + i);
        EmulatedDevice.resetCounters();
        run.weightStep();
        print("weight " + i);
      }
    }
  }

  void print(String name) {
    StringBuilder b = new StringBuilder(name);
    for (String c :
        List.of(
            "launches",
            "copies_to_device",
            "bytes_to_device",
            "copies_to_host",
            "bytes_to_host",
            "copies_on_device",
            "memsets",
            "synchronizations",
            "implicit_synchronizations",
            "allocations",
            "frees",
            "blas_calls",
            "dnn_calls",
            "events",
            "live_bytes")) {
      b.append(' ').append(c).append('=').append(EmulatedDevice.counter(c));
    }
    System.out.println(b);
  }
}
