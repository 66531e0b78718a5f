package org.jmodnas.supernet;

import org.jmodnas.tensor.*;
import org.jmodnas.tensor.autodiff.*;
import org.jmodnas.tensor.backend.*;
import org.jmodnas.tensor.ops.*;
import org.jmodnas.tensor.random.*;

public class Probe {
  public static void main(String[] a) throws Exception {
    int channels = Integer.parseInt(a[0]), cells = Integer.parseInt(a[1]);
    try (Backend b = Backends.open()) {
      NasBench201Supernet net =
          NasBench201Supernet.create(
              new SupernetConfig(cells, channels, 3, 10), b, new Philox(1, 1));
      Philox r = new Philox(2, 2);
      float[] img = new float[64 * 32 * 32 * 3];
      for (int i = 0; i < img.length; i++) img[i] = (float) r.nextGaussian();
      int[] labels = new int[64];
      for (int i = 0; i < 64; i++) labels[i] = r.nextInt(10);
      Tensor x = b.tensor(Shape.of(64, 32, 32, 3), img);
      for (int it = 0; it < 12; it++) {
        Philox rr = new Philox(5, 5);
        long[] t = new long[3];
        for (int step = 0; step < 2; step++) {
          long s = System.nanoTime();
          for (int d = 0; d < 13; d++) {
            int[] ch = new int[6];
            float[] z = new float[30];
            for (int e = 0; e < 6; e++) {
              ch[e] = rr.nextInt(5);
              z[e * 5 + ch[e]] = 1;
            }
            try (TensorScope sc = b.openScope();
                Tape tape = new Tape(b)) {
              SampledArchitecture sa;
              Tensor zt = b.tensor(Shape.of(6, 5), z);
              if (step == 0) {
                net.parameters().watch(tape);
                sa = SampledArchitecture.fixed(ch);
              } else {
                tape.watch(zt);
                sa = SampledArchitecture.gated(ch, zt);
              }
              Tensor loss = Softmax.crossEntropy(tape, net.logits(tape, x, sa), labels, 0);
              Gradients g = tape.backward(loss);
              if (it == 11 && d == 0 && step == 0) System.out.println("loss " + loss.item());
            }
          }
          t[step] = System.nanoTime() - s;
        }
        System.out.printf("weight %.3f arch %.3f  %s%n", t[0] / 1e9, t[1] / 1e9, b.memory());
      }
    }
  }
}
