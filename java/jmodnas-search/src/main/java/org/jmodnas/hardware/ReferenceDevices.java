package org.jmodnas.hardware;

import java.util.List;

/** The devices and reference architectures of the MODNAS experiments on NAS-Bench-201. */
public final class ReferenceDevices {
  /** The thirteen devices the search trains on; GPU names end in the batch size. */
  public static final List<String> TRAINING =
      List.of(
          "1080ti_1",
          "1080ti_32",
          "1080ti_256",
          "silver_4114",
          "silver_4210r",
          "samsung_a50",
          "pixel3",
          "essential_ph_1",
          "samsung_s7",
          "titanx_1",
          "titanx_32",
          "titanx_256",
          "gold_6240");

  /** The six devices it never sees. */
  public static final List<String> UNSEEN =
      List.of("titan_rtx_256", "gold_6226", "fpga", "pixel2", "raspi4", "eyeriss");

  /** Indices of the ten architectures whose metrics describe a device (HELP, Lee et al., 2021). */
  public static final List<Integer> ARCHITECTURES =
      List.of(11982, 431, 55, 9, 14451, 8636, 9881, 13479, 6196, 1462);

  private ReferenceDevices() {}
}
