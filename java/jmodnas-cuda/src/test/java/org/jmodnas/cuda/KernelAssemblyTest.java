package org.jmodnas.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmodnas.cuda.PtxAssembler.Assembly;
import org.jmodnas.cuda.PtxAssembler.Footprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NVIDIA's own compiler takes our kernels for the GPUs that we name. */
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64",
    disabledReason = "JCuda's natives are those of Linux on x86-64")
final class KernelAssemblyTest {
  /** With more, fewer than 1024 threads fit a multiprocessor. */
  private static final int MOST_REGISTERS = 64;

  private static final KernelImage IMAGE = KernelImage.load();
  private final PtxAssembler assembler;

  KernelAssemblyTest() throws Exception {
    assembler = new PtxAssembler();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sm_75", "sm_80", "sm_90"})
  void everyKernelIsAssembledWithinItsBounds(String architecture) {
    Assembly assembly = assembler.assemble(IMAGE.text(), architecture);
    assertThat(assembly.errors()).isEmpty();
    assertThat(assembly.kernels()).containsOnlyKeys(IMAGE.signatures().keySet());
    assembly.kernels().forEach(KernelAssemblyTest::assertBounds);
  }

  private static void assertBounds(String kernel, Footprint footprint) {
    assertThat(footprint.registers()).as("registers of " + kernel).isBetween(1, MOST_REGISTERS);
    assertThat(footprint.localBytes()).as("local memory of " + kernel).isZero();
  }

  @Test
  void spillsAreSeen() {
    String narrow = IMAGE.text().replaceAll("\\.maxntid [^\n]*", ".maxnreg 24");
    Assembly assembly = assembler.assemble(narrow, "sm_80");
    assertThat(assembly.errors()).isEmpty();
    assertThat(assembly.kernels().values())
        .allMatch(footprint -> footprint.registers() <= 24)
        .anyMatch(footprint -> footprint.localBytes() > 0);
  }

  @Test
  void brokenTextIsRefused() {
    String broken = IMAGE.text().replaceFirst("add\\.f32", "plus.f32");
    assertThat(broken).isNotEqualTo(IMAGE.text());
    assertThat(assembler.assemble(broken, "sm_80").errors())
        .contains("Not a name of any known instruction: 'plus'");
  }

  @Test
  void anOlderGpuThanTheKernelsAreForIsRefused() {
    assertThat(assembler.assemble(IMAGE.text(), "sm_70").errors())
        .contains("SM version specified by .target is higher");
  }
}
