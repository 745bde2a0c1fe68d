import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import type { Channel, Statistics } from '../api/types';
import { channelName, day as shortDay } from '../format';
import { strings } from '../strings';

const COLORS = ['cyan.7', 'grape.6', 'orange.6', 'lime.7', 'indigo.6', 'pink.6', 'teal.7', 'yellow.7'];

/** Messages a day, each channel a colour. */
export default function Charts({ data, channels, days }: { data: Statistics; channels: Channel[]; days: string[] }) {
  const names = new Map(channels.map((channel) => [channel.key, channelName(channel)]));
  const shown = [...new Set(data.messages.map((row) => row.channel))].sort();
  const series = shown.map((key, index) => ({
    name: key,
    label: names.get(key) ?? key,
    color: COLORS[index % COLORS.length]!,
  }));
  const byDay = new Map<string, Record<string, string | number>>(days.map((day) => [day, { day: shortDay(day) }]));
  data.messages.forEach((row) => {
    const day = byDay.get(row.day);
    if (day) {
      day[row.channel] = row.inbound + row.outbound;
    }
  });
  return (
    <div role="img" aria-label={strings.overview.perDay}>
      <BarChart
        h={260}
        data={[...byDay.values()]}
        dataKey="day"
        type="stacked"
        series={series}
        withLegend
        tickLine="none"
        barProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
