// Colours come from the style sheet, which knows light, dark and print.

const COLORS = [
  'surface', 'text', 'muted', 'line', 'accent', 'front', 'dominated', 'infeasible', 'random',
  'trained', 'knee', 'none', 'skip', 'conv1', 'conv3', 'pool', 'low', 'middle', 'high',
  'negative', 'positive',
];
let cachedTheme = null;

/** Colours by name, and a list of them for series. */
function theme() {
  if (!cachedTheme) {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue('--' + name).trim();
    cachedTheme = { series: value('series').split(' ') };
    COLORS.forEach((name) => (cachedTheme[name] = value(name)));
  }
  return cachedTheme;
}

/** Calls `listener` when light turns dark or a page is about to be printed. */
function onThemeChange(listener) {
  ['(prefers-color-scheme: dark)', 'print'].forEach((query) =>
    matchMedia(query).addEventListener('change', () => {
      cachedTheme = null;
      listener();
    })
  );
}

/** A colour between low (0) and high (1). */
function rampColor(share) {
  const colors = theme();
  const half = share < 0.5 ? [colors.low, colors.middle] : [colors.middle, colors.high];
  const t = share < 0.5 ? 2 * share : 2 * share - 1;
  const channel = (color, i) => parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = [0, 1, 2].map((i) =>
    Math.round((1 - t) * channel(half[0], i) + t * channel(half[1], i))
  );
  return 'rgb(' + mixed.join(',') + ')';
}

/** The colour of a device in charts of all devices. */
function deviceColor(name) {
  const colors = theme().series;
  return colors[Math.max(0, report.devices.findIndex((d) => d.name === name)) % colors.length];
}
