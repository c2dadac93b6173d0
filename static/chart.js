/* Draws each table with data-chart once more as a chart above it, from its own cells, so that figures and picture cannot differ. Without this
   file, without a screen or without colours the table says the same. */
(function () {
  "use strict";

  var quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var partsShown = 20;  /* the largest: more cannot be told apart; the table has all */
  var ink = "#0b0c0c", line = "#b1b4b6";

  /* "98.5%" and "69" are numbers; "–" is a gap. */
  function number(text) {
    var value = parseFloat(text.replace("%", ""));
    return isNaN(value) ? null : value;
  }

  /* { names: of the rows, columns: [{ name, share, values }] } */
  function read(table) {
    var heads = Array.from(table.tHead.rows[0].cells).slice(1, table.dataset.columns ? 1 + Number(table.dataset.columns) : undefined);
    var rows = Array.from(table.tBodies[0].rows);
    if (table.dataset.chart === "parts")
      rows = rows.sort(function (a, b) { return number(b.cells[1].textContent) - number(a.cells[1].textContent); }).slice(0, partsShown);
    return {
      names: rows.map(function (row) { return row.cells[0].textContent.trim(); }),
      columns: heads.map(function (head, i) {
        var texts = rows.map(function (row) { return row.cells[i + 1].textContent.trim(); });
        return { name: head.textContent.trim(), share: i >= Number(table.dataset.counts), values: texts.map(number) };
      })
    };
  }

  /* Nothing is said by colour alone: lines have symbols, bars have patterns, and the legend names both. */
  function options(table) {
    var data = read(table), narrow = table.closest("section").clientWidth < 600;
    var symbols = ["circle", "rect", "triangle", "diamond", "pin", "arrow", "roundRect", "emptyCircle", "emptyRect"];
    var shown = data.columns.filter(function (c) { return c.values.some(function (v) { return v; }); });
    return {
      animation: !quiet,
      aria: { enabled: true, decal: { show: true } },
      textStyle: { fontFamily: getComputedStyle(table).fontFamily, color: ink },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true },
      legend: { type: "scroll", top: 0, textStyle: { color: ink } },
      grid: { left: 8, right: 8, top: 48, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: data.names, axisLabel: { color: ink, rotate: narrow || data.names.length > 12 ? 45 : 0 }, axisLine: { lineStyle: { color: line } } },
      yAxis: [
        { type: "value", minInterval: 1, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } },
        { type: "value", show: shown.some(function (c) { return c.share; }), min: 0, max: 100, axisLabel: { color: ink, formatter: "{value}%" }, splitLine: { show: false } }
      ],
      series: shown.map(function (column, i) {
        return {
          name: column.name, type: column.share ? "line" : "bar", yAxisIndex: column.share ? 1 : 0, data: column.values, barMaxWidth: 64,
          symbol: symbols[i % symbols.length], symbolSize: 9, showAllSymbol: true,
          /* Months follow one another; places do not. */
          lineStyle: { width: table.dataset.chart === "months" ? 2 : 0 }
        };
      })
    };
  }

  document.querySelectorAll("table[data-chart]").forEach(function (table) {
    var place = document.createElement("div"), chart;
    place.className = "hotline-chart";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", table.caption.textContent.trim());
    table.closest(".hotline-scroll").before(place);
    chart = window.echarts.init(place, null, { renderer: "canvas" });
    chart.setOption(options(table));
    new ResizeObserver(function () { chart.resize(); }).observe(place);
  });
})();
