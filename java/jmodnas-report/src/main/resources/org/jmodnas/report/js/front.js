// The front of a device: a chart for each pair of objectives.

function initFront() {
  const holder = byId('front-charts');
  for (let y = 0; y < report.objectives.length; y++) {
    for (let x = y + 1; x < report.objectives.length; x++) {
      addFrontChart(holder, x, y);
    }
  }
  onChange(drawFrontTexts);
  drawFrontTexts();
}

function addFrontChart(holder, x, y) {
  const names = [report.objectives[y].name, report.objectives[x].name];
  addChart(holder, {
    title: names.join(' over ') + ' of the architectures on the chosen device',
    option: () => frontOption(x, y),
    table: () => pointsTable(currentDevice()),
    click: choosePoint,
  });
}

function drawFrontTexts() {
  const device = currentDevice();
  document.querySelectorAll('.device-name').forEach((node) => {
    node.textContent = device ? device.name : 'each device';
  });
  byId('front-lead').textContent = device
    ? (device.seen ? 'The search saw this device. ' : 'The search never saw this device. ') +
      (device.points.length
        ? device.points.length + ' architectures for ' + device.chosen.length + ' preferences.'
        : 'The search has no front of it yet; shown is the latest evaluation.')
    : 'No front yet.';
  drawLegend(FRONT_LEGEND, device ? layersOf(device) : []);
}

function frontOption(x, y) {
  const device = currentDevice();
  if (!device || !layersOf(device).length) {
    return null;
  }
  // Training changes the error only, so elsewhere the layer would hide others.
  const layers = shownLayers(device).filter((layer) => !layer.trained || y === 0);
  const series = layers.map((layer) => layerSeries(layer, x, y));
  if (report.objectives.length === 2 && isShown(FRONT_LEGEND, 'Front')) {
    series.push(staircase(device, x, y));
  }
  return {
    xAxis: valueAxis(axisTitle(report.objectives[x]), false),
    yAxis: valueAxis(axisTitle(report.objectives[y]), true),
    tooltip: { trigger: 'item', formatter: (item) => item.data.point ? pointTooltip(item.data.point) : '' },
    series,
  };
}

function layerSeries(layer, x, y) {
  return {
    type: 'scatter',
    name: layer.name,
    symbol: layer.draw,
    symbolSize: layer.size,
    itemStyle: layer.style,
    silent: layer.name === 'Knee',
    data: layer.points.map((point) => ({
      value: [layerValue(layer, point, x), layerValue(layer, point, y)],
      point,
      itemStyle: point.number && point.number === state.point && layer.name === 'Front'
        ? { borderColor: theme().text, borderWidth: 2 } : {},
    })),
    label: pointLabel(layer),
    labelLayout: { hideOverlap: true },
  };
}

function pointLabel(layer) {
  const labelled = ['Front', 'Knee', 'Trained'].includes(layer.name);
  return {
    show: labelled,
    position: layer.name === 'Knee' ? 'left' : 'right',
    color: layer.name === 'Knee' ? theme().knee : theme().text,
    fontWeight: layer.name === 'Knee' ? 'bold' : 'normal',
    formatter: (item) =>
      layer.name === 'Knee' ? 'knee' : item.data.point.number ? String(item.data.point.number) : '',
  };
}

/** The border of what the front dominates. */
function staircase(device, x, y) {
  const front = layersOf(device).find((layer) => layer.name === 'Front');
  const corners = (front ? front.points : [])
    .map((point) => [point.values[x], point.values[y]])
    .sort((a, b) => a[0] - b[0]);
  return {
    type: 'line',
    name: 'Front',
    step: report.objectives[x].more ? 'start' : 'end',
    symbol: 'none',
    silent: true,
    lineStyle: { color: theme().front, width: 1, type: 'dashed', opacity: 0.7 },
    data: corners,
  };
}
