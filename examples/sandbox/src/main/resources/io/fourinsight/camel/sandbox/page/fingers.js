'use strict';

/** The fingers on a plot: what they hold stays below them. Two spread or close what is shown; one moves it; two taps show all. */
class Fingers {
  constructor(plot) {
    this.plot = plot;
    this.held = null;
    this.tap = null;
    // What is cancelled here, the browser does not take for a gesture of its own.
    for (const type of ['touchstart', 'touchend', 'touchcancel']) {
      plot.root.addEventListener(type, event => this.hold(event), { passive: false });
    }
    plot.root.addEventListener('touchmove', event => this.move(event), { passive: false });
    plot.root.addEventListener('touchend', event => this.count(event));
  }

  /** Begins anew with each finger that comes or goes, so that none of them makes the plot jump. */
  hold(event) {
    const at = this.place(event);
    this.held = null;
    if (at && (at.two || this.plot.zoomed)) {
      const { min, max } = this.plot.range();
      this.held = { at, time: min + (max - min) * at.share, length: (max - min) * at.spread, ours: at.two };
    }
    if (at?.two) {
      this.keep(event);
    }
  }

  move(event) {
    this.tap = null;
    const at = this.place(event);
    if (!at || !this.held) {
      return;
    }
    // The first move of one finger tells: across is for the plot, up and down for the page, which then scrolls.
    if (!this.held.ours && Math.abs(at.y - this.held.at.y) > Math.abs(at.x - this.held.at.x)) {
      this.held = null;
      return;
    }
    this.held.ours = true;
    this.keep(event);
    const length = this.held.length / at.spread;
    const min = this.held.time - length * at.share;
    this.plot.move(() => [min, min + length]);
  }

  /** Browsers make a double click of two taps, but not all of them. */
  count(event) {
    const { clientX: x, clientY: y } = event.changedTouches[0];
    const tap = { x, y, time: event.timeStamp };
    const before = this.tap;
    this.tap = tap;
    if (before && tap.time - before.time < 400 && Math.hypot(x - before.x, y - before.y) < 30) {
      this.tap = null;
      this.plot.all();
    }
  }

  keep(event) {
    if (event.cancelable) {
      event.preventDefault();
    }
  }

  /** The middle of the fingers, in pixels and as a share of the plot's width, and how many pixels they are apart. */
  place(event) {
    const fingers = [...event.touches].filter(touch => this.plot.root.contains(touch.target));
    if (fingers.length === 0 || !this.plot.chart) {
      return null;
    }
    const [one, other = one] = fingers;
    const { left, width } = this.plot.chart.over.getBoundingClientRect();
    const x = (one.clientX + other.clientX) / 2;
    const spread = Math.max(1, Math.hypot(other.clientX - one.clientX, other.clientY - one.clientY));
    return { x, y: (one.clientY + other.clientY) / 2, share: (x - left) / width, spread, two: other !== one };
  }
}
