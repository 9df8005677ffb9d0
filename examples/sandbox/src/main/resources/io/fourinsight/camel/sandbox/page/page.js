'use strict';

const byId = id => document.getElementById(id);
const plot = new SeriesPlot(byId('plot'));
const ROWS = 200;
const EVERY = 1000;
const API = '/4insight-api/';

/** An element with properties, and children that are elements or text; text is never read as HTML. */
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter(child => child != null));
  return made;
}

function count(number) {
  return number.toLocaleString('en-US');
}

// ---- sections

const SECTIONS = [...document.querySelectorAll('main > section')].map(section => section.id);

/** The hash is a section, or series/ and the id of one. */
function route() {
  const [section, id] = location.hash.slice(1).split(/\/(.*)/s);
  const shown = SECTIONS.includes(section) ? section : 'series';
  for (const name of SECTIONS) {
    byId(name).hidden = name !== shown;
  }
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === '#' + shown) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  if (shown === 'campaigns') {
    showCampaigns();
  }
  if (shown === 'series' && id) {
    choose(decodeURIComponent(id));
  }
  plot.resize();
}

function goTo(id) {
  location.hash = 'series/' + encodeURIComponent(id);
}

function copyButton(text, label = 'Copy') {
  const button = element('button', { className: 'small', textContent: label });
  button.addEventListener('click', () => copy(text(), button, label));
  return button;
}

async function copy(text, button, label) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Not allowed';
  }
  setTimeout(() => (button.textContent = label), 1500);
}

// ---- series and their plot

let all = [];
let chosen = null;
let shownVersion = null;
let loads = 0;
let loading = false;
let more = false;

const find = id => all.find(series => series.id === id);

function span(series) {
  return series.first === undefined ? 'no samples' : times.day(series.first) + ' to ' + times.day(series.last);
}

function seriesItem(series) {
  const item = element('button', { type: 'button' });
  item.addEventListener('click', () => goTo(series.id));
  item.dataset.id = series.id;
  return element('li', {}, item);
}

function showSeries(now) {
  const list = byId('series-list');
  const before = new Map(all.map(series => [series.id, series.version]));
  if (now.map(series => series.id).join() !== all.map(series => series.id).join()) {
    list.replaceChildren(...now.map(seriesItem));
  }
  all = now;
  for (const item of list.querySelectorAll('button')) {
    const series = find(item.dataset.id);
    const version = series.version + (series.id === chosen);
    if (item.dataset.version !== version) {
      item.dataset.version = version;
      item.replaceChildren(
        element('b', { textContent: series.name }),
        element('small', { textContent: span(series) }),
        series.name === series.id ? '' : element('code', { textContent: series.id }));
      item.toggleAttribute('aria-current', series.id === chosen);
      if (series.id === chosen) {
        scrollToItem(item, list);
      }
    }
    if (before.size > 0 && before.get(series.id) !== series.version) {
      item.classList.add('fresh');
      setTimeout(() => item.classList.remove('fresh'), 4000);
    }
  }
}

/** Scrolls the list alone: the page stays where somebody reads. */
function scrollToItem(item, list) {
  const top = item.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (top < 0 || top + item.offsetHeight > list.clientHeight) {
    list.scrollTop += top - list.clientHeight / 3;
  }
}

function choose(id) {
  if (chosen !== id) {
    chosen = id;
    shownVersion = null;
    more = false;
    load(false);
  }
}

const isAggregated = () => byId('aggregated').getAttribute('aria-pressed') === 'true';

function samplesPath(id) {
  const path = '/page/series/' + encodeURIComponent(id) + '/samples';
  if (isAggregated()) {
    return path + '?period=' + byId('period').value + '&function=' + byId('function').value;
  }
  return more ? path + '?more' : path;
}

/** Loads the chosen series; again, if it is there already and something was added. */
async function load(again) {
  const id = chosen;
  const number = ++loads;
  const series = find(id);
  const began = performance.now();
  loading = true;
  byId('chart-name').textContent = series?.name ?? id;
  byId('chart-id').textContent = id;
  try {
    const loaded = await fetchColumns(samplesPath(id));
    if (number === loads) {
      shownVersion = loaded.version;
      await showColumns(loaded, again, began);
    }
  } catch (failure) {
    if (number === loads) {
      shownVersion = find(id)?.version ?? null;
      showNothing(failure.message);
    }
  } finally {
    if (number === loads) {
      loading = false;
    }
  }
}

