// Charts that follow what is shown, the width of the page and its colours.

const charts = [];

/**
 * Adds a chart to `holder`. `spec` has `title` (for those who do not see it), `option` and `table`:
 * functions that give the ECharts option, or null where there is nothing to draw, and the same data
 * as [headings, rows]; and optionally `height` in pixels and `click`, called with what was clicked.
 */
function addChart(holder, spec) {
  const box = element('div', { class: 'chart', role: 'img', 'aria-label': spec.title });
  if (spec.height) {
    box.style.height = spec.height + 'px';
  }
  const nothing = element('p', { class: 'nothing' }, 'Nothing yet.');
  const data = element('details', { class: 'data' }, element('summary', {}, 'As a table'));
  const heading = spec.heading ? [element('h4', {}, spec.heading)] : [];
  holder.append(element('figure', { class: 'figure' }, ...heading, box, nothing, data));
  const chart = { box, nothing, data, spec, instance: null };
  data.addEventListener('toggle', () => drawTable(chart));
  new ResizeObserver(() => chart.instance && chart.instance.resize()).observe(box);
  charts.push(chart);
  return chart;
}

function drawChart(chart) {
  const option = chart.spec.option();
  chart.nothing.hidden = option !== null;
  chart.data.hidden = option === null;
  chart.box.hidden = option === null;
  if (option === null) {
    return;
  }
  if (!chart.instance) {
    chart.instance = echarts.init(chart.box, null, { renderer: 'svg' });
    if (chart.spec.click) {
      chart.instance.on('click', chart.spec.click);
    }
  }
  chart.instance.resize();
  chart.instance.setOption(withDefaults(option), { notMerge: true });
  drawTable(chart);
}

function drawTable(chart) {
  while (chart.data.children.length > 1) {
    chart.data.lastChild.remove();
  }
  if (chart.data.open) {
    const [headings, rows] = chart.spec.table();
    chart.data.append(textTable(chart.spec.title, headings, rows));
  }
}

function drawCharts() {
  charts.forEach(drawChart);
}

function withDefaults(option) {
  const colors = theme();
  return Object.assign(
    {
      animation: false,
      textStyle: { fontFamily: 'inherit', color: colors.text },
      grid: { left: 64, right: 24, top: 16, bottom: 48 },
    },
    option,
    { tooltip: Object.assign(tooltipStyle(), option.tooltip) }
  );
}

function tooltipStyle() {
  return {
    confine: true,
    backgroundColor: theme().surface,
    borderColor: theme().line,
    padding: 8,
  };
}

/** A value axis with its title in the middle. */
function valueAxis(title, vertical, more) {
  const colors = theme();
  return Object.assign(
    {
      type: 'value',
      scale: true,
      splitNumber: vertical ? 5 : 4,
      name: title,
      nameLocation: 'middle',
      nameGap: vertical ? 46 : 30,
      nameTextStyle: { color: colors.muted },
      axisLine: { show: true, lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, hideOverlap: true, formatter: axisNumber },
      splitLine: { lineStyle: { color: colors.line, opacity: 0.6 } },
    },
    more
  );
}

/** Large numbers with k, M or G, so that labels stay short. */
function axisNumber(value) {
  const size = Math.abs(value);
  const [unit, suffix] =
    size >= 1e9 ? [1e9, 'G'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e4 ? [1e3, 'k'] : [1, ''];
  return formatNumber(value / unit) + suffix;
}

/** A tooltip's content: a heading and lines of text. */
function tooltipContent(heading, lines) {
  return element(
    'div',
    { class: 'tooltip' },
    element('strong', {}, heading),
    ...lines.map((line) => element('div', {}, line))
  );
}
