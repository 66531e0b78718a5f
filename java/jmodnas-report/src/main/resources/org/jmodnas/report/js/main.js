// Puts the page together.

function initDevices() {
  const select = byId('device');
  [['Searched for', true], ['Not seen by the search', false]].forEach(([label, seen]) => {
    const devices = report.devices.filter((device) => device.seen === seen);
    if (devices.length) {
      select.append(
        element('optgroup', { label }, ...devices.map((d) => element('option', { value: d.name }, d.name)))
      );
    }
  });
  select.value = state.device;
  select.disabled = !report.devices.length;
  select.addEventListener('change', () => update({ device: select.value, point: 0 }));
  onChange(() => (select.value = state.device));
}

/** Marks the link of the section that is read. */
function initNavigation() {
  const links = [...document.querySelectorAll('.bar nav a')];
  const observer = new IntersectionObserver(
    (entries) =>
      entries.filter((entry) => entry.isIntersecting).forEach((entry) =>
        links.forEach((link) => {
          if (link.hash === '#' + entry.target.id) {
            link.setAttribute('aria-current', 'true');
          } else {
            link.removeAttribute('aria-current');
          }
        })
      ),
    { rootMargin: '-25% 0px -70% 0px' }
  );
  document.querySelectorAll('main section').forEach((section) => observer.observe(section));
}

/** Opens for paper what is folded on the screen. */
function initPaper() {
  matchMedia('print').addEventListener('change', (print) =>
    document.querySelectorAll('details.paper').forEach((details) => (details.open = print.matches))
  );
}

initDevices();
initFront();
initParallel();
initArchitectures();
initWhatIf();
initPreferences();
initPolicy();
initSearch();
initSimilarity();
initPointsTable();
initNavigation();
initPaper();
onChange(drawCharts);
onThemeChange(() => {
  drawFrontTexts();
  drawCharts();
});
drawCharts();
initLive();