async function showColumns(loaded, again, began) {
  if (loaded.length === 0) {
    showNothing(isAggregated()
      ? 'No aggregates: there are no samples, or they were uploaded more than 90 days ago.'
      : 'No samples yet. They show up here when a route appends some.');
  } else if (loaded.numbers === 0) {
    showTexts(await (await fetch('/page/series/' + encodeURIComponent(chosen) + '/texts')).json(), loaded.length + loaded.older);
  } else {
    reveal('plot', 'zoom');
    plot.show(find(chosen)?.name ?? chosen, loaded.columns, again);
    const drawn = await new Promise(done => requestAnimationFrame(() => done(performance.now())));
    const [x] = loaded.columns;
    const what = isAggregated() ? ' aggregates' : ' samples';
    byId('chart-note').textContent = count(loaded.length) + what + ', ' + times.full(x[0]) + ' to ' + times.full(x[x.length - 1])
      + ' UTC, shown in ' + Math.round(drawn - began) + ' ms'
      + (loaded.older > 0 ? '; ' + count(loaded.older) + ' older samples are left out' : '');
  }
  byId('more').hidden = loaded.older === 0 || more || isAggregated();
  byId('plot').dataset.samples = loaded.length;
}

/** Of what can stand in the place of the plot, only these. */
function reveal(...ids) {
  for (const id of ['plot', 'zoom', 'chart-empty', 'chart-texts']) {
    byId(id).hidden = !ids.includes(id);
  }
}

function showNothing(message) {
  plot.clear();
  reveal('chart-empty');
  byId('chart-empty').textContent = message;
  byId('chart-note').textContent = '';
  byId('more').hidden = true;
}

function showTexts(texts, total) {
  plot.clear();
  reveal('chart-texts');
  byId('chart-texts').tBodies[0].replaceChildren(...texts.map(([time, value]) =>
    element('tr', {}, element('td', { className: 'time', textContent: times.full(time) }), element('td', { textContent: value }))));
  byId('chart-note').textContent = (total > texts.length ? 'the last ' + count(texts.length) + ' of ' : '') + count(total) + ' samples of text';
}

function setAggregated(wanted) {
  byId('raw').setAttribute('aria-pressed', String(!wanted));
  byId('aggregated').setAttribute('aria-pressed', String(wanted));
  byId('aggregation').hidden = !wanted;
  load(false);
}

byId('raw').addEventListener('click', () => setAggregated(false));
byId('aggregated').addEventListener('click', () => setAggregated(true));
byId('period').addEventListener('change', () => load(false));
byId('function').addEventListener('change', () => load(false));
byId('more').addEventListener('click', () => {
  more = true;
  load(false);
});
byId('chart-copy').addEventListener('click', event => copy(chosen, event.target, 'Copy id'));

const MOVES = {
  'zoom-in': () => plot.zoom(1 / 2),
  'zoom-out': () => plot.zoom(2),
  'zoom-all': () => plot.all(),
  earlier: () => plot.pan(-1 / 2),
  later: () => plot.pan(1 / 2),
};
const KEYS = { '+': 'zoom-in', '=': 'zoom-in', '-': 'zoom-out', '0': 'zoom-all', Escape: 'zoom-all', ArrowLeft: 'earlier', ArrowRight: 'later' };

