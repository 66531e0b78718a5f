package org.jmodnas.hardware;

/** How a metric is predicted. */
public enum MetricModelKind {
  /** As a sum over the decisions, in the metric's unit, learned in closed form. */
  SUM,
  /** By a graph convolutional network that a search trains first, as published. */
  GRAPH
}
