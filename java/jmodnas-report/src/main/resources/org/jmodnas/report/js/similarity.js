// How alike devices rank architectures.

const SIMILARITY = { cell: 30, label: 130, letter: 7, most: 12 };

/** Room for the names of devices, at most so much. */
function labelRoom(matrix) {
  const longest = Math.max(...matrix.devices.map((name) => name.length));
  return Math.min(SIMILARITY.label, 16 + SIMILARITY.letter * longest);
}

function initSimilarity() {
  const holder = byId('similarity-charts');
  if (!report.similarity.length) {
    holder.append(nothingYet());
  }
  report.similarity.forEach((matrix) =>
    addChart(holder, {
      heading: matrix.metric,
      title: 'Similarity of devices in ' + matrix.metric,
      height: labelRoom(matrix) + 60 + SIMILARITY.cell * matrix.devices.length,
      option: () => similarityOption(matrix),
      table: () => [
        ['Device', 'Other', 'ρ'],
        matrix.cells.map(([i, j, rho]) => [matrix.devices[i], matrix.devices[j], rho]),
      ],
    })
  );
}

function similarityOption(matrix) {
  const colors = theme();
  const room = labelRoom(matrix);
  const labels = {
    type: 'category',
    data: matrix.devices,
    axisLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
  };
  const label = { color: colors.muted, interval: 0, width: room - 10, overflow: 'truncate' };
  return {
    grid: { left: room, right: 16, top: 8, bottom: room + 48 },
    xAxis: Object.assign({ axisLabel: Object.assign({ rotate: 60 }, label) }, labels),
    yAxis: Object.assign({ inverse: true, axisLabel: label }, labels),
    visualMap: {
      min: -1, max: 1, calculable: false, orient: 'horizontal', left: 'center', bottom: 0,
      text: ['1', '−1'], textStyle: { color: colors.muted },
      inRange: { color: [colors.negative, colors.surface, colors.positive] },
    },
    tooltip: { trigger: 'item', formatter: (item) => similarityTooltip(matrix, item.value) },
    series: [
      {
        type: 'heatmap',
        data: matrix.cells,
        itemStyle: { borderColor: colors.surface, borderWidth: 1 },
        label: {
          show: matrix.devices.length <= SIMILARITY.most,
          formatter: (item) => Number(item.value[2]).toFixed(2).replace('-', '−'),
        },
      },
    ],
  };
}

function similarityTooltip(matrix, [i, j, rho]) {
  return tooltipContent(matrix.devices[i] + ' and ' + matrix.devices[j], ['ρ: ' + formatNumber(rho)]);
}
