// How the search went: hypervolumes, and the weights of devices.

const DEVICE_LEGEND = 'hypervolume-legend';

function initSearch() {
  addChart(byId('hypervolume-chart'), {
    title: 'Hypervolume of each device over the steps of the search',
    option: hypervolumeOption,
    table: () => trajectoryTable(hypervolumeTrajectories(), 'Hypervolume'),
  });
  addChart(byId('gamma-chart'), {
    title: 'Weight of each device over the steps of the search',
    option: gammaOption,
    table: () => trajectoryTable(gammaTrajectories(), 'γ'),
  });
  const draw = () =>
    drawLegend(DEVICE_LEGEND, searchedDevices().map((name) => ({
      name, color: deviceColor(name), symbol: 'rect',
    })));
  onChange(draw);
  onThemeChange(draw);
  draw();
}

function searchedDevices() {
  return distinct(Object.keys(report.hypervolume).concat(Object.keys(report.gamma.devices)));
}

function hypervolumeTrajectories() {
  return Object.entries(report.hypervolume);
}

function gammaTrajectories() {
  return Object.entries(report.gamma.devices).map(([name, values]) => [
    name,
    values.map((value, i) => [report.gamma.steps[i], value]),
  ]);
}

function hypervolumeOption() {
  const random = report.randomHypervolume[state.device];
  return trajectoryOption(hypervolumeTrajectories(), 'hypervolume', random);
}

function gammaOption() {
  const trajectories = gammaTrajectories();
  return trajectoryOption(trajectories, 'γ', 1 / trajectories.length);
}

/** A line a device; the chosen one is bold. `level` is a dashed line to compare with. */
function trajectoryOption(trajectories, title, level) {
  if (!trajectories.length) {
    return null;
  }
  const series = trajectories
    .filter(([name]) => isShown(DEVICE_LEGEND, name))
    .map(([name, data]) => trajectorySeries(name, data));
  if (series.length && typeof level === 'number') {
    series[0].markLine = levelLine(level);
  }
  return {
    xAxis: valueAxis('step', false, { scale: false, min: 0 }),
    yAxis: valueAxis(title, true),
    tooltip: { trigger: 'item', formatter: (item) => trajectoryTooltip(item, title) },
    series,
  };
}

function trajectorySeries(name, data) {
  const isChosen = name === state.device;
  return {
    type: 'line',
    name,
    data,
    color: deviceColor(name),
    symbolSize: 6,
    showSymbol: data.length < 60,
    triggerLineEvent: true,
    z: isChosen ? 3 : 2,
    lineStyle: { width: isChosen ? 3.5 : 1.5, opacity: isChosen ? 1 : 0.6 },
  };
}

function levelLine(level) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme().muted, type: 'dashed' },
    label: { show: false },
    data: [{ yAxis: level }],
  };
}

function trajectoryTooltip(item, title) {
  // Between its points a line has no value.
  const lines = Array.isArray(item.value)
    ? ['step ' + item.value[0], title + ': ' + formatNumber(item.value[1])]
    : [];
  return tooltipContent(item.seriesName, lines);
}

function trajectoryTable(trajectories, title) {
  return [
    ['Device', 'Step', title],
    trajectories.reduce(
      (rows, [name, data]) => rows.concat(data.map(([step, value]) => [name, String(step), value])),
      []
    ),
  ];
}
