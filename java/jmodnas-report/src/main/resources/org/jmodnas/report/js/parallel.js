// Parallel coordinates, where there are three objectives or more.

function initParallel() {
  if (report.objectives.length < 3) {
    return;
  }
  byId('parallel').hidden = false;
  addChart(byId('parallel-chart'), {
    title: 'All objectives of the architectures on the chosen device',
    option: parallelOption,
    table: () => pointsTable(currentDevice()),
    click: choosePoint,
  });
}

function parallelOption() {
  const device = currentDevice();
  if (!device || !shownLayers(device).length) {
    return null;
  }
  const colors = theme();
  const bounds = parallelBounds(device);
  return {
    parallel: { left: 48, right: 64, top: 40, bottom: 24 },
    parallelAxis: report.objectives.map((objective, dim) => ({
      dim,
      name: objective.label,
      inverse: objective.more,
      min: bounds[dim][0],
      max: bounds[dim][1],
      nameTextStyle: { color: colors.text },
      nameLocation: objective.more ? 'start' : 'end',
      axisLine: { lineStyle: { color: colors.muted } },
      axisTick: { lineStyle: { color: colors.muted } },
      axisLabel: Object.assign(
        { formatter: axisNumber, showMinLabel: false, showMaxLabel: false },
        { color: colors.muted, textBorderColor: colors.surface, textBorderWidth: 3 }
      ),
    })),
    tooltip: { trigger: 'item', formatter: (item) => pointTooltip(item.data.point) },
    series: shownLayers(device).filter((layer) => layer.name !== 'Knee').map(parallelSeries),
  };
}

/** The range of each objective, a little wider. */
function parallelBounds(device) {
  return report.objectives.map((objective, i) => {
    const values = shownLayers(device).reduce(
      (all, layer) => all.concat(layer.points.map((point) => layerValue(layer, point, i))),
      []
    );
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = (high - low || 1) / 20;
    return [low - margin, high + margin];
  });
}

function parallelSeries(layer) {
  const device = currentDevice();
  return {
    type: 'parallel',
    name: layer.name,
    smooth: false,
    data: layer.points.map((point) => ({
      value: report.objectives.map((objective, i) => layerValue(layer, point, i)),
      point,
      lineStyle: parallelLine(layer, point.number && point.number === device.knee),
    })),
  };
}

function parallelLine(layer, isKnee) {
  return isKnee
    ? { color: theme().knee, width: 4, opacity: 1 }
    : { color: layer.color, width: layer.name === 'Front' ? 2 : 1, opacity: layer.name === 'Front' ? 0.9 : 0.5 };
}
