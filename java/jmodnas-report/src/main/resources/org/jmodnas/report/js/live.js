// A page that a report server gave asks it whether there is something newer.

const POLL_MILLISECONDS = 2000;

function initLive() {
  if (report.version) {
    byId('live').textContent = 'live';
    setTimeout(askForNewer, POLL_MILLISECONDS);
  }
}

async function askForNewer() {
  try {
    const answer = await fetch('version', { cache: 'no-store' });
    const version = await answer.text();
    byId('live').textContent = 'live';
    if (answer.ok && version !== report.version) {
      location.reload();
      return;
    }
  } catch (unreachable) {
    byId('live').textContent = 'server stopped';
  }
  setTimeout(askForNewer, POLL_MILLISECONDS);
}
