// Legends of buttons, which also work by keyboard. They hide and show series by their names.

const LEGEND_SYMBOLS = {
  circle: (color) => svgElement('circle', { cx: 7, cy: 7, r: 5, fill: color }),
  ring: (color) => svgElement('circle', { cx: 7, cy: 7, r: 5, fill: 'none', stroke: color, 'stroke-width': 2 }),
  dot: (color) => svgElement('circle', { cx: 7, cy: 7, r: 3, fill: color }),
  triangle: (color) => svgElement('path', { d: 'M7 2 L12 12 L2 12 Z', fill: color }),
  cross: (color) => svgElement('path', { d: 'M3 3 L11 11 M11 3 L3 11', stroke: color, 'stroke-width': 2 }),
  rect: (color) => svgElement('rect', { x: 2, y: 2, width: 10, height: 10, rx: 2, fill: color }),
};

/** Whether the series `name` of the legend `group` is shown. */
function isShown(group, name) {
  return !state.hidden.includes(group + ':' + name);
}

/** Draws the legend in the element `group`; entries have `name`, `color` and `symbol`. */
function drawLegend(group, entries) {
  const holder = byId(group);
  const focused = document.activeElement && holder.contains(document.activeElement)
    ? document.activeElement.dataset.name
    : null;
  replaceContent(holder, ...entries.map((entry) => legendButton(group, entry)));
  const button = [...holder.children].find((child) => child.dataset.name === focused);
  if (button) {
    button.focus();
  }
}

function legendButton(group, entry) {
  const symbol = svgElement(
    'svg',
    { width: 14, height: 14, 'aria-hidden': 'true' },
    LEGEND_SYMBOLS[entry.symbol](entry.color)
  );
  const button = element(
    'button',
    { type: 'button', 'aria-pressed': String(isShown(group, entry.name)), 'data-name': entry.name },
    symbol,
    entry.label || entry.name
  );
  button.addEventListener('click', () => toggle(group + ':' + entry.name));
  return button;
}

function toggle(key) {
  update({
    hidden: state.hidden.includes(key)
      ? state.hidden.filter((other) => other !== key)
      : state.hidden.concat(key),
  });
}
