// Probabilities of the choices of each decision over the weight of the error.

const POLICY_LEGEND = 'policy-legend';

function initPolicy() {
  const decisions = distinct(allCurves().map((curves) => curves.decision));
  const holder = byId('policy-charts');
  decisions.forEach((decision) =>
    addChart(holder, {
      heading: decisionLabel(decision),
      title: 'Probability of each choice of ' + decisionLabel(decision) + ' over the weight of the error',
      option: () => policyOption(decision),
      table: () => policyTable(decision),
    })
  );
  if (!decisions.length) {
    holder.append(nothingYet());
  }
  const draw = () => drawLegend(POLICY_LEGEND, policyChoices().map((choice, i) => ({
    name: choice, label: operationLabel(choice), color: operationColor(choice, i), symbol: 'rect',
  })));
  onChange(draw);
  onThemeChange(draw);
  draw();
}

function allCurves() {
  return Object.keys(report.policy).reduce((all, name) => all.concat(report.policy[name]), []);
}

function distinct(values) {
  return [...new Set(values)];
}

/** Every choice that some decision has. */
function policyChoices() {
  return distinct(
    allCurves().reduce((all, curves) => all.concat(Object.keys(curves.probabilities)), [])
  );
}

function curvesOf(decision) {
  const device = report.policy.hasOwnProperty(state.device) ? report.policy[state.device] : [];
  return device.find((curves) => curves.decision === decision) || null;
}

function policyOption(decision) {
  const curves = curvesOf(decision);
  if (!curves) {
    return null;
  }
  const choices = policyChoices();
  return {
    grid: { left: 36, right: 12, top: 8, bottom: 40 },
    xAxis: valueAxis('weight of the error', false, { min: 0, max: 1, scale: false, nameGap: 24 }),
    yAxis: valueAxis('', true, { min: 0, max: 1, scale: false, interval: 0.5 }),
    tooltip: { trigger: 'axis', formatter: (items) => policyTooltip(decision, items) },
    series: stackedAreas(curves, choices),
  };
}

/**
 * Each choice on those before it. Areas reach down to the axis and the highest is drawn first, as
 * ECharts stacks by position and weights need not be evenly spaced.
 */
function stackedAreas(curves, choices) {
  const sums = curves.weights.map(() => 0);
  const areas = Object.keys(curves.probabilities)
    .filter((choice) => isShown(POLICY_LEGEND, choice))
    .map((choice) => {
      const color = operationColor(choice, choices.indexOf(choice));
      const data = curves.weights.map((weight, i) => {
        const probability = curves.probabilities[choice][i];
        sums[i] += probability;
        return [weight, Math.min(1, sums[i]), probability];
      });
      return areaSeries(choice, color, data);
    });
  return areas.reverse();
}

function areaSeries(choice, color, data) {
  return {
    type: 'line',
    name: choice,
    symbol: 'none',
    color,
    lineStyle: { width: 1, color: theme().surface },
    areaStyle: { color, opacity: 1 },
    data,
  };
}

function policyTooltip(decision, items) {
  return tooltipContent(
    decisionLabel(decision) + ', weight of the error ' + formatNumber(items[0].value[0]),
    items.map((item) => operationLabel(item.seriesName) + ': ' + formatNumber(item.value[2]))
  );
}

function policyTable(decision) {
  const curves = curvesOf(decision);
  const choices = Object.keys(curves.probabilities);
  return [
    ['weight of the error'].concat(choices.map(operationLabel)),
    curves.weights.map((weight, i) => [weight].concat(choices.map((c) => curves.probabilities[c][i]))),
  ];
}
