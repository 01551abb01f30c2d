import { type Dispatcher, Pool } from 'undici';
import { baseMark, type Sent } from './sent.ts';
import type { Validate } from './validators.ts';

/** What sending recorded requests again came to: how many got another status, and how many bodies a validator refused. */
export interface Replay {
  readonly requests: number;
  readonly otherStatus: readonly string[];
  readonly refused: number;
}

/** The least that a tester can do: sends requests one after the other on one open connection, parses and validates each answer. */
export async function replay(sent: readonly Sent[], baseUrl: string, validate: Validate): Promise<Replay> {
  const { origin, pathname } = new URL(baseUrl);
  const pool = new Pool(origin, { connections: 1 });
  const otherStatus: string[] = [];
  let refused = 0;
  try {
    for (const { method, path, headers, body, status, holds } of sent) {
      const { statusCode, body: answer } = await pool.request({
        method: method as Dispatcher.HttpMethod,
        path: pathname + path,
        headers,
        body: body?.replaceAll(baseMark, baseUrl) ?? null,
      });
      const text = await answer.text();
      const value: unknown = text === '' ? undefined : JSON.parse(text);
      if (statusCode !== status) otherStatus.push(`${method} ${path}: ${statusCode} instead of ${status}`);
      if (holds && !validate(value, holds)) refused += 1;
    }
  } finally {
    await pool.destroy();
  }
  return { requests: sent.length, otherStatus, refused };
}
