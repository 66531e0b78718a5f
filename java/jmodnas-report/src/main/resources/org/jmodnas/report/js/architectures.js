// Cards of chosen architectures.

function initArchitectures() {
  chooseBy(byId('point'));
  onChange(drawCards);
  onThemeChange(drawCards);
  drawCards();
}

function drawCards() {
  const device = currentDevice();
  const chosen = currentPoint();
  fillPoints(byId('point'));
  const cards = device ? cardsOf(device, chosen) : [];
  replaceContent(byId('cards'), ...(cards.length ? cards : [nothingYet()]));
}

function nothingYet() {
  return element('p', { class: 'nothing' }, 'Nothing yet.');
}

/** The ends and the knee, and the chosen point in front if it is none of them. */
function cardsOf(device, chosen) {
  const roles = new Map();
  const add = (number, role) => {
    if (number) {
      roles.set(number, (roles.get(number) || []).concat(role));
    }
  };
  if (chosen && chosen.number === state.point) {
    add(chosen.number, 'chosen');
  }
  device.ends.forEach((number, i) =>
    add(number, (report.objectives[i].more ? 'highest ' : 'lowest ') + report.objectives[i].name)
  );
  add(device.knee, 'knee');
  return [...roles].map(([number, names]) => card(pointOf(device, number), names));
}

function card(point, names) {
  return element(
    'article',
    { class: names.includes('chosen') ? 'card chosen' : 'card' },
    element('h3', {}, pointName(point) + ': ' + names.join(', ')),
    element('p', { class: 'values' }, pointLines(point).join(' · ')),
    architectureDiagram(report.architectures[point.architecture]),
    copyable(exportCommand(point.number))
  );
}
