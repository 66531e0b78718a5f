// What changes if a metric has to become better by some per cent.

function initWhatIf() {
  const metrics = report.objectives.slice(1).map((objective, i) => [i + 1, objective.name]);
  chooseBy(byId('what-if-point'));
  state.metric = Math.max(1, Math.min(state.metric, metrics.length));
  fillSelect(byId('what-if-metric'), metrics, state.metric);
  byId('what-if-percent').value = state.percent;
  byId('what-if-form').addEventListener('submit', (event) => event.preventDefault());
  byId('what-if-metric').addEventListener('change', (e) => update({ metric: Number(e.target.value) }));
  byId('what-if-percent').addEventListener('input', (e) => update({ percent: Number(e.target.value) }));
  onChange(drawWhatIf);
  drawWhatIf();
}

function drawWhatIf() {
  fillPoints(byId('what-if-point'));
  byId('what-if-output').textContent = state.percent + ' %';
  const from = currentPoint();
  const answer = from && report.objectives.length > 1 ? whatIfAnswer(currentDevice(), from) : [nothingYet()];
  replaceContent(byId('what-if-answer'), ...answer);
}

function whatIfAnswer(device, from) {
  const objective = report.objectives[state.metric];
  const wish =
    state.percent + ' % ' + (objective.more ? 'more ' : 'less ') + objective.name +
    ' than point ' + from.number + ' on ' + device.name;
  const number = device.better[state.metric - 1][from.number][report.percents.indexOf(state.percent)];
  if (!number) {
    return [element('p', {}, 'No point of this front has ' + wish + '.')];
  }
  const to = pointOf(device, number);
  const change = to.values[0] - from.values[0];
  const costs = change > 0
    ? 'costs ' + formatNumber(change) + ' percentage points of error'
    : 'costs no error';
  return [
    element('p', {}, 'To have ' + wish + ' ' + costs + ': take point ' + number + '.'),
    textTable(
      'From point ' + from.number + ' to point ' + number,
      ['', 'Point ' + from.number, 'Point ' + number, 'Change'],
      whatIfValues(from, to).concat(changedDecisions(from, to))
    ),
    copyable(exportCommand(number)),
  ];
}

function whatIfValues(from, to) {
  return report.objectives.map((objective, i) => {
    const change = to.values[i] - from.values[i];
    const share = from.values[i] && i > 0
      ? ' (' + formatChange((100 * change) / Math.abs(from.values[i])) + ' %)' : '';
    return [objective.label, from.values[i], to.values[i], formatChange(change) + share];
  });
}

function changedDecisions(from, to) {
  const after = new Map(report.architectures[to.architecture].decisions);
  return report.architectures[from.architecture].decisions
    .filter(([decision, choice]) => after.get(decision) !== choice)
    .map(([decision, choice]) => [
      decisionLabel(decision),
      operationLabel(choice),
      operationLabel(after.get(decision) || 'none'),
      'changes',
    ]);
}
