package org.jmodnas.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jmodnas.tensor.JModnasException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.backend.Backends;
import org.jmodnas.tensor.backend.MatrixKernels;
import org.junit.jupiter.api.Test;

/** What is printed of a backend whose matrix products are not right. */
final class VerificationReportTest {
  private static final float DEFECT = 1.01f;

  @Test
  void wrongProductsAreFoundAndNothingElse() {
    String table = verify(product -> product.slice(0, Shape.of(1)).set(defective(product)));
    assertThat(table)
        .containsPattern("\nproduct +\\S.* FAILED in the (output|gradient \\d)\n")
        .containsPattern("\nlinear +\\S.* FAILED in the (output|gradient \\d)\n")
        .containsPattern("\nsupernet, two steps of SGD .* FAILED in the change of the weights\n")
        .containsPattern("\nconvolution 1x1 .* ok\n")
        .containsPattern("\nbatch norm .* ok\n")
        .containsPattern("Backend wrong does not agree with the CPU: 6 of \\d+ checks FAILED\n$");
  }

  @Test
  void failuresAreRows() {
    String table =
        verify(
            product -> {
              throw new JModnasException("The GPU is out of memory");
            });
    assertThat(table).containsPattern("\nproduct +\\S.* - +1.0e-04 +FAILED The GPU is out of mem");
  }

  private static float defective(Tensor product) {
    return DEFECT * (product.slice(0, Shape.of(1)).item() + 1);
  }

  /** Does something to a product that the CPU has computed. */
  private interface Defect {
    void apply(Tensor product);
  }

  private static String verify(Defect defect) {
    StringWriter text = new StringWriter();
    try (Backend candidate = with(defect, Backends.open("cpu"))) {
      assertThatThrownBy(() -> VerificationReport.print(new PrintWriter(text), "wrong", candidate))
          .isInstanceOf(JModnasException.class)
          .hasMessageContaining("'wrong'")
          .hasMessageContaining("'--backend cpu'");
    }
    return text.toString().replace("\r\n", "\n");
  }

  private static Backend with(Defect defect, Backend real) {
    MatrixKernels kernels =
        (a, b, bias, c) -> {
          real.matrix().multiply(a, b, bias, c);
          defect.apply(c);
        };
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("matrix")) {
                return kernels;
              }
              if (method.getName().equals("fork")) {
                return with(defect, real.fork());
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
