// Panels of a dashboard as an SVG, each where its gridPos says, in the colours that the reader's system prefers.

const COLUMN = 37.5
const ROW = 23
const GAP = 6
const COLOURS = ['#3f7fc1', '#d9822b', '#3a9e6e', '#cf5151', '#8a63c4', '#a8921d', '#2f9fad', '#c45d9a']
const THRESHOLDS = { red: '#cf5151', yellow: '#c99a1b', green: '#3a9e6e' }

const STYLE = `
  text { font: 11px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #57606a }
  .title { font-size: 13px; font-weight: 600; fill: #1f2328 }
  .value { font-size: 30px; font-weight: 600 }
  .page { fill: #f0f2f5 } .panel { fill: #fff; stroke: #d8dee4 }
  .grid { stroke: #e4e8ec } .line { fill: none; stroke-width: 1.5; stroke-linejoin: round }
  @media (prefers-color-scheme: dark) {
    text { fill: #9aa4af } .title { fill: #e6edf3 }
    .page { fill: #0d1117 } .panel { fill: #161b22; stroke: #30363d } .grid { stroke: #272d35 }
  }`

/** @param panels with their lines: names and points; start and end are seconds */
export function draw(panels, start, end) {
  const width = 24 * COLUMN + GAP
  const height = Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h)) * ROW + GAP
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`
    + `<style>${STYLE}\n</style><rect class="page" width="${width}" height="${height}" rx="6"/>\n`
    + panels.map(panel => drawPanel(panel, start, end)).join('\n')
    + '\n</svg>\n'
}

function drawPanel(panel, start, end) {
  const { x, y, w, h } = panel.gridPos
  const box = { width: w * COLUMN - GAP, height: h * ROW - GAP }
  const inside = panel.type === 'stat' ? stat(panel, box) : plot(panel, box, start, end)
  return `<g transform="translate(${x * COLUMN + GAP} ${y * ROW + GAP})">`
    + `<rect class="panel" width="${box.width}" height="${box.height}" rx="4"/>`
    + text(12, 20, panel.title, 'class="title"') + inside + '</g>'
}

/** The last value of each line, coloured by the thresholds. */
function stat({ lines, fieldConfig: { defaults } }, box) {
  const each = box.width / lines.length
  return lines.map(({ name, points }, i) => {
    const value = points[points.length - 1][1]
    const step = defaults.thresholds.steps.filter(step => step.value === null || value >= step.value).pop()
    const middle = each * (i + 0.5)
    return text(middle, box.height / 2 - 18, name, 'text-anchor="middle" style="font-size:14px"')
      + text(middle, box.height / 2 + 20, written(value, defaults.unit),
        `class="value" text-anchor="middle" style="fill:${THRESHOLDS[step.color]}"`)
  }).join('')
}

function plot({ lines, fieldConfig: { defaults } }, box, start, end) {
  const legend = drawLegend(lines, box)
  const area = { left: 72, right: box.width - 16, top: 36, bottom: box.height - legend.height - 24 }
  const highest = Math.max(0, ...lines.flatMap(({ points }) => points.map(([, value]) => value)))
  const step = roundStep((defaults.max ?? highest) / 4, defaults.unit)
  const top = defaults.max ?? Math.max(step, Math.ceil(highest / step) * step)
  const across = time => area.left + (time - start) / (end - start) * (area.right - area.left)
  const up = value => area.bottom - value / top * (area.bottom - area.top)

  let drawn = ''
  for (let tick = 0; tick <= top * 1.001; tick += step) {
    drawn += `<path class="grid" d="M${area.left} ${pixel(up(tick))}H${area.right}"/>`
      + text(area.left - 6, up(tick) + 4, written(tick, defaults.unit), 'text-anchor="end"')
  }
  const every = [60, 120, 300, 600, 1800, 3600].find(seconds => (end - start) / seconds <= 6) ?? 7200
  for (let time = Math.ceil(start / every) * every; time < end; time += every) {
    drawn += text(across(time), area.bottom + 16, new Date(time * 1000).toISOString().slice(11, 16), 'text-anchor="middle"')
  }
  lines.forEach(({ points }, i) => {
    drawn += `<path class="line" stroke="${colour(i)}" d="${path(points, across, up)}"/>`
  })
  return drawn + legend.drawn
}

/** A line is broken where points are missing. */
function path(points, across, up) {
  const distance = Math.min(...points.slice(1).map(([time], i) => time - points[i][0]))
  return points.map(([time, value], i) => {
    const joined = i > 0 && time - points[i - 1][0] < 1.5 * distance
    return (joined ? 'L' : 'M') + pixel(across(time)) + ' ' + pixel(up(value)) + (i === 0 && points.length === 1 ? 'h2' : '')
  }).join('')
}

function drawLegend(lines, box) {
  let [x, row] = [14, 0]
  const places = lines.map(({ name }) => {
    const width = name.length * 6.1 + 34
    if (x + width > box.width && x > 14) {
      [x, row] = [14, row + 1]
    }
    const place = { x, row, name }
    x += width
    return place
  })
  const height = 18 * (row + 1)
  const drawn = places.map(({ x, row, name }, i) => {
    const y = box.height - height + 18 * row + 5
    return `<path d="M${pixel(x)} ${y}h14" stroke="${colour(i)}" stroke-width="3"/>` + text(x + 19, y + 4, name)
  }).join('')
  return { drawn, height }
}

/** 1, 2 or 5 times a power of ten; seconds above a minute in steps of minutes. */
function roundStep(about, unit) {
  if (!(about > 0)) {
    return 1
  }
  if (unit === 'percentunit') {
    return 0.25
  }
  if (unit === 's' && about > 60) {
    return 60 * roundStep(about / 60)
  }
  const power = 10 ** Math.floor(Math.log10(about))
  return [1, 2, 5, 10].find(factor => factor * power >= about * 0.999) * power
}

/** A value as Grafana writes its unit. */
function written(value, unit) {
  switch (unit) {
    case 's':
      return value === 0 ? '0 s' : value < 1 ? short(value * 1000) + ' ms' : value < 60 ? short(value) + ' s' : short(value / 60) + ' min'
    case 'percentunit':
      return short(value * 100) + ' %'
    case 'Bps':
      return thousands(value, ['B/s', 'kB/s', 'MB/s', 'GB/s'])
    case 'cps':
      return thousands(value, ['c/s', 'k c/s', 'M c/s'])
    case 'reqps':
      return short(value) + ' req/s'
    default:
      return short(value) + ' ' + unit
  }
}

function thousands(value, units) {
  const power = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3 + 1e-9))
  return short(value / 1000 ** power) + ' ' + units[power]
}

const short = value => String(Number(value.toPrecision(3)))
const pixel = value => Number(value.toFixed(1))
const colour = i => COLOURS[i % COLOURS.length]

function text(x, y, content, attributes = '') {
  const escaped = content.replace(/[&<>]/g, sign => `&#${sign.charCodeAt(0)};`)
  return `<text x="${pixel(x)}" y="${pixel(y)}" ${attributes}>${escaped}</text>`
}
