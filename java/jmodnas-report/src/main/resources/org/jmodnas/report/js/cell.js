// Diagrams of architectures.

const CELL = { width: 380, height: 240, nodes: [30, 137, 243, 350], y: 140, radius: 13 };
/** Height of the middle of each edge's curve over the line of nodes, and where its label lies. */
const BOWS = { '0->1': 0, '1->2': 0, '2->3': 0, '0->2': -46, '1->3': 56, '0->3': -112 };

/** A cell as a graph of nodes and operations; anything else as a list of its decisions. */
function architectureDiagram(architecture) {
  const drawable =
    architecture.cell && architecture.decisions.every(([edge]) => BOWS.hasOwnProperty(edge));
  return drawable ? cellDiagram(architecture) : decisionList(architecture);
}

function decisionList(architecture) {
  const entries = architecture.decisions.map(([decision, choice]) => [
    element('dt', {}, decisionLabel(decision)),
    element('dd', {}, operationLabel(choice)),
  ]);
  return element('dl', {}, ...entries.reduce((all, pair) => all.concat(pair), []));
}

function cellDiagram(architecture) {
  const label = architecture.decisions
    .map(([edge, choice]) => decisionLabel(edge) + ' ' + operationLabel(choice))
    .join(', ');
  const edges = architecture.decisions.map(([edge, choice], i) => cellEdge(edge, choice, i));
  return svgElement(
    'svg',
    { viewBox: '0 0 ' + CELL.width + ' ' + CELL.height, role: 'img', 'aria-label': 'Cell: ' + label },
    ...edges.map((edge) => edge.line),
    ...edges.map((edge) => edge.label),
    ...CELL.nodes.map(cellNode)
  );
}

function cellEdge(edge, choice, index) {
  const [from, to] = edge.split('->').map((node) => CELL.nodes[Number(node)]);
  const bow = BOWS[edge];
  const middle = (from + to) / 2;
  const isNone = choice === 'none';
  const color = operationColor(choice, index);
  const line = svgElement('path', {
    // The top of a quadratic curve is half as high as its control point.
    d: 'M' + from + ' ' + CELL.y + ' Q' + middle + ' ' + (CELL.y + 2 * bow) + ' ' + to + ' ' + CELL.y,
    fill: 'none',
    stroke: color,
    'stroke-width': isNone ? 1.5 : 4,
    'stroke-dasharray': isNone ? '3 4' : 'none',
  });
  const text = svgElement(
    'text',
    {
      x: middle, y: CELL.y + bow + (bow > 0 ? 18 : -9), 'text-anchor': 'middle', 'font-size': 13,
      fill: isNone ? theme().muted : theme().text,
    },
    operationLabel(choice)
  );
  return { line, label: text };
}

function cellNode(x, node) {
  return svgElement(
    'g',
    {},
    svgElement('circle', {
      cx: x, cy: CELL.y, r: CELL.radius, fill: theme().surface, stroke: theme().text, 'stroke-width': 1.5,
    }),
    svgElement('text', {
      x, y: CELL.y + 4.5, 'text-anchor': 'middle', 'font-size': 13, fill: theme().text,
    }, node === 0 ? 'in' : node === 3 ? 'out' : String(node))
  );
}
