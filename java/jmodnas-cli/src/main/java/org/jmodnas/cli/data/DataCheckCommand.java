package org.jmodnas.cli.data;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jmodnas.cli.console.FormatOption;
import org.jmodnas.cli.console.TextTable;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.data.ClassBalance;
import org.jmodnas.tensor.data.DatasetFingerprint;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.data.ImageDatasets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code jmodnas data check}. */
@Command(
    name = "check",
    description = {
      "Read all images and print what they are: numbers, size, classes, mean and standard "
          + "deviation of each channel (of pixels 0 … 1), SHA-256 of the content.",
      "Of an image folder only PNG, JPEG, BMP and GIF files are read and hidden files are not; "
          + "damaged ones are named."
    },
    footer = {
      "",
      "Examples:",
      "  jmodnas data check cifar10:data/cifar-10-batches-bin",
      "  jmodnas data check folder:photos@64",
      "  jmodnas data check idx:images.gz,labels.gz --format json"
    })
final class DataCheckCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format;

  @Parameters(paramLabel = "DATA", description = "Images: " + ImageDatasets.FORMS + ".")
  private String data;

  @Override
  public void run() {
    ImageDataset training = ImageDatasets.open(data);
    Optional<ImageDataset> test = ImageDatasets.openTest(data);
    PrintWriter out = spec.commandLine().getOut();
    Map<String, @Nullable Object> result = result(training, test);
    if (format.isText()) {
      print(result, training.classNames(), out);
    } else {
      format.printer(out).print("images", result);
    }
    ClassBalance.of(training)
        .warning()
        .ifPresent(warning -> spec.commandLine().getErr().println("warning: " + warning));
    spec.commandLine().getErr().flush();
  }

  private static Map<String, @Nullable Object> result(
      ImageDataset training, Optional<ImageDataset> test) {
    ImageSize size = training.imageSize();
    ClassBalance balance = ClassBalance.of(training);
    ChannelStatistics statistics = ChannelStatistics.of(training);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("images", training.size());
    result.put("height", size.height());
    result.put("width", size.width());
    result.put("channels", size.channels());
    result.put("classes", training.classes());
    result.put("class_names", balance.names());
    result.put("class_images", balance.counts());
    result.put("most_to_rarest", Double.isFinite(balance.ratio()) ? balance.ratio() : null);
    result.put("mean", statistics.mean());
    result.put("deviation", statistics.deviation());
    result.put("sha256", DatasetFingerprint.of(training));
    result.put("test_images", test.map(ImageDataset::size).orElse(0));
    result.put(
        "test_class_images", test.map(part -> ClassBalance.of(part).counts()).orElse(List.of()));
    result.put("test_sha256", test.map(DatasetFingerprint::of).orElse(null));
    return result;
  }

  /**
   * One line a value, then one a class with its training images and, if there are, its test images.
   */
  private static void print(
      Map<String, @Nullable Object> result, List<String> classes, PrintWriter out) {
    TextTable table = new TextTable();
    result.forEach(
        (name, value) -> {
          if (!name.contains("class_")) {
            table.row(name, text(value));
          }
        });
    List<String> training = texts(result.get("class_images"));
    List<String> test = texts(result.get("test_class_images"));
    for (int i = 0; i < classes.size(); i++) {
      String ofTest = test.isEmpty() ? "" : " and " + test.get(i);
      table.row("class " + classes.get(i), training.get(i) + ofTest);
    }
    table.print(out);
  }

  private static List<String> texts(@Nullable Object values) {
    return ((List<?>) Objects.requireNonNull(values)).stream().map(DataCheckCommand::text).toList();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof List<?> values) {
      return values.stream().map(DataCheckCommand::text).collect(Collectors.joining(" "));
    }
    if (value instanceof Number number && !(value instanceof Integer)) {
      return String.format(Locale.ROOT, "%.4f", number.doubleValue());
    }
    return value == null ? "-" : value.toString();
  }
}
