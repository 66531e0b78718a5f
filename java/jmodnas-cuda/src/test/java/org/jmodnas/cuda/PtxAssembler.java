package org.jmodnas.cuda;

import static jcuda.nvptxcompiler.JNvPTXCompiler.nvPTXCompilerCompile;
import static jcuda.nvptxcompiler.JNvPTXCompiler.nvPTXCompilerCreate;
import static jcuda.nvptxcompiler.JNvPTXCompiler.nvPTXCompilerDestroy;
import static jcuda.nvptxcompiler.JNvPTXCompiler.nvPTXCompilerGetErrorLog;
import static jcuda.nvptxcompiler.JNvPTXCompiler.nvPTXCompilerGetErrorLogSize;
import static jcuda.nvptxcompiler.JNvPTXCompiler.nvPTXCompilerGetInfoLog;
import static jcuda.nvptxcompiler.JNvPTXCompiler.nvPTXCompilerGetInfoLogSize;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/**
 * NVIDIA's compiler from PTX to the code of a GPU, of CUDA 12.0. It is part of JCuda's natives and
 * needs neither a driver nor a GPU.
 */
final class PtxAssembler {
  private static final Pattern KERNEL =
      Pattern.compile(
          "Compiling entry function '([\\w$]+)'.*?(\\d+) bytes stack frame, (\\d+) bytes spill"
              + " stores, (\\d+) bytes spill loads.*?Used (\\d+) registers",
          Pattern.DOTALL);

  /**
   * What a kernel takes on a GPU.
   *
   * @param registers of a thread
   * @param localBytes stack and spilled registers of a thread
   */
  record Footprint(int registers, int localBytes) {}

  /**
   * The outcome.
   *
   * @param errors why the text was refused; empty if it was not
   * @param kernels by name
   */
  record Assembly(String errors, Map<String, Footprint> kernels) {}

  PtxAssembler() throws ClassNotFoundException, IOException {
    JCudaNatives.initialize(List.of("jcuda.nvptxcompiler.JNvPTXCompiler"));
  }

  /** Assembles {@code text} for an architecture such as {@code sm_80}. */
  Assembly assemble(String text, String architecture) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    String[] options = {"--gpu-name=" + architecture, "--verbose"};
    nvPTXCompilerHandle compiler = new nvPTXCompilerHandle();
    assertThat(nvPTXCompilerCreate(compiler, bytes.length, bytes)).isZero();
    try {
      int result = nvPTXCompilerCompile(compiler, options.length, options);
      return result == 0
          ? new Assembly("", kernels(information(compiler)))
          : new Assembly("result " + result + ": " + errors(compiler), Map.of());
    } finally {
      nvPTXCompilerDestroy(compiler);
    }
  }

  private static Map<String, Footprint> kernels(String log) {
    Map<String, Footprint> kernels = new LinkedHashMap<>();
    Matcher kernel = KERNEL.matcher(log);
    while (kernel.find()) {
      int local = number(kernel, 2) + number(kernel, 3) + number(kernel, 4);
      kernels.put(kernel.group(1), new Footprint(number(kernel, 5), local));
    }
    return kernels;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static String information(nvPTXCompilerHandle compiler) {
    long[] size = new long[1];
    assertThat(nvPTXCompilerGetInfoLogSize(compiler, size)).isZero();
    byte[] log = new byte[(int) size[0] + 1];
    assertThat(nvPTXCompilerGetInfoLog(compiler, log)).isZero();
    return new String(log, 0, (int) size[0], StandardCharsets.UTF_8);
  }

  private static String errors(nvPTXCompilerHandle compiler) {
    long[] size = new long[1];
    assertThat(nvPTXCompilerGetErrorLogSize(compiler, size)).isZero();
    byte[] log = new byte[(int) size[0] + 1];
    assertThat(nvPTXCompilerGetErrorLog(compiler, log)).isZero();
    return new String(log, 0, (int) size[0], StandardCharsets.UTF_8);
  }
}