for (const [id, move] of Object.entries(MOVES)) {
  byId(id).addEventListener('click', move);
}
byId('plot').addEventListener('keydown', event => {
  if (KEYS[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    MOVES[KEYS[event.key]]();
  }
});

// ---- what was written, and requests

function prepend(rows, added) {
  rows.prepend(...added.reverse());
  while (rows.children.length > ROWS) {
    rows.lastChild.remove();
  }
}

function seriesLink(id) {
  const link = element('button', { className: 'link', textContent: find(id)?.name ?? id });
  link.addEventListener('click', () => goTo(id));
  return link;
}

function writtenRow(at, what, where, samples, when) {
  return element('tr', {},
    element('td', { className: 'time', textContent: times.full(at).slice(0, 19) }),
    element('td', { textContent: what }),
    element('td', { className: 'wide' }, where),
    element('td', { className: 'number', textContent: samples }),
    element('td', { className: 'time wide', textContent: when }));
}

function writeOf(write) {
  const when = write.samples === 0 ? '' : times.full(write.first) + ' to ' + times.full(write.last);
  const samples = write.samples === 0 ? '' : count(write.samples);
  const where = write.what === 'removed' ? write.series : seriesLink(write.series);
  return [write.at, writtenRow(write.at, write.what, where, samples, when)];
}

/** Items of the REST API; a search is sent as a POST, and writes nothing. */
function isItemWrite(request) {
  return request.method !== 'GET' && request.path.startsWith(API) && !request.path.endsWith('/search')
    && request.status >= 200 && request.status < 300;
}

const ITEM = { POST: 'item created', PUT: 'item replaced', PATCH: 'item changed', DELETE: 'item removed' };

function showWritten(writes, requests) {
  const items = requests.filter(isItemWrite).map(request =>
    [request.at, writtenRow(request.at, ITEM[request.method] ?? request.method, request.path.slice(API.length - 1), '', '')]);
  const rows = [...writes.map(writeOf), ...items].sort(([a], [b]) => a - b).map(([, row]) => row);
  if (rows.length > 0) {
    prepend(byId('written-rows'), rows);
    byId('written-none').hidden = true;
  }
}

function requestRow(request) {
  const bad = request.status === 0 || request.status >= 400;
  return element('tr', {},
    element('td', { className: 'time', textContent: times.clock(request.at) }),
    element('td', { className: bad ? 'status bad' : 'status', textContent: request.status === 0 ? 'cut off' : request.status }),
    element('td', { className: 'wide' }, element('span', { className: 'method', textContent: request.method }), ' ', request.path),
    element('td', { className: 'client', textContent: request.client || 'no client' }),
    element('td', { className: 'number', textContent: count(request.millis) }));
}

function showRequests(requests, clients) {
  if (requests.length > 0) {
    prepend(byId('request-rows'), requests.slice(-ROWS).map(requestRow));
  }
  byId('requests-card').hidden = byId('request-rows').children.length === 0;
  byId('requests-none').hidden = clients.length > 0;
  byId('client-rows').replaceChildren(...clients.map(client => element('tr', {},
    element('td', { textContent: client.client || 'no client, or a token that is not valid' }),
    element('td', { className: 'number', textContent: count(client.requests) }),
    element('td', { className: 'number', textContent: count(client.issued) }),
    element('td', { className: client.refused > 0 ? 'number bad' : 'number', textContent: count(client.refused) }))));
}

// ---- faults

async function post(path) {
  await fetch('/page/' + path, { method: 'POST' });
  await update();
}

function switchItem(one) {
  const button = element('button', { type: 'button', role: 'switch', id: 'switch-' + one.key, 'aria-label': one.title });
  button.addEventListener('click', () =>
    post('switches/' + one.key + (button.getAttribute('aria-checked') === 'true' ? '/off' : '/on')));
  return element('li', {}, element('div', {}, element('b', { textContent: one.title }), element('p', { textContent: one.detail })), button);
}

function actionButton(action) {
  const button = element('button', { type: 'button', textContent: action.title, title: action.detail });
  button.addEventListener('click', async () => {
    await post('actions/' + action.key);
    button.textContent = 'Done';
    setTimeout(() => (button.textContent = action.title), 1500);
  });
  return button;
}

function showFaults(switches, actions) {
  if (byId('switches').children.length === 0) {
    byId('switches').replaceChildren(...switches.map(switchItem));
    const off = element('button', { type: 'button', id: 'all-off', textContent: 'All off' });
    off.addEventListener('click', () => post('switches/off'));
    byId('actions').replaceChildren(off, ...actions.map(actionButton));
  }
  for (const one of switches) {
    byId('switch-' + one.key).setAttribute('aria-checked', String(one.on));
  }
  const on = switches.filter(one => one.on).length;
  byId('faults-on').hidden = on === 0;
  byId('faults-on').textContent = on;
}

// ---- campaigns

const minute = text => text.slice(0, 16).replace('T', ' ');

function eventRow(event) {
  return element('tr', {},
    element('td', { className: 'time', textContent: event.Start ? minute(event.Start) : '' }),
    element('td', { className: 'time', textContent: event.Stop ? minute(event.Stop) : '' }),
    element('td', { className: 'wide' }, event.EventType, event.Comment ? element('span', { className: 'note', textContent: ' – ' + event.Comment }) : null));
}

function campaignCard(campaign) {
  const facts = [
    campaign.CampaignType, campaign.Client, campaign.Vessel, campaign.WellName && 'well ' + campaign.WellName,
    campaign.WaterDepth && campaign.WaterDepth + ' m deep',
    (campaign.StartDate ?? '').slice(0, 10) + ' to ' + (campaign.EndDate ?? 'now').slice(0, 10),
  ].filter(Boolean);
  const series = ['WdTimeseriesId', 'HsTimeseriesId', 'TpTimeseriesId'].map(column => campaign[column]).filter(Boolean);
  const events = element('details', { open: campaign.Events.length > 0 && campaign.Events.length <= 8 },
    element('summary', { textContent: campaign.Events.length + (campaign.Events.length === 1 ? ' event' : ' events') }),
    element('table', { className: 'rows' },
      element('thead', {}, element('tr', {}, ...['Start (UTC)', 'Stop', 'Event'].map(title => element('th', { textContent: title })))),
      element('tbody', {}, ...campaign.Events.map(eventRow))));
  return element('article', { className: 'card campaign' },
    element('div', { className: 'chart-head' },
      element('h3', { textContent: campaign.CampaignName }),
      element('span', { className: 'ids' }, element('code', { textContent: campaign.Id }), ' ', copyButton(() => campaign.Id, 'Copy id'))),
    element('p', { className: 'facts' }, ...facts.map(fact => element('span', { textContent: fact }))),
    element('p', { className: 'facts' }, ...series.map(id => element('a', { href: '#series/' + id, textContent: find(id)?.name ?? id }))),
    events);
}

async function showCampaigns() {
  const campaigns = await (await fetch('/page/campaigns')).json();
  byId('campaign-list').replaceChildren(...campaigns.map(campaignCard));
}

// ---- connect

async function showConnection() {
  const connection = await (await fetch('/page/connection')).json();
  byId('address').textContent = new URL(connection.address).host;
  byId('snippets').replaceChildren(...connection.snippets.map(snippet => {
    const text = element('pre', { tabIndex: 0 }, ...snippet.text.split(/(?<=\n)/).map(line => element('span', { textContent: line })));
    return element('article', { className: 'card snippet' },
      element('header', {}, element('h3', { textContent: snippet.title }), copyButton(() => snippet.text)), text);
  }));
  byId('sign-ins').replaceChildren(...connection.signIns.map(signIn => element('p', { className: 'card sign-in' },
    element('a', { href: signIn.page, textContent: 'Sign in to the ' + signIn.title }),
    element('span', {}, 'user ', element('code', { textContent: signIn.user })),
    element('span', {}, 'password ', element('code', { textContent: signIn.password })))));
}

// ---- live

let run = null;
let lastRequest = 0;
let lastWrite = 0;
let updating = null;

/** One at a time; what is asked for meanwhile comes with the next. */
async function update() {
  if (updating) {
    await updating;
  }
  updating = fetchState();
  await updating;
  updating = null;
}

async function fetchState() {
  try {
    const state = await (await fetch('/page/state?requests=' + lastRequest + '&writes=' + lastWrite)).json();
    if (run !== null && run !== state.run) {
      location.reload();
      return;
    }
    run = state.run;
    lastRequest = state.requests.at(-1)?.number ?? lastRequest;
    lastWrite = state.writes.at(-1)?.number ?? lastWrite;
    showSeries(state.series);
    showWritten(state.writes, state.requests);
    showRequests(state.requests, state.clients);
    showFaults(state.switches, state.actions);
    live(true);
    follow();
  } catch (failure) {
    console.warn(failure);
    live(false);
  }
}

function follow() {
  const name = find(chosen)?.name ?? chosen;
  if (name !== null && byId('chart-name').textContent !== name) {
    byId('chart-name').textContent = name;
  }
  if (chosen === null && all.length > 0) {
    choose((all.find(series => series.first !== undefined) ?? all[0]).id);
    showSeries(all);
  } else if (!loading && find(chosen) && find(chosen).version !== shownVersion) {
    load(shownVersion !== null);
  }
}

function live(yes) {
  byId('live').className = yes ? '' : 'lost';
  const text = yes ? 'live' : 'not reachable';
  if (byId('live').textContent !== text) {
    byId('live').textContent = text;
  }
}

window.addEventListener('hashchange', () => {
  route();
  showSeries(all);
});
document.addEventListener('visibilitychange', () => document.hidden || update());
setInterval(() => document.hidden || updating || update(), EVERY);

showConnection();
update().then(route);
route();
