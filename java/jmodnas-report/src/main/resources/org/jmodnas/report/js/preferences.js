// Which architecture each preference chose.

function initPreferences() {
  const holder = byId('preference-charts');
  report.objectives.forEach((objective, i) =>
    addPreferenceChart(holder, objective.name, axisTitle(objective), (chosen, point) => point.values[i])
  );
  // Two weights of three leave none free: this is the triangle of all preferences.
  if (report.objectives.length === 3) {
    const title = 'weight of ' + report.objectives[1].name;
    addPreferenceChart(holder, title, title, (chosen) => chosen.weights[1]);
  }
}

function addPreferenceChart(holder, name, title, value) {
  addChart(holder, {
    title: name + ' of the chosen architecture over the weight of the error',
    option: () => preferenceOption(title, value),
    table: preferenceTable,
    click: choosePoint,
  });
}

function preferenceOption(title, value) {
  const device = currentDevice();
  if (!device || !device.chosen.length) {
    return null;
  }
  const ranks = device.points.slice().sort((a, b) => a.values[0] - b.values[0]);
  const color = (point) => rampColor(ranks.indexOf(point) / Math.max(1, ranks.length - 1));
  return {
    xAxis: valueAxis('weight of the error', false, { min: 0, max: 1, scale: false }),
    yAxis: valueAxis(title, true),
    tooltip: { trigger: 'item', formatter: (item) => pointTooltip(item.data.point) },
    series: [
      {
        type: 'scatter',
        symbol: 'roundRect',
        symbolSize: 16,
        data: device.chosen.map((chosen) => {
          const point = pointOf(device, chosen.point);
          return { value: [chosen.weights[0], value(chosen, point)], point, itemStyle: { color: color(point) } };
        }),
        label: {
          show: true, position: 'top', color: theme().text, fontSize: 11,
          formatter: (item) => String(item.data.point.number),
        },
        labelLayout: { hideOverlap: true },
      },
    ],
  };
}

function preferenceTable() {
  const device = currentDevice();
  return [
    report.objectives.map((o) => 'weight of ' + o.name).concat('Point', report.objectives.map((o) => o.label)),
    device.chosen.map((chosen) =>
      chosen.weights.concat(String(chosen.point), pointOf(device, chosen.point).values)
    ),
  ];
}
