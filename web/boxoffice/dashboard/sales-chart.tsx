import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { type CSSProperties, useEffect, useRef } from "react";
import uPlot from "uplot";
import { formatCivilDate } from "../../ui/dates.ts";
import styles from "./dashboard.module.css";
import { fillColor, fillPattern } from "./patterns.ts";
import { type SalesByDay, stacked } from "./sales-by-day.ts";

interface SalesChartProps {
  readonly sales: SalesByDay;
  readonly label: string;
  readonly number: (value: number) => string;
}

const height = 260;

/** Bars of sales by day, channel upon channel. What it shows stands as a table beside it, for who cannot see it. */
export function SalesChart({ sales, label, number }: SalesChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = useComputedColorScheme("light") === "dark";
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const chart = new uPlot(optionsOf(sales, isDark, element.clientWidth, number), dataOf(sales), element);
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      chart.destroy();
    };
  }, [sales, isDark, number]);
  return (
    <>
      <ul className={styles.legend}>
        {sales.channels.map(({ name, total }, index) => (
          <li key={name} data-fill={index % 4} style={fillStyle(index, isDark)}>
            {name} <strong>{number(total)}</strong>
          </li>
        ))}
      </ul>
      <div ref={place} className={styles.chart} role="img" aria-label={label} />
    </>
  );
}

function fillStyle(index: number, isDark: boolean): CSSProperties & Record<`--${string}`, string> {
  return { "--fill": fillColor(index, isDark) };
}

/** Drawn from the highest bar to the lowest, so that each covers the ones above it; of a day without sales nothing. */
function dataOf({ days, channels }: SalesByDay): uPlot.AlignedData {
  const sums = stacked(channels).map((one) => one.map((sum) => (sum === 0 ? null : sum)));
  return [days.map((_, index) => index), ...sums.reverse()];
}

function optionsOf(
  { days, channels }: SalesByDay,
  isDark: boolean,
  width: number,
  number: (value: number) => string,
): uPlot.Options {
  const text = isDark ? "#a4abb3" : "#5b636d";
  const grid = { stroke: isDark ? "#33373c" : "#dfe3e8", width: 1 };
  const bars = uPlot.paths.bars?.({ size: [0.7, 40], radius: 0.08 });
  const axis = { stroke: text, grid, ticks: grid, font: "12px system-ui, sans-serif" };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.6, days.length - 0.4] },
      y: { range: (_chart, _low, high) => [0, Math.max(4, Math.ceil(high * 1.1))] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        incrs: [1, 2, 5, 7, 14, 28],
        space: 84,
        values: (_chart, at) => at.map((index) => formatCivilDate(days[index] ?? "").slice(0, 5)),
        filter: (_chart, at) => at.map((index) => (days[index] === undefined ? null : index)),
      },
      { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], values: (_chart, at) => at.map(number) },
    ],
    series: [
      {},
      ...channels.map((_, drawn) => {
        const index = channels.length - 1 - drawn;
        return {
          ...(bars === undefined ? {} : { paths: bars }),
          points: { show: false },
          stroke: fillColor(index, isDark),
          width: 1,
          fill: (chart: uPlot) => fillPattern(chart.ctx, index, isDark),
        };
      }),
    ],
  };
}
