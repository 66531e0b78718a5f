// Points of a device as layers of charts.

const FRONT_LEGEND = 'front-legend';
const CROSS = 'path://M0,0L1,1M1,0L0,1';

/** The layers of a device that have points, from the back to the front. */
function layersOf(device) {
  const colors = theme();
  const all = device.points.concat(device.others);
  const having = (name) => all.filter((point) => point.state === name);
  const fill = (color, opacity) => ({ color, opacity });
  const stroke = (color) => ({ color: 'transparent', borderColor: color, borderWidth: 2 });
  return [
    { name: 'Random', color: colors.random, symbol: 'dot', draw: 'circle', size: 6,
      style: fill(colors.random, 0.8), points: having('random') },
    { name: 'Infeasible', color: colors.infeasible, symbol: 'cross', draw: CROSS, size: 8,
      style: stroke(colors.infeasible), points: having('infeasible') },
    { name: 'Dominated', color: colors.dominated, symbol: 'circle', draw: 'circle', size: 9,
      style: fill(colors.dominated, 0.8), points: having('dominated') },
    { name: 'Front', color: colors.front, symbol: 'circle', draw: 'circle', size: 11,
      style: fill(colors.front, 1), points: having('front') },
    { name: 'Knee', color: colors.knee, symbol: 'ring', draw: 'circle', size: 20,
      style: stroke(colors.knee), points: device.points.filter((p) => p.number === device.knee) },
    { name: 'Trained', color: colors.trained, symbol: 'triangle', draw: 'triangle', size: 12,
      style: fill(colors.trained, 1), points: device.points.filter(isTrained), trained: true },
  ].filter((layer) => layer.points.length);
}

function isTrained(point) {
  return point.hasOwnProperty('trained');
}

/** Those layers that the legend shows. */
function shownLayers(device) {
  return layersOf(device).filter((layer) => isShown(FRONT_LEGEND, layer.name));
}

/** The value of a point in a layer: where it was trained, the error is the true one. */
function layerValue(layer, point, objective) {
  return layer.trained && objective === 0 ? point.trained : point.values[objective];
}

function pointName(point) {
  return point.number ? 'Point ' + point.number : 'Architecture without a number';
}

/** What is known of a point, line by line. */
function pointLines(point) {
  const lines = report.objectives.map(
    (objective, i) => objective.name + ': ' + formatValue(objective, point.values[i])
  );
  if (isTrained(point)) {
    lines.push('error when trained: ' + formatNumber(point.trained) + ' %');
  }
  if (point.hasOwnProperty('feasible')) {
    lines.push('keeps the limits with probability ' + formatNumber(point.feasible));
  }
  return lines;
}

function pointTooltip(point) {
  const text = report.architectures[point.architecture].text;
  const content = tooltipContent(pointName(point) + ', ' + point.state, pointLines(point));
  content.append(element('code', {}, text));
  if (point.number) {
    content.append(element('div', {}, element('code', {}, exportCommand(point.number))));
  }
  return content;
}

/** Looks at the point that was clicked, if it has a number. */
function choosePoint(clicked) {
  const point = clicked.data && clicked.data.point;
  if (point && point.number) {
    update({ point: point.number });
  }
}

/** Looks at the point that a select names. */
function chooseBy(select) {
  select.addEventListener('change', () => update({ point: Number(select.value) }));
}

/** Fills a select with the points of the device. */
function fillPoints(select) {
  const device = currentDevice();
  const chosen = currentPoint();
  const options = (device ? device.points : []).map((point) => [point.number, pointRole(device, point)]);
  fillSelect(select, options, chosen ? chosen.number : '');
}

function pointRole(device, point) {
  return point.number + (point.number === device.knee ? ', knee' : point.state === 'front' ? '' : ', ' + point.state);
}

/** The points of a device as a table. */
function pointsTable(device) {
  return [
    ['Layer', 'Point'].concat(report.objectives.map((o) => o.label), 'Architecture'),
    layersOf(device).reduce(
      (rows, layer) =>
        rows.concat(
          layer.points.map((point) =>
            [layer.name, point.number ? String(point.number) : '–'].concat(
              report.objectives.map((o, i) => layerValue(layer, point, i)),
              report.architectures[point.architecture].text
            )
          )
        ),
      []
    ),
  ];
}
