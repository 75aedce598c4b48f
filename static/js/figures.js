/* Draws each [data-figure] with Plotly in the colours of the page; the SVG inside stays without it. */
(() => {
  "use strict";
  const CONFIG = { displayModeBar: false, responsive: true, showTips: false };
  const token = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // "var(--accent)" in a figure becomes the colour that is valid now; anything else is kept.
  function coloured(value) {
    if (typeof value === "string") {
      return value.replace(/var\((--[\w-]+)\)/g, (_, name) => token(name));
    }
    if (Array.isArray(value)) return value.map(coloured);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item)]));
    }
    return value;
  }

  // The figures carry facts; the look of axes and letters is the page's.
  function dressed(layout) {
    const axis = { gridcolor: token("--line"), linecolor: token("--line-strong"),
      zerolinecolor: token("--line"), tickfont: { color: token("--ink-soft") } };
    const look = { ...layout, autosize: true, paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { ...layout.font, family: token("--sans"), color: token("--ink"), size: 14 },
      hoverlabel: { bgcolor: token("--ink"), font: { color: token("--paper"), family: token("--sans") } } };
    delete look.width;
    delete look.template;
    for (const key of Object.keys(look)) {
      if (/^[xy]axis\d*$/.test(key)) look[key] = { ...axis, ...look[key] };
    }
    if (look.polar) {
      look.polar = { ...look.polar, bgcolor: "rgba(0,0,0,0)",
        radialaxis: { ...axis, ...look.polar.radialaxis },
        angularaxis: { ...axis, ...look.polar.angularaxis, tickfont: { color: token("--ink") } } };
    }
    return look;
  }

  // A phone has no room beside a radar: labels break at spaces and the scale goes unlabelled.
  function narrowed(figure) {
    for (const trace of figure.data) {
      if (!trace.theta || trace.theta.some((label) => String(label).includes("<br>"))) continue;
      trace.theta = trace.theta.map((label) => String(label).replace(/(.{8,}?) /g, "$1<br>"));
    }
    if (figure.layout.polar) {
      figure.layout.height = 308;
      figure.layout.margin = { t: 70, b: 36, l: 82, r: 70 };
      figure.layout.polar.radialaxis.showticklabels = false;
      figure.layout.polar.angularaxis.tickfont.size = 12;
    }
  }

  function draw(container) {
    const source = document.getElementById(container.dataset.figure);
    if (!source || !window.Plotly) return;
    const figure = coloured(JSON.parse(source.textContent));
    const stage = document.createElement("div");
    stage.className = "figure-drawn";
    stage.setAttribute("role", "img");
    stage.setAttribute("aria-label", container.dataset.label || "");
    const former = container.querySelector(".figure-drawn");
    container.append(stage);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    figure.layout = dressed(figure.layout || {});
    if (still) figure.layout.transition = { duration: 0 };
    if (container.clientWidth < 480) narrowed(figure);
    window.Plotly.newPlot(stage, figure.data, figure.layout, CONFIG).then(() => {
      if (former) { window.Plotly.purge(former); former.remove(); }
      for (const svg of container.querySelectorAll(":scope > svg")) svg.remove();
    }, () => stage.remove());
  }

  const drawAll = () => document.querySelectorAll("[data-figure]").forEach(draw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", drawAll);
  else drawAll();
})();
