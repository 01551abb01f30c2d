import { readFileSync, writeFileSync } from 'node:fs';
import { readUpload } from '../arrange/definitionFile.ts';
import { loadContracts } from '../contracts/load.ts';
import { type Mock, startMock } from '../mock/server.ts';
import { createApi } from '../model/api.ts';
import { readSuite, type Suite } from '../run/suite.ts';
import type { ClientOptions } from '../transport/client.ts';
import { Client } from '../transport/client.ts';
import { createRedaction } from '../transport/redaction/redact.ts';
import { replay } from './bareLoop.ts';
import { countedIds } from './ids.ts';
import { type Measured, stages } from './measure.ts';
import { runPlan } from './runPlan.ts';
import { RecordingClient, type Sent } from './sent.ts';
import { compileValidators } from './validators.ts';

/** What a part of the benchmark tells on its standard output, as one JSON object. */
export interface Told extends Measured {
  readonly problems: readonly string[];
  readonly refused?: number;
}

const stage = stages(() => performance.now());

/** The parts of the benchmark that have a process of their own, so that none is faster because another ran before it. */
const parts: Readonly<Record<string, (file: string) => Promise<Told>>> = {
  record: async (file) => {
    const suite = readSuite({});
    const mock = await startMock({ api: suite.api, newId: countedIds() });
    const client = new RecordingClient(optionsFor(mock, suite), suite.api);
    const { requests, notPassed } = await runPlan(suite, client, readUpload());
    writeFileSync(file, JSON.stringify(client.sent));
    await client.close();
    await mock.close();
    return { startUp: {}, milliseconds: stage(), requests, problems: problemsOf(notPassed) };
  },

  bare: async (file) => {
    const process = stage();
    const contracts = loadContracts();
    const sent = JSON.parse(readFileSync(file, 'utf8')) as Sent[];
    const load = stage();
    const validate = compileValidators(contracts);
    const compile = stage();
    const mock = await startMock({ api: createApi(contracts), newId: countedIds() });
    const startUp = { process, load, compile, mock: stage() };
    const { requests, otherStatus, refused } = await replay(sent, mock.baseUrl, validate);
    const milliseconds = stage();
    await mock.close();
    return { startUp, milliseconds, requests, problems: otherStatus, refused };
  },

  plain: async () => {
    const process = stage();
    const suite = readSuite({});
    const load = stage();
    const mock = await startMock({ api: suite.api, newId: countedIds() });
    const client = new Client(optionsFor(mock, suite));
    const startUp = { process, load, mock: stage() };
    const { requests, notPassed } = await runPlan(suite, client, readUpload());
    const milliseconds = stage();
    await client.close();
    await mock.close();
    return { startUp, milliseconds, requests, problems: problemsOf(notPassed) };
  },
};

function optionsFor({ baseUrl, token }: Mock, { target }: Suite): ClientOptions {
  return {
    baseUrl,
    token: () => Promise.resolve(token),
    limits: target.limits,
    redact: createRedaction(() => [token]),
  };
}

function problemsOf(notPassed: number): string[] {
  return notPassed === 0 ? [] : [`${notPassed} claims do not pass against the mock`];
}

const [name = '', file = ''] = process.argv.slice(2);
const part = parts[name];
if (!part) throw new Error(`"${name}" is no part of the benchmark; the parts are ${Object.keys(parts).join(', ')}`);
process.stdout.write(`${JSON.stringify(await part(file))}\n`);
