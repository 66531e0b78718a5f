// The table of all points: buttons to look at one, commands to copy, one device or all.

function initPointsTable() {
  byId('points-filter').hidden = false;
  const box = byId('only-device');
  box.checked = state.onlyDevice;
  box.addEventListener('change', () => update({ onlyDevice: box.checked }));
  document.querySelectorAll('#points td[data-point]').forEach(addPointButton);
  document.querySelectorAll('#points td.command').forEach((cell) => {
    replaceContent(cell, copyable(cell.textContent));
  });
  onChange(markRows);
  markRows();
}

function addPointButton(cell) {
  const number = Number(cell.dataset.point);
  const device = cell.parentElement.dataset.device;
  const button = element('button', { type: 'button', 'aria-label': 'Look at point ' + number }, String(number));
  button.addEventListener('click', () => {
    update({ device, point: number });
    byId('architectures').scrollIntoView();
  });
  replaceContent(cell, button);
}

function markRows() {
  document.querySelectorAll('#points tbody tr').forEach((row) => {
    row.hidden = state.onlyDevice && row.dataset.device !== state.device;
    const cell = row.querySelector('td[data-point]');
    row.classList.toggle('chosen', Number(cell.dataset.point) === state.point);
  });
}
