package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.testkit.SharedData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Modelled beside measured latencies of all 15,625 architectures: lower bounds of Spearman's ρ, to
 * none of which the model was fitted.
 */
final class RooflineRankTest {
  private static final NasBench201Space SPACE = new NasBench201Space();

  @ParameterizedTest
  @CsvSource({
    "1080ti_1, gtx_1080ti_1, 1, 0.96",
    "1080ti_32, gtx_1080ti_1, 32, 0.95",
    "1080ti_256, gtx_1080ti_1, 256, 0.81",
    "titan_rtx_256, titan_rtx_32, 256, 0.83",
    "gold_6240, xeon_gold_6240_1, 1, 0.95",
    "silver_4210r, xeon_gold_6240_1, 1, 0.98",
    "eyeriss, eyeriss_1, 1, 0.98",
    "fpga, zynq_zc706_1, 1, 0.97",
    "raspi4, raspberry_pi_4_1, 1, 0.88"
  })
  void modelledLatenciesRankLikeMeasuredOnes(
      String measured, String modelled, int batch, double bound) {
    MetricTable table = MetricTableReader.read(SharedData.file("tables/nb201_latency.csv"), SPACE);
    RooflineDevice device =
        DeviceCatalogue.load().devices().stream()
            .filter(candidate -> candidate.name().equals(modelled))
            .map(
                d ->
                    new RooflineDevice(
                        measured,
                        d.peak(),
                        d.bandwidth(),
                        d.overhead(),
                        batch,
                        d.convolutionsOnly()))
            .findFirst()
            .orElseThrow();
    RooflineModel model = new RooflineModel(new DeployedNetwork(DeployedNetwork.Size.benchmark()));
    double correlation =
        new SpearmansCorrelation()
            .correlation(model.latencies(device, SPACE), table.values(measured));
    assertThat(correlation).as(measured).isGreaterThan(bound);
  }
}
