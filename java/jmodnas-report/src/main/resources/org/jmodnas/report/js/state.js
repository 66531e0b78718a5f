// What is shown, kept while the page is open and over a refresh.

const report = JSON.parse(byId('report-data').textContent);
const STATE_KEY = 'jmodnas-report:' + location.pathname + location.search;
const listeners = [];

const state = Object.assign(
  { device: '', point: 0, metric: 1, percent: 10, onlyDevice: false, hidden: [] },
  storedState()
);
if (!report.devices.some((device) => device.name === state.device)) {
  state.device = report.devices.length ? report.devices[0].name : '';
}

function storedState() {
  try {
    return JSON.parse(sessionStorage.getItem(STATE_KEY)) || {};
  } catch (denied) {
    return {};
  }
}

/** Calls `listener` after each change. */
function onChange(listener) {
  listeners.push(listener);
}

/** Changes what is shown and draws it. */
function update(changes) {
  Object.assign(state, changes);
  try {
    sessionStorage.setItem(STATE_KEY, JSON.stringify(state));
  } catch (denied) {
    // The page works without a memory.
  }
  listeners.forEach((listener) => listener());
}

/** The device that is shown; null in a run that has none yet. */
function currentDevice() {
  return report.devices.find((device) => device.name === state.device) || null;
}

function pointOf(device, number) {
  return device.points.find((point) => point.number === number) || null;
}

/** The point that is looked at: the chosen one, else the knee, else an end. */
function currentPoint() {
  const device = currentDevice();
  return (
    device &&
    (pointOf(device, state.point) || pointOf(device, device.knee) || pointOf(device, device.ends[0]))
  );
}
