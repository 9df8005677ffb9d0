'use strict';

/** Times as people read them: UTC, as all times of the service are. */
const times = {
  full(ms) {
    const text = new Date(ms).toISOString();
    return text.slice(0, 10) + ' ' + (text.endsWith('.000Z') ? text.slice(11, 19) : text.slice(11, 23));
  },
  day(ms) {
    return new Date(ms).toISOString().slice(0, 10);
  },
  clock(ms) {
    return new Date(ms).toISOString().slice(11, 19);
  },
};

const DAY = 86_400_000;

/** What stands below the ticks: no more than the distance between them needs, and the day where another one begins. */
function tickLabels(ticks, distance) {
  let before = '';
  return ticks.map(ms => {
    const text = new Date(ms).toISOString();
    if (distance >= DAY) {
      return text.slice(0, 10);
    }
    const clock = distance >= 60_000 ? text.slice(11, 16) : distance >= 1000 ? text.slice(11, 19) : text.slice(14, 23);
    const day = text.slice(0, 10);
    const label = day === before ? clock : clock + '\n' + day;
    before = day;
    return label;
  });
}

/** The plot of one series at a time; keeps what is zoomed to while samples are added. */
class SeriesPlot {
  constructor(root) {
    this.root = root;
    this.chart = null;
    this.data = [[], []];
    this.name = '';
    this.zoomed = false;
    this.fingers = new Fingers(this);
    new ResizeObserver(() => this.resize()).observe(root);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.draw(true));
  }

  /** Shows columns; those of the same series again leave the zoom as it is. */
  show(name, columns, again) {
    this.name = name;
    this.data = columns;
    if (again && this.chart) {
      const { min, max } = this.chart.scales.x;
      this.chart.setData(columns, !this.zoomed);
      if (this.zoomed) {
        this.chart.setScale('x', { min, max });
      }
    } else {
      this.draw(false);
    }
  }

  clear() {
    this.chart?.destroy();
    this.chart = null;
  }

  /** Where the plot begins and ends. */
  range() {
    const { min, max } = this.chart.scales.x;
    return { min, max };
  }

  zoom(factor) {
    this.move((min, max) => {
      const middle = (min + max) / 2;
      const half = ((max - min) / 2) * factor;
      return [middle - half, middle + half];
    });
  }

  pan(share) {
    this.move((min, max) => [min + (max - min) * share, max + (max - min) * share]);
  }

  all() {
    if (this.chart) {
      this.chart.setScale('x', { min: this.first(), max: this.last() });
    }
  }

  move(change) {
    if (!this.chart || this.data[0].length < 2) {
      return;
    }
    let [min, max] = change(this.chart.scales.x.min, this.chart.scales.x.max);
    const length = Math.min(max - min, this.last() - this.first());
    min = Math.min(Math.max(min, this.first()), this.last() - length);
    if (length >= 1) {
      this.chart.setScale('x', { min, max: min + length });
    }
  }

  first() {
    return this.data[0][0];
  }

  last() {
    return this.data[0][this.data[0].length - 1];
  }

  draw(keepZoom) {
    const range = keepZoom && this.chart && this.zoomed ? this.range() : null;
    this.clear();
    if (this.data[0].length === 0) {
      return;
    }
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    const font = '12px system-ui, sans-serif';
    const axis = { stroke: colour('--muted'), font, grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
    this.zoomed = false;
    this.chart = new uPlot({
      ...this.size(),
      ms: 1,
      tzDate: ms => uPlot.tzDate(new Date(ms), 'UTC'),
      cursor: { drag: { x: true, y: false } },
      axes: [
        { ...axis, size: 44, space: 84, values: (chart, ticks, index, space, distance) => tickLabels(ticks, distance) },
        { ...axis, size: 56 },
      ],
      series: [
        { label: 'UTC', value: (chart, ms) => (ms == null ? '–' : times.full(ms)) },
        { label: 'Value', stroke: colour('--accent'), width: 1.25, value: (chart, v) => (v == null ? '–' : String(+v.toPrecision(7))) },
      ],
      hooks: {
        setScale: [(chart, key) => {
          if (key === 'x' && chart.scales.x.min != null) {
            this.zoomed = chart.scales.x.min > this.first() || chart.scales.x.max < this.last();
          }
        }],
      },
    }, this.data, this.root);
    if (range) {
      this.chart.setScale('x', range);
    }
  }

  size() {
    const width = Math.max(200, this.root.clientWidth);
    return { width, height: Math.max(240, Math.min(440, Math.round(width * 0.55))) };
  }

  resize() {
    if (this.chart && this.root.clientWidth > 0 && this.chart.width !== this.size().width) {
      this.chart.setSize(this.size());
    }
  }
}

/** The columns of the answer: times and values as doubles; what is no number is a gap. */
async function fetchColumns(path) {
  const answer = await fetch(path);
  if (!answer.ok) {
    throw new Error((await answer.json()).error?.message ?? answer.statusText);
  }
  const bytes = await answer.arrayBuffer();
  const length = bytes.byteLength / 16;
  const x = new Float64Array(bytes, 0, length);
  const y = new Float64Array(bytes, length * 8, length);
  let numbers = 0;
  for (let i = 0; i < length; i++) {
    numbers += y[i] === y[i] ? 1 : 0;
  }
  const values = numbers === length ? y : Array.from(y, v => (v === v ? v : null));
  return { columns: [x, values], length, numbers, older: Number(answer.headers.get('X-Older-Samples')), version: answer.headers.get('X-Version') };
}
