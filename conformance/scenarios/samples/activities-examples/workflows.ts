import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';

const { temperature, forecast, humidity, pressure } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '20 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

export async function askTemperature(url: string): Promise<string> {
  return `${await temperature(url)} degrees`;
}

export async function askForecast(url: string): Promise<string> {
  return await forecast(url);
}

export async function askHumidity(station: string): Promise<string> {
  return `${await humidity(station)} percent`;
}

export async function askPressure(station: string): Promise<string> {
  return `${await pressure(station)} hectopascal`;
}
