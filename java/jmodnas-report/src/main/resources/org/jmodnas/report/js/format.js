// Numbers and names as a reader sees them.

const OPERATIONS = {
  none: { label: 'none', color: 'none' },
  skip_connect: { label: 'skip', color: 'skip' },
  nor_conv_1x1: { label: '1×1 conv', color: 'conv1' },
  nor_conv_3x3: { label: '3×3 conv', color: 'conv3' },
  avg_pool_3x3: { label: '3×3 pool', color: 'pool' },
};

/** Four significant digits; a dash for what is not known. */
function formatNumber(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  const rounded = Number(Number(value).toPrecision(4));
  return Math.abs(rounded) >= 1e6 ? rounded.toExponential() : String(rounded).replace('-', '−');
}

/** A difference with its sign. */
function formatChange(value) {
  return (value > 0 ? '+' : '') + formatNumber(value);
}

/** A value with the unit of its objective. */
function formatValue(objective, value) {
  return formatNumber(value) + (objective.unit && value !== null ? ' ' + objective.unit : '');
}

function operationLabel(choice) {
  return OPERATIONS.hasOwnProperty(choice) ? OPERATIONS[choice].label : choice;
}

/** The colour of a choice; `index` tells unknown ones apart. */
function operationColor(choice, index) {
  const colors = theme();
  return OPERATIONS.hasOwnProperty(choice)
    ? colors[OPERATIONS[choice].color]
    : colors.series[index % colors.series.length];
}

/** The edge of a cell, or another decision. */
function decisionLabel(decision) {
  return decision.replace('->', ' → ');
}

/** An axis title that says which end is wanted. */
function axisTitle(objective) {
  return objective.label + (objective.more ? ', higher is better' : '');
}

function exportCommand(number) {
  return report.export[0] + number + report.export[1];
}
