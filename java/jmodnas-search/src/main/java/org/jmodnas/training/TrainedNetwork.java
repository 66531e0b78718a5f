package org.jmodnas.training;

import java.util.Map;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.tensor.data.ChannelStatistics;
import org.jmodnas.tensor.io.SafetensorsFile.NamedArray;

/**
 * The network of one architecture with its weights, ready to classify.
 *
 * @param normalization what images are normalised by before they enter
 * @param origin where the weights come from, in words
 * @param arrays the parameters of a {@link org.jmodnas.network.NasBench201Network}, and {@code
 *     ….mean} and {@code ….variance} of each batch norm
 */
public record TrainedNetwork(
    Architecture architecture,
    DeployedNetwork.Size size,
    ChannelStatistics normalization,
    String origin,
    Map<String, NamedArray> arrays) {}
