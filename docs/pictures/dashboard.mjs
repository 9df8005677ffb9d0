// Draws docs/operations/dashboard.json: a Prometheus of its own scrapes an application for some minutes and answers the
// queries of the panels. A query that finds nothing fails it.
//
//   node docs/pictures/dashboard.mjs http://127.0.0.1:9876/observe/metrics [minutes]
//
// It needs Node.js 18 or later, and `prometheus` on the PATH.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { draw } from './panels.mjs'

const SCRAPES_EVERY = 5
// As Grafana chooses it where a point is a scrape.
const RATE_INTERVAL = `${4 * SCRAPES_EVERY}s`

const [address, minutes = '10'] = process.argv.slice(2)
if (!address || !(Number(minutes) > 0)) {
  console.error('usage: node docs/pictures/dashboard.mjs <address of the metrics> [minutes]')
  process.exit(2)
}

const dashboard = JSON.parse(readFileSync(new URL('../operations/dashboard.json', import.meta.url), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'dashboard-'))
const url = `http://127.0.0.1:${await freePort()}`
const prometheus = spawn('prometheus', [
  `--config.file=${config(new URL(address))}`,
  `--storage.tsdb.path=${join(folder, 'data')}`,
  `--web.listen-address=${new URL(url).host}`,
  '--log.level=warn'
], { stdio: 'inherit' })
const ended = new Promise((resolve, reject) => prometheus.on('error', reject).on('exit', resolve))

try {
  await Promise.race([ready(), ended.then(code => { throw new Error(`prometheus has ended with ${code}`) })])
  const start = Date.now() / 1000
  console.log(`${url} scrapes ${address} for ${minutes} minutes`)
  await pause(minutes * 60_000)
  const end = Date.now() / 1000
  for (const panel of dashboard.panels) {
    panel.lines = (await Promise.all(panel.targets.map(target => lines(target, start, end)))).flat()
  }
  const empty = dashboard.panels.flatMap(panel => panel.targets).filter(target => target.found === 0)
  if (empty.length === 0) {
    writeFileSync(new URL('dashboard.svg', import.meta.url), draw(dashboard.panels, start, end))
  } else {
    empty.forEach(target => console.error(`finds nothing: ${target.expr}`))
    process.exitCode = 1
  }
} finally {
  prometheus.kill()
  await ended.catch(() => {})
  rmSync(folder, { recursive: true, force: true })
}

function config({ protocol, host, pathname }) {
  const file = join(folder, 'prometheus.yml')
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({
    global: { scrape_interval: `${SCRAPES_EVERY}s` },
    scrape_configs: [{
      job_name: 'routes',
      scheme: protocol.slice(0, -1),
      metrics_path: pathname,
      static_configs: [{ targets: [host] }]
    }]
  }))
  return file
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function ready() {
  while (!(await fetch(`${url}/-/ready`).then(answer => answer.ok, () => false))) {
    await pause(200)
  }
}

/** What a query finds: for each series its name in the legend, and its points with times in seconds. */
async function lines(target, start, end) {
  const query = target.expr.replaceAll('$__rate_interval', RATE_INTERVAL)
  const answer = await fetch(`${url}/api/v1/query_range`, {
    method: 'POST',
    body: new URLSearchParams({ query, start, end, step: SCRAPES_EVERY })
  })
  const { data, error } = await answer.json()
  if (!answer.ok) {
    throw new Error(`${query}: ${error}`)
  }
  const found = data.result.map(({ metric, values }) => ({
    name: target.legendFormat.replace(/\{\{(\w+)}}/g, (all, label) => metric[label] ?? ''),
    points: values.map(([time, value]) => [time, Number(value)]).filter(([, value]) => Number.isFinite(value))
  })).filter(line => line.points.length > 0)
  target.found = found.length
  console.log(`${String(found.length).padStart(3)} lines: ${query}`)
  return found
}
