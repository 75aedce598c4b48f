// The traces our figures use and the French words of the mode bar; scatter comes with the core.
// None of them compiles code at run time, so script-src 'self' without 'unsafe-eval' is enough.
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/lib/scatterpolar"),
  require("plotly.js/lib/locales/fr"),
]);

module.exports = Plotly;
