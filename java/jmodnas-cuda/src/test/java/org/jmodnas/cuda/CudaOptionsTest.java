package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jmodnas.tensor.ConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CudaOptionsTest {
  @AfterEach
  void forget() {
    System.clearProperty(CudaOptions.TF32);
    System.clearProperty(CudaOptions.DETERMINISTIC);
  }

  @Test
  void propertiesChooseAndAreChecked() {
    assertThat(CudaOptions.ofSystemProperties()).isEqualTo(new CudaOptions(true, false));
    System.setProperty(CudaOptions.TF32, "true");
    System.setProperty(CudaOptions.DETERMINISTIC, "false");
    assertThat(CudaOptions.ofSystemProperties()).isEqualTo(new CudaOptions(false, true));
    System.setProperty(CudaOptions.TF32, "yes");
    assertThatThrownBy(CudaOptions::ofSystemProperties)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("'-Djmodnas.cuda.tf32=yes' is not possible: expected 'true' or 'false'");
  }
}
