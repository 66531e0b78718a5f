package org.jmodnas.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.tensor.data.Batch;

/**
 * A training from its beginning to its end.
 *
 * @param test images for the accuracy at the end; may be empty
 */
public record TrainingJob(Trainer.Task task, TrainingConfig config, List<Batch> test) {
  public TrainingJob {
    test = List.copyOf(test);
  }

  /** Everything that the result depends on, by name; the images by what tells them apart. */
  Map<String, String> settings() {
    TrainingConfig.Recipe recipe = config.recipe();
    TrainingData data = task.data();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("arch", task.architecture().toString());
    settings.put("cells", String.valueOf(task.cells()));
    settings.put("channels", String.valueOf(task.channels()));
    settings.put("epochs", String.valueOf(config.epochs()));
    settings.put("batch", String.valueOf(config.batch()));
    settings.put("seed", String.valueOf(config.seed()));
    settings.put("shards", String.valueOf(config.shards()));
    settings.put("validation_share", String.valueOf(config.validationShare()));
    settings.put("learning_rate", String.valueOf(recipe.learningRate()));
    settings.put("momentum", String.valueOf(recipe.momentum()));
    settings.put("weight_decay", String.valueOf(recipe.decay()));
    settings.put("label_smoothing", String.valueOf(recipe.labelSmoothing()));
    settings.put("ema", String.valueOf(recipe.averageDecay()));
    settings.put("crop_padding", String.valueOf(recipe.cropPadding()));
    settings.put("flip", String.valueOf(recipe.flip()));
    settings.put("training_images", data.description());
    settings.put(
        "test_images",
        String.valueOf(test.stream().mapToInt(batch -> batch.labels().length).sum()));
    return settings;
  }
}
